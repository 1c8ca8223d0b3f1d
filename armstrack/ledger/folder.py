"""Which files of a folder are records: every YAML file below it, hidden ones aside, each folder once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from armstrack.model.problem import Problem

KINDS = ("sales", "resolutions", "packages", "figures")
"""The folders of a ledger that hold records, in the order in which they are read and their problems told."""

ENDINGS = (".yaml", ".yml")


PLAN = ".unfinished"
"""The file beside the records that says which change of several files is being made."""


class Obstacle(NamedTuple):
    """A folder that was not read, and why."""

    folder: str
    code: str
    message: str

    @property
    def problem(self) -> Problem:
        """The same as a problem of the ledger."""
        from armstrack.model.codes import severity_of
        from armstrack.model.problem import Problem

        return Problem(self.folder, 1, 1, self.code, self.message, "", severity_of(self.code))


def record_paths(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The files that hold records, sorted, and what stands in the way. A folder that is not there holds none.

    Links to folders are followed as long as they stay inside the ledger, whose folder is the one
    around this; a link that leads back to a folder read already is reported instead of being
    followed for ever.
    """
    obstacles: list[Obstacle] = []
    read = record_entries(str(folder), str(folder.parent), obstacles, set(), True)
    return sorted(Path(entry.path) for _, entries in read for entry in entries), [each.problem for each in obstacles]


def record_entries(
    folder: str, ledger: str, obstacles: list[Obstacle], seen: set[tuple[int, int]], deep: bool
) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Each folder of a ledger with the entries of its records, of those below only where it is to go `deep`.

    Adds what stands in the way, and the device and inode of each folder looked into.
    """
    if os.path.islink(folder) and not stays_in(ledger, folder):
        obstacles.append(leads_out(folder))
        return
    waiting = [folder]
    while waiting:
        folders: list[str] = []
        here = waiting.pop()
        yield here, _look_into(here, ledger, folders, obstacles, seen)
        if deep:
            waiting += sorted(folders, reverse=True)


def entries_in(folder: str, ledger: str) -> list[os.DirEntry[str]]:
    """The entries of the records in one folder of a ledger; none where it cannot be read."""
    return _look_into(folder, ledger, [], [], set())


def _look_into(
    folder: str, ledger: str, folders: list[str], obstacles: list[Obstacle], seen: set[tuple[int, int]]
) -> list[os.DirEntry[str]]:
    """The entries of the records in one folder; adds the folders in it."""
    try:
        status = os.stat(folder)
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        obstacles.append(Obstacle(folder, "unreadable", f"the folder cannot be read: {error.strerror}"))
        return []
    if (status.st_dev, status.st_ino) in seen:
        message = "this link leads back to a folder that was read already"
        obstacles.append(Obstacle(folder, "folder-loop", message))
        return []
    seen.add((status.st_dev, status.st_ino))
    plain = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    found = [entry for entry in plain if entry.name.endswith(ENDINGS) and entry.name[0] != "."]
    if len(plain) < len(entries):
        others = set(entries).difference(plain)
        for entry in entries:  # in their own order, so that two looks at one folder see the same
            if entry not in others or entry.name.startswith("."):
                continue
            is_folder = _is_folder(entry)
            if not is_folder and not entry.name.endswith(ENDINGS):
                continue
            if entry.is_symlink() and not stays_in(ledger, entry.path):
                obstacles.append(leads_out(entry.path))
            elif is_folder:
                folders.append(entry.path)
            else:
                found.append(entry)
    return found


def leads_out(link: str) -> Obstacle:
    """A link that leads out of its ledger, and is therefore not followed."""
    return Obstacle(link, "link-outside", f"this link leads out of the ledger, to {os.readlink(link)}")


def names_a_record(inside: str) -> bool:
    """Whether a name below a ledger's folder is one that the ledger would read, and leads nowhere else."""
    parts = PurePosixPath(inside).parts
    if len(parts) < 2 or parts[0] not in KINDS or not inside.endswith(ENDINGS) or "/".join(parts) != inside:
        return False
    return not any(part.startswith(".") or "\\" in part or (os.name == "nt" and ":" in part) for part in parts)


def stays_in(ledger: str, path: str) -> bool:
    """Whether a path, wherever links lead, lies in a ledger's folder."""
    inside, folder = os.path.realpath(path), os.path.realpath(ledger)
    return inside == folder or inside.startswith(os.path.join(folder, ""))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
