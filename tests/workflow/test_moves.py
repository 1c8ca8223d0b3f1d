"""Making a move: what is accepted, what is refused, why, from when on, and what is possible instead."""

from __future__ import annotations

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day, state

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.move import (
    Accepted,
    NextMove,
    Refusal,
    as_known,
    judge,
    next_moves,
    possible_on,
    with_skips,
)

NOTIFIED = ("2025-12-17", "notified")
HIMARS = a_sale(NOTIFIED)
OFFERED = a_sale(NOTIFIED, an_entry("2026-03-06", "offered", expires="2026-03-26"))


def judged(
    sale: Sale, date: str, word: str, *, today: str = "2026-11-22", context: Context = NO_CONTEXT, **more: object
) -> Accepted | Refusal:
    return judge(sale, an_entry(date, word, **more), context, day(today))  # type: ignore[arg-type]


def accepted(sale: Sale, date: str, word: str, **more: object) -> Accepted:
    verdict = judged(sale, date, word, **more)  # type: ignore[arg-type]
    assert isinstance(verdict, Accepted), verdict
    return verdict


def refused(sale: Sale, date: str, word: str, **more: object) -> Refusal:
    verdict = judged(sale, date, word, **more)  # type: ignore[arg-type]
    assert isinstance(verdict, Refusal)
    return verdict


def offered_by_next(sale: Sale, on: str, context: Context = NO_CONTEXT) -> dict[str, NextMove]:
    possible, _ = next_moves(sale, context, day(on))
    return {move.state: move for move in possible}


def closed_by_next(sale: Sale, on: str, context: Context = NO_CONTEXT) -> dict[str, str]:
    _, closed = next_moves(sale, context, day(on))
    return {move.state: move.reason for move in closed}


# --- a refusal, and what it says ---------------------------------------------------------------------------


def test_an_accepted_move_stands_at_the_end_of_the_history_and_nothing_else_changes() -> None:
    move = accepted(HIMARS, "2026-03-06", "offered", expires="2026-03-26")
    assert move.sale.history == (*HIMARS.history, move.entry)
    assert state(move.sale, "2026-03-06") == "offered"
    assert move.warnings == ()
    assert HIMARS.history == a_sale(NOTIFIED).history


def test_an_offer_inside_the_review_is_refused_with_reason_law_day_and_what_is_possible() -> None:
    refusal = refused(HIMARS, "2026-01-10", "offered")
    assert (refusal.code, refusal.sale, refusal.wanted, refusal.on) == (
        "review-running",
        "a-sale",
        "offered",
        "2026-01-10",
    )
    assert refusal.reason == ("Congress's 30-day review runs to 2026-01-16 (notified 2025-12-17; Taiwan is not NATO+).")
    assert refusal.citations == ("SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)",)
    assert refusal.earliest == day("2026-01-17")
    assert refusal.possible == ("withdrawn", "cancelled", "superseded")


@pytest.mark.parametrize(("date", "possible"), [("2026-01-16", False), ("2026-01-17", True), ("2026-01-18", True)])
def test_an_offer_is_possible_from_the_day_after_the_review(date: str, possible: bool) -> None:
    assert isinstance(judged(HIMARS, date, "offered"), Accepted if possible else Refusal)


@pytest.mark.parametrize(
    ("recipient", "phrase"),
    [
        ("TW", "Taiwan is not NATO+"),
        ("DE", "Germany is NATO+"),
        ("NATO", "NATO is the organisation itself, not its members"),
        ("AE+JO", "United Arab Emirates and Jordan are not all NATO+"),
        ("DE+FR", "Germany and France are NATO+"),
        ("unknown", "the group of the recipient is unknown"),
    ],
)
def test_a_refusal_says_why_the_review_is_as_long_as_it_is(recipient: str, phrase: str) -> None:
    assert phrase in refused(a_sale(NOTIFIED, recipient=recipient), "2025-12-20", "offered").reason


def test_a_refusal_says_that_a_resolution_in_committee_bars_nothing() -> None:
    pending = against(a_resolution(("2026-01-05", "introduced")))
    assert refused(HIMARS, "2026-01-10", "offered", context=pending).remark == (
        "Only an enacted law blocks: S.J.Res. 101 is in committee."
    )
    assert refused(HIMARS, "2026-01-04", "offered", context=pending).remark == ""
    assert refused(HIMARS, "2026-01-10", "offered").remark == ""


@pytest.mark.parametrize("skipped", [(), ("offered",)])
def test_accepting_inside_the_review_is_refused_with_and_without_skipping_the_offer(skipped: tuple[str, ...]) -> None:
    refusal = refused(HIMARS, "2026-01-10", "accepted", skipped=skipped)
    assert (refusal.code, refusal.earliest) == ("review-running", day("2026-01-17"))


