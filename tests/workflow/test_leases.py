"""Leases and loans: how long they run, which are certified, how they are renewed and how they end."""

from __future__ import annotations

import pytest
from builders import NO_CONTEXT, a_sale, an_entry, day, objections, standing, state

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.workflow.move import Accepted, Refusal, judge

NOTIFIED = ("2025-12-17", "notified")
"""To Taiwan: thirty days, so that the review runs to 2026-01-16."""

LEASED = an_entry("2026-02-02", "leased", expires="2027-02-01")


def a_lease(*history: Entry | tuple[str, str]) -> Sale:
    return a_sale(*history, authority="62", total="5M")


def verdict(sale: Sale, date: str, word: str, **more: object) -> Accepted | Refusal:
    return judge(sale, an_entry(date, word, **more), NO_CONTEXT, day("2040-01-01"))  # type: ignore[arg-type]


def refusal(sale: Sale, date: str, word: str, **more: object) -> Refusal:
    judged = verdict(sale, date, word, **more)
    assert isinstance(judged, Refusal), judged
    return judged


# --- a lease of less than a year ---------------------------------------------------------------------------

REQUESTED = a_lease(("2026-02-01", "requested"))


@pytest.mark.parametrize(("last", "possible"), [("2026-06-01", True), ("2027-02-01", True), ("2027-02-02", False)])
def test_a_lease_of_less_than_a_year_is_not_certified(last: str, possible: bool) -> None:
    judged = verdict(REQUESTED, "2026-02-02", "leased", expires=last)
    assert isinstance(judged, Accepted) == possible
    if isinstance(judged, Refusal):
        assert judged.code == "notification-required"
        assert judged.reason == (
            "Congress must be notified first: a lease of a year or longer is certified, whatever its value."
        )
        assert judged.citations == ("AECA 62(a), 22 U.S.C. 2796a(a)",)


def test_a_year_from_29_february_ends_on_28_february() -> None:
    leap = a_lease(("2028-02-01", "requested"))
    assert isinstance(verdict(leap, "2028-02-29", "leased", expires="2029-02-28"), Accepted)
    assert refusal(leap, "2028-02-29", "leased", expires="2029-03-01").code == "notification-required"


def test_a_lease_of_unknown_length_cannot_be_told() -> None:
    judged = refusal(REQUESTED, "2026-02-02", "leased")
    assert (judged.code, judged.remedy) == ("notification-undecided", "Give its last day: --expires DAY.")


def test_a_lease_of_unknown_length_passes_where_the_record_says_that_it_is_short() -> None:
    assert isinstance(verdict(REQUESTED, "2026-02-02", "leased", exempt="62(a)"), Accepted)


def test_saying_that_a_lease_is_short_does_not_make_a_long_one_short() -> None:
    assert refusal(REQUESTED, "2026-02-02", "leased", expires="2028-02-01", exempt="62(a)").code == (
        "notification-required"
    )


def test_the_time_for_refurbishment_spares_nobody_the_certification() -> None:
    for last in ("2028-02-01", "2032-02-01"):
        assert refusal(REQUESTED, "2026-02-02", "leased", expires=last, exempt="61(b)(1)").code == (
            "notification-required"
        )
    assert isinstance(verdict(REQUESTED, "2026-02-02", "leased", expires="2026-06-01", exempt="61(b)(1)"), Accepted)


def test_an_exemption_of_another_section_exempts_no_lease() -> None:
    judged = refusal(REQUESTED, "2026-02-02", "leased", expires="2026-06-01", exempt="3(d)(4)(A)")
    assert (judged.code, judged.reason) == ("no-such-exemption", "`3(d)(4)(A)` exempts nothing under 62.")


# --- five years --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "possible"), [("2031-02-02", True), ("2031-02-03", False), ("2040-01-01", False)])
def test_a_lease_runs_five_years_at_most(last: str, possible: bool) -> None:
    judged = verdict(a_lease(NOTIFIED), "2026-02-02", "leased", expires=last)
    assert isinstance(judged, Accepted) == possible
    if isinstance(judged, Refusal):
        assert judged.code == "lease-too-long"
        assert judged.reason == f"A lease runs at most five years, and this one would run from 2026-02-02 to {last}."
        assert judged.citations == ("AECA 61(b)(1), 22 U.S.C. 2796(b)(1)",)
        assert '--exempt "61(b)(1)"' in judged.remedy


def test_major_refurbishment_before_delivery_is_added_to_the_five_years() -> None:
    assert isinstance(
        verdict(a_lease(NOTIFIED), "2026-02-02", "leased", expires="2032-02-02", exempt="61(b)(1)"), Accepted
    )


