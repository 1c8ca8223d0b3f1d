"""Days as notices print them: `January 8, 2026`, `Jan. 8, 2026`, `8 January`, `April 23`, `Monday`.

A day with a time of day is that of a mail, and a day behind "dated" or a Public Law that of the law: neither is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS_LIST = """
january february march april may june july august september october november december
"""
_MONTHS = _MONTHS_LIST.split()
_MONTH = (
    r"(Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May\.?|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = re.compile(
    rf"\b{_MONTH} {{0,3}}([0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9])(?:,? {{0,3}}((?:19|20)[0-9]{{2}})(?![0-9]))?"
    rf"|\b(?<![0-9]{{2}}-)([0-9]{{1,2}})(?:st|nd|rd|th)? {{1,3}}(?:of )?{_MONTH}(?![a-z]),?"
    rf"(?: {{0,3}}((?:19|20)[0-9]{{2}})(?![0-9]))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r",?(?: at)? {0,3}[0-9]{1,2}:[0-9]{2}")
"""The time of day behind a day: that of a mail or of a print-out, never of a notice."""
_LAW = re.compile(
    r"\b(?:P(?:ublic|ub\.)\s+L(?:aw|\.)|P\.L\.|Act)\b[^.;:]{0,40}?\s(?:dated|of|approved|enacted)(?:\son)?[\s(,]{0,3}$",
    re.IGNORECASE,
)
"""What stands before the day of a law."""
_NUMERIC = re.compile(r"(?<![0-9/-])([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})(?![0-9/])")
_ISO = re.compile(r"(?<![0-9/-])((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})(?![0-9/-])")
_SHORT = re.compile(
    rf"(?<![0-9/-])(?:([0-9]{{1,2}})/([0-9]{{1,2}})/([0-9]{{2}})(?![0-9/])"
    rf"|([0-9]{{1,2}})[ -]{{1,2}}{_MONTH}[ -]{{1,2}}([0-9]{{2}})(?![0-9]))",
    re.IGNORECASE,
)
"""A day whose year is printed with two figures."""
_PIVOT = 70
"""The two figures of a year from which on it is one of the last century."""
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


class Day(NamedTuple):
    """A day of the calendar, of which the year may not be printed."""

    year: int | None
    month: int
    day: int
    start: int
    end: int

    def exact(self, release: date | None) -> date | None:
        """The date; without a year it is the last such day up to the release, and unknown where that is."""
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        if release is None:
            return None
        this_year = _date(release.year, self.month, self.day)
        if this_year is not None and this_year <= release:
            return this_year
        return _date(release.year - 1, self.month, self.day)


def days(text: str) -> Iterator[Day]:
    """Every day in a text, in order, whose month and day are possible."""
    for match in _DAY.finditer(text):
        month, day, year = (match[5], match[4], match[6]) if match[4] else (match[1], match[2], match[3])
        if match[4] and not month[0].isupper():
            continue  # "the 12 may", a verb
        number = _month(month)
        if _CLOCK.match(text, match.end()) or _LAW.search(text, max(0, match.start() - 75), match.start()):
            continue
        if _date(int(year) if year else 2000, number, int(day)) is not None:
            yield Day(int(year) if year else None, number, int(day), match.start(), match.end())


def first_full_day(text: str) -> date | None:
    """The first day of a text that has its year."""
    return next((_date(day.year, day.month, day.day) for day in days(text) if day.year is not None), None)


def first_american_day(text: str) -> date | None:
    """The first day of a text, be it in figures, as agencies of the United States write them: month/day/year."""
    full = first_full_day(text)
    if full is not None:
        return full
    return next(
        (day for one in _NUMERIC.finditer(text) if (day := _date(int(one[3]), int(one[1]), int(one[2]))) is not None),
        None,
    )


def only_day(text: str) -> date | None:
    """The first day of a text that is nothing but a day, as in a form: the year may have two figures."""
    found = first_american_day(text)
    if found is not None:
        return found
    iso = _ISO.search(text)
    if iso is not None:
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    short = _SHORT.search(text)
    if short is None:
        return None
    year = int(short[3] or short[6])
    month = int(short[1]) if short[1] else _month(short[5])
    return _date(year + (1900 if year >= _PIVOT else 2000), month, int(short[2] or short[4]))


def weekday_up_to(text: str, release: date) -> date | None:
    """The last day up to the release that a weekday named in the text can mean."""
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    return release - timedelta(days=(release.weekday() - _WEEKDAYS.index(match[1].lower())) % 7)


def _month(name: str) -> int:
    return next(at for at, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
