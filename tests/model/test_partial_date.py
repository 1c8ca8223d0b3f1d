"""A partial date is the interval of the days that it may mean."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.model.partial_date import PartialDate, bounded, on, parse_day, parse_partial_date

untimed = settings(deadline=None)

DAYS = st.dates(date(1990, 1, 1), date(1992, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Any date that a file can hold, near 1991."""
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return draw(
        st.sampled_from(
            [
                on(first),
                parse_partial_date(f"{first:%Y}"),
                parse_partial_date(f"{first:%Y-%m}"),
                parse_partial_date("unknown"),
                bounded(first, last),
                bounded(first, None),
                bounded(None, last),
            ]
        )
    )


def may_mean(partial: PartialDate, day: date) -> bool:
    """Whether a date may mean a day: the definition that everything is compared with."""
    return (partial.earliest is None or partial.earliest <= day) and (partial.latest is None or day <= partial.latest)


def days_of(partial: PartialDate) -> list[date]:
    """Days that a date may mean, with those next to its ends; an open end reaches far beyond the days asked about."""
    first = partial.earliest or date(1950, 1, 1)
    last = partial.latest or date(2050, 1, 1)
    middle = first + (last - first) // 2
    return [first, middle, last]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-03-17", date(2026, 3, 17), date(2026, 3, 17)),
        ("unknown", None, None),
    ],
)
def test_a_date_means_every_day_of_its_interval(text: str, earliest: date | None, latest: date | None) -> None:
    read = parse_partial_date(text)
    assert (read.earliest, read.latest) == (earliest, latest)
    assert str(read) == ("an unknown day" if text == "unknown" else text)
    assert read.iso == (None if text == "unknown" else text)


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "26-03", "2026-3", "2026-03-1", "2026/03/17", "17.03.2026", "2026-13", "2026-00", "2026-02-29",
        "2026-02-30", "2026-04-31", "2026-01-00", "2026-03-17T00:00", "2026-03-17 ", " 2026", "2026\n", "20260317",
        "1899", "0000-01-01", "March 2026", "today", "Unknown", "~2026", "-2026", "٢٠٢٦",
    ],
)  # fmt: skip
def test_no_other_form_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a date|has no month|no day of the calendar|before any arms sale"):
        parse_partial_date(text)


@pytest.mark.parametrize("text", ["2026", "2026-03", "unknown"])
def test_one_day_is_wanted_where_one_day_is_wanted(text: str) -> None:
    with pytest.raises(ValueError, match="is not one day"):
        parse_day(text)


def test_bounds_may_be_one_day_but_not_out_of_order() -> None:
    assert bounded(date(2026, 1, 5), date(2026, 1, 5)).exact == date(2026, 1, 5)
    with pytest.raises(ValueError, match="not-before 2026-01-06 is later than not-after 2026-01-05"):
        bounded(date(2026, 1, 6), date(2026, 1, 5))


@pytest.mark.parametrize(
    ("partial", "told"),
    [
        (bounded(date(2026, 1, 5), date(2026, 2, 1)), "an unknown day between 2026-01-05 and 2026-02-01"),
        (bounded(date(2026, 1, 5), None), "an unknown day from 2026-01-05 on"),
        (bounded(None, date(2026, 2, 1)), "an unknown day up to 2026-02-01"),
    ],
)
def test_an_unknown_day_tells_its_bounds(partial: PartialDate, told: str) -> None:
    assert str(partial) == told
    assert partial.iso is None


@untimed
@given(partial_dates(), DAYS)
def test_surely_by_is_all_days_and_maybe_by_is_some_day(partial: PartialDate, day: date) -> None:
    assert partial.surely_by(day) == all(one <= day for one in days_of(partial))
    assert partial.maybe_by(day) == any(one <= day for one in days_of(partial))


@untimed
@given(partial_dates(), partial_dates())
def test_surely_before_is_every_pair_of_days(one: PartialDate, other: PartialDate) -> None:
    assert one.surely_before(other) == all(first < then for first in days_of(one) for then in days_of(other))


@untimed
@given(partial_dates(), st.none() | DAYS, st.none() | DAYS)
def test_within_is_all_days_and_may_touch_is_some_day(
    partial: PartialDate, since: date | None, until: date | None
) -> None:
    low, high = since or date.min, until or date.max
    if low <= high:
        assert partial.within(since, until) == all(low <= one <= high for one in days_of(partial))
        first, last = partial.earliest or date.min, partial.latest or date.max
        assert partial.may_touch(since, until) == (max(first, low) <= min(last, high))


@untimed
@given(partial_dates(), DAYS)
def test_a_day_is_exact_only_where_no_other_is_possible(partial: PartialDate, day: date) -> None:
    if partial.exact is not None:
        assert may_mean(partial, partial.exact)
        assert not may_mean(partial, partial.exact + timedelta(1))
        assert not may_mean(partial, partial.exact - timedelta(1))
    elif may_mean(partial, day):
        assert may_mean(partial, day - timedelta(1)) or may_mean(partial, day + timedelta(1))