def test_what_has_not_happened_is_not_recorded() -> None:
    refusal = refused(HIMARS, "2026-03-06", "offered", today="2026-03-05")
    assert (refusal.code, refusal.possible) == ("not-yet", ())
    assert isinstance(judged(HIMARS, "2026-03-06", "offered", today="2026-03-06"), Accepted)
    assert isinstance(judged(HIMARS, "2026-03", "offered", today="2026-03-01"), Accepted)
    assert refused(HIMARS, "2026-03", "offered", today="2026-02-28").code == "not-yet"
    assert refused(HIMARS, "2026-03-06", "note", today="2026-03-05").code == "not-yet"


def test_an_event_is_recorded_wherever_the_sale_stands() -> None:
    for word in ("hold", "note", "funding"):
        assert accepted(HIMARS, "2026-01-10", word).entry.event == word


def test_repeating_the_present_state_is_refused_and_says_since_when() -> None:
    refusal = refused(OFFERED, "2026-03-20", "offered")
    assert (refusal.code, refusal.reason) == ("already", "It is already `offered`, since 2026-03-06.")
    assert refusal.possible == ("accepted", "suspended", "cancelled", "superseded")


def test_repeating_a_state_of_before_says_when_it_was_and_what_is_so_now() -> None:
    sale = a_sale(NOTIFIED, ("2026-03-06", "offered"), ("2026-03-20", "accepted"))
    assert refused(sale, "2026-04-01", "offered").reason == (
        "It was `offered` on 2026-03-06, and is `accepted` since 2026-03-20."
    )
    assert refused(HIMARS, "2026-01-17", "notified").reason == (
        "It was `notified` on 2025-12-17, and is `cleared` since 2026-01-17."
    )


def test_a_fact_learnt_late_is_judged_where_it_stands() -> None:
    late = a_sale(NOTIFIED, ("2026-03-20", "accepted"))
    assert isinstance(judged(late, "2026-03-06", "offered"), Accepted)
    assert refused(late, "2026-01-10", "offered").code == "review-running"


@pytest.mark.parametrize("word", ["hold", "reaction", "note"])
def test_an_early_note_learnt_late_does_not_put_a_step_of_an_unknown_day_first(word: str) -> None:
    signed = a_sale(NOTIFIED, ("2026-03-06", "offered"), ("unknown", "accepted"))
    late = accepted(signed, "2025-11-01", word)
    assert late.life.refused == ()
    assert state(late.sale, "2026-03-10") == "offered"


def test_a_move_that_makes_a_later_entry_impossible_is_refused() -> None:
    refusal = refused(OFFERED, "2026-01-05", "withdrawn")
    assert refusal.code == "breaks-later"
    assert "The entry of 2026-03-06, `offered`, would no longer be possible" in refusal.reason


def test_a_move_is_not_blamed_for_what_was_refused_before_it() -> None:
    odd = a_sale(NOTIFIED, ("2026-01-05", "offered"))
    assert isinstance(judged(odd, "2026-03-20", "accepted"), Accepted)


def test_what_is_skipped_is_what_lies_between() -> None:
    for to, between in (
        ("accepted", ("offered",)),
        ("offered", ()),
        ("delivered", ("offered", "accepted", "implemented")),
    ):
        assert with_skips(HIMARS, an_entry("2026-06-01", to), NO_CONTEXT).skipped == between
    assert with_skips(HIMARS, an_entry("2026-06-01", "note"), NO_CONTEXT).skipped == ()


# --- ended sales -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["cancelled", "expired"])
def test_an_offer_after_the_end_is_possible_with_a_warning(end: str) -> None:
    ended = a_sale(NOTIFIED, ("2026-02-02", "offered"), ("2026-03-01", end))
    move = accepted(ended, "2026-06-01", "offered")
    assert len(move.warnings) == 1
    assert "new notification" in move.warnings[0]
    assert offered_by_next(ended, "2026-06-01")["offered"].warning == move.warnings[0]


def test_no_other_offer_carries_a_warning() -> None:
    assert accepted(HIMARS, "2026-03-06", "offered").warnings == ()
    assert {move.warning for move in offered_by_next(HIMARS, "2026-02-01").values()} == {None}


@pytest.mark.parametrize("end", ["withdrawn", "superseded"])
def test_after_another_end_nothing_is_possible(end: str) -> None:
    ended = a_sale(NOTIFIED, ("2026-01-05", end))
    assert possible_on(ended, NO_CONTEXT, day("2026-06-01")) == ()
    assert offered_by_next(ended, "2026-06-01") == {}


# --- below the thresholds ------------------------------------------------------------------------------------

