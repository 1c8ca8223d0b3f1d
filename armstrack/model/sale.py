"""What a sale is: who buys what, under which authority, up to which ceiling, and its history."""

import re
from collections.abc import Iterable
from dataclasses import field, replace
from typing import Annotated, Any, Protocol

from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.data_class import dataclass
from armstrack.model.entry import (
    CASE,
    CONFIDENCES,
    ENTRY,
    ID_PATTERN,
    SOURCE_KEY_PATTERN,
    URL_PATTERN,
    Claim,
    Entry,
)
from armstrack.model.fields import Key, ListOf, MapOf, Record, TextOr
from armstrack.model.kinds import (
    Choice,
    CountKind,
    DateKind,
    Flag,
    MoneyKind,
    OneOrSeveral,
    Recipients,
    Text,
    did_you_mean,
)
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.problem import Finding, Path, enough
from armstrack.model.terms import CLASSES as CLASSES
from armstrack.model.terms import OFFSETS as OFFSETS

KEPT_PATTERN = r"documents/(?:[0-9]{4}|undated)/[A-Za-z0-9][A-Za-z0-9_.-]*-[0-9a-f]{12}\.txt"
"""The name of a kept text: its end says what is in it, so that another text never has its name."""


@dataclass(frozen=True, slots=True)
class Value:
    """Ceilings as notified, in whole US dollars; `None` is unknown. The total of an amendment is that of the whole."""

    total: Annotated[Money, Key(MoneyKind(), "The estimated ceiling of everything, as notified.")] = None
    mde: Annotated[Money, Key(MoneyKind(), "The part that is major defense equipment.")] = None
    other: Annotated[Money, Key(MoneyKind(), "The part that is other defense articles and services.")] = None
    construction: Annotated[Money, Key(MoneyKind(), "Design and construction services.")] = None
    increase: Annotated[Money, Key(MoneyKind(), "For an amendment: what this notice adds.")] = None
    firearms: Annotated[Money, Key(MoneyKind(), "Firearms of Category I of the Munitions List; 0 for none.")] = None


VALUE = Record.of("the value", Value)


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of what a notice offers."""

    name: Annotated[str, Key(Text(names=True), "What it is, with its designation.")]
    quantity: Annotated[
        int | None, Key(CountKind(), "How many; left out, or `unknown`, where the notice gives no number.")
    ] = None
    mde: Annotated[
        bool | None,
        Key(
            Flag(unknown_allowed=True),
            "Whether the notice lists it as major defense equipment; left out means no.",
        ),
    ] = False
    """`None` where that cannot be told."""
    note: Annotated[str | None, Key(Text(), "A remark in your own words.")] = None
    disputed: Annotated[str | None, Key(Text(), "What a source says otherwise, or how it contradicts itself.")] = None
    up_to: Annotated[bool, Key(Flag(), "Whether the number is the most that may be bought; left out means no.")] = False
    unit: Annotated[
        str | None,
        Key(
            Text(),
            "What the number counts, as it is said after it (gallons, pairs, sets); left out where each article.",
        ),
    ] = None
    """What is delivered is counted in it, too."""


ITEM = Record.of("a line item", LineItem, first=("quantity", "unit"))


@dataclass(frozen=True, slots=True)
class Contractor:
    """A principal contractor as the notice names it."""

    name: Annotated[str, Key(Text(), "The firm as the notice prints it.")]
    place: Annotated[str | None, Key(Text(), "Where the notice places it.")] = None


CONTRACTOR = TextOr(Text(), Record.of("a contractor", Contractor), Contractor)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    key: str = ""
    """Under which key of `sources` it stands."""
    url: Annotated[str | None, Key(Text(URL_PATTERN, "https://www.dsca.mil/…"), "Its address.")] = None
    title: Annotated[str | None, Key(Text(), "What it is, in your own words.")] = None
    published: Annotated[PartialDate | None, Key(DateKind(), "When it was published.")] = None
    note: Annotated[str | None, Key(Text(), "A remark, such as where a copy was read.")] = None
    kept: Annotated[
        str | None,
        Key(
            Text(KEPT_PATTERN, "documents/2026/state-0f2a9c1b7d20.txt"),
            "The text that was read, as `import --keep` puts it beside the records.",
        ),
    ] = None


def _check_source(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    if values["url"] is None and values["title"] is None:
        findings.append(Finding(path, "missing-key", "a source needs `url` or `title`", "add the address"))


SOURCE = Record.of("a source", Source, _check_source)

SOURCES = MapOf(SOURCE, SOURCE_KEY_PATTERN, "dsca or cna-0310", lambda key, source: replace(source, key=key))


@dataclass(frozen=True, slots=True)
class SaleReference:
    """A sale, by its id in this ledger or, where the ledger does not hold it, by what is known of it."""

    id: str | None = None
    transmittal: Annotated[str | None, Key(Text(), "Its transmittal number.")] = None
    recipients: Annotated[tuple[str, ...], Key(Recipients(), "Its recipient.", "recipient", required=True)] = ()
    title: Annotated[str | None, Key(Text(names=True), "What it is.", required=True)] = None


SALE_REFERENCE = TextOr(
    Text(ID_PATTERN, "taiwan-himars-2025"),
    Record.of("a reference to a sale that the ledger does not hold", SaleReference),
    SaleReference,
    lambda reference: reference.id,
)


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A warning that is true and odd, and why it stands."""

    code: Annotated[str, Key(Text(ID_PATTERN, "refused-move"), "The code of the warning.")]
    reason: Annotated[str, Key(Text(), "Why it is right as it stands.")]


