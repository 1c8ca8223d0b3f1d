"""The clock of a notification whose day, recipient or authority is known only in part."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import day, when
from hypothesis import given, settings
from hypothesis import strategies as st

from armstrack.law.clock import Review, days_until_over, review_of, review_on
from armstrack.law.group import group_of_all
from armstrack.law.options import LawOptions
from armstrack.model.partial_date import PartialDate, bounded

untimed = settings(deadline=None)

STRICT = LawOptions()


def of(recipient: str, notified: str, *, authority: str = "36(b)(1)", emergency: bool = False) -> Review | None:
    recipients = () if recipient == "unknown" else tuple(recipient.split("+"))
    return review_of((authority,), recipients, when(notified), emergency, STRICT)


def given_review(recipient: str, notified: str, *, authority: str = "36(b)(1)", emergency: bool = False) -> Review:
    review = of(recipient, notified, authority=authority, emergency=emergency)
    assert review is not None
    return review


def test_of_one_known_day_everything_is_known() -> None:
    review = given_review("TW", "2025-12-17")
    assert (review.review_days, review.last_review_day, review.earliest_action) == (
        30,
        day("2026-01-16"),
        day("2026-01-17"),
    )
    assert review.over_from == review.may_be_over_from == day("2026-01-17")
    assert review.group == "other"


def test_bounds_that_leave_one_day_are_that_day() -> None:
    assert of("TW", "2025-12-17..2025-12-17") == of("TW", "2025-12-17")


def test_of_a_month_the_days_of_the_clock_are_unknown_and_its_length_is_not() -> None:
    review = given_review("TW", "2025-12")
    assert (review.review_days, review.discharge_days, review.group) == (30, 10, "other")
    assert (review.last_review_day, review.earliest_action) == (None, None)
    assert (review.may_be_over_from, review.over_from) == (day("2026-01-01"), day("2026-01-31"))


def test_in_the_month_in_which_finland_joined_the_length_is_unknown_and_the_worst_case_decides() -> None:
    review = given_review("FI", "2023-04")
    assert (review.review_days, review.discharge_days, review.group) == (None, None, None)
    assert (review.last_review_day, review.earliest_action) == (None, None)
    # Notified on the 3rd, the last day outside, the review ends on 3 May; on the 30th, within 15 days, on 15 May.
    assert review.over_from == day("2023-05-16")
    # Notified on the day of joining, it may have ended on the 19th.
    assert review.may_be_over_from == day("2023-04-20")


def test_the_worst_case_may_be_the_day_before_the_change_and_not_the_last_day() -> None:
    review = given_review("FI", "2023-03-20..2023-04-10")
    assert review.over_from == day("2023-05-04")
    assert review.may_be_over_from == day("2023-04-20")


def test_in_the_month_in_which_jordans_treatment_ended_the_length_is_unknown() -> None:
    review = given_review("JO", "2019-02")
    assert review.review_days is None
    assert (review.may_be_over_from, review.over_from) == (day("2019-02-17"), day("2019-03-31"))


@pytest.mark.parametrize(
    ("recipient", "notified"),
    [
        ("AL", "2009-04"),
        ("KR", "2008-10-15..2008-10-31"),
        ("JO", "2016-02-18..2016-02-29"),
        ("DE", "1981-12-29..1982-01-31"),
    ],
)
def test_an_interval_that_begins_with_the_new_rule_knows_only_the_new_rule(recipient: str, notified: str) -> None:
    review = given_review(recipient, notified)
    assert (review.review_days, review.discharge_days, review.group) == (15, 5, "nato-plus")
    assert review.may_be_over_from == when(notified).earliest + timedelta(16)  # type: ignore[operator]


def test_an_interval_that_ends_the_day_before_the_new_rule_knows_only_the_old_one() -> None:
    assert given_review("FI", "2023-03-01..2023-04-03").review_days == 30


def test_of_an_unknown_recipient_every_group_is_possible() -> None:
    review = given_review("unknown", "2025-12-17")
    assert (review.review_days, review.discharge_days, review.group) == (None, None, None)
    assert (review.last_review_day, review.earliest_action) == (None, None)
    assert (review.may_be_over_from, review.over_from) == (day("2026-01-02"), day("2026-01-17"))
    assert given_review("unknown", "1978-01-05").review_days == 30


def test_of_an_unknown_authority_what_all_agree_on_is_known() -> None:
    review = of("DE", "2025-12-17", authority="unknown")
    assert review is not None
    assert review.over_from is not None
    assert review.over_from >= day("2026-01-02")
    assert review.may_be_over_from is not None
    assert review.may_be_over_from <= day("2026-01-02")


def test_an_enhancement_had_no_clock_of_its_own_before_1985() -> None:
    assert of("TW", "1985-09-30", authority="36(b)(5)(C)") is None
    assert of("TW", "1985-09", authority="36(b)(5)(C)") is None
    assert of("TW", "1985-10-01", authority="36(b)(5)(C)") is not None
    assert given_review("TW", "1985", authority="36(b)(5)(C)").may_be_over_from == day("1985-11-01")


def test_before_the_law_there_was_no_clock() -> None:
    assert of("TW", "1974-12-29") is None
    assert of("TW", "1974-12-30") is not None
    assert of("TW", "1974-11") is None


def test_an_emergency_of_an_unknown_day_is_over_when_the_day_has_surely_come() -> None:
    review = given_review("IL", "2026-03", emergency=True)
    assert (review.review_days, review.last_review_day, review.earliest_action) == (0, None, None)
    assert (review.may_be_over_from, review.over_from) == (day("2026-03-01"), day("2026-03-31"))
    assert review.emergency


def test_an_emergency_that_may_date_from_before_the_waiver_bounds_no_review() -> None:
    """In 1980 an emergency waived nothing under 36(c), so that a review would have run; today none does."""
    review = review_of(("36(c)",), ("IL",), PartialDate("unknown", None, day("2026-03-12")), True, LawOptions())
    assert review is not None
    assert (review.last_not_before, review.last_not_after) == (None, None)
    assert review.over_from == day("2026-03-12")


def test_of_a_wholly_unknown_day_no_day_is_certain_and_none_excluded() -> None:
    review = given_review("TW", "unknown")
    assert (review.last_review_day, review.earliest_action) == (None, None)
    assert (review.may_be_over_from, review.over_from) == (None, None)


def test_with_a_last_day_alone_the_review_is_over_only_when_every_earlier_day_would_be_over_too() -> None:
    # Notified on 3 April at the latest before joining: 30 days, whatever the last day allows.
    review = given_review("FI", "..2023-04-10")
    assert review.may_be_over_from is None
    assert review.over_from is not None
    assert review.over_from >= day("2023-05-04")


def test_with_the_first_day_of_the_law_as_a_last_day_no_day_is_told_and_none_excluded() -> None:
    review = given_review("TW", "..1974-12-30")
    assert (review.review_days, review.last_review_day, review.earliest_action) == (20, None, None)
    assert (review.may_be_over_from, review.over_from) == (None, day("1975-01-20"))


def test_with_a_last_day_alone_the_length_is_unknown_where_earlier_days_had_another() -> None:
    assert given_review("FI", "..2023-04-10").review_days is None


def test_with_a_first_day_alone_the_length_is_unknown_where_later_days_have_another() -> None:
    review = given_review("JO", "2019-02-10..")
    assert review.over_from is None
    assert review.may_be_over_from == day("2019-02-26")
    assert review.review_days is None


RECIPIENTS = ("TW", "FI", "JO", "KR", "AL", "JP", "DE", "NATO", "DE+TW", "NATO+FI")
NEAR_A_CHANGE = [
    "1974-12-30", "1976-06-30", "1981-12-29", "2008-10-15", "2009-04-01", "2016-02-18", "2019-02-17", "2023-04-04",
]  # fmt: skip


@st.composite
def intervals(draw: st.DrawFn) -> PartialDate:
    """Bounds of up to ninety days around a day on which something changed."""
    middle = day(draw(st.sampled_from(NEAR_A_CHANGE)))
    first = middle - timedelta(draw(st.integers(-3, 45)))
    return bounded(first, first + timedelta(draw(st.integers(0, 90))))


@untimed
@given(st.sampled_from(RECIPIENTS), intervals(), st.booleans(), st.sampled_from(["strict", "literal"]))
def test_a_clock_of_an_interval_is_what_the_clocks_of_its_days_agree_on(
    recipient: str, notified: PartialDate, emergency: bool, counting: str
) -> None:
    recipients, options = tuple(recipient.split("+")), LawOptions(counting)
    assert notified.earliest is not None
    assert notified.latest is not None
    each = []
    for offset in range((notified.latest - notified.earliest).days + 1):
        on: date = notified.earliest + timedelta(offset)
        group = group_of_all(recipients, on)
        assert group is not None
        each.append(review_on("36(b)(1)", group, on, emergency, options))
    clocks = [one for one in each if one is not None]
    together = review_of(("36(b)(1)",), recipients, notified, emergency, options)
    assert (together is None) == (not clocks)
    if together is None:
        return
    for attribute in ("review_days", "discharge_days", "group"):
        values = {getattr(one, attribute) for one in clocks}
        assert getattr(together, attribute) == (values.pop() if len(values) == 1 else None), attribute
    assert together.over_from == max(one.over_from for one in clocks if one.over_from)
    assert together.may_be_over_from == min(one.may_be_over_from for one in clocks if one.may_be_over_from)


AUTHORITIES = ("36(b)(1)", "36(b)(5)(A)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)", "62")


@untimed
@given(
    st.lists(st.sampled_from(AUTHORITIES), min_size=2, max_size=3, unique=True),
    st.sampled_from(RECIPIENTS),
    st.dates(date(1974, 1, 1), date(2026, 6, 30)),
    st.booleans(),
)
def test_under_several_authorities_the_strictest_of_their_clocks_governs(
    authorities: list[str], recipient: str, on: date, emergency: bool
) -> None:
    recipients, notified = tuple(recipient.split("+")), bounded(on, on)
    each = [review_of((one,), recipients, notified, emergency, STRICT) for one in authorities]
    together = review_of(tuple(authorities), recipients, notified, emergency, STRICT)
    known = [one for one in each if one is not None]
    assert (together is None) == (not known)
    if together is None:
        return
    longest = max(one.review_days or 0 for one in known)
    assert together.review_days == longest
    assert together.earliest_action == max(one.earliest_action for one in known if one.earliest_action)
    assert together.over_from == together.may_be_over_from == together.earliest_action
    assert together.emergency == (longest == 0 and any(one.emergency for one in known))
    assert together.resolution_lies == any(one.resolution_lies for one in known)
    lie = [one.discharge_days for one in known if one.resolution_lies]
    assert together.discharge_days == (None if None in lie or not lie else max(day for day in lie if day is not None))
    assert (together.discharge_citation is None) == (together.discharge_days is None)
    assert {text for one in known for text in one.citations} == set(together.citations)
    assert together.verified == all(one.verified for one in known)


def test_of_a_month_under_several_authorities_what_all_its_days_agree_on_is_known() -> None:
    review = review_of(("36(c)", "36(d)"), ("NATO",), when("2025-12"), False, STRICT)
    assert review is not None
    assert (review.review_days, review.last_review_day, review.basis) == (30, None, "statute")
    assert (review.may_be_over_from, review.over_from) == (day("2026-01-01"), day("2026-01-31"))


def test_a_clock_that_may_rest_on_a_row_that_was_not_read_is_not_verified() -> None:
    assert given_review("DE", "1996-07-21..1996-07-31", authority="3(d)(1)").verified is True
    assert given_review("DE", "1996-07-01..1996-07-31", authority="3(d)(1)").verified is False
    assert given_review("FI", "2022-12").verified is True
    assert given_review("FI", "2022-12-31..2023-01-01").verified is False
    assert given_review("FI+TW", "2023-03-01").verified is False


def test_what_an_unknown_authority_leaves_open_is_not_told_by_one_of_them() -> None:
    review = of("DE", "2025-12-17", authority="unknown", emergency=True)
    assert review is not None
    assert review.basis is None, "policy under 36(b), statute under the others"
    assert review.emergency is False, "36(b)(5)(A) knows no waiver"
    assert review.resolution_lies is None


@untimed
@given(
    st.sampled_from([("TW",), ("FI",), ("JO",), ("DE",), ()]),
    st.sampled_from(["36(b)(1)", "36(c)", "unknown"]),
    st.dates(date(1974, 1, 1), date(2026, 6, 30)),
    st.integers(0, 40),
    st.booleans(),
)
def test_the_days_until_a_review_is_over_are_the_least_and_the_most_of_every_possible_day(
    recipients: tuple[str, ...], authority: str, first: date, more: int, emergency: bool
) -> None:
    days = []
    for one in (first + timedelta(at) for at in range(more + 1)):
        review = review_of((authority,), recipients, bounded(one, one), emergency, STRICT)
        ends = (review.may_be_over_from, review.over_from) if review is not None else ()
        days += [(end - one).days for end in ends if end is not None]
    expected = (min(days), max(days)) if days else None
    assert (
        days_until_over((authority,), recipients, bounded(first, first + timedelta(more)), emergency, STRICT)
        == expected
    )
