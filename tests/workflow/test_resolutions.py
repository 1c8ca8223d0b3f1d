"""Resolutions of disapproval: how they fare, and what an enacted one does to a sale."""

from __future__ import annotations

import pytest
from builders import a_resolution, a_sale, against, an_entry, day, objections, standing, state, when

from armstrack.model.resolution import Resolution
from armstrack.model.sale import Sale
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, Refusal, judge, next_moves, possible_on
from armstrack.workflow.procedure import Move, procedures
from armstrack.workflow.resolution_life import (
    barring_entry,
    congress_ends,
    replayed_resolution,
    resolution_standing,
    when_barring,
)
from armstrack.workflow.resolution_move import possible_steps
from armstrack.workflow.transition import Objection

TABLE = procedures()["resolution"]
NOTIFIED = ("2025-12-17", "notified")
INTRODUCED = ("2026-01-05", "introduced")
WAY = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
ENACTED = a_resolution(INTRODUCED, ("2026-03-10", "passed-both"), ("2026-03-15", "enacted"))


def refused(resolution: Resolution) -> tuple[tuple[int, Objection], ...]:
    """The entries that the procedure would not allow, by their place, with why."""
    return tuple((remark.at, remark.objection) for remark in replayed_resolution(resolution)[1])


def himars(*more: tuple[str, str]) -> Sale:
    return a_sale(NOTIFIED, *more)


# --- what a law does -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "before"),
    [
        ((), "cleared"),
        (WAY[:1], "offered"),
        (WAY[:2], "accepted"),
        (WAY, "implemented"),
        ((*WAY, ("2026-03-01", "delivery")), "delivering"),
        ((*WAY, ("2026-03-01", "suspended")), "suspended"),
    ],
)
def test_an_enacted_resolution_blocks_from_its_day_on(history: tuple[tuple[str, str], ...], before: str) -> None:
    context = against(ENACTED)
    sale = himars(*history)
    assert state(sale, "2026-03-14", context) == before
    assert state(sale, "2026-03-15", context) == "blocked"
    assert state(sale, "2030-01-01", context) == "blocked"
    blocked = standing(sale, "2026-03-15", context)
    assert (blocked.since, blocked.blocked_by) == (when("2026-03-15"), ENACTED)
    after = "; what it does to a letter that was issued already depends on its text"
    assert blocked.words == "a law forbids it" + ("" if before == "cleared" else after)
    assert standing(sale, "2026-03-14", context).blocked_by is None


def test_enacted_inside_the_review_it_blocks_before_any_clearance() -> None:
    context = against(a_resolution(INTRODUCED, ("2026-01-12", "enacted")))
    sale = himars()
    assert [state(sale, one, context) for one in ("2026-01-11", "2026-01-12", "2026-01-17")] == [
        "notified",
        "blocked",
        "blocked",
    ]
    assert "cleared" not in {span.state for span in life_of(sale, context).spans}


@pytest.mark.parametrize("end", ["delivered", "withdrawn", "cancelled", "expired", "superseded"])
def test_a_law_after_delivery_or_after_the_end_blocks_nothing(end: str) -> None:
    way = {"withdrawn": (), "superseded": (), "cancelled": WAY[:1], "expired": WAY[:1], "delivered": WAY}[end]
    context = against(ENACTED)
    sale = himars(*way, ("2026-03-01", end))
    assert state(sale, "2026-03-15", context) == end
    assert life_of(sale, context).blocked_by is None


def test_what_happened_after_the_law_is_refused_and_what_happened_before_is_not() -> None:
    context = against(ENACTED)
    sale = himars(("2026-02-02", "offered"), ("2026-03-16", "accepted"))
    assert objections(sale, context) == {2: "blocked"}
    assert objections(sale) == {}
    assert state(sale, "2026-03-16", context) == "blocked"


def test_a_move_after_the_law_is_refused_and_names_it() -> None:
    context = against(ENACTED)
    verdict = judge(himars(), an_entry("2026-03-16", "offered"), context, day("2026-11-22"))
    assert isinstance(verdict, Refusal)
    assert verdict.code == "blocked"
    assert verdict.reason == "S.J.Res. 101 became law (2026-03-15) and forbids it."
    assert verdict.possible == ()


