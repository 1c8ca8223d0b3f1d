"""The tables of licences, transfers, leases and reports: every move is made, every guard refuses, and no more exists.

As for Foreign Military Sales (`test_fms_table.py`) and resolutions (`test_resolutions.py`), the tests are parametrised
over the tables themselves: a new procedure, state, move or guard fails until its test is written here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day, objections, standing, state

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.guards import GUARD
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, Refusal, judge, next_moves, with_skips
from armstrack.workflow.procedure import GUARDS, RETURNED, Move, procedure_of, procedures

AUTHORITIES = {
    "dcs": ("36(c)", "36(d)"),
    "transfer": ("3(d)(1)", "3(d)(3)"),
    "lease": ("62",),
    "report": ("36(b)(5)(A)",),
}
"""The procedures of this file, and the authorities that follow each."""

ELSEWHERE = {"fms": ("36(b)(1)", "36(b)(5)(C)"), "resolution": ()}

# To each state, from which states it can be entered in one move.
MOVES: dict[str, dict[str, str]] = {
    "dcs": {
        "reported": "",
        "applied": "reported",
        "tiered-review": "reported applied",
        "notified": "reported applied tiered-review",
        "cleared": "notified",
        "licensed": "cleared reported applied tiered-review",
        "shipping": "licensed",
        "exhausted": "licensed shipping",
        "suspended": "cleared licensed shipping",
        RETURNED: "suspended",
        "denied": "applied tiered-review notified cleared",
        "returned": "applied tiered-review notified cleared",
        "blocked": "reported applied tiered-review notified cleared licensed shipping suspended",
        "withdrawn": "reported applied tiered-review notified cleared",
        "revoked": "licensed shipping suspended",
        "expired": "licensed shipping suspended",
        "cancelled": "reported applied tiered-review notified cleared licensed shipping suspended",
        "superseded": "applied tiered-review notified cleared licensed shipping expired",
    },
    "transfer": {
        "requested": "",
        "notified": "requested",
        "cleared": "notified",
        "consented": "cleared requested",
        "transferred": "consented",
        "denied": "requested notified cleared",
        "blocked": "requested notified cleared consented",
        "withdrawn": "requested notified cleared",
    },
    "lease": {
        "requested": "",
        "notified": "requested leased",
        "cleared": "notified",
        "leased": "cleared requested leased",
        "returned": "leased expired",
        "blocked": "requested notified cleared leased",
        "withdrawn": "requested notified cleared",
        "cancelled": "requested notified cleared leased",
        "expired": "leased",
    },
    "report": {"reported-to-congress": ""},
}

NOTIFIED = ("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16."""

HISTORIES: dict[str, dict[str, str]] = {
    "dcs": {
        "reported": "reported",
        "applied": "applied",
        "tiered-review": "tiered-review",
        "licensed": "notified licensed",
        "shipping": "notified licensed shipping",
        "exhausted": "notified licensed shipping exhausted",
        "suspended": "notified licensed suspended",
        "denied": "notified denied",
        "returned": "notified returned",
        "withdrawn": "notified withdrawn",
        "revoked": "notified licensed revoked",
        "expired": "notified licensed expired",
        "cancelled": "notified licensed cancelled",
        "superseded": "notified superseded",
    },
    "transfer": {
        "requested": "requested",
        "consented": "notified consented",
        "transferred": "notified consented transferred",
        "denied": "notified denied",
        "withdrawn": "notified withdrawn",
    },
    "lease": {
        "requested": "requested",
        "leased": "notified leased",
        "returned": "notified leased returned",
        "withdrawn": "notified withdrawn",
        "cancelled": "notified leased cancelled",
        "expired": "notified leased expired",
    },
    "report": {},
}
"""For each state beside `notified` and `cleared`, a way to it."""

TODAY = "2026-04-01"


class Arrow(NamedTuple):
    """One move of a table from one state, under one authority."""

    authority: str
    source: str
    move: Move


ARROWS = [
    Arrow(authority, source, move)
    for name, authorities in AUTHORITIES.items()
    for authority in authorities
    for move in procedures()[name].moves
    for source in move.sources
]


