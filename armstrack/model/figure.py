"""A published figure, and the question that reproduces it from the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
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
class Figure:
    """A number that somebody published and the ledger reproduces."""

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


def _check_figure(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    named = [((*path, "source"), values["source"])]
    named += [((*path, "disputed", at, "source"), each.source) for at, each in enumerate(values["disputed"])]
    check_named(named, values["sources"], findings)
    if values["measure"] in MEASURED_IN_VOTES:
        return
    for key in ("published", "tolerance"):
        try:
            parse_money(values[key])
        except ValueError as error:
            findings.append(Finding((*path, key), "bad-money", str(error)))


def _build_figure(**values: Any) -> Figure:
    values["sources"] = keyed_sources(values["sources"])
    return Figure(**values)


FIGURE = Record(
    "a figure",
    (
        Field("id", Text(ID_PATTERN, "taiwan-2021-2025-value"), "Its name: the name of its file.", required=True),
        Field("title", Text(names=True), "What the number says, in your own words.", required=True),
        Field("measure", Choice(tuple(MEASURES)), "What is measured.", required=True),
        Field("question", QUESTION, "What is counted.", required=True),
        Field("published", Text(), "The number as published, made exact where the source allows.", required=True),
        Field("tolerance", Text(), "By how much the ledger may differ from a rounded number.", default="0"),
        Field("source", Text(), "Who published it: a key of `sources`, or an address.", required=True),
        Field("note", Text(), "A remark in your own words."),
        Field("disputed", ListOf(DISPUTE), "Other numbers published for the same.", default=()),
        Field("sources", SOURCES, "Where the numbers come from.", default={}),
        Field("known", KNOWN, "Warnings that are true and odd, acknowledged.", default=()),
    ),
    _build_figure,
    _check_figure,
)