def test_a_lease_without_a_last_day_is_not_said_to_be_too_long() -> None:
    assert isinstance(verdict(a_lease(NOTIFIED), "2026-02-02", "leased"), Accepted)


# --- renewal -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("last", "possible"), [("2028-02-01", True), ("2028-02-02", False)])
def test_a_renewal_of_less_than_a_year_is_not_certified(last: str, possible: bool) -> None:
    # It begins on the day after the last day of the lease, 2027-02-02.
    judged = verdict(a_lease(NOTIFIED, LEASED), "2026-12-01", "leased", expires=last)
    assert isinstance(judged, Accepted) == possible
    if isinstance(judged, Refusal):
        assert judged.code == "notification-required"
        assert judged.reason == "Congress must be notified first: a renewal of a year or longer is certified too."


def test_a_renewal_without_a_last_day_cannot_be_told() -> None:
    judged = refusal(a_lease(NOTIFIED, LEASED), "2026-12-01", "leased")
    assert (judged.code, judged.remedy) == ("notification-undecided", "Give its last day: --expires DAY.")


RENEWING = a_lease(NOTIFIED, LEASED, ("2026-10-01", "notified"))
"""Congress is notified of the renewal: that review runs to 2026-10-31."""


def test_a_renewal_of_a_year_waits_for_a_review_of_its_own() -> None:
    assert objections(RENEWING) == {}
    early = refusal(RENEWING, "2026-10-31", "leased", expires="2029-02-01")
    assert (early.code, early.earliest) == ("review-running", day("2026-11-01"))
    assert "notified 2026-10-01" in early.reason
    renewed = verdict(RENEWING, "2026-11-01", "leased", expires="2029-02-01")
    assert isinstance(renewed, Accepted)
    assert state(renewed.sale, "2026-11-01") == "leased"
    assert standing(renewed.sale, "2026-11-01").deadline == day("2029-02-01")
    assert standing(renewed.sale, "2026-10-31").deadline == day("2027-02-01")


def test_while_congress_reviews_a_renewal_the_lease_goes_on() -> None:
    assert [state(RENEWING, one) for one in ("2026-09-30", "2026-10-01", "2026-11-01")] == ["leased"] * 3


def test_the_notification_of_one_renewal_serves_no_other() -> None:
    twice = a_lease(*RENEWING.history, an_entry("2026-11-01", "leased", expires="2029-02-01"))
    assert refusal(twice, "2028-12-01", "leased", expires="2031-02-01").code == "notification-required"


@pytest.mark.parametrize(("last", "possible"), [("2032-02-02", True), ("2032-02-03", False)])
def test_a_renewal_runs_five_years_at_most_from_its_own_beginning(last: str, possible: bool) -> None:
    judged = verdict(RENEWING, "2026-11-01", "leased", expires=last)
    assert isinstance(judged, Accepted) == possible
    if isinstance(judged, Refusal):
        assert judged.reason == f"A lease runs at most five years, and this one would run from 2027-02-02 to {last}."


@pytest.mark.parametrize("lease", [a_lease(NOTIFIED, LEASED), RENEWING])
@pytest.mark.parametrize("skipped", [(), ("notified",)])
def test_withdrawing_the_certification_of_a_renewal_ends_no_lease_in_force(
    lease: Sale, skipped: tuple[str, ...]
) -> None:
    verdict = refusal(lease, "2026-10-15", "withdrawn", skipped=skipped)
    assert (verdict.code, verdict.reason) == (
        "no-such-move",
        "`withdrawn` does not follow `leased` in the procedure Lease or loan.",
    )


# --- the end -----------------------------------------------------------------------------------------------


def test_a_lease_expires_after_its_last_day_and_the_articles_still_come_back() -> None:
    lease = a_lease(NOTIFIED, LEASED)
    early = refusal(lease, "2027-02-01", "expired")
    assert (early.code, early.reason) == ("offer-open", "The lease is valid until 2027-02-01.")
    assert early.earliest == day("2027-02-02")
    expired = verdict(lease, "2027-02-02", "expired")
    assert isinstance(expired, Accepted)
    assert isinstance(verdict(expired.sale, "2027-03-01", "returned"), Accepted)


def test_a_passed_last_day_ends_no_lease_by_itself() -> None:
    lease = a_lease(NOTIFIED, LEASED)
    assert standing(lease, "2027-02-01").words == "valid until 2027-02-01 (today)"
    assert standing(lease, "2027-02-02").words == "validity ended on 2027-02-01"
    assert state(lease, "2027-02-02") == "leased"


@pytest.mark.parametrize("before", [("2025-11-01", "requested"), NOTIFIED])
def test_a_country_gives_up_a_lease_before_it_begins(before: tuple[str, str]) -> None:
    assert isinstance(verdict(a_lease(before), "2025-12-20", "cancelled"), Accepted)
