"""The tables of data/README.md are what the program says of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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


def test_the_sales_of_the_second_reading_are_in_the_ledger() -> None:
    text = README.read_text(encoding="utf-8")
    read = text.partition("## A second reading")[2].partition("## How to correct")[0]
    sales = Ledger(DATA).contents.sales
    named = {word.strip(".,;:") for word in read.split()} & set(sales)
    # Of the forty, the one whose notice was not found is told apart in the text.
    assert len(named) == 40
