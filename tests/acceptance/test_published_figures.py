"""`verify`: published figures beside what the ledger says, one to a file or many, and why some differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")

MANY = """\
id: table-of-2025
title: A table of notifications
measure: value
source: table
figures:
  - {id: table-of-2025-tw, title: Taiwan in 2025, question: {recipient: TW, year: 2025}, published: 11.1054B}
  - id: table-of-2025-tow
    title: TOW missiles
    question: {sales: [taiwan-tow-2025]}
    published: 350M
    differs: {computed: 353M, reason: The table rounds to tens of millions, source: table}
  - {id: table-of-2025-sales, title: Sales of 2025, measure: sales, question: {year: 2025}, published: "8"}
sources:
  table: {url: "https://example.org/table", title: A table}
"""


@pytest.fixture
def many(ledger: Path) -> Path:
    """A ledger with three figures in one file."""
    (ledger / "figures").mkdir()
    path = ledger / "figures/table-of-2025.yaml"
    path.write_text(MANY, encoding="utf-8")
    return path


def test_one_file_holds_many_figures_and_each_is_verified(run: Run, many: Path) -> None:
    ran = run(*DAY, "verify", "--format", "json")
    rows = {row["figure"]: row for row in ran.json}
    assert ran.code == 0
    assert set(rows) == {"table-of-2025-tw", "table-of-2025-tow", "table-of-2025-sales"}
    assert rows["table-of-2025-tw"]["holds"]
    assert rows["table-of-2025-sales"] | {"title": ""} == {
        "figure": "table-of-2025-sales", "published": 8, "computed": 8, "holds": True,
        "source": "https://example.org/table", "title": "", "measure": "sales", "unknown_value": 0,
        "disputed": [], "explained": False, "differs": None,
    }  # fmt: skip


def test_a_figure_that_differs_for_a_reason_is_explained_and_does_not_hold(run: Run, many: Path) -> None:
    (row,) = [row for row in run(*DAY, "verify", "--format", "json").json if row["figure"] == "table-of-2025-tow"]
    assert (row["published"], row["computed"], row["holds"], row["explained"]) == (
        350_000_000,
        353_000_000,
        False,
        True,
    )
    assert row["differs"] == {
        "computed": 353_000_000,
        "reason": "The table rounds to tens of millions",
        "source": "https://example.org/table",
    }
    ran = run(*DAY, "verify")
    assert ran.code == 0
    assert "The table rounds to tens of millions" in ran.out
    assert "3 figures: 2 hold, 1 differs for a reason that is given, 0 do not." in ran.err


def test_when_the_ledger_comes_to_yet_another_number_the_reason_explains_nothing(run: Run, many: Path) -> None:
    many.write_text(MANY.replace("computed: 353M", "computed: 352M"), encoding="utf-8")
    ran = run(*DAY, "verify")
    assert ran.code == 4
    assert "2 hold, 1 does not." in ran.err


def test_a_reason_that_is_no_longer_needed_is_told(run: Run, many: Path) -> None:
    many.write_text(MANY.replace("published: 350M", "published: 353M"), encoding="utf-8")
    ran = run(*DAY, "verify")
    assert ran.code == 0
    assert "`table-of-2025-tow` holds, and says that it differs: take `differs` out." in ran.err


@pytest.mark.parametrize(
    ("old", "new", "place", "says"),
    [
        ("id: table-of-2025-tow\n", "id: table-of-2025-tw\n", "7:9", "the id `table-of-2025-tw` stands in this file"),
        ("measure: value\n", "published: 3B\n", "3:1", "`published` stands beside `figures`"),
        (", published: 11.1054B", "", "6:5", "a figure needs `published`"),
        ("computed: 353M", "computed: about 353M", "11:25", "353M"),
        (
            "source: table}\n  - {id: table-of-2025-sales",
            "source: tabel}\n  - {id: table-of-2025-sales",
            "11:",
            "`tabel`",
        ),
        ("measure: sales", "measure: tally", "12:79", "names no resolution"),
    ],
)
def test_what_is_wrong_with_one_of_many_is_told_at_its_place(
    run: Run, many: Path, old: str, new: str, place: str, says: str
) -> None:
    assert MANY.count(old) == 1
    many.write_text(MANY.replace(old, new), encoding="utf-8")
    ran = run("validate")
    assert f"table-of-2025.yaml:{place}" in ran.out
    assert says in ran.out


def test_one_of_many_is_cited_by_its_id(run: Run, many: Path) -> None:
    assert "353" not in run(*DAY, "cite", "table-of-2025-tow").out
    assert "TOW missiles" in run(*DAY, "cite", "table-of-2025-tow").out


def test_validate_counts_figures_and_not_files(run: Run, many: Path) -> None:
    assert "3 figures" in run("validate").err
