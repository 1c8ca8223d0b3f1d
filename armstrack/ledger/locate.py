"""Which ledger a command works on: the one named, the nearest one upward, or the one shipped with the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from armstrack.model.told import ExitCode, ToldError

FILE_NAME = "ledger.yaml"
"""The file that marks a folder as a ledger."""

ENVIRONMENT = "ARMSTRACK_LEDGER"

PACKAGE = Path(__file__).parent.parent


class LedgerNotFound(ToldError):
    """The folder that was named holds no ledger; the message says which and what to do."""

    exit_code = ExitCode.NOT_FOUND
    code = "no-ledger"

    @property
    def message(self) -> str:
        """Which folder, and what to do; it ends with a command."""
        return str(self)


class Location(NamedTuple):
    """Where a ledger lies."""

    folder: Path
    reference: bool
    """Whether it is the reference ledger shipped with the program, which is read-only."""


def reference_folder() -> Path:
    """Where the shipped reference ledger lies: inside the installed package, or beside it in a checkout."""
    installed = PACKAGE / "reference_ledger"
    return installed if installed.is_dir() else PACKAGE.parent / "data"


NOT_IN_GIT = "it is in no git repository"
"""Why a ledger has no past, where there is nothing of git in its folder or above it."""


def repository_around(folder: Path) -> Path | None:
    """The nearest folder, from a ledger's own upward, that says that it is a git repository; `None` for none."""
    here = folder.resolve()
    return next((root for root in (here, *here.parents) if os.path.lexists(root / ".git")), None)


def locate_from(named: str | None, environ: Mapping[str, str], here: Path) -> Location:
    """The same from where the user stands: a path that begins there is shorter to read and to open."""
    location = locate(named, environ, here)
    folder = location.folder
    return Location(folder.relative_to(here) if folder.is_relative_to(here) else folder, location.reference)


def locate(named: str | None, environ: Mapping[str, str], start: Path) -> Location:
    """The ledger to work on (`--ledger`, then the environment, then the folders upward, then the reference ledger).

    Raises LedgerNotFound when a ledger was named and is not there.
    """
    for given, how in ((named, "--ledger"), (environ.get(ENVIRONMENT), ENVIRONMENT)):
        if given:
            return Location(_named(Path(given), how), reference=_is_reference(Path(given)))
    for folder in (start, *start.parents):
        for candidate in (folder, folder / "data"):
            if (candidate / FILE_NAME).is_file():
                return Location(candidate, reference=_is_reference(candidate))
    return Location(reference_folder(), reference=True)


def _named(folder: Path, how: str) -> Path:
    if (folder / FILE_NAME).is_file():
        return folder
    if (folder / "data" / FILE_NAME).is_file():
        return folder / "data"
    what = "has no ledger.yaml" if folder.is_dir() else "is not a folder"
    raise LedgerNotFound(f"{how} names {folder}, which {what}; make a ledger there with `armstrack init {folder}`")


def _is_reference(folder: Path) -> bool:
    """Whether a folder is the copy inside the installed package; the one in a checkout may be written."""
    return folder.resolve() == (PACKAGE / "reference_ledger").resolve()
