"""The longest periods in which Congress was notified of nothing.

A silence lies between two notifications that follow each other, or between the last of them and
the day of the question, when it is still running; its days are those from the one to the other. So
the silences divide the time from the first certain day of notification to the day. A notification
whose day is known only in part ends a silence where every day that it may mean lies inside; the
days on both its sides are then ranges. One that only may lie inside is named, and ends nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import UNKNOWN, PartialDate, on
from armstrack.query.filter import Filter
from armstrack.query.intervals import Interval, interval_document
from armstrack.query.parts import Contribution
from armstrack.query.plain import date_of, iso

if TYPE_CHECKING:
    from armstrack.documents.analysis import SilenceDocument, Silences


class Notification(NamedTuple):
    """One notification of one sale, which may have had several."""

    sale: str
    date: PartialDate


class Silence(NamedTuple):
    """A period without a notification."""

    after: PartialDate
    """The day of the notification before it."""
    until: PartialDate
    """The day of the notification that ended it, or the day of the question."""
    days: Interval
    """From the one day to the other."""
    running: bool
    after_sales: tuple[str, ...]
    """More than were notified on the day, where it cannot be told which of them was."""
    until_sales: tuple[str, ...]
    near: Sequence[Notification]
    """Notifications on days known too loosely to end a silence, those that may lie inside among them."""

    @property
    def loose(self) -> tuple[Notification, ...]:
        """Notifications that may lie inside."""
        first, last = self.inside
        return tuple(each for each in self.near if each.date.may_touch(first, last)) if first <= last else ()

    @property
    def inside(self) -> tuple[date, date]:
        """The first and the last day that may lie inside, its own ends apart; out of order where there is none."""
        assert self.after.earliest is not None
        assert self.until.latest is not None
        return self.after.earliest + timedelta(1), self.until.latest - timedelta(not self.running)


def notifications(of: Iterable[Contribution], day: date) -> tuple[Notification, ...]:
    """Every notification that may have come by a day."""
    found = (Notification(each.id, date_of(plain)) for each in of for plain in each.says)
    return tuple(one for one in found if one.date.maybe_by(day))


def silences(of: Sequence[Notification], day: date) -> tuple[Silence, ...]:
    """The silences between some notifications up to a day, in the order of time; none where no day is certain."""
    by_day: dict[date, dict[str, None]] = {}
    for one in of:
        if one.date.exact is not None:
            by_day.setdefault(one.date.exact, {})[one.sale] = None
    loose = [one for one in of if one.date.exact is None]
    days = sorted(by_day)
    periods = [*pairwise(days), *([(days[-1], None)] if days and days[-1] < day else [])]
    found: list[Silence] = []
    for (first, last), (near, alone) in zip(periods, _near(loose, days, len(periods)), strict=True):
        inside = (first + timedelta(1), day if last is None else last - timedelta(1))
        parting = [one for one in alone if one.date.within(*inside)]
        sales = tuple(by_day[first]), tuple(by_day[last]) if last is not None else ()
        if not parting:
            length = ((last or day) - first).days
            found.append(Silence(on(first), on(last or day), Interval(length, length), last is None, *sales, near))
            continue
        dates = (on(first), *(one.date for one in parting), on(last or day))
        ends = _Ends(dates, sales[0], tuple(parting), sales[1])
        found += ends.silences(last is None, [one for one in near if one not in parting])
    return tuple(found)


def _near(
    loose: Sequence[Notification], days: Sequence[date], periods: int
) -> list[tuple[list[Notification], list[Notification]]]:
    """Of each period, from a certain day on, the loosely known notifications that may touch it, or it alone."""
    found: list[tuple[list[Notification], list[Notification]]] = [([], []) for _ in range(periods)]
    for one in loose:
        first = 0 if one.date.earliest is None else max(bisect_left(days, one.date.earliest) - 1, 0)
        last = periods if one.date.latest is None else min(bisect_right(days, one.date.latest), periods)
        for at in range(first, last):
            found[at][0].append(one)
        if last == first + 1:
            found[first][1].append(one)
    return found


@dataclass(frozen=True)
class _Ends:
    """The notifications from one certain day to the next, in no known order between the two.

    The k-th of them came between the k-th smallest of their earliest days and the k-th smallest of their latest.
    """

    dates: tuple[PartialDate, ...]
    first: tuple[str, ...]
    parting: tuple[Notification, ...]
    last: tuple[str, ...]

    @cached_property
    def earliest(self) -> list[date]:
        return sorted(one.earliest for one in self.dates if one.earliest is not None)

    @cached_property
    def latest(self) -> list[date]:
        return sorted(one.latest for one in self.dates if one.latest is not None)

    def silences(self, running: bool, loose: Sequence[Notification]) -> Iterator[Silence]:
        """What lies between each of them and the next."""
        named = [self._named(at) for at in range(len(self.dates))]
        for at, ((after, after_sales), (until, until_sales)) in enumerate(pairwise(named)):
            ends = running and at == len(named) - 2
            days = Interval(max((self.earliest[at + 1] - self.latest[at]).days, 0), self._most(at + 1))
            yield Silence(after, until, days, ends, after_sales, until_sales, loose)

    def _named(self, at: int) -> tuple[PartialDate, tuple[str, ...]]:
        """The day of the one at a place, and the sales that it may be of."""
        if at in (0, len(self.dates) - 1):
            return self.dates[at], self.first if at == 0 else self.last
        first, last = self.earliest[at], self.latest[at]
        possible = [one for one in self.parting if one.date.may_touch(first, last)]
        dates = {one.date for one in possible}
        when = dates.pop() if len(dates) == 1 else PartialDate(UNKNOWN, first, last)
        return when, tuple(dict.fromkeys(one.sale for one in possible))

    def _most(self, before: int) -> int:
        """The most days that can lie between so many of them and all the others.

        With those that can have come by some day, and of these the ones that must have come soonest, before it,
        the others are as late as can be.
        """
        ranges = [
            (one.earliest, one.latest) for one in self.dates if one.earliest is not None and one.latest is not None
        ]
        most = 0
        for day in self.earliest:
            able = sorted((one for one in ranges if one[0] <= day), key=lambda one: one[1])
            if len(able) >= before:
                others = [*able[before:], *(one for one in ranges if one[0] > day)]
                if others:
                    next_one = min(latest for _, latest in others)
                    most = max(most, (next_one - max(earliest for earliest, _ in able[:before])).days)
        return most


def without_dates(wanted: Filter) -> Filter:
    """A choice of sales whatever the day of their notification."""
    return wanted._replace(years=(), fiscal_years=(), since=None, until=None)


RULE = (
    "A silence with an end on a day known in part counts by the most days that it may have lasted: it is shown where "
    "these are enough, and ranked by them."
)


def silences_document(of: Iterable[Contribution], wanted: Filter, day: date, least: int) -> Silences:
    """The silences that may have lasted so many days or more, the longest first, as `gaps --format json` prints them.

    With a period asked for, those that reach into it, whole: a silence is no shorter for being asked about.
    """
    found = notifications(of, day)
    every = silences(found, day)
    shown = [one for one in every if (one.days.most or 0) >= least and _reaches_into(one, wanted)]
    running = next((one.days for one in every if one.running), None)
    certain = [one.date.exact for one in found if one.date.exact is not None]
    # Certain days, and notifications on days known in part, make the ends: one more than there are ended silences.
    in_part = sum(1 for one in every if not one.running) + 1 - len(set(certain)) if certain else 0
    if running is None and certain:
        running = Interval(0, 0)
    return {
        "as_of": day.isoformat(),
        "rule": RULE,
        "least_days": least,
        "notifications": len(certain) + in_part,
        "days_of_notification": len(set(certain)),
        "known_in_part": in_part,
        "loosely_dated": len(found) - len(certain) - in_part,
        "first": min(certain).isoformat() if certain else None,
        "running_days": running.exact if running is not None else None,
        "running_at_least": running.least if running is not None else None,
        "running_at_most": running.most if running is not None else None,
        "silences": [_silence(one) for one in sorted(shown, key=_longest_first)],
    }


def _longest_first(one: Silence) -> tuple[int, int, date]:
    assert one.after.earliest is not None
    return (-(one.days.most or 0), -(one.days.least or 0), one.after.earliest)


def _reaches_into(one: Silence, wanted: Filter) -> bool:
    first, last = one.inside
    return any(first <= until and since <= last for since, until in wanted.periods)


def _silence(one: Silence) -> SilenceDocument:
    days = interval_document(one.days)
    assert days is not None
    return {
        **days,
        "after": one.after.iso,
        "after_not_before": iso(one.after.earliest),
        "after_not_after": iso(one.after.latest),
        "until": one.until.iso,
        "until_not_before": iso(one.until.earliest),
        "until_not_after": iso(one.until.latest),
        "running": one.running,
        "after_sales": list(one.after_sales),
        "until_sales": list(one.until_sales),
        "may_lie_inside": [{"id": each.sale, "notified": str(each.date)} for each in one.loose],
    }
