"""Roll calls that cannot have gone as recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import a_resolution, day

from armstrack.model.partial_date import parse_partial_date
from armstrack.model.resolution import Resolution, ResolutionEntry, Vote
from armstrack.workflow.resolution_move import ResolutionAccepted, judge_resolution
from armstrack.workflow.roll_call import roll_call_doubts

INTRODUCED = ("2025-01-05", "introduced")
VETOED = (INTRODUCED, ("2025-01-08", "passed-senate"), ("2025-01-10", "passed-both"), ("2025-01-15", "vetoed"))


def voted(state: str, vote: str, before: tuple[tuple[str, str], ...] = (INTRODUCED,)) -> Resolution:
    """A resolution with a step by a roll call: `senate 18-79`, `house 40-580 nay`, `senate 50-49-1`."""
    return replace(a_resolution(*before), history=(*a_resolution(*before).history, step(state, vote)))


def step(state: str, vote: str) -> ResolutionEntry:
    chamber, tally, *side = vote.split()
    yea, nay, *present = (None if number == "?" else int(number) for number in tally.split("-"))
    cast = Vote(chamber, "passage", yea, nay, present[0] if present else None, side[0] if side else "yea")
    return ResolutionEntry(parse_partial_date("2025-01-20"), state, vote=cast)


def doubts(resolution: Resolution) -> list[str]:
    return [doubt.code for _, doubt in roll_call_doubts(resolution)]


@pytest.mark.parametrize(
    ("vote", "told"),
    [
        ("senate 70-31", ["impossible-tally"]),
        ("senate 70-30", []),
        ("senate 60-30-11", ["impossible-tally"]),
        ("senate 51-50", []),  # the Vice President broke the tie
        ("senate 52-50", ["impossible-tally"]),
        ("senate ?-101", ["impossible-tally"]),
        ("senate ?-?", []),
    ],
)
def test_no_more_senators_vote_than_there_are(vote: str, told: list[str]) -> None:
    assert doubts(voted("passed-senate", vote)) == told


@pytest.mark.parametrize(("vote", "told"), [("house 218-218", ["impossible-tally"]), ("house 218-217", [])])
def test_no_more_representatives_vote_than_there_are(vote: str, told: list[str]) -> None:
    assert doubts(voted("passed-house", vote))[:1] == told


@pytest.mark.parametrize(
    ("state", "vote", "told"),
    [
        ("passed-senate", "senate 18-79", ["result-against-tally"]),
        ("passed-senate", "senate 79-18 nay", ["result-against-tally"]),
        ("passed-senate", "senate 53-45", []),
        ("passed-senate", "senate 50-50", []),
        ("passed-house", "house 217-217", ["result-against-tally"]),
        ("failed-senate", "senate 48-52", []),
        ("failed-senate", "senate 52-48", ["result-against-tally"]),
        ("failed-house", "house 200-200", []),
        ("discharge-failed", "senate 18-79", []),
        ("discharge-failed", "senate 79-18", ["result-against-tally"]),
        ("discharge-failed", "senate 71-27 nay", []),
        ("discharged", "senate 18-79", ["result-against-tally"]),
        ("tabled", "senate 71-24 nay", []),
        ("tabled", "senate 60-40 yea", ["result-against-tally"]),
        ("tabled", "senate 24-71 nay", ["result-against-tally"]),
        ("tabled", "senate 24-71 yea", ["result-against-tally"]),
        ("committee-reported", "senate 8-11", []),
    ],
)
def test_what_was_decided_follows_from_the_tally(state: str, vote: str, told: list[str]) -> None:
    assert doubts(voted(state, vote)) == told


@pytest.mark.parametrize(
    ("state", "vote", "told"),
    [
        ("override-passed-senate", "senate 66-34", ["result-against-tally"]),
        ("override-passed-senate", "senate 67-33", []),
        ("override-passed-house", "house 290-145", []),
        ("override-passed-house", "house 289-146", ["result-against-tally"]),
        ("overridden", "house 200-235", ["result-against-tally"]),
        ("overridden", "senate 51-49", ["result-against-tally"]),
        ("sustained", "senate 66-34", []),
        ("sustained", "senate 46-41", []),
        ("sustained", "senate 67-33", ["result-against-tally"]),
    ],
)
def test_a_veto_is_overridden_by_two_thirds(state: str, vote: str, told: list[str]) -> None:
    assert doubts(voted(state, vote, VETOED)) == told


@pytest.mark.parametrize(
    ("state", "vote", "told"),
    [
        ("passed-senate", "house 230-200", ["wrong-chamber"]),
        ("passed-house", "senate 53-45", ["wrong-chamber"]),
        ("tabled", "house 230-200 nay", ["wrong-chamber"]),
        ("override-passed-house", "senate 70-30", ["wrong-chamber"]),
        ("passed-both", "house 230-200", []),
    ],
)
def test_each_chamber_takes_its_own_steps(state: str, vote: str, told: list[str]) -> None:
    assert doubts(voted(state, vote)) == told


@pytest.mark.parametrize(
    ("before", "state", "vote", "told"),
    [
        ("passed-senate", "passed-both", "senate 53-45", ["wrong-chamber"]),
        ("passed-senate", "passed-both", "house 230-200", []),
        ("passed-house", "passed-both", "senate 53-45", []),
        ("override-passed-senate", "overridden", "senate 70-30", ["wrong-chamber"]),
        ("override-passed-senate", "sustained", "house 230-200", []),
    ],
)
def test_the_second_vote_is_one_of_the_other_chamber(before: str, state: str, vote: str, told: list[str]) -> None:
    assert doubts(voted(state, vote, (INTRODUCED, ("2025-01-08", before)))) == told


def test_a_vote_recorded_out_of_order_is_judged_by_its_day() -> None:
    resolution = voted("passed-both", "senate 53-45", (INTRODUCED, ("2025-01-08", "passed-senate")))
    turned = replace(resolution, history=resolution.history[::-1])
    assert [(at, doubt.code) for at, doubt in roll_call_doubts(turned)] == [(0, "wrong-chamber")]


def test_who_records_a_step_is_told_of_the_doubt_and_not_refused() -> None:
    outcome = judge_resolution(a_resolution(INTRODUCED), step("passed-senate", "senate 10-80"), day("2025-02-01"))
    assert isinstance(outcome, ResolutionAccepted)
    assert outcome.warning == "`passed-senate`, though 10 to bar the sale against 80 were not a majority"
