"""One writer at a time, with real processes."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from armstrack.ledger.lock import LockHeld, held

HOLD = """
import sys
from pathlib import Path
from armstrack.ledger.lock import held
with held(Path(sys.argv[1]), 0):
    print("held", flush=True)
    sys.stdin.readline()
"""

WAIT = """
import sys, time
from pathlib import Path
from armstrack.ledger.lock import held
sleep = time.sleep
def told(seconds):
    print("waiting", flush=True)
    sleep(seconds)
time.sleep = told
with held(Path(sys.argv[1]), 60):
    print("held", flush=True)
"""

COUNT = """
import sys
from pathlib import Path
from armstrack.ledger.lock import held
counter = Path(sys.argv[2])
sys.stdin.readline()
for _ in range(25):
    with held(Path(sys.argv[1]), 60):
        number = int(counter.read_text())
        counter.write_text(str(number + 1))
"""


@contextmanager
def process(script: str, *arguments: Path) -> Iterator[subprocess.Popen[str]]:
    """A Python process that is gone at the end of the block, whatever happens."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": root}
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def line_from(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    return running.stdout.readline().strip()


def go_on(running: subprocess.Popen[str]) -> None:
    assert running.stdin is not None
    running.stdin.write("\n")
    running.stdin.flush()


def test_the_lock_is_refused_while_another_process_holds_it_and_free_afterwards(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with process(HOLD, lock) as holder:
        assert line_from(holder) == "held"
        with pytest.raises(LockHeld, match="lock") as refusal, held(lock, 0):
            pytest.fail("two processes hold the lock")
        assert refusal.value.path == lock
        go_on(holder)
        assert holder.wait() == 0
        with held(lock, 0):
            pass


def test_a_process_that_waits_gets_the_lock_once_it_is_free(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with process(HOLD, lock) as holder:
        assert line_from(holder) == "held"
        with process(WAIT, lock) as waiter:
            assert line_from(waiter) == "waiting"
            go_on(holder)
            while (line := line_from(waiter)) == "waiting":
                pass
            assert line == "held"


def test_patience_ends(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with held(lock, 0), pytest.raises(LockHeld), held(lock, 0.001):
        pytest.fail("the lock was given twice")


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with process(HOLD, lock) as holder:
        assert line_from(holder) == "held"
        holder.kill()
        holder.wait()
        with held(lock, 0):
            pass


def test_writers_in_several_processes_never_lose_an_update(tmp_path: Path) -> None:
    counter = tmp_path / "counter"
    counter.write_text("0")
    with ExitStack() as stack:
        writers = [stack.enter_context(process(COUNT, tmp_path / "lock", counter)) for _ in range(3)]
        for writer in writers:
            go_on(writer)
        assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert counter.read_text() == "75"


def test_the_lock_is_given_back_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), held(tmp_path / "lock", 0):
        raise ZeroDivisionError
    with held(tmp_path / "lock", 0):
        pass


def test_the_lock_is_given_back_even_if_a_child_still_has_the_file_open(tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("only a forked process inherits an open file unasked")
    fork = """
import os, sys
from pathlib import Path
from armstrack.ledger.lock import held
with held(Path(sys.argv[1]), 0):
    child = os.fork()
    if not child:
        os.close(1)
        sys.stdin.readline()
        os._exit(0)
with held(Path(sys.argv[1]), 0):
    print("held", flush=True)
os.waitpid(child, 0)
"""
    with process(fork, tmp_path / "lock") as parent:
        assert line_from(parent) == "held"
        go_on(parent)
        assert parent.wait() == 0


def test_the_file_of_the_lock_is_made_once_and_left_as_it_is(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with held(lock, 0):
        assert lock.read_bytes() == b""
    lock.write_bytes(b"radar 00ff\n")
    before = lock.stat()
    with held(lock, 0):
        pass
    assert lock.read_bytes() == b"radar 00ff\n"
    assert (lock.stat().st_ino, lock.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_folder_that_is_not_there_is_the_system_s_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), held(tmp_path / "gone" / "lock", 0):
        pass


def test_a_file_that_cannot_be_locked_is_the_system_s_own_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", no_locks)
    with pytest.raises(OSError, match="locks"), held(tmp_path / "lock", 60):
        pass
