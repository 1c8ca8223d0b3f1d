"""What a sale is: who buys what, under which authority, up to which ceiling, and its history."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
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
from armstrack.model.fields import Field, ListOf, MapOf, Record, TextOr
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
    """Ceilings as notified, in whole US dollars; `None` is unknown."""

    total: Money = None
    """Everything notified. For an amendment: the revised ceiling of the whole."""
    mde: Money = None
    """Major defense equipment."""
    other: Money = None
    """Articles and services that are not major defense equipment."""
    construction: Money = None
    """Design and construction services."""
    increase: Money = None
    """What an amendment adds to the sale that it amends."""
    firearms: Money = None
    """Firearms of Category I of the Munitions List, which have a figure of their own under 36(c)."""


@dataclass(frozen=True, slots=True)
class LineItem:
    """One line of what a notice offers."""

    name: str
    quantity: int | None = None
    """How many; `None` where the notice gives no number."""
    mde: bool | None = False
    """Whether the notice lists it as major defense equipment; `None` where that cannot be told."""
    note: str | None = None
    disputed: str | None = None
    """What a source says otherwise, or how it contradicts itself."""
    up_to: bool = False
    """Whether the notice gives the number as the most that may be bought."""


@dataclass(frozen=True, slots=True)
class Contractor:
    """A principal contractor as the notice names it."""

    name: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from."""

    key: str
    url: str | None = None
    title: str | None = None
    published: PartialDate | None = None
    note: str | None = None
    kept: str | None = None
    """Where the ledger keeps the text that was read, below its folder."""


@dataclass(frozen=True, slots=True)
class SaleReference:
    """A sale, by its id in this ledger or, where the ledger does not hold it, by what is known of it."""

    id: str | None = None
    transmittal: str | None = None
    recipients: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A warning that is true and odd, and why it stands."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Sale:
    """One notified, or only reported, sale. Its status is nowhere stored: the history is replayed."""

    id: str
    title: str
    recipients: tuple[str, ...]
    """Codes of the recipients; empty where no source names one."""
    authorities: tuple[str, ...]
    """The sections under which Congress is told: one, or several where one notice rests on several."""
    history: tuple[Entry, ...]
    purchaser: str | None = None
    transmittal: str | None = None
    package: str | None = None
    sale_class: str | None = None
    note: str | None = None
    confidence: str | None = None
    value: Value = field(default_factory=Value)
    items: tuple[LineItem, ...] = ()
    contractors: tuple[Contractor, ...] | None = None
    """The principal contractors; empty where the notice names none, `None` where that was not read."""
    amends: SaleReference | None = None
    grows_from: SaleReference | None = None
    prior_value: Money = None
    sources: dict[str, Source] = field(default_factory=dict)
    known: tuple[Acknowledgement, ...] = ()
    territory: tuple[str, ...] = ()
    """The countries of the sales territory, where it is not the recipient's own."""
    agency: str | None = None
    """The military department or agency that carries the sale out, as the notice names it."""
    cases: tuple[str, ...] = ()
    """The designators of the cases that the notice prints for the sale."""
    offset: str | None = None
    """Whether the notice knows of an offset agreement: a word of `OFFSETS`; `None` where it says nothing of it."""
    funding: str | None = None
    """Where the money comes from, as the notice says."""

    @property
    def authority(self) -> str:
        """The authority in one text; of several, joined by `+` as joint recipients are."""
        return "+".join(self.authorities)

    @property
    def counted_value(self) -> Money:
        """What the sale adds to a total: its ceiling, or for an amendment only the increase. `None` is unknown."""
        return self.value.increase if self.amends is not None else self.value.total


VALUE = Record(
    "the value",
    (
        Field("total", MoneyKind(), "The estimated ceiling of everything, as notified."),
        Field("mde", MoneyKind(), "The part that is major defense equipment."),
        Field("other", MoneyKind(), "The part that is other defense articles and services."),
        Field("construction", MoneyKind(), "Design and construction services."),
        Field("increase", MoneyKind(), "For an amendment: what this notice adds."),
        Field("firearms", MoneyKind(), "Firearms of Category I of the Munitions List; 0 for none."),
    ),
    Value,
)

ITEM = Record(
    "a line item",
    (
        Field("quantity", CountKind(), "How many; left out, or `unknown`, where the notice gives no number."),
        Field("name", Text(names=True), "What it is, with its designation.", required=True),
        Field(
            "mde",
            Flag(unknown_allowed=True),
            "Whether the notice lists it as major defense equipment; left out means no.",
            default=False,
        ),
        Field("note", Text(), "A remark in your own words."),
        Field("disputed", Text(), "What a source says otherwise, or how it contradicts itself."),
        Field("up-to", Flag(), "Whether the number is the most that may be bought; left out means no.", default=False),
    ),
    LineItem,
)

CONTRACTOR = TextOr(
    Text(),
    Record(
        "a contractor",
        (
            Field("name", Text(), "The firm as the notice prints it.", required=True),
            Field("place", Text(), "Where the notice places it."),
        ),
        Contractor,
    ),
)


def _source(**values: Any) -> Source:
    return Source(key="", **values)


