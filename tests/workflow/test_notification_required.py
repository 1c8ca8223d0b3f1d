"""What may go out without Congress having been told: figures, firearms, territories and exemptions."""

from __future__ import annotations

from typing import Any

import pytest
from builders import NO_CONTEXT, a_sale, an_entry, day, standing, state

from armstrack.model.sale import Sale
from armstrack.workflow.move import Accepted, Refusal, judge, next_moves

APPLIED = ("2026-01-10", "applied")
REQUESTED = ("2026-01-10", "requested")


def judged(sale: Sale, word: str, date: str = "2026-02-01", **more: Any) -> Accepted | Refusal:
    return judge(sale, an_entry(date, word, **more), NO_CONTEXT, day("2030-01-01"))


def accepted(sale: Sale, word: str, date: str = "2026-02-01", **more: Any) -> Accepted:
    verdict = judged(sale, word, date, **more)
    assert isinstance(verdict, Accepted), verdict
    return verdict


def refused(sale: Sale, word: str, date: str = "2026-02-01", **more: Any) -> Refusal:
    verdict = judged(sale, word, date, **more)
    assert isinstance(verdict, Refusal)
    return verdict


# --- firearms of Category I --------------------------------------------------------------------------------


def carbines(total: str | None, firearms: str | None) -> Sale:
    return a_sale(APPLIED, recipient="GT", authority="36(c)", total=total, mde="0", firearms=firearms)


def test_a_licence_of_unknown_firearms_is_refused_with_the_reason_and_the_way_to_say_it() -> None:
    verdict = refused(carbines("2.4M", None), "licensed")
    assert verdict.code == "notification-undecided"
    assert verdict.reason == (
        "Whether Congress must be notified first cannot be told: firearms unknown, and for firearms of Category I "
        "$1,000,000 suffices."
    )
    assert verdict.remedy == (
        "Write how much of the value is Category I firearms: `value: {firearms: 0}` for none."
    )  # fmt: skip
    assert verdict.citations == ("AECA 36(c)(1) and (c)(5), 22 U.S.C. 2776(c); 22 CFR 123.15(a)",)
    _, closed = next_moves(carbines("2.4M", None), NO_CONTEXT, day("2026-02-01"))
    assert {move.state: move.reason for move in closed}["licensed"] == verdict.reason


@pytest.mark.parametrize(
    ("total", "firearms", "possible"),
    [
        ("2.4M", "0", True),
        ("2.4M", "999_999", True),
        ("2.4M", "1M", False),
        ("999_999", None, True),  # no part of it can reach the figure
        ("1M", None, False),
        (None, "0", False),
        (None, None, False),
    ],
)
def test_what_is_known_of_the_firearms_decides(total: str | None, firearms: str | None, possible: bool) -> None:
    assert isinstance(judged(carbines(total, firearms), "licensed"), Accepted) == possible


def test_a_licence_of_a_million_in_firearms_is_certified() -> None:
    assert refused(carbines("2.4M", "1M"), "licensed").reason == (
        "Congress must be notified first: firearms $1,000,000 reaches the threshold of $1,000,000."
    )


def test_a_letter_of_offer_asks_for_no_firearms() -> None:
    accepted(a_sale(REQUESTED, recipient="GT", total="2.4M", mde="0"), "offered")


# --- the sales territory -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("territory", "possible"), [(None, True), ("AU", True), ("AU+KR", True), ("IN", False), ("AU+IN", False)]
)
def test_a_territory_outside_nato_plus_lowers_the_figures(territory: str | None, possible: bool) -> None:
    sale = a_sale(REQUESTED, recipient="JP", total="70M", mde="0", territory=territory)
    verdict = judged(sale, "offered")
    assert isinstance(verdict, Accepted) == possible
    if isinstance(verdict, Refusal):
        assert "total $70,000,000 reaches the threshold of $50,000,000" in verdict.reason


def test_a_territory_does_not_lengthen_the_review() -> None:
    sale = a_sale(("2025-12-17", "notified"), recipient="JP", territory="IN")
    assert standing(sale, "2025-12-17").review.last_review_day == day("2026-01-01")


# --- exemptions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("authority", ["3(d)(1)", "3(d)(3)"])
@pytest.mark.parametrize("paragraph", ["3(d)(4)(A)", "3(d)(4)(B)", "3(d)(4)(C)"])
def test_consent_to_an_exempt_transfer_needs_no_certification(authority: str, paragraph: str) -> None:
    sale = a_sale(REQUESTED, authority=authority, total="60M", mde="60M")
    verdict = refused(sale, "consented")
    assert verdict.code == "notification-required"
    assert f'--exempt "{paragraph}"' in verdict.remedy
    assert "in original acquisition cost reaches" in verdict.reason
    exempt = accepted(sale, "consented", exempt=paragraph)
    assert exempt.entry.exempt == paragraph
    assert state(exempt.sale, "2026-02-01") == "consented"


