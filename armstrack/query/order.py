"""The order in which sales are listed: the newest notification first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from armstrack.query.in_short import InShort

S = TypeVar("S", bound="InShort")


def newest_first(sales: Iterable[S]) -> list[S]:
    """By the day of notification, the newest first; ids break ties.

    What is only reported or requested leads; what had not begun by the day comes last.
    """
    return sorted(sorted(sales, key=lambda one: one.id), key=recency, reverse=True)


def recency(one: InShort) -> tuple[int, str]:
    """What `newest_first` goes by, the greatest first."""
    if one.notified is None:
        return (1 if one.begun else -1, "")
    latest = one.notified.latest
    return (0, latest.isoformat() if latest is not None else "")