KNOWN = ListOf(Record.of("an acknowledged warning", Acknowledgement))

Sources = Annotated[dict[str, Source], Key(SOURCES, "Where the facts come from.")]
Known = Annotated[tuple[Acknowledgement, ...], Key(KNOWN, "Warnings that are true and odd, acknowledged.")]
Note = Annotated[str | None, Key(Text(), "A remark in your own words.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """One notified, or only reported, sale. Its status is nowhere stored: the history is replayed."""

    id: Annotated[str, Key(Text(ID_PATTERN, "taiwan-himars-2025"), "Its name: the name of its file.")]
    title: Annotated[str, Key(Text(names=True), "What is sold, in a few words of your own.")]
    recipients: Annotated[
        tuple[str, ...],
        Key(
            Recipients(),
            "Who receives it: an ISO 3166-1 alpha-2 code, XK, NATO, a list of several, or unknown.",
            "recipient",
        ),
    ]
    """Empty where no source names one."""
    purchaser: Annotated[str | None, Key(Text(), "The buyer as the notice prints it.")] = None
    authorities: Annotated[
        tuple[str, ...],
        Key(
            OneOrSeveral(Choice(tuple(AUTHORITIES), OTHER_SPELLINGS), "authority"),
            "The section of the Arms Export Control Act under which Congress is told; a list where one notice "
            "rests on several.",
            "authority",
        ),
    ]
    transmittal: Annotated[
        str | None,
        Key(
            Text(r"[A-Za-z0-9][A-Za-z0-9 ./-]*", "26-01"),
            "The number of the notice; text, not unique, letters occur.",
        ),
    ] = None
    package: Annotated[
        str | None, Key(Text(ID_PATTERN, "taiwan-2025-12-17"), "The package that it was announced in.")
    ] = None
    sale_class: Annotated[str | None, Key(Choice(CLASSES), "What kind of capability it is.", "class")] = None
    agency: Annotated[
        str | None,
        Key(Text(), "The military department or agency that carries it out, as the notice names it."),
    ] = None
    cases: Annotated[tuple[str, ...], Key(ListOf(CASE), "The FMS cases that the notice prints for it.")] = ()
    offset: Annotated[
        str | None,
        Key(Choice(OFFSETS), "Whether the notice knows of an offset agreement; left out where it is silent."),
    ] = None
    funding: Annotated[
        str | None, Key(Text(), "Where the money comes from: national, fmf, or what the notice says.")
    ] = None
    note: Note = None
    confidence: Annotated[str | None, Key(Choice(CONFIDENCES), "How sure the record is as a whole.")] = None
    value: Annotated[Value, Key(VALUE, "Ceilings as notified.")] = field(default_factory=Value)
    items: Annotated[tuple[LineItem, ...], Key(ListOf(ITEM), "The line items.")] = ()
    contractors: Annotated[
        tuple[Contractor, ...] | None,
        Key(
            ListOf(CONTRACTOR),
            "The principal contractors that the notice names; [] where it names none, left out where that is unknown.",
        ),
    ] = None
    amends: Annotated[
        SaleReference | None, Key(SALE_REFERENCE, "The sale that this enhancement or increase belongs to.")
    ] = None
    grows_from: Annotated[SaleReference | None, Key(SALE_REFERENCE, "The case that grew over the threshold.")] = None
    prior_value: Annotated[Money, Key(MoneyKind(), "The value of that case before.")] = None
    sources: Sources = field(default_factory=dict)
    known: Known = ()
    territory: Annotated[
        tuple[str, ...], Key(Recipients(), "The sales territory, where it is not the recipient's own.")
    ] = ()
    history: Annotated[
        tuple[Entry, ...], Key(ListOf(ENTRY, block=True), "What happened, as dated and sourced entries.")
    ]

    @property
    def authority(self) -> str:
        """The authority in one text; of several, joined by `+` as joint recipients are."""
        return "+".join(self.authorities)

    @property
    def counted_value(self) -> Money:
        """What the sale adds to a total: its ceiling, or for an amendment only the increase. `None` is unknown."""
        return self.value.increase if self.amends is not None else self.value.total


class Sourced(Protocol):
    """An entry of any history, as far as its sources go."""

    @property
    def source(self) -> str | None:
        """A key of `sources` or an address."""

    @property
    def conflicts(self) -> tuple[Claim, ...]:
        """What other sources say instead."""


def check_sources_named(
    history: Iterable[Sourced], sources: dict[str, Source], path: Path, findings: list[Finding]
) -> None:
    """Adds a finding for each entry whose source is neither a key of `sources` nor an address."""
    for at, entry in enumerate(history):
        named: list[tuple[Path, str | None]] = [((*path, "history", at, "source"), entry.source)]
        named += [
            ((*path, "history", at, "conflicts", which, "source"), claim.source)
            for which, claim in enumerate(entry.conflicts)
        ]
        check_named(named, sources, findings)


def check_named(named: Iterable[tuple[Path, str | None]], sources: dict[str, Source], findings: list[Finding]) -> None:
    """Adds a finding for each source named that is neither a key of `sources` nor an address."""
    for where, source in named:
        if enough(findings):
            return
        if source is None or source in sources or re.fullmatch(URL_PATTERN, source):
            continue
        hint = did_you_mean(source, sources) or "add it to `sources`, or write the address in full"
        findings.append(Finding(where, "bad-url", f"`{source}` is neither a key of `sources` nor an address", hint))


def _check_sale(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    if not values["history"]:
        message = "a sale's history has at least one entry"
        findings.append(Finding((*path, "history"), "missing-value", message, "add `- {date: …, state: notified}`"))
    check_sources_named(values["history"], values["sources"], path, findings)
    if values["value"].increase is not None and values["amends"] is None:
        message = "`increase` belongs to a sale that amends another"
        findings.append(Finding((*path, "value", "increase"), "bad-entry", message, "add `amends:`, or remove it"))


SALE = Record.of("a sale", Sale, _check_sale)
