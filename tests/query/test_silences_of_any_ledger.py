"""Silences divide the time from the first notification to the day, whatever the notifications."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, product

from builders import when
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


SHORT = st.tuples(st.integers(1, 6), st.integers(1, 4)).map(
    lambda two: bounded(date(2020, 1, 1) + timedelta(two[0]), date(2020, 1, 1) + timedelta(two[0] + two[1]))
)
"""Loosely known days of a fortnight in January 2020, after the first and before the last."""


def certain_days(dates: list[PartialDate]) -> list[date]:
    return sorted({when.exact for when in dates if when.exact is not None})


def ends_one(when: PartialDate, certain: list[date]) -> bool:
    """Whether a loosely known day surely lies between two certain ones, or after the last of them."""
    ends = [*certain, DAY + timedelta(1)]
    return any(
        when.exact is None and when.within(first + timedelta(1), last - timedelta(1)) for first, last in pairwise(ends)
    )


@untimed
@given(DATES)
def test_silences_partition_the_time_from_the_first_notification_to_the_day(dates: list[PartialDate]) -> None:
    found = list(silences(numbered(dates), DAY))
    certain = certain_days(dates)
    parting = [when for when in dates if ends_one(when, certain)]
    runs = bool(certain) and (certain[-1] < DAY)
    assert len(found) == (len(certain) - 1 + len(parting) + runs if certain else 0)
    assert [one for one in found if one.running] == (found[-1:] if runs else [])
    assert all(one.until == following.after for one, following in pairwise(found))
    if not found:
        return
    assert (found[0].after.exact, found[-1].until.exact) == (certain[0], DAY)
    least, most = (sum(getattr(one.days, each) or 0 for one in found) for each in ("least", "most"))
    assert least <= (DAY - certain[0]).days <= most


@untimed
@given(st.lists(SHORT, max_size=4))
def test_the_days_of_a_silence_are_just_those_that_it_may_have_lasted(loose: list[PartialDate]) -> None:
    """Every day that each notification may mean is tried."""
    first, last = date(2020, 1, 1), date(2020, 1, 14)
    found = silences(numbered([on(first), *loose, on(last)]), last)
    tried = [
        [(later - earlier).days for earlier, later in pairwise(sorted((first, *days, last)))]
        for days in product(*(_days_of(one) for one in loose))
    ]
    assert [(one.days.least, one.days.most) for one in found] == [
        (min(days), max(days)) for days in zip(*tried, strict=True)
    ]


def _days_of(when: PartialDate) -> list[date]:
    assert when.earliest is not None
    assert when.latest is not None
    return [when.earliest + timedelta(at) for at in range((when.latest - when.earliest).days + 1)]


@untimed
@given(DATES)
def test_a_loose_notification_that_ends_none_is_named_where_one_of_its_days_lies_inside(
    dates: list[PartialDate],
) -> None:
    notices, certain = numbered(dates), certain_days(dates)
    for one in silences(notices, DAY):
        first, last = one.inside
        inside = [first + timedelta(at) for at in range(max((last - first).days + 1, 0))]
        expected = {
            notice.sale
            for notice in notices
            if notice.date.exact is None
            and not ends_one(notice.date, certain)
            and any(may_be(notice.date, each) for each in inside)
        }
        assert {each.sale for each in one.loose} == expected


@untimed
@given(DATES)
def test_no_certain_day_of_a_notification_lies_inside_a_silence(dates: list[PartialDate]) -> None:
    certain = certain_days(dates)
    for one in silences(numbered(dates), DAY):
        first, last = one.inside
        assert not any(first <= each <= last for each in certain if not (one.running and each == DAY))
        assert one.after_sales
        assert bool(one.until_sales) != one.running


def told(*dates: str, by: str = "2020-06-30") -> list[tuple[str, str, int | None, int | None]]:
    """Each silence between notifications `sale-0`, `sale-1`...: the sales at its ends, and its days."""
    found = silences(numbered([when(text) for text in dates]), date.fromisoformat(by))
    return [("+".join(one.after_sales), "+".join(one.until_sales), one.days.least, one.days.most) for one in found]


def test_a_notification_of_the_very_next_day_or_later_ends_a_silence() -> None:
    assert told("2020-01-01", "2020-01-02..2020-01-04", "2020-01-31", by="2020-01-31") == [
        ("sale-0", "sale-1", 1, 3),
        ("sale-1", "sale-2", 27, 29),
    ]
    assert told("2020-01-01", "2020-01-01..2020-01-04", "2020-01-31", by="2020-01-31") == [("sale-0", "sale-2", 30, 30)]
    assert told("2020-01-01", "2020-01-28..2020-01-30", "2020-01-31", by="2020-01-31") == [
        ("sale-0", "sale-1", 27, 29),
        ("sale-1", "sale-2", 1, 3),
    ]
    assert told("2020-01-01", "2020-01-28..2020-01-31", "2020-01-31", by="2020-01-31") == [("sale-0", "sale-2", 30, 30)]


def test_the_last_silence_ends_at_latest_on_the_day_itself() -> None:
    assert told("2020-01-01", "2020-06", by="2020-06-30") == [("sale-0", "sale-1", 152, 181), ("sale-1", "", 0, 29)]
    assert told("2020-01-01", "2020-06", by="2020-06-29") == [("sale-0", "", 180, 180)]


def test_only_the_notifications_that_can_be_the_end_of_a_silence_are_named_at_it() -> None:
    assert told("2020-01-01", "2020-01-03..2020-01-05", "2020-01-10..2020-01-12", "2020-01-31", by="2020-01-31") == [
        ("sale-0", "sale-1", 2, 4),
        ("sale-1", "sale-2", 5, 9),
        ("sale-2", "sale-3", 19, 21),
    ]
    assert told("2020-01-01", "2020-01-03..2020-01-08", "2020-01-05..2020-01-12", "2020-01-31", by="2020-01-31") == [
        ("sale-0", "sale-1+sale-2", 2, 7),
        ("sale-1+sale-2", "sale-1+sale-2", 0, 9),
        ("sale-1+sale-2", "sale-3", 19, 26),
    ]