def arrow_id(value: object) -> str:
    if isinstance(value, Arrow):
        return f"{value.authority}-{value.source}-{value.move.to}"
    return str(value)


def standing_in(authority: str, source: str) -> tuple[Sale, str]:
    """A large sale that stands in a state, and a day on which it does."""
    if source in ("notified", "cleared"):
        return a_sale(NOTIFIED, authority=authority), "2026-01-10" if source == "notified" else TODAY
    steps = HISTORIES[procedure_of((authority,)).name][source].split()
    history = [NOTIFIED if step == "notified" else (f"2026-02-{2 + at:02d}", step) for at, step in enumerate(steps)]
    return a_sale(*history, authority=authority), TODAY


def never_notified(authority: str, source: str) -> tuple[Sale, str]:
    """A sale that stands in a state and need not be notified, and a day on which it does."""
    year, recipient = {"36(d)": ("1990", "DE"), "62": ("1981", "TW")}.get(authority, ("2026", "TW"))
    sale = a_sale(
        (f"{year}-03-01", source), recipient=recipient, authority=authority, total="13M", mde="0", firearms="0"
    )
    return sale, f"{year}-04-01"


def verdict(sale: Sale, entry: Entry) -> Accepted | Refusal:
    assert entry.date.latest is not None
    return judge(sale, entry, NO_CONTEXT, entry.date.latest)


# --- the tables -------------------------------------------------------------------------------------------


def test_every_procedure_has_its_tests() -> None:
    found = {name: procedure.authorities for name, procedure in procedures().items()}
    assert found == AUTHORITIES | ELSEWHERE
    for name, authorities in found.items():
        assert all(procedure_of((authority,)).name == name for authority in authorities)


@pytest.mark.parametrize("name", AUTHORITIES)
def test_the_moves_of_a_table_are_these_and_no_others(name: str) -> None:
    moves = procedures()[name].moves
    assert {move.to for move in moves} == set(MOVES[name])
    assert {(source, move.to) for move in moves for source in move.sources} == {
        (source, to) for to, sources in MOVES[name].items() for source in sources.split()
    }


@pytest.mark.parametrize(
    ("name", "steps", "ends", "optional"),
    [
        (
            "dcs",
            "reported applied tiered-review notified cleared licensed shipping exhausted",
            "denied returned blocked withdrawn revoked expired cancelled superseded",
            "reported applied tiered-review shipping",
        ),
        ("transfer", "requested notified cleared consented transferred", "denied blocked withdrawn", "requested"),
        ("lease", "requested notified cleared leased returned", "blocked withdrawn cancelled expired", "requested"),
        ("report", "reported-to-congress", "", ""),
    ],
)
def test_the_states_of_a_table(name: str, steps: str, ends: str, optional: str) -> None:
    table = procedures()[name]
    assert table.steps == tuple(steps.split())
    assert {one.name for one in table.states if one.kind == "end"} == set(ends.split())
    assert {one.name for one in table.states if one.optional} == set(optional.split())
    made = {} if name == "report" else {"cleared": "calendar", "blocked": "resolution"}
    assert {one.name: one.made_by for one in table.states if one.made_by} == made


STATES = [
    (authority, one)
    for name, authorities in AUTHORITIES.items()
    for authority in authorities
    for one in procedures()[name].by_name
    if one not in ("blocked", "reported-to-congress")
]


@pytest.mark.parametrize(("authority", "source"), STATES)
def test_every_state_can_be_stood_in(authority: str, source: str) -> None:
    sale, on = standing_in(authority, source)
    assert state(sale, on) == source
    assert objections(sale) == {}


# --- every move -------------------------------------------------------------------------------------------


LEASED = an_entry("2026-02-02", "leased", expires="2027-02-01")
"""A lease of one day less than a year, so that its renewal begins on 2027-02-02."""

RENEWED = a_sale(NOTIFIED, LEASED, ("2026-02-10", "notified"), authority="62")
"""The same lease, and Congress notified of its renewal: that review runs to 2026-03-12."""


