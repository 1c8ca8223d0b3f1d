"""The median, the shortest and the longest of some numbers of days, each of which may be known only within bounds.

A number of days that rests on a loosely known date is an interval. The k-th smallest of several
intervals then lies between the k-th smallest of their least days and the k-th smallest of their
most days, and every day between the two can be the true one. So a median is one number only
where it is certain, and else a range. An interval open at one end counts with its end at infinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import NamedTuple, Protocol


class Days(Protocol):
    """A number of days, at least and at most; `None` where open."""

    @property
    def least(self) -> float | None:
        """At least so many."""

    @property
    def most(self) -> float | None:
        """At most so many."""


class DayRange(NamedTuple):
    """A number of days that lies between two bounds, both included; `None` where open."""

    least: float | None
    most: float | None

    @property
    def exact(self) -> float | None:
        """The number, where it is certain."""
        return self.least if self.least is not None and self.least == self.most else None


def shortest(of: Sequence[Days]) -> DayRange | None:
    """The smallest of some numbers of days; `None` of none."""
    return DayRange(_known(min(_leasts(of))), _known(min(_mosts(of)))) if of else None


def longest(of: Sequence[Days]) -> DayRange | None:
    """The largest of some numbers of days; `None` of none."""
    return DayRange(_known(max(_leasts(of))), _known(max(_mosts(of)))) if of else None


def median(of: Sequence[Days]) -> DayRange | None:
    """The middle one of some numbers of days, or the mean of the two in the middle; `None` of none."""
    return DayRange(_middle(_leasts(of)), _middle(_mosts(of))) if of else None


def _middle(numbers: list[float]) -> float | None:
    ordered = sorted(numbers)
    below, above = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    total = below + above
    if total in (inf, -inf):
        return None
    # Two whole numbers have a mean that is whole or a half, which a float holds exactly.
    return total // 2 if total % 2 == 0 else total / 2


def _leasts(of: Sequence[Days]) -> list[float]:
    return [-inf if days.least is None else days.least for days in of]


def _mosts(of: Sequence[Days]) -> list[float]:
    return [inf if days.most is None else days.most for days in of]


def _known(number: float) -> float | None:
    return None if number in (inf, -inf) else number
