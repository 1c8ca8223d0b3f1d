"""The tables of the law: dated, cited rows in YAML, read strictly and refused when they contradict themselves.

A row holds from its day until the next row of the same authority for the same recipients;
so a change in the law is one more row, and an old sale is judged by the row of its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol, TypeVar

from armstrack.law import strict_yaml
from armstrack.law.options import READINGS
from armstrack.model.authority import AUTHORITIES
from armstrack.model.fields import Field, ListOf, MapOf, Record
from armstrack.model.kinds import Choice, CountKind, DateKind, Flag, MoneyKind, Text
from armstrack.model.problem import Finding
from armstrack.model.recipients import RECIPIENTS

GROUPS = ("nato-plus", "nato-organization", "other")
"""From the shortest periods and highest thresholds to the longest and lowest."""

TABLES = Path(__file__).parent / "tables"


class BadTable(Exception):
    """A table of the law contradicts itself or lacks what a row must have; the message lists every fault."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A recipient belongs to a group from one day to another, both included; `until` is open when `None`.

    With `authorities`, only these treat it so, whatever the group it belongs to.
    """

    recipient: str
    group: str
    since: date
    until: date | None
    law: str
    citation: str
    verified: bool
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """The values, in whole US dollars, from which on Congress must be told."""

    authority: str
    groups: tuple[str, ...]
    since: date
    tests: dict[str, int]
    law: str
    citation: str
    verified: bool
    joined: tuple[str, ...] = ()
    """Tests that the text joins by "and"."""
    bar: dict[str, int] | None = None
    """Where a resolution can bar it only from some value on: that value, by test."""
    contested: tuple[str, ...] = ()
    """The readings (`armstrack.law.options.READINGS`) on which the row depends."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """How many calendar days Congress has, and what makes the executive wait."""

    authority: str
    groups: tuple[str, ...]
    since: date
    days: int
    resolution_lies: bool
    """Whether a resolution of disapproval lies."""
    discharge_days: int | None
    """After how many days the Senate may discharge its committee; `None` where no text that was read says so."""
    basis: str
    law: str
    citation: str
    verified: bool
    waiver: str | None = None
    """Where the law lets the certification waive the wait in an emergency."""
    discharge_citation: str | None = None
    """Where the days of the discharge stand."""
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """The form that a resolution of disapproval takes, and what makes it a bar."""

    form: str
    bars_when: str
    """`adopted`: when both chambers have adopted it; `enacted`: when it has become law."""
    since: date
    law: str
    citation: str
    verified: bool


@dataclass(frozen=True, slots=True)
class AskedBy:
    """By which paragraph an authority asks for the group of a recipient."""

    authority: str
    since: date
    citation: str


@dataclass(frozen=True, slots=True)
class Reach:
    """Up to which law the text behind the tables was read; `since` is the day of its release."""

    since: date
    law: str
    citation: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Content:
    """What the certification of a sale to some recipients must hold besides the sale."""

    recipients: tuple[str, ...]
    authorities: tuple[str, ...]
    holds: str
    since: date
    law: str
    citation: str
    verified: bool


PROVENANCE = (
    Field("from", DateKind(exact=True), "The first day on which the row holds.", required=True, attribute="since"),
    Field("law", Text(), "The law that made it.", required=True),
    Field("citation", Text(), "Where it stands.", required=True),
    Field("verified", Flag(), "Whether it was read in the law itself.", required=True),
)
"""What every row of the law says of itself."""
_NOTE = Field("note", Text(), "A remark.")
_AUTHORITY = Field("authority", Choice(tuple(AUTHORITIES)), "The authority.", required=True)
_FOR = Field("for", ListOf(Choice(GROUPS)), "The groups that it governs.", required=True, attribute="groups")

MEMBERSHIP = Record(
    "a membership",
    (
        Field("recipient", Choice(tuple(RECIPIENTS)), "The recipient.", required=True),
        Field("group", Choice(GROUPS), "The group.", required=True),
        Field("until", DateKind(exact=True), "The last day on which the row holds."),
        Field("authorities", ListOf(Choice(tuple(AUTHORITIES))), "The only authorities that it is for.", default=()),
        *PROVENANCE,
    ),
    Membership,
)

_FIGURES = MapOf(MoneyKind(unknown_allowed=False), "mde|total|construction|firearms|any", "mde")

THRESHOLD = Record(
    "a threshold row",
    (
        _AUTHORITY,
        _FOR,
        Field("tests", _FIGURES, "The figures.", required=True),
        Field("joined", ListOf(Choice(("mde", "total"))), "Tests that the text joins by `and`.", default=()),
        Field("bar", _FIGURES, "From which value on a resolution can bar it."),
        Field("contested", ListOf(Choice(tuple(READINGS))), "Readings on which the row depends.", default=()),
        *PROVENANCE,
        _NOTE,
    ),
    ThresholdRow,
)

REVIEW = Record(
    "a review period",
    (
        _AUTHORITY,
        _FOR,
        Field("days", CountKind(unknown_allowed=False), "Calendar days.", required=True),
        Field("resolution", Flag(), "Whether a resolution lies.", required=True, attribute="resolution_lies"),
        Field("senate-discharge-days", CountKind(unknown_allowed=False), "Days.", attribute="discharge_days"),
        Field("discharge-citation", Text(), "Where these days stand."),
        Field("basis", Choice(("policy", "statute")), "What makes the executive wait.", required=True),
        Field("waiver", Text(), "Where an emergency waives the wait."),
        *PROVENANCE,
        _NOTE,
    ),
    ReviewRow,
)

FORM = Record(
    "a form of resolution",
    (
        Field("form", Choice(("concurrent", "joint")), "The form.", required=True),
        Field("bars-when", Choice(("adopted", "enacted")), "What makes it a bar.", required=True),
        *PROVENANCE,
    ),
    FormRow,
)

REACH = Record("the reach of the tables", PROVENANCE, Reach)

CONTENT = Record(
    "what a certification must hold",
    (
        Field("recipients", ListOf(Choice(tuple(RECIPIENTS))), "For whom.", required=True),
        Field("authorities", ListOf(Choice(tuple(AUTHORITIES))), "Under which authorities.", required=True),
        Field("holds", Text(), "What it must hold.", required=True),
        *PROVENANCE,
    ),
    Content,
)

ASKED_BY = Record(
    "a paragraph",
    (
        _AUTHORITY,
        Field("from", DateKind(exact=True), "The first day on which it asks.", required=True, attribute="since"),
        Field("citation", Text(), "Where it stands.", required=True),
    ),
    AskedBy,
)

GROUP = Record(
    "a group",
    (
        Field("name", Choice(GROUPS), "Its name.", required=True),
        Field("means", Text(), "Who is in it.", required=True),
    ),
    dict,
)
_GROUPS = (
    Field("groups", ListOf(GROUP), "The groups.", required=True),
    Field("cited-by", ListOf(ASKED_BY), "By which paragraph an authority asks.", required=True),
)


def read_table(name: str, text: str, *fields: Field) -> dict[str, Any]:
    """What a table's text holds, by the attribute of each field. Raises BadTable, naming every fault."""
    try:
        raw = strict_yaml.read(text)
    except strict_yaml.YamlRefusal as error:
        raise BadTable(f"{name}:{error.line}:{error.column}: {error.message}") from error
    findings: list[Finding] = []
    read: dict[str, Any] | None = Record("the table", fields, dict).read(raw, (), findings)
    if read is None:
        where = strict_yaml.positions(text)
        lines = (f"{name}:{where.of(f.path, f.at_key).line}: {f.message} {f.hint}".rstrip() for f in findings)
        raise BadTable("\n".join(lines))
    return read


