"""A ledger that came from somebody else is read as data: its links, its lock and its repository are not obeyed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from mutants import GOOD
from writes import found, make

DAY = ("--as-of", "2026-03-05")


class Run(Protocol):
    def __call__(self, *args: str, cwd: Path | None = None) -> Any: ...


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A ledger with two sales, that refer to each other and are referred to."""
    return make(tmp_path / "place")


# --- the lock -----------------------------------------------------------------------------------------


def _link(lock: Path) -> None:
    lock.symlink_to("../rows.csv")


def _dangling(lock: Path) -> None:
    lock.symlink_to("../made-by-nobody")


def _second_name(lock: Path) -> None:
    os.link(lock.parent.parent / "rows.csv", lock)


LOCKS: dict[str, Callable[[Path], None]] = {
    "link": _link,
    "dangling link": _dangling,
    "second name of another file": _second_name,
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "other file": lambda lock: lock.write_text("precious\n") and None,
}


@pytest.mark.parametrize("kind", LOCKS)
@pytest.mark.parametrize(
    "words",
    [
        ("record", "radar", "note", "--note", "x"),
        ("undo", "radar", "--yes"),
        ("set", "radar", "title", "x"),
        ("rename", "radar", "better"),
        ("resolutions", "advance", "119-sjres-9", "discharged", "--skip"),
        ("import", "../rows.csv"),
    ],
    ids=lambda words: words[0],
)
def test_a_lock_that_is_no_lock_is_named_and_left_as_it_is(
    mine: Path, run: Run, kind: str, words: tuple[str, ...]
) -> None:
    LOCKS[kind](mine / ".lock")
    before = found(mine.parent)
    ran = run(*DAY, *words, cwd=mine)
    assert ran.code == 3
    assert ".lock" in ran.err
    assert "Nothing was written" in ran.err
    assert found(mine.parent) == before


# --- links --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["/", "/usr", "../..", "../elsewhere", "/etc/passwd", "../elsewhere/x.yaml", "../gone"])
@pytest.mark.parametrize("name", ["sales/x", "sales/x.yaml", "figures/x.yaml"])
@pytest.mark.parametrize("index", [(), ("--no-index",)], ids=["index", "files"])
def test_a_link_that_leads_out_of_the_ledger_is_told_and_not_followed(
    mine: Path, run: Run, name: str, to: str, index: tuple[str, ...]
) -> None:
    elsewhere = mine.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.yaml").write_text(GOOD.replace("good", "x"))
    (mine / name).symlink_to(os.path.join("..", to) if to.startswith("..") else to)
    ran = run(*DAY, *index, "list", "--format", "json", cwd=mine)
    assert [row["id"] for row in ran.json] == ["radar", "boats"] or sorted(r["id"] for r in ran.json) == [
        "boats",
        "radar",
    ]
    if name.endswith(".yaml") or (to not in ("/etc/passwd", "../gone") and "x.yaml" not in to):
        assert "link-outside" in ran.err
        assert ran.code == 4
    else:  # what neither is a folder nor is called like a record is nothing that a ledger reads
        assert ran.code == 0


def test_folders_of_records_and_the_settings_do_not_lie_elsewhere(mine: Path, run: Run) -> None:
    (mine / "figures").rename(mine.parent / "figures")
    (mine / "figures").symlink_to("../figures")
    ran = run("validate", cwd=mine)
    assert "figures:1:1: error[link-outside]" in ran.out
    (mine / "ledger.yaml").rename(mine.parent / "settings")
    (mine / "ledger.yaml").symlink_to("../settings")
    ran = run("list", cwd=mine)
    assert ran.code == 4
    assert "leads out of the ledger" in ran.err


def test_a_link_that_stays_inside_is_followed(mine: Path, run: Run) -> None:
    (mine / "kept").mkdir()
    (mine / "sales/boats.yaml").rename(mine / "kept/boats.yaml")
    (mine / "sales/boats.yaml").symlink_to("../kept/boats.yaml")
    assert sorted(row["id"] for row in run("list", "--format", "json", cwd=mine).json) == ["boats", "radar"]


# --- what an export may replace -----------------------------------------------------------------------


def _text(path: Path) -> None:
    path.write_text("a thesis\n")


def _table_of_somebody_else(path: Path) -> None:
    path.write_text("id,price\n1,2\n")


STANDING: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "link": lambda path: path.symlink_to("rows.csv"),
    "dangling link": lambda path: path.symlink_to("nowhere"),
    "text": _text,
    "table": _table_of_somebody_else,
}


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "sqlite"])
@pytest.mark.parametrize("there", STANDING)
def test_an_export_replaces_nothing_that_is_no_export(mine: Path, run: Run, there: str, kind: str) -> None:
    target = mine.parent / "out"
    STANDING[there](target)
    before, mode = found(mine.parent), os.lstat(target).st_mode
    ran = run(*DAY, "export", kind, "-o", "../out", cwd=mine)
    assert ran.code in (2, 3)
    assert "../out" in ran.err
    assert found(mine.parent) == before
    assert os.lstat(target).st_mode == mode
    insisting = run(*DAY, "export", kind, "-o", "../out", "--force", cwd=mine)
    assert insisting.code == (0 if there in ("text", "table") else 2)


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl", "sqlite"])
def test_an_export_replaces_an_earlier_one_and_keeps_its_mode(mine: Path, run: Run, kind: str) -> None:
    target = mine.parent / "out"
    assert run(*DAY, "export", kind, "-o", str(target), cwd=mine).code == 0
    target.chmod(0o640)
    first = target.read_bytes()
    assert run("--as-of", "2025-01-01", "export", kind, "-o", str(target), cwd=mine).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.read_bytes() != first
    os.link(target, mine.parent / "second")
    assert run(*DAY, "export", kind, "-o", str(target), cwd=mine).code == 3


