"""The form of a resolution of disapproval, and the days after which the Senate may discharge its committee."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import day
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.law.form import resolution_form
from armstrack.law.senate_timer import Adjournment, end_of_committee_days


@pytest.mark.parametrize(
    ("on", "form"),
    [
        ("1974-12-29", None),
        ("1974-12-30", "concurrent"),
        ("1981-10-14", "concurrent"),
        ("1986-02-11", "concurrent"),
        ("1986-02-12", "joint"),
        ("1986-02-13", "joint"),
        ("2026-01-05", "joint"),
    ],
)
def test_a_resolution_is_concurrent_before_1986_02_12_and_joint_since(on: str, form: str | None) -> None:
    row = resolution_form(day(on))
    assert (row.form if row is not None else None) == form


def out(first: str, last: str, chamber: str = "senate") -> Adjournment:
    return Adjournment(chamber, day(first), day(last))


@pytest.mark.parametrize(
    ("introduced", "days", "last"),
    [
        ("2026-01-05", 10, "2026-01-15"),
        ("2026-01-05", 5, "2026-01-10"),
        ("2024-02-26", 5, "2024-03-02"),
        ("2025-12-29", 10, "2026-01-08"),
    ],
)
def test_days_are_calendar_days_and_the_day_of_introduction_is_day_0(introduced: str, days: int, last: str) -> None:
    assert end_of_committee_days(day(introduced), days) == day(last)


@pytest.mark.parametrize(
    ("adjournments", "last"),
    [
        ([], "2026-01-15"),
        # Three days do not stop the timer; four do, all four of them.
        ([out("2026-01-08", "2026-01-10")], "2026-01-15"),
        ([out("2026-01-08", "2026-01-11")], "2026-01-19"),
        # Either chamber's adjournment counts, and a day on which both are out counts once.
        ([out("2026-01-08", "2026-01-11", "house")], "2026-01-19"),
        ([out("2026-01-08", "2026-01-11"), out("2026-01-10", "2026-01-13", "house")], "2026-01-21"),
        # One that begins on the last of the committee's days, on the day after it, and before the introduction.
        ([out("2026-01-15", "2026-01-18")], "2026-01-19"),
        ([out("2026-01-16", "2026-01-30")], "2026-01-15"),
        ([out("2025-12-20", "2026-01-06")], "2026-01-16"),
        # The timer runs into a second adjournment because the first has stopped it.
        ([out("2026-01-08", "2026-01-11"), out("2026-01-17", "2026-01-20")], "2026-01-23"),
    ],
)
def test_days_of_an_adjournment_of_more_than_three_days_do_not_count(
    adjournments: list[Adjournment], last: str
) -> None:
    assert end_of_committee_days(day("2026-01-05"), 10, adjournments) == day(last)


DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
ADJOURNMENTS = st.builds(
    lambda chamber, first, length: Adjournment(chamber, first, first + timedelta(length)),
    st.sampled_from(["senate", "house"]),
    DAYS,
    st.integers(0, 40),
)


@examples(150)
@given(DAYS, st.sampled_from([5, 10]), st.lists(ADJOURNMENTS, max_size=4))
def test_as_many_days_count_as_the_committee_has(introduced: date, days: int, adjournments: list[Adjournment]) -> None:
    last = end_of_committee_days(introduced, days, adjournments)
    excluded = {
        one.first + timedelta(offset)
        for one in adjournments
        if (one.last - one.first).days >= 3
        for offset in range((one.last - one.first).days + 1)
    }
    lived = [introduced + timedelta(offset) for offset in range(1, (last - introduced).days + 1)]
    assert len([one for one in lived if one not in excluded]) == days
    assert last not in excluded