def test_an_agreement_without_significant_combat_equipment_abroad_needs_no_certification() -> None:
    sale = a_sale(APPLIED, authority="36(d)", total="60M", mde="0")
    verdict = refused(sale, "licensed")
    assert '--exempt "36(d)(1)": the agreement involves no manufacture of significant combat equipment abroad' in (
        verdict.remedy
    )
    accepted(sale, "licensed", exempt="36(d)(1)")


@pytest.mark.parametrize(
    ("authority", "before", "to", "ways"),
    [
        ("3(d)(1)", "requested", "consented", "3(d)(4)(A), 3(d)(4)(B), 3(d)(4)(C)"),
        ("36(b)(1)", "requested", "offered", "none"),
        ("36(c)", "applied", "licensed", "none"),
        ("36(c)+36(d)", "applied", "licensed", "none"),
    ],
)
def test_a_paragraph_that_exempts_nothing_is_refused_with_those_that_do(
    authority: str, before: str, to: str, ways: str
) -> None:
    sale = a_sale(("2026-01-10", before), authority=authority, total="60M", mde="60M")
    verdict = refused(sale, to, exempt="36(d)(9)")
    of = authority.replace("+", " and ")
    assert verdict.code == "no-such-exemption"
    assert verdict.reason == f"`36(d)(9)` exempts nothing under {of}."
    assert verdict.remedy == f"Exemptions under {of}: {ways}."


@pytest.mark.parametrize("exempt", [None, "3(d)(4)(A)"])
def test_no_exemption_shortens_a_review_that_runs(exempt: str | None) -> None:
    sale = a_sale(("2025-12-17", "notified"), authority="3(d)(1)")
    assert refused(sale, "consented", "2026-01-10", exempt=exempt).code == "review-running"


def test_an_unknown_authority_decides_nothing_whatever_is_said_to_exempt_it() -> None:
    sale = a_sale(REQUESTED, authority="unknown", total="1M", mde="0")
    for exempt in (None, "36(d)(1)"):
        verdict = refused(sale, "offered", exempt=exempt)
        assert (verdict.code, verdict.remedy) == (
            "notification-undecided",
            "Write `authority:` into the sale's file.",
        )  # fmt: skip


# --- several authorities -----------------------------------------------------------------------------------


def test_of_several_authorities_the_strictest_asks_for_the_notification() -> None:
    small = a_sale(APPLIED, recipient="JP", authority="36(c)+36(d)", total="5M", mde="0", firearms="0")
    accepted(a_sale(APPLIED, recipient="JP", authority="36(c)", total="5M", mde="0", firearms="0"), "licensed")
    assert refused(small, "licensed").reason == (
        "Congress must be notified first: under 36(d) it is, whatever the value."
    )  # fmt: skip


def test_of_several_authorities_the_longest_review_runs() -> None:
    # The NATO organisation: fifteen days for a licence, thirty for an agreement to manufacture abroad.
    for authority, last in (("36(c)", "2026-01-01"), ("36(d)", "2026-01-16"), ("36(c)+36(d)", "2026-01-16")):
        sale = a_sale(("2025-12-17", "notified"), recipient="NATO", authority=authority)
        assert standing(sale, "2025-12-17").review.last_review_day == day(last)
        assert [state(sale, one) for one in (last, "2026-01-17")] == ["notified", "cleared"]


# --- long-lead items, and what outgrows its notice ---------------------------------------------------------


def test_a_letter_for_long_lead_items_is_named_where_the_whole_must_be_notified() -> None:
    assert "A letter for long-lead items alone can go out before" in refused(a_sale(REQUESTED), "offered").remedy
    undecided = refused(a_sale(REQUESTED, total=None), "offered")
    assert "long-lead" not in undecided.remedy


def test_a_letter_above_the_notified_ceiling_is_remarked() -> None:
    sale = a_sale(("2025-12-17", "notified"), total="90M")
    accepted_above = accepted(sale, "offered", value=90_000_001)
    assert len(accepted_above.warnings) == 1
    assert accepted_above.warnings[0].startswith(
        "90,000,001 dollars are more than the ceiling of 90,000,000 that Congress was notified of"
    )
    assert accepted(sale, "offered", value=90_000_000).warnings == ()
    assert accepted(sale, "payment", value=95_000_000).warnings == ()


def test_a_case_that_was_not_notified_and_grows_past_a_figure_is_remarked() -> None:
    small = a_sale(REQUESTED, ("2026-01-20", "offered"), ("2026-01-25", "accepted"), total="49M", mde="0")
    grown = accepted(small, "value-revised", value=80_000_000)
    assert grown.warnings == (
        "Congress was not notified, and 80,000,000 dollars reach the total figure of 50,000,000; a case that grew over "
        "a figure is notified as a sale of its own (`grows-from:`)",
    )
    assert accepted(small, "value-revised", value=49_999_999).warnings == ()
