"""The first and the last day of years, fiscal years, months and administrations, and the period of a date."""

from __future__ import annotations

from datetime import date

import pytest
from builders import day, when

from armstrack.model.period import (
    administration_days,
    administration_of,
    calendar_month,
    calendar_year,
    fiscal_year,
    fiscal_year_of,
    month_of,
    year_of,
)


def test_a_fiscal_year_begins_in_the_october_before_it_and_ends_with_september() -> None:
    assert fiscal_year(2024) == (day("2023-10-01"), day("2024-09-30"))
    assert calendar_year(2024) == (day("2024-01-01"), day("2024-12-31"))


@pytest.mark.parametrize(
    ("month", "last"), [("2025-12", "2025-12-31"), ("2024-02", "2024-02-29"), ("2025-02", "2025-02-28")]
)
def test_a_month_ends_the_day_before_the_next(month: str, last: str) -> None:
    assert calendar_month(month) == (day(f"{month}-01"), day(last))


def test_an_administration_ends_the_day_before_the_next_begins_and_the_last_is_not_over() -> None:
    assert administration_days("Biden") == (day("2021-01-20"), day("2025-01-19"))
    assert administration_days("Trump (second)") == (day("2025-01-20"), date.max)


@pytest.mark.parametrize(
    ("text", "year", "fiscal", "month", "administration"),
    [
        ("2024-09-30", "2024", "2024", "2024-09", "Biden"),
        ("2024-10-01", "2024", "2025", "2024-10", "Biden"),
        ("2025-01-19", "2025", "2025", "2025-01", "Biden"),
        ("2025-01-20", "2025", "2025", "2025-01", "Trump (second)"),
        ("2025-01", "2025", "2025", "2025-01", None),
        ("2023", "2023", None, None, "Biden"),
        ("2024-12-31..2025-01-01", None, "2025", None, "Biden"),
        ("1974-08-08", "1974", "1974", "1974-08", None),
        ("..2024-02-01", None, None, None, None),
        ("unknown", None, None, None, None),
    ],
)
def test_a_date_belongs_to_a_period_where_every_day_that_it_may_mean_does(
    text: str, year: str | None, fiscal: str | None, month: str | None, administration: str | None
) -> None:
    one = when(text)
    told = (year_of(one), fiscal_year_of(one), month_of(one), administration_of(one))
    assert told == (year, fiscal, month, administration)
