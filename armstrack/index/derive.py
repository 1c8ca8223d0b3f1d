"""From records to the rows of the index: a sale's standing on every day, told in stretches over which nothing changes.

The stretches are found by asking the same function that answers for one day
(`armstrack.workflow.standing`) on every day on which its answer can change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from armstrack.index.tables import FIRST_DAY, LAST_DAY, SCHEMA, SaleRows
from armstrack.law.clock import Review
from armstrack.ledger.firms import called, firms_of
from armstrack.model.folded import folded
from armstrack.model.partial_date import PartialDate, on
from armstrack.model.period import administration_of, fiscal_year_of, month_of, year_of
from armstrack.model.sale import Sale
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.contributions.registry import ASKED
from armstrack.query.document import held_document, iso
from armstrack.query.due import due_document, due_of_resolution, due_of_sale
from armstrack.query.outcome import overdue_after
from armstrack.query.resolutions import Discharge, committee_clock, discharge_of
from armstrack.query.stretches import turning_days
from armstrack.query.summary.counting import has_ended, is_disputed, recipient_key
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.resolution_life import congress_ends, last_day_of_president
from armstrack.workflow.worth import ceiling_on

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull
    from armstrack.model.figure import FigureFile
    from armstrack.model.package import Package
    from armstrack.model.resolution import Resolution

Row = tuple[object, ...]

T = TypeVar("T")

_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Plain values as they are kept."""

_DAY = timedelta(1)


def sale_rows(sale: Sale, context: Context) -> SaleRows:
    """Everything that the index holds of a sale."""
    first = SaleOnDay(sale, context, date.min)
    contractors = sale.contractors or ()
    days = _on_turning_days(first)
    own = tuple(column.of(first) for column in SALES)
    return SaleRows(
        own,
        {
            "items": [(item.name, folded(item.name)) for item in sale.items],
            "contractors": [
                (firm, folded(each.name), f"|{'|'.join(called(firm))}|")
                for each, firm in zip(contractors, firms_of(sale), strict=True)
            ],
            "events": [
                (entry.event, entry.date.latest.toordinal())
                for entry in sale.history
                if entry.event is not None and entry.date.latest is not None
            ],
            "cases": _cases(sale),
            "spells": _spells(sale, first),
            "texts": _texts(sale, context),
            "standings": _standings(days),
            "contributions": _contributions(days),
        },
    )


def _spells(sale: Sale, first: SaleOnDay) -> list[Row]:
    """The days of which something is told of a sale; what a source tells is learnt when it is published."""
    published = (source.published for source in sale.sources.values() if source.published is not None)
    return spells_of([*(entry.date for entry in sale.history), *(span.began for span in first.life.spans), *published])


def spells_of(dates: Iterable[PartialDate]) -> list[Row]:
    """The first and the last day that each of some dates may mean."""
    return list(dict.fromkeys((_first(when), _ordinal(when.latest) or LAST_DAY) for when in dates))


def record_spells(record: Resolution | Package | FigureFile) -> list[Row]:
    """The days of which something is told of a record besides a sale; a resolution dies with its Congress."""
    from armstrack.model.figure import FigureFile
    from armstrack.model.resolution import Resolution

    if isinstance(record, FigureFile):
        return []
    dates = [entry.date for entry in record.history]
    return spells_of([*dates, on(congress_ends(record.congress))] if isinstance(record, Resolution) else dates)


def disputed_text(record: Resolution | Package | FigureFile) -> str | None:
    """What a record besides a sale says that holds a disagreement, in stretches of days; `None` of any other."""
    from armstrack.query.disagreements import (
        conflicts_of_other,
        is_disputed_record,
        turning_days_of_other,
    )

    if not is_disputed_record(record):
        return None
    told = [(day.toordinal(), conflicts_of_other(record, day)) for day in sorted(turning_days_of_other(record))]
    return _as_text(list(_stretches(told)))


def _texts(sale: Sale, context: Context) -> list[Row]:
    """What a search looks into, each text with the first day on which it may be known."""
    always = [sale.id, sale.title, sale.purchaser, sale.note, sale.transmittal]
    always += [item.name for item in sale.items]
    always += [contractor.name for contractor in (sale.contractors or ())]
    texts: list[Row] = [(FIRST_DAY, folded(text)) for text in always if text is not None]
    texts += [(_first(entry.date), folded(entry.note)) for entry in sale.history if entry.note is not None]
    texts += [(_first(when) if when is not None else FIRST_DAY, folded(text)) for when, text in context.kept()]
    return texts


