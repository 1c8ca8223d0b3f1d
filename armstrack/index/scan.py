"""One pass over a ledger's folders: which files there are, and the marks by which a change is seen; it looks into none.

The files of a folder with their marks are one text. The pass keeps only its digest, which is
enough to see that nothing changed; the text itself is made again for a folder that did.
"""

from __future__ import annotations

import os
import stat
import time
from array import array
from typing import NamedTuple

from armstrack.ledger.digest import digest
from armstrack.ledger.folder import KINDS, Obstacle, entries_in, record_entries

SETTINGS = "ledger.yaml"

TICK_NS = 2_000_000_000
"""What changed within two seconds before it was looked at can change again and look the same."""

_END_OF_NAMES = b"\0\0"


class Marks(NamedTuple):
    """What the system says of a file, from which it is seen that it changed; -1 where it says nothing."""

    size: int
    modified: int
    changed: int


NO_MARKS = Marks(-1, -1, -1)


class Looks(NamedTuple):
    """What a pass saw."""

    folder: str
    digests: dict[str, bytes]
    """The digest of each folder that holds records, by its name below the ledger's folder; of `SETTINGS`, too."""
    obstacles: tuple[tuple[int, Obstacle], ...]
    """What stood in the way, each with the place in `KINDS` of the folder that it lies in."""
    began_ns: int

    def with_folder(self, name: str, text: bytes, now_ns: int) -> Looks:
        """The same with another text of one folder."""
        return self._replace(digests=self.digests | {name: digest(text)}, began_ns=now_ns)

    def is_settled(self, marks: Marks) -> bool:
        """Whether a file that changes after this pass is sure to have other marks then."""
        return max(marks.modified, marks.changed) < self.began_ns - TICK_NS


def scan(folder: str) -> Looks:
    """Looks at every file of a ledger once."""
    began = time.time_ns()
    digests = {SETTINGS: digest(settings_text(folder))}
    obstacles: list[tuple[int, Obstacle]] = []
    seen: set[tuple[int, int]] = set()
    for at, kind in enumerate(KINDS):
        in_the_way: list[Obstacle] = []
        digests |= _digests(folder, kind, in_the_way, seen)
        obstacles += [(at, each) for each in in_the_way]
    return Looks(folder, digests, tuple(obstacles), began)


def digests_of_kind(folder: str, kind: str) -> dict[str, bytes]:
    """The digests of the folders of one kind."""
    return _digests(folder, kind, [], set())


def _digests(folder: str, kind: str, in_the_way: list[Obstacle], seen: set[tuple[int, int]]) -> dict[str, bytes]:
    """The digest of each folder of one kind; `seen` are the folders looked into, by device and inode."""
    base = "" if folder == os.curdir else folder
    skip = len(os.path.join(base, ""))
    found = record_entries(os.path.join(base, kind), base or os.curdir, in_the_way, seen, True)
    return {each[skip:]: digest(_text_of(entries)) for each, entries in found if entries}


def is_of_kind(folder: str, kind: str) -> bool:
    """Whether a folder, or a file, named below the ledger's folder is of a kind."""
    return folder == kind or folder.startswith(kind + os.sep)


def folder_text(folder: str, name: str) -> bytes:
    """The files of one folder of a ledger with their marks, as one text; empty where there are none."""
    if name == SETTINGS:
        return settings_text(folder)
    base = "" if folder == os.curdir else folder
    entries = entries_in(os.path.join(base, name), folder)
    return _text_of(entries) if entries else b""


def folder_texts(folder: str) -> dict[str, bytes]:
    """The same for every folder that holds records, and for the settings."""
    base = "" if folder == os.curdir else folder
    skip = len(os.path.join(base, ""))
    seen = set[tuple[int, int]]()
    texts = {SETTINGS: settings_text(folder)}
    for kind in KINDS:
        for each, entries in record_entries(os.path.join(base, kind), folder, [], seen, True):
            if entries:
                texts[each[skip:]] = _text_of(entries)
    return texts


def settings_text(folder: str) -> bytes:
    """The settings with their marks, as one text."""
    return _as_text([SETTINGS], array("q", marks_of(os.path.join(folder, SETTINGS))))


def files_in(name: str, text: bytes) -> dict[str, Marks]:
    """What the text of a folder says: the marks of each file, by its name below the ledger's folder."""
    if not text:
        return {}
    names, _, numbers = text.partition(_END_OF_NAMES)
    marks = array("q", numbers)
    front = "" if name == SETTINGS else os.path.join(name, "")
    return {
        front + os.fsdecode(each): Marks(marks[3 * at], marks[3 * at + 1], marks[3 * at + 2])
        for at, each in enumerate(names.split(b"\0"))
    }


def with_marks(text: bytes, file: str, marks: Marks) -> bytes:
    """The text of a folder with other marks of one file. Raises ValueError where it does not hold the file."""
    names, _, numbers = text.partition(_END_OF_NAMES)
    every = array("q", numbers)
    at = names.split(b"\0").index(os.fsencode(file))
    every[3 * at : 3 * at + 3] = array("q", marks)
    return names + _END_OF_NAMES + every.tobytes()


def _text_of(entries: list[os.DirEntry[str]]) -> bytes:
    marks = array("q")
    for entry in entries:
        try:
            status = entry.stat()
        except OSError:
            marks.extend(NO_MARKS)
        else:
            marks.extend((status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    return _as_text([entry.name for entry in entries], marks)


def _as_text(names: list[str], marks: array[int]) -> bytes:
    """Files with their marks, three for each, as one text."""
    return os.fsencode("\0".join(names)) + _END_OF_NAMES + marks.tobytes()


def marks_of(path: str) -> Marks:
    """The marks of one file."""
    try:
        status = os.stat(path)
    except OSError:
        return NO_MARKS
    return Marks(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def digest_of(path: str) -> str:
    """By what the content of a file is recognised; empty for what cannot be read, a pipe or a device among them."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            return digest(file.read()).hex() if regular else ""
    except OSError:
        return ""
