"""A resolution of disapproval: which sales it would bar, and how it fared."""

from dataclasses import field
from typing import Annotated, Any

from armstrack.model.data_class import dataclass
from armstrack.model.entry import CLAIM, CONFIDENCES, ID_PATTERN, Claim, EntryDate, check_entry, state_word
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Custom, Text
from armstrack.model.problem import Finding, Path
from armstrack.model.sale import SALE_REFERENCE, Known, Note, SaleReference, Sources, check_sources_named

RESOLUTION_EVENTS: dict[str, str] = {
    "vote": "a vote that moved nothing",
    "reaction": "somebody responded",
    "note": "anything else that a reader should know",
}

CONGRESS = CountKind(unknown_allowed=False, least=56, most=206)
"""The number of a Congress: those that sit in the years from 1900 to 2199."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One roll call. A yea on a motion to table supports the sale, so the vote says which side is which."""

    chamber: Annotated[str, Key(Choice(("senate", "house")), "Which chamber voted.")]
    question: Annotated[str, Key(Text(), "What was voted on.")]
    yea: Annotated[int | None, Key(CountKind(), "Yeas.")]
    nay: Annotated[int | None, Key(CountKind(), "Nays.")]
    present: Annotated[int | None, Key(CountKind(), "Voting present.", required=False)]
    for_disapproval: Annotated[
        str,
        Key(Choice(("yea", "nay")), "Which answer supports the resolution; on a motion to table it is nay."),
    ]


VOTE = Record.of("a vote", Vote)


@dataclass(frozen=True, slots=True)
class ResolutionEntry:
    """One dated step, or event, in the life of a resolution."""

    date: EntryDate
    state: Annotated[
        str | None,
        Key(
            Custom(state_word, "a state such as introduced or vetoed", {"type": "string"}, "bad-state"),
            "The state that the resolution moved into.",
        ),
    ] = None
    event: Annotated[str | None, Key(Choice(tuple(RESOLUTION_EVENTS)), "What happened without moving it.")] = None
    skipped: Annotated[tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "discharged")), "The steps passed unseen.")] = ()
    vote: Annotated[Vote | None, Key(VOTE, "The roll call.")] = None
    actor: Annotated[str | None, Key(Text(), "Who did it.")] = None
    source: Annotated[str | None, Key(Text(), "Where this is known from: a key of `sources`, or an address.")] = None
    note: Note = None
    conflicts: Annotated[tuple[Claim, ...], Key(ListOf(CLAIM), "What other sources say instead.")] = ()
    confidence: Annotated[str | None, Key(Choice(CONFIDENCES), "How sure this entry is.")] = None

    @property
    def word(self) -> str:
        """The state or the event, whichever it is."""
        return self.state or self.event or ""


RESOLUTION_ENTRY = Record.of("a step of a resolution", ResolutionEntry, check_entry)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A joint (before 1986-02-12: concurrent) resolution of disapproval."""

    id: Annotated[str, Key(Text(ID_PATTERN, "119-sjres-101"), "Its name: the name of its file.")]
    congress: Annotated[int, Key(CONGRESS, "The number of the Congress.")]
    measure: Annotated[str, Key(Text(), "How it is cited, as S.J.Res. 101.")]
    title: Annotated[str, Key(Text(names=True), "What it would bar, in your own words.")]
    sponsor: Annotated[str | None, Key(Text(), "Who introduced it.")] = field(default=None, kw_only=True)
    note: Note = field(default=None, kw_only=True)
    sales: Annotated[tuple[SaleReference, ...], Key(ListOf(SALE_REFERENCE), "The sales that it names.")]
    sources: Sources = field(default_factory=dict, kw_only=True)
    known: Known = field(default=(), kw_only=True)
    history: Annotated[tuple[ResolutionEntry, ...], Key(ListOf(RESOLUTION_ENTRY, block=True), "Its steps and votes.")]


def _check_resolution(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_sources_named(values["history"], values["sources"], path, findings)
    if not values["sales"]:
        findings.append(Finding((*path, "sales"), "missing-value", "a resolution names at least one sale"))
    if not values["history"]:
        message = "a resolution's history has at least one entry"
        findings.append(Finding((*path, "history"), "missing-value", message, "add `- {date: …, state: introduced}`"))


RESOLUTION = Record.of("a resolution", Resolution, _check_resolution)
