"""From records to the rows of the index: a sale's standing on every day, told in stretches over which nothing changes.

The stretches are found by asking the same function that answers for one day
(`armstrack.workflow.standing`) on every day on which its answer can change.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from armstrack.index.tables import FIRST_DAY, LAST_DAY, SaleRows
from armstrack.model.partial_date import PartialDate
from armstrack.model.sale import Sale
from armstrack.model.transmittal import comparable_transmittal
from armstrack.query.contributions.registry import ASKED
from armstrack.query.document import iso
from armstrack.query.due import due_document, due_of_resolution, due_of_sale
from armstrack.query.order import recency
from armstrack.query.outcome import overdue_after
from armstrack.query.period import administration_of, fiscal_year_of, month_of, year_of
from armstrack.query.resolutions import Discharge, committee_clock, discharge_of
from armstrack.query.summary.counting import has_ended, is_disputed, recipient_key
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.procedure import counted_with
from armstrack.workflow.resolution_life import congress_ends, last_day_of_president
from armstrack.workflow.worth import ceiling_on

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution

Row = tuple[object, ...]

T = TypeVar("T")

_DAY = timedelta(1)


def sale_rows(sale: Sale, context: Context) -> SaleRows:
    """Everything that the index holds of a sale."""
    first = SaleOnDay(sale, context, date.min)
    contractors = sale.contractors or ()
    days = _on_turning_days(first)
    own = (
        sale.title,
        sale.title.casefold(),
        "+".join(sale.recipients),
        recipient_key(first),
        sale.purchaser,
        sale.authority,
        sale.transmittal,
        comparable_transmittal(sale.transmittal) if sale.transmittal is not None else None,
        sale.package,
        sale.sale_class,
        first.value,
        (sale.amends.id or "") if sale.amends is not None else None,  # empty: of a sale that the ledger does not hold
        json.dumps(discharge_of(sale, first.life, context)),
        counted_with(sale.authorities),
    )
    return SaleRows(
        own,
        {
            "items": [(item.name, item.name.casefold()) for item in sale.items],
            "contractors": [(each.name, each.name.casefold()) for each in contractors],
            "events": [
                (entry.event, entry.date.latest.toordinal())
                for entry in sale.history
                if entry.event is not None and entry.date.latest is not None
            ],
            "cases": _cases(sale),
            "texts": _texts(sale, context),
            "standings": _standings(days),
            "contributions": _contributions(days),
        },
    )


def _texts(sale: Sale, context: Context) -> list[Row]:
    """What a search looks into, each text with the first day on which it may be known."""
    always = [sale.id, sale.title, sale.purchaser, sale.note, sale.transmittal]
    always += [item.name for item in sale.items]
    always += [contractor.name for contractor in (sale.contractors or ())]
    texts: list[Row] = [(FIRST_DAY, text.casefold()) for text in always if text is not None]
    texts += [(_first(entry.date), entry.note.casefold()) for entry in sale.history if entry.note is not None]
    texts += [(_first(when) if when is not None else FIRST_DAY, text.casefold()) for when, text in context.kept()]
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
    return [one.on(day) for day in sorted(_turning_days(one))]


def _standings(days: list[SaleOnDay]) -> list[Row]:
    """One row for each stretch of days over which nothing about the sale changes."""
    periods: dict[PartialDate | None, Row] = {None: (None, None, None, None)}
    rows: list[tuple[int, Row]] = []
    for now in days:
        notified = now.notified
        if notified is not None and notified not in periods:
            of_notified = (year_of(notified), fiscal_year_of(notified), month_of(notified), administration_of(notified))
            periods[notified] = of_notified
        rows.append((now.day.toordinal(), _row(now, periods[notified])))
    return [(first, last, *row) for first, last, row in _stretches(rows)]


def _contributions(days: list[SaleOnDay]) -> list[Row]:
    """What the sale contributes to each question, in stretches of days; where it contributes nothing is no row."""
    found: list[Row] = []
    for question, asked in ASKED.items():
        if asked.always:
            says = asked.of(days[0])
            if says is not None:
                found.append((question, FIRST_DAY, LAST_DAY, json.dumps(says)))
        elif asked.may(days[0]):
            told = [(now.day.toordinal(), asked.of(now)) for now in days]
            found += [
                (question, first, last, json.dumps(says)) for first, last, says in _stretches(told) if says is not None
            ]
    return found


def _stretches(told: list[tuple[int, T]]) -> Iterator[tuple[int, int, T]]:
    """What is told of the days from one to the next, joined where it stays the same; the ends are open."""
    turns = [(first, what) for at, (first, what) in enumerate(told) if not at or told[at - 1][1] != what]
    for at, (first, what) in enumerate(turns):
        last = turns[at + 1][0] - 1 if at + 1 < len(turns) else LAST_DAY
        yield first if at else FIRST_DAY, last, what


def _turning_days(one: SaleOnDay) -> set[date]:
    """Every day on which an answer about the sale can change."""
    days: set[date | None] = set()
    of_letters = (span for letter in one.life.letters for span in letter.spans)
    for span in (*one.life.spans, *of_letters):
        days |= {span.maybe_from, span.surely_from}
    for notice in one.life.notices:
        if notice.review is not None:
            days |= _through(notice.review.last_review_day)
    for entry in one.sale.history:
        days |= {entry.date.earliest, entry.date.latest}
        days |= {_published(one.sale, claim.source) for claim in entry.conflicts}
        days |= _through(entry.expires)
        if entry.expected is not None:
            days |= _through(entry.expected.latest)
    return {date.min} | {day for day in days if day is not None}


def _published(sale: Sale, named: str) -> date | None:
    """The first day on which a source may have been published."""
    source = sale.sources.get(named)
    return source.published.earliest if source is not None and source.published is not None else None


def _through(day: date | None) -> set[date | None]:
    """A last day and the day after it."""
    return set() if day is None else {day, day + _DAY if day < date.max else day}


def _row(one: SaleOnDay, periods: Row) -> Row:
    standing = one.standing
    notified, clock = standing.notified, standing.clock
    due = [due_document(each, one.day) for each in due_of_sale(one, one.day)]
    for document in due:
        del document["days_left"]
    return (
        _rank(one),
        one.id,
        standing.state,
        standing.since.iso if standing.since is not None else None,
        standing.since.text if standing.since is not None else None,
        _ordinal(standing.since.earliest) if standing.since is not None else None,
        _ordinal(standing.since.latest) if standing.since is not None else None,
        json.dumps(standing.maybe) if standing.maybe else "[]",
        notified.iso if notified is not None else None,
        notified.text if notified is not None else None,
        _ordinal(notified.earliest) if notified is not None else None,
        _ordinal(notified.latest) if notified is not None else None,
        standing.emergency,
        clock is not None,
        clock.review_days if clock is not None else None,
        iso(clock.last_review_day) if clock is not None else None,
        iso(clock.earliest_action) if clock is not None else None,
        standing.words,
        _ordinal(overdue_after(one)),
        has_ended(one),
        *periods,
        json.dumps(due) if due else None,
        notified is not None and notified.exact is None,
        is_disputed(one),
        ceiling_on(one.sale, one.day),
        standing.stage,
        clock.verified if clock is not None else None,
    )


REPORTED_RANK = LAST_DAY + 1
"""What is only reported or requested leads every list; see `newest_first`."""


def _rank(one: SaleOnDay) -> int:
    group, latest = recency(one)
    if group:
        return REPORTED_RANK if group > 0 else -1
    return date.fromisoformat(latest).toordinal() if latest else 0


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
            document = due_document(due, day)
            del document["days_left"]
            rows.append((day.toordinal() if at else FIRST_DAY, last, json.dumps(document)))
    return rows
