"""The old file or the new one, whatever happens in between."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from systems import needs_modes

from armstrack.ledger.replace import GroundMoved, create_file, replace_file

OLD, NEW = b"old\r\n" * 1000, b"new\n" * 2000
ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}

needs_posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="asks a POSIX system for its limits and signals")


def output_of(script: str, *arguments: Path) -> str:
    """What a Python process of its own prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True).stdout


@pytest.fixture
def sale(tmp_path: Path) -> Path:
    path = tmp_path / "taiwan-himars-2025.yaml"
    path.write_bytes(OLD)
    return path


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def failing(*_: Any, **__: Any) -> Any:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_the_new_content_takes_the_place_of_the_old(sale: Path) -> None:
    replace_file(sale, NEW, OLD)
    assert sale.read_bytes() == NEW
    assert names(sale.parent) == [sale.name]


@needs_modes
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o755])
def test_the_file_keeps_its_mode(sale: Path, mode: int) -> None:
    sale.chmod(mode)
    replace_file(sale, NEW, OLD)
    assert stat.S_IMODE(sale.stat().st_mode) == mode


@needs_modes
def test_a_private_file_is_never_readable_by_others_on_the_way(sale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sale.chmod(0o600)
    modes = []
    system_open = os.open

    def watched(*arguments: Any) -> int:
        descriptor = system_open(*arguments)
        modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", watched)
    replace_file(sale, NEW, OLD)
    assert modes[0] == 0o600


def test_behind_a_link_the_target_is_replaced_and_the_link_stays(sale: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.yaml"
    link.symlink_to(Path("..") / "second.yaml")
    (tmp_path / "second.yaml").symlink_to(sale)
    replace_file(link, NEW, OLD)
    assert link.is_symlink()
    assert (tmp_path / "second.yaml").is_symlink()
    assert sale.read_bytes() == NEW
    assert names(tmp_path / "elsewhere") == ["link.yaml"]


def test_a_file_that_somebody_changed_is_left_alone(sale: Path) -> None:
    with pytest.raises(GroundMoved, match="changed") as refusal:
        replace_file(sale, NEW, OLD + b"# a remark\n")
    assert refusal.value.path == sale
    assert sale.read_bytes() == OLD
    assert names(sale.parent) == [sale.name]


def test_a_change_while_the_new_content_is_flushed_is_noticed(sale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: sale.write_bytes(b"an editor was faster\n"))
    with pytest.raises(GroundMoved):
        replace_file(sale, NEW, OLD)
    assert sale.read_bytes() == b"an editor was faster\n"
    assert names(sale.parent) == [sale.name]


def test_a_file_that_is_gone_does_not_come_back(sale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: sale.unlink())
    with pytest.raises(GroundMoved):
        replace_file(sale, NEW, OLD)
    assert names(sale.parent) == []
    with pytest.raises(GroundMoved):
        replace_file(sale, NEW, OLD)
    assert names(sale.parent) == []


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
def test_a_failure_of_the_disk_leaves_the_old_file_and_nothing_else(
    sale: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            replace_file(sale, NEW, OLD)
    assert sale.read_bytes() == OLD
    assert names(sale.parent) == [sale.name]


def test_a_folder_that_cannot_be_flushed_is_no_failure(sale: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: failing() if stat.S_ISDIR(os.fstat(fd).st_mode) else flush(fd))
    replace_file(sale, NEW, OLD)
    assert sale.read_bytes() == NEW


def test_what_a_crashed_process_of_the_same_number_left_is_passed_over(sale: Path) -> None:
    left = sale.with_name(f".{sale.name}.{os.getpid()}.tmp")
    left.write_bytes(b"half")
    replace_file(sale, NEW, OLD)
    assert sale.read_bytes() == NEW
    assert left.read_bytes() == b"half"
    assert names(sale.parent) == [left.name, sale.name]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those under `tmp_path`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        yield folder


WITHOUT_PRIVILEGES = """
import os, sys
from pathlib import Path
from armstrack.ledger.replace import replace_file
if os.geteuid() == 0:
    os.setuid(65534)  # to the superuser nothing is write-protected
try:
    replace_file(Path(sys.argv[1]), b"new", b"old")
except PermissionError as error:
    print(error.filename)
"""


@needs_posix
def test_a_write_protected_file_is_refused_before_anything_is_written(open_folder: Path) -> None:
    sale = open_folder / "sale.yaml"
    sale.write_bytes(b"old")
    sale.chmod(0o444)
    folder_before = open_folder.stat().st_mtime_ns
    assert output_of(WITHOUT_PRIVILEGES, sale) == f"{sale}\n"
    assert sale.read_bytes() == b"old"
    assert open_folder.stat().st_mtime_ns == folder_before


DISK_FULL = """
import resource, sys
from pathlib import Path
from armstrack.ledger.replace import create_file, replace_file
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
for write in (lambda path: replace_file(path, b"new" * 100_000, b"old"),
              lambda path: create_file(path.with_name("new.yaml"), b"new" * 100_000)):
    try:
        write(Path(sys.argv[1]))
    except OSError as error:
        print(error.strerror)
"""


@needs_posix
def test_a_disk_that_is_full_midway_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    sale = tmp_path / "sale.yaml"
    sale.write_bytes(b"old")
    assert output_of(DISK_FULL, sale) == f"{os.strerror(errno.EFBIG)}\n" * 2
    assert sale.read_bytes() == b"old"
    assert names(tmp_path) == ["sale.yaml"]


def test_a_new_file_appears_with_its_content(tmp_path: Path) -> None:
    create_file(tmp_path / "new.yaml", NEW)
    assert (tmp_path / "new.yaml").read_bytes() == NEW
    assert names(tmp_path) == ["new.yaml"]


@needs_modes
def test_a_new_file_has_the_mode_that_the_user_s_mask_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        create_file(tmp_path / "new.yaml", NEW)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.yaml").stat().st_mode) == 0o640


def test_a_file_that_exists_is_never_created_again(sale: Path) -> None:
    with pytest.raises(FileExistsError):
        create_file(sale, NEW)
    assert sale.read_bytes() == OLD
    assert names(sale.parent) == [sale.name]


def test_a_dangling_link_counts_as_something_of_that_name(tmp_path: Path) -> None:
    (tmp_path / "new.yaml").symlink_to(tmp_path / "gone.yaml")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "new.yaml", NEW)
    assert names(tmp_path) == ["new.yaml"]


def test_without_hard_links_a_new_file_still_appears_whole_and_never_over_another(
    sale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing)
    new = sale.with_name("new.yaml")
    create_file(new, NEW)
    assert new.read_bytes() == NEW
    with pytest.raises(FileExistsError):
        create_file(sale, NEW)
    assert sale.read_bytes() == OLD
    assert names(sale.parent) == ["new.yaml", sale.name]


@pytest.mark.parametrize("step", ["open", "fsync"])
def test_a_failure_of_the_disk_creates_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, step, failing)
        with pytest.raises(OSError, match=os.strerror(errno.EIO)):
            create_file(tmp_path / "new.yaml", NEW)
    assert names(tmp_path) == []


KILLED_AT_EACH_CALL = """
# For every call to the system that a write makes: a process that is killed right before it, and one right after it.
import json, os, signal, sys
from pathlib import Path
from armstrack.ledger.replace import create_file, replace_file

folder, old, new = Path(sys.argv[1]), b"old" * 1000, b"new" * 100_000
CALLS = ["open", "fdopen", "chmod", "fsync", "replace", "link", "unlink", "close", "stat"]

def deadly(call, name, count, state):
    def wrapped(*arguments, **options):
        state["calls"] += 1
        if state["calls"] == count and state["before"]:
            os.kill(os.getpid(), signal.SIGKILL)
        result = call(*arguments, **options)
        if state["calls"] == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return result
    return wrapped

results = []
for action in ("replace", "create"):
    for before in (True, False):
        for count in range(1, 100):
            path = folder / f"{action}-{before}-{count}" / "sale.yaml"
            path.parent.mkdir()
            if action == "replace":
                path.write_bytes(old)
            child = os.fork()
            if not child:
                state = {"calls": 0, "before": before}
                for name in CALLS:
                    setattr(os, name, deadly(getattr(os, name), name, count, state))
                replace_file(path, new, old) if action == "replace" else create_file(path, new)
                os._exit(0)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            found = path.read_bytes() if path.exists() else None
            results.append([action, status, {old: "old", new: "new", None: "none"}.get(found, "damaged")])
            if status == 0:
                break
print(json.dumps(results))
"""


@needs_posix
def test_a_process_killed_at_any_call_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    results = [tuple(result) for result in json.loads(output_of(KILLED_AT_EACH_CALL, tmp_path))]
    assert {status for _, status, _ in results} == {0, -signal.SIGKILL}
    killed = [(action, found) for action, status, found in results if status]
    assert set(killed) == {("replace", "old"), ("replace", "new"), ("create", "none"), ("create", "new")}
    assert len(killed) > 20
    assert {(action, found) for action, status, found in results if not status} == {
        ("replace", "new"),
        ("create", "new"),
    }


BACK_AND_FORTH = """
# Replaces one content by another and back, for ever, telling of each write before it is made.
import os, sys
from pathlib import Path
from armstrack.ledger.replace import replace_file

path, contents = Path(sys.argv[1]), [b"a" * 300_000, b"b" * 200_000]
while True:
    os.write(1, b".")
    replace_file(path, contents[1], contents[0])
    contents.reverse()
"""


@needs_posix
def test_a_process_killed_at_any_moment_leaves_one_content_or_the_other(tmp_path: Path) -> None:
    chance = random.Random(2025)
    path = tmp_path / "sale.yaml"
    for _ in range(20):
        path.write_bytes(b"a" * 300_000)
        with subprocess.Popen(
            [sys.executable, "-c", BACK_AND_FORTH, path], env=ENVIRONMENT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.read(chance.randrange(1, 20))
            for _ in range(chance.randrange(20_000)):
                pass  # a moment of our own, so that the kill falls anywhere in the write
            writer.kill()
        assert path.read_bytes() in (b"a" * 300_000, b"b" * 200_000)
