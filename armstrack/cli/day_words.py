"""Days and numbers of days as a person types them: 2025-12-15, last monday, yesterday, last month, 2026-03, 7d.

Every option that takes a day reads it here, so that all of them take the same words. A word that means
several days is its first day where a question begins and its last day where one ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from armstrack.cli.failure import usage

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate


class OnADay(Protocol):
    """What is asked on a day."""

    @property
    def day(self) -> date:
        """The day of the question, from which words as `yesterday` count."""


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY_WORDS: dict[str, str] = {
    "2025-12-15": "that day",
    "2025-12, 2025, 2025Q3": "that month, year or quarter of a year",
    "monday … sunday": "the latest such day up to the as-of day, which may be that day itself",
    "last monday … last sunday": "the latest such day before the as-of day",
    "today": "the as-of day",
    "yesterday": "the day before it",
    "this week, this month, this year": "the one that the as-of day lies in; a week begins on Monday",
    "last week, last month, last year": "the one before it",
    "7d, 2w": "so many days or weeks before it",
}
"""Every way in which an option names a day or a span of days, and what it means."""

WithinOption = Annotated[
    str | None, typer.Option("--within", metavar="DAYS", help="Only what falls due in so many days, as 30d or 2w.")
]


def span_meant(text: str, today: date) -> tuple[date, date]:
    """The first and the last day that a text of `DAY_WORDS` means. Raises ValueError with a sentence for the reader."""
    words = text.casefold().split()
    if len(words) == 1 and re.fullmatch("[0-9]{4}(?:-[0-9-]*|)", words[0]):
        return _calendar_span(words[0])
    quarter = re.fullmatch("([0-9]{4})-?q([1-4])", words[0]) if len(words) == 1 else None
    if quarter is not None:
        return quarter_of(int(quarter[1]), int(quarter[2]))
    ago = _span(words[0], 4) if len(words) == 1 else None
    if ago is not None:
        return (today - timedelta(ago),) * 2
    if words in (["today"], ["yesterday"]):
        return (today - timedelta(words == ["yesterday"]),) * 2
    if len(words) == 2 and words[0] in ("this", "last") and words[1] in _SPANS:
        span = _SPANS[words[1]](today)
        return span if words[0] == "this" else _SPANS[words[1]](span[0] - timedelta(1))
    before = words[:1] == ["last"]
    if words[before:] and words[before:] == words[-1:] and words[-1] in WEEKDAYS:
        end = today - timedelta(before)
        return (end - timedelta((end.weekday() - WEEKDAYS.index(words[-1])) % 7),) * 2
    raise ValueError(f"`{text}` names no day; write 2026-03-17, 2026-03, today, monday, last week or 7d")


def quarter_of(year: int, quarter: int) -> tuple[date, date]:
    """The first and the last day of a quarter, 1 to 4, of a calendar year. Raises ValueError for another year."""
    return _calendar_span(f"{year:04}-{3 * quarter - 2:02}")[0], _calendar_span(f"{year:04}-{3 * quarter:02}")[1]


def _calendar_span(text: str) -> tuple[date, date]:
    from armstrack.model.partial_date import parse_partial_date

    meant = parse_partial_date(text)
    assert meant.earliest is not None
    assert meant.latest is not None
    return meant.earliest, meant.latest


def _week(day: date) -> tuple[date, date]:
    monday = day - timedelta(day.weekday())
    return monday, monday + timedelta(6)


_SPANS: dict[str, Callable[[date], tuple[date, date]]] = {
    "week": _week,
    "month": lambda day: _calendar_span(f"{day:%Y-%m}"),
    "year": lambda day: _calendar_span(f"{day:%Y}"),
}


def day_meant(text: str, today: date) -> date:
    """The first day that a text means. Raises ValueError with a sentence for the reader."""
    return span_meant(text, today)[0]


def day_from(session: OnADay, option: str, text: str | None) -> date | None:
    """The day with which an option lets a question begin; `None` where it is not given. Raises Failure."""
    return None if text is None else _meant(option, text, lambda: session.day)[0]


def day_until(session: OnADay, option: str, text: str | None) -> date | None:
    """The day with which an option lets a question end; `None` where it is not given. Raises Failure."""
    return None if text is None else _meant(option, text, lambda: session.day)[1]


def last_day(option: str, text: str, today: Callable[[], date]) -> date:
    """The last day that an option's text means; the clock is asked only where that matters. Raises Failure."""
    return _meant(option, text, today)[1]


