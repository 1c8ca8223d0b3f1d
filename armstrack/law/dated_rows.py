"""The tables of the law: dated, cited rows in YAML, read strictly and refused when they contradict themselves.

A row holds from its day until the next row of the same authority for the same recipients;
so a change in the law is one more row, and an old sale is judged by the row of its day.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Protocol, TypeVar

from armstrack.law.options import READINGS
from armstrack.model.authority import AUTHORITIES
from armstrack.model.data_class import dataclass
from armstrack.model.fields import Field, Key, ListOf, MapOf, Record
from armstrack.model.kinds import Choice, CountKind, DateKind, Flag, MoneyKind, Text
from armstrack.model.recipients import RECIPIENTS
from armstrack.yaml_text.table import BadTable, rows_of, table_in

GROUPS = ("nato-plus", "nato-organization", "other")
"""From the shortest periods and highest thresholds to the longest and lowest."""

TABLES = Path(__file__).parent / "tables"


_ANY_AUTHORITY = Choice(tuple(AUTHORITIES))
_FIGURES = MapOf(MoneyKind(unknown_allowed=False), "mde|total|construction|firearms|any", "mde")

Since = Annotated[date, Key(DateKind(exact=True), "The first day on which the row holds.", "from")]
Law = Annotated[str, Key(Text(), "The law that made it.")]
Citation = Annotated[str, Key(Text(), "Where it stands.")]
Verified = Annotated[bool, Key(Flag(), "Whether it was read in the law itself.")]
_Authority = Annotated[str, Key(_ANY_AUTHORITY, "The authority.")]
_Groups = Annotated[tuple[str, ...], Key(ListOf(Choice(GROUPS)), "The groups that it governs.", "for")]
_Note = Annotated[str | None, Key(Text(), "A remark.")]


@dataclass(frozen=True, slots=True)
class Membership:
    """A recipient belongs to a group from one day to another, both included; `until` is open when `None`.

    With `authorities`, only these treat it so, whatever the group it belongs to.
    """

    recipient: Annotated[str, Key(Choice(tuple(RECIPIENTS)), "The recipient.")]
    group: Annotated[str, Key(Choice(GROUPS), "The group.")]
    since: Since
    until: Annotated[date | None, Key(DateKind(exact=True), "The last day on which the row holds.", required=False)]
    law: Law
    citation: Citation
    verified: Verified
    authorities: Annotated[tuple[str, ...], Key(ListOf(_ANY_AUTHORITY), "The only authorities that it is for.")] = ()


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """The values, in whole US dollars, from which on Congress must be told."""

    authority: _Authority
    groups: _Groups
    since: Since
    tests: Annotated[dict[str, int], Key(_FIGURES, "The figures.")]
    law: Law
    citation: Citation
    verified: Verified
    joined: Annotated[
        tuple[str, ...], Key(ListOf(Choice(("mde", "total"))), "Tests that the text joins by `and`.")
    ] = ()
    bar: Annotated[
        dict[str, int] | None,
        Key(_FIGURES, "From which value on a resolution can bar it, by test; left out where it can bar any."),
    ] = None
    contested: Annotated[
        tuple[str, ...], Key(ListOf(Choice(tuple(READINGS))), "Readings on which the row depends.")
    ] = ()
    note: _Note = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """How many calendar days Congress has, and what makes the executive wait."""

    authority: _Authority
    groups: _Groups
    since: Since
    days: Annotated[int, Key(CountKind(unknown_allowed=False), "Calendar days.")]
    resolution_lies: Annotated[bool, Key(Flag(), "Whether a resolution of disapproval lies.", "resolution")]
    discharge_days: Annotated[
        int | None,
        Key(
            CountKind(unknown_allowed=False),
            "After how many days the Senate may discharge its committee; left out where no text that was read says so.",
            "senate-discharge-days",
            required=False,
        ),
    ]
    basis: Annotated[str, Key(Choice(("policy", "statute")), "What makes the executive wait.")]
    law: Law
    citation: Citation
    verified: Verified
    waiver: Annotated[
        str | None, Key(Text(), "Where the law lets the certification waive the wait in an emergency.")
    ] = None
    discharge_citation: Annotated[str | None, Key(Text(), "Where the days of the discharge stand.")] = None
    note: _Note = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """The form that a resolution of disapproval takes, and what makes it a bar."""

    form: Annotated[str, Key(Choice(("concurrent", "joint")), "The form.")]
    bars_when: Annotated[
        str,
        Key(
            Choice(("adopted", "enacted")),
            "What makes it a bar: that both chambers have adopted it, or that it has become law.",
        ),
    ]
    since: Since
    law: Law
    citation: Citation
    verified: Verified


@dataclass(frozen=True, slots=True)
class AskedBy:
    """By which paragraph an authority asks for the group of a recipient."""

    authority: _Authority
    since: Annotated[date, Key(DateKind(exact=True), "The first day on which it asks.", "from")]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Reach:
    """Up to which law the text behind the tables was read; `since` is the day of its release."""

    since: Since
    law: Law
    citation: Citation
    verified: Verified


@dataclass(frozen=True, slots=True)
class Content:
    """What the certification of a sale to some recipients must hold besides the sale."""

    recipients: Annotated[tuple[str, ...], Key(ListOf(Choice(tuple(RECIPIENTS))), "For whom.")]
    authorities: Annotated[tuple[str, ...], Key(ListOf(_ANY_AUTHORITY), "Under which authorities.")]
    holds: Annotated[str, Key(Text(), "What it must hold.")]
    since: Since
    law: Law
    citation: Citation
    verified: Verified


MEMBERSHIP = Record.of("a membership", Membership)
THRESHOLD = Record.of("a threshold row", ThresholdRow)
REVIEW = Record.of("a review period", ReviewRow)
FORM = Record.of("a form of resolution", FormRow)
REACH = Record.of("the reach of the tables", Reach)
CONTENT = Record.of("what a certification must hold", Content)
ASKED_BY = Record.of("a paragraph", AskedBy)

GROUP = Record(
    "a group",
    (
        Field("name", Choice(GROUPS), "Its name.", required=True),
        Field("means", Text(), "Who is in it.", required=True),
    ),
    dict,
)
_GROUPS_TABLE = (
    Field("groups", ListOf(GROUP), "The groups.", required=True),
    Field("cited-by", ListOf(ASKED_BY), "By which paragraph an authority asks.", required=True),
)


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
    return table_in(TABLES / "groups.yaml", *_GROUPS_TABLE, rows_of(MEMBERSHIP))


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
    return by_authority_and_group("thresholds.yaml", table_in(TABLES / "thresholds.yaml", rows_of(THRESHOLD))["rows"])


@cache
def review_rows() -> Rows:
    """The review periods by (authority, group), oldest first. Raises BadTable."""
    return periods_of("review_periods.yaml", table_in(TABLES / "review_periods.yaml", rows_of(REVIEW))["rows"])


class DatedRow(Protocol):
    """A row with a first day."""

    @property
    def since(self) -> date:
        """The first day on which it holds."""


D = TypeVar("D", bound=DatedRow)


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
    return by_day("resolution_forms.yaml", table_in(TABLES / "resolution_forms.yaml", rows_of(FORM))["rows"])


@cache
def reach_rows() -> tuple[Reach, ...]:
    """Up to which law the text behind the tables was read, oldest first. Raises BadTable."""
    return by_day("reach.yaml", table_in(TABLES / "reach.yaml", rows_of(REACH))["rows"])


@cache
def content_rows() -> tuple[Content, ...]:
    """What certifications must hold, oldest first. Raises BadTable."""
    return contents_of(
        "certification_contents.yaml", table_in(TABLES / "certification_contents.yaml", rows_of(CONTENT))["rows"]
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
