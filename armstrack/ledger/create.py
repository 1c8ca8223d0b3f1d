"""A new ledger: the folder, its settings, and a copy of the reference records where they are asked for."""

from __future__ import annotations

import shutil
from pathlib import Path

from armstrack.ledger.folder import record_paths
from armstrack.ledger.locate import reference_folder
from armstrack.ledger.replace import create_file
from armstrack.ledger.settings import FILE_NAME, FORMAT
from armstrack.model.told import ToldError
from armstrack.yaml_text.record_text import as_yaml

COPIED = ("sales", "packages", "resolutions", "figures")
"""The folders of records that a copy of the reference ledger takes over."""


class AlreadyALedger(ToldError):
    """The folder is a ledger already, or holds something that a copy would overwrite."""

    code = "exists"
    hint = "nothing was written"

    @property
    def message(self) -> str:
        """Which folder; its name is told as it is."""
        return str(self)


def create_ledger(folder: Path, name: str, from_reference: bool) -> int:
    """Makes a ledger and answers with the number of records copied.

    Raises AlreadyALedger, before anything is written, or OSError.
    """
    if (folder / FILE_NAME).exists():
        raise AlreadyALedger(f"{folder} is a ledger already.")
    if folder.exists() and not folder.is_dir():
        raise AlreadyALedger(f"{folder} is a file.")
    for part in COPIED if from_reference else ():
        if (folder / part).exists():
            raise AlreadyALedger(f"{folder / part} exists already.")
    (folder / "sales").mkdir(parents=True, exist_ok=True)
    copied = _copy_records(folder) if from_reference else 0
    _create(folder / ".gitignore", "# the file that a writer locks, and texts that were refused\n.lock\n.*.refused\n")
    # Settings come last: a folder is a ledger only once everything else is there.
    _create(
        folder / FILE_NAME,
        f"name: {as_yaml(name)}\nformat: {FORMAT}\nlaw:\n  counting: strict\n",
    )
    return copied


def _create(path: Path, text: str) -> None:
    if not path.exists():
        create_file(path, text.encode("utf-8"))


def _copy_records(folder: Path) -> int:
    copied = 0
    for part in COPIED:
        origin = reference_folder() / part
        for path in record_paths(origin)[0]:
            target = folder / part / path.relative_to(origin)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            copied += 1
    return copied
