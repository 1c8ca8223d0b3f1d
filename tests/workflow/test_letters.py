"""Letters of offer with lives of their own: several of them under one notification, and where the sale then stands."""

from __future__ import annotations

from typing import Any

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day, objections, standing, state, when

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.letter import LetterStanding
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, Refusal, judge, next_moves, open_cases, possible_on, with_skips

NOTIFIED = an_entry("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16."""


def case(name: str | None, date: str, word: str, **more: Any) -> Entry:
    return an_entry(date, word, case=name, **more)


def letter(name: str | None, *steps: tuple[str, str], expires: str | None = None) -> list[Entry]:
    """The entries of one letter; `expires` is the last day of its offer."""
    return [case(name, date, word, expires=expires if word == "offered" else None) for date, word in steps]


def himars(*more: Entry) -> Sale:
    return a_sale(NOTIFIED, *more)


def letters(sale: Sale, on: str, context: Context = NO_CONTEXT) -> dict[str | None, LetterStanding]:
    return {each.case: each for each in standing(sale, on, context).letters}


def where(sale: Sale, on: str, context: Context = NO_CONTEXT) -> dict[str | None, str | None]:
    return {name: each.state for name, each in letters(sale, on, context).items()}


def unassigned(sale: Sale) -> dict[int, str]:
    """The codes of what is asked about the letter that is meant, by the place of the entry."""
    return {remark.at: remark.objection.code for remark in life_of(sale, NO_CONTEXT).unassigned}


def judged(sale: Sale, date: str, word: str, context: Context = NO_CONTEXT, **more: Any) -> Accepted | Refusal:
    return judge(sale, an_entry(date, word, **more), context, day("2030-01-01"))


def accepted(sale: Sale, date: str, word: str, context: Context = NO_CONTEXT, **more: Any) -> Accepted:
    verdict = judged(sale, date, word, context, **more)
    assert isinstance(verdict, Accepted), verdict
    return verdict


def refused(sale: Sale, date: str, word: str, context: Context = NO_CONTEXT, **more: Any) -> Refusal:
    verdict = judged(sale, date, word, context, **more)
    assert isinstance(verdict, Refusal)
    return verdict


QBA = letter("TW-D-QBA", ("2026-03-01", "offered"), expires="2026-05-24")
QBB = letter("TW-D-QBB", ("2026-03-02", "offered"), expires="2026-06-30")
BOTH = himars(*QBA, *QBB)

# --- where the sale stands ---------------------------------------------------------------------------------


def test_of_two_letters_one_cancelled_the_sale_stands_where_the_open_one_stands() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-05-15", "cancelled"))
    assert objections(sale) == {}
    assert unassigned(sale) == {}
    assert where(sale, "2026-05-15") == {"TW-D-QBA": "cancelled", "TW-D-QBB": "offered"}
    assert state(sale, "2026-05-15") == "offered"
    assert open_cases(sale, NO_CONTEXT, day("2026-05-15")) == ("TW-D-QBB",)
    signed = accepted(sale, "2026-06-30", "accepted", case="TW-D-QBB").sale
    assert state(signed, "2026-06-30") == "accepted"


def test_each_letter_keeps_a_deadline_of_its_own() -> None:
    assert {name: each.deadline for name, each in letters(BOTH, "2026-05-10").items()} == {
        "TW-D-QBA": day("2026-05-24"),
        "TW-D-QBB": day("2026-06-30"),
    }
    assert standing(BOTH, "2026-05-10").deadline == day("2026-05-24")
    assert standing(BOTH, "2026-05-10").words == (
        "the letter of offer and acceptance is with the purchaser; "
        "2 letters of offer: 1 to be signed by 2026-05-24, 1 to be signed by 2026-06-30"
    )
    late = refused(BOTH, "2026-05-25", "accepted", case="TW-D-QBA")
    assert (late.code, late.reason) == ("offer-lapsed", "The offer could be accepted until 2026-05-24.")
    accepted(BOTH, "2026-05-25", "accepted", case="TW-D-QBB")


def test_signing_one_letter_leaves_the_deadline_of_the_other() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-05-01", "accepted"))
    assert state(sale, "2026-05-10") == "accepted"
    assert standing(sale, "2026-05-10").deadline == day("2026-06-30")
    assert standing(sale, "2026-05-10").words == (
        "the purchaser has signed the letter of offer and acceptance; "
        "2 letters of offer: 1 accepted, 1 to be signed by 2026-06-30"
    )
    accepted(sale, "2026-07-01", "expired", case="TW-D-QBB")


def test_a_letter_offered_later_does_not_take_the_sale_back() -> None:
    # The Philippines in 2020: one letter was signed when the next was offered.
    sale = himars(*letter("PH-D-QBA", ("2026-02-02", "offered"), ("2026-04-02", "accepted")),
                  *letter("PH-P-LGA", ("2026-05-02", "offered")))  # fmt: skip
    here = standing(sale, "2026-05-02")
    assert (here.state, here.since) == ("accepted", when("2026-04-02"))
    assert objections(sale) == {}


def test_with_one_letter_delivered_and_one_open_the_sale_is_not_delivered() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(*letter("TW-D-QBA", *way, ("2027-02-01", "delivered")), *letter("TW-D-QBB", *way[:2]))
    assert state(sale, "2027-01-31") == "implemented"
    assert state(sale, "2027-02-01") == "accepted"
    assert where(sale, "2027-02-01") == {"TW-D-QBA": "delivered", "TW-D-QBB": "accepted"}
    done = himars(*sale.history[1:], case("TW-D-QBB", "2027-03-01", "cancelled"))
    assert state(done, "2027-03-01") == "delivered"


def test_where_every_letter_has_ended_the_sale_stands_at_the_last_end() -> None:
    for first, last in (("cancelled", "expired"), ("expired", "cancelled")):
        sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-07-01", first), case("TW-D-QBB", "2026-07-02", last))
        assert [state(sale, one) for one in ("2026-07-01", "2026-07-02")] == ["offered", last]
    # Of two ends on one day, the one recorded last.
    sale = himars(*QBA, *QBB, case("TW-D-QBB", "2026-07-01", "expired"), case("TW-D-QBA", "2026-07-01", "cancelled"))
    assert state(sale, "2026-07-01") == "cancelled"


def test_a_closed_case_is_further_than_a_delivered_one() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(
        *letter("TW-D-QBA", *way, ("2027-02-01", "delivered"), ("2027-06-01", "closed")),
        *letter("TW-D-QBB", *way, ("2027-12-01", "delivered")),
    )
    assert [state(sale, one) for one in ("2027-02-01", "2027-06-01", "2027-12-01")] == [
        "implemented",
        "implemented",
        "closed",
    ]


def test_a_letter_passes_by_the_steps_of_its_own_only() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-05-01", "accepted"))
    verdict = refused(sale, "2026-06-01", "implemented", case="TW-D-QBB")
    assert (verdict.code, "`accepted`" in verdict.reason) == ("steps-between", True)
    named = with_skips(sale, case("TW-D-QBB", "2026-06-01", "implemented"), NO_CONTEXT)
    assert named.skipped == ("accepted",)
    accepted(sale, "2026-06-01", "implemented", case="TW-D-QBA")


def test_every_letter_waits_for_the_review() -> None:
    for name in (None, "TW-D-QBA"):
        verdict = refused(himars(), "2026-01-16", "offered", case=name)
        assert (verdict.code, verdict.earliest) == ("review-running", day("2026-01-17"))
        accepted(himars(), "2026-01-17", "offered", case=name)


def test_repeating_what_a_letter_is_already_is_refused_by_its_name() -> None:
    verdict = refused(BOTH, "2026-04-01", "offered", case="TW-D-QBB")
    assert (verdict.code, verdict.reason) == ("already", "TW-D-QBB is already `offered`, since 2026-03-02.")


def test_a_first_delivery_of_one_case_makes_that_one_delivering() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(*letter("TW-D-QBA", *way), *letter("TW-D-QBB", *way), case("TW-D-QBB", "2026-05-01", "delivery"))
    assert where(sale, "2026-05-01") == {"TW-D-QBA": "implemented", "TW-D-QBB": "delivering"}
    assert state(sale, "2026-05-01") == "delivering"


# --- suspended ---------------------------------------------------------------------------------------------


def test_a_suspended_offer_keeps_its_deadline_through_the_pause_and_after() -> None:
    paused = himars(*QBA, case("TW-D-QBA", "2026-04-01", "suspended"))
    assert state(paused, "2026-04-01") == "suspended"
    assert standing(paused, "2026-04-10").deadline == day("2026-05-24")
    assert standing(paused, "2026-04-10").words == "the executive has suspended it; to be signed by 2026-05-24"
    again = accepted(paused, "2026-05-01", "offered", case="TW-D-QBA").sale
    assert standing(again, "2026-05-01").deadline == day("2026-05-24")
    assert refused(again, "2026-05-25", "accepted", case="TW-D-QBA").code == "offer-lapsed"


def test_an_offer_taken_up_again_with_a_new_day_has_the_new_one() -> None:
    paused = himars(*QBA, case("TW-D-QBA", "2026-04-01", "suspended"))
    again = accepted(paused, "2026-05-01", "offered", case="TW-D-QBA", expires="2026-08-01").sale
    assert standing(again, "2026-05-01").deadline == day("2026-08-01")
    assert standing(again, "2026-04-30").deadline == day("2026-05-24")


def test_the_sale_is_suspended_only_when_every_open_letter_is() -> None:
    one = himars(*QBA, *QBB, case("TW-D-QBA", "2026-04-01", "suspended"))
    assert where(one, "2026-04-01") == {"TW-D-QBA": "suspended", "TW-D-QBB": "offered"}
    assert state(one, "2026-04-01") == "offered"
    both = himars(*one.history[1:], case("TW-D-QBB", "2026-04-02", "suspended"))
    assert state(both, "2026-04-02") == "suspended"
    ended = himars(*one.history[1:], case("TW-D-QBB", "2026-04-02", "cancelled"))
    assert state(ended, "2026-04-02") == "suspended"


def test_a_suspended_letter_ranks_where_it_was_suspended() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-04-01", "accepted"), case("TW-D-QBA", "2026-04-05", "suspended"))
    here = standing(sale, "2026-04-05")
    assert (here.state, here.since) == ("accepted", when("2026-04-01")), "the sale stands where it stood"
    back = accepted(sale, "2026-04-20", "accepted", case="TW-D-QBA").sale
    assert (state(back, "2026-04-20"), standing(back, "2026-04-20").since) == ("accepted", when("2026-04-01"))


# --- what is the sale's ------------------------------------------------------------------------------------


def test_a_later_notification_supersedes_every_open_letter() -> None:
    sale = himars(*BOTH.history[1:], an_entry("2026-04-01", "superseded"))
    assert objections(sale) == {}
    assert unassigned(sale) == {}
    assert where(sale, "2026-04-01") == {"TW-D-QBA": "superseded", "TW-D-QBB": "superseded"}
    assert state(sale, "2026-04-01") == "superseded"
    assert standing(sale, "2026-04-01").deadline is None


def test_what_was_delivered_is_superseded_by_nothing() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(
        *letter("TW-D-QBA", *way, ("2026-02-25", "delivered")), *QBB, an_entry("2026-04-01", "superseded")
    )  # fmt: skip
    assert where(sale, "2026-04-01") == {"TW-D-QBA": "delivered", "TW-D-QBB": "superseded"}
    assert state(sale, "2026-04-01") == "delivered"


def test_a_withdrawal_after_an_offer_is_refused_and_yet_ends_every_letter_of_a_record_that_has_it() -> None:
    sale = himars(*BOTH.history[1:], an_entry("2026-04-01", "withdrawn"))
    assert objections(sale) == {3: "no-such-move"}
    assert where(sale, "2026-04-01") == {"TW-D-QBA": "withdrawn", "TW-D-QBB": "withdrawn"}
    assert state(sale, "2026-04-01") == "withdrawn"


@pytest.mark.parametrize(("word", "on"), [("cancelled", "2026-01-05"), ("suspended", "2026-01-20")])
def test_before_any_letter_what_is_given_up_or_suspended_is_the_sale(word: str, on: str) -> None:
    sale = himars(an_entry(on, word))
    assert objections(sale) == {}
    assert (state(sale, on), letters(sale, on)) == (word, {})


def test_a_sale_suspended_during_its_review_goes_on_when_the_review_is_over() -> None:
    paused = himars(an_entry("2026-01-05", "suspended"))
    assert refused(paused, "2026-01-16", "offered").code == "review-running"
    assert state(accepted(paused, "2026-01-17", "offered").sale, "2026-01-17") == "offered"


def test_no_suspension_stops_the_clock_of_congress() -> None:
    back = accepted(himars(an_entry("2025-12-20", "suspended")), "2026-01-05", "notified").sale
    here = standing(back, "2026-01-05")
    assert (here.state, here.review.last_review_day) == ("notified", day("2026-01-16"))
    assert here.notified == when("2025-12-17")
    assert [state(back, one) for one in ("2026-01-16", "2026-01-17")] == ["notified", "cleared"]


def test_a_suspension_lifted_after_the_review_leaves_a_sale_that_can_be_offered() -> None:
    back = accepted(himars(an_entry("2025-12-20", "suspended")), "2026-02-05", "notified").sale
    assert [state(back, one) for one in ("2026-01-20", "2026-02-04", "2026-02-05")] == [
        "suspended",
        "suspended",
        "cleared",
    ]


# --- a law -------------------------------------------------------------------------------------------------

LAW = against(a_resolution(("2026-01-05", "introduced"), ("2026-03-10", "passed-both"), ("2026-04-01", "enacted")))


def test_a_law_ends_the_letters_that_are_not_delivered() -> None:
    assert state(BOTH, "2026-04-01", LAW) == "blocked"
    assert where(BOTH, "2026-04-01", LAW) == {"TW-D-QBA": "blocked", "TW-D-QBB": "blocked"}
    assert where(BOTH, "2026-03-31", LAW) == {"TW-D-QBA": "offered", "TW-D-QBB": "offered"}
    assert standing(BOTH, "2026-04-01", LAW).deadline is None
    assert standing(BOTH, "2026-04-01", LAW).blocked_by == LAW.resolutions[0]


def test_a_law_leaves_what_was_delivered() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(*letter("TW-D-QBA", *way, ("2026-02-25", "delivered")), *QBB)
    assert state(sale, "2026-03-31", LAW) == "offered"
    assert state(sale, "2026-04-01", LAW) == "delivered"
    assert where(sale, "2026-04-01", LAW) == {"TW-D-QBA": "delivered", "TW-D-QBB": "blocked"}
    assert standing(sale, "2026-04-01", LAW).blocked_by is None


def test_a_law_leaves_the_furthest_of_what_was_delivered() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    closed = letter("TW-D-QBA", *way, ("2026-02-25", "delivered"), ("2026-03-01", "closed"))
    sale = himars(*closed, *letter("TW-D-QBB", *way, ("2026-03-05", "delivered")), *letter("TW-D-QBC", *way))
    assert state(sale, "2026-03-31", LAW) == "implemented"
    assert state(sale, "2026-04-01", LAW) == "closed"


def test_after_a_law_no_letter_is_offered_even_where_the_others_had_ended_before() -> None:
    ended = himars(*QBA, case("TW-D-QBA", "2026-03-20", "cancelled"))
    assert state(ended, "2026-04-01", LAW) == "cancelled"
    for name in ("TW-D-QBA", "TW-D-QBC"):
        verdict = refused(ended, "2026-05-01", "offered", LAW, case=name)
        assert (verdict.code, verdict.reason) == ("blocked", "S.J.Res. 101 became law (2026-04-01) and forbids it.")
        odd = himars(*ended.history[1:], case(name, "2026-05-01", "offered"))
        assert state(odd, "2026-05-01", LAW) == "cancelled"
        assert "offered" not in where(odd, "2026-05-01", LAW).values()


def test_after_a_law_what_was_delivered_can_still_be_closed() -> None:
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    sale = himars(*letter("TW-D-QBA", *way, ("2026-02-25", "delivered")))
    assert state(accepted(sale, "2026-05-01", "closed", LAW, case="TW-D-QBA").sale, "2026-05-01", LAW) == "closed"


# --- money -------------------------------------------------------------------------------------------------


def test_the_amount_of_a_letter_is_its_own_and_never_the_ceiling() -> None:
    sale = himars(
        case("TW-D-QBA", "2026-03-01", "offered", value=900_000_000),
        case("TW-D-QBB", "2026-03-02", "offered"),
        case("TW-D-QBA", "2026-03-20", "restated", value=800_000_000),
        case("TW-D-QBA", "2026-03-25", "payment", value=5_000_000),
    )
    assert {name: each.amount for name, each in letters(sale, "2026-03-10").items()} == {
        "TW-D-QBA": 900_000_000,
        "TW-D-QBB": None,
    }
    assert letters(sale, "2026-03-25")["TW-D-QBA"].amount == 800_000_000


# --- an offer made again -----------------------------------------------------------------------------------


def test_a_case_after_all_others_ended_is_an_offer_made_again() -> None:
    ended = himars(*QBA, case("TW-D-QBA", "2026-05-25", "expired"))
    again = accepted(ended, "2026-09-01", "offered", case="TW-D-QBC")
    assert again.warnings == (
        "the sale had ended; whether a new notification is due depends on its value and scope",
    )  # fmt: skip
    assert state(again.sale, "2026-09-01") == "offered"
    one_open = himars(*QBA, *QBB, case("TW-D-QBA", "2026-05-25", "expired"))
    for sale in (BOTH, one_open):
        assert accepted(sale, "2026-06-01", "offered", case="TW-D-QBC").warnings == ()


# --- which letter ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["accepted", "cancelled", "suspended", "delivered"])
def test_a_move_without_a_case_beside_named_letters_is_asked_which(word: str) -> None:
    verdict = refused(BOTH, "2026-04-01", word, skipped=("accepted", "implemented", "offered"))
    assert verdict.code == "which-letter"
    assert verdict.reason == "There are several letters: TW-D-QBA (`offered`), TW-D-QBB (`offered`)."
    assert verdict.remedy == "Say which: --case NAME, or --case all for each that is open."


@pytest.mark.parametrize("word", ["delivery", "extended", "restated", "counter-offer", "payment", "value-revised"])
def test_an_event_about_one_letter_is_asked_which_where_there_are_several(word: str) -> None:
    assert refused(BOTH, "2026-04-01", word).code == "which-letter"
    assert unassigned(himars(*BOTH.history[1:], an_entry("2026-04-01", word))) == {3: "which-letter"}


@pytest.mark.parametrize("word", ["note", "hold", "hold-lifted", "reaction", "published", "contract", "funding"])
def test_what_is_about_no_letter_is_never_asked_which(word: str) -> None:
    accepted(BOTH, "2026-04-01", word)
    assert unassigned(himars(*BOTH.history[1:], an_entry("2026-04-01", word))) == {}


@pytest.mark.parametrize("word", ["superseded"])
def test_what_is_the_sales_is_never_asked_which(word: str) -> None:
    accepted(BOTH, "2026-04-01", word)


def test_with_one_letter_an_event_is_about_that_one() -> None:
    one = himars(*QBA)
    extended = accepted(one, "2026-05-01", "extended", expires="2026-08-01").sale
    assert standing(extended, "2026-05-01").deadline == day("2026-08-01")
    accepted(extended, "2026-07-01", "accepted", case="TW-D-QBA")
    way = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))
    delivered = accepted(himars(*letter("TW-D-QBA", *way)), "2026-05-01", "delivery").sale
    assert where(delivered, "2026-05-01") == {"TW-D-QBA": "delivering"}


