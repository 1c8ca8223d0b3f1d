"""What happens to a proposal before Congress: changed, submitted again, withdrawn, given up; and to a licence after."""

from __future__ import annotations

from typing import Any

import pytest
from builders import NO_CONTEXT, a_sale, an_entry, day, objections, standing, state, when

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.life import life_of
from armstrack.workflow.move import Accepted, Refusal, judge
from armstrack.workflow.worth import ceiling_on

NOTIFIED = ("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16."""

A_NEW_ONE = (
    "A new notification is a sale of its own, with a clock of its own: make a file for it; this one can become "
    "`superseded`, or name the new one in a note."
)


def judged(sale: Sale, date: str, word: str, **more: Any) -> Accepted | Refusal:
    return judge(sale, an_entry(date, word, **more), NO_CONTEXT, day("2035-01-01"))


def accepted(sale: Sale, date: str, word: str, **more: Any) -> Sale:
    verdict = judged(sale, date, word, **more)
    assert isinstance(verdict, Accepted), verdict
    return verdict.sale


def refused(sale: Sale, date: str, word: str, **more: Any) -> Refusal:
    verdict = judged(sale, date, word, **more)
    assert isinstance(verdict, Refusal)
    return verdict


# --- changed during the review -----------------------------------------------------------------------------


def test_a_proposal_changed_during_the_review_has_another_ceiling_and_the_same_clock() -> None:
    fewer = accepted(a_sale(NOTIFIED, total="90M"), "2025-12-30", "modified", value=50_000_000, quantity=6)
    assert [ceiling_on(fewer, day(one)) for one in ("2025-12-29", "2025-12-30")] == [90_000_000, 50_000_000]
    assert fewer.counted_value == 90_000_000, "what was counted as notified stays"
    here = standing(fewer, "2025-12-30")
    assert (here.state, here.review.last_review_day) == ("notified", day("2026-01-16"))
    assert objections(fewer) == {}


def test_assurances_alone_change_no_ceiling() -> None:
    assured = accepted(a_sale(NOTIFIED, total="90M"), "2025-12-30", "modified", note="end-use assurances")
    assert ceiling_on(assured, day("2026-01-01")) == 90_000_000


def test_a_letter_is_held_against_the_ceiling_as_it_was_changed() -> None:
    fewer = accepted(a_sale(NOTIFIED, total="90M"), "2025-12-30", "modified", value=50_000_000)
    above = judged(fewer, "2026-02-01", "offered", value=60_000_000)
    assert isinstance(above, Accepted)
    assert "60,000,000 dollars are more than the ceiling of 50,000,000" in above.warnings[0]


# --- submitted again ---------------------------------------------------------------------------------------


def test_the_same_proposal_submitted_again_has_a_new_clock_and_its_first_day() -> None:
    again = accepted(a_sale(NOTIFIED), "2026-01-10", "resubmitted")
    assert [state(again, one) for one in ("2026-01-17", "2026-02-09", "2026-02-10")] == [
        "notified", "notified", "cleared",
    ]  # fmt: skip
    assert standing(again, "2026-01-09").review.last_review_day == day("2026-01-16")
    assert standing(again, "2026-01-10").review.last_review_day == day("2026-02-09")
    assert standing(again, "2026-01-10").notified == when("2025-12-17")
    assert [notice.entry.date.text for notice in life_of(again, NO_CONTEXT).notices] == ["2025-12-17", "2026-01-10"]
    early = refused(again, "2026-02-09", "offered")
    assert (early.code, early.earliest) == ("review-running", day("2026-02-10"))
    assert early.reason == (
        "Congress's 30-day review runs to 2026-02-09 (submitted again 2026-01-10; Taiwan is not NATO+)."
    )


def test_of_a_day_before_it_was_submitted_again_the_first_review_is_told() -> None:
    again = accepted(a_sale(NOTIFIED), "2026-01-14", "resubmitted")
    assert refused(again, "2026-01-10", "offered").reason == (
        "Congress's 30-day review runs to 2026-01-16 (notified 2025-12-17; Taiwan is not NATO+)."
    )


def test_it_can_be_submitted_again_as_an_emergency() -> None:
    sale = a_sale(NOTIFIED, an_entry("2026-01-05", "resubmitted", emergency="an emergency exists"))
    assert [state(sale, one) for one in ("2026-01-04", "2026-01-05")] == ["notified", "cleared"]
    assert standing(sale, "2026-01-05").emergency


@pytest.mark.parametrize(
    "more",
    [("2026-01-05", "withdrawn"), ("2026-01-05", "cancelled"), ("2026-02-02", "offered")],
)
def test_only_what_is_before_congress_is_submitted_again(more: tuple[str, str]) -> None:
    verdict = refused(a_sale(NOTIFIED, more), "2026-02-10", "resubmitted")
    assert verdict.code == "not-pending"
    assert verdict.reason == f"Only a proposal that is before Congress is submitted again; this one is `{more[1]}`."
    assert verdict.remedy == "A new notification is a sale of its own."


def test_what_was_only_requested_is_not_submitted_again() -> None:
    assert refused(a_sale(("2025-12-01", "requested")), "2026-02-10", "resubmitted").code == "not-pending"


# --- a new notification ------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["withdrawn", "superseded", "cancelled"])
def test_after_an_end_a_new_notification_is_a_sale_of_its_own(end: str) -> None:
    verdict = refused(a_sale(NOTIFIED, ("2026-01-05", end)), "2026-03-01", "notified")
    assert verdict.reason == f"It was `notified` on 2025-12-17, and is `{end}` since 2026-01-05."
    assert verdict.remedy == A_NEW_ONE


@pytest.mark.parametrize("authority", ["36(c)", "3(d)(1)", "62"])
def test_so_it_is_under_every_authority(authority: str) -> None:
    verdict = refused(a_sale(NOTIFIED, ("2026-01-05", "withdrawn"), authority=authority), "2026-03-01", "notified")
    assert (verdict.code, verdict.remedy) == ("no-such-move", A_NEW_ONE)


# --- given up ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authority", "before"),
    [
        *(("36(b)(1)", one) for one in ("reported", "requested", "tiered-review", "notified")),
        *(("36(c)", one) for one in ("reported", "applied", "tiered-review", "notified")),
        *(("62", one) for one in ("requested", "notified")),
    ],
)
def test_a_purchaser_drops_its_request_on_any_day_the_review_included(authority: str, before: str) -> None:
    for on in ("2025-12-17", "2026-01-10", "2026-03-01"):
        dropped = accepted(a_sale(("2025-12-17", before), authority=authority), on, "cancelled")
        assert state(dropped, on) == "cancelled"


