"""What happened to sales without moving them: holds, contracts, deliveries, delays, each with its source.

Only what surely happened by the day is told, and in a period asked for only what surely lies in
it; how much more may have, or may, is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, cast

from armstrack.model.partial_date import UNKNOWN, PartialDate, may_have_happened, on
from armstrack.query.intervals import after, interval_document
from armstrack.query.parts import Contribution
from armstrack.query.plain import PlainDate, date_of

if TYPE_CHECKING:
    from armstrack.documents.analysis import EventRow

Document = dict[str, Any]

LIFTED = {"hold": "hold-lifted"}
"""Events that last until another."""


class Period(NamedTuple):
    """The days on which an event is asked for, both included; `None` is an open end."""

    first: date | None = None
    last: date | None = None


ANY_DAY = Period()


class Happenings(NamedTuple):
    """The events of some sales."""

    rows: list[EventRow]
    """What surely happened by the day, and in the period, the latest first, as `events --format json` prints it."""
    perhaps: int
    """How many more may have happened by the day."""
    undated: int
    """How many more happened on a day known too loosely to say whether it lies in the period."""


class Happening(TypedDict):
    """One event as it is kept."""

    date: PlainDate
    document: Document
    ends: list[PlainDate] | None
    """Of what lasts, the days on which its end is recorded, in order; `None` of what does not last."""
    url: str | None


class Happened(TypedDict):
    """The events of one sale as they are kept."""

    first: int | None
    """The first day that anything recorded of the sale may mean."""
    events: list[Happening]


def happenings(of: Iterable[Contribution], day: date, events: Sequence[str], period: Period = ANY_DAY) -> Happenings:
    """The events of some sales by a day, in a period; of no kind, all."""
    found: list[tuple[tuple[str, str], Document]] = []
    perhaps = undated = 0
    for each in of:
        said: Happened = each.says
        first = date.fromordinal(said["first"]) if said["first"] is not None else None
        for event in said["events"]:
            when = date_of(event["date"])
            if not may_have_happened(when, day, first) or not when.may_touch(*period):
                continue
            if events and event["document"]["event"] not in events:
                continue
            if not when.surely_by(day):
                perhaps += 1
            elif not when.within(*period):
                undated += 1
            else:
                latest = when.latest or date.min
                document = event["document"] | _lasted(event, day, first) | {"url": event["url"]}
                found.append(((latest.isoformat(), each.id), document))
    rows = [row for _, row in sorted(found, key=lambda each: each[0], reverse=True)]
    return Happenings(cast("list[EventRow]", rows), perhaps, undated)


def _lasted(event: Happening, day: date, first: date | None) -> Document:
    """For how many days something lasted, and whether it still does; nothing of what does not last."""
    if event["ends"] is None:
        return {}
    ends = (date_of(end) for end in event["ends"])
    lifted = next((end for end in ends if may_have_happened(end, day, first)), None)
    days = after(date_of(event["date"]), _by(lifted, day) if lifted is not None else on(day))
    return {"lasted_days": interval_document(days), "end_recorded": lifted is not None}


def _by(when: PartialDate, day: date) -> PartialDate:
    """A day as far as it can lie before the end of another."""
    return when if when.surely_by(day) else PartialDate(UNKNOWN, when.earliest, day)