def test_an_earlier_workbook_is_replaced_too(mine: Path, run: Run) -> None:
    pytest.importorskip("xlsxwriter")
    for _ in range(2):
        assert run(*DAY, "export", "xlsx", "-o", "../out.xlsx", cwd=mine).code == 0
    (mine.parent / "out.xlsx").write_text("not one")
    assert run(*DAY, "export", "xlsx", "-o", "../out.xlsx", cwd=mine).code == 3


@pytest.mark.parametrize("name", ["", ".", "..", "/", "sales", "sales/"])
@pytest.mark.parametrize("kind", ["csv", "sqlite", "xlsx"])
def test_a_folder_is_no_place_for_an_export(mine: Path, run: Run, kind: str, name: str) -> None:
    ran = run(*DAY, "export", kind, "-o", name, cwd=mine)
    assert ran.code == 2
    assert "is a folder" in ran.err


@pytest.mark.parametrize(
    "name", ["sales/radar.yaml", "sales/new.yaml", "ledger.yaml", ".lock", "notes.yml", "../x/n.yaml"]
)
def test_no_file_of_a_ledger_is_replaced_or_made_by_an_export(mine: Path, run: Run, name: str) -> None:
    (mine.parent / "x").symlink_to("ledger/sales")
    before = found(mine.parent)
    ran = run(*DAY, "export", "csv", "-o", name, "--force", cwd=mine)
    assert ran.code == 2
    assert name in ran.err
    assert found(mine.parent) == before


def test_a_place_that_is_not_there_is_named(mine: Path, run: Run) -> None:
    ran = run(*DAY, "export", "csv", "-o", "../nowhere/out.csv", cwd=mine)
    assert ran.code == 3
    assert "../nowhere/out.csv" in ran.err


# --- owners, places, messages -------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser can give files away")
def test_a_record_keeps_its_owner(mine: Path, run: Run) -> None:
    path = mine / "sales/radar.yaml"
    os.chown(path, 65534, 65533)
    path.chmod(0o664)
    for words in (("record", "radar", "note", "--note", "x"), ("undo", "radar"), ("rename", "radar", "better")):
        assert run(*DAY, *words, cwd=mine).code == 0
        path = path if path.exists() else path.with_name("better.yaml")
        status = path.stat()
        assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 65533, 0o664)


def test_states_that_a_new_authority_does_not_know_are_told_in_their_place(mine: Path, run: Run) -> None:
    path = mine / "sales/radar.yaml"
    path.write_text(path.read_text() + "  - {date: 2026-02-20, state: offered}\n")
    before = path.read_bytes()
    ran = run("set", "radar", "authority", "62", cwd=mine)
    assert ran.code == 4
    assert "radar.yaml:9:31: the procedure" in ran.err
    assert "`offered`" in ran.err
    assert path.read_bytes() == before


def test_a_folder_that_is_gone_is_said_to_be_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    root = str(Path(__file__).parents[2])
    script = "import os, sys; os.rmdir(os.getcwd()); from armstrack.cli.start import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", script, "list"],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 5
    assert "The folder that you stand in cannot be found" in ended.stderr


# --- several writers ----------------------------------------------------------------------------------


def writers(mine: Path, number: int) -> Iterator[subprocess.Popen[bytes]]:
    root = str(Path(__file__).parents[2])
    for at in range(number):
        words = ("record", "radar", "note", "--note", f"writer {at}")
        yield subprocess.Popen(
            [sys.executable, "-m", "armstrack", *DAY, *words],
            cwd=mine,
            env={**os.environ, "PYTHONPATH": root},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@pytest.mark.parametrize("number", [2, 4])
def test_of_several_writers_nothing_that_was_acknowledged_is_lost(mine: Path, number: int) -> None:
    started = list(writers(mine, number))
    acknowledged = [at for at, each in enumerate(started) if each.wait() == 0]
    text = (mine / "sales/radar.yaml").read_text()
    assert acknowledged
    assert [at for at in range(number) if f"writer {at}" in text] == acknowledged


def test_a_step_and_a_move_at_once_leave_one_state_or_the_other(mine: Path, run: Run) -> None:
    root = str(Path(__file__).parents[2])
    call = [sys.executable, "-m", "armstrack", *DAY]
    environment = {**os.environ, "PYTHONPATH": root}
    ended: dict[str, int] = {}

    def called(name: str, *words: str) -> None:
        ended[name] = subprocess.run([*call, *words], cwd=mine, env=environment, capture_output=True).returncode

    threads = [
        threading.Thread(target=called, args=("rename", "rename", "radar", "better")),
        threading.Thread(target=called, args=("record", "record", "radar", "note", "--note", "kept")),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended["rename"] == 0
    text = (mine / "sales/better.yaml").read_text()
    assert ("kept" in text) == (ended["record"] == 0)
    assert ended["record"] in (0, 3, 4, 5)


@pytest.mark.parametrize("number", [2, 4])
def test_of_several_renames_at_once_one_is_made_and_the_others_are_told(mine: Path, number: int) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    call = [sys.executable, "-m", "armstrack", *DAY]
    started = [
        subprocess.Popen(
            [*call, "rename", "radar", f"better-{at}"],
            cwd=mine,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for at in range(number)
    ]
    said = [(*each.communicate(), each.returncode) for each in started]
    made = [at for at, (_, _, code) in enumerate(said) if code == 0]
    assert len(made) == 1, said
    assert all(code in (0, 3, 4, 5) and "should not have happened" not in err for _, err, code in said), said
    sales = sorted(path.name for path in (mine / "sales").iterdir())
    assert sales == sorted(["boats.yaml", f"better-{made[0]}.yaml"])