@pytest.mark.parametrize("way", ["offered accepted", "offered accepted implemented", "offered suspended"])
def test_a_purchaser_drops_a_letter_until_all_is_delivered(way: str) -> None:
    steps = [(f"2026-02-{2 + at:02d}", word) for at, word in enumerate(way.split())]
    assert state(accepted(a_sale(NOTIFIED, *steps), "2026-03-01", "cancelled"), "2026-03-01") == "cancelled"


def test_what_was_delivered_is_not_cancelled() -> None:
    steps = [("2026-02-02", "offered"), ("2026-02-03", "accepted"), ("2026-02-04", "implemented")]
    delivered = a_sale(NOTIFIED, *steps, ("2026-02-20", "delivered"))
    assert refused(delivered, "2026-03-01", "cancelled").code == "no-such-move"


# --- an emergency ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("authority", ["36(b)(1)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)", "62", "36(c)+36(d)"])
def test_an_emergency_waives_the_review_where_the_law_has_a_waiver(authority: str) -> None:
    here = standing(
        a_sale(an_entry("2026-03-06", "notified", emergency="it says so"), authority=authority), "2026-03-06"
    )
    assert (here.state, here.review.emergency) == ("cleared", True)


# --- a licence ---------------------------------------------------------------------------------------------

LICENSED = an_entry("2026-02-02", "licensed", expires="2030-02-01")


def licence(*more: Entry | tuple[str, str]) -> Sale:
    return a_sale(NOTIFIED, LICENSED, *more, authority="36(c)")


def test_the_first_delivery_under_a_licence_makes_it_shipping() -> None:
    sale = licence(("2026-05-01", "delivery"), ("2026-06-01", "delivery"))
    assert [state(sale, one) for one in ("2026-04-30", "2026-05-01", "2026-06-01")] == [
        "licensed", "shipping", "shipping",
    ]  # fmt: skip
    assert standing(sale, "2026-06-01").since == when("2026-05-01")
    assert objections(sale) == {}


def test_shipping_may_be_passed_without_a_word() -> None:
    assert state(accepted(licence(), "2026-05-01", "exhausted"), "2026-05-01") == "exhausted"


def test_a_licence_is_valid_and_is_not_to_be_signed() -> None:
    assert standing(licence(), "2026-05-01").words == "valid until 2030-02-01"
    assert standing(licence(), "2030-02-01").words == "valid until 2030-02-01 (today)"
    assert standing(licence(), "2030-02-02").words == "validity ended on 2030-02-01"


def test_after_its_last_day_nothing_is_shipped_under_a_licence_that_was_not_extended() -> None:
    verdict = refused(licence(), "2030-02-02", "shipping")
    assert (verdict.code, verdict.reason) == ("no-longer-valid", "The licence was valid until 2030-02-01.")
    assert verdict.remedy == "Record `extended` with the new last day, if it was extended."
    extended = accepted(licence(), "2030-01-15", "extended", expires="2031-02-01")
    accepted(extended, "2030-02-02", "shipping")


def test_a_licence_expires_after_its_last_day() -> None:
    early = refused(licence(), "2030-02-01", "expired")
    assert (early.reason, early.earliest) == ("The licence is valid until 2030-02-01.", day("2030-02-02"))
    accepted(licence(), "2030-02-02", "expired")


@pytest.mark.parametrize("now", ["shipping", "suspended"])
def test_a_licence_is_called_one_wherever_it_stands(now: str) -> None:
    early = refused(licence(("2026-05-01", now)), "2030-02-01", "expired")
    assert (early.code, early.reason) == ("offer-open", "The licence is valid until 2030-02-01.")


def test_an_amendment_of_a_licence_moves_nothing() -> None:
    assert state(accepted(licence(), "2026-05-01", "amended", note="another port"), "2026-05-01") == "licensed"


@pytest.mark.parametrize("end", ["cancelled", "superseded", "revoked"])
def test_how_a_licence_in_force_ends(end: str) -> None:
    assert state(accepted(licence(), "2026-05-01", end), "2026-05-01") == end


def test_a_suspended_licence_keeps_its_last_day() -> None:
    paused = accepted(licence(), "2026-05-01", "suspended")
    assert standing(paused, "2026-05-01").deadline == day("2030-02-01")
    again = accepted(paused, "2026-06-01", "licensed")
    assert refused(again, "2030-02-02", "shipping").code == "no-longer-valid"