def test_a_move_before_the_law_may_still_be_recorded() -> None:
    verdict = judge(himars(), an_entry("2026-02-02", "offered"), against(ENACTED), day("2026-11-22"))
    assert isinstance(verdict, Accepted)
    assert state(verdict.sale, "2026-02-02", against(ENACTED)) == "offered"


def test_of_a_blocked_sale_nothing_is_possible() -> None:
    possible, closed = next_moves(himars(), against(ENACTED), day("2026-03-16"))
    assert possible == ()
    assert all(move.reason for move in closed)


def test_nothing_is_possible_on_the_day_of_the_law_itself() -> None:
    # At the end of that day the sale is blocked, so no answer for the day may say otherwise.
    assert standing(himars(), "2026-03-15", against(ENACTED)).state == "blocked"
    assert next_moves(himars(), against(ENACTED), day("2026-03-15"))[0] == ()
    assert possible_on(himars(), against(ENACTED), day("2026-03-15")) == ()


@pytest.mark.parametrize(("law", "vetoed"), [("enacted", False), ("became-law", False), ("overridden", True)])
def test_signed_unsigned_or_over_a_veto_a_law_is_a_law(law: str, vetoed: bool) -> None:
    steps = [INTRODUCED, ("2026-03-10", "passed-both")]
    steps += [("2026-03-12", "vetoed")] if vetoed else []
    resolution = a_resolution(*steps, ("2026-03-15", law))
    assert when_barring(resolution) == when("2026-03-15")
    assert refused(resolution) == ()
    assert state(himars(), "2026-03-15", against(resolution)) == "blocked"


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (("2026-02-01", "discharge-failed"),),
        (("2026-02-01", "tabled"),),
        (("2026-02-01", "failed-senate"),),
        (("2026-02-01", "passed-senate"), ("2026-02-10", "failed-house")),
        (("2026-02-01", "passed-senate"), ("2026-02-10", "passed-both"), ("2026-02-20", "vetoed")),
        (("2026-02-10", "passed-both"), ("2026-02-20", "vetoed"), ("2026-03-01", "sustained")),
        (("2026-02-10", "passed-both"), ("2026-02-20", "pocket-vetoed")),
    ],
)
def test_a_resolution_that_did_not_become_law_changes_nothing(steps: tuple[tuple[str, str], ...]) -> None:
    resolution = a_resolution(INTRODUCED, *steps)
    assert when_barring(resolution) is None
    sale = himars(*WAY)
    assert life_of(sale, against(resolution)) == life_of(sale, against())


VETOED = (INTRODUCED, ("2026-03-10", "passed-both"), ("2026-03-12", "vetoed"))


@pytest.mark.parametrize(
    "votes",
    [
        (),
        (("2026-03-13", "override-passed-senate"),),
        (("2026-03-13", "override-passed-house"),),
        (("2026-03-13", "override-passed-senate"), ("2026-03-14", "override-passed-house")),
    ],
)
def test_a_veto_overridden_by_both_chambers_is_law_from_that_day(votes: tuple[tuple[str, str], ...]) -> None:
    resolution = a_resolution(*VETOED, *votes, ("2026-03-15", "overridden"))
    assert refused(resolution) == ()
    assert when_barring(resolution) == when("2026-03-15")
    assert [state(himars(), one, against(resolution)) for one in ("2026-03-14", "2026-03-15")] == ["cleared", "blocked"]
    assert resolution_standing(resolution, day("2027-06-01")).state == "overridden"


def test_of_several_steps_of_one_day_the_law_is_the_one_that_bars() -> None:
    resolution = a_resolution(*VETOED, ("2026-03-15", "override-passed-senate"), ("2026-03-15", "overridden"))
    entry = barring_entry(resolution)
    assert entry is not None
    assert (entry.state, entry.date) == ("overridden", when_barring(resolution))


def test_one_chamber_alone_overrides_nothing() -> None:
    # In 1986 the House could not follow: the Senate had sustained the veto by one vote.
    for first, other in (("senate", "house"), ("house", "senate")):
        half = a_resolution(*VETOED, ("2026-03-13", f"override-passed-{first}"))
        assert refused(half) == ()
        assert when_barring(half) is None
        assert state(himars(), "2026-06-01", against(half)) == "cleared"
        assert possible_steps(half, day("2026-03-14")) == (f"override-passed-{other}", "overridden", "sustained")


