"""In which order things happened, when some days are known only in part.

A file's order is the order of recording; facts learnt late are normal. What surely
happened first comes first, and where that cannot be told, the order of recording decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Protocol, TypeVar

from armstrack.model.partial_date import PartialDate


class Dated(Protocol):
    """Anything that happened on a day, however loosely known."""

    @property
    def date(self) -> PartialDate:
        """When it happened."""


T = TypeVar("T", bound=Dated)


def in_order(entries: Sequence[T]) -> list[T]:
    """The entries by day, then by order of recording; an entry never stands before one that surely came earlier."""
    if all(entry.date.exact is not None for entry in entries):
        return sorted(entries, key=lambda entry: entry.date.exact or datetime.date.max)
    waiting = list(entries)
    ordered: list[T] = []
    while waiting:
        at = next(
            at for at, entry in enumerate(waiting) if not any(other.date.surely_before(entry.date) for other in waiting)
        )
        ordered.append(waiting.pop(at))
    return ordered
