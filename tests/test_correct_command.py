"""`armstrack set` and `armstrack rename`, as a person calls them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from armstrack.cli.main import run_program

BOATS = "id: boats\ntitle: Boats  # by hand\nrecipient: NO\nauthority: 36(b)(1)\nvalue:\n  total: 4B\nhistory:\n"
ENTRY = "  - {date: 2024-01-01, state: notified}\n"
CHILD = "id: child\ntitle: More\nrecipient: NO\nauthority: 36(b)(5)(C)\namends: boats\nhistory:\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: tests\nformat: 1\n")
    (tmp_path / "sales" / "boats.yaml").write_text(BOATS + ENTRY)
    (tmp_path / "sales" / "child.yaml").write_text(CHILD + ENTRY)
    return tmp_path


@pytest.fixture
def run(ledger: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run_program(["--ledger", str(ledger), *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_set(run: Any, ledger: Path) -> None:
    path = ledger / "sales" / "boats.yaml"
    assert run("set", "boats", "value.total", "4.5B")[0] == 0
    assert path.read_text() == (BOATS + ENTRY).replace("4B", "4.5B")
    assert run("set", "boats", "history.1.date", "2024-01-02")[0] == 0
    assert "2024-01-02" in path.read_text()


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("value.total", "a lot", 4),
        ("titel", "x", 5),
        ("id", "x", 2),
        ("items.0.name", "x", 2),
        ("recipient", "Norge", 4),
    ],
)
def test_set_refuses(run: Any, ledger: Path, key: str, value: str, code: int) -> None:
    assert run("set", "boats", key, value)[0] == code
    assert (ledger / "sales" / "boats.yaml").read_text() == BOATS + ENTRY


def test_rename_follows_references(run: Any, ledger: Path) -> None:
    assert run("rename", "boats", "norway-boats")[0] == 0
    assert not (ledger / "sales" / "boats.yaml").exists()
    assert (ledger / "sales" / "norway-boats.yaml").read_text() == (BOATS + ENTRY).replace(
        "id: boats", "id: norway-boats"
    )
    assert (ledger / "sales" / "child.yaml").read_text() == (CHILD + ENTRY).replace(
        "amends: boats", "amends: norway-boats"
    )


@pytest.mark.parametrize(("new", "code"), [("child", 3), ("Not An Id", 2)])
def test_rename_refuses(run: Any, ledger: Path, new: str, code: int) -> None:
    assert run("rename", "boats", new)[0] == code
    assert (ledger / "sales" / "boats.yaml").read_text() == BOATS + ENTRY