def mover(arrow: Arrow) -> tuple[Sale, Entry]:
    """A sale that can make a move, and the entry by which it does."""
    authority, source, move = arrow
    if "renewal-notified" in move.guards:
        return RENEWED, an_entry("2026-03-13", "leased", expires="2032-02-02")
    unnotified = bool({"notification-not-required", "lease-under-a-year"} & set(move.guards))
    sale, on = (never_notified if unnotified else standing_in)(authority, source)
    to = sale.history[-2].state if move.to == RETURNED else move.to
    assert to is not None
    return sale, an_entry(on, to, expires=f"{int(on[:4]) + 1}-03-31" if authority == "62" and unnotified else None)


@pytest.mark.parametrize("arrow", ARROWS, ids=arrow_id)
def test_every_move_of_a_table_can_be_made(arrow: Arrow) -> None:
    authority, source, move = arrow
    sale, on = standing_in(authority, source)
    if move.to == "cleared":
        assert [state(sale, one) for one in ("2026-01-16", "2026-01-17")] == ["notified", "cleared"]
        return
    if move.to == "blocked":
        law = against(a_resolution(("2026-01-05", "introduced"), (on, "enacted")))
        assert state(sale, on, law) == "blocked"
        assert standing(sale, on, law).blocked_by is not None
        return
    sale, entry = mover(arrow)
    judged = verdict(sale, entry)
    assert isinstance(judged, Accepted), judged
    # Congress is notified of a renewal while the lease goes on.
    stands = source if move.to == "notified" and source == "leased" else entry.state
    assert state(judged.sale, entry.date.text) == stands
    assert judged.life.refused == ()
    assert judged.warnings == (() if move.warning is None else (move.warning,))


@pytest.mark.parametrize(
    ("authority", "wanted"),
    [
        (authority, one)
        for name, authorities in AUTHORITIES.items()
        for authority in authorities
        for one in procedures()[name].writable
    ],
)
def test_a_record_may_begin_anywhere(authority: str, wanted: str) -> None:
    judged = verdict(a_sale(authority=authority), an_entry("2026-04-01", wanted))
    assert isinstance(judged, Accepted)
    assert state(judged.sale, "2026-04-01") == wanted


# --- every guard ------------------------------------------------------------------------------------------

Broken = tuple[Sale, Entry, str]
BREAKS: dict[str, Callable[[str, str, str], Broken]] = {}
"""For each guard: from authority, source and target, a sale and an entry that it refuses, and the refusal's code."""


def breaks(guard: str) -> Callable[[Callable[[str, str, str], Broken]], None]:
    def register(make: Callable[[str, str, str], Broken]) -> None:
        BREAKS[guard] = make

    return register


@breaks("review-over")
def _inside_the_review(authority: str, source: str, to: str) -> Broken:
    if source in ("notified", "cleared"):
        return a_sale(NOTIFIED, authority=authority), an_entry("2026-01-16", to), "review-running"
    words = HISTORIES[procedure_of((authority,)).name][source].split()
    early = [(f"2025-12-{17 + at}", word) for at, word in enumerate(words)]
    return a_sale(*early, authority=authority), an_entry("2026-01-16", to), "review-running"


@breaks("notification-not-required")
def _that_must_be_notified(authority: str, source: str, to: str) -> Broken:
    sale, on = standing_in(authority, source)
    return sale, an_entry(on, to), "notification-required"


@breaks("offer-open")
def _after_the_last_day(authority: str, source: str, to: str) -> Broken:
    assert source == "licensed"
    licensed = an_entry("2026-02-02", "licensed", expires="2026-03-26")
    return a_sale(NOTIFIED, licensed, authority=authority), an_entry("2026-03-27", to), "no-longer-valid"


@breaks("lease-under-a-year")
def _of_a_year(authority: str, source: str, to: str) -> Broken:
    sale, on = standing_in(authority, source)
    return sale, an_entry(on, to, expires="2027-04-01"), "notification-required"


