"""A write that is cut off leaves the old state or the new one, or says that it was cut off and is taken back."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sampling import sampled
from writes import COMMANDS, EDITOR, LONG, found, make, records

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.lock import LOCK_NAME
from armstrack.ledger.several import PLAN, Create, Rename, Replace, StepStuck, settle, take_step, unfinished

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("ARMSTRACK_")}
ENVIRONMENT = PLAIN | {"PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}", "PYTHONHASHSEED": "0", "EDITOR": EDITOR}
CALL = (sys.executable, "-m", "armstrack", "--no-index", "--as-of", "2026-03-05")

needs_posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills forked processes, which only POSIX has")


@needs_posix
@pytest.mark.parametrize("command", sampled(COMMANDS, 4))
def test_a_command_killed_at_any_call_leaves_no_third_state_that_nothing_tells_of(command: str, tmp_path: Path) -> None:
    times = "1000" if LONG else "2"
    call = [sys.executable, str(HERE / "killer.py"), str(tmp_path), times, "2026", command]
    ended = subprocess.run(call, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    told = json.loads(ended.stdout)
    assert told["wrong"] == []
    assert told["kills"] > (500 if LONG else 3)
    assert told["old"]


# --- failures of the system at each call --------------------------------------------------------------


def needs_strace() -> None:
    tried = shutil.which("strace") and subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True)
    if not tried or tried.returncode:
        pytest.skip("injects failures with strace, which is missing or may not trace here: apt-get install strace")


def calls_of(command: tuple[str, ...], place: Path) -> Iterator[tuple[str, int]]:
    """The calls of a command to the system that concern the ledger, each with its number among those of its name."""
    # Once without being looked at, so that what the interpreter keeps of its modules is there.
    assert subprocess.run([*CALL, *command], cwd=make(place), env=ENVIRONMENT, capture_output=True).returncode == 0
    shutil.rmtree(place)
    ledger, trace = make(place), place.with_suffix(".trace")
    call = ["strace", "-y", "-s", "400", "-o", str(trace), *CALL, *command]
    assert subprocess.run(call, cwd=ledger, env=ENVIRONMENT, capture_output=True).returncode == 0
    counts: dict[str, int] = {}
    locked = False
    for whole in trace.read_text(errors="replace").splitlines():
        line = re.sub(r"AT_FDCWD<[^>]*>", "", whole)  # where it stands is no file that it asks for
        name = re.match(r"[a-z0-9_]+(?=\()", line)
        if name is None:
            continue
        counts[name[0]] = counts.get(name[0], 0) + 1
        locked = locked or ".lock" in line or ".out.csv" in line
        ours = str(place) in line or re.search(r'"(?:\.\./|sales|resolutions|figures|ledger|\.lock|\.unf|\.fin)', line)
        if locked and ours and name[0] not in ("execve", "getcwd", "readlink", "chdir", "ioctl"):
            yield name[0], counts[name[0]]


@pytest.mark.parametrize("command", sampled(COMMANDS, 3))
def test_a_failure_of_the_system_at_any_call_is_told_as_what_it_is(command: str, tmp_path: Path) -> None:
    needs_strace()
    words = COMMANDS[command]
    old = found(make(tmp_path / "old").parent)
    calls = list(calls_of(words, tmp_path / "new"))
    new = found(tmp_path / "new")
    assert len(calls) > 5
    failures = [(name, at, failure) for name, at in calls for failure in ("EIO", "ENOSPC", "EACCES")]
    for number, (name, at, failure) in enumerate(failures if LONG else failures[:: max(1, len(failures) // 6)]):
        place = tmp_path / f"{number}"
        inject = ["strace", "-o", os.devnull, "-e", f"inject={name}:error={failure}:when={at}"]
        ended = subprocess.run(
            [*inject, *CALL, *words], cwd=make(place), env=ENVIRONMENT, capture_output=True, text=True
        )
        after, where = found(place), f"{name} number {at}, {failure}: {ended.returncode}: {ended.stderr}"
        assert "Traceback" not in ended.stderr, where
        assert "should not have happened" not in ended.stderr, where
        if records(after) == records(new) and records(new) != records(old):
            assert ended.returncode == 0 or "was written" in ended.stderr, where
        elif f"ledger/{PLAN}" not in after:
            assert records(after) == records(old), where
            assert ended.returncode != 0 or records(new) == records(old), where
        stray = [each for each in after if each.endswith((".tmp", ".new", ".step-new", ".step-old"))]
        assert not stray or name in ("unlink", "unlinkat") or f"ledger/{PLAN}" in after, where
        shutil.rmtree(place)


# --- several files as one step ------------------------------------------------------------------------


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = make(tmp_path)
    (folder / LOCK_NAME).touch()
    return folder


def renaming(ledger: Path) -> list[Rename | Replace | Create]:
    radar, boats = ledger / "sales/radar.yaml", ledger / "sales/boats.yaml"
    old = radar.read_bytes()
    return [
        Rename(radar, radar.with_name("better.yaml"), old.replace(b"id: radar", b"id: better"), old),
        Replace(boats, boats.read_bytes().replace(b"amends: radar", b"amends: better"), boats.read_bytes()),
        Create(ledger / "sales/2026/trucks.yaml", b"id: trucks\n"),
    ]


def test_a_step_changes_all_of_its_files(ledger: Path) -> None:
    take_step(ledger, renaming(ledger))
    names = {name for name in found(ledger) if name.startswith("sales")}
    assert names == {"sales/better.yaml", "sales/boats.yaml", "sales/2026/trucks.yaml"}
    assert b"amends: better" in (ledger / "sales/boats.yaml").read_bytes()
    assert {path.name for path in ledger.iterdir() if path.name.startswith(".")} == {LOCK_NAME}


@pytest.mark.parametrize(
    ("call", "at"),
    sampled(
        [(call, at) for call in ("link", "replace", "rename", "unlink", "fsync", "open") for at in range(1, 12)], 30
    ),
)
def test_a_failure_midway_takes_back_what_was_made(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, call: str, at: int
) -> None:
    before, changes = found(ledger), renaming(ledger)
    system_call, calls = getattr(os, call), 0

    def failing(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(arguments[0]))
        return system_call(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        try:
            take_step(ledger, changes)
        except (OSError, StepStuck):
            taken = False
        else:
            taken = True
    if not taken:
        settle(ledger)
        assert found(ledger) == before
    else:
        assert records(found(ledger)) != before
    assert unfinished(ledger) is None


def test_every_guard_is_asked_before_the_first_file_is_made(ledger: Path) -> None:
    before = found(ledger)
    (ledger / "sales/better.yaml").write_text("id: better\n")
    with pytest.raises(FileExistsError, match=r"better\.yaml"):
        take_step(ledger, renaming(ledger))
    (ledger / "sales/better.yaml").unlink()
    assert found(ledger) == before


WITHOUT_PRIVILEGES = """
import contextlib, importlib, os, pkgutil, sys
import armstrack, rich, typer
for package in (armstrack, rich, typer):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(Exception):  # a module of a library for another system
                importlib.import_module(module.name)  # what an unprivileged user may not be able to read later
