"""A grid holds what the groups of a summary say, adds up at its edges, and never tells 0 where nobody looked."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import NOVEMBER

from armstrack.ledger.ledger import Ledger
from armstrack.query.filter import EVERYTHING, Filter
from armstrack.query.from_files import FromFiles
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.summary import SummaryQuestion
from armstrack.query.summary.counting import LINES
from armstrack.query.summary.pivot import check_pivot, grid_rows, grids

if TYPE_CHECKING:
    from conftest import Run

DAY = date(2026, 11, 20)
ASKED = ("--ledger", str(NOVEMBER), "--as-of", "2026-11-20", "summary")


@cache
def ledger() -> FromFiles:
    return FromFiles(Ledger(NOVEMBER))


@pytest.mark.parametrize("lines", list(permutations([line for line in LINES if line != "contractor"], 2)), ids=",".join)
def test_the_cells_are_the_groups_and_add_up_to_the_whole(lines: tuple[str, str]) -> None:
    question = SummaryQuestion(by=lines)
    document = question.answer(ledger(), DAY)
    found = grids(document, question)
    cells = [cell for grid in found for row in grid["cells"] for cell in row]
    assert sum(cell["sales"] for cell in cells) == document["total"]["sales"]
    assert sum(cell["number"] or 0 for cell in cells) == document["total"]["value_usd"]
    assert sum(cell["unknown_value"] for cell in cells) == document["total"]["unknown_value"]
    assert all(cell["number"] is not None or cell["unknown_value"] for cell in cells)
    if "procedure" in lines:
        (grid,) = found
        assert grid["total"] is None  # FMS and DCS are never added
        assert (grid["row_totals"] is None) == (lines[1] == "procedure")
        assert (grid["column_totals"] is None) == (lines[0] == "procedure")
        return
    for grid in found:
        assert grid["procedure"] is not None
        whole = document["totals"][grid["procedure"]]
        for totals in (grid["row_totals"], grid["column_totals"]):
            assert totals is not None
            assert sum(cell["number"] or 0 for cell in totals) == (whole["value_usd"] or 0)
            assert sum(cell["unknown_value"] for cell in totals) == whole["unknown_value"]
        assert grid["total"] is not None
        assert grid["total"]["number"] == whole["value_usd"]


@pytest.mark.parametrize(("unit", "adds"), [("sale", True), ("announcement", False), ("declaration", False)])
def test_numbers_have_one_grid_and_are_added_where_they_are_sums(unit: str, adds: bool) -> None:
    question = SummaryQuestion(by=("year", "class"), count_by=unit)
    document = question.answer(ledger(), DAY)
    (grid,) = grids(document, question)
    told = {
        (row["key"], column["key"]): grid["cells"][at][place]["number"]
        for at, row in enumerate(grid["rows"])
        for place, column in enumerate(grid["columns"])
    }
    for group in document["groups"]:
        assert isinstance(group["key"], list)
        assert told.pop((group["key"][0], group["key"][1])) == group[f"{unit}s"]  # type: ignore[literal-required]
    assert set(told.values()) == {0}
    assert (grid["total"] is not None) == (grid["row_totals"] is not None) == adds


def test_where_sales_stand_in_several_columns_rows_are_not_added() -> None:
    question = SummaryQuestion(Filter(recipients=("TW",)), ("year", "contractor"))
    (grid,) = grids(question.answer(ledger(), DAY), question)
    assert grid["row_totals"] is None
    assert grid["total"] is None
    assert grid["column_totals"] is not None


def test_every_year_in_between_that_was_asked_for_has_a_row() -> None:
    for years, rows in (((), ["2017", "2018", "2019"]), ((2017, 2019), ["2017", "2019"])):
        wanted = Filter(recipients=("TW",), classes=("munitions", "asymmetric"), until=date(2019, 12, 31), years=years)
        question = SummaryQuestion(wanted, ("year", "class"))
        (grid,) = grids(question.answer(ledger(), DAY), question)
        assert [row["key"] for row in grid["rows"]] == rows
        assert all(cell["number"] is not None for row in grid["cells"] for cell in row)


def test_csv_says_what_the_groups_say(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run(*ASKED, "--by", "year,class", "--pivot", "--format", "csv").out)))
    document = run(*ASKED, "--by", "year,class", "--pivot", "--format", "json").json
    assert document == run(*ASKED, "--by", "year,class", "--format", "json").json
    told = {
        (row["year"] or None, row["procedure"], name): (row[name], row[f"{name}_unknown_value"])
        for row in rows
        for name in ("traditional", "asymmetric", "munitions", "maintenance", "not said")
    }
    for group in document["groups"]:
        for procedure, part in group.get("totals", {"fms": group}).items():
            year, kind = group["key"]
            value = "" if part["value_usd"] is None else str(part["value_usd"])
            assert told.pop((year, procedure, kind or "not said")) == (value, str(part["unknown_value"]))
    assert set(told.values()) == {("0", "0")}


def test_csv_leaves_out_the_totals_where_that_is_asked_and_json_says_that_it_has_no_grid(run: Run) -> None:
    words = (*ASKED, "--by", "year,class", "-r", "TW", "--pivot")
    assert "total" in run(*words, "--format", "csv").out.splitlines()[0].split(",")
    assert "total" not in run(*words, "--no-total", "--format", "csv").out.splitlines()[0].split(",")
    assert "json has the groups" in run(*words, "--format", "json").err


def test_a_grid_of_nothing_is_0_and_one_without_price_levels_says_so(run: Run) -> None:
    nothing = run(*ASKED, "--by", "year,class", "-r", "ZW", "--pivot")
    assert nothing.code == 0, nothing.err
    assert nothing.out.splitlines()[-1].split() == ["Total", "0"]
    real = run(*ASKED, "--by", "year,class", "--real", "2024", "--year", "2026", "-r", "IN,IL", "--pivot")
    assert "no price level" in real.out.splitlines()[2]
    across = run(*ASKED, "--by", "year,class", "--real", "2024", "--since", "2025-01-01", "-r", "IN,TW", "--pivot")
    (row,) = (line for line in across.out.splitlines() if line.startswith("2026"))
    assert re.split("  +", row)[-1] == "no price level"


def test_names_with_points_are_columns_of_their_own() -> None:
    question = SummaryQuestion(EVERYTHING, ("year", "contractor"))
    rows = grid_rows(grids(question.answer(ledger(), DAY), question), question)
    assert any("." in column for column in rows.columns)
    assert all(column in row for row in rows.rows for column in rows.columns)


# --- what is not covered ------------------------------------------------------------------------------------


@pytest.fixture
def covering(tmp_path: Path) -> Path:
    """A ledger that covers Taiwan from 2020 on and all others from 2022 on."""
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text(
        "name: small\nformat: 1\ncovers:\n"
        "  - {recipients: [TW], authorities: [36(b)(1)], from: 2020-01-01, to: 2024-06-30}\n"
        "  - {authorities: [36(b)(1)], from: 2022-01-01, to: 2024-06-30}\n",
        encoding="utf-8",
    )
    for name, recipient, day, total in (
        ("early", "JP", "2019-05-01", "5M"),
        ("late", "JP", "2023-05-01", "50000"),
        ("taiwan", "TW", "2021-05-01", "7M"),
        ("valueless", "TW", "2023-06-01", "unknown"),
    ):
        (tmp_path / f"sales/{name}.yaml").write_text(
            f"id: {name}\ntitle: Arms\nrecipient: {recipient}\nauthority: 36(b)(1)\nvalue: {{total: {total}}}\n"
            f"history:\n  - {{date: {day}, state: notified}}\n",
            encoding="utf-8",
        )
    return tmp_path


def test_what_is_not_covered_is_never_0(run: Run, covering: Path) -> None:
    asked = ("--ledger", str(covering), "--as-of", "2024-06-30", "summary", "--by", "year,recipient", "--pivot")
    ran = run(*asked, "--format", "md", "--unit", "millions")
    cells = [[each.strip() for each in line.split("|")[1:-1]] for line in ran.out.splitlines() if line[:3] == "| 2"]
    assert cells == [
        ["2019\\*", "not covered", "5.0", "5.0"],
        ["2020\\*", "0", "not covered", "0"],
        ["2021\\*", "7.0", "not covered", "7.0"],
        ["2022", "0", "0", "0"],
        ["2023", "unknown", "&lt;0.1", "&lt;0.1 +1?"],
    ]
    rows = list(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))
    assert [(row["TW"], row["TW_unknown_value"]) for row in rows] == [
        ("", ""), ("0", "0"), ("7000000", "0"), ("0", "0"), ("", "1"),
    ]  # fmt: skip
    assert [(row["JP"], row["JP_unknown_value"]) for row in rows] == [
        ("5000000", "0"), ("", ""), ("", ""), ("0", "0"), ("50000", "0"),
    ]  # fmt: skip


def test_a_chart_of_years_is_hollow_where_the_ledger_does_not_cover_them(run: Run, covering: Path) -> None:
    asked = ("--ledger", str(covering), "--as-of", "2024-06-30", "summary", "--by", "year", "--chart")
    drawn = run(*asked, "--unit", "millions").out.split("\n\n")[1].splitlines()
    assert [line.split()[:2] for line in drawn[1:-1]] == [
        ["2019*", "5.0"], ["2020*", "0.0"], ["2021*", "7.0"], ["2022", "0.0"], ["2023", "<0.1"],
    ]  # fmt: skip
    assert "░" in drawn[1]
    assert "█" not in drawn[1]
    assert drawn[-2].endswith(" +1?")
    assert drawn[-1] == "░ not covered whole by this ledger; +N? N sales of unknown value besides."
    nobody = run(*asked, "-r", "JP").out.split("\n\n")[1].splitlines()
    assert nobody[1].split() == ["2020*", "not", "covered"]


# --- what means nothing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"by": ("year",)}, "one line down and one across"),
        ({"by": ("year", "class", "state")}, "one line down and one across"),
        ({"by": ("year", "class"), "top": 3}, "--top"),
        ({"by": ("year", "class"), "share": True}, "--share"),
    ],
)
def test_a_grid_takes_two_lines_and_one_number_a_cell(options: dict[str, object], says: str) -> None:
    with pytest.raises(WrongWord, match=says):
        check_pivot(SummaryQuestion(**options))  # type: ignore[arg-type]


def test_the_command_refuses_them_with_what_to_give(run: Run) -> None:
    ran = run(*ASKED, "--by", "year", "--pivot")
    assert ran.code == 2
    assert "give two lines: --by year,class" in ran.err
