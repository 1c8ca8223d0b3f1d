"""The index that the wheel brings: made alike every time, taken over only for the very same records and program."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from ledger.made import SETTINGS

from armstrack.index.shipped import make
from armstrack.index.store import open_index

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small ledger."""
    ledger = tmp_path / "ledger"
    (ledger / "sales").mkdir(parents=True)
    (ledger / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    for path in sorted((DATA / "sales").rglob("taiwan-h*.yaml"))[:4]:
        shutil.copy(path, ledger / "sales")
    return ledger


@pytest.fixture
def shipped(folder: Path, tmp_path: Path) -> Path:
    """The index that would be shipped with it."""
    path = tmp_path / "shipped.db"
    make(str(folder), str(path))
    return path


def opened(folder: Path, shipped: Path, cache: Path) -> tuple[list[str], list[int]]:
    """The ids that the index of a ledger holds, and after how many files it told of its progress."""
    told: list[int] = []
    index = open_index(str(folder), str(cache / "index.db"), lambda done, total: told.append(done), str(shipped))
    try:
        return [name for (name,) in index.select("SELECT id FROM sales ORDER BY id")], told
    finally:
        index.close()


def test_the_same_files_make_the_same_bytes(folder: Path, shipped: Path, tmp_path: Path) -> None:
    copy, again = tmp_path / "copy", tmp_path / "again.db"
    shutil.copytree(folder, copy)
    make(str(copy), str(again))
    assert again.read_bytes() == shipped.read_bytes()


def test_the_first_question_reads_no_file(folder: Path, shipped: Path, tmp_path: Path) -> None:
    names, told = opened(folder, shipped, tmp_path / "cache")
    assert names == sorted(path.stem for path in (folder / "sales").iterdir())
    assert not told
    assert opened(folder, shipped, tmp_path / "cache") == (names, [])


def test_in_its_place_it_has_the_tables_and_indexes_of_one_that_is_built(
    folder: Path, shipped: Path, tmp_path: Path
) -> None:
    opened(folder, shipped, tmp_path / "taken")
    opened(folder, tmp_path / "none", tmp_path / "built")

    def schema(cache: str) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(tmp_path / cache / "index.db")) as connection:
            return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    assert schema("taken") == schema("built")


def test_it_is_brought_up_to_date_like_any_other(folder: Path, shipped: Path, tmp_path: Path) -> None:
    opened(folder, shipped, tmp_path / "cache")
    gone = next((folder / "sales").iterdir())
    gone.unlink()
    names, _ = opened(folder, shipped, tmp_path / "cache")
    assert names == sorted(path.stem for path in (folder / "sales").iterdir())


def test_a_file_that_differs_by_one_letter_is_read(folder: Path, shipped: Path, tmp_path: Path) -> None:
    path = next((folder / "sales").iterdir())
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("title: ", "title: x", 1)[: len(before)], encoding="utf-8")
    assert path.stat().st_size == len(before.encode())
    _, told = opened(folder, shipped, tmp_path / "cache")
    assert told


@pytest.mark.parametrize("content", [b"", b"no index", None])
def test_one_that_is_damaged_or_of_another_program_is_as_none(
    folder: Path, shipped: Path, tmp_path: Path, content: bytes | None
) -> None:
    if content is None:
        with sqlite3.connect(shipped) as connection:
            connection.execute("UPDATE meta SET value = x'00' WHERE key = 'made-from'")
    else:
        shipped.write_bytes(content)
    names, told = opened(folder, shipped, tmp_path / "cache")
    assert names == sorted(path.stem for path in (folder / "sales").iterdir())
    assert told
    assert not [name for name in os.listdir(tmp_path / "cache") if name.endswith(".new")]