REQUESTED = ("2024-05-01", "requested")


@pytest.mark.parametrize("before", ["reported", "requested", "tiered-review"])
def test_below_every_threshold_an_offer_needs_no_notification(before: str) -> None:
    small = a_sale(("2024-05-01", before), total="13_999_999", mde="0")
    assert state(accepted(small, "2024-06-01", "offered").sale, "2024-06-01") == "offered"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"total": "50M", "mde": "0"}, "total $50,000,000 reaches the threshold of $50,000,000"),
        ({"total": "14M", "mde": "14M"}, "mde $14,000,000 reaches the threshold of $14,000,000"),
        ({"total": None, "mde": "20M"}, "mde $20,000,000 reaches the threshold of $14,000,000"),
        (
            {"total": "200M", "mde": "0", "construction": "200M"},
            "construction $200,000,000 reaches the threshold of $200,000,000",
        ),
    ],
)
def test_above_a_threshold_the_notification_comes_first(values: dict[str, str | None], told: str) -> None:
    refusal = refused(a_sale(REQUESTED, **values), "2024-06-01", "offered")
    assert refusal.code == "notification-required"
    assert told in refusal.reason
    assert refusal.citations == ("AECA 36(b)(1), 22 U.S.C. 2776(b)(1)",)
    assert "notified" in refusal.possible


@pytest.mark.parametrize(
    ("values", "open_tests"),
    [({"total": None}, "mde and total"), ({"total": "20M"}, "mde"), ({"total": None, "mde": "0"}, "total")],
)
def test_where_the_values_do_not_decide_the_offer_is_refused_as_undecided(
    values: dict[str, str | None], open_tests: str
) -> None:
    refusal = refused(a_sale(REQUESTED, **values), "2024-06-01", "offered")
    assert refusal.code == "notification-undecided"
    assert f"cannot be told: {open_tests} unknown" in refusal.reason
    assert refusal.remedy == "Enter the value, or record `notified`."


def test_unknown_equipment_below_its_threshold_decides_nothing() -> None:
    assert isinstance(judged(a_sale(REQUESTED, total="13_999_999"), "2024-06-01", "offered"), Accepted)


def test_construction_is_not_part_of_what_the_total_test_measures() -> None:
    port = a_sale(REQUESTED, total="150M", mde="0", construction="140M")
    assert isinstance(judged(port, "2024-06-01", "offered"), Accepted)


def test_the_thresholds_are_those_of_the_recipient_and_the_day() -> None:
    small = a_sale(("2023-01-05", "requested"), total="90M", mde="0", recipient="FI")
    assert refused(small, "2023-04-03", "offered").code == "notification-required"
    assert isinstance(judged(small, "2023-04-04", "offered"), Accepted)


def test_an_unknown_day_of_an_offer_without_notification_decides_nothing() -> None:
    small = a_sale(REQUESTED, total="13M", mde="0")
    assert refused(small, "unknown", "offered").code == "notification-undecided"


def test_a_record_whose_parts_exceed_its_total_is_judged_and_does_not_raise() -> None:
    odd = a_sale(REQUESTED, total="13M", mde="20M")
    assert refused(odd, "2024-06-01", "offered").code == "notification-required"


# --- what comes next -----------------------------------------------------------------------------------------


def test_during_the_review_the_offer_is_listed_from_its_day_on_with_its_law() -> None:
    moves = offered_by_next(HIMARS, "2026-01-10")
    assert {name: move.earliest_action for name, move in moves.items()} == {
        "offered": day("2026-01-17"),
        "suspended": day("2026-01-17"),
        "withdrawn": day("2026-01-10"),
        "cancelled": day("2026-01-10"),
        "superseded": day("2026-01-10"),
    }
    assert moves["offered"].actor == "implementing agency"
    assert moves["offered"].citations == ("SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)",)
    assert moves["withdrawn"].actor == "Department of State"
    assert "accepted" in closed_by_next(HIMARS, "2026-01-10")


def test_every_state_is_either_possible_or_closed_and_the_present_one_neither() -> None:
    moves, closed = offered_by_next(OFFERED, "2026-03-10"), closed_by_next(OFFERED, "2026-03-10")
    assert set(moves) == {"accepted", "suspended", "cancelled", "expired", "superseded"}
    assert moves["expired"].earliest_action == day("2026-03-27")
    assert not set(moves) & set(closed)
    assert "offered" not in {*moves, *closed}
    assert all(closed.values())


def test_of_a_sale_not_begun_only_what_comes_before_the_calendar_is_asked() -> None:
    assert set(offered_by_next(a_sale(), "2026-01-10")) == {"reported", "requested", "tiered-review", "notified"}
    assert set(offered_by_next(HIMARS, "2025-12-16")) == {"reported", "requested", "tiered-review", "notified"}


