"""Years, fiscal years, months and administrations: the periods by which sales are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate

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


def calendar_year(year: int) -> tuple[date, date]:
    """The first and the last day of a calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def fiscal_year(year: int) -> tuple[date, date]:
    """The first and the last day of a U.S. fiscal year: 1 October of the year before to 30 September."""
    return date(year - 1, 10, 1), date(year, 9, 30)


def calendar_month(month: str) -> tuple[date, date]:
    """The first and the last day of a month such as 2025-12."""
    first = date.fromisoformat(f"{month}-01")
    following = (first.replace(day=28) + timedelta(4)).replace(day=1)
    return first, following - timedelta(1)


def administration_days(name: str) -> tuple[date, date]:
    """The first and the last day of an administration; the last of one that is not over is the last there is."""
    names = [each for _, each in ADMINISTRATIONS]
    at = names.index(name)
    later = ADMINISTRATIONS[at + 1][0] - timedelta(1) if at + 1 < len(names) else date.max
    return ADMINISTRATIONS[at][0], later


def _same(when: PartialDate, answer: Callable[[date], str | None]) -> str | None:
    """What the first and the last day that a date may mean agree on."""
    if when.earliest is None or when.latest is None:
        return None
    first, last = answer(when.earliest), answer(when.latest)
    return first if first == last else None


def year_of(when: PartialDate) -> str | None:
    """The calendar year, or `None` where the date does not tell."""
    return _same(when, lambda day: f"{day.year:04d}")


def fiscal_year_of(when: PartialDate) -> str | None:
    """The fiscal year, or `None` where the date does not tell."""
    return _same(when, lambda day: f"{day.year + (day.month >= 10):04d}")


def month_of(when: PartialDate) -> str | None:
    """The month, as 2025-12, or `None` where the date does not tell."""
    return _same(when, lambda day: f"{day.year:04d}-{day.month:02d}")


def administration_of(when: PartialDate) -> str | None:
    """The administration, or `None` where the date does not tell or lies before the law."""
    return _same(when, lambda day: next((name for first, name in reversed(ADMINISTRATIONS) if first <= day), None))
