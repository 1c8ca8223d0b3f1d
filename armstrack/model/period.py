"""Years, fiscal years, quarters, months and administrations: the periods by which sales are counted.

`lines_of_time` has them all: in which period a day lies, and which days a period has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate

Days = tuple[date, date]
"""The first and the last day of a period."""

FY_START = 10
"""The month in which a fiscal year of the United States begins."""

FOLLOWING = {
    "year": "years",
    "fy": "fiscal years",
    "quarter": "quarters",
    "fy-quarter": "fiscal quarters",
    "month": "months",
}
"""The lines of time whose periods follow one another without end, and what several of them are called."""

ADMINISTRATIONS: tuple[tuple[date, str], ...] = (
    (date(1974, 8, 9), "Ford"),
    (date(1977, 1, 20), "Carter"),
    (date(1981, 1, 20), "Reagan"),
    (date(1989, 1, 20), "G.H.W. Bush"),
    (date(1993, 1, 20), "Clinton"),
    (date(2001, 1, 20), "G.W. Bush"),
    (date(2009, 1, 20), "Obama"),
    (date(2017, 1, 20), "Trump (first)"),
    (date(2021, 1, 20), "Biden"),
    (date(2025, 1, 20), "Trump (second)"),
)
"""The day on which each administration began; a notification of that day counts as the new one's."""


_DAY = timedelta(1)


def calendar_year(year: int) -> Days:
    """The first and the last day of a calendar year."""
    return _months(year, 0, 12)


def fiscal_year(year: int, start: int = FY_START) -> Days:
    """The first and the last day of a fiscal year that begins with a month; it ends before that month of its year.

    That of the United States goes from 1 October of the year before to 30 September. One that begins in January is
    the calendar year.
    """
    return _months(year - (start > 1), start - 1, 12)


def fiscal_quarter(key: str, start: int = FY_START) -> Days:
    """The first and the last day of a quarter, as 2025-Q1, of a fiscal year that begins with a month."""
    year, quarter = int(key[:4]), int(key[6:])
    return _months(year - (start > 1), start - 1 + 3 * (quarter - 1), 3)


def _months(year: int, month: int, number: int) -> Days:
    """So many months from one on, which is counted from the January of a year."""
    first, following = (date(year + at // 12, at % 12 + 1, 1) for at in (month, month + number - 1))
    return first, calendar_month(f"{following:%Y-%m}")[1]


def calendar_month(month: str) -> Days:
    """The first and the last day of a month such as 2025-12."""
    first = date.fromisoformat(f"{month}-01")
    following = (first.replace(day=28) + timedelta(4)).replace(day=1)
    return first, following - _DAY


def administration_days(name: str) -> Days:
    """The first and the last day of an administration; the last of one that is not over is the last there is."""
    names = [each for _, each in ADMINISTRATIONS]
    at = names.index(name)
    later = ADMINISTRATIONS[at + 1][0] - _DAY if at + 1 < len(names) else date.max
    return ADMINISTRATIONS[at][0], later


def _year(day: date) -> str:
    return f"{day.year:04d}"


def _fiscal_year(day: date, start: int) -> str:
    return f"{day.year + (1 < start <= day.month):04d}"


def _fiscal_quarter(day: date, start: int) -> str:
    return f"{_fiscal_year(day, start)}-Q{(day.month - start) % 12 // 3 + 1}"


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _administration(day: date) -> str | None:
    return next((name for first, name in reversed(ADMINISTRATIONS) if first <= day), None)


class LineOfTime(NamedTuple):
    """Periods of one kind."""

    of: Callable[[date], str | None]
    """The period that a day lies in, as 2025, 2025-Q1 or 2025-12; `None` before the first."""
    days: Callable[[str], Days]
    """The first and the last day of a period."""

    def of_date(self, when: PartialDate) -> str | None:
        """The period that a date lies in, known in part or whole; `None` where it does not tell."""
        if when.earliest is None or when.latest is None:
            return None
        first, last = self.of(when.earliest), self.of(when.latest)
        return first if first == last else None

    def after(self, key: str) -> str | None:
        """The period after one."""
        return self.of(self.days(key)[1] + _DAY)

    def between(self, keys: Sequence[str]) -> Iterator[str]:
        """Every period from the first to the last of some, without a hole."""
        key = min(keys, default=None)
        while key is not None and key <= max(keys):
            yield key
            key = self.after(key)


@cache
def lines_of_time(fy_start: int = FY_START) -> dict[str, LineOfTime]:
    """The kinds of periods, where fiscal years begin with a month."""
    return {
        "year": LineOfTime(_year, lambda key: calendar_year(int(key))),
        "fy": LineOfTime(partial(_fiscal_year, start=fy_start), lambda key: fiscal_year(int(key), fy_start)),
        "quarter": LineOfTime(partial(_fiscal_quarter, start=1), partial(fiscal_quarter, start=1)),
        "fy-quarter": LineOfTime(partial(_fiscal_quarter, start=fy_start), partial(fiscal_quarter, start=fy_start)),
        "month": LineOfTime(_month, calendar_month),
        "administration": LineOfTime(_administration, administration_days),
    }


def year_of(when: PartialDate) -> str | None:
    """The calendar year, or `None` where the date does not tell."""
    return lines_of_time()["year"].of_date(when)


def fiscal_year_of(when: PartialDate) -> str | None:
    """The fiscal year of the United States, or `None` where the date does not tell."""
    return lines_of_time()["fy"].of_date(when)


def month_of(when: PartialDate) -> str | None:
    """The month, as 2025-12, or `None` where the date does not tell."""
    return lines_of_time()["month"].of_date(when)


def administration_of(when: PartialDate) -> str | None:
    """The administration, or `None` where the date does not tell or lies before the law."""
    return lines_of_time()["administration"].of_date(when)


def fiscal_year_words(start: int) -> str:
    """When fiscal years begin that begin with a month, in a sentence."""
    from armstrack.model.partial_date import MONTHS

    if start == 1:
        return "Fiscal years are calendar years."
    ends = MONTHS[start - 2]
    return f"Fiscal years begin in {MONTHS[start - 1]}: fiscal year 2025 is {MONTHS[start - 1]} 2024 to {ends} 2025."
