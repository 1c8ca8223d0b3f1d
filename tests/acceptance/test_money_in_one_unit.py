"""`--unit`: the money of a table in one unit throughout, said in its heading; data for programs stays in dollars."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Run

ASKED = ("--ledger", str(NOVEMBER), "--as-of", "2026-11-20")

TABLES = [
    ("summary", "--by", "year"),
    ("summary", "--by", "class"),
    ("summary", "--by", "year", "--rolling", "2", "-r", "TW"),
    ("summary", "--by", "year", "--real", "2024", "-r", "TW"),
    ("summary", "--by", "year,class", "--pivot"),
    ("list", "-r", "DE"),
    ("list", "--columns", "id,ceiling_usd", "-r", "DE"),
    ("backlog", "-r", "TW"),
    ("backlog", "--by", "class"),
    ("backlog", "series", "-r", "TW", "--every", "year"),
]


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
@pytest.mark.parametrize("format", ["table", "md"])
def test_the_whole_table_is_in_the_unit_that_its_heading_says(run: Run, words: tuple[str, ...], format: str) -> None:
    ran = run(*ASKED, *words, "--unit", "millions", "--format", format)
    assert ran.code == 0, ran.err
    assert re.search("millions of (2024 )?dollars", ran.out)
    assert "$" not in ran.out
    assert re.search(r"\b\d[\d,]*\.\d\b", ran.out)


@pytest.mark.parametrize("words", TABLES, ids=" ".join)
@pytest.mark.parametrize("format", ["json", "csv", "jsonl"])
def test_data_for_programs_stays_in_whole_dollars_and_it_is_said(run: Run, words: tuple[str, ...], format: str) -> None:
    plain = run(*ASKED, *words, "--format", format)
    asked = run(*ASKED, *words, "--unit", "millions", "--format", format)
    assert asked.out == plain.out
    assert f"{format} has whole dollars" in asked.err


def test_every_column_of_money_says_its_unit(run: Run) -> None:
    ran = run(*ASKED, "summary", "--by", "year", "--rolling", "2", "--unit", "millions", "-r", "TW", "--format", "md")
    assert ran.out.splitlines()[0].count("millions of dollars") == 2


def test_a_chart_is_in_the_unit_of_its_table(run: Run) -> None:
    drawn = run(*ASKED, "summary", "--by", "year", "-r", "TW", "--chart", "--unit", "billions").out.split("\n\n")[1]
    assert drawn.splitlines()[0] == "Ceilings, billions of dollars"
    assert re.search(r"^2025 +11\.4 +█+$", drawn, re.MULTILINE)


@pytest.mark.parametrize("command", ["summary", "list", "backlog"])
def test_another_unit_is_refused(run: Run, command: str) -> None:
    ran = run(*ASKED, command, "--unit", "milion")
    assert ran.code == 2
    assert "`milion` is no unit" in ran.err
    assert "did you mean `millions`?" in ran.err
