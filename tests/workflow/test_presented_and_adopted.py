"""How a resolution ends: before the President, over a veto, with its Congress; and a concurrent one by adoption."""

from __future__ import annotations

import pytest
from builders import a_resolution, a_sale, against, an_entry, day, standing, state, when

from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.workflow.move import Refusal, judge
from armstrack.workflow.resolution_life import (
    last_day_of_president,
    presented_on,
    resolution_standing,
    when_barring,
)
from armstrack.workflow.resolution_move import (
    ResolutionAccepted,
    judge_resolution,
    possible_steps,
    with_steps_skipped,
)

INTRODUCED = ("2026-01-05", "introduced")


def judged(
    resolution: Resolution, date: str, word: str, *, today: str = "2030-01-01", until: str | None = None
) -> ResolutionAccepted | Refusal:
    step = ResolutionEntry(when(date), word)
    return judge_resolution(resolution, step, day(today), day(until) if until is not None else None)


def accepted(resolution: Resolution, date: str, word: str, **more: str) -> ResolutionAccepted:
    verdict = judged(resolution, date, word, **more)
    assert isinstance(verdict, ResolutionAccepted), verdict
    return verdict


def refused(resolution: Resolution, date: str, word: str, **more: str) -> Refusal:
    verdict = judged(resolution, date, word, **more)
    assert isinstance(verdict, Refusal)
    return verdict


# --- before the President ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("presented", "last"),
    [("2026-01-05", "2026-01-16"), ("2026-01-04", "2026-01-15"), ("2026-01-03", "2026-01-15")],
)
def test_the_president_has_ten_days_sundays_excepted(presented: str, last: str) -> None:
    # 4, 11 and 18 January 2026 are Sundays.
    assert last_day_of_president(day(presented)) == day(last)


SITTING = a_resolution(INTRODUCED, ("2026-01-06", "passed-both"), ("2026-01-07", "presented"))
"""The President has until 2026-01-19: two Sundays lie between."""


@pytest.mark.parametrize(("on", "law"), [("2026-01-19", False), ("2026-01-20", True)])
def test_unsigned_it_is_law_once_the_ten_days_are_over(on: str, law: bool) -> None:
    verdict = judged(SITTING, on, "became-law")
    assert isinstance(verdict, ResolutionAccepted) == law
    if isinstance(verdict, Refusal):
        assert (verdict.code, verdict.earliest) == ("ten-days-running", day("2026-01-20"))
        assert verdict.reason == (
            "The President has ten days, Sundays excepted, to 2026-01-19 (presented 2026-01-07)."
        )  # fmt: skip
        assert verdict.citations == ("Constitution, article I, section 7",)


@pytest.mark.parametrize(("on", "possible"), [("2026-01-18", False), ("2026-01-19", True)])
def test_no_pocket_veto_before_the_ten_days_end(on: str, possible: bool) -> None:
    verdict = judged(SITTING, on, "pocket-vetoed")
    assert isinstance(verdict, ResolutionAccepted) == possible
    if isinstance(verdict, Refusal):
        assert (verdict.code, verdict.earliest) == ("ten-days-running", day("2026-01-19"))


@pytest.mark.parametrize("word", ["became-law", "pocket-vetoed"])
def test_where_the_day_of_presentation_is_unknown_no_day_is_counted(word: str) -> None:
    for steps in ((), (("2026-01", "presented"),)):
        loose = a_resolution(INTRODUCED, ("2026-01-06", "passed-both"), *steps)
        accepted(loose, "2026-01-31", word)


def test_while_it_lies_before_the_president_the_day_of_presentation_is_told() -> None:
    assert presented_on(SITTING, day("2026-01-06")) is None
    assert presented_on(SITTING, day("2026-01-07")) == day("2026-01-07")
    signed = a_resolution(*[(one.date.text, one.word) for one in SITTING.history], ("2026-01-10", "enacted"))
    assert presented_on(signed, day("2026-01-10")) is None


PENDING = a_resolution(
    ("2024-11-20", "introduced"), ("2024-12-20", "passed-both"), ("2024-12-30", "presented"), congress=118
)
"""Presented four days before its Congress ended, on 2025-01-03; the President has until 2025-01-10."""


def test_what_was_presented_in_time_does_not_die_with_its_congress() -> None:
    assert [resolution_standing(PENDING, day(one)).state for one in ("2025-01-02", "2025-01-03", "2025-01-09")] == [
        "presented"
    ] * 3


