"""One writer at a time: an advisory lock on a file beside what is written.

The lock belongs to the operating system, not to the file: it ends with the process that
holds it, however that ends, so there are no stale locks to clear.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from armstrack.model.told import ToldError

LOCK_NAME = ".lock"
"""The file beside the records that a writer locks. It remembers which write was the program's own last one."""

_POLL = 0.02
"""Seconds between two tries: short beside a write, long beside the cost of a try."""

_MARK = re.compile(rb"(?:[^\s\x00-\x1f]{1,255} [0-9a-f]+\n)?")
"""What the file of a lock may hold: nothing, or the mark of one write."""

_LONGEST = 1024
"""Bytes: no mark is longer."""


class LockHeld(ToldError):
    """Another process held the lock for longer than one was ready to wait; `path` is the lock's file."""

    code = "locked"
    hint = "try again when the other armstrack has finished"

    def __init__(self, path: Path) -> None:
        super().__init__(f"another process is writing to this ledger ({path})")
        self.path = path


class NotALock(ToldError):
    """What stands in the place of the lock is no file that a writer made; it is left as it is."""

    code = "not-a-lock"

    @property
    def message(self) -> str:
        """What stands there."""
        return f"{self}. Nothing was written."


class Lock:
    """A lock that is held, and the mark that its file keeps from one writer to the next."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def mark(self, content: bytes) -> None:
        """Leaves a mark, as far as the disk lets it: a mark is a help and never worth a failure."""
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, content)


@contextmanager
def held(path: Path, patience: float) -> Iterator[Lock]:
    """Hold the lock for the length of a `with` block.

    The file is created where it is missing, and never removed: removing it would let two
    processes lock two files of one name. A link is not followed, and what the program did
    not make is not touched: a ledger may have come from somebody else. The lock is not
    reentrant: a process that asks twice waits for itself.

    Raises NotALock where something else stands there, LockHeld when the lock is not free
    within `patience` seconds (0: one try), and OSError as it comes where the file cannot be
    opened or locked (a read-only disk).
    """
    descriptor = _opened(path, os.O_RDWR | os.O_CREAT)
    try:
        deadline = time.monotonic() + patience
        while not _take(descriptor):
            if time.monotonic() >= deadline:
                raise LockHeld(path)
            time.sleep(_POLL)
        try:
            yield Lock(descriptor)
        finally:
            with suppress(OSError):  # closing gives it back as well, and what is written stays written
                _give_back(descriptor)  # said aloud: a forked child would keep the lock past our closing
    finally:
        with suppress(OSError):
            os.close(descriptor)


def mark_of(path: Path) -> bytes:
    """The mark that the last writer left; empty where there is none, or where something else stands there."""
    try:
        descriptor = _opened(path, os.O_RDONLY)
    except (OSError, NotALock):
        return b""
    try:
        return os.read(descriptor, _LONGEST)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a writer is at work: one that holds the lock at this moment."""
    try:
        descriptor = _opened(path, os.O_RDONLY)
    except (OSError, NotALock):
        return False
    try:
        if not _take(descriptor):
            return True
        _give_back(descriptor)
        return False
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _opened(path: Path, flags: int) -> int:
    """The file of the lock, opened without following a link. Raises NotALock and OSError."""
    special = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    if path.is_symlink():
        raise NotALock(f"{path} is a link, and a lock is a file of its own; remove it")
    try:
        descriptor = os.open(path, flags | special | getattr(os, "O_CLOEXEC", 0), 0o666)
    except IsADirectoryError as error:
        raise NotALock(f"{path} is a folder, and a lock is a file; move it away") from error
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise NotALock(f"{path} is a link, and a lock is a file of its own; remove it") from error
        if error.errno in (errno.ENXIO, errno.ENODEV):
            raise NotALock(f"{path} is no regular file; remove it") from error
        raise
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise NotALock(f"{path} is no regular file; remove it")
        if not _MARK.fullmatch(os.read(descriptor, _LONGEST)):
            raise NotALock(f"{path} holds something that armstrack did not write; move it away")
        os.lseek(descriptor, 0, os.SEEK_SET)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