@breaks("renewal-notified")
def _renewed_for_a_year_without_a_word_to_congress(authority: str, source: str, to: str) -> Broken:
    sale = a_sale(NOTIFIED, LEASED, authority=authority)
    return sale, an_entry("2026-04-01", to, expires="2028-02-02"), "notification-required"


@breaks("lease-within-five-years")
def _for_longer_than_five_years(authority: str, source: str, to: str) -> Broken:
    if source == "leased":
        return RENEWED, an_entry("2026-03-13", to, expires="2032-02-03"), "lease-too-long"
    sale, on = standing_in(authority, source)
    return sale, an_entry(on, to, expires="2031-04-02"), "lease-too-long"


@breaks("offer-deadline-passed")
def _on_the_last_day(authority: str, source: str, to: str) -> Broken:
    first = "leased" if authority == "62" else "licensed"
    licensed = an_entry("2026-02-02", first, expires="2026-03-26")
    more = () if source == first else (("2026-02-10", source),)
    return a_sale(NOTIFIED, licensed, *more, authority=authority), an_entry("2026-03-26", to), "offer-open"


GUARDED = [(arrow, guard) for arrow in ARROWS for guard in arrow.move.guards if arrow.move.to != "cleared"]


@pytest.mark.parametrize(("arrow", "guard"), GUARDED, ids=arrow_id)
def test_every_guard_of_every_move_refuses_whatever_is_skipped(arrow: Arrow, guard: str) -> None:
    sale, entry, code = BREAKS[guard](arrow.authority, arrow.source, arrow.move.to)
    every = tuple(one for one in procedure_of((arrow.authority,)).writable if one != arrow.move.to)
    for skipped in ((), every):
        judged = verdict(sale, replace(entry, skipped=skipped))
        assert isinstance(judged, Refusal)
        assert (judged.code, judged.wanted) == (code, arrow.move.to)
        assert judged.reason


@pytest.mark.parametrize(("arrow", "guard"), GUARDED, ids=arrow_id)
def test_a_refusal_cites_the_law_where_the_law_refuses(arrow: Arrow, guard: str) -> None:
    sale, entry, code = BREAKS[guard](arrow.authority, arrow.source, arrow.move.to)
    judged = verdict(sale, entry)
    assert isinstance(judged, Refusal)
    if code == "review-running":
        assert judged.earliest == day("2026-01-17")
        assert all("22 U.S.C. 27" in one for one in judged.citations)
        assert judged.citations
    if code == "notification-required":
        assert judged.citations
        assert "unknown reaches" not in judged.reason


def test_every_guard_is_used_and_broken() -> None:
    used = {guard for arrow in ARROWS for guard in arrow.move.guards}
    assert set(GUARD) == set(BREAKS) == used
    assert used <= set(GUARDS)


@pytest.mark.parametrize(
    ("authority", "to", "guards"),
    [
        ("36(c)", "shipping", ("review-over", "offer-open")),
        ("36(c)", "exhausted", ("review-over",)),
        ("36(c)", "expired", ("offer-deadline-passed",)),
        ("36(c)", "cancelled", ()),
        ("36(c)", "superseded", ()),
        ("36(c)", "denied", ()),
        ("36(c)", "suspended", ()),
        ("36(c)", "revoked", ()),
        ("3(d)(1)", "transferred", ("review-over",)),
        ("62", "returned", ("review-over",)),
        ("62", "cancelled", ()),
    ],
)
def test_what_guards_a_state(authority: str, to: str, guards: tuple[str, ...]) -> None:
    assert {move.guards for move in procedure_of((authority,)).moves if move.to == to} == {guards}


def test_what_is_notified_at_any_value_is_never_passed_over() -> None:
    sale, on = standing_in("36(d)", "applied")
    judged = verdict(sale, an_entry(on, "licensed"))
    assert isinstance(judged, Refusal)
    assert judged.reason == "Congress must be notified first: under 36(d) it is, whatever the value."


# --- what is not in a table -------------------------------------------------------------------------------


