"""One sale, asked about on different days: the review of the HIMARS sale runs from 2025-12-17 to 2026-01-16."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

SALE = "taiwan-himars-2025"
REVIEW = {"review_days": 30, "last_review_day": "2026-01-16", "earliest_action": "2026-01-17"}


def fact(page: str, label: str) -> str:
    """What the page says beside a label."""
    (line,) = [line for line in page.splitlines() if line.startswith(f"{label}  ")]
    return line.removeprefix(label).strip()


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        ("2025-12-17", "notified", "under review to 2026-01-16"),
        ("2026-01-15", "notified", "under review to 2026-01-16"),
        ("2026-01-16", "notified", "under review, last day today"),
        ("2026-01-17", "cleared", "review over, offer possible"),
        ("2026-03-05", "cleared", "review over, offer possible"),
        ("2026-03-06", "offered", "to be signed by 2026-03-26"),
    ],
)
def test_the_state_follows_the_calendar(run: Run, day: str, state: str, said: str) -> None:
    page = run("--as-of", day, "show", SALE)
    assert page.code == 0
    assert fact(page.out, "Stands").startswith(f"{state}, {said}")
    assert fact(page.out, "As of") == day
    document = run("--as-of", day, "show", SALE, "--format", "json").json
    assert (document["state"], document["notified"], document["review"]) == (state, "2025-12-17", REVIEW)


def test_the_day_before_its_notification_it_is_not_yet_notified(run: Run) -> None:
    page = run("--as-of", "2025-12-16", "show", SALE)
    assert page.code == 0
    assert "not yet notified" in fact(page.out, "Stands")
    assert "2025-12-17" not in "".join(line for line in page.out.splitlines(True) if line.startswith("Review"))
    document = run("--as-of", "2025-12-16", "show", SALE, "--format", "json").json
    assert (document["state"], document["since"], document["notified"], document["review"]) == (None, None, None, None)
    assert document["history"] == []


def test_cleared_begins_on_the_day_after_the_review(run: Run) -> None:
    document = run("--as-of", "2026-02-01", "show", SALE, "--format", "json").json
    assert (document["state"], document["since"]) == ("cleared", "2026-01-17")


def test_a_past_day_shows_only_what_had_happened_by_then(run: Run) -> None:
    document = run("--as-of", "2026-01-16", "show", SALE, "--format", "json").json
    assert [entry["date"] for entry in document["history"]] == ["2025-12-17", "2025-12-18"]


def test_a_past_day_shows_no_source_that_only_later_entries_name(run: Run) -> None:
    later = run("--as-of", "2026-11-20", "show", SALE, "--format", "json").json
    then = run("--as-of", "2026-01-16", "show", SALE, "--format", "json").json
    named_then = {entry["source"] for entry in then["history"]}
    named_later = {entry["source"] for entry in later["history"]} - named_then
    assert set(then["sources"]) & named_later == set()


def test_the_day_is_taken_before_the_command_and_after_it(run: Run) -> None:
    before = run("--as-of", "2026-01-17", "show", SALE, "--format", "json")
    after = run("show", SALE, "--as-of", "2026-01-17", "--format", "json")
    assert before.json == after.json
    assert run("--as-of", "2025-12-16", "show", SALE, "--as-of", "2026-01-17", "--format", "json").json == after.json


def test_the_list_tells_the_same_states_as_the_page(run: Run) -> None:
    for day, state in (("2025-12-16", None), ("2026-01-16", "notified"), ("2026-01-17", "cleared")):
        rows = run("--as-of", day, "list", "--format", "json").json
        assert [row["state"] for row in rows if row["id"] == SALE] == [state]


def test_a_day_of_signature_known_only_between_two_days_is_maybe_until_the_later(run: Run) -> None:
    def on(day: str) -> dict[str, Any]:
        document: dict[str, Any] = run("--as-of", day, "show", SALE, "--format", "json").json
        return document

    assert (on("2026-03-12")["state"], on("2026-03-12")["maybe"]) == ("offered", [])
    assert (on("2026-03-13")["state"], on("2026-03-13")["maybe"]) == ("offered", ["accepted"])
    assert (on("2026-05-30")["state"], on("2026-05-30")["maybe"]) == ("offered", ["accepted"])
    assert (on("2026-05-31")["state"], on("2026-05-31")["maybe"]) == ("accepted", [])
    page = run("--as-of", "2026-04-01", "show", SALE).out
    assert "deadline 2026-03-26 passed, no signature recorded; maybe accepted" in fact(page, "Stands")


def test_the_resolution_against_the_package_is_named_from_the_day_it_was_introduced(run: Run) -> None:
    assert "S.J.Res. 101: in committee; only an enacted law blocks" in run("--as-of", "2026-01-05", "show", SALE).out
    assert "S.J.Res. 101" not in run("--as-of", "2026-01-04", "show", SALE).out
    document = run("--as-of", "2026-01-05", "show", SALE, "--format", "json").json
    assert [(one["id"], one["state"]) for one in document["resolutions"]] == [("119-sjres-101", "introduced")]


def test_before_a_resolution_is_introduced_the_document_does_not_name_it(run: Run) -> None:
    assert run("--as-of", "2026-01-04", "show", SALE, "--format", "json").json["resolutions"] == []


def test_next_says_from_which_day_who_and_under_which_law(run: Run) -> None:
    moves = run("--as-of", "2026-01-10", "next", SALE, "--format", "json").json
    by_state = {move["state"]: move for move in moves["possible"]}
    assert by_state["offered"]["earliest_action"] == "2026-01-17"
    assert by_state["offered"]["actor"] == "implementing agency"
    assert "SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)" in by_state["offered"]["citations"]
    assert by_state["withdrawn"]["earliest_action"] == "2026-01-10"
    closed = {move["state"]: move["reason"] for move in moves["not_possible"]}
    assert closed["accepted"]
    assert "blocked" not in by_state


def test_next_as_a_page_keeps_possible_and_not_possible_apart(run: Run) -> None:
    page = run("--as-of", "2026-01-10", "next", SALE).out
    possible, _, not_possible = page.partition("Not possible")
    assert "offered " in possible
    assert "2026-01-17" in possible
    assert "implementing agency" in possible
    assert "delivered, closed" in not_possible


@pytest.mark.parametrize("authority", ["unknown", "36(b)(1)"])
def test_a_sale_above_the_thresholds_cannot_be_offered_before_it_is_notified(
    run: Run, change: Callable[[str, str, str], Path], authority: str
) -> None:
    sale = "taiwan-pac3-nasams-2026"
    change(sale, "authority: unknown", f"authority: {authority}")
    moves = run("--as-of", "2026-11-20", "next", sale, "--format", "json").json
    assert "offered" not in [move["state"] for move in moves["possible"]]
    refused = run("--as-of", "2026-11-20", "advance", sale, "offered")
    assert refused.code == 3
    assert "notified" in refused.err


def test_a_sale_below_the_thresholds_is_offered_without_notification(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    sale = "taiwan-pac3-nasams-2026"
    change(sale, "authority: unknown", "authority: 36(b)(1)")
    change(sale, "total: 14B", "total: 10M\n  mde: 10M")
    assert run("--as-of", "2026-11-20", "advance", sale, "offered").code == 0
