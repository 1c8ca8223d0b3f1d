"""Silences divide the time from the first notification to the day, whatever the notifications."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.model.partial_date import PartialDate, bounded, on, parse_partial_date
from armstrack.query.silences import Notification, silences

untimed = settings(deadline=None)

DAY = date(2020, 6, 30)
DAYS = st.dates(date(2020, 1, 1), DAY)
LOOSE = st.one_of(
    DAYS.map(lambda one: parse_partial_date(f"{one:%Y-%m}")),
    st.tuples(DAYS, DAYS).map(lambda two: bounded(*sorted(two))),
    DAYS.map(lambda one: bounded(one, None)),
    DAYS.map(lambda one: bounded(None, one)),
    st.just(parse_partial_date("unknown")),
)
DATES = st.lists(st.one_of(DAYS.map(on), LOOSE), max_size=9)


def numbered(dates: list[PartialDate]) -> list[Notification]:
    return [Notification(f"sale-{at}", when) for at, when in enumerate(dates)]


def may_be(when: PartialDate, one: date) -> bool:
    return (when.earliest is None or when.earliest <= one) and (when.latest is None or one <= when.latest)


@untimed
@given(DATES)
def test_silences_partition_the_time_from_the_first_notification_to_the_day(dates: list[PartialDate]) -> None:
    found = list(silences(numbered(dates), DAY))
    certain = sorted({when.exact for when in dates if when.exact is not None})
    ends = [*certain, DAY] if certain and certain[-1] < DAY else certain
    assert [(one.after, one.until) for one in found] == list(pairwise(ends))
    assert [one for one in found if one.running] == (found[-1:] if ends != certain else [])
    assert sum(one.days for one in found) == ((DAY - certain[0]).days if certain else 0)


@untimed
@given(DATES)
def test_a_loose_notification_is_named_where_one_of_its_days_lies_inside(dates: list[PartialDate]) -> None:
    notices = numbered(dates)
    for one in silences(notices, DAY):
        inside = [one.after + timedelta(at) for at in range(1, one.days + (1 if one.running else 0))]
        expected = {
            notice.sale
            for notice in notices
            if notice.date.exact is None and any(may_be(notice.date, each) for each in inside)
        }
        assert {each.sale for each in one.loose} == expected


@untimed
@given(DATES)
def test_only_a_certain_day_ends_a_silence(dates: list[PartialDate]) -> None:
    certain = {when.exact for when in dates if when.exact is not None}
    for one in silences(numbered(dates), DAY):
        assert one.after in certain
        assert one.until in certain or (one.running and one.until == DAY)
        assert not any(one.after < each < one.until for each in certain)
        assert one.after_sales
        assert bool(one.until_sales) != one.running
