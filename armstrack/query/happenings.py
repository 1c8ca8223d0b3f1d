"""What happened to sales without moving them: holds, contracts, deliveries, delays, each with its source.

Only what surely happened by the day is told, and in a period asked for only what surely lies in
it; how much more may have, or may, is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN, PartialDate, on
from armstrack.query.document import Document, entry_document, recipient_document, source_of
from armstrack.query.timeline import after, interval_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order

LIFTED = {"hold": "hold-lifted"}
"""Events that last until another."""


class Period(NamedTuple):
    """The days on which an event is asked for, both included; `None` is an open end."""

    first: date | None = None
    last: date | None = None


ANY_DAY = Period()


class Happenings(NamedTuple):
    """The events of some sales."""

    rows: list[Document]
    """What surely happened by the day, and in the period, the latest first, as `events --format json` prints it."""
    perhaps: int
    """How many more may have happened by the day."""
    undated: int
    """How many more happened on a day known too loosely to say whether it lies in the period."""


def happenings(sales: Iterable[SaleOnDay], events: Sequence[str], period: Period = ANY_DAY) -> Happenings:
    """The events of some sales in a period; of no kind, all."""
    found: list[tuple[tuple[str, str], Document]] = []
    perhaps = undated = 0
    for one in sales:
        history = [entry for entry in in_order(one.sale.history) if one.may_have_happened(entry.date)]
        for at, entry in enumerate(history):
            if entry.event is None or (events and entry.event not in events) or not entry.date.may_touch(*period):
                continue
            if not entry.date.surely_by(one.day):
                perhaps += 1
            elif not entry.date.within(*period):
                undated += 1
            else:
                latest = entry.date.latest or date.min
                found.append(((latest.isoformat(), one.id), _document(one, entry, history[at + 1 :])))
    rows = [row for _, row in sorted(found, key=lambda each: each[0], reverse=True)]
    return Happenings(rows, perhaps, undated)


def _document(one: SaleOnDay, entry: Entry, later: Sequence[Entry]) -> Document:
    document = entry_document(entry)
    del document["state"]
    return {
        "id": one.id,
        "recipient": recipient_document(one.sale.recipients),
        **document,
        **_lasted(entry, later, one.day),
        "url": (source_of(one.sale, entry) or {}).get("url"),
    }


def _lasted(entry: Entry, later: Sequence[Entry], day: date) -> Document:
    """For how many days something lasted, and whether it still does; nothing of what does not last."""
    end = LIFTED.get(entry.event or "")
    if end is None:
        return {}
    # Who else gives up a hold does not end this one.
    lifted = next((each.date for each in later if each.event == end and _same(each.actor, entry.actor)), None)
    days = after(entry.date, _by(lifted, day) if lifted is not None else on(day))
    return {"lasted_days": interval_document(days), "end_recorded": lifted is not None}


def _same(one: str | None, other: str | None) -> bool:
    """Whether two entries may be of one actor: of the same, or of one that is not named."""
    return one is None or other is None or one.casefold() == other.casefold()


def _by(when: PartialDate, day: date) -> PartialDate:
    """A day as far as it can lie before the end of another."""
    return when if when.surely_by(day) else PartialDate(UNKNOWN, when.earliest, day)
