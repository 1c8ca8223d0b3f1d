"""Which Congress and which session sat on a day: a Congress begins on 3 January of an odd year."""

from __future__ import annotations

from datetime import date

_FIRST = 1789


def congress_on(day: date) -> int:
    """The number of the Congress that sat on a day."""
    return _of_year(_year(day))[0]


def _year(day: date) -> int:
    """The year of the session that sat on a day: it began on 3 January."""
    return day.year - ((day.month, day.day) < (1, 3))


def _of_year(year: int) -> tuple[int, int, int]:
    return (year - _FIRST) // 2 + 1, (year - _FIRST) % 2 + 1, year


def congresses_since(since: date, today: date) -> range:
    """The Congresses that sat between two days."""
    return range(congress_on(since), congress_on(today) + 1)


def sessions_since(since: date, today: date) -> list[tuple[int, int, int]]:
    """Congress, session and year of every session between two days, the oldest first."""
    return [_of_year(year) for year in range(_year(since), _year(today) + 1)]
