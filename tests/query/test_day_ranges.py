"""The median, the shortest and the longest of days known within bounds, against every day that they may mean."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import pytest
from builders import a_sale, an_entry, day
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.model.partial_date import PartialDate
from armstrack.query.contributions.five_dates import dates_of, so_far
from armstrack.query.day_ranges import DayRange, longest, median, shortest
from armstrack.query.five_dates import Dates
from armstrack.query.intervals import Interval
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context

untimed = settings(deadline=None)

FIRST = date(2020, 1, 1)


def of(*bounds: tuple[float | None, float | None]) -> list[DayRange]:
    return [DayRange(least, most) for least, most in bounds]


def middle(numbers: list[int]) -> Fraction:
    """The textbook's median."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return Fraction(ordered[half]) if len(ordered) % 2 else Fraction(ordered[half - 1] + ordered[half], 2)


INTERVALS = st.lists(
    st.tuples(st.integers(-9, 9), st.integers(0, 3)).map(lambda one: (one[0], one[0] + one[1])), min_size=1, max_size=4
)


@untimed
@given(INTERVALS)
def test_the_bounds_are_those_of_every_choice_of_days(bounds: list[tuple[int, int]]) -> None:
    choices = [list(choice) for choice in product(*(range(least, most + 1) for least, most in bounds))]
    ranges = of(*bounds)
    for answer, true in ((median(ranges), middle), (shortest(ranges), min), (longest(ranges), max)):
        assert answer is not None
        every = [true(choice) for choice in choices]
        assert (answer.least, answer.most) == (min(every), max(every))


SPELLS = st.tuples(st.integers(0, 40), st.integers(0, 3)).map(
    lambda one: (FIRST + timedelta(one[0]), FIRST + timedelta(one[0] + one[1]))
)


def within(spell: tuple[date, date]) -> str:
    return f"{spell[0]}..{spell[1]}"


def days_in(spell: tuple[date, date]) -> list[date]:
    return [spell[0] + timedelta(at) for at in range((spell[1] - spell[0]).days + 1)]


def signed(notified: str, accepted: str, on: str) -> SaleOnDay:
    sale = a_sale(an_entry(notified, "notified"), an_entry(accepted, "accepted", skipped=("offered",)))
    return SaleOnDay(sale, Context(), day(on))


def dated(notified: str, accepted: str, on: str = "2030-01-01") -> Dates:
    return dates_of(signed(notified, accepted, on))


def open_for(notified: str, accepted: str, on: str) -> Interval | None:
    """How long the signature has been waited for."""
    one = signed(notified, accepted, on)
    return so_far(one, dates_of(one), "notified", "accepted")


@untimed
@given(st.lists(st.tuples(SPELLS, SPELLS), min_size=1, max_size=2))
def test_a_median_between_dates_is_that_of_every_day_that_they_may_mean(
    lives: list[tuple[tuple[date, date], tuple[date, date]]],
) -> None:
    """A signature that did not surely come before the notification is taken to follow it."""
    gaps, possible = [], []
    for notified, accepted in lives:
        gap = dated(within(notified), within(accepted)).gap("notified", "accepted")
        assert gap is not None
        gaps.append(gap)
        every = [(last - first).days for first in days_in(notified) for last in days_in(accepted)]
        possible.append([days for days in every if days >= 0] or every)
    medians = [middle(list(choice)) for choice in product(*possible)]
    answer = median(gaps)
    assert answer is not None
    assert (answer.least, answer.most) == (min(medians), max(medians))


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        (of(), None),
        (of((5, 5)), (5, 5)),
        (of((1, 1), (2, 2)), (1.5, 1.5)),
        (of((1, 1), (3, 3)), (2, 2)),
        (of((1, 9), (4, 4), (5, 5)), (4, 5)),
        (of((None, 9), (4, 4), (5, 5)), (4, 5)),
        (of((3, None), (4, 4), (5, 5)), (4, 5)),
        (of((3, None), (4, None), (5, 5)), (4, None)),
        (of((3, None), (4, 6)), (3.5, None)),
        (of((None, 2), (4, 6)), (None, 4)),
    ],
)
def test_a_median_is_one_number_only_where_it_is_certain(
    ranges: list[DayRange], expected: tuple[float | None, float | None] | None
) -> None:
    answer = median(ranges)
    assert (None if answer is None else (answer.least, answer.most)) == expected
    if answer is not None:
        assert (answer.exact is not None) == (answer.least == answer.most)


def test_an_open_end_stays_open_in_the_shortest_and_the_longest() -> None:
    ranges = of((3, None), (None, 4))
    least, most = shortest(ranges), longest(ranges)
    assert least is not None
    assert most is not None
    assert (least.least, least.most) == (None, 4)
    assert (most.least, most.most) == (3, None)


def test_a_signature_before_the_notification_counts_as_days_before_it() -> None:
    gap = dated("2020-03-01", "2020-02-20").gap("notified", "accepted")
    assert gap is not None
    assert gap.exact == -10


def test_a_date_is_recorded_once_every_day_that_it_may_mean_has_come() -> None:
    before, after = dated("2020-01-05", "2020", "2020-12-30"), dated("2020-01-05", "2020", "2020-12-31")
    assert (set(before.recorded), before.loose) == ({"notified"}, {"accepted"})
    assert before.gap("notified", "accepted") is None
    assert open_for("2020-01-05", "2020", "2020-12-30") is None, "it may have been signed"
    assert (set(after.recorded), after.loose) == ({"notified", "accepted"}, frozenset())
    assert isinstance(after.recorded["accepted"], PartialDate)
