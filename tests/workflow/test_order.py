"""The order in which things happened, when some days are known only in part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from builders import when
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.workflow.order import in_order

untimed = settings(deadline=None)


@dataclass(frozen=True)
class Thing:
    """Something dated, with its place in the file."""

    date: PartialDate
    place: int


def things(*dates: PartialDate) -> list[Thing]:
    return [Thing(one, place) for place, one in enumerate(dates)]


def places(*texts: str) -> list[int]:
    return [one.place for one in in_order(things(*map(when, texts)))]


DAYS = st.dates(date(2025, 11, 1), date(2026, 2, 28))
EXACT = DAYS.map(on)
PARTIAL = st.one_of(
    EXACT,
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y-%m}")),
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y}")),
    st.just(parse_partial_date("unknown")),
    st.tuples(DAYS, DAYS).map(lambda two: bounded(*sorted(two))),
    DAYS.map(lambda one: bounded(one, one)),
    DAYS.map(lambda one: bounded(one, None)),
    DAYS.map(lambda one: bounded(None, one)),
)


@untimed
@given(st.lists(PARTIAL, max_size=8))
def test_nothing_stands_before_what_surely_came_earlier_and_nothing_is_lost(dates: list[PartialDate]) -> None:
    ordered = in_order(things(*dates))
    assert sorted(one.place for one in ordered) == list(range(len(dates)))
    for at, one in enumerate(ordered):
        assert not any(later.date.surely_before(one.date) for later in ordered[at + 1 :])


@untimed
@given(st.lists(EXACT | DAYS.map(lambda one: bounded(one, one)), max_size=10))
def test_known_days_are_sorted_and_on_one_day_the_order_of_recording_decides(dates: list[PartialDate]) -> None:
    listed = things(*dates)
    assert in_order(listed) == sorted(listed, key=lambda one: (one.date.earliest, one.place))


@untimed
@given(st.lists(PARTIAL, max_size=6))
def test_a_history_in_order_stays_in_order(dates: list[PartialDate]) -> None:
    once = in_order(things(*dates))
    assert in_order(once) == once


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["2026-03-06", "2025-12-17"], [1, 0]),
        (["2026-03-06", "2026-03-06"], [0, 1]),
        (["2026-03", "2026-03-10"], [0, 1]),
        (["2026-03-10", "2026-03"], [0, 1]),
        (["2026-04-01", "2026-03"], [1, 0]),
        (["unknown", "2025-12-17"], [0, 1]),
        (["2025-12-17", "unknown"], [0, 1]),
        (["2026-03-13..2026-05-31", "2026-03-06"], [1, 0]),
        (["2026-06-01", "unknown", "2026-03-06"], [1, 2, 0]),
        (["2026", "2026-03-06", "2026-01-05"], [0, 2, 1]),
        (["2026-01-05..2026-01-05", "2025-12-17"], [1, 0]),
        (["2026-03-06", "2026-01-05..2026-01-05"], [1, 0]),
    ],
)
def test_where_the_days_do_not_tell_the_order_of_recording_does(texts: list[str], expected: list[int]) -> None:
    assert places(*texts) == expected


@untimed
@given(st.lists(PARTIAL, max_size=7), DAYS)
def test_what_had_surely_not_happened_by_a_day_orders_nothing_that_may_have(
    dates: list[PartialDate], day: date
) -> None:
    listed = things(*dates)
    known = [one for one in listed if one.date.maybe_by(day)]
    assert in_order(known) == [one for one in in_order(listed) if one.date.maybe_by(day)]