def rows_of(kind: Record) -> Field:
    """The field that holds a table's rows."""
    return Field("rows", ListOf(kind), "The rows.", required=True)


def _read_file(name: str, *fields: Field) -> dict[str, Any]:
    return read_table(name, (TABLES / name).read_text(encoding="utf-8"), *fields)


Spells = dict[tuple[str, str | None], tuple[Membership, ...]]


def by_recipient(name: str, rows: Iterable[Membership]) -> Spells:
    """Rows by (recipient, authority), oldest first; the authority is `None` where a row is for all of them.

    Raises BadTable where two rows hold on one day, or one ends before it begins.
    """
    spells: Spells = {}
    for row in sorted(rows, key=lambda row: row.since):
        for authority in row.authorities or (None,):
            earlier = spells.get((row.recipient, authority), ())
            if earlier and (earlier[-1].until is None or earlier[-1].until >= row.since):
                raise BadTable(f"{name}: two rows hold for {row.recipient} on {row.since}")
            if row.until is not None and row.until < row.since:
                raise BadTable(f"{name}: the row for {row.recipient} ends before it begins")
            spells[row.recipient, authority] = (*earlier, row)
    return spells


@cache
def _groups_table() -> dict[str, Any]:
    return _read_file("groups.yaml", *_GROUPS, rows_of(MEMBERSHIP))


@cache
def _spells() -> Spells:
    return by_recipient("groups.yaml", _groups_table()["rows"])


@cache
def paragraphs() -> dict[str, tuple[AskedBy, ...]]:
    """By which paragraph each authority asks for the group, oldest first. Raises BadTable."""
    rows: list[AskedBy] = sorted(_groups_table()["cited_by"], key=lambda row: row.since)
    return {authority: tuple(row for row in rows if row.authority == authority) for authority in AUTHORITIES}


