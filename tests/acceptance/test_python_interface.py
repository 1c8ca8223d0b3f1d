"""The interface for other programs: the same answers as the commands give."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import armstrack
from armstrack.ledger.locate import LedgerNotFound
from armstrack.query.find import NoSuchRecord

if TYPE_CHECKING:
    from conftest import Run

SALE = "taiwan-himars-2025"


def test_the_example_of_the_documentation(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    seen = []
    for sale in opened.sales(recipient="TW", as_of="2026-01-10"):
        seen.append((sale.id, sale.standing.state, str(sale.standing.review.last_review_day)))
    assert (SALE, "notified", "2026-01-16") in seen
    assert ("taiwan-pac3-nasams-2026", None, "None") in seen
    assert len(seen) == 9


def test_the_example_works_as_printed(ledger: Path) -> None:
    assert armstrack.__doc__ is not None
    _, _, example = armstrack.__doc__.partition("import armstrack")
    code = "import armstrack" + "\n".join(line.removeprefix("    ") for line in example.splitlines())
    project = ledger.rename(ledger.with_name("data")).parent
    ran = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert f"{SALE} notified 2026-01-16" in ran.stdout


@pytest.mark.parametrize("day", ["2025-12-16", "2026-01-16", "2026-01-17", "2026-04-01", "2026-11-20"])
def test_it_agrees_with_the_commands(run: Run, ledger: Path, day: str) -> None:
    rows = run("--as-of", day, "list", "--format", "json").json
    sales = list(armstrack.open(str(ledger)).sales(as_of=day))
    assert [sale.id for sale in sales] == [row["id"] for row in rows]
    assert [sale.standing.state for sale in sales] == [row["state"] for row in rows]
    assert [sale.value for sale in sales] == [row["value_usd"] for row in rows]
    assert [sale.title for sale in sales] == [row["title"] for row in rows]


def test_a_day_is_text_or_a_date(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    by_text = [sale.standing.state for sale in opened.sales(as_of="2026-01-16")]
    assert [sale.standing.state for sale in opened.sales(as_of=date(2026, 1, 16))] == by_text


def test_one_sale_is_found_as_the_commands_find_it(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    for name in (SALE, "taiwan-hi", "26-1"):
        sale = opened.sale(name, as_of="2026-01-17")
        assert (sale.id, sale.standing.state, sale.standing.words) == (SALE, "cleared", "review over, offer possible")


def test_a_wrong_question_is_an_error_in_words(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    with pytest.raises(ValueError, match="not a recipient"):
        list(opened.sales(recipient="Twaiwan"))
    with pytest.raises(ValueError, match="tomorrow"):
        list(opened.sales(as_of="tomorrow"))
    with pytest.raises(ValueError, match="authority"):
        list(opened.sales(authority="36(z)"))


def test_a_state_that_does_not_exist_is_an_error_and_not_an_empty_answer(ledger: Path) -> None:
    with pytest.raises(ValueError, match="ofered"):
        list(armstrack.open(str(ledger)).sales(state="ofered", as_of="2026-11-20"))


def test_a_missing_sale_and_a_missing_ledger_are_errors_in_words(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchRecord, match="nothing-like-it"):
        armstrack.open(str(ledger)).sale("nothing-like-it")
    with pytest.raises(LedgerNotFound, match="armstrack init"):
        armstrack.open(str(tmp_path / "nowhere"))


def test_without_a_folder_it_opens_what_the_commands_would(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ARMSTRACK_LEDGER", raising=False)
    monkeypatch.chdir(ledger / "sales")
    assert armstrack.open().folder == ledger
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert SALE in [sale.id for sale in armstrack.open().sales(as_of="2026-01-16")]


def test_files_that_cannot_be_read_are_told_of(ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    opened = armstrack.open(str(ledger))
    assert SALE not in [sale.id for sale in opened.sales(as_of="2026-01-16")]
    assert {problem.file.endswith(f"{SALE}.yaml") for problem in opened.problems} == {True}
    assert any(problem.code == "unknown-key" and problem.line == 2 for problem in opened.problems)


def test_importing_the_package_loads_none_of_its_libraries() -> None:
    code = "import sys, armstrack; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"typer", "rich", "yaml", "sqlite3", "armstrack.query", "armstrack.ledger"} & set(
        ran.stdout.split()
    ) == set()
