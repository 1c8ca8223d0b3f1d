"""Where a sale stands on a day: what the calendar, the entries and the doubts about their days make of it."""

from __future__ import annotations

import pytest
from builders import NO_CONTEXT, a_sale, against, an_entry, day, objections, standing, state, when

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.life import life_of

NOTIFIED = ("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16 and an offer is possible from 2026-01-17 on."""


def himars(*more: Entry | tuple[str, str]) -> Sale:
    return a_sale(NOTIFIED, *more)


def states(sale: Sale, *days: str) -> list[str | None]:
    return [state(sale, one) for one in days]


# --- the calendar ------------------------------------------------------------------------------------------


def test_before_the_first_entry_there_is_no_state() -> None:
    before = standing(himars(), "2025-12-16")
    assert (before.state, before.since, before.maybe, before.notified, before.clock) == (None, None, (), None, None)
    assert before.words == "not yet notified"


@pytest.mark.parametrize(
    ("recipient", "last", "first"),
    [("TW", "2026-01-16", "2026-01-17"), ("IL", "2026-01-01", "2026-01-02"), ("NATO", "2026-01-01", "2026-01-02")],
)
def test_a_sale_is_cleared_by_the_calendar_the_day_after_the_last_review_day(
    recipient: str, last: str, first: str
) -> None:
    sale = a_sale(NOTIFIED, recipient=recipient)
    assert states(sale, "2025-12-17", last, first, "2030-01-01") == ["notified", "notified", "cleared", "cleared"]
    assert standing(sale, first).since == when(first)
    assert standing(sale, last).words == "under review, last day today"
    assert standing(sale, "2025-12-18").words == f"under review to {last}"
    assert standing(sale, first).words == "review over, offer possible"


def test_under_literal_counting_it_is_cleared_on_the_last_review_day() -> None:
    literal = against(counting="literal")
    assert state(himars(), "2026-01-15", literal) == "notified"
    assert state(himars(), "2026-01-16", literal) == "cleared"


def test_an_emergency_is_cleared_from_its_own_day() -> None:
    sale = a_sale(an_entry("2026-03-06", "notified", emergency="an emergency exists"), recipient="IL")
    assert states(sale, "2026-03-05", "2026-03-06") == [None, "cleared"]
    here = standing(sale, "2026-03-06")
    assert here.emergency
    assert here.notified == when("2026-03-06")
    assert here.review is not None
    assert (here.review.review_days, here.review.last_review_day) == (0, None)
    assert here.review.earliest_action == day("2026-03-06")
    assert objections(a_sale(*sale.history, ("2026-03-06", "offered"), recipient="IL")) == {}


def test_withdrawn_before_the_end_of_the_review_it_is_never_cleared() -> None:
    sale = himars(("2026-01-16", "withdrawn"))
    assert states(sale, "2026-01-15", "2026-01-16", "2026-01-17", "2027-01-01") == ["notified", *["withdrawn"] * 3]
    assert [span.state for span in life_of(sale, NO_CONTEXT).spans] == ["notified", "withdrawn"]


def test_withdrawn_after_the_end_of_the_review_it_was_cleared_between() -> None:
    sale = himars(("2026-01-20", "withdrawn"))
    assert states(sale, "2026-01-16", "2026-01-17", "2026-01-19", "2026-01-20") == [
        "notified",
        "cleared",
        "cleared",
        "withdrawn",
    ]


def test_a_step_on_the_first_possible_day_comes_after_the_clearance_of_that_day() -> None:
    sale = himars(("2026-01-17", "offered"))
    assert [span.state for span in life_of(sale, NO_CONTEXT).spans] == ["notified", "cleared", "offered"]
    assert states(sale, "2026-01-16", "2026-01-17") == ["notified", "offered"]


def test_a_sale_never_notified_is_never_cleared() -> None:
    assert states(a_sale(("2026-03-13", "reported"), authority="unknown"), "2026-03-13", "2030-01-01") == [
        "reported",
        "reported",
    ]


def test_before_the_law_there_was_no_review_to_end() -> None:
    sale = a_sale(("1970-01-05", "notified"), ("1970-01-06", "offered"))
    assert states(sale, "1970-01-05", "1970-01-06") == ["notified", "offered"]
    assert objections(sale) == {}


def test_an_old_sale_is_judged_by_the_law_of_its_day() -> None:
    assert states(a_sale(("1975-01-06", "notified")), "1975-01-26", "1975-01-27") == ["notified", "cleared"]
    assert states(a_sale(("1978-01-06", "notified"), recipient="DE"), "1978-02-05", "1978-02-06") == [
        "notified",
        "cleared",
    ]


def test_of_an_unknown_recipient_the_longest_review_decides_and_the_shortest_allows_doubt() -> None:
    sale = a_sale(NOTIFIED, recipient="unknown")
    assert states(sale, "2026-01-16", "2026-01-17") == ["notified", "cleared"]
    assert standing(sale, "2026-01-01").maybe == ()
    assert standing(sale, "2026-01-02").maybe == ("cleared",)


def test_a_report_and_a_request_lead_up_to_the_notification() -> None:
    sale = a_sale(("2025-11-01", "reported"), ("2025-11-20", "requested"), ("2025-12-01", "tiered-review"), NOTIFIED)
    assert states(sale, "2025-10-31", "2025-11-01", "2025-11-20", "2025-12-01", "2025-12-17") == [
        None,
        "reported",
        "requested",
        "tiered-review",
        "notified",
    ]
    assert standing(sale, "2025-12-16").notified is None
    assert standing(sale, "2025-12-16").clock is None
    assert standing(sale, "2025-12-16").emergency is False


# --- what moves nothing ----------------------------------------------------------------------------------


def test_a_hold_is_shown_and_stops_nothing() -> None:
    sale = himars(("2025-12-20", "hold"), ("2026-01-20", "offered"))
    held = standing(sale, "2026-01-17")
    assert held.state == "cleared"
    assert held.hold is not None
    assert held.hold.date == when("2025-12-20")
    assert state(sale, "2026-01-20") == "offered"
    assert objections(sale) == {}


def test_a_hold_lasts_until_it_is_lifted() -> None:
    sale = himars(("2025-12-20", "hold"), ("2026-01-05", "hold-lifted"), ("2026-02-01", "hold"))
    days = ["2025-12-19", "2025-12-20", "2026-01-04", "2026-01-05", "2026-01-31", "2026-02-01"]
    assert [standing(sale, one).hold is not None for one in days] == [False, True, True, False, False, True]


def test_a_hold_of_a_loosely_known_day_is_in_force_when_the_day_has_surely_come() -> None:
    sale = himars(("2025-12-20..2026-01-05", "hold"))
    assert [standing(sale, one).hold is not None for one in ("2025-12-20", "2026-01-04", "2026-01-05")] == [
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("event", ["contract", "funding", "payment", "note", "reaction", "published", "value-revised"])
def test_an_event_that_moves_nothing_moves_nothing(event: str) -> None:
    assert states(himars(("2026-01-05", event)), "2026-01-05", "2026-01-16", "2026-01-17") == [
        "notified",
        "notified",
        "cleared",
    ]


def test_the_last_promise_is_the_one_that_counts() -> None:
    sale = himars(
        an_entry("2026-02-01", "promised", expected=when("2028")),
        an_entry("2026-06-01", "delay", expected=when("2029-06")),
    )
    promised = [standing(sale, one).promised for one in ("2026-01-31", "2026-02-01", "2026-06-01")]
    assert promised == [None, when("2028"), when("2029-06")]


# --- the offer -------------------------------------------------------------------------------------------

OFFERED = an_entry("2026-03-06", "offered", expires="2026-03-26")


def test_an_open_offer_shows_its_deadline() -> None:
    sale = himars(OFFERED)
    assert standing(sale, "2026-03-05").deadline is None
    assert standing(sale, "2026-03-06").deadline == day("2026-03-26")
    assert standing(sale, "2026-03-06").words == "to be signed by 2026-03-26"
    assert standing(sale, "2026-03-26").words == "to be signed by 2026-03-26 (today)"


def test_a_passed_deadline_expires_nothing() -> None:
    here = standing(himars(OFFERED), "2026-03-27")
    assert here.state == "offered"
    assert here.words == "deadline 2026-03-26 passed, no signature recorded"


@pytest.mark.parametrize("event", ["extended", "restated", "counter-offer"])
def test_an_extended_offer_has_its_new_deadline_from_the_day_of_extending(event: str) -> None:
    sale = himars(OFFERED, an_entry("2026-03-20", event, expires="2026-05-31"))
    assert standing(sale, "2026-03-19").deadline == day("2026-03-26")
    assert standing(sale, "2026-03-20").deadline == day("2026-05-31")
    assert objections(himars(*sale.history[1:], ("2026-05-31", "accepted"))) == {}


def test_an_extension_of_a_loosely_known_day_holds_when_the_day_has_surely_come() -> None:
    sale = himars(OFFERED, an_entry("2026-03-10..2026-03-20", "extended", expires="2026-05-31"))
    assert standing(sale, "2026-03-19").deadline == day("2026-03-26")
    assert standing(sale, "2026-03-20").deadline == day("2026-05-31")


@pytest.mark.parametrize(
    ("accepted", "refused"), [("2026-03-26", {}), ("2026-03-27", {2: "offer-lapsed"}), ("2026-03", {})]
)
def test_an_offer_is_accepted_by_its_deadline(accepted: str, refused: dict[int, str]) -> None:
    sale = himars(OFFERED, (accepted, "accepted"))
    assert objections(sale) == refused
    assert state(sale, "2026-04-30") == "accepted", "what happened has happened, even where it was too late"


@pytest.mark.parametrize(
    ("accepted", "refused"), [("2026-05-31", {}), ("2026-06-01", {3: "offer-lapsed"}), ("2026-03-27", {})]
)
def test_an_extension_moves_the_deadline_for_accepting(accepted: str, refused: dict[int, str]) -> None:
    sale = himars(OFFERED, an_entry("2026-03-20", "extended", expires="2026-05-31"), (accepted, "accepted"))
    assert objections(sale) == refused


@pytest.mark.parametrize(
    ("expired", "refused"), [("2026-03-26", {2: "offer-open"}), ("2026-03-27", {}), ("2026-03", {})]
)
def test_an_offer_expires_only_after_its_deadline(expired: str, refused: dict[int, str]) -> None:
    assert objections(himars(OFFERED, (expired, "expired"))) == refused


def test_an_extension_moves_the_deadline_for_expiring() -> None:
    extended = an_entry("2026-03-20", "extended", expires="2026-05-31")
    assert objections(himars(OFFERED, extended, ("2026-04-01", "expired"))) == {3: "offer-open"}
    assert objections(himars(OFFERED, extended, ("2026-06-01", "expired"))) == {}


def test_an_offer_without_a_deadline_can_be_accepted_and_can_lapse_on_any_day() -> None:
    open_offer = ("2026-03-06", "offered")
    assert (
        standing(himars(open_offer), "2026-03-06").words == "the letter of offer and acceptance is with the purchaser"
    )
    assert objections(himars(open_offer, ("2030-01-01", "accepted"))) == {}
    assert objections(himars(open_offer, ("2026-03-07", "expired"))) == {}


def test_a_new_offer_after_the_old_one_expired_has_its_own_deadline() -> None:
    sale = himars(OFFERED, ("2026-03-27", "expired"), ("2026-06-01", "offered"), ("2026-12-01", "accepted"))
    assert objections(sale) == {}
    assert standing(sale, "2026-06-01").deadline is None


def test_an_accepted_offer_has_no_deadline_any_more() -> None:
    assert standing(himars(OFFERED, ("2026-03-20", "accepted")), "2026-03-27").deadline is None


# --- deliveries ------------------------------------------------------------------------------------------

WAY = (("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-02-20", "implemented"))


def test_the_first_delivery_makes_a_sale_delivering() -> None:
    sale = himars(*WAY, ("2026-05-01", "delivery"), ("2026-06-01", "delivery"), ("2026-07-01", "delivered"))
    assert states(sale, "2026-04-30", "2026-05-01", "2026-06-01", "2026-07-01") == [
        "implemented",
        "delivering",
        "delivering",
        "delivered",
    ]
    assert standing(sale, "2026-06-30").since == when("2026-05-01")
    assert objections(sale) == {}


def test_a_delivery_proves_the_steps_before_it() -> None:
    sale = himars(("2026-05-01", "delivery"))
    assert state(sale, "2026-05-01") == "delivering"
    assert objections(sale) == {}


def test_a_delivery_during_the_review_was_not_allowed() -> None:
    assert objections(himars(("2026-01-16", "delivery"))) == {1: "review-running"}


@pytest.mark.parametrize("end", ["delivered", "suspended"])
def test_a_delivery_after_that_moves_nothing(end: str) -> None:
    assert state(himars(*WAY, ("2026-03-01", end), ("2026-05-01", "delivery")), "2026-05-01") == end


# --- the review and the entries ----------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["offered", "accepted", "implemented", "delivered"])
@pytest.mark.parametrize("skipped", [(), ("offered", "accepted", "implemented")])
def test_a_step_inside_the_review_is_refused_with_and_without_skipping(wanted: str, skipped: tuple[str, ...]) -> None:
    inside = himars(an_entry("2026-01-16", wanted, skipped=tuple(one for one in skipped if one != wanted)))
    assert objections(inside) == {1: "review-running"}
    assert state(inside, "2026-01-16") == wanted, "what happened has happened"


def test_facts_learnt_late_take_their_place_in_time() -> None:
    sale = a_sale(("2026-03-06", "offered"), ("2026-03-20", "accepted"), NOTIFIED)
    assert objections(sale) == {}
    assert states(sale, "2025-12-17", "2026-01-17", "2026-03-06", "2026-03-20") == [
        "notified",
        "cleared",
        "offered",
        "accepted",
    ]


def test_a_refused_entry_is_told_by_its_place_in_the_file() -> None:
    sale = a_sale(("2026-01-05", "offered"), ("2026-03-20", "accepted"), NOTIFIED)
    assert objections(sale) == {0: "review-running"}


# --- days known only in part -------------------------------------------------------------------------------


def test_inside_an_interval_the_standing_says_maybe() -> None:
    sale = himars(("2026-03", "offered"))
    assert states(sale, "2026-02-28", "2026-03-01", "2026-03-30", "2026-03-31") == [
        "cleared",
        "cleared",
        "cleared",
        "offered",
    ]
    assert [standing(sale, one).maybe for one in ("2026-02-28", "2026-03-01", "2026-03-30", "2026-03-31")] == [
        (),
        ("offered",),
        ("offered",),
        (),
    ]
    assert standing(sale, "2026-03-15").words == "review over, offer possible; maybe offered"
    assert standing(sale, "2026-03-31").since == when("2026-03")


def test_a_notification_of_a_month_is_cleared_when_every_day_of_it_has_cleared() -> None:
    sale = a_sale(("2025-12", "notified"))
    days = ["2025-11-30", "2025-12-01", "2025-12-31", "2026-01-01", "2026-01-30", "2026-01-31"]
    assert states(sale, *days) == [None, None, "notified", "notified", "notified", "cleared"]
    assert [standing(sale, one).maybe for one in days] == [
        (), ("notified",), (), ("cleared",), ("cleared",), (),
    ]  # fmt: skip
    review = standing(sale, "2025-12-31").review
    assert review is not None
    assert (review.last_review_day, review.earliest_action) == (None, None)
    assert standing(sale, "2025-12-31").words == (
        "notified in December 2025; its review ends between 2025-12-31 and 2026-01-30"
    )


def test_a_sale_that_may_have_begun_says_maybe() -> None:
    sale = a_sale(("2025", "notified"))
    assert standing(sale, "2025-06-01").state is None
    assert standing(sale, "2025-06-01").maybe == ("notified", "cleared")
    assert standing(sale, "2025-01-15").maybe == ("notified",)
    assert standing(sale, "2025-06-01").notified == when("2025")


def test_an_unknown_day_is_tightened_by_what_came_later() -> None:
    sale = himars(("2026-02-02", "offered"), ("unknown", "accepted"), ("2026-05-01", "implemented"))
    assert states(sale, "2026-04-30", "2026-05-01") == ["offered", "implemented"]
    assert standing(sale, "2026-03-01").maybe == ("accepted",)
    assert standing(sale, "2026-05-01").maybe == ()


def test_an_unknown_day_is_not_before_what_came_earlier() -> None:
    sale = himars(("2026-02-02", "offered"), ("unknown", "accepted"))
    assert standing(sale, "2026-02-01").maybe == ()
    assert standing(sale, "2026-02-02").maybe == ("accepted",)


def test_an_unknown_day_alone_never_holds_for_sure() -> None:
    sale = himars(("2026-02-02", "offered"), ("unknown", "accepted"))
    assert state(sale, "2099-01-01") == "offered"
    assert standing(sale, "2099-01-01").maybe == ("accepted",)


def test_bounds_make_an_unknown_day_an_interval() -> None:
    sale = himars(("2026-03-06", "offered"), ("2026-03-13..2026-05-31", "accepted"))
    assert states(sale, "2026-03-12", "2026-05-30", "2026-05-31") == ["offered", "offered", "accepted"]
    assert [standing(sale, one).maybe for one in ("2026-03-12", "2026-03-13", "2026-05-31")] == [(), ("accepted",), ()]


def test_a_bounded_day_that_is_one_day_is_that_day() -> None:
    sale = himars(("2026-03-06", "offered"), ("2026-02-02..2026-02-02", "note"), ("2026-03-20..2026-03-20", "accepted"))
    assert states(sale, "2026-03-19", "2026-03-20") == ["offered", "accepted"]
    late = a_sale(("2026-03-06", "offered"), ("2025-12-17..2025-12-17", "notified"))
    assert objections(late) == {}
    assert states(late, "2025-12-17", "2026-01-17", "2026-03-06") == ["notified", "cleared", "offered"]


def test_a_step_that_may_lie_inside_the_review_is_cautioned_and_not_refused() -> None:
    sale = himars(("2026-01", "offered"))
    life = life_of(sale, NO_CONTEXT)
    assert life.refused == ()
    assert [(one.at, one.objection.code) for one in life.cautions] == [(1, "may-fall-in-review")]
    assert life_of(himars(("2026-02", "offered")), NO_CONTEXT).cautions == ()


def test_a_step_surely_inside_the_review_is_refused_however_loose_its_day() -> None:
    sale = himars(("2025-12-20..2026-01-16", "offered"))
    assert objections(sale) == {1: "review-running"}


def test_a_loosely_dated_step_that_no_review_guards_is_not_cautioned() -> None:
    assert life_of(himars(("2026-01", "withdrawn")), NO_CONTEXT).cautions == ()


def test_nothing_that_happens_later_plays_a_part_in_a_standing() -> None:
    now = himars()
    later = himars(("2026-02-02", "offered"), ("2026-02-10", "accepted"), ("2026-03-01", "hold"))
    for on in ("2025-12-16", "2025-12-17", "2026-01-16", "2026-01-17", "2026-02-01"):
        assert standing(now, on) == standing(later, on)


@pytest.mark.parametrize(
    ("deliveries", "kept"),
    [
        ((), False),
        ((("2024-05-01", 6, None),), False),
        ((("2024-05-01", 6, None), ("2024-06-01", 5, None)), True),
        ((("2024-05-01", 11, "launcher"),), True),
        ((("2024-05-01", None, None),), False),  # nobody says how many
        ((("2023-01-01", 11, None),), False),  # before it was promised
        ((("2025", 11, None),), False),  # perhaps not yet
    ],
)
def test_a_promise_is_kept_when_as_many_have_surely_come_since(
    deliveries: tuple[tuple[str, int | None, str | None], ...], kept: bool
) -> None:
    sale = a_sale(
        an_entry("2020-01-02", "notified"),
        an_entry("2023-05-04", "promised", quantity=11, expected=when("2025")),
        *(an_entry(date, "delivery", quantity=quantity, item=item) for date, quantity, item in deliveries),
    )
    assert (standing(sale, "2025-06-30").promised is None) == kept


def test_a_promise_that_does_not_say_how_many_is_kept_by_no_number() -> None:
    sale = a_sale(
        an_entry("2020-01-02", "notified"),
        an_entry("2023-05-04", "promised", expected=when("2025")),
        an_entry("2024-05-04", "delivery", quantity=500),
    )
    assert standing(sale, "2026-01-01").promised == when("2025")
