"""In which order things happened, when some days are known only in part.

A file's order is the order of recording; facts learnt late are normal. What surely
happened first comes first, and where that cannot be told, the order of recording decides.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Protocol, TypeVar

from armstrack.model.partial_date import PartialDate


class DatedEntry(Protocol):
    """Anything that happened on a day, however loosely known."""

    @property
    def date(self) -> PartialDate:
        """When it happened."""


T = TypeVar("T", bound=DatedEntry)


def places_of(entries: Sequence[object]) -> dict[int, int]:
    """The place of each entry in its file, by the identity (`id()`) of the entry."""
    return {id(entry): at for at, entry in enumerate(entries)}


def in_order(entries: Sequence[T]) -> list[T]:
    """The entries by day, then by order of recording; an entry never stands before one that surely came earlier."""
    if all(entry.date.exact is not None for entry in entries):
        return sorted(entries, key=lambda entry: entry.date.exact or datetime.date.max)
    # What may come next are the entries that begin no later than the first end of all that is still waiting;
    # that end only ever moves on, so each entry becomes possible once, and the first one recorded is taken.
    by_end = sorted(range(len(entries)), key=lambda at: entries[at].date.latest or datetime.date.max, reverse=True)
    by_start = sorted(range(len(entries)), key=lambda at: entries[at].date.earliest or datetime.date.min, reverse=True)
    taken: set[int] = set()
    possible: list[int] = []
    ordered: list[T] = []
    while len(ordered) < len(entries):
        while by_end[-1] in taken:
            by_end.pop()
        end = entries[by_end[-1]].date.latest or datetime.date.max
        while by_start and (entries[by_start[-1]].date.earliest or datetime.date.min) <= end:
            heappush(possible, by_start.pop())
        at = heappop(possible)
        taken.add(at)
        ordered.append(entries[at])
    return ordered
