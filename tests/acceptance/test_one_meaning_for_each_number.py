"""A ceiling is what a sale may cost, a value what it counts for, and one name means one thing at every door."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ledger.made import SETTINGS, make, told

import armstrack
from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger
from armstrack.query.api.frame_rows import SALE_COLUMNS, sale_frame_row

if TYPE_CHECKING:
    from conftest import Ran, Run

SALE = """\
id: {id}
title: {id}
recipient: DE
authority: {authority}
{more}value: {{{value}}}
items:
  - {{quantity: 4, name: Patrol boat}}
history:
{history}
"""
NOTIFIED = "  - {date: 2026-05-19, state: notified}"

AMENDED = {
    "first": ("36(b)(1)", "", "total: 8.5B", "  - {date: 2023-05-19, state: notified}"),
    "second": ("36(b)(5)(C)", "amends: first\n", "total: 8.5B, increase: 0", NOTIFIED),
    "unsized": ("36(b)(5)(C)", "amends: first\n", "total: 9B", NOTIFIED),
    "reported": ("36(b)(1)", "", "total: 14B", "  - {date: 2026-03-13, state: reported}"),
    "unknown": ("36(b)(1)", "", "total: unknown", NOTIFIED),
    "changed": (
        "36(b)(1)", "", "total: 3B", f"{NOTIFIED}\n  - {{date: 2026-06-01, event: modified, value: 2B}}",
    ),
}  # fmt: skip


def a_file(id: str, authority: str, more: str, value: str, history: str) -> dict[str, str | bytes]:
    return {f"sales/{id}.yaml": SALE.format(id=id, authority=authority, more=more, value=value, history=history)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {}
    for id, parts in AMENDED.items():
        files |= a_file(id, *parts)
    make(tmp_path / "sums", files, SETTINGS)
    return tmp_path / "sums"


@pytest.fixture
def asked(run: Run, folder: Path) -> Callable[..., Ran]:
    return lambda *words: run("--ledger", str(folder), "--as-of", "2026-11-28", *words)


EXPECTED = {
    "first": (8_500_000_000, 8_500_000_000, False),
    "second": (8_500_000_000, 0, True),
    "unsized": (9_000_000_000, None, True),
    "reported": (14_000_000_000, 14_000_000_000, False),
    "unknown": (None, None, False),
    "changed": (2_000_000_000, 3_000_000_000, False),
}
"""The ceiling, what is counted, and whether it amends."""


def test_every_door_has_the_ceiling_and_what_counts_by_the_same_names(
    asked: Callable[..., Ran], folder: Path, tmp_path: Path
) -> None:
    def numbers(rows: list[dict[str, Any]]) -> dict[str, Any]:
        return {row["id"]: (row["ceiling_usd"], row["value_usd"], row["amendment"]) for row in rows}

    assert numbers(asked("list", "--format", "json").json) == EXPECTED
    shown = [asked("show", id, "--format", "json").json for id in EXPECTED]
    assert numbers(shown) == EXPECTED
    assert asked("export", "sqlite", "-o", str(tmp_path / "l.db")).code == 0
    with sqlite3.connect(tmp_path / "l.db") as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM sales")]
    assert {id: (*each[:2], bool(each[2])) for id, each in numbers(rows).items()} == EXPECTED
    assert all(row["value_usd"] == row["counted_usd"] and row["recipient"] == row["recipients"] for row in rows)
    text = {id: tuple("" if each is None else str(each) for each in row[:2]) for id, row in EXPECTED.items()}
    for door in (("list", "--format", "csv"), ("export", "csv")):
        read = csv.DictReader(io.StringIO(asked(*door).out))
        assert {row["id"]: (row["ceiling_usd"], row["value_usd"]) for row in read} == text
    names = {column.name for column in SALE_COLUMNS}
    assert {"ceiling_usd", "value_usd", "amendment", "recipient", "verified"} <= names
    assert numbers([sale_frame_row(one) for one in armstrack.open(str(folder)).sales(as_of="2026-11-28")]) == EXPECTED


def test_the_table_says_what_an_amendment_adds(asked: Callable[..., Ran]) -> None:
    lines = {line.split()[0]: line for line in asked("list").out.splitlines()[1:]}
    assert "$8.5 B (+$0)" in lines["second"]
    assert "$9 B (+unknown)" in lines["unsized"]
    assert "$8.5 B " in lines["first"]
    assert "(+" not in lines["first"]
    assert "$2 B" in lines["changed"]


def test_what_was_never_notified_does_not_lead_a_list_by_value(asked: Callable[..., Ran]) -> None:
    ran = asked("list", "--sort", "value")
    order = [line.split()[0] for line in ran.out.splitlines()[1:]]
    assert order == ["first", "changed", "second", "unknown", "unsized", "reported"]
    assert "1 never notified, set apart: it counts in no total." in ran.err
    reversed_order = [row["id"] for row in asked("list", "--sort", "value", "--reverse", "--format", "json").json]
    assert reversed_order[0] == "reported"
    for more in ((), ("--reverse",), ("--limit", "2")):
        assert asked("list", "--sort", "value", *more).out == asked("list", "--sort", "value", *more, "--no-index").out
    assert "never notified" not in asked("list").err


# --- what contradicts itself ------------------------------------------------------------------------------


def a_package(tmp_path: Path, value: str, *totals: str) -> list[tuple[str, str, int, int]]:
    files: dict[str, str | bytes] = {
        "packages/together.yaml": f"id: together\ntitle: Together\nannounced: 2026-05-19\nvalue: {value}\n"
    }
    for at, total in enumerate(totals):
        files |= a_file(f"sale-{at}", "36(b)(1)", "package: together\n", f"total: {total}", NOTIFIED)
    folder = tmp_path / "package"
    make(folder, files, SETTINGS)
    return [one for one in told(audit(Ledger(folder)), folder) if one[0] == "package-sum"]


@pytest.mark.parametrize(
    ("value", "totals", "apart"),
    [
        ("11.1B", ("5B", "6.105B"), False),
        ("11B", ("5B", "6.105B"), False),
        ("11B", ("5B", "8B"), True),
        ("11B", ("5B",), True),
        ("11B", ("5B", "unknown"), False),
        ("11B", ("12B", "unknown"), True),
        ("unknown", ("5B",), False),
    ],
)
def test_a_package_is_held_against_its_sales(tmp_path: Path, value: str, totals: tuple[str, ...], apart: bool) -> None:
    assert a_package(tmp_path, value, *totals) == ([("package-sum", "packages/together.yaml", 4, 8)] if apart else [])


@pytest.mark.parametrize(
    ("promise", "too_many"),
    [
        ("quantity: 4, item: Patrol boat", False),
        ("quantity: 5, item: Patrol boat", True),
        ("quantity: 5, item: Spare engine", False),
        ("item: Patrol boat", False),
    ],
)
def test_a_promise_of_more_than_was_sold_is_told(tmp_path: Path, promise: str, too_many: bool) -> None:
    history = f"{NOTIFIED}\n  - {{date: 2026-10-01, event: promised, expected: 2028-01-01, {promise}}}"
    folder = tmp_path / "promise"
    make(folder, a_file("boats", "36(b)(1)", "", "total: 40M", history), SETTINGS)
    found = [one for one in told(audit(Ledger(folder)), folder) if one[0] == "more-than-sold"]
    assert bool(found) is too_many
