"""A resolution of disapproval: which sales it would bar, and how it fared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from armstrack.model.entry import CLAIM as CLAIM_RECORD
from armstrack.model.entry import (
    CONFIDENCES,
    DATE_FIELDS,
    ID_PATTERN,
    Claim,
    check_state_or_event,
    state_word,
    take_bounds,
)
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Custom, Text
from armstrack.model.partial_date import PartialDate
from armstrack.model.problem import Finding, Path
from armstrack.model.sale import (
    KNOWN,
    SALE_REFERENCE,
    SOURCES,
    Acknowledgement,
    SaleReference,
    Source,
    check_sources_named,
    keyed_sources,
    read_reference,
)


@dataclass(frozen=True, slots=True)
class Vote:
    """One roll call. A yea on a motion to table supports the sale, so the vote says which side is which."""

    chamber: str
    question: str
    yea: int | None
    nay: int | None
    present: int | None
    for_disapproval: str
    """`yea` or `nay`: the answer that a member gives who wants to bar the sale."""


@dataclass(frozen=True, slots=True)
class ResolutionEntry:
    """One dated step, or event, in the life of a resolution."""

    date: PartialDate
    state: str | None = None
    event: str | None = None
    source: str | None = None
    note: str | None = None
    actor: str | None = None
    vote: Vote | None = None
    skipped: tuple[str, ...] = ()
    conflicts: tuple[Claim, ...] = ()
    confidence: str | None = None

    @property
    def word(self) -> str:
        """The state or the event, whichever it is."""
        return self.state or self.event or ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A joint (before 1986-02-12: concurrent) resolution of disapproval."""

    id: str
    congress: int
    measure: str
    title: str
    sales: tuple[SaleReference, ...]
    history: tuple[ResolutionEntry, ...]
    sponsor: str | None = None
    note: str | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    known: tuple[Acknowledgement, ...] = ()


RESOLUTION_EVENTS: dict[str, str] = {
    "vote": "a vote that moved nothing",
    "reaction": "somebody responded",
    "note": "anything else that a reader should know",
}

CONGRESS = CountKind(unknown_allowed=False, least=56, most=206)
"""The number of a Congress: those that sit in the years from 1900 to 2199."""

VOTE = Record(
    "a vote",
    (
        Field("chamber", Choice(("senate", "house")), "Which chamber voted.", required=True),
        Field("question", Text(), "What was voted on.", required=True),
        Field("yea", CountKind(), "Yeas.", required=True),
        Field("nay", CountKind(), "Nays.", required=True),
        Field("present", CountKind(), "Voting present."),
        Field(
            "for-disapproval",
            Choice(("yea", "nay")),
            "Which answer supports the resolution; on a motion to table it is nay.",
            required=True,
        ),
    ),
    Vote,
)


def _check_entry(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_state_or_event(values, path, findings)
    take_bounds(values, path, findings)


RESOLUTION_ENTRY = Record(
    "a step of a resolution",
    (
        *DATE_FIELDS,
        Field(
            "state",
            Custom(state_word, "a state such as introduced or vetoed", {"type": "string"}, "bad-state"),
            "The state that the resolution moved into.",
        ),
        Field("event", Choice(tuple(RESOLUTION_EVENTS)), "What happened without moving it."),
        Field("source", Text(), "Where this is known from: a key of `sources`, or an address."),
        Field("note", Text(), "A remark in your own words."),
        Field("actor", Text(), "Who did it."),
        Field("vote", VOTE, "The roll call."),
        Field("skipped", ListOf(Text(ID_PATTERN, "discharged")), "The steps passed unseen.", default=()),
        Field("conflicts", ListOf(CLAIM_RECORD), "What other sources say instead.", default=()),
        Field("confidence", Choice(CONFIDENCES), "How sure this entry is."),
    ),
    ResolutionEntry,
    _check_entry,
)


def _check_resolution(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_sources_named(values["history"], values["sources"], path, findings)
    if not values["sales"]:
        findings.append(Finding((*path, "sales"), "missing-value", "a resolution names at least one sale"))
    if not values["history"]:
        message = "a resolution's history has at least one entry"
        findings.append(Finding((*path, "history"), "missing-value", message, "add `- {date: …, state: introduced}`"))


def _build_resolution(**values: Any) -> Resolution:
    values["sales"] = tuple(read_reference(one) for one in values["sales"])
    values["sources"] = keyed_sources(values["sources"])
    return Resolution(**values)


RESOLUTION = Record(
    "a resolution",
    (
        Field("id", Text(ID_PATTERN, "119-sjres-101"), "Its name: the name of its file.", required=True),
        Field("congress", CONGRESS, "The number of the Congress.", required=True),
        Field("measure", Text(), "How it is cited, as S.J.Res. 101.", required=True),
        Field("title", Text(names=True), "What it would bar, in your own words.", required=True),
        Field("sponsor", Text(), "Who introduced it."),
        Field("note", Text(), "A remark in your own words."),
        Field("sales", ListOf(SALE_REFERENCE), "The sales that it names.", required=True),
        Field("sources", SOURCES, "Where the facts come from.", default={}),
        Field("known", KNOWN, "Warnings that are true and odd, acknowledged.", default=()),
        Field("history", ListOf(RESOLUTION_ENTRY, block=True), "Its steps and votes.", required=True),
    ),
    _build_resolution,
    _check_resolution,
)