def _cases(sale: Sale) -> list[Row]:
    """The cases of a sale, each with the first day on which it may be known."""
    cases: list[Row] = [(case.casefold(), FIRST_DAY) for case in sale.cases]
    cases += [(entry.case.casefold(), _first(entry.date)) for entry in sale.history if entry.case is not None]
    return list(dict.fromkeys(cases))


def _first(when: PartialDate) -> int:
    return when.earliest.toordinal() if when.earliest is not None else FIRST_DAY


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day is not None else None


def _on_turning_days(one: SaleOnDay) -> list[SaleOnDay]:
    """The sale on every day on which an answer about it can change, its life replayed once."""
    return [one.on(day) for day in sorted(turning_days(one))]


def _standings(days: list[SaleOnDay]) -> list[Row]:
    """One row for each stretch of days over which nothing about the sale changes."""
    told = [(now.day.toordinal(), tuple(column.of(now) for column in STANDINGS)) for now in days]
    return [(first, last, *row) for first, last, row in _stretches(told)]


def _contributions(days: list[SaleOnDay]) -> list[Row]:
    """What the sale contributes to each question, in stretches of days; where it contributes nothing is no row."""
    found: list[Row] = []
    for question, asked in ASKED.items():
        if asked.always:
            says = asked.of(days[0])
            if says is not None:
                found.append((question, FIRST_DAY, LAST_DAY, _as_text(says)))
        elif asked.may(days[0]):
            told = [(now.day.toordinal(), asked.of(now)) for now in days]
            found += [
                (question, first, last, _as_text(says)) for first, last, says in _stretches(told) if says is not None
            ]
    return found


def _stretches(told: list[tuple[int, T]]) -> Iterator[tuple[int, int, T]]:
    """What is told of the days from one to the next, joined where it stays the same; the ends are open."""
    turns = [(first, what) for at, (first, what) in enumerate(told) if not at or told[at - 1][1] != what]
    for at, (first, what) in enumerate(turns):
        last = turns[at + 1][0] - 1 if at + 1 < len(turns) else LAST_DAY
        yield first if at else FIRST_DAY, last, what


def _without_days_left(due: DueInFull) -> dict[str, object]:
    """What falls due, as far as that is the same on every day of a stretch."""
    return {key: value for key, value in due.items() if key != "days_left"}


def _due(one: SaleOnDay) -> str | None:
    """What is open about a sale, as `due` prints it, but for the days that are left."""
    due = [_without_days_left(due_document(each, one.day)) for each in due_of_sale(one, one.day)]
    return _as_text(due) if due else None


class Column(NamedTuple):
    """A column of a table of the index."""

    name: str
    type: str
    """Its type in SQL."""
    of: Callable[[SaleOnDay], object]
    """What stands in it of a sale on a day."""


def _review(of: Callable[[Review], object]) -> Callable[[SaleOnDay], object]:
    """Something of the review that runs or ran last; nothing where there is none."""
    return lambda one: of(one.standing.clock) if one.standing.clock is not None else None


def _since(of: Callable[[PartialDate], object]) -> Callable[[SaleOnDay], object]:
    """Something of the day on which the state began; nothing where none does."""
    return lambda one: of(one.since) if one.since is not None else None


def _notified(of: Callable[[PartialDate], object]) -> Callable[[SaleOnDay], object]:
    """Something of the day of the notification; nothing where there is none."""
    return lambda one: of(one.notified) if one.notified is not None else None


def _amended(one: SaleOnDay) -> str | None:
    """The sale that it amends; empty for one that the ledger does not hold."""
    return (one.sale.amends.id or "") if one.sale.amends is not None else None


def _held(one: SaleOnDay) -> str | None:
    """The open hold, as `list` prints it."""
    held = held_document(one)
    return json.dumps(held) if held is not None else None


def _number(one: SaleOnDay) -> str | None:
    transmittal = one.sale.transmittal
    return comparable_transmittal(transmittal) if transmittal is not None else None


