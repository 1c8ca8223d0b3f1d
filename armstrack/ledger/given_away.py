"""A file that a command makes for other programs: it replaces only what the program itself made.

The name comes from a command line, where a slip is easy: a record of a ledger, a disk, a thesis.
So a file is replaced where it is one of the same kind that the program wrote before, or where
it is empty; for any other file one has to say so, and what is no plain file, or is a record of
a ledger, is never replaced.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from armstrack.ledger.folder import ENDINGS
from armstrack.ledger.locate import FILE_NAME
from armstrack.ledger.replace import PLACED, flush_folder, keep_owner, naming, require_writable


class NotReplaced(Exception):
    """What stands at a name is not to be replaced; the message says what it is, and the flag if one may insist."""

    def __init__(self, message: str, may_insist: bool = False) -> None:
        super().__init__(message)
        self.may_insist = may_insist


def give_away(
    path: Path, write: Callable[[Path], object], is_ours: Callable[[Path], bool], insist: bool = False
) -> None:
    """Has a file written beside its place and moves it there when it is whole.

    `write` fills a new, empty file; `is_ours` says whether a file is one that the program wrote before. A file
    that is replaced leaves its mode and, where the system lets it, its owner to the new one. Raises NotReplaced,
    and OSError with the name of the file; then nothing is changed.
    """
    if not path.name or path.is_dir():
        raise NotReplaced(f"`{path}` is a folder, and what is written is a file")
    with naming(path):
        like = _replaceable(path, is_ours, insist)
        new = path.with_name(f".{path.name}.{os.getpid()}.new")
        mode = 0o666 if like is None else stat.S_IMODE(like.st_mode)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
        try:
            if like is not None:
                keep_owner(descriptor, like)
                new.chmod(mode)
            os.close(descriptor)
            write(new)
            with new.open("rb+") as file:
                os.fsync(file.fileno())
            os.replace(new, path)
        finally:
            with contextlib.suppress(OSError):
                new.unlink()
    PLACED.append(path)
    flush_folder(path.parent)


def _replaceable(path: Path, is_ours: Callable[[Path], bool], insist: bool) -> os.stat_result | None:
    """The marks of the file that may be replaced; `None` where there is nothing yet. Raises NotReplaced."""
    if _is_of_a_ledger(path):
        raise NotReplaced(f"{path} is a file of a ledger, or would be taken for one")
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        raise NotReplaced(f"{path} is a link; name the file that it leads to")
    if not stat.S_ISREG(status.st_mode):
        raise NotReplaced(f"{path} is no regular file; without -o the text goes to standard output")
    require_writable(path)
    if insist or status.st_size == 0:
        return status
    if status.st_nlink > 1:
        raise NotReplaced(f"{path} has a second name, which would keep the old content", may_insist=True)
    if not is_ours(path):
        raise NotReplaced(f"{path} exists, and is no such export of armstrack", may_insist=True)
    return status


def _is_of_a_ledger(path: Path) -> bool:
    """Whether a name is one that a ledger reads: its settings, or anything that ends like a record below them."""
    folder = Path(os.path.realpath(path.parent))
    if path.name == FILE_NAME:
        return True
    if not path.name.endswith(ENDINGS):
        return path.name.startswith(".") and (folder / FILE_NAME).exists()
    return any((each / FILE_NAME).exists() for each in (folder, *folder.parents))
