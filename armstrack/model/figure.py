"""Published figures, and the questions that reproduce them from the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from armstrack.model.authority import AUTHORITIES
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import YEAR, Choice, DateKind, Flag, RecipientCode, Text
from armstrack.model.money import parse_money
from armstrack.model.problem import Finding, Path
from armstrack.model.sale import CLASSES, KNOWN, SOURCES, Acknowledgement, Source, check_named, keyed_sources

MEASURES: dict[str, str] = {
    "value": "the sum of the ceilings, in whole US dollars",
    "sales": "the number of sales",
    "announcements": "the number of announcements: recipients and days",
    "tally": "the tally of a roll call, as yea-nay",
    "trend": "the votes to disapprove, roll call by roll call, with commas",
}
"""What a figure can measure. The first three are asked of `summary`, the others of the votes on resolutions."""

MEASURED_IN_VOTES = ("tally", "trend")


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """What is counted: the filters of `summary`, or the roll calls of a resolution or a recipient."""

    recipient: str | None = None
    since: date | None = None
    until: date | None = None
    year: int | None = None
    fy: int | None = None
    authority: str | None = None
    sale_class: str | None = None
    package: str | None = None
    state: str | None = None
    emergency: bool = False
    sales: tuple[str, ...] = ()
    resolutions: tuple[str, ...] = ()
    chamber: str | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """Another number that is published for the same."""

    published: str
    source: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Why the ledger does not come to the published number, and to which number it comes."""

    computed: str
    """What the ledger comes to, written as the published number is."""
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody published and the ledger reproduces, or differs from for a reason that is known."""

    id: str
    title: str
    measure: str
    question: FigureQuestion
    published: str
    """The number as text: money as `4.05B`, a count, a tally as `18-79`, or a trend as `18, 15`."""
    source: str
    tolerance: str = "0"
    """By how much a number may differ, where the published one is rounded."""
    note: str | None = None
    disputed: tuple[Dispute, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    known: tuple[Acknowledgement, ...] = ()
    differs: Difference | None = None


@dataclass(frozen=True, slots=True)
class FigureFile:
    """What one file of figures holds: one figure, or several that share a source and what they do not say anew."""

    id: str
    title: str
    figures: tuple[Figure, ...]
    several: bool
    """Whether they stand in a list: the place of each is then its place in `figures`."""
    sources: dict[str, Source]
    known: tuple[Acknowledgement, ...] = ()


def sources_named(figure: Figure) -> set[str]:
    """The sources that a figure names, for its number, for others and for why the ledger differs."""
    named = {figure.source, *(each.source for each in figure.disputed)}
    return named if figure.differs is None else {*named, figure.differs.source}


def every_figure(files: Iterable[FigureFile]) -> Iterator[Figure]:
    """The figures of some files, in the order of the files."""
    for one in files:
        yield from one.figures


QUESTION = Record(
    "the question of a figure",
    (
        Field("recipient", RecipientCode(), "To this recipient."),
        Field("since", DateKind(exact=True), "Notified on this day or later; of votes, taken then or later."),
        Field("until", DateKind(exact=True), "Notified on this day or earlier; of votes, taken then or earlier."),
        Field("year", YEAR, "Notified in this year."),
        Field("fy", YEAR, "Notified in this fiscal year."),
        Field("authority", Choice(tuple(AUTHORITIES)), "Under this authority."),
        Field("class", Choice(CLASSES), "Of this class.", attribute="sale_class"),
        Field("package", Text(ID_PATTERN, "taiwan-2025-12-17"), "Of this package."),
        Field("state", Text(ID_PATTERN, "notified"), "In this state on the day."),
        Field("emergency", Flag(), "Under an emergency waiver.", default=False),
        Field("sales", ListOf(Text(ID_PATTERN, "taiwan-himars-2025")), "These sales only.", default=()),
        Field("resolutions", ListOf(Text(ID_PATTERN, "118-sjres-111")), "The votes on these resolutions.", default=()),
        Field("chamber", Choice(("senate", "house")), "The votes of this chamber."),
        Field("as-of", DateKind(exact=True), "As things stood on this day; left out, on the day of asking."),
    ),
    FigureQuestion,
)

DISPUTE = Record(
    "a disputed number",
    (
        Field("published", Text(), "The other number.", required=True),
        Field("source", Text(), "Who publishes it.", required=True),
        Field("note", Text(), "Why they differ, as far as known."),
    ),
    Dispute,
)


DIFFERENCE = Record(
    "a difference",
    (
        Field("computed", Text(), "The number to which the ledger comes.", required=True),
        Field("reason", Text(), "Why the two differ, so that a reader accepts it.", required=True),
        Field("source", Text(), "Where the reason is known from.", required=True),
    ),
    Difference,
)

OWN = (
    Field("question", QUESTION, "What is counted."),
    Field("published", Text(), "The number as published, made exact where the source allows."),
    Field("note", Text(), "A remark in your own words."),
    Field("disputed", ListOf(DISPUTE), "Other numbers published for the same.", default=()),
    Field("differs", DIFFERENCE, "Why the ledger comes to another number."),
)
"""What every figure says of itself."""

SHARED = (
    Field("measure", Choice(tuple(MEASURES)), "What is measured."),
    Field("tolerance", Text(), "By how much the ledger may differ from a rounded number."),
    Field("source", Text(), "Who published it: a key of `sources`, or an address."),
)
"""What figures in one file may have in common; each may say it for itself."""

NEEDED = ("measure", "question", "published", "source")

ONE_OF_SEVERAL = Record(
    "a figure",
    (
        Field("id", Text(ID_PATTERN, "poland-2010"), "Its name, which no other figure has.", required=True),
        Field("title", Text(names=True), "What the number says, in your own words.", required=True),
        *SHARED,
        *OWN,
    ),
    dict,
)


def _check_file(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    listed = values["figures"]
    if listed is None:
        _check_figure(values, values, values["sources"], path, findings)
        return
    for own in OWN:
        if values[own.name] != own.default:
            message = f"`{own.key}` stands beside `figures`, each of which has its own"
            findings.append(Finding((*path, own.key), "unknown-key", message, "move it into one of them", at_key=True))
    names: set[str] = set()
    for at, one in enumerate(listed):
        if one is None:
            continue
        _check_figure(one, values, values["sources"], (*path, "figures", at), findings)
        if one["id"] in names:
            message = f"the id `{one['id']}` stands in this file already"
            findings.append(Finding((*path, "figures", at, "id"), "duplicate-id", message, "rename one of the two"))
        names.add(one["id"])


def _check_figure(
    values: dict[str, Any], shared: dict[str, Any], sources: Any, path: Path, findings: list[Finding]
) -> None:
    """What a figure needs, itself or from its file, and that its numbers can be read."""
    said = {key: values[key] if values[key] is not None else shared[key] for key in ("measure", "source", "tolerance")}
    said |= {key: values[key] for key in ("question", "published")}
    for key in NEEDED:
        # A value that could not be read has its finding already.
        if said[key] is None and not any(finding.path[: len(path) + 1] == (*path, key) for finding in findings):
            message, hint = f"a figure needs `{key}`", f"add `{key}: …`"
            findings.append(Finding(path, "missing-key", message, hint))
    named = [((*path, "source"), said["source"])] if values["source"] is not None else []
    named += [((*path, "disputed", at, "source"), each.source) for at, each in enumerate(values["disputed"])]
    if values["differs"] is not None:
        named.append(((*path, "differs", "source"), values["differs"].source))
    check_named(named, sources, findings)
    if said["measure"] in MEASURED_IN_VOTES:
        return
    numbers: list[tuple[Path, str | None]] = [(("published",), said["published"])]
    numbers += [(("tolerance",), values["tolerance"])] if values["tolerance"] is not None else []
    if values["differs"] is not None:
        numbers.append((("differs", "computed"), values["differs"].computed))
    for where, number in numbers:
        try:
            if number is not None:
                parse_money(number)
        except ValueError as error:
            findings.append(Finding((*path, *where), "bad-money", str(error)))


def _build_file(**values: Any) -> FigureFile:
    sources = keyed_sources(values["sources"])
    shared = {one.name: values[one.name] for one in SHARED}
    listed = values["figures"]
    alone = {key: value for key, value in values.items() if key not in ("figures", "known")}
    figures = []
    for one in [alone] if listed is None else listed:
        own = one | {key: value for key, value in shared.items() if one[key] is None}
        figure = Figure(**(own | {"sources": sources, "tolerance": own["tolerance"] or "0"}))
        named = sources_named(figure)
        figures.append(
            figure
            if listed is None
            else replace(figure, sources={key: source for key, source in sources.items() if key in named})
        )
    return FigureFile(values["id"], values["title"], tuple(figures), listed is not None, sources, values["known"])


FIGURE = Record(
    "a figure",
    (
        Field("id", Text(ID_PATTERN, "taiwan-2021-2025-value"), "Its name: the name of its file.", required=True),
        Field("title", Text(names=True), "What the number says, in your own words.", required=True),
        *SHARED,
        *OWN,
        Field("figures", ListOf(ONE_OF_SEVERAL), "Several figures in one file; what they share stands above."),
        Field("sources", SOURCES, "Where the numbers come from.", default={}),
        Field("known", KNOWN, "Warnings that are true and odd, acknowledged.", default=()),
    ),
    _build_file,
    _check_file,
)