def test_a_letter_without_a_name_beside_a_named_one_is_replayed_as_another() -> None:
    sale = himars(*QBA, an_entry("2026-04-01", "accepted"))
    assert unassigned(sale) == {2: "which-letter"}
    assert where(sale, "2026-04-01") == {"TW-D-QBA": "offered", None: "accepted"}


def test_the_second_letter_of_a_record_that_began_without_names_is_told_how_to_name_the_first() -> None:
    unnamed = himars(an_entry("2026-03-01", "offered"))
    verdict = refused(unnamed, "2026-04-01", "accepted", case="TW-D-QBA")
    assert verdict.code == "steps-between"
    assert verdict.remedy == (
        "The letter recorded so far has no name: leave --case out, or write `case: TW-D-QBA` into its entries if this "
        "is the same letter."
    )


# --- what may come next ------------------------------------------------------------------------------------


def test_what_may_come_next_is_told_for_each_letter() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-04-01", "accepted"))
    possible, closed = next_moves(sale, NO_CONTEXT, day("2026-04-10"))
    told = {(move.case, move.state) for move in possible}
    assert {("TW-D-QBA", "implemented"), ("TW-D-QBB", "accepted"), ("TW-D-QBB", "cancelled")} <= told
    assert ("TW-D-QBA", "accepted") not in told
    assert ("TW-D-QBB", "implemented") in {(move.case, move.state) for move in closed}
    assert not told & {(move.case, move.state) for move in closed}
    assert set(possible_on(sale, NO_CONTEXT, day("2026-04-10"))) <= {state for _, state in told}


