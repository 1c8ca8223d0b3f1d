"""The periods by which sales are counted: every day lies in one of each kind, and they leave no day out."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.model.partial_date import parse_partial_date
from armstrack.model.period import FOLLOWING, calendar_year, fiscal_quarter, fiscal_year, lines_of_time

days = st.dates(date(1900, 1, 2), date(2199, 12, 30))
months = st.integers(1, 12)


@given(days, months, st.sampled_from(sorted(FOLLOWING)))
def test_a_day_lies_in_the_days_of_its_period_and_the_next_period_begins_on_the_day_after(
    day: date, start: int, line: str
) -> None:
    time = lines_of_time(start)[line]
    key = time.of(day)
    assert key is not None
    first, last = time.days(key)
    assert first <= day <= last
    following = time.after(key)
    assert following is not None
    assert following > key
    assert time.days(following)[0] == last + timedelta(1)


@given(st.integers(1900, 2199), months)
def test_a_fiscal_year_ends_in_the_month_before_it_begins_and_has_four_quarters(year: int, start: int) -> None:
    first, last = fiscal_year(year, start)
    assert (first.month, first.day) == (start, 1)
    assert (last + timedelta(1)).month == start
    assert last.year == year
    quarters = [fiscal_quarter(f"{year}-Q{number}", start) for number in (1, 2, 3, 4)]
    assert (quarters[0][0], quarters[3][1]) == (first, last)
    assert all(later[0] == earlier[1] + timedelta(1) for earlier, later in pairwise(quarters))


def test_the_fiscal_year_of_the_united_states_and_others() -> None:
    assert fiscal_year(2025) == (date(2024, 10, 1), date(2025, 9, 30))
    assert fiscal_year(2025, 7) == (date(2024, 7, 1), date(2025, 6, 30))
    assert fiscal_year(2025, 1) == calendar_year(2025)
    assert fiscal_quarter("2025-Q1", 10) == (date(2024, 10, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("when", "line", "start", "key"),
    [
        ("2025-10-01", "fy", 10, "2026"),
        ("2025-09-30", "fy", 10, "2025"),
        ("2025-06-30", "fy", 7, "2025"),
        ("2025-12-31", "fy", 1, "2025"),
        ("2025-10", "fy-quarter", 10, "2026-Q1"),
        ("2025-03", "quarter", 10, "2025-Q1"),
        ("2025", "quarter", 10, None),
        ("2025", "fy", 1, "2025"),
        ("2025", "fy", 10, None),
        ("unknown", "month", 10, None),
    ],
)
def test_a_date_lies_in_a_period_where_every_day_that_it_may_mean_does(
    when: str, line: str, start: int, key: str | None
) -> None:
    assert lines_of_time(start)[line].of_date(parse_partial_date(when)) == key
