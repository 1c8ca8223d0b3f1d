"""When the Senate may discharge its committee from a resolution of disapproval.

The committee has a number of calendar days from introduction: ten, or five for a letter of
offer to NATO+ (Pub. L. 94-329, sec. 601(b)(3); AECA 36(b)(2), 22 U.S.C. 2776(b)(2)). Days on
which either chamber is out on an adjournment of more than three days to a day certain do
not count (sec. 601(b)(1)). Whether that exclusion reaches the five-day period is not
settled; it is applied to both here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from armstrack.model.data_class import dataclass

LONGEST_UNCOUNTED = 3
"""An adjournment of at most this many days does not stop the timer."""


@dataclass(frozen=True, slots=True)
class Adjournment:
    """Days on which a chamber was out, both included."""

    chamber: str
    first: date
    last: date

    @property
    def stops_the_timer(self) -> bool:
        """Whether it lasted more than three days."""
        return (self.last - self.first).days + 1 > LONGEST_UNCOUNTED


def end_of_committee_days(introduced: date, days: int, adjournments: Iterable[Adjournment] = ()) -> date:
    """The last of the committee's days; the motion to discharge is in order after it."""
    out = [one for one in adjournments if one.stops_the_timer]
    day, counted = introduced, 0
    while counted < days:
        day += timedelta(1)
        if not any(one.first <= day <= one.last for one in out):
            counted += 1
    return day