def test_an_ended_letter_is_not_asked_about_beside_an_open_one() -> None:
    sale = himars(*QBA, *QBB, case("TW-D-QBA", "2026-04-01", "cancelled"))
    possible, closed = next_moves(sale, NO_CONTEXT, day("2026-04-10"))
    assert {move.case for move in (*possible, *closed)} == {"TW-D-QBB", None}
    assert {move.state for move in (*possible, *closed) if move.case is None} <= {
        "reported", "requested", "tiered-review", "notified", "withdrawn", "superseded",
    }  # fmt: skip


# --- licences, consents and leases -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authority", "first", "last"),
    [("36(c)", "licensed", "exhausted"), ("3(d)(1)", "consented", "transferred"), ("62", "leased", "returned")],
)
def test_licences_consents_and_leases_have_lives_of_their_own(authority: str, first: str, last: str) -> None:
    history = [
        NOTIFIED,
        case("A-1", "2026-02-02", first),
        case("A-2", "2026-02-03", first),
        case("A-1", "2026-03-01", last),
    ]
    sale = a_sale(*history, authority=authority)
    assert objections(sale) == {}
    assert state(sale, "2026-03-01") == first
    assert where(sale, "2026-03-01") == {"A-1": last, "A-2": first}
    both = a_sale(*history, case("A-2", "2026-03-05", last), authority=authority)
    assert state(both, "2026-03-05") == last
