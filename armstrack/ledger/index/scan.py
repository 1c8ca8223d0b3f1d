"""One pass over a ledger's folders: which files there are, and the marks by which a change is seen."""

from __future__ import annotations

import os
import stat
import time
from array import array
from dataclasses import dataclass, replace
from typing import NamedTuple

from armstrack.ledger.folder import Obstacle, record_entries

KINDS = ("sales", "resolutions", "packages", "figures")
"""The folders that hold records, in the order in which their problems are told."""

SETTINGS = "ledger.yaml"

TICK_NS = 2_000_000_000
"""What changed within two seconds before it was looked at can change again and look the same."""

_END_OF_NAMES = b"\0\0"


class Marks(NamedTuple):
    """What the system says of a file, from which it is seen that it changed; -1 where it says nothing."""

    size: int
    modified: int
    changed: int


@dataclass(frozen=True)
class Listing:
    """Every file of a ledger with its marks, as one text that is compared at once."""

    folder: str
    text: bytes
    obstacles: tuple[tuple[int, Obstacle], ...]
    """What stood in the way, each with the place in `KINDS` of the folder that it lies in."""
    began_ns: int
    resolutions: bytes = b""
    """The part of the text that tells of resolutions: they concern sales, and there are few."""

    def with_marks(self, name: str, marks: Marks, now_ns: int) -> Listing:
        """The same listing with other marks of one file that it holds."""
        names, _, numbers = self.text.partition(_END_OF_NAMES)
        every = array("q", numbers)
        at = names.split(b"\0").index(os.fsencode(name))
        every[3 * at : 3 * at + 3] = array("q", marks)
        return replace(self, text=names + _END_OF_NAMES + every.tobytes(), began_ns=now_ns)

    def files(self) -> dict[str, Marks]:
        """The marks of each file, by its name below the ledger's folder."""
        return files_of(self.text)

    def is_settled(self, marks: Marks) -> bool:
        """Whether a file that changes after this pass is sure to have other marks then."""
        return max(marks.modified, marks.changed) < self.began_ns - TICK_NS


def files_of(text: bytes) -> dict[str, Marks]:
    """What the text of a listing says."""
    names, _, numbers = text.partition(_END_OF_NAMES)
    marks = array("q", numbers)
    return {
        os.fsdecode(name): Marks(marks[3 * at], marks[3 * at + 1], marks[3 * at + 2])
        for at, name in enumerate(names.split(b"\0"))
    }


def as_text(names: list[bytes], marks: array[int]) -> bytes:
    """Files, the names of each folder together, with their marks, three for each, as one text."""
    return b"".join((b"\0".join(names), _END_OF_NAMES, marks.tobytes()))


def scan(folder: str) -> Listing:
    """Looks at every file of a ledger once, and into none."""
    began = time.time_ns()
    obstacles: list[tuple[int, Obstacle]] = []
    base = "" if folder == os.curdir else folder
    names: list[bytes] = []
    marks = array("q")
    resolutions = b""
    for at, kind in enumerate(KINDS):
        in_the_way: list[Obstacle] = []
        before, marks_before = len(names), len(marks)
        _look_at(base, kind, names, marks, in_the_way)
        obstacles += [(at, each) for each in in_the_way]
        if kind == "resolutions":
            resolutions = as_text(names[before:], marks[marks_before:])
    names.append(os.fsencode(SETTINGS))
    marks.extend(marks_of(os.path.join(base, SETTINGS)))
    return Listing(folder, as_text(names, marks), tuple(obstacles), began, resolutions)


def scan_kind(folder: str, kind: str) -> bytes:
    """The same for the files of one kind."""
    names: list[bytes] = []
    marks = array("q")
    _look_at("" if folder == os.curdir else folder, kind, names, marks, [])
    return as_text(names, marks)


def _look_at(base: str, kind: str, names: list[bytes], marks: array[int], obstacles: list[Obstacle]) -> None:
    skip = len(os.path.join(base, ""))
    for entries in record_entries(os.path.join(base, kind), obstacles):
        if entries:
            names.append(os.fsencode("\0".join([entry.path[skip:] for entry in entries])))
        for entry in entries:
            try:
                status = entry.stat()
            except OSError:
                marks.extend((-1, -1, -1))
            else:
                marks.extend((status.st_size, status.st_mtime_ns, status.st_ctime_ns))


def marks_of(path: str) -> Marks:
    """The marks of one file."""
    try:
        status = os.stat(path)
    except OSError:
        return Marks(-1, -1, -1)
    return Marks(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def digest_of(path: str) -> str:
    """By what the content of a file is recognised; empty for what cannot be read, a pipe or a device among them."""
    from hashlib import blake2b

    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
            return blake2b(file.read(), digest_size=16).hexdigest() if regular else ""
    except OSError:
        return ""
