"""The table of Foreign Military Sales: every move is made, every guard refuses, and what is not in it is refused.

The tests are parametrised over the table itself: a new state, move or guard fails until its test is written here.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, state

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.guards import GUARD
from armstrack.workflow.move import Accepted, Refusal, judge, with_skips
from armstrack.workflow.procedure import GUARDS, RETURNED, Move, procedure_of, procedures

FMS = procedures()["fms"]

# To each state, from which states it can be entered in one move.
MOVES = {
    "reported": "",
    "requested": "reported",
    "tiered-review": "reported requested",
    "notified": "reported requested tiered-review",
    "cleared": "notified",
    "offered": "cleared reported requested tiered-review expired cancelled",
    "accepted": "offered",
    "implemented": "accepted",
    "delivering": "implemented",
    "delivered": "implemented delivering",
    "closed": "delivered",
    "suspended": "cleared offered accepted implemented delivering",
    RETURNED: "suspended",
    "blocked": "reported requested tiered-review notified cleared offered accepted implemented delivering suspended",
    "withdrawn": "reported requested tiered-review notified cleared",
    "cancelled": "reported requested tiered-review notified cleared offered accepted implemented delivering suspended",
    "expired": "offered",
    "superseded": "requested tiered-review notified cleared offered expired",
}

WAY = [
    ("2025-12-17", "notified"),
    ("2026-02-02", "offered"),
    ("2026-02-10", "accepted"),
    ("2026-02-20", "implemented"),
    ("2026-03-01", "delivering"),
    ("2026-03-10", "delivered"),
    ("2026-03-20", "closed"),
]
TODAY = "2026-04-01"
"""A day on which each history below stands where its key says; `notified` alone needs an earlier one."""

STANDING_IN: dict[str, tuple[list[tuple[str, str]], str]] = {
    "reported": ([("2026-03-01", "reported")], TODAY),
    "requested": ([("2026-03-01", "requested")], TODAY),
    "tiered-review": ([("2026-03-01", "tiered-review")], TODAY),
    "notified": (WAY[:1], "2026-01-10"),
    "cleared": (WAY[:1], TODAY),
    "offered": (WAY[:2], TODAY),
    "accepted": (WAY[:3], TODAY),
    "implemented": (WAY[:4], TODAY),
    "delivering": (WAY[:5], TODAY),
    "delivered": (WAY[:6], TODAY),
    "closed": (WAY[:7], TODAY),
    "suspended": ([*WAY[:4], ("2026-03-01", "suspended")], TODAY),
    "withdrawn": ([*WAY[:1], ("2026-03-01", "withdrawn")], TODAY),
    "cancelled": ([*WAY[:2], ("2026-03-01", "cancelled")], TODAY),
    "expired": ([*WAY[:2], ("2026-03-01", "expired")], TODAY),
    "superseded": ([*WAY[:1], ("2026-03-01", "superseded")], TODAY),
}
"""For each state that can be stood in without a law against the sale: a history, and a day."""

ARROWS = [(source, move) for move in FMS.moves for source in move.sources]


def arrow_id(value: object) -> str | None:
    return value.to if isinstance(value, Move) else None


def standing_in(source: str, *, small: bool = False) -> tuple[Sale, str]:
    """A sale that stands in a state on a day; a small one stays below every threshold."""
    history, on = STANDING_IN[source]
    return a_sale(*history, total="4.05B" if not small else "13M", mde=None if not small else "0"), on


def verdict(sale: Sale, entry: Entry) -> Accepted | Refusal:
    assert entry.date.latest is not None
    return judge(sale, entry, NO_CONTEXT, entry.date.latest)


# --- the table -------------------------------------------------------------------------------------------


def test_the_moves_of_the_table_are_these_and_no_others() -> None:
    assert {(source, move.to) for source, move in ARROWS} == {
        (source, to) for to, sources in MOVES.items() for source in sources.split()
    }
    assert {move.to for move in FMS.moves} == set(MOVES)


def test_its_states_stand_in_the_order_of_the_procedure() -> None:
    assert FMS.steps == (
        "reported", "requested", "tiered-review", "notified", "cleared", "offered", "accepted", "implemented",
        "delivering", "delivered", "closed",
    )  # fmt: skip
    assert {one.name for one in FMS.states if one.kind == "end"} == {
        "blocked", "withdrawn", "cancelled", "expired", "superseded",
    }  # fmt: skip
    assert {one.name: one.made_by for one in FMS.states if one.made_by} == {
        "cleared": "calendar",
        "blocked": "resolution",
    }
    assert {one.name for one in FMS.states if one.optional} == {
        "reported", "requested", "tiered-review", "delivering", "closed",
    }  # fmt: skip


@pytest.mark.parametrize("authority", ["36(b)(1)", "36(b)(5)(C)", "unknown"])
def test_letters_of_offer_and_their_enhancements_follow_it(authority: str) -> None:
    assert procedure_of((authority,)) is FMS


@pytest.mark.parametrize("source", sorted(set(FMS.by_name) - {"blocked"}))
def test_every_state_can_be_stood_in(source: str) -> None:
    sale, on = standing_in(source)
    assert state(sale, on) == source


# --- every move ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "move"), ARROWS, ids=arrow_id)
def test_every_move_of_the_table_can_be_made(source: str, move: Move) -> None:
    sale, on = standing_in(source, small="notification-not-required" in move.guards)
    if move.to == "cleared":
        assert state(sale, "2026-01-16") == "notified"
        assert state(sale, "2026-01-17") == "cleared"
        return
    if move.to == "blocked":
        law = against(a_resolution(("2026-01-05", "introduced"), (on, "enacted")))
        assert state(sale, on, law) == "blocked"
        return
    to = "implemented" if move.to == RETURNED else move.to
    judged = verdict(sale, an_entry(on, to))
    assert isinstance(judged, Accepted)
    assert state(judged.sale, on) == to
    assert judged.life.refused == ()
    assert judged.warnings == (() if move.warning is None else (move.warning,))


@pytest.mark.parametrize("wanted", FMS.writable)
def test_a_record_may_begin_anywhere(wanted: str) -> None:
    judged = verdict(a_sale(), an_entry("2026-04-01", wanted))
    assert isinstance(judged, Accepted)
    assert state(judged.sale, "2026-04-01") == wanted


# --- every guard -----------------------------------------------------------------------------------------

BREAKS: dict[str, Callable[[str, str], tuple[Sale, Entry, str]]] = {}
"""For each guard: from a source and a target, a sale and an entry that it refuses, and the code of the refusal."""


def breaks(guard: str) -> Callable[[Callable[[str, str], tuple[Sale, Entry, str]]], None]:
    def register(make: Callable[[str, str], tuple[Sale, Entry, str]]) -> None:
        BREAKS[guard] = make

    return register


@breaks("review-over")
def _inside_the_review(source: str, to: str) -> tuple[Sale, Entry, str]:
    """The same moves, recorded on the days of the review: each refused, the one asked about like the others."""
    if source in ("notified", "cleared"):
        return a_sale(("2025-12-17", "notified")), an_entry("2026-01-16", to), "review-running"
    history, _ = STANDING_IN[source]
    early = [(f"2025-12-{17 + at}", word) for at, (_, word) in enumerate(history)]
    return a_sale(*early), an_entry("2026-01-16", to), "review-running"


@breaks("notification-not-required")
def _above_a_threshold(source: str, to: str) -> tuple[Sale, Entry, str]:
    sale, on = standing_in(source)
    return sale, an_entry(on, to), "notification-required"


@breaks("offer-open")
def _after_the_deadline(source: str, to: str) -> tuple[Sale, Entry, str]:
    assert source == "offered"
    sale = a_sale(("2025-12-17", "notified"), an_entry("2026-02-02", "offered", expires="2026-03-26"))
    return sale, an_entry("2026-03-27", to), "offer-lapsed"


@breaks("offer-deadline-passed")
def _before_the_deadline(source: str, to: str) -> tuple[Sale, Entry, str]:
    assert source == "offered"
    sale = a_sale(("2025-12-17", "notified"), an_entry("2026-02-02", "offered", expires="2026-03-26"))
    return sale, an_entry("2026-03-26", to), "offer-open"


GUARDED = [(source, move, guard) for source, move in ARROWS for guard in move.guards if move.to != "cleared"]


@pytest.mark.parametrize(("source", "move", "guard"), GUARDED, ids=arrow_id)
def test_every_guard_of_every_move_refuses(source: str, move: Move, guard: str) -> None:
    sale, entry, code = BREAKS[guard](source, move.to)
    judged = verdict(sale, entry)
    assert isinstance(judged, Refusal)
    assert judged.code == code
    assert judged.wanted == move.to
    assert judged.reason
    assert judged.citations, "by which law or rule"


@pytest.mark.parametrize(("source", "move", "guard"), GUARDED, ids=arrow_id)
def test_naming_what_is_skipped_lifts_no_guard(source: str, move: Move, guard: str) -> None:
    sale, entry, code = BREAKS[guard](source, move.to)
    every = tuple(one for one in FMS.writable if one != move.to)
    for skipped in ((), every):
        judged = verdict(sale, an_entry(entry.date.text, move.to, skipped=skipped))
        assert isinstance(judged, Refusal)
        assert judged.code == code


def test_every_guard_that_a_table_may_name_is_written_used_and_broken() -> None:
    used = {guard for move in FMS.moves for guard in move.guards}
    assert set(BREAKS) == used
    assert used <= set(GUARD) <= set(GUARDS)


@pytest.mark.parametrize(
    ("to", "guards"),
    [
        ("accepted", ("review-over", "offer-open")),
        ("implemented", ("review-over",)),
        ("delivering", ("review-over",)),
        ("delivered", ("review-over",)),
        ("expired", ("offer-deadline-passed",)),
        ("withdrawn", ()),
        ("superseded", ()),
        ("suspended", ()),
        ("cancelled", ()),
    ],
)
def test_what_guards_a_state(to: str, guards: tuple[str, ...]) -> None:
    assert {move.guards for move in FMS.moves if move.to == to} == {guards}


# --- what is not in the table ----------------------------------------------------------------------------

# From each state, what is reached by no move, not even by way of steps between.
CLOSED = {
    "notified": "reported requested tiered-review",
    "cleared": "reported requested tiered-review notified",
    "offered": "reported requested tiered-review notified withdrawn",
    "accepted": "reported requested tiered-review notified offered withdrawn expired superseded",
    "implemented": "notified offered accepted withdrawn expired superseded",
    "delivering": "notified offered accepted implemented withdrawn expired superseded",
    "delivered": "notified offered accepted implemented delivering suspended withdrawn cancelled expired superseded",
    "closed": "notified offered accepted implemented delivering delivered suspended withdrawn cancelled expired "
    "superseded",
    "suspended": "notified offered accepted delivering delivered closed withdrawn expired superseded",
    "withdrawn": "reported requested tiered-review notified offered accepted implemented delivered cancelled "
    "superseded",
    "superseded": "reported requested tiered-review notified offered accepted implemented delivered cancelled "
    "withdrawn expired",
    "cancelled": "notified withdrawn",
    "expired": "notified withdrawn",
}


@pytest.mark.parametrize(("source", "to"), [(source, to) for source, all_ in CLOSED.items() for to in all_.split()])
def test_no_way_leads_back_or_out_of_an_end(source: str, to: str) -> None:
    sale, on = standing_in(source)
    judged = verdict(sale, an_entry(on, to))
    assert isinstance(judged, Refusal)
    assert judged.code == "no-such-move"


@pytest.mark.parametrize("source", sorted(set(STANDING_IN) - {"cleared"}))
def test_repeating_the_present_state_is_refused_and_says_since_when(source: str) -> None:
    sale, on = standing_in(source)
    judged = verdict(sale, an_entry(on, source))
    if source == "notified":
        # During the review only: once it is over, the present state is another.
        assert on == "2026-01-10"
    assert isinstance(judged, Refusal)
    assert judged.code == "already"
    since = sale.history[-1].date
    assert judged.reason == f"It is already `{source}`, since {since}."


@pytest.mark.parametrize("wanted", ["cleared", "blocked"])
def test_what_the_calendar_or_a_law_makes_true_is_never_written(wanted: str) -> None:
    sale, on = standing_in("notified")
    judged = verdict(sale, an_entry(on, wanted))
    assert isinstance(judged, Refusal)
    assert judged.code == "never-written"
    assert ("2026-01-17" in judged.reason) == (wanted == "cleared")


# --- steps between ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "to", "between"),
    [
        ("cleared", "accepted", ("offered",)),
        ("cleared", "implemented", ("offered", "accepted")),
        ("cleared", "delivering", ("offered", "accepted", "implemented")),
        ("cleared", "closed", ("offered", "accepted", "implemented", "delivered")),
        ("offered", "implemented", ("accepted",)),
        ("accepted", "delivered", ("implemented",)),
        ("implemented", "closed", ("delivered",)),
        ("expired", "accepted", ("offered",)),
    ],
)
def test_steps_that_were_passed_must_be_named(source: str, to: str, between: tuple[str, ...]) -> None:
    sale, on = standing_in(source)
    silent = verdict(sale, an_entry(on, to))
    assert isinstance(silent, Refusal)
    assert silent.code == "steps-between"
    assert all(f"`{step}`" in silent.reason for step in between)
    named = with_skips(sale, an_entry(on, to), NO_CONTEXT)
    assert named.skipped == between
    judged = verdict(sale, named)
    assert isinstance(judged, Accepted)
    assert state(judged.sale, on) == to


def test_naming_only_some_of_the_steps_is_not_enough() -> None:
    sale, on = standing_in("cleared")
    judged = verdict(sale, an_entry(on, "implemented", skipped=("offered",)))
    assert isinstance(judged, Refusal)
    assert judged.code == "steps-between"
    assert "`accepted`" in judged.reason
    assert "`offered`" not in judged.reason


@pytest.mark.parametrize(
    ("source", "to"),
    [("reported", "notified"), ("requested", "notified"), ("cleared", "offered"), ("implemented", "delivered")],
)
def test_optional_steps_and_the_calendars_are_passed_without_a_word(source: str, to: str) -> None:
    sale, on = standing_in(source)
    assert with_skips(sale, an_entry(on, to), NO_CONTEXT).skipped == ()
    assert isinstance(verdict(sale, an_entry(on, to)), Accepted)


@pytest.mark.parametrize("resumed", ["offered", "accepted", "implemented", "delivering"])
def test_a_suspended_sale_returns_only_to_the_state_before(resumed: str) -> None:
    history, _ = STANDING_IN[resumed]
    sale = a_sale(*history, ("2026-03-15", "suspended"))
    assert state(sale, "2026-03-15") == "suspended"
    judged = verdict(sale, an_entry("2026-03-20", resumed))
    assert isinstance(judged, Accepted)
    assert state(judged.sale, "2026-03-20") == resumed
    for other in {"offered", "accepted", "implemented", "delivering", "delivered"} - {resumed}:
        refused = verdict(sale, an_entry("2026-03-20", other))
        assert isinstance(refused, Refusal)
        assert refused.code == "no-such-move"
