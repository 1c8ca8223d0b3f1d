"""The order in which sales are listed: the newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from armstrack.query.in_short import InShort

S = TypeVar("S", bound="InShort")


def newest_first(sales: Iterable[S]) -> list[S]:
    """By the day of notification, the newest first; ids break ties.

    What is only reported or requested stands where its state began; what had not begun by the day comes last.
    """
    return sorted(sales, key=lambda one: (-one.rank, one.id))


def rank_of(one: InShort) -> int:
    """What `newest_first` goes by, the greatest first: the last day that counts, as an ordinal, 0 where it is open."""
    if not one.begun:
        return -1
    when = one.notified if one.notified is not None else one.since
    return when.latest.toordinal() if when is not None and when.latest is not None else 0