def test_law_without_a_signature_does_not_follow_a_veto() -> None:
    over_a_veto = a_resolution(*VETOED, ("2026-03-15", "became-law"))
    assert [(at, objection.code) for at, objection in refused(over_a_veto)] == [(3, "no-such-move")]


def test_of_two_resolutions_the_first_law_blocks() -> None:
    first = a_resolution(("2026-01-05", "introduced"), ("2026-03-01", "enacted"), measure="S.J.Res. 102")
    context = against(ENACTED, first)
    assert state(himars(), "2026-03-01", context) == "blocked"
    assert standing(himars(), "2026-03-15", context).blocked_by == first


def test_a_law_of_a_loosely_known_day_may_block_and_then_does() -> None:
    context = against(a_resolution(INTRODUCED, ("2026-03", "enacted")))
    assert [state(himars(), one, context) for one in ("2026-02-28", "2026-03-30", "2026-03-31")] == [
        "cleared",
        "cleared",
        "blocked",
    ]
    assert [standing(himars(), one, context).maybe for one in ("2026-02-28", "2026-03-01", "2026-03-31")] == [
        (),
        ("blocked",),
        (),
    ]


@pytest.mark.parametrize("enacted", ["unknown", "2026-03-01.."])
def test_a_law_of_an_unknown_day_is_not_forgotten(enacted: str) -> None:
    context = against(a_resolution(INTRODUCED, (enacted, "enacted")))
    assert standing(himars(), "2026-06-01", context).maybe == ("blocked",)


# --- how a resolution fares -------------------------------------------------------------------------------

# To each state, from which states it can be entered in one move.
MOVES = {
    "introduced": "",
    "committee-reported": "introduced discharge-failed",
    "discharge-failed": "introduced discharge-failed tabled",
    "tabled": "introduced discharge-failed tabled committee-reported discharged",
    "discharged": "introduced discharge-failed tabled",
    "failed-senate": "introduced committee-reported discharged passed-house failed-senate",
    "failed-house": "introduced committee-reported passed-senate failed-house",
    "passed-senate": "introduced committee-reported discharged failed-senate",
    "passed-house": "introduced committee-reported failed-house",
    "passed-both": "passed-senate passed-house",
    "presented": "passed-both",
    "vetoed": "passed-both presented",
    "override-passed-senate": "vetoed override-passed-house",
    "override-passed-house": "vetoed override-passed-senate",
    "overridden": "vetoed override-passed-senate override-passed-house",
    "enacted": "passed-both presented",
    "became-law": "passed-both presented",
    "pocket-vetoed": "passed-both presented",
    "sustained": "vetoed override-passed-senate override-passed-house",
    "died": "introduced committee-reported discharge-failed tabled discharged failed-senate failed-house passed-senate "
    "passed-house passed-both vetoed override-passed-senate override-passed-house",
}
ON_THE_WAY = {
    "introduced": ["introduced"],
    "committee-reported": ["introduced", "committee-reported"],
    "discharge-failed": ["introduced", "discharge-failed"],
    "tabled": ["introduced", "tabled"],
    "discharged": ["introduced", "discharged"],
    "failed-senate": ["introduced", "discharged", "failed-senate"],
    "failed-house": ["introduced", "committee-reported", "failed-house"],
    "passed-senate": ["introduced", "discharged", "passed-senate"],
    "passed-house": ["introduced", "committee-reported", "passed-house"],
    "passed-both": ["introduced", "discharged", "passed-senate", "passed-both"],
    "presented": ["introduced", "discharged", "passed-senate", "passed-both", "presented"],
    "vetoed": ["introduced", "passed-senate", "passed-both", "presented", "vetoed"],
    "override-passed-senate": ["introduced", "passed-senate", "passed-both", "vetoed", "override-passed-senate"],
    "override-passed-house": ["introduced", "passed-senate", "passed-both", "vetoed", "override-passed-house"],
    "overridden": ["introduced", "passed-senate", "passed-both", "presented", "vetoed", "overridden"],
}
ARROWS = [(source, move) for move in TABLE.moves for source in move.sources]


def test_the_moves_of_the_table_are_these_and_no_others() -> None:
    assert {(source, move.to) for source, move in ARROWS} == {
        (source, to) for to, sources in MOVES.items() for source in sources.split()
    }
    assert {move.to for move in TABLE.moves} == set(MOVES)