def test_it_can_be_signed_after_3_january_and_then_bars_the_sale() -> None:
    signed = accepted(PENDING, "2025-01-04", "enacted").resolution
    assert when_barring(signed) == when("2025-01-04")
    sale = a_sale(("2024-12-10", "notified"))
    assert [state(sale, one, against(signed)) for one in ("2025-01-03", "2025-01-04")] == ["notified", "blocked"]


def test_unsigned_it_is_pocket_vetoed_after_3_january() -> None:
    unsigned = accepted(PENDING, "2025-01-10", "pocket-vetoed").resolution
    assert resolution_standing(unsigned, day("2025-01-10")).state == "pocket-vetoed"
    assert when_barring(unsigned) is None
    law = refused(PENDING, "2025-01-14", "became-law")
    assert law.code == "pocket-veto"
    assert law.reason == (
        "The President's ten days run to 2025-01-10, and the Congress ended before: unsigned, it is pocket-vetoed."
    )
    assert law.remedy == "Record `pocket-vetoed`, or `enacted` if signed."


def test_ten_days_that_end_with_the_congress_itself_end_in_a_pocket_veto() -> None:
    steps = (("2024-11-20", "introduced"), ("2024-12-20", "passed-both"))
    for presented, last, code in (("2024-12-23", "2025-01-03", "pocket-veto"), ("2024-12-21", "2025-01-02", None)):
        assert last_day_of_president(day(presented)) == day(last)
        resolution = a_resolution(*steps, (presented, "presented"), congress=118)
        verdict = judged(resolution, "2025-01-10", "became-law")
        assert (verdict.code if isinstance(verdict, Refusal) else None) == code


# --- with its Congress -------------------------------------------------------------------------------------


def test_what_was_not_presented_dies_with_its_congress() -> None:
    passed = a_resolution(INTRODUCED, ("2026-12-20", "passed-both"))
    assert [resolution_standing(passed, day(one)).state for one in ("2027-01-02", "2027-01-03")] == [
        "passed-both",
        "died",
    ]
    late = refused(passed, "2027-01-03", "enacted")
    assert (late.code, late.citations) == ("congress-ended", ("Constitution, amendment XX",))
    assert late.reason == "The Congress of this resolution, the 119th, ended on 2027-01-03; it died then."
    accepted(passed, "2027-01-02", "enacted")


@pytest.mark.parametrize(
    ("congress", "told"),
    [
        (93, "the 93rd"),
        (97, "the 97th"),
        (101, "the 101st"),
        (102, "the 102nd"),
        (111, "the 111th"),
        (112, "the 112th"),
    ],
)
def test_a_congress_is_called_by_its_number(congress: int, told: str) -> None:
    years = 1787 + 2 * congress
    old = a_resolution((f"{years}-03-05", "introduced"), congress=congress)
    assert told in refused(old, f"{years + 4}-01-05", "passed-senate").reason


def test_a_step_that_may_have_come_before_the_end_of_its_congress_may_be_recorded() -> None:
    open_still = a_resolution(INTRODUCED)
    accepted(open_still, "2026-12-20..2027-01-10", "passed-senate")
    assert refused(open_still, "2027-01-03..2027-01-10", "passed-senate").code == "congress-ended"
    accepted(open_still, "unknown", "passed-senate")


def test_its_death_is_never_written() -> None:
    verdict = refused(a_resolution(INTRODUCED), "2026-02-01", "died")
    assert verdict.code == "never-written"
    assert verdict.reason == "`died` is never written: the calendar makes it true on 2027-01-03."


def test_a_step_that_may_have_happened_by_today_may_be_recorded_and_a_later_one_not() -> None:
    open_still = a_resolution(INTRODUCED)
    accepted(open_still, "2026-03", "passed-senate", today="2026-03-01")
    assert refused(open_still, "2026-03", "passed-senate", today="2026-02-28").code == "not-yet"
    assert refused(open_still, "2026-03-02", "passed-senate", today="2026-03-01").code == "not-yet"
    accepted(open_still, "2026-03-01", "passed-senate", today="2026-03-01")


def test_a_step_that_makes_a_later_one_impossible_is_refused() -> None:
    passed = a_resolution(INTRODUCED, ("2026-03-01", "passed-senate"))
    verdict = refused(passed, "2026-02-01", "passed-both")
    assert verdict.code == "breaks-later"
    odd = a_resolution(("2026-03-01", "passed-senate"), ("2026-02-01", "introduced"), ("2026-03-10", "introduced"))
    accepted(odd, "2026-03-20", "passed-both")