SALES = (
    Column("title", "TEXT NOT NULL", lambda one: one.title),
    Column("title_folded", "TEXT NOT NULL", lambda one: one.title.casefold()),
    Column("recipients", "TEXT NOT NULL", lambda one: "+".join(one.recipients)),
    Column("recipient_key", "TEXT NOT NULL", recipient_key),
    Column("purchaser", "TEXT", lambda one: one.sale.purchaser),
    Column("authority", "TEXT NOT NULL", lambda one: one.authority),
    Column("transmittal", "TEXT", lambda one: one.sale.transmittal),
    Column("number", "TEXT", _number),
    Column("package", "TEXT", lambda one: one.package),
    Column("class", "TEXT", lambda one: one.sale_class),
    Column("value", "INTEGER", lambda one: one.value),
    Column("amends", "TEXT", _amended),
    Column("discharge", "TEXT", lambda one: _as_text(discharge_of(one.sale, one.life, one.context))),
    Column("procedure", "TEXT NOT NULL", lambda one: one.counted_with),
)
"""What the index holds of a sale whatever the day."""

STANDINGS = (
    Column("rank", "INTEGER NOT NULL", lambda one: one.rank),
    Column("id", "TEXT NOT NULL", lambda one: one.id),
    Column("state", "TEXT", lambda one: one.state),
    Column("since", "TEXT", _since(lambda since: since.iso)),
    Column("since_text", "TEXT", _since(lambda since: since.text)),
    Column("since_first", "INTEGER", _since(lambda since: _ordinal(since.earliest))),
    Column("since_last", "INTEGER", _since(lambda since: _ordinal(since.latest))),
    Column("maybe", "TEXT NOT NULL", lambda one: _as_text(one.maybe)),
    Column("notified", "TEXT", _notified(lambda notified: notified.iso)),
    Column("notified_text", "TEXT", _notified(lambda notified: notified.text)),
    Column("notified_first", "INTEGER", _notified(lambda notified: _ordinal(notified.earliest))),
    Column("notified_last", "INTEGER", _notified(lambda notified: _ordinal(notified.latest))),
    Column("emergency", "INTEGER NOT NULL", lambda one: one.standing.emergency),
    Column("reviewed", "INTEGER NOT NULL", lambda one: one.standing.clock is not None),
    Column("review_days", "INTEGER", _review(lambda review: review.review_days)),
    Column("last_review_day", "TEXT", _review(lambda review: iso(review.last_review_day))),
    Column("earliest_action", "TEXT", _review(lambda review: iso(review.earliest_action))),
    Column("review_verified", "INTEGER", _review(lambda review: review.verified)),
    Column("overdue_after", "INTEGER", lambda one: _ordinal(overdue_after(one))),
    Column("ended", "INTEGER NOT NULL", has_ended),
    Column("year", "TEXT", _notified(year_of)),
    Column("fy", "TEXT", _notified(fiscal_year_of)),
    Column("month", "TEXT", _notified(month_of)),
    Column("administration", "TEXT", _notified(administration_of)),
    Column("due", "TEXT", _due),
    Column("loose", "INTEGER NOT NULL", lambda one: one.notified is not None and one.notified.exact is None),
    Column("disputed", "INTEGER NOT NULL", is_disputed),
    Column("ceiling", "INTEGER", lambda one: ceiling_on(one.sale, one.day)),
    Column("stage", "TEXT", lambda one: one.standing.stage),
    Column("held", "TEXT", _held),
)
"""What it holds of a sale in each stretch of days."""


def schema() -> str:
    """The tables of the index, empty."""
    sales, standings = (
        ", ".join(f"{column.name} {column.type}" for column in columns) for columns in (SALES, STANDINGS)
    )
    return SCHEMA.format(sales=sales, standings=standings)


def resolution_rows(resolution: Resolution, discharge: Mapping[str, str]) -> list[Row]:
    """What falls due by a resolution, in stretches of days; a day on which nothing does has no row."""
    days_of = {name: Discharge(*json.loads(text)) for name, text in discharge.items()}
    clock = committee_clock(resolution, days_of)
    days = {date.min, congress_ends(resolution.congress)}
    if clock is not None:
        days |= {clock.last_day, clock.last_day + _DAY}
    for entry in resolution.history:
        days |= {day for day in (entry.date.earliest, entry.date.latest) if day is not None}
        if entry.date.exact is not None:
            days.add(last_day_of_president(entry.date.exact) + _DAY)
    turning = sorted(days)
    rows: list[Row] = []
    for at, day in enumerate(turning):
        last = turning[at + 1].toordinal() - 1 if at + 1 < len(turning) else LAST_DAY
        for due in due_of_resolution(resolution, days_of, day):
            document = _without_days_left(due_document(due, day))
            rows.append((day.toordinal() if at else FIRST_DAY, last, _as_text(document)))
    return rows