def test_from_a_pause_the_way_back_is_listed_with_its_own_law() -> None:
    paused = a_sale(NOTIFIED, ("2026-02-02", "offered"), ("2026-03-01", "suspended"))
    moves = offered_by_next(paused, "2026-04-01")
    assert set(moves) == {"offered", "cancelled", "expired"}
    assert moves["offered"].citations == ("AECA 42(e)(1), 22 U.S.C. 2791(e)(1)",)


def test_a_suspended_offer_expires_on_its_day_and_a_suspended_acceptance_does_not() -> None:
    offer = (NOTIFIED, an_entry("2026-02-02", "offered", expires="2026-03-26"))
    moves = offered_by_next(a_sale(*offer, ("2026-03-01", "suspended")), "2026-03-10")
    assert set(moves) == {"offered", "cancelled", "expired"}
    assert moves["expired"].earliest_action == day("2026-03-27")
    signed = a_sale(*offer, ("2026-02-20", "accepted"), ("2026-03-01", "suspended"))
    assert set(offered_by_next(signed, "2026-04-10")) == {"accepted", "cancelled"}


def test_what_was_next_on_a_past_day_does_not_know_what_came_later() -> None:
    whole = a_sale(NOTIFIED, ("2026-03-06", "offered"), ("2026-03-20", "accepted"), ("2026-05-01", "implemented"))
    for on, known in (("2025-12-20", 1), ("2026-02-01", 1), ("2026-03-06", 2), ("2026-03-25", 3), ("2026-06-01", 4)):
        then = a_sale(*whole.history[:known])
        assert as_known(whole, NO_CONTEXT, day(on))[0].history == then.history
        assert next_moves(whole, NO_CONTEXT, day(on)) == next_moves(then, NO_CONTEXT, day(on))
        assert possible_on(whole, NO_CONTEXT, day(on)) == possible_on(then, NO_CONTEXT, day(on))


def test_what_may_have_happened_by_a_day_is_known_on_it() -> None:
    loose = a_sale(NOTIFIED, ("2026-03", "offered"), ("unknown", "accepted"))
    assert len(as_known(loose, NO_CONTEXT, day("2026-02-28"))[0].history) == 2
    assert len(as_known(loose, NO_CONTEXT, day("2026-03-01"))[0].history) == 3


def test_what_was_next_on_a_past_day_does_not_know_a_law_enacted_later() -> None:
    law = against(a_resolution(("2026-01-05", "introduced"), ("2026-01-12", "enacted")))
    pending = against(a_resolution(("2026-01-05", "introduced")))
    for on in ("2025-12-20", "2026-01-05", "2026-01-11"):
        assert next_moves(HIMARS, law, day(on)) == next_moves(HIMARS, pending, day(on))
        assert possible_on(HIMARS, law, day(on)) == possible_on(HIMARS, pending, day(on))


HISTORIES: list[tuple[Entry | tuple[str, str], ...]] = [
    (),
    (("2026-03-13", "reported"),),
    (NOTIFIED,),
    (an_entry("2025-12-17", "notified", emergency="an emergency exists"),),
    (NOTIFIED, an_entry("2026-03-06", "offered", expires="2026-03-26")),
    (NOTIFIED, ("2026-03", "offered")),
    (NOTIFIED, ("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "suspended")),
    (NOTIFIED, ("2026-02-02", "offered"), ("2026-02-10", "cancelled")),
    (("2025-12", "notified"),),
    (NOTIFIED, ("2026-01-05", "withdrawn")),
]


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("on", ["2026-01-10", "2026-03-15", "2026-06-01"])
@pytest.mark.parametrize("total", ["4.05B", "13M"])
def test_what_is_listed_as_next_is_what_would_be_accepted(
    history: tuple[Entry | tuple[str, str], ...], on: str, total: str
) -> None:
    today = day(on)
    sale, _ = as_known(a_sale(*history, total=total), NO_CONTEXT, today)
    moves, closed = offered_by_next(sale, on), closed_by_next(sale, on)
    for name, move in moves.items():
        first = move.earliest_action
        assert first >= today
        assert isinstance(judge(sale, an_entry(first.isoformat(), name), NO_CONTEXT, first), Accepted)
        if first > today:
            assert isinstance(judge(sale, an_entry(on, name), NO_CONTEXT, today), Refusal)
    for name, reason in closed.items():
        verdict = judge(sale, an_entry(on, name), NO_CONTEXT, today)
        assert isinstance(verdict, Refusal), (name, reason)
    assert set(possible_on(sale, NO_CONTEXT, today)) == {
        name for name, move in moves.items() if move.earliest_action == today
    }
