"""Days and numbers of days as a person types them: 2025-12-15, last monday, yesterday, 7d."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.model.partial_date import parse_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

DAY_WORDS: dict[str, str] = {
    "2025-12-15": "that day",
    "monday … sunday": "the latest such day up to the as-of day, which may be that day itself",
    "last monday … last sunday": "the latest such day before the as-of day",
    "today": "the as-of day",
    "yesterday": "the day before it",
    "7d, 2w": "so many days or weeks before it",
}
"""Every way in which `--since` of a memo names a day, and what it means."""

WithinOption = Annotated[
    str | None, typer.Option("--within", metavar="DAYS", help="Only what falls due in so many days, as 30d or 2w.")
]


def day_meant(text: str, today: date) -> date:
    """The day that a text of `DAY_WORDS` means. Raises ValueError with a sentence for the reader."""
    words = text.casefold().split()
    if len(words) == 1 and re.fullmatch("[0-9-]+", words[0]):
        return parse_day(words[0])
    span = _span(words[0], 4) if len(words) == 1 else None
    if span is not None:
        return today - timedelta(span)
    if words in (["today"], ["yesterday"]):
        return today - timedelta(words == ["yesterday"])
    before = words[:1] == ["last"]
    if words[before:] and words[before:] == words[-1:] and words[-1] in WEEKDAYS:
        end = today - timedelta(before)
        return end - timedelta((end.weekday() - WEEKDAYS.index(words[-1])) % 7)
    raise ValueError(f"`{text}` names no day")


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
