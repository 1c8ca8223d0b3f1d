"""Which Congress and which session sat on a day: a Congress begins on 3 January of an odd year."""

from __future__ import annotations

from datetime import date

_FIRST = 1789


def congress_on(day: date) -> int:
    """The number of the Congress that sat on a day."""
    year = day.year - (1 if (day.month, day.day) < (1, 3) else 0)
    return (year - _FIRST) // 2 + 1


def congresses_since(since: date, today: date) -> range:
    """The Congresses that sat between two days."""
    return range(congress_on(since), congress_on(today) + 1)


def sessions_since(since: date, today: date) -> list[tuple[int, int, int]]:
    """Congress, session and year of every session between two days, the oldest first."""
    first, last = (day.year - (1 if (day.month, day.day) < (1, 3) else 0) for day in (since, today))
    return [((year - _FIRST) // 2 + 1, (year - _FIRST) % 2 + 1, year) for year in range(first, last + 1)]
