"""One writer at a time: an advisory lock on a file beside what is written.

The lock belongs to the operating system, not to the file: it ends with the process that
holds it, however that ends, so there are no stale locks to clear.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_POLL = 0.02
"""Seconds between two tries: short beside a write, long beside the cost of a try."""


class LockHeld(Exception):
    """Another process held the lock for longer than one was ready to wait; `path` is the lock's file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is locked by another process")
        self.path = path


@contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock for the length of a `with` block.

    The file is created where it is missing, and neither written nor removed: removing it
    would let two processes lock two files of one name. The lock is not reentrant: a process
    that asks twice waits for itself.

    Raises LockHeld when the lock is not free within `patience` seconds (0: one try), and
    OSError as it comes where the file cannot be opened or locked (a read-only disk).
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        deadline = time.monotonic() + patience
        while not _take(descriptor):
            if time.monotonic() >= deadline:
                raise LockHeld(path)
            time.sleep(_POLL)
        try:
            yield
        finally:
            _give_back(descriptor)  # said aloud: a forked child would keep the lock past our closing
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import errno
    import msvcrt

    def _take(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EDEADLK):
                return False
            raise
        return True

    def _give_back(descriptor: int) -> None:
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
