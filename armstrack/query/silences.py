"""The longest periods in which Congress was notified of nothing.

A silence lies between two days of notification that follow each other, or between the last of
them and the day of the question, when it is still running; its days are those from the one day
to the other. So the silences divide the time from the first notification to the day. Only a
notification whose day is certain ends a silence; one whose day is known loosely and that may lie
inside is named with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from armstrack.model.partial_date import PartialDate
from armstrack.query.document import Document
from armstrack.query.filter import Filter
from armstrack.query.view import SaleOnDay


@dataclass(frozen=True, slots=True)
class Notification:
    """One notification of one sale, which may have had several."""

    sale: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Silence:
    """A period without a notification on a certain day."""

    after: date
    """The day of the notification before it."""
    until: date
    """The day of the notification that ended it, or the day of the question."""
    running: bool
    after_sales: tuple[str, ...]
    until_sales: tuple[str, ...]
    loose: tuple[Notification, ...]
    """Notifications that may lie inside, on days known too loosely to end it."""

    @property
    def days(self) -> int:
        """From the one day to the other."""
        return (self.until - self.after).days


def notifications(sales: Iterable[SaleOnDay]) -> tuple[Notification, ...]:
    """Every notification that may have come by the day of the sales."""
    return tuple(
        Notification(one.id, span.entry.date)
        for one in sales
        for span in one.life.spans
        if span.entry is not None
        and one.life.procedure.by_name[span.state].notifies
        and span.entry.date.maybe_by(one.day)
    )


def silences(of: Sequence[Notification], day: date) -> tuple[Silence, ...]:
    """The silences between some notifications up to a day, in the order of time; none where no day is certain."""
    by_day: dict[date, dict[str, None]] = {}
    for one in of:
        if one.date.exact is not None:
            by_day.setdefault(one.date.exact, {})[one.sale] = None
    loose = [one for one in of if one.date.exact is None]
    days = sorted(by_day)
    ends = [*pairwise(days), *([(days[-1], None)] if days and days[-1] < day else [])]
    return tuple(
        Silence(
            after,
            until or day,
            until is None,
            tuple(by_day[after]),
            tuple(by_day[until]) if until is not None else (),
            tuple(one for one in loose if _may_lie_in(one.date, after, until, day)),
        )
        for after, until in ends
    )


def _may_lie_in(when: PartialDate, after: date, until: date | None, day: date) -> bool:
    """Whether some day that a date may mean lies inside a silence, its own ends apart."""
    last = day if until is None else until - timedelta(1)
    first = after + timedelta(1)
    return first <= last and when.may_touch(first, last)


def without_dates(wanted: Filter) -> Filter:
    """A choice of sales whatever the day of their notification."""
    return wanted._replace(years=(), fiscal_years=(), since=None, until=None)


def silences_document(sales: Sequence[SaleOnDay], wanted: Filter, day: date, least: int) -> Document:
    """The silences of so many days or more, the longest first, as `gaps --format json` prints them.

    With a period asked for, those that reach into it, whole: a silence is no shorter for being asked about.
    """
    found = notifications(sales)
    every = silences(found, day)
    shown = [one for one in every if one.days >= least and _reaches_into(one, wanted)]
    running = next((one for one in every if one.running), None)
    certain = [one.date.exact for one in found if one.date.exact is not None]
    return {
        "as_of": day.isoformat(),
        "least_days": least,
        "notifications": len(found),
        "days_of_notification": len(set(certain)),
        "loosely_dated": len(found) - len(certain),
        "first": min(certain).isoformat() if certain else None,
        "running_days": running.days if running is not None else 0 if certain else None,
        "silences": [_silence(one) for one in sorted(shown, key=lambda one: (-one.days, one.after))],
    }


def _reaches_into(one: Silence, wanted: Filter) -> bool:
    last = one.until if one.running else one.until - timedelta(1)
    return any(one.after < until and since <= last for since, until in wanted.periods)


def _silence(one: Silence) -> Document:
    return {
        "days": one.days,
        "after": one.after.isoformat(),
        "until": one.until.isoformat(),
        "running": one.running,
        "after_sales": list(one.after_sales),
        "until_sales": list(one.until_sales),
        "may_lie_inside": [
            {
                "id": each.sale,
                "notified": str(each.date),
                "surely": each.date.within(one.after + timedelta(1), _last(one)),
            }
            for each in one.loose
        ],
    }


def _last(one: Silence) -> date:
    return one.until if one.running else one.until - timedelta(1)
