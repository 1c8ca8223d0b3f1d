"""Every option that takes a day takes the same words; a span begins with its first day and ends with its last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-01-21")
SALE = "taiwan-himars-2025"


def ids(run: Run, *words: str) -> set[str]:
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    return {row["id"] for row in ran.json}


@pytest.mark.parametrize(
    "words",
    [("--since", "2025-12"), ("--since", "last month"), ("--since", "35d"), ("--until", "2025-12"),
     ("--until", "last month"), ("--year", "2025Q4"), ("--year", "2025-Q4"),
     ("--year", "2025q4", "--since", "2025-12-17"), ("--since", "2025Q4", "--until", "2025Q4"),
     ("--since", "last year")],
)  # fmt: skip
def test_a_span_takes_in_what_lies_in_it(run: Run, words: tuple[str, ...]) -> None:
    """The eight sales were notified on 17 December 2025."""
    assert SALE in ids(run, *DAY, "list", *words)


@pytest.mark.parametrize(
    "words",
    [
        ("--year", "2025Q3"),
        ("--year", "2025Q4", "--until", "2025-12-16"),
        ("--since", "this month"),
        ("--since", "last week"),
        ("--until", "2025-11"),
        ("--since", "yesterday"),
    ],
)
def test_a_span_leaves_out_what_lies_beside_it(run: Run, words: tuple[str, ...]) -> None:
    assert SALE not in ids(run, *DAY, "list", *words)


def test_the_as_of_day_is_the_last_day_of_a_span(run: Run) -> None:
    month = run("--as-of", "2025-12", "next", SALE, "--format", "json").json
    assert month["as_of"] == "2025-12-31"
    assert run("next", SALE, "--as-of", "2026Q1", "--format", "json").json["as_of"] == "2026-03-31"
    assert run("--as-of", "soon", "list").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("events", "--on-or-after", "last month"),
        ("events", "--on-or-before", "monday"),
        ("resolutions", "votes", "--since", "last year"),
        ("backlog", "diff", "--from", "2025-11"),
        ("check", "-r", "TW", "--mde", "20M", "--on", "yesterday"),
        ("brief", "--since", "last week"),
        ("advance", "taiwan-ah1w-parts-2025", "offered", "--on", "yesterday", "--dry-run"),
        ("record", SALE, "note", "--on", "monday", "--note", "x", "--dry-run"),
        ("due", "--as-of", "last month"),
        ("summary", "--until", "today"),
    ],
    ids=" ".join,
)
def test_every_command_takes_the_words(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*DAY, *command)
    assert ran.code == 0, ran.err


def test_what_happened_in_a_month_stays_known_to_the_month(run: Run, ledger: Path) -> None:
    assert run("--as-of", "2026-11-20", "advance", SALE, "implemented", "--on", "2026-04", "--skip").code == 0
    (path,) = ledger.rglob(f"{SALE}.yaml")
    assert "date: 2026-04, state: implemented" in path.read_text(encoding="utf-8")


def test_a_quarter_stands_alone_among_the_years(run: Run) -> None:
    for years in ("2025Q3,2025Q4", "2024,2025Q4"):
        ran = run(*DAY, "list", "--year", years)
        assert (ran.code, ran.out) == (2, "")
        assert "one quarter alone" in ran.err
    assert run(*DAY, "list", "--year", "2025Q5").code == 2


def test_where_one_day_is_meant_a_span_is_refused(run: Run) -> None:
    ran = run(*DAY, "check", "-r", "TW", "--mde", "20M", "--on", "last month")
    assert ran.code == 2
    assert "2025-12-01 to 2025-12-31" in ran.err
    assert run(*DAY, "advance", SALE, "offered", "--on", "last week", "--dry-run").code == 2


def test_a_word_that_names_no_day_names_the_words_that_do(run: Run) -> None:
    ran = run(*DAY, "list", "--since", "soonish")
    assert (ran.code, ran.out) == (2, "")
    assert "`soonish` names no day; write 2026-03-17, 2026-03, today, monday, last week or 7d" in ran.err
