"""Exports that others read: a data package, Excel, Datasette, a workbook with numbers as people write them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def package(run: Run, tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    ran = run(*DAY, "export", "csv", str(folder))
    assert ran.code == 0, ran.err
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def described(package: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return document


def test_every_table_is_described_as_it_is(package: Path, run: Run, tmp_path: Path) -> None:
    resources = {each["name"]: each for each in described(package)["resources"]}
    assert {f"{name}.csv" for name in resources} | {"datapackage.json"} == {path.name for path in package.iterdir()}
    assert run(*DAY, "export", "sqlite", "-o", str(tmp_path / "a.db")).code == 0
    with sqlite3.connect(tmp_path / "a.db") as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(resources) <= tables
    for name, each in resources.items():
        content = (package / each["path"]).read_bytes()
        fields = each["schema"]["fields"]
        assert content.decode().partition("\n")[0].split(",") == [field["name"] for field in fields], name
        assert (each["bytes"], each["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        assert [field["name"] for field in fields if not field["description"]] == [], name


@pytest.mark.parametrize("licence", ["CC0-1.0", "For the committee's staff alone", None])
def test_an_export_has_the_licence_of_its_ledger_and_none_that_it_does_not_declare(
    run: Run, ledger: Path, tmp_path: Path, licence: str | None
) -> None:
    settings = ledger / "ledger.yaml"
    kept = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("licence:")]
    settings.write_text("\n".join([*kept, *([f"licence: {licence}"] if licence else []), ""]), encoding="utf-8")
    assert run(*DAY, "export", "csv", str(tmp_path / "tables")).code == 0
    assert described(tmp_path / "tables").get("licenses") == ([{"name": licence}] if licence else None)
    assert json.loads(run(*DAY, "export", "datasette").out).get("license") == licence
    assert run(*DAY, "export", "sqlite", "-o", str(tmp_path / "a.db")).code == 0
    with sqlite3.connect(tmp_path / "a.db") as database:
        said = database.execute("SELECT value FROM about WHERE key = 'licence'").fetchall()
    assert said == ([(licence,)] if licence else [])


def test_the_cells_have_the_type_that_is_said_and_lead_where_is_said(package: Path) -> None:
    resources = {each["name"]: each for each in described(package)["resources"]}
    for name, each in resources.items():
        table = rows(package / each["path"])
        for field in each["schema"]["fields"]:
            for cell in (row[field["name"]] for row in table):
                if field["type"] == "integer" and cell:
                    assert cell.lstrip("-").isdigit(), (name, field, cell)
                if field["type"] == "boolean" and cell:
                    assert cell in ("true", "false"), (name, field, cell)
                assert cell or not field.get("constraints", {}).get("required"), (name, field)
        for key in each["schema"].get("foreignKeys", ()):
            to = resources[key["reference"]["resource"] or name]
            known = {row[key["reference"]["fields"]] for row in rows(package / to["path"])}
            assert {row[key["fields"]] for row in table if row[key["fields"]]} <= known, (name, key)


def test_countries_and_years_have_their_names(package: Path) -> None:
    assert rows(package / "countries.csv") == [{"code": "TW", "name": "Taiwan", "region": "EAP"}]
    sale = next(row for row in rows(package / "sales.csv") if row["id"] == "taiwan-himars-2025")
    assert (sale["year"], sale["fiscal_year"]) == ("2025", "2026")


def test_a_folder_is_replaced_only_where_an_export_made_it(run: Run, package: Path, tmp_path: Path) -> None:
    assert run(*DAY, "export", "csv", str(package)).code == 0
    other = tmp_path / "other"
    other.mkdir()
    (other / "sales.csv").write_text("mine")
    ran = run(*DAY, "export", "csv", str(other))
    assert (ran.code, ran.out) == (3, "")
    assert [path.name for path in other.iterdir()] == ["sales.csv"]
    assert (other / "sales.csv").read_text() == "mine"
    assert run(*DAY, "export", "csv", str(other), "--force").code == 0


def test_a_ledger_is_never_filled_with_tables(run: Run, ledger: Path) -> None:
    before = sorted(path.name for path in ledger.iterdir())
    assert run(*DAY, "export", "csv", str(ledger), "--force").code == 3
    assert sorted(path.name for path in ledger.iterdir() if path.name != ".lock") == before


def test_excel_takes_the_number_of_a_notice_for_text(
    run: Run, change: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    change("taiwan-tow-2025", "title: TOW 2B Missile System", "title: '=1+1 Vehículo'")
    target = tmp_path / "sales.csv"
    assert run(*DAY, "export", "csv", "--excel", "-o", str(target)).code == 0
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["transmittal"] for row in table if row["id"] == "taiwan-himars-2025"} == {'="26-01"'}
    title = next(row["title"] for row in table if row["id"] == "taiwan-tow-2025")
    assert not title.startswith("=")
    assert "Vehículo" in title
    assert run(*DAY, "export", "csv", "--excel", "-o", str(target)).code == 0, "an export replaces itself"


def test_datasette_is_told_what_the_database_is(run: Run, tmp_path: Path) -> None:
    metadata = json.loads(run(*DAY, "export", "datasette").out)
    tables = metadata["databases"]["ledger"]["tables"]
    assert "counted_usd" in tables["sales"]["columns"]
    assert run(*DAY, "export", "sqlite", "-o", str(tmp_path / "ledger.db")).code == 0
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        for table, told in tables.items():
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            assert set(told["columns"]) == columns


def test_the_database_has_a_full_text_search_without_accents(
    run: Run, change: Callable[[str, str, str], Path], tmp_path: Path
) -> None:
    with sqlite3.connect(":memory:") as memory:
        if not memory.execute("SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'").fetchone():
            pytest.skip("this Python's SQLite has no full-text search (FTS5)")
    change("taiwan-tow-2025", "title: TOW 2B Missile System", "title: Vehículo blindado")
    assert run(*DAY, "export", "sqlite", "-o", str(tmp_path / "ledger.db")).code == 0
    with sqlite3.connect(tmp_path / "ledger.db") as database:
        found = database.execute(
            "SELECT id FROM sales WHERE rowid IN (SELECT rowid FROM sales_text WHERE sales_text MATCH 'vehiculo')"
        ).fetchall()
    assert found == [("taiwan-tow-2025",)]


def test_what_does_not_go_together_is_refused(run: Run, tmp_path: Path) -> None:
    for words in (
        ("json", str(tmp_path / "t")),
        ("json", "--excel"),
        ("csv", str(tmp_path / "t"), "--excel"),
        ("csv", str(tmp_path / "t"), "-o", "x.csv"),
    ):
        ran = run(*DAY, "export", *words)
        assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "t").exists()
