"""The ledger for other programs: complete, consistent with the commands, and without a cell that would run."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest

from armstrack.cli.main import run_program

DAY = "2026-01-16"
KINDS = ("sqlite", "csv", "json", "jsonl", "xlsx")


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code, and what a command writes to its two streams."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = run_program(["--as-of", DAY, *arguments])
    return code, output.getvalue(), errors.getvalue()


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("export") / "ledger.db"
    code, output, errors = run("export", "sqlite", "-o", str(path))
    assert (code, output) == (0, "")
    assert "written to" in errors
    return sqlite3.connect(path)


def test_the_database_is_whole_and_every_reference_leads_somewhere(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    names = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    assert {"sales", "items", "events", "resolutions", "votes", "sources", "standing", "totals_by_year"} <= names


def test_the_views_total_as_summary_does(database: sqlite3.Connection) -> None:
    for view, line in (("totals_by_year", "year"), ("totals_by_recipient", "recipient")):
        document = json.loads(run("summary", "--by", line, "--format", "json")[1])
        asked = {(g["key"], g["sales"], g["value_usd"], g["unknown_value"]) for g in document["groups"] if g["key"]}
        rows = {tuple(row) for row in database.execute(f"SELECT * FROM {view}")}
        sorted_keys = {("+".join(sorted(key.split("+"))), *rest) for key, *rest in rows}
        assert asked == sorted_keys


def test_the_standing_is_that_of_list(database: sqlite3.Connection) -> None:
    rows = json.loads(run("list", "--format", "json")[1])
    told = dict(database.execute("SELECT id, state FROM standing").fetchall())
    assert told == {row["id"]: row["state"] for row in rows}


def test_json_holds_what_show_says() -> None:
    sales = json.loads(run("export", "json")[1])
    lines = [json.loads(line) for line in run("export", "jsonl")[1].splitlines()]
    assert sales == lines
    shown = json.loads(run("show", "taiwan-himars-2025", "--format", "json")[1])
    del shown["next"]
    assert shown in sales


def test_a_contractor_is_exported_with_its_firm_as_the_last_column(database: sqlite3.Connection) -> None:
    firms = dict(database.execute("SELECT name, firm FROM contractors WHERE name LIKE 'Raytheon%' OR name = 'RTX'"))
    assert set(firms.values()) <= {"RTX", "Javelin Joint Venture"}
    assert "RTX" in firms.values()
    assert [column for _, column, *_ in database.execute("PRAGMA table_info(contractors)")][-1] == "firm"


def test_what_a_number_counts_is_exported(database: sqlite3.Connection) -> None:
    (fuel,) = database.execute("SELECT count(*) FROM items WHERE unit = 'gallons' AND quantity > 1000000").fetchone()
    assert fuel > 0


def test_no_cell_of_the_csv_is_a_formula(tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: one\nformat: 1\n", encoding="utf-8")
    text = (
        'id: odd\ntitle: "=HYPERLINK(\\"http://example.org\\")"\nrecipient: PH\nauthority: 36(b)(1)\n'
        "history:\n  - {date: 2025-12-17, state: notified}\n"
    )
    (tmp_path / "sales" / "odd.yaml").write_text(text, encoding="utf-8")
    code, output, _ = run("export", "csv", "--ledger", str(tmp_path))
    assert code == 0
    (row,) = csv.DictReader(io.StringIO(output))
    assert row["title"].startswith("'=")
    target = tmp_path / "book.xlsx"
    pytest.importorskip("xlsxwriter")
    assert run("export", "xlsx", "-o", str(target), "--ledger", str(tmp_path))[0] == 0
    import zipfile

    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in sheet


@pytest.mark.parametrize("kind", ["sqlite", "xlsx"])
def test_what_is_no_text_needs_a_file(kind: str) -> None:
    code, output, errors = run("export", kind)
    assert (code, output) == (2, "")
    assert "-o ledger." in errors


def test_a_text_goes_into_a_file_too(tmp_path: Path) -> None:
    target = tmp_path / "sales.csv"
    assert run("export", "csv", "-o", str(target))[:2] == (0, "")
    assert target.read_bytes().decode() == run("export", "csv")[1]
    assert [path.name for path in tmp_path.iterdir()] == ["sales.csv"]


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    code, _, errors = run("export", "xlsx", "-o", str(tmp_path / "a.xlsx"))
    assert code == 2
    assert "armstrack[xlsx]" in errors
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    for kind in KINDS[:3]:
        code, _, errors = run("export", kind, "-o", str(tmp_path / "no" / "such" / "folder"))
        assert code == 3
        assert "armstrack:" in errors
