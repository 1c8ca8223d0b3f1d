"""A step of a resolution is judged by what is known on the day, and by what it does to the steps that follow."""

from __future__ import annotations

import pytest
from builders import a_resolution, day, when

from armstrack.model.resolution import Resolution, ResolutionEntry, Vote
from armstrack.workflow.move import Refusal
from armstrack.workflow.resolution_move import (
    ResolutionAccepted,
    judge_resolution,
    possible_steps,
    with_steps_skipped,
)

INTRODUCED = ("2025-02-03", "introduced")


def judged(
    resolution: Resolution, word: str, on: str, today: str = "2026-06-01", until: str | None = None
) -> ResolutionAccepted | Refusal:
    committee = day(until) if until is not None else None
    return judge_resolution(resolution, ResolutionEntry(when(on), word), day(today), committee)


def test_a_step_may_be_recorded_once_its_first_possible_day_has_come() -> None:
    assert isinstance(judged(a_resolution(INTRODUCED), "discharged", "2025-03", "2025-03-01"), ResolutionAccepted)
    early = judged(a_resolution(INTRODUCED), "discharged", "2025-03", "2025-02-28")
    assert isinstance(early, Refusal)
    assert early.code == "not-yet"


def test_what_only_the_calendar_makes_true_is_never_recorded() -> None:
    refusal = judged(a_resolution(INTRODUCED), "died", "2027-01-03", "2027-02-01")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "2027-01-03" in refusal.reason) == ("never-written", True)


def test_a_step_that_would_make_a_later_one_impossible_is_refused_and_names_it() -> None:
    resolution = a_resolution(INTRODUCED, ("2025-03-12", "discharged"))
    refusal = judged(resolution, "passed-house", "2025-03-11")
    assert isinstance(refusal, Refusal)
    assert "2025-03-12" in refusal.reason


def test_a_refusal_names_what_was_possible_on_the_day_of_the_step() -> None:
    resolution = a_resolution(INTRODUCED, ("2025-06-10", "discharged"))
    refusal = judged(resolution, "enacted", "2025-03-01")
    assert isinstance(refusal, Refusal)
    assert refusal.possible == possible_steps(resolution, day("2025-03-01"))
    assert refusal.possible != possible_steps(resolution, day("2026-06-01"))


@pytest.mark.parametrize(
    ("on", "warned"), [("2025-02-12", True), ("2025-02-13", True), ("2025-02-14", False), ("unknown", False)]
)
def test_a_discharge_within_the_days_of_the_committee_is_remarked_on(on: str, warned: bool) -> None:
    outcome = judged(a_resolution(INTRODUCED), "discharged", on, until="2025-02-13")
    assert isinstance(outcome, ResolutionAccepted)
    assert (outcome.warning is not None and "unanimous consent" in outcome.warning) == warned
    assert judged(a_resolution(INTRODUCED), "discharged", on).warning is None  # type: ignore[union-attr]


def test_a_doubt_about_an_earlier_vote_is_no_remark_on_a_new_step() -> None:
    lost = ResolutionEntry(when("2025-03-12"), "passed-senate", vote=Vote("senate", "passage", 10, 80, None, "yea"))
    resolution = a_resolution(INTRODUCED, ("2025-03-10", "discharged"))
    known = Resolution(resolution.id, 119, "S.J.Res. 101", "Disapproval", resolution.sales, (*resolution.history, lost))
    outcome = judge_resolution(known, ResolutionEntry(when("2025-03-20"), event="note"), day("2026-01-01"))
    assert isinstance(outcome, ResolutionAccepted)
    assert outcome.warning is None


def test_the_steps_between_are_named_from_the_state_before_whatever_else_happened() -> None:
    enacted, note = ResolutionEntry(when("2025-03-12"), "enacted"), ResolutionEntry(when("2025-03-12"), event="note")
    after_a_note = a_resolution(INTRODUCED, ("2025-02-20", "note"))
    assert with_steps_skipped(after_a_note, enacted).skipped == ("passed-both",)
    assert with_steps_skipped(a_resolution(INTRODUCED, ("2025-03-20", "passed-both")), enacted).skipped == (
        "passed-both",
    )
    assert with_steps_skipped(after_a_note, note) is note


def test_what_happens_after_a_day_hinders_no_step_of_that_day() -> None:
    resolution = a_resolution(INTRODUCED, ("2025-06-10", "discharged"))
    assert "discharged" in possible_steps(resolution, day("2025-03-01"))
    assert possible_steps(resolution, day("2025-01-01")) == ("introduced",)


def test_a_step_of_the_day_on_which_its_congress_ends_comes_too_late() -> None:
    refusal = judged(a_resolution(INTRODUCED), "discharged", "2027-01-03", "2027-02-01")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "congress-ended"
    assert isinstance(judged(a_resolution(INTRODUCED), "discharged", "2027-01-02", "2027-02-01"), ResolutionAccepted)
    # of a day that is known in part, what may have been in time is not refused
    assert isinstance(judged(a_resolution(INTRODUCED), "discharged", "2027-01", "2027-02-01"), ResolutionAccepted)
