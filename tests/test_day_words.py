"""The words for a day that every option takes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.cli.day_words import WEEKDAYS, day_meant, span_meant

FRIDAY = date(2025, 12, 19)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-12-15", "2025-12-15"),
        ("monday", "2025-12-15"),
        ("last monday", "2025-12-15"),
        ("Last  Monday", "2025-12-15"),
        ("friday", "2025-12-19"),
        ("last friday", "2025-12-12"),
        ("saturday", "2025-12-13"),
        ("last saturday", "2025-12-13"),
        ("today", "2025-12-19"),
        ("yesterday", "2025-12-18"),
        ("0d", "2025-12-19"),
        ("7d", "2025-12-12"),
        ("2w", "2025-12-05"),
        ("2025-12", "2025-12-01"),
        ("2025", "2025-01-01"),
        ("2025Q3", "2025-07-01"),
        ("last week", "2025-12-08"),
        ("this week", "2025-12-15"),
        ("last month", "2025-11-01"),
        ("This Month", "2025-12-01"),
        ("last year", "2024-01-01"),
    ],
)
def test_a_word_means_a_day_seen_from_the_as_of_day(text: str, day: str) -> None:
    assert day_meant(text, FRIDAY).isoformat() == day


@pytest.mark.parametrize(
    "text",
    ["", "last", "last last monday", "monday tuesday", "next monday", "last yesterday", "mon", "7", "7m", "-7d", "7 d",
     "2025-13", "2025-13-01", "2025Q5", "last day", "next week", "week",
     "2025-02-30", "15.12.2025", "today 2025-12-15", "10000d"],
)  # fmt: skip
def test_nothing_else_does(text: str) -> None:
    with pytest.raises(ValueError, match=r"^`"):
        day_meant(text, FRIDAY)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2025-12-15", "2025-12-15"),
        ("2025-02", "2025-02-28"),
        ("2024", "2024-12-31"),
        ("2025q3", "2025-09-30"),
        ("last week", "2025-12-14"),
        ("this week", "2025-12-21"),
        ("last month", "2025-11-30"),
        ("monday", "2025-12-15"),
        ("7d", "2025-12-12"),
    ],
)
def test_a_span_ends_with_its_last_day(text: str, last: str) -> None:
    assert span_meant(text, FRIDAY)[1].isoformat() == last


def test_no_number_of_days_leads_out_of_the_calendar() -> None:
    assert date(1900, 1, 1) - day_meant("9999w", date(1900, 1, 1)) == timedelta(weeks=9999)


@given(st.dates(date(1950, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_lies_in_the_week_that_ends_today_and_the_last_one_before_today(today: date, name: str) -> None:
    named, last = day_meant(name, today), day_meant(f"last {name}", today)
    assert named.weekday() == last.weekday() == WEEKDAYS.index(name)
    assert timedelta(0) <= today - named <= timedelta(6)
    assert timedelta(1) <= today - last <= timedelta(7)
