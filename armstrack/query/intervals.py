"""Days from one date to another: a number where both are known to the day, and else at least and at most so many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armstrack.documents.parts import Days, DayStatistic
    from armstrack.model.partial_date import PartialDate
    from armstrack.query.day_ranges import DayRange


class Interval(NamedTuple):
    """Days from one milestone to another: at least and at most; `None` where open."""

    least: int | None
    most: int | None

    @property
    def exact(self) -> int | None:
        """The number of days, where it is certain."""
        return self.least if self.least is not None and self.least == self.most else None


def between(first: PartialDate, second: PartialDate) -> Interval:
    """The days from one date to another, as an interval where they are known only in part; negative before it."""
    return Interval(_days(first.latest, second.earliest), _days(first.earliest, second.latest))


def after(first: PartialDate, second: PartialDate) -> Interval:
    """The days from one date to another that did not come before it."""
    days = between(first, second)
    return Interval(None if days.least is None else max(days.least, 0), days.most)


def _days(first: date | None, second: date | None) -> int | None:
    return None if first is None or second is None else (second - first).days


def interval_document(days: Interval | None) -> Days | None:
    """Days as a number where it is certain, and at least and at most; `None` where there are none to count."""
    if days is None:
        return None
    return {"days": days.exact, "at_least": days.least, "at_most": days.most}


def statistic_document(days: DayRange | None) -> DayStatistic | None:
    """The same of a median, a shortest or a longest of many."""
    if days is None:
        return None
    return {"days": days.exact, "at_least": days.least, "at_most": days.most}
