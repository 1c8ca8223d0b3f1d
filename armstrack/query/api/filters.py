"""The filters of `list` as words of the Python interface."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from armstrack.model.partial_date import parse_day

Words = str | Iterable[str] | None
"""One word or several, of which any one may hold; `None` asks for nothing."""
Years = int | Iterable[int] | None
Day = str | date | None
Dollars = str | int | None
"""Whole US dollars, or as 1.5B."""


class Filters(TypedDict, total=False):
    """What can be asked of sales; filters of different names must all hold, as on the command line.

    For type checkers and editors: what each takes and means stands in `armstrack.query.filter`.
    """

    recipient: Words
    state: Words
    year: Years
    fy: Years
    since: Day
    until: Day
    authority: Words
    min_value: Dollars
    max_value: Dollars
    sale_class: Words
    package: Words
    contractor: Words
    item: Words
    transmittal: Words
    event: Words
    emergency: bool
    overdue: bool
    search: Words
    kind: Words
    case: Words
    system: Words
    region: Words
    fy_start: int | str | None
    """The month in which fiscal years begin."""


def day_of(given: str | date) -> date:
    """A day given as text or as a date. Raises ValueError, with a sentence, for anything else than one day."""
    if isinstance(given, str):
        return parse_day(given)
    return given.date() if isinstance(given, datetime) else given