def _check_source(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    if values["url"] is None and values["title"] is None:
        findings.append(Finding(path, "missing-key", "a source needs `url` or `title`", "add the address"))


SOURCE = Record(
    "a source",
    (
        Field("url", Text(URL_PATTERN, "https://www.dsca.mil/…"), "Its address."),
        Field("title", Text(), "What it is, in your own words."),
        Field("published", DateKind(), "When it was published."),
        Field("note", Text(), "A remark, such as where a copy was read."),
        Field(
            "kept",
            Text(KEPT_PATTERN, "documents/2026/state-0f2a9c1b7d20.txt"),
            "The text that was read, as `import --keep` puts it beside the records.",
        ),
    ),
    _source,
    _check_source,
)

SOURCES = MapOf(SOURCE, SOURCE_KEY_PATTERN, "dsca or cna-0310")


def _reference(**values: Any) -> SaleReference:
    return SaleReference(**values)


SALE_REFERENCE = TextOr(
    Text(ID_PATTERN, "taiwan-himars-2025"),
    Record(
        "a reference to a sale that the ledger does not hold",
        (
            Field("transmittal", Text(), "Its transmittal number."),
            Field("recipient", Recipients(), "Its recipient.", required=True, attribute="recipients"),
            Field("title", Text(names=True), "What it is.", required=True),
        ),
        _reference,
    ),
)

KNOWN = ListOf(
    Record(
        "an acknowledged warning",
        (
            Field("code", Text(ID_PATTERN, "refused-move"), "The code of the warning.", required=True),
            Field("reason", Text(), "Why it is right as it stands.", required=True),
        ),
        Acknowledgement,
    )
)


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


def read_reference(raw: Any) -> SaleReference | None:
    """The reference that a value read by `SALE_REFERENCE` stands for: an id alone becomes a reference by id."""
    return SaleReference(id=raw) if isinstance(raw, str) else raw


def _build_sale(**values: Any) -> Sale:
    if values["contractors"] is not None:
        values["contractors"] = tuple(Contractor(one) if isinstance(one, str) else one for one in values["contractors"])
    values["sources"] = keyed_sources(values["sources"])
    values["amends"] = read_reference(values["amends"])
    values["grows_from"] = read_reference(values["grows_from"])
    return Sale(**values)


def keyed_sources(sources: dict[str, Source]) -> dict[str, Source]:
    """The sources, each knowing the key under which it stands."""
    return {key: replace(one, key=key) for key, one in sources.items()}


SALE = Record(
    "a sale",
    (
        Field("id", Text(ID_PATTERN, "taiwan-himars-2025"), "Its name: the name of its file.", required=True),
        Field("title", Text(names=True), "What is sold, in a few words of your own.", required=True),
        Field(
            "recipient",
            Recipients(),
            "Who receives it: an ISO 3166-1 alpha-2 code, XK, NATO, a list of several, or unknown.",
            required=True,
            attribute="recipients",
        ),
        Field("purchaser", Text(), "The buyer as the notice prints it."),
        Field(
            "authority",
            OneOrSeveral(Choice(tuple(AUTHORITIES), OTHER_SPELLINGS), "authority"),
            "The section of the Arms Export Control Act under which Congress is told; a list where one notice "
            "rests on several.",
            required=True,
            attribute="authorities",
        ),
        Field(
            "transmittal",
            Text(r"[A-Za-z0-9][A-Za-z0-9 ./-]*", "26-01"),
            "The number of the notice; text, not unique, letters occur.",
        ),
        Field("package", Text(ID_PATTERN, "taiwan-2025-12-17"), "The package that it was announced in."),
        Field("class", Choice(CLASSES), "What kind of capability it is.", attribute="sale_class"),
        Field("agency", Text(), "The military department or agency that carries it out, as the notice names it."),
        Field("cases", ListOf(CASE), "The FMS cases that the notice prints for it.", default=()),
        Field(
            "offset", Choice(OFFSETS), "Whether the notice knows of an offset agreement; left out where it is silent."
        ),
        Field("funding", Text(), "Where the money comes from: national, fmf, or what the notice says."),
        Field("note", Text(), "A remark in your own words."),
        Field("confidence", Choice(CONFIDENCES), "How sure the record is as a whole."),
        Field("value", VALUE, "Ceilings as notified.", default=Value()),
        Field("items", ListOf(ITEM), "The line items.", default=()),
        Field(
            "contractors",
            ListOf(CONTRACTOR),
            "The principal contractors that the notice names; [] where it names none, left out where that is unknown.",
        ),
        Field("amends", SALE_REFERENCE, "The sale that this enhancement or increase belongs to."),
        Field("grows-from", SALE_REFERENCE, "The case that grew over the threshold."),
        Field("prior-value", MoneyKind(), "The value of that case before."),
        Field("sources", SOURCES, "Where the facts come from.", default={}),
        Field("known", KNOWN, "Warnings that are true and odd, acknowledged.", default=()),
        Field("territory", Recipients(), "The sales territory, where it is not the recipient's own.", default=()),
        Field("history", ListOf(ENTRY, block=True), "What happened, as dated and sourced entries.", required=True),
    ),
    _build_sale,
    _check_sale,
)