def reached(name: str, source: str) -> set[str]:
    """Where moves lead from a state, by way of steps between; from the moves typed above, not from the table."""
    steps = set(procedures()[name].steps)
    if source == "leased":
        steps -= {"notified"}  # the renewal is reviewed while the lease goes on
    found: set[str] = set()
    ahead = {source}
    while ahead:
        ahead = {to for to, sources in MOVES[name].items() if ahead & set(sources.split()) and to != RETURNED} - found
        found |= ahead
        ahead &= steps
    return found


@pytest.mark.parametrize(("authority", "source"), STATES)
def test_no_way_leads_back_or_out_of_an_end(authority: str, source: str) -> None:
    table = procedure_of((authority,))
    sale, on = standing_in(authority, source)
    before = sale.history[-2].state if source == "suspended" else None
    for to in table.writable:
        judged = verdict(sale, with_skips(sale, an_entry(on, to), NO_CONTEXT))
        if to in MOVES[table.name][to].split():
            # What may follow itself, as a lease is renewed, has tests of its own.
            continue
        if to == source:
            assert isinstance(judged, Refusal)
            assert judged.code == "already"
            assert judged.reason == f"It is already `{to}`, since {sale.history[-1].date}."
        elif to not in {*reached(table.name, source), before}:
            assert isinstance(judged, Refusal), to
            assert judged.code == "no-such-move", to
        else:
            # There is a way; on this day a guard may stand on it.
            held_up = ("review-running", "notification-required", "notification-undecided")
            assert isinstance(judged, Accepted) or judged.code in held_up, to


@pytest.mark.parametrize(("authority", "source"), STATES)
def test_what_may_come_next_and_what_may_not_are_told_apart(authority: str, source: str) -> None:
    sale, on = standing_in(authority, source)
    possible, closed = next_moves(sale, NO_CONTEXT, day(on))
    told = [move.state for move in (*possible, *closed)]
    assert sorted(told) == sorted(set(procedure_of((authority,)).writable) - {source})
    for move in possible:
        entry = an_entry(move.earliest_action.isoformat(), move.state)
        assert isinstance(verdict(sale, entry), Accepted)
        assert move.actor
        assert move.citations
    assert all(move.reason for move in closed)


@pytest.mark.parametrize(("authority", "source"), STATES)
def test_a_law_blocks_only_what_the_table_says_it_can(authority: str, source: str) -> None:
    sale, on = standing_in(authority, source)
    law = against(a_resolution(("2026-01-05", "introduced"), (on, "enacted")))
    can = source in MOVES[procedure_of((authority,)).name]["blocked"].split()
    assert state(sale, on, law) == ("blocked" if can else source)
    assert (life_of(sale, law).blocked_by is not None) == can


@pytest.mark.parametrize("authority", ["36(c)", "3(d)(1)", "62"])
@pytest.mark.parametrize("wanted", ["cleared", "blocked"])
def test_what_the_calendar_or_a_law_makes_true_is_never_written(authority: str, wanted: str) -> None:
    judged = verdict(a_sale(NOTIFIED, authority=authority), an_entry("2026-01-10", wanted))
    assert isinstance(judged, Refusal)
    assert judged.code == "never-written"


@pytest.mark.parametrize(
    ("authority", "to", "between"),
    [
        ("36(c)", "shipping", ("licensed",)),
        ("36(c)", "exhausted", ("licensed",)),
        ("36(d)", "expired", ("licensed",)),
        ("3(d)(1)", "transferred", ("consented",)),
        ("3(d)(3)", "transferred", ("consented",)),
        ("62", "returned", ("leased",)),
    ],
)
def test_steps_that_were_passed_must_be_named(authority: str, to: str, between: tuple[str, ...]) -> None:
    sale, on = standing_in(authority, "cleared")
    silent = verdict(sale, an_entry(on, to))
    assert isinstance(silent, Refusal)
    assert silent.code == "steps-between"
    named = with_skips(sale, an_entry(on, to), NO_CONTEXT)
    assert named.skipped == between
    assert isinstance(verdict(sale, named), Accepted)