def test_what_was_known_by_a_day_decides_what_is_possible_then() -> None:
    passed = a_resolution(INTRODUCED, ("2026-03-01", "passed-senate"))
    assert possible_steps(passed, day("2026-01-04")) == ("introduced",)
    assert "passed-senate" in possible_steps(passed, day("2026-02-01"))
    assert "passed-senate" not in possible_steps(passed, day("2026-03-01"))
    assert "passed-both" in possible_steps(passed, day("2026-03-01"))


def test_steps_passed_over_are_named() -> None:
    introduced = a_resolution(INTRODUCED, ("2026-02-01", "vote"))
    step = with_steps_skipped(introduced, ResolutionEntry(when("2026-03-01"), "enacted"))
    assert step.skipped == ("passed-both",)
    early = with_steps_skipped(introduced, ResolutionEntry(when("2026-01-01"), "enacted"))
    assert early.skipped == (), "a record may begin anywhere"
    vote = ResolutionEntry(when("2026-03-01"), event="vote")
    assert with_steps_skipped(introduced, vote) is vote


# --- the committee -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("on", "remarked"), [("2026-01-07", True), ("2026-01-15", True), ("2026-01-16", False)])
def test_a_discharge_before_its_day_takes_unanimous_consent(on: str, remarked: bool) -> None:
    warning = accepted(a_resolution(INTRODUCED), on, "discharged", until="2026-01-15").warning
    told = "the committee's days run to 2026-01-15; before, only unanimous consent discharges it"
    assert warning == (told if remarked else None)


def test_nothing_is_remarked_where_the_committees_days_are_unknown_or_it_is_no_discharge() -> None:
    assert accepted(a_resolution(INTRODUCED), "2026-01-07", "discharged").warning is None
    assert accepted(a_resolution(INTRODUCED), "unknown", "discharged", until="2026-01-15").warning is None
    assert accepted(a_resolution(INTRODUCED), "2026-01-07", "tabled", until="2026-01-15").warning is None


# --- concurrent resolutions --------------------------------------------------------------------------------


def concurrent(adopted: str, congress: int) -> Resolution:
    year = 1787 + 2 * congress
    steps = ((f"{year}-02-01", "introduced"), (adopted, "passed-both"))
    return a_resolution(*steps, congress=congress, measure="H.Con.Res. 194")


def test_a_concurrent_resolution_that_both_chambers_adopted_in_1982_barred_the_sale() -> None:
    adopted = concurrent("1982-03-20", 97)
    assert when_barring(adopted) == when("1982-03-20")
    sale = a_sale(("1982-03-01", "notified"))
    assert [state(sale, one, against(adopted)) for one in ("1982-03-19", "1982-03-20")] == ["notified", "blocked"]
    assert standing(sale, "1982-03-20", against(adopted)).blocked_by == adopted
    verdict = judge(sale, an_entry("1982-04-05", "offered"), against(adopted), day("2026-01-01"))
    assert isinstance(verdict, Refusal)
    assert verdict.code == "blocked"
    assert verdict.reason == "H.Con.Res. 194 was adopted by both chambers (1982-03-20) and forbids it."


@pytest.mark.parametrize(("adopted", "bars"), [("1983-06-22", True), ("1983-06-23", False), ("1985-06-01", False)])
def test_from_the_supreme_courts_decision_on_adoption_barred_nothing(adopted: str, bars: bool) -> None:
    resolution = concurrent(adopted, 98 if adopted < "1985" else 99)
    assert (when_barring(resolution) is not None) == bars


def test_a_joint_resolution_adopted_by_both_chambers_bars_nothing_yet() -> None:
    assert when_barring(a_resolution(INTRODUCED, ("2026-03-01", "passed-both"))) is None


@pytest.mark.parametrize("word", ["presented", "enacted", "became-law", "vetoed", "pocket-vetoed", "overridden"])
def test_a_concurrent_resolution_goes_to_no_president(word: str) -> None:
    assert refused(concurrent("1982-03-20", 97), "1982-04-01", word).code == "no-such-move"
    assert word not in possible_steps(concurrent("1982-03-20", 97), day("1982-04-01"))


def test_a_concurrent_resolution_that_was_adopted_is_complete_and_one_that_was_not_dies() -> None:
    assert resolution_standing(concurrent("1982-03-20", 97), day("1983-06-01")).state == "passed-both"
    pending = a_resolution(("1981-02-01", "introduced"), congress=97, measure="H.Con.Res. 194")
    assert resolution_standing(pending, day("1983-01-03")).state == "died"
