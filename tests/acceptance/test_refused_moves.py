"""A refusal says what, why, from when, by which law and what is possible instead, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from armstrack.model.recipients import name_of

if TYPE_CHECKING:
    from conftest import Run, RunReal

SALE = "taiwan-himars-2025"
TOO_EARLY = ("advance", SALE, "offered", "--on", "2026-01-10")
CITATION = "SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)"


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a ledger except the one that a writer locks."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("day", [(), ("--as-of", "2026-01-10"), ("--as-of", "2026-02-01"), ("--as-of", "2026-11-20")])
def test_an_offer_inside_the_review_is_refused_with_day_and_law(run: Run, ledger: Path, day: tuple[str, ...]) -> None:
    before = bytes_of(ledger)
    ran = run(*day, *TOO_EARLY)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == (
        "✗ taiwan-himars-2025 cannot become `offered` on 2026-01-10.\n"
        "  Congress's 30-day review runs to 2026-01-16 (notified 2025-12-17; Taiwan is not NATO+).\n"
        f"  {CITATION}\n"
        "  Earliest: 2026-01-17.\n"
        "  Possible on 2026-01-10: withdrawn, cancelled, superseded. Only an enacted law blocks: S.J.Res. 101 is in "
        "committee.\n"
    )
    assert bytes_of(ledger) == before


def test_a_program_gets_the_refusal_as_a_document_on_standard_error(run_real: RunReal, ledger: Path) -> None:
    before = bytes_of(ledger)
    ran = run_real(*TOO_EARLY, "--format", "json")
    assert (ran.code, ran.out) == (3, "")
    error = ran.error
    assert error["code"] == "review-running"
    assert error["sale"] == SALE
    assert error["wanted"] == "offered"
    assert error["on"] == "2026-01-10"
    assert error["earliest_action"] == "2026-01-17"
    assert error["citations"] == [CITATION]
    assert error["possible"] == ["withdrawn", "cancelled", "superseded"]
    assert "2026-01-16" in error["message"]
    assert bytes_of(ledger) == before


@pytest.mark.parametrize("before", [True, False])
def test_the_document_comes_wherever_the_format_is_given(run: Run, before: bool) -> None:
    form = ("--format=json",)
    ran = run(*form, *TOO_EARLY) if before else run(*TOO_EARLY, *form)
    assert (ran.code, ran.out, ran.error["code"]) == (3, "", "review-running")


def test_being_quiet_does_not_silence_a_refusal(run: Run) -> None:
    assert run("--quiet", *TOO_EARLY).err == run(*TOO_EARLY).err


def test_a_trial_is_judged_like_the_real_thing(run: Run) -> None:
    assert run(*TOO_EARLY, "--dry-run").err == run(*TOO_EARLY).err


def test_the_day_after_the_review_is_the_first_on_which_it_passes(run: Run) -> None:
    sale = "taiwan-ah1w-parts-2025"
    assert run("advance", sale, "offered", "--on", "2026-01-16").code == 3
    assert run("advance", sale, "offered", "--on", "2026-01-17").code == 0


def test_what_a_refusal_calls_possible_is_possible(run: Run) -> None:
    possible = run(*TOO_EARLY, "--format", "json").error["possible"]
    fresh = "taiwan-ah1w-parts-2025"
    assert possible
    for state in possible:
        ran = run("--as-of", "2026-01-10", "advance", fresh, state, "--dry-run")
        assert ran.code == 0, (state, ran.err)


def test_skipping_lifts_no_guard(run: Run, ledger: Path) -> None:
    before = bytes_of(ledger)
    early = ("--as-of", "2026-01-10", "advance", "taiwan-ah1w-parts-2025", "accepted")
    for ran in (run(*early), run(*early, "--skip")):
        assert ran.code == 3
        assert "2026-01-16" in ran.err
    assert bytes_of(ledger) == before


def test_a_step_between_must_be_named_or_skipped(run: Run, ledger: Path) -> None:
    refused = run("--as-of", "2026-11-20", "advance", "taiwan-ah1w-parts-2025", "accepted")
    assert refused.code == 3
    assert "lies `offered`" in refused.err
    assert "--skip" in refused.err
    skipped = run("--as-of", "2026-11-20", "advance", "taiwan-ah1w-parts-2025", "accepted", "--skip")
    assert skipped.code == 0
    (path,) = ledger.rglob("taiwan-ah1w-parts-2025.yaml")
    assert path.read_text(encoding="utf-8").endswith("- {date: 2026-11-20, state: accepted, skipped: [offered]}\n")


@pytest.mark.parametrize(("state", "why"), [("cleared", "the calendar makes it true"), ("blocked", "becomes law")])
def test_a_state_that_nobody_writes_is_refused_and_said_why(run: Run, state: str, why: str) -> None:
    ran = run("--as-of", "2026-11-20", "advance", "taiwan-ah1w-parts-2025", state)
    assert ran.code == 3
    assert why in ran.err


def test_a_day_that_has_not_come_is_refused(run: Run, ledger: Path) -> None:
    before = bytes_of(ledger)
    for day in ("2026-11-21", "2026-12", "2027"):
        ran = run("--as-of", "2026-11-20", "advance", "taiwan-ah1w-parts-2025", "offered", "--on", day)
        assert ran.code == 3, day
        assert f"{day} has not come: the day is 2026-11-20" in ran.err
    assert bytes_of(ledger) == before


def test_a_signature_after_the_deadline_is_refused_with_the_way_out(run: Run) -> None:
    ran = run("--as-of", "2026-11-20", "advance", "taiwan-tow-2025", "accepted")
    assert ran.code == 3
    assert "could be accepted until 2026-03-15" in ran.err
    assert "`extended` or `restated`" in ran.err


def test_an_open_offer_does_not_expire_before_its_deadline(run: Run) -> None:
    early = run("--as-of", "2026-03-15", "advance", "taiwan-tow-2025", "expired", "--format", "json")
    assert (early.code, early.error["earliest_action"]) == (3, "2026-03-16")
    assert run("--as-of", "2026-03-16", "advance", "taiwan-tow-2025", "expired").code == 0


def test_an_earlier_move_that_would_break_a_later_entry_is_refused(run: Run) -> None:
    ran = run("--as-of", "2026-11-20", "advance", SALE, "withdrawn", "--on", "2026-02-01", "--format", "json")
    assert ran.code == 3
    assert ran.error["code"] == "breaks-later"
    assert "offered" in ran.error["message"]


def test_a_reserved_ledger_is_read_and_not_written(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    reference = Path(__file__).parents[2] / "data"
    before = bytes_of(reference)
    moves = [
        ("advance", "taiwan-pac3-nasams-2026", "notified"),
        ("record", "taiwan-himars-2025", "note", "--note", "seen"),
        ("undo", "taiwan-himars-2025"),
    ]
    try:
        for move in moves:
            ran = run("--as-of", "2026-11-20", *move, cwd=empty)
            assert (ran.code, ran.out) == (3, ""), move
            assert "read-only" in ran.err
            assert "armstrack init" in ran.err
            assert run("--as-of", "2026-11-20", *move, "--format", "json", cwd=empty).error["code"] == "read-only"
        assert bytes_of(reference) == before
    finally:
        for name, content in before.items():
            if (reference / name).read_bytes() != content:
                (reference / name).write_bytes(content)


def test_a_held_lock_is_said_to_be_one(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from armstrack.ledger import journal
    from armstrack.ledger.lock import held

    monkeypatch.setattr(journal, "PATIENCE", 0.0)
    with held(ledger / ".lock", 0):
        ran = run("--as-of", "2026-11-20", "advance", "taiwan-ah1w-parts-2025", "offered", "--format", "json")
    assert (ran.code, ran.error["code"]) == (3, "locked")


@pytest.mark.parametrize("recipient", ["NL", "JP", "AU", "KR", "IL", "NZ"])
def test_for_a_closer_ally_the_review_is_half_as_long(
    run: Run, change: Callable[[str, str, str], Path], recipient: str
) -> None:
    change("taiwan-ah1w-parts-2025", "recipient: TW", f"recipient: {recipient}")
    ran = run("--as-of", "2025-12-20", "advance", "taiwan-ah1w-parts-2025", "offered", "--format", "json")
    assert (ran.code, ran.error["earliest_action"]) == (3, "2026-01-02")
    assert (
        f"15-day review runs to 2026-01-01 (notified 2025-12-17; {name_of(recipient)} is NATO+)" in ran.error["message"]
    )


def test_several_recipients_wait_as_long_as_the_slowest(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-ah1w-parts-2025", "recipient: TW", "recipient: [NL, TW]")
    ran = run("--as-of", "2025-12-20", "advance", "taiwan-ah1w-parts-2025", "offered", "--format", "json")
    assert (ran.code, ran.error["earliest_action"]) == (3, "2026-01-17")


def test_an_emergency_waives_the_review(run: Run, change: Callable[[str, str, str], Path]) -> None:
    sale = "taiwan-pac3-nasams-2026"
    change(sale, "authority: unknown", "authority: 36(b)(1)")
    notified = ("--as-of", "2026-11-20", "advance", sale, "notified", "--emergency", "--justification", "War")
    assert run(*notified).code == 0
    document = run("--as-of", "2026-11-20", "show", sale, "--format", "json").json
    assert (document["state"], document["since"], document["emergency"]) == ("cleared", "2026-11-20", True)
    assert document["review"] == {"review_days": 0, "last_review_day": None, "earliest_action": "2026-11-20"}
    assert document["history"][-1]["emergency"] == {"justification": "War"}
    assert run("--as-of", "2026-11-20", "advance", sale, "offered").code == 0
