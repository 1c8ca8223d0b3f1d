"""The path of a sale says what the record and the calendar prove, and nothing else."""

from __future__ import annotations

import pytest
from builders import NO_CONTEXT, a_resolution, a_sale, against, an_entry, day

from armstrack.model.sale import Sale
from armstrack.query.path_of_states import path_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.move import next_moves

NOTIFIED = ("2025-12-17", "notified")
OFFERED = ("2026-02-01", "offered")
ACCEPTED = ("2026-03-01", "accepted")


def path(sale: Sale, on: str, context: Context = NO_CONTEXT) -> list[str]:
    """The steps, as `offered` where they were passed and as `offered: here` otherwise."""
    one = SaleOnDay(sale, context, day(on))
    possible, _ = next_moves(sale, context, one.day)
    document = path_document(one, [move.state for move in possible])
    steps = [
        f"{step['state']}{' waived' if step['waived'] else ''}"
        + ("" if step["how"] == "passed" else f": {step['how']}")
        for step in document["steps"]
    ]
    return steps if document["ahead_known"] else [*steps, "?"]


def ahead(*states: str) -> list[str]:
    return [f"{state}: ahead" for state in states]


AFTER_OFFER = ahead("accepted", "implemented", "delivered")


def test_under_review_the_rest_of_the_procedure_lies_ahead() -> None:
    sale = a_sale(("2025-10-01", "requested"), NOTIFIED)
    assert path(sale, "2026-01-16") == [
        "requested", "notified: here", *ahead("cleared", "offered"), *AFTER_OFFER,
    ]  # fmt: skip
    assert path(sale, "2026-01-17") == ["requested", "notified", "cleared: here", *ahead("offered"), *AFTER_OFFER]


def test_nothing_that_came_later_is_on_it() -> None:
    sale = a_sale(("2025-10-01", "requested"), NOTIFIED, OFFERED, ACCEPTED)
    assert path(sale, "2025-11-01")[:2] == ["requested: here", "notified: ahead"]
    assert path(sale, "2025-09-30") == []


def test_what_was_reported_may_pass_what_nobody_needs_to_name() -> None:
    assert path(a_sale(("2025-10-01", "reported")), "2025-11-01") == [
        "reported: here", *ahead("notified", "cleared", "offered"), *AFTER_OFFER,
    ]  # fmt: skip


def test_where_no_notification_is_required_none_lies_ahead() -> None:
    small = a_sale(("2025-10-01", "requested"), total="1M", mde="1M", construction="0")
    assert path(small, "2025-11-01") == ["requested: here", *ahead("offered"), *AFTER_OFFER]


def test_under_an_unknown_authority_the_way_is_unknown_too() -> None:
    assert path(a_sale(("2025-10-01", "reported"), authority="unknown"), "2025-11-01") == ["reported: here", "?"]
    ended = a_sale(("2025-10-01", "reported"), ("2026-01-05", "withdrawn"), authority="unknown")
    assert path(ended, "2026-02-01") == ["reported", "withdrawn: ended"]


def test_an_emergency_waives_the_review_and_does_not_end_it() -> None:
    sale = a_sale(an_entry("2025-12-17", "notified", emergency="An attack is under way"), OFFERED)
    assert path(sale, "2025-12-17")[:2] == ["notified", "cleared waived: here"]
    assert path(sale, "2026-02-01") == ["notified", "cleared waived", "offered: here", *AFTER_OFFER]


def test_a_loose_day_may_have_brought_the_next_state() -> None:
    assert path(a_sale(("2025-12", "notified")), "2026-01-20") == [
        "notified: here", "cleared: maybe", *ahead("offered"), *AFTER_OFFER,
    ]  # fmt: skip
    assert path(a_sale(NOTIFIED, OFFERED, ("2026-03", "cancelled")), "2026-03-20") == [
        "notified", "cleared", "offered: here", "cancelled: maybe",
    ]  # fmt: skip