from armstrack.cli.main import run_program
if os.geteuid() == 0:
    os.setuid(65534)  # to the superuser nothing is write-protected
os._exit(run_program(sys.argv[1:]))
"""


@needs_posix
def test_a_rename_that_cannot_change_one_of_its_files_changes_none_and_can_be_made_later() -> None:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        ledger = make(place)
        before = found(place)
        for path in (place, *place.rglob("*")):
            path.chmod(0o777)
        protected = ledger / "resolutions/119-sjres-9.yaml"
        protected.chmod(0o444)
        words = ("--no-index", "--ledger", str(ledger), "rename", "radar", "better")
        call = [sys.executable, "-c", WITHOUT_PRIVILEGES, *words]
        ended = subprocess.run(call, env=ENVIRONMENT, capture_output=True, text=True)
        assert ended.returncode == 3, ended.stderr
        assert str(protected) in ended.stderr
        assert found(place) == before
        protected.chmod(0o644)
        assert subprocess.run([*CALL, "rename", "radar", "better"], cwd=ledger, env=ENVIRONMENT).returncode == 0
        assert sorted(Ledger(ledger).contents.sales) == ["better", "boats"]


@pytest.mark.parametrize(
    "plan",
    [
        "",
        "[]",
        '{"lock": 0, "step": []}',
        '{"lock": 1, "step": [{"file": "sales/radar.yaml", "before": "", "after": "", "between": ""}]}',
        '{"lock": LOCK, "step": [{"file": "../rows.csv", "before": "", "after": "DIGEST", "between": ""}]}',
        '{"lock": LOCK, "step": [{"file": "ledger.yaml", "before": "", "after": "DIGEST", "between": ""}]}',
        '{"lock": LOCK, "step": [{"file": "sales/../../x.yaml", "before": "", "after": "", "between": ""}]}',
        "[" * 100_000,
    ],
    ids=str,
)
def test_a_plan_that_was_not_made_here_is_refused_and_told(ledger: Path, plan: str) -> None:
    content = plan.replace("LOCK", str((ledger / LOCK_NAME).stat().st_ino))
    (ledger / PLAN).write_text(content)
    before = found(ledger.parent)
    with pytest.raises(StepStuck, match=r"\.unfinished"):
        settle(ledger)
    assert found(ledger.parent) == before
    problem = unfinished(ledger)
    assert problem is not None
    assert problem.code == "unfinished-step"


def cut_off_a_renaming(ledger: Path) -> None:
    child = os.fork()
    if not child:
        os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
        take_step(ledger, renaming(ledger))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert unfinished(ledger) is not None


@needs_posix
@pytest.mark.parametrize("command", ["record", "advance", "resolutions advance", "import"])
def test_a_dry_run_takes_back_no_step_that_was_cut_off(command: str, ledger: Path) -> None:
    cut_off_a_renaming(ledger)
    before = found(ledger.parent)
    ended = subprocess.run([*CALL, *COMMANDS[command], "--dry-run"], cwd=ledger, env=ENVIRONMENT, capture_output=True)
    assert found(ledger.parent) == before
    assert b"should not have happened" not in ended.stderr


@needs_posix
def test_a_step_whose_files_were_edited_after_it_was_cut_off_is_left_for_a_person(ledger: Path) -> None:
    cut_off_a_renaming(ledger)
    (ledger / "sales/better.yaml").write_text("edited by hand\n")
    before = found(ledger)
    with pytest.raises(StepStuck, match=r"better\.yaml was changed after it"):
        settle(ledger)
    assert found(ledger) == before
