"""The tables of data/README.md are what the program says of the ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from armstrack.ledger.ledger import Ledger

if TYPE_CHECKING:
    from conftest import Run

DATA = Path(__file__).parent.parent / "data"
README = DATA / "README.md"
BEGIN, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"


def test_the_coverage_table_is_the_one_that_the_command_prints(run: Run) -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0]
    printed = run("--ledger", str(DATA), "--as-of", "2026-11-22", "coverage", "--format", "md").out
    assert shown.strip() == printed.strip(), "write it anew: armstrack --as-of 2026-11-22 coverage --format md"


READINGS = {"### The first 363": 40, "### The notifications of 2008 to 2024": 60}


@pytest.mark.parametrize(("heading", "drawn"), READINGS.items())
def test_a_second_reading_names_each_sale_that_was_drawn(heading: str, drawn: int) -> None:
    read = _section(README.read_text(encoding="utf-8"), heading)
    named = {word.strip(".,;:") for word in read.split()} & set(Ledger(DATA).contents.sales)
    assert len(named) == drawn


@pytest.mark.parametrize(("heading", "drawn"), READINGS.items())
def test_the_outcomes_of_a_second_reading_add_up_to_the_sales_that_were_drawn(heading: str, drawn: int) -> None:
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (\d+) \|$", _section(README.read_text(encoding="utf-8"), heading), re.M))
    together = int(rows.pop("together"))
    assert sum(map(int, rows.values())) == together == drawn


def _section(text: str, heading: str) -> str:
    """Return what stands under a heading, up to the next of its kind or above."""
    return re.split(r"^##", text.partition(heading)[2], maxsplit=1, flags=re.M)[0]