def dated(steps: list[str]) -> list[tuple[str, str]]:
    return [(f"2026-01-{5 + at:02d}", one) for at, one in enumerate(steps)]


@pytest.mark.parametrize(("source", "move"), ARROWS, ids=lambda one: one.to if isinstance(one, Move) else None)
def test_every_move_of_the_table_can_be_made(source: str, move: Move) -> None:
    if move.to == "died":
        pending = a_resolution(*dated(ON_THE_WAY[source]))
        assert resolution_standing(pending, day("2027-01-02")).state == source
        assert resolution_standing(pending, day("2027-01-03")).state == "died"
        assert resolution_standing(pending, day("2027-01-03")).since == when("2027-01-03")
        return
    steps = dated(ON_THE_WAY[source])
    # The President has until 2026-01-21: ten days from 2026-01-09, Sundays excepted.
    waited = "2026-01-22" if move.guards else f"2026-01-{5 + len(steps):02d}"
    resolution = a_resolution(*steps, (waited, move.to))
    assert refused(resolution) == ()
    last = resolution.history[-1].date.exact
    assert last is not None
    assert resolution_standing(resolution, last).state == move.to
    assert resolution_standing(resolution, last).means == TABLE.by_name[move.to].means


@pytest.mark.parametrize("end", ["enacted", "became-law", "overridden", "pocket-vetoed", "sustained"])
def test_what_has_ended_does_not_die_with_its_congress(end: str) -> None:
    ended = a_resolution(INTRODUCED, ("2026-12-20", "passed-both"), ("2026-12-28", end))
    assert resolution_standing(ended, day("2027-06-01")).state == end


def test_a_failed_vote_ends_nothing() -> None:
    again = a_resolution(
        INTRODUCED, ("2026-02-01", "discharge-failed"), ("2026-02-10", "tabled"), ("2026-03-01", "discharged"),
        ("2026-03-02", "failed-senate"), ("2026-04-01", "passed-senate"),
    )  # fmt: skip
    assert refused(again) == ()
    assert resolution_standing(again, day("2026-04-01")).state == "passed-senate"


def test_before_it_was_introduced_there_is_nothing_to_tell() -> None:
    early = resolution_standing(a_resolution(INTRODUCED), day("2026-01-04"))
    assert (early.state, early.since, early.means) == (None, None, "not introduced yet")


def test_a_vote_that_moved_nothing_moves_nothing() -> None:
    voted = a_resolution(INTRODUCED, ("2026-02-01", "vote"), ("2026-02-02", "reaction"))
    assert resolution_standing(voted, day("2026-03-01")).state == "introduced"
    assert refused(voted) == ()


def test_what_has_not_surely_happened_does_not_count() -> None:
    loose = a_resolution(INTRODUCED, ("2026-03", "passed-senate"))
    assert resolution_standing(loose, day("2026-03-30")).state == "introduced"
    assert resolution_standing(loose, day("2026-03-31")).state == "passed-senate"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (["introduced", "introduced"], "already"),
        (["introduced", "enacted"], "steps-between"),
        (["introduced", "vetoed"], "steps-between"),
        (["introduced", "passed-both", "enacted", "vetoed"], "no-such-move"),
        (["introduced", "passed-both", "pocket-vetoed", "became-law"], "no-such-move"),
        (["introduced", "passed-both", "passed-senate"], "no-such-move"),
        (["introduced", "passed-both", "vetoed", "overridden", "sustained"], "no-such-move"),
        (["introduced", "passed-both", "vetoed", "sustained", "overridden"], "no-such-move"),
        (["introduced", "passed-house", "discharged"], "no-such-move"),
        (["introduced", "overridden"], "steps-between"),
    ],
)
def test_what_the_procedure_would_not_allow_is_told_by_its_place(steps: list[str], code: str) -> None:
    found = refused(a_resolution(*dated(steps)))
    assert [(at, objection.code) for at, objection in found][-1] == (len(steps) - 1, code)


@pytest.mark.parametrize(
    ("congress", "ends"), [(99, "1987-01-03"), (116, "2021-01-03"), (118, "2025-01-03"), (119, "2027-01-03")]
)
def test_a_congress_ends_on_3_january_of_the_odd_year(congress: int, ends: str) -> None:
    assert congress_ends(congress) == day(ends)