def test_an_offer_inside_the_review_does_not_end_it() -> None:
    assert path(a_sale(NOTIFIED, ("2026-01-02", "offered")), "2026-03-20") == [
        "notified", "offered: here", *AFTER_OFFER,
    ]  # fmt: skip


def test_a_step_that_an_entry_passed_over_differs_from_one_that_nobody_recorded() -> None:
    told = a_sale(NOTIFIED, an_entry("2026-03-01", "accepted", skipped=("offered",)))
    untold = a_sale(NOTIFIED, ACCEPTED)
    assert path(told, "2026-04-01")[2:4] == ["offered: passed over", "accepted: here"]
    assert path(untold, "2026-04-01")[2:4] == ["offered: not recorded", "accepted: here"]
    assert path(a_sale(ACCEPTED), "2026-04-01")[:3] == [
        "notified: not recorded", "offered: not recorded", "accepted: here",
    ]  # fmt: skip


def test_what_an_entry_says_it_passed_over_is_on_the_path_where_the_procedure_asks_for_nothing() -> None:
    sale = a_sale(NOTIFIED, an_entry("2026-03-01", "cancelled", skipped=("offered",)))
    assert path(sale, "2026-04-01") == ["notified", "cleared", "offered: passed over", "cancelled: ended"]


def test_a_first_delivery_proves_no_step_before_it() -> None:
    assert path(a_sale(NOTIFIED, OFFERED, ACCEPTED, ("2026-04-05", "delivery")), "2026-05-01")[3:] == [
        "accepted", "implemented: not recorded", "delivering: here", "delivered: ahead",
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["expired", "cancelled", "superseded"])
def test_an_ended_sale_has_nothing_ahead(end: str) -> None:
    sale = (
        a_sale(NOTIFIED, OFFERED, ("2026-03-01", end)) if end != "superseded" else a_sale(NOTIFIED, ("2026-03-01", end))
    )
    assert path(sale, "2026-04-01")[-1] == f"{end}: ended"


def test_a_blocked_sale_has_ended() -> None:
    law = a_resolution(
        ("2025-12-20", "introduced"),
        ("2026-01-05", "passed-both"),
        ("2026-01-08", "presented"),
        ("2026-01-09", "enacted"),
    )
    assert path(a_sale(NOTIFIED), "2026-01-08", against(law))[0] == "notified: here"
    assert path(a_sale(NOTIFIED), "2026-01-09", against(law)) == ["notified", "blocked: ended"]


def test_a_sale_that_was_offered_again_goes_on() -> None:
    again = a_sale(NOTIFIED, OFFERED, ("2026-03-01", "expired"), ("2026-05-01", "offered"))
    assert path(again, "2026-06-01") == ["notified", "cleared", "offered", "expired", "offered: here", *AFTER_OFFER]


def test_a_pause_leads_back_to_where_it_came_from() -> None:
    paused = a_sale(NOTIFIED, OFFERED, ACCEPTED, ("2026-04-01", "suspended"), ("2026-05-01", "accepted"))
    assert path(paused, "2026-04-01")[3:] == ["accepted", "suspended: here", *AFTER_OFFER]
    assert path(paused, "2026-05-01")[3:] == [
        "accepted", "suspended", "accepted: here", *ahead("implemented", "delivered"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("authority", "states"),
    [
        ("36(c)", ["licensed", "exhausted"]),
        ("3(d)(1)", ["consented", "transferred"]),
        ("62", ["leased", "returned"]),
    ],
)
def test_every_procedure_has_its_own_way(authority: str, states: list[str]) -> None:
    assert path(a_sale(NOTIFIED, authority=authority), "2025-12-20") == [
        "notified: here", *ahead("cleared", *states),
    ]  # fmt: skip


def test_a_report_is_all_there_is_of_one() -> None:
    assert path(a_sale(("2025-12-17", "reported-to-congress"), authority="36(b)(5)(A)"), "2026-03-01") == [
        "reported-to-congress: here"
    ]
