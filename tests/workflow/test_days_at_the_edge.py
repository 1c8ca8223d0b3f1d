"""The very days on which an answer turns, and days known so loosely that only one end of them tells."""

from __future__ import annotations

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day, objections, standing, state, when

from armstrack.workflow.life import life_of
from armstrack.workflow.move import Refusal, as_known, judge

NOTIFIED = ("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16 and is over on 2026-01-17."""


@pytest.mark.parametrize(
    ("on", "code"),
    [
        ("2026-01-16", "already"),
        ("2026-01-17", "no-such-move"),
        ("2026-01-05..2026-01-16", "already"),
        ("2026-01-05..2026-01-17", "no-such-move"),
    ],
)
def test_a_sale_is_cleared_for_a_move_from_the_first_possible_day_that_its_own_may_mean(on: str, code: str) -> None:
    verdict = judge(a_sale(NOTIFIED), an_entry(on, "notified"), NO_CONTEXT, day("2026-11-01"))
    assert isinstance(verdict, Refusal)
    assert verdict.code == code


def test_a_step_that_may_mean_the_first_possible_day_is_cautioned_and_not_refused() -> None:
    sale = a_sale(NOTIFIED, ("2026-01-05..2026-01-17", "offered"))
    assert objections(sale) == {}
    assert [one.at for one in life_of(sale, NO_CONTEXT).cautions] == [1]


def test_a_step_is_cautioned_where_one_of_those_that_it_passes_waits_for_the_review() -> None:
    # Closing a case waits for nothing by itself; the offer that must have come before it does.
    passed = ("offered", "accepted", "implemented", "delivered")
    sale = a_sale(NOTIFIED, an_entry("2026-01", "closed", skipped=passed))
    assert [(one.at, one.objection.code) for one in life_of(sale, NO_CONTEXT).cautions] == [(1, "may-fall-in-review")]


@pytest.mark.parametrize(("on", "cautioned"), [("2026-01-16..2026-02-01", True), ("2026-01-17..2026-02-01", False)])
def test_a_step_that_began_no_sooner_than_the_review_ended_is_not_cautioned(on: str, cautioned: bool) -> None:
    sale = a_sale(NOTIFIED, (on, "offered"))
    assert (life_of(sale, NO_CONTEXT).cautions != ()) == cautioned


def test_what_came_after_a_loosely_known_step_may_have_come_as_early_as_that_may() -> None:
    sale = a_sale(NOTIFIED, ("2026-03", "offered"), ("unknown", "accepted"))
    assert standing(sale, "2026-02-28").maybe == ()
    assert standing(sale, "2026-03-01").maybe == ("offered", "accepted")


@pytest.mark.parametrize(("withdrawn", "cleared"), [("2026-01-01", False), ("2026-01-02", True)])
def test_withdrawn_on_the_first_day_on_which_its_review_may_be_over_it_was_never_cleared(
    withdrawn: str, cleared: bool
) -> None:
    # Notified in December 2025: on its first day, if it was, the review was over on 2026-01-01.
    life = life_of(a_sale(("2025-12", "notified"), (withdrawn, "withdrawn")), NO_CONTEXT)
    assert [span.state for span in life.spans] == ["notified", *(["cleared"] if cleared else []), "withdrawn"]


def test_of_two_laws_the_one_that_was_surely_in_force_first_blocks() -> None:
    loose = a_resolution(("2026-01-05", "introduced"), ("2026-03", "enacted"), measure="S.J.Res. 102")
    exact = a_resolution(("2026-01-05", "introduced"), ("2026-03-15", "enacted"), measure="S.J.Res. 103")
    for context in (against(loose, exact), against(exact, loose)):
        assert state(a_sale(NOTIFIED), "2026-03-15", context) == "blocked"
        assert standing(a_sale(NOTIFIED), "2026-03-15", context).blocked_by == exact


def test_a_law_that_may_have_been_enacted_by_a_day_is_known_on_it() -> None:
    context = against(a_resolution(("2026-01-05", "introduced"), ("2026-03", "enacted")))
    for on, known in (("2026-02-28", 1), ("2026-03-01", 2), ("2026-03-31", 2)):
        assert len(as_known(a_sale(NOTIFIED), context, day(on))[1].resolutions[0].history) == known


def test_where_the_authority_is_unknown_the_end_of_the_review_cannot_be_told() -> None:
    verdict = judge(
        a_sale(NOTIFIED, authority="unknown"), an_entry("2025-12-20", "offered"), NO_CONTEXT, day("2026-11-01")
    )
    assert isinstance(verdict, Refusal)
    assert verdict.code == "review-running"
    assert verdict.reason == "When Congress's review is over cannot be told: the authority is unknown."
    assert verdict.remedy == "Write `authority:` into the sale's file."
    assert verdict.earliest is None


def test_a_review_whose_last_day_has_passed_names_no_day_while_nobody_can_say_that_it_is_over() -> None:
    # It is not certain that the proposal was submitted again before it was offered, and so that its review ended.
    sale = a_sale(("2025-12", "notified"), ("unknown", "offered"), ("2025-12-08", "resubmitted"), recipient="IL")
    here = standing(sale, "2026-01-07")
    assert (here.state, here.words) == ("notified", "under review; maybe cleared or offered")


def test_a_letter_surely_reaches_no_step_before_its_last_possible_day() -> None:
    sale = a_sale(NOTIFIED, ("2026-03", "offered"), ("2026-04", "accepted"))
    (letter,) = life_of(sale, NO_CONTEXT).letters
    assert [letter.has_reached("binding", day(one)) for one in ("2026-04-29", "2026-04-30")] == [False, True]
    assert [letter.has_reached("offer", day(one)) for one in ("2026-03-30", "2026-03-31")] == [False, True]
    assert not letter.has_reached("arrived", day("2027-01-01"))
    assert not letter.has_reached("adopted", day("2027-01-01")), "no state of a sale has this role"


def test_how_far_a_letter_came_outlives_its_end() -> None:
    sale = a_sale(NOTIFIED, ("2026-03-01", "offered"), ("2026-03-20", "accepted"), ("2026-04-01", "cancelled"))
    (letter,) = life_of(sale, NO_CONTEXT).letters
    assert letter.has_reached("binding", day("2026-06-01"))
    assert [letter.is_over(day(one)) for one in ("2026-03-31", "2026-04-01")] == [False, True]
    assert letter.ended(day("2026-04-01"))
    ended = letter.over_from(day("2026-04-01"))
    assert ended is not None
    assert ended.began == when("2026-04-01")
    assert letter.over_from(day("2026-03-31")) is None
    assert letter.over_from(None) == ended
