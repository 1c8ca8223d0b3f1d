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
    return sorted(sorted(sales, key=lambda one: one.id), key=recency, reverse=True)


def recency(one: InShort) -> tuple[int, str]:
    """What `newest_first` goes by, the greatest first."""
    if not one.begun:
        return (-1, "")
    when = one.notified if one.notified is not None else one.since
    latest = when.latest if when is not None else None
    return (0, latest.isoformat() if latest is not None else "")
