"""Writing a file so that a crash at any point leaves the old one or the new one, never half of either.

The new content goes to a temporary file in the same folder, is flushed to the disk, and takes
the place of the old one in a single step. Callers hold the ledger's lock; the comparison
with what was expected is there for editors and `git pull`, which know of no lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path


class GroundMoved(Exception):
    """The file is no longer what it was when the change was judged, or it is gone; `path` is its name."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was changed by somebody else in the meantime")
        self.path = path


def replace_file(path: Path, new: bytes, expected: bytes) -> None:
    """Put `new` in the place of a file whose content must still be `expected`.

    The file keeps its mode. Where the path is a symbolic link, what it points to is replaced
    and the link stays. Raises GroundMoved where the file holds something else or is gone,
    PermissionError where it may not be written, and OSError as it comes from the disk;
    whatever is raised, the old file is untouched and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
        # A rename asks leave of the folder only, never of the file: whether that is write-protected is asked here.
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        with _beside(target, new, mode) as temporary:
            if target.read_bytes() != expected:
                raise GroundMoved(path)
            os.replace(temporary, target)
    except FileNotFoundError as error:
        raise GroundMoved(path) from error
    _flush_folder(target.parent)


def create_file(path: Path, new: bytes) -> None:
    """Make a file that does not exist yet; it appears with all of its content or not at all.

    Raises FileExistsError where there is something of that name already, a dangling link
    included, and OSError as it comes from the disk; then nothing is left behind.
    """
    with _beside(path, new) as temporary:
        try:
            os.link(temporary, path)  # unlike a rename, it never replaces what another process made first
        except FileExistsError:
            raise
        except OSError:
            # A file system without hard links (a memory stick). The ledger's lock keeps other writers out of the gap.
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
            os.rename(temporary, path)
    _flush_folder(path.parent)


@contextlib.contextmanager
def _beside(target: Path, content: bytes, mode: int | None = None) -> Iterator[Path]:
    """A temporary file in the target's folder, flushed to the disk; removed in the end if it still has that name.

    It has exactly the `mode` given, and never a wider one; without, what a new file has here.
    """
    temporary, descriptor = _new_file_beside(target, 0o666 if mode is None else mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if mode is not None:
                temporary.chmod(mode)  # give back what the umask took away
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        yield temporary
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _new_file_beside(target: Path, mode: int) -> tuple[Path, int]:
    """A new, open file in the target's folder. A name left by a crashed process of the same number is passed over."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    attempt = 0
    while True:
        temporary = target.with_name(f".{target.name}.{os.getpid()}{f'-{attempt}' if attempt else ''}.tmp")
        try:
            return temporary, os.open(temporary, flags, mode)
        except FileExistsError:
            attempt += 1


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can.

    The change is made by now, so a system that cannot open or flush a folder (Windows, some
    network disks) is no reason to call it failed.
    """
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