@cache
def memberships() -> dict[str, tuple[Membership, ...]]:
    """Who belongs to which group from when to when, by recipient, oldest first. Raises BadTable."""
    return {recipient: rows for (recipient, authority), rows in _spells().items() if authority is None}


@cache
def treatments() -> Spells:
    """Who was treated like another group by one authority, by (recipient, authority). Raises BadTable."""
    return {key: rows for key, rows in _spells().items() if key[1] is not None}


Rows = dict[tuple[str, str], tuple[Any, ...]]


def periods_of(name: str, rows: Iterable[ReviewRow]) -> Rows:
    """The review periods by (authority, group), oldest first.

    Raises BadTable where two begin on the same day, or where one gives days for the discharge of a
    committee though no resolution lies, or without the text that gives them.
    """
    rows = tuple(rows)
    for row in rows:
        where = f"{name}: the row for {row.authority} from {row.since}"
        if row.discharge_days is not None and not row.resolution_lies:
            raise BadTable(f"{where} has days for a discharge, and no resolution lies")
        if (row.discharge_days is None) != (row.discharge_citation is None):
            raise BadTable(f"{where} needs both the days of a discharge and their citation, or neither")
    return by_authority_and_group(name, rows)


def by_authority_and_group(name: str, rows: Iterable[Any]) -> Rows:
    """Rows by (authority, group), oldest first. Raises BadTable where two rows begin on the same day."""
    sorted_rows: Rows = {}
    for row in sorted(rows, key=lambda row: row.since):
        for group in row.groups:
            earlier = sorted_rows.get((row.authority, group), ())
            if earlier and earlier[-1].since == row.since:
                raise BadTable(f"{name}: two rows hold for {row.authority}, {group}, from {row.since}")
            sorted_rows[row.authority, group] = (*earlier, row)
    return sorted_rows


@cache
def threshold_rows() -> Rows:
    """The thresholds by (authority, group), oldest first. Raises BadTable."""
    return by_authority_and_group("thresholds.yaml", _read_file("thresholds.yaml", rows_of(THRESHOLD))["rows"])


@cache
def review_rows() -> Rows:
    """The review periods by (authority, group), oldest first. Raises BadTable."""
    return periods_of("review_periods.yaml", _read_file("review_periods.yaml", rows_of(REVIEW))["rows"])


class Dated(Protocol):
    """A row with a first day."""

    @property
    def since(self) -> date:
        """The first day on which it holds."""


D = TypeVar("D", bound=Dated)


def by_day(name: str, rows: Iterable[D]) -> tuple[D, ...]:
    """Rows, oldest first. Raises BadTable where two begin on the same day."""
    dated = tuple(sorted(rows, key=lambda row: row.since))
    for earlier, later in pairwise(dated):
        if earlier.since == later.since:
            raise BadTable(f"{name}: two rows hold from {later.since}")
    return dated


@cache
def form_rows() -> tuple[FormRow, ...]:
    """The forms of a resolution of disapproval, oldest first. Raises BadTable."""
    return by_day("resolution_forms.yaml", _read_file("resolution_forms.yaml", rows_of(FORM))["rows"])


@cache
def reach_rows() -> tuple[Reach, ...]:
    """Up to which law the text behind the tables was read, oldest first. Raises BadTable."""
    return by_day("reach.yaml", _read_file("reach.yaml", rows_of(REACH))["rows"])


@cache
def content_rows() -> tuple[Content, ...]:
    """What certifications must hold, oldest first. Raises BadTable."""
    return contents_of(
        "certification_contents.yaml", _read_file("certification_contents.yaml", rows_of(CONTENT))["rows"]
    )


def contents_of(name: str, rows: Iterable[Content]) -> tuple[Content, ...]:
    """Rows, oldest first. Raises BadTable where two rest on the same text from the same day."""
    dated = tuple(sorted(rows, key=lambda row: row.since))
    if len({(row.since, row.citation) for row in dated}) < len(dated):
        raise BadTable(f"{name}: two rows hold by the same text from the same day")
    return dated


def in_force(rows: Rows, authority: str, group: str, day: date) -> Any | None:
    """The row of an authority and group that holds on a day, or `None` before the first."""
    return next((row for row in reversed(rows.get((authority, group), ())) if row.since <= day), None)


def changes_between(first: date, last: date) -> list[date]:
    """The days in a period, both ends included, on which some table changes: the first day of the new rule."""
    days = {row.since for rows in (*threshold_rows().values(), *review_rows().values()) for row in rows}
    for spell in (one for rows in _spells().values() for one in rows):
        days.add(spell.since)
        if spell.until is not None:
            days.add(date.fromordinal(spell.until.toordinal() + 1))
    return sorted(day for day in days if first <= day <= last)