# --- clocks of their own ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authority", "recipient", "last"),
    [
        ("36(c)", "IL", "2026-01-01"),
        ("36(c)", "NATO", "2026-01-01"),
        ("36(d)", "JP", "2026-01-01"),
        ("36(d)", "NATO", "2026-01-16"),
        ("3(d)(1)", "NATO", "2026-01-01"),
        ("3(d)(3)", "NATO", "2026-01-16"),
        ("3(d)(3)", "FI", "2026-01-01"),
        ("62", "AU", "2026-01-01"),
        ("62", "TW", "2026-01-16"),
    ],
)
def test_the_review_of_each_authority(authority: str, recipient: str, last: str) -> None:
    review = standing(a_sale(NOTIFIED, authority=authority, recipient=recipient), "2025-12-17").review
    assert review.last_review_day == day(last)
    assert review.basis == "statute"


def test_an_agreement_of_the_first_years_was_certified_without_a_wait() -> None:
    sale = a_sale(("1985-03-01", "notified"), ("1985-03-01", "licensed"), authority="36(d)")
    assert objections(sale) == {}
    assert state(a_sale(("1985-03-01", "notified"), authority="36(d)"), "1985-03-01") == "cleared"
    assert state(a_sale(("1985-03-01", "notified"), authority="36(d)", recipient="JP"), "1985-03-01") == "cleared"


def test_an_emergency_clears_a_licence_on_its_day() -> None:
    sale = a_sale(an_entry("2019-05-24", "notified", emergency="a threat"), authority="36(c)", recipient="SA+GB")
    assert state(sale, "2019-05-24") == "cleared"
    assert isinstance(verdict(sale, an_entry("2019-05-24", "licensed")), Accepted)


@pytest.mark.parametrize("resumed", ["licensed", "shipping"])
def test_a_suspended_licence_returns_to_the_state_before(resumed: str) -> None:
    more = (("2026-02-10", "shipping"),) if resumed == "shipping" else ()
    sale = a_sale(NOTIFIED, ("2026-02-02", "licensed"), *more, ("2026-03-01", "suspended"), authority="36(c)")
    judged = verdict(sale, an_entry("2026-03-20", resumed))
    assert isinstance(judged, Accepted)
    other = {"licensed": "shipping", "shipping": "licensed"}[resumed]
    assert isinstance(verdict(sale, an_entry("2026-03-20", other)), Refusal)


# --- the report of an enhancement -------------------------------------------------------------------------

REPORT = a_sale(("2026-02-02", "reported-to-congress"), authority="36(b)(5)(A)", total=None)


def test_a_report_clears_nothing_and_lets_delivery_wait_45_days() -> None:
    assert [state(REPORT, one) for one in ("2026-02-01", "2026-02-02", "2026-03-19", "2026-03-20", "2030-01-01")] == [
        None, *["reported-to-congress"] * 4,
    ]  # fmt: skip
    here = standing(REPORT, "2026-02-02")
    assert (here.review.review_days, here.review.last_review_day) == (45, day("2026-03-19"))
    assert here.words == "delivery possible from 2026-03-20"
    assert here.review.discharge_days is None
    assert here.notified == REPORT.history[0].date


def test_a_report_can_be_made_once_and_no_law_blocks_it() -> None:
    judged = verdict(REPORT, an_entry("2026-03-01", "reported-to-congress"))
    assert isinstance(judged, Refusal)
    assert judged.code == "already"
    assert next_moves(REPORT, NO_CONTEXT, day("2026-03-01")) == ((), ())
    law = against(a_resolution(("2026-02-05", "introduced"), ("2026-03-01", "enacted")))
    assert state(REPORT, "2026-03-02", law) == "reported-to-congress"


def test_an_emergency_does_not_shorten_the_wait_before_a_delivery() -> None:
    entry = an_entry("2026-02-02", "reported-to-congress", emergency="an emergency exists")
    here = standing(a_sale(entry, authority="36(b)(5)(A)"), "2026-02-02")
    assert here.review.last_review_day == day("2026-03-19")
