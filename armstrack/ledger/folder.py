"""Which files of a folder are records: every YAML file below it, hidden ones aside, each folder once."""

from __future__ import annotations

import os
from pathlib import Path

from armstrack.model.codes import severity_of
from armstrack.model.problem import Problem

ENDINGS = (".yaml", ".yml")


def record_paths(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The files that hold records, sorted, and what stands in the way. A folder that is not there holds none.

    Links to folders are followed, and a link that leads back to a folder read already is
    reported instead of being followed for ever.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    waiting, seen = [folder], set[tuple[int, int]]()
    while waiting:
        waiting += reversed(_look_into(waiting.pop(), found, problems, seen))
    return sorted(found), problems


def _look_into(folder: Path, found: list[Path], problems: list[Problem], seen: set[tuple[int, int]]) -> list[Path]:
    """Adds the records of one folder, and answers with the folders in it."""
    try:
        status = os.stat(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        problems.append(Problem(str(folder), 1, 1, "unreadable", message, "", severity_of("unreadable")))
        return []
    if (status.st_dev, status.st_ino) in seen:
        message = "this link leads back to a folder that was read already"
        problems.append(Problem(str(folder), 1, 1, "folder-loop", message, "", severity_of("folder-loop")))
        return []
    seen.add((status.st_dev, status.st_ino))
    folders: list[Path] = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if _is_folder(entry):
            folders.append(folder / entry.name)
        elif entry.name.endswith(ENDINGS):
            found.append(folder / entry.name)
    return folders


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
