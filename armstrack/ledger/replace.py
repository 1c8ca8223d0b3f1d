"""Writing a file so that a crash at any point leaves the old one or the new one, never half of either.

The new content goes to a temporary file in the same folder, is flushed to the disk, and takes
the place of the old one in a single step. Callers hold the ledger's lock; the comparison
with what was expected is there for editors and `git pull`, which know of no lock.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

from armstrack.model.told import ToldError

PLACED: list[Path] = []
"""The files that this process has put in their places: whatever fails later must not deny them."""


class GroundMoved(ToldError):
    """The file is no longer what it was when the change was judged, or it is gone; `path` is its name."""

    code = "ground-moved"
    hint = "look at the file and try again"

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was changed by somebody else in the meantime")
        self.path = path

    @property
    def message(self) -> str:
        """What moved; a file's name is told as it is."""
        return f"{self.path} changed while the move was judged. Nothing was written."


def replace_file(path: Path, new: bytes, expected: bytes) -> None:
    """Put `new` in the place of a file whose content must still be `expected`.

    The file keeps its mode and, where the system lets it, its owner. Where the path is a
    symbolic link, what it points to is replaced and the link stays. Raises GroundMoved where
    the file holds something else or is gone, PermissionError where it may not be written, and
    OSError with the file's name as it comes from the disk; whatever is raised, the old file is
    untouched and nothing else is left behind.
    """
    target = Path(os.path.realpath(path))
    with undisturbed(), naming(path):
        try:
            status = target.stat()
            require_writable(path)
            with beside(target, new, status) as temporary:
                if target.read_bytes() != expected:
                    raise GroundMoved(path)
                os.replace(temporary, target)
        except FileNotFoundError as error:
            raise GroundMoved(path) from error
        PLACED.append(path)
        flush_folder(target.parent)


def create_file(path: Path, new: bytes) -> None:
    """Make a file that does not exist yet; it appears with all of its content or not at all.

    Raises FileExistsError where there is something of that name already, a dangling link
    included, and OSError as it comes from the disk; then nothing is left behind.
    """
    with undisturbed(), naming(path):
        with beside(path, new) as temporary:
            link_or_move(temporary, path)
        PLACED.append(path)
        flush_folder(path.parent)


def require_writable(path: Path) -> None:
    """Raises PermissionError for a file that is write-protected: a rename asks leave of the folder only."""
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def link_or_move(temporary: Path, path: Path) -> None:
    """Gives a file a name that must be free. Raises FileExistsError."""
    try:
        os.link(temporary, path)  # unlike a rename, it never replaces what another process made first
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links (a memory stick). The ledger's lock keeps other writers out of the gap.
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        os.rename(temporary, path)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Lets Ctrl-C wait until the block is through, so that it is written, or is not, and one knows which."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    asked: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            before(asked[0], None)


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """Whatever the system refuses in the block, it refuses of this file; temporary names help nobody."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


@contextlib.contextmanager
def beside(target: Path, content: bytes, like: os.stat_result | None = None) -> Iterator[Path]:
    """A temporary file in the target's folder, flushed to the disk; in the end nothing has that name.

    It has exactly the mode of the file that it is to be `like`, and never a wider one, and its
    owner where the system allows; without, it has what a new file has here.
    """
    temporary = target
    try:
        temporary, descriptor = _new_file_beside(target, like)
        _fill(temporary, descriptor, content, like)
        yield temporary
    finally:
        if temporary != target:
            # What is in its place by now stays there, whether or not its other name can be removed.
            with contextlib.suppress(OSError):
                temporary.unlink()


def write_under(name: Path, content: bytes, like: os.stat_result | None) -> None:
    """Writes a file under a name that is the writer's own, in the place of what a killed one left there.

    It is flushed to the disk, and has the mode and the owner that `beside` gives.
    """
    with contextlib.suppress(FileNotFoundError):
        name.unlink()
    _fill(name, _opened(name, like), content, like)


def _opened(name: Path, like: os.stat_result | None) -> int:
    """A new file. Raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(name, flags, 0o666 if like is None else stat.S_IMODE(like.st_mode))


def _fill(name: Path, descriptor: int, content: bytes, like: os.stat_result | None) -> None:
    with os.fdopen(descriptor, "wb") as file:
        if like is not None:
            keep_owner(file.fileno(), like)
            name.chmod(stat.S_IMODE(like.st_mode))  # give back what the umask took away
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def keep_owner(descriptor: int, like: os.stat_result) -> None:
    """Gives a file the owner and the group of another, or the group alone, as far as the system lets it."""
    mine = os.fstat(descriptor)
    if not hasattr(os, "chown") or (mine.st_uid, mine.st_gid) == (like.st_uid, like.st_gid):
        return
    try:
        os.chown(descriptor, like.st_uid, like.st_gid)
    except OSError:
        with contextlib.suppress(OSError):
            os.chown(descriptor, -1, like.st_gid)


def _new_file_beside(target: Path, like: os.stat_result | None) -> tuple[Path, int]:
    """A new, open file in the target's folder. A name left by a crashed process of the same number is passed over."""
    attempt = 0
    while True:
        temporary = target.with_name(f".{target.name}.{os.getpid()}{f'-{attempt}' if attempt else ''}.tmp")
        try:
            return temporary, _opened(temporary, like)
        except FileExistsError:
            attempt += 1


def flush_folder(folder: Path) -> None:
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
