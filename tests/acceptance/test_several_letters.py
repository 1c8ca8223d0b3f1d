"""Several letters of offer under one notification, each with a life of its own, asked about as a user does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Ran, Run

HEAD = """\
id: two-letters
title: Patrol Boats
recipient: TW
authority: 36(b)(1)
transmittal: 24-01
value: {total: 900M}
items:
  - {quantity: 10, name: Patrol boat}
sources:
  notice: {url: "https://www.example.org/notice"}
history:
  - {date: 2024-01-10, state: notified, source: notice}
  - {date: 2024-03-01, state: offered, case: TW-B-AAA, expires: 2024-05-24, amount: 300M, source: notice}
  - {date: 2024-03-01, state: offered, case: TW-B-BBB, expires: 2024-08-01, source: notice}
"""
ACCEPTED = "  - {date: 2024-05-01, state: accepted, case: TW-B-AAA, source: notice}\n"
CANCELLED = "  - {date: 2024-05-15, state: cancelled, case: TW-B-AAA, source: notice}\n"


@pytest.fixture
def two_letters(ledger: Path) -> Path:
    path = ledger / "sales" / "2024" / "two-letters.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + ACCEPTED, encoding="utf-8")
    return path


def letters(run: Run, day: str) -> dict[str | None, dict[str, Any]]:
    shown = run("--as-of", day, "show", "two-letters", "--format", "json").json
    return {letter["case"]: letter for letter in shown["letters"]}


def state(run: Run, day: str) -> str:
    found: str = run("--as-of", day, "show", "two-letters", "--format", "json").json["state"]
    return found


def open_rows(run: Run, day: str) -> list[tuple[str | None, str, str]]:
    rows = run("--as-of", day, "due", "--format", "json").json
    return [(row["case"], row["kind"], row["day"]) for row in rows if row["id"] == "two-letters"]


def strict(run: Run) -> Ran:
    return run("--as-of", "2026-01-01", "validate", "--strict")


def test_each_letter_has_its_own_state_deadline_and_amount(run: Run, two_letters: Path) -> None:
    found = letters(run, "2024-05-10")
    assert list(found) == ["TW-B-AAA", "TW-B-BBB"]
    assert [found["TW-B-AAA"][key] for key in ("state", "since", "deadline", "amount_usd")] == [
        "accepted", "2024-05-01", None, 300_000_000,
    ]  # fmt: skip
    # The letter that says nothing of money is of unknown amount, and never of the ceiling.
    assert [found["TW-B-BBB"][key] for key in ("state", "since", "deadline", "amount_usd")] == [
        "offered", "2024-03-01", "2024-08-01", None,
    ]  # fmt: skip
    assert state(run, "2024-05-10") == "accepted"


def test_the_sale_goes_on_where_the_open_letter_stands_when_the_other_is_cancelled(run: Run, two_letters: Path) -> None:
    two_letters.write_text(HEAD + ACCEPTED + CANCELLED, encoding="utf-8")
    assert state(run, "2024-05-14") == "accepted"
    assert state(run, "2024-05-20") == "offered"
    assert (strict(run).code, strict(run).err) == (0, strict(run).err)
    accepted = run("--as-of", "2024-05-20", "advance", "two-letters", "accepted", "--case", "TW-B-BBB", "--dry-run")
    assert accepted.code == 0, accepted.err


def test_both_deadlines_are_due_each_with_its_case(run: Run, two_letters: Path) -> None:
    two_letters.write_text(HEAD, encoding="utf-8")
    assert open_rows(run, "2024-04-01") == [
        ("TW-B-AAA", "offer", "2024-05-24"),
        ("TW-B-BBB", "offer", "2024-08-01"),
    ]
    two_letters.write_text(HEAD + ACCEPTED + CANCELLED, encoding="utf-8")
    assert open_rows(run, "2024-05-20") == [("TW-B-BBB", "offer", "2024-08-01")]


@pytest.mark.parametrize("how", [(), ("--no-index",)])
def test_the_index_answers_for_each_letter_as_the_files_do(run: Run, two_letters: Path, how: tuple[str, ...]) -> None:
    two_letters.write_text(HEAD + CANCELLED, encoding="utf-8")
    rows = run("--as-of", "2024-06-01", *how, "list", "--search", "Patrol Boats", "--format", "json").json
    assert [(row["state"], row["stage"], row["value_usd"], row["ceiling_usd"]) for row in rows] == [
        ("offered", "offer", 900_000_000, 900_000_000)
    ]


def test_a_signature_after_its_own_deadline_is_refused(run: Run, two_letters: Path) -> None:
    late = run("--as-of", "2024-09-01", "advance", "two-letters", "accepted", "--case", "TW-B-BBB")
    assert late.code == 3
    assert "2024-08-01" in late.err


def test_a_letter_is_asked_for_where_there_are_several(run: Run, two_letters: Path) -> None:
    before = two_letters.read_bytes()
    asked = run("--as-of", "2024-05-10", "advance", "two-letters", "implemented", "--format", "json")
    assert asked.code == 3
    assert asked.error["code"] == "which-letter"
    assert "TW-B-AAA" in asked.error["message"]
    assert "TW-B-BBB" in asked.error["message"]
    assert "--case" in asked.error["remedy"]
    assert two_letters.read_bytes() == before


@pytest.mark.parametrize(("event", "asks"), [
    ("delivery", True), ("extended", True), ("payment", True), ("value-revised", True),
    ("note", False), ("hold", False), ("reaction", False),
])  # fmt: skip
def test_of_the_events_only_those_of_a_letter_ask_which(run: Run, two_letters: Path, event: str, asks: bool) -> None:
    ran = run("--as-of", "2024-05-10", "record", "two-letters", event, "--note", "a word", "--dry-run")
    assert ran.code == (3 if asks else 0), ran.err


def test_all_writes_one_entry_for_each_open_letter(run: Run, two_letters: Path) -> None:
    two_letters.write_text(HEAD, encoding="utf-8")
    ran = run("--as-of", "2024-05-10", "advance", "two-letters", "cancelled", "--case", "all", "--source", "notice")
    assert ran.code == 0, ran.err
    added = two_letters.read_text(encoding="utf-8").removeprefix(HEAD).splitlines()
    assert added == [
        "  - {date: 2024-05-10, state: cancelled, case: TW-B-AAA, source: notice}",
        "  - {date: 2024-05-10, state: cancelled, case: TW-B-BBB, source: notice}",
    ]
    assert state(run, "2024-05-10") == "cancelled"


def test_an_entry_without_a_case_beside_named_letters_is_warned_of(run: Run, two_letters: Path) -> None:
    two_letters.write_text(HEAD + "  - {date: 2024-05-01, state: accepted, source: notice}\n", encoding="utf-8")
    found = run("--as-of", "2026-01-01", "validate", "--format", "json").json
    assert "which-letter" in {one["code"] for one in found if one["file"].endswith("two-letters.yaml")}


def test_one_letter_delivered_is_not_the_sale_delivered(run: Run, two_letters: Path) -> None:
    way = "".join(
        f"  - {{date: {day}, state: {word}, case: TW-B-AAA, source: notice}}\n"
        for day, word in (("2024-06-01", "implemented"), ("2025-01-01", "delivered"))
    )
    two_letters.write_text(HEAD + ACCEPTED + way, encoding="utf-8")
    assert state(run, "2025-02-01") == "offered"
    held = run("--as-of", "2025-02-01", "backlog", "list", "--format", "json").json["sales"]
    assert "two-letters" in {row["id"] for row in held}
    steps = run("--as-of", "2025-02-01", "timeline", "two-letters", "--format", "json").json["steps"]
    assert [(step["step"], step["case"]) for step in steps if step["case"]] == [
        ("offered", "TW-B-AAA"), ("offered", "TW-B-BBB"), ("accepted", "TW-B-AAA"), ("implemented", "TW-B-AAA"),
        ("delivered", "TW-B-AAA"),
    ]  # fmt: skip


def test_show_lists_the_letters_and_next_names_what_each_can_become(run: Run, two_letters: Path) -> None:
    page = run("--as-of", "2024-05-10", "show", "two-letters").out
    assert "TW-B-AAA: accepted, since 2024-05-01, $300,000,000" in page
    assert "TW-B-BBB: offered, since 2024-03-01, open to 2024-08-01, amount unknown" in page
    possible = run("--as-of", "2024-05-10", "next", "two-letters", "--format", "json").json["possible"]
    assert {(move["case"], move["state"]) for move in possible} >= {
        ("TW-B-AAA", "implemented"), ("TW-B-BBB", "accepted"), ("TW-B-BBB", "cancelled"),
    }  # fmt: skip


def test_undo_prints_the_command_with_the_case(run: Run, two_letters: Path) -> None:
    run("--as-of", "2024-05-10", "advance", "two-letters", "accepted", "--case", "TW-B-BBB", "--source", "notice")
    undone = run("--as-of", "2024-05-10", "undo", "two-letters", "--yes", "--format", "json").json
    assert "--case TW-B-BBB" in undone["restore"]
    assert two_letters.read_text(encoding="utf-8") == HEAD + ACCEPTED