def one_day(session: OnADay, option: str, text: str | None) -> date | None:
    """The one day that an option gives; `None` where it is not given. Raises Failure for several."""
    if text is None:
        return None
    first, last = _meant(option, text, lambda: session.day)
    if first != last:
        raise usage(f"{option}: `{text}` is not one day; it is {first} to {last}.", "write it in full, as 2026-03-17")
    return first


def day_or_name(text: str, today: Callable[[], date], first: bool) -> str:
    """The first or the last day that a text means, as 2026-03-17; a text that means none, as the name of a revision,
    stays as it is. Raises ValueError for a day that the calendar does not have."""
    if _is_exact(text):
        return text
    try:
        span = span_meant(text, today())
    except (ValueError, OverflowError):
        return text
    return span[0 if first else 1].isoformat()


def days_of(session: OnADay, given: dict[str, Any]) -> None:
    """Spells out the days of the filters `since` and `until`, in place, and those of a quarter among the years.

    Raises Failure.
    """
    for name, meant in (("since", day_from), ("until", day_until)):
        day = meant(session, f"--{name}", given.get(name))
        if day is not None:
            given[name] = day.isoformat()
    years: list[str] = given.get("year") or []
    if any("q" in year.casefold() for year in years):
        if len(years) > 1 or "," in years[0]:
            raise usage("--year takes one quarter alone.", "write --since 2025Q1 --until 2025Q2 for two that follow")
        first, last = _meant("--year", years[0], lambda: session.day)
        since, until = given.get("since"), given.get("until")
        given["year"] = None
        given["since"] = max(first.isoformat(), since or "")
        given["until"] = min(last.isoformat(), until or "9999")


def _meant(option: str, text: str, today: Callable[[], date]) -> tuple[date, date]:
    try:
        return span_meant(text, date.min if _is_exact(text) else today())
    except (ValueError, OverflowError) as error:
        raise usage(f"{option}: {error}.") from error


def _is_exact(text: str) -> bool:
    """Whether a day is written in full, so that nobody needs to ask which day it is today."""
    return re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def date_meant(session: OnADay, option: str, text: str) -> PartialDate:
    """The date that something happened, as precise as it is given: 2026-03 stays a month. Raises Failure."""
    from armstrack.model.partial_date import UNKNOWN, on, parse_partial_date

    if text == UNKNOWN or re.fullmatch("[0-9-]+", text):
        try:
            return parse_partial_date(text)
        except ValueError as error:
            raise usage(f"{option}: {error}.") from error
    first, last = _meant(option, text, lambda: session.day)
    if first != last:
        raise usage(f"{option}: `{text}` is {first} to {last}.", "write the day, or the month as 2026-03")
    return on(first)


def number_of_days(option: str, text: str) -> int:
    """The number of days that an option gives as 30, 30d or 2w. Raises Failure."""
    span = _span(f"{text}d" if text[-1:].isdigit() else text, 5)
    if span is None:
        raise usage(f"{option}: `{text}` is not a number of days.", "write 30d or 2w")
    return span


def days_within(text: str | None) -> int | None:
    """The number of days that `--within` gives; `None` where it is not given. Raises Failure."""
    return None if text is None else number_of_days("--within", text)


def _span(text: str, digits: int) -> int | None:
    match = re.fullmatch(rf"([0-9]{{1,{digits}}})([dw])", text)
    return None if match is None else int(match[1]) * (7 if match[2] == "w" else 1)
