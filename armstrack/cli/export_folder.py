"""`armstrack export csv DIR`: every table as a file of a folder, described in `datapackage.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.cli.failure import Failure
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode

if TYPE_CHECKING:
    from armstrack.query.export import Table

DESCRIPTION = "datapackage.json"


def write_folder(session: Session, folder: Path, tables: dict[str, Table], about: dict[str, str], force: bool) -> None:
    """Writes the tables and their description, where nothing stands that is no export. Raises Failure and OSError."""
    from armstrack.output.csv_text import csv_document
    from armstrack.output.json_text import json_document
    from armstrack.query.data_package import Written, data_package

    contents = {
        f"{name}.csv": csv_document(
            [dict(zip(table.columns, row, strict=True)) for row in table.rows], table.columns
        ).encode()
        for name, table in tables.items()
    }
    files = {name: Written(len(each), hashlib.sha256(each).hexdigest()) for name, each in contents.items()}
    contents[DESCRIPTION] = json_document(data_package(tables, about, files)).encode()
    others = [name for name in contents if (folder / name).exists()]
    if others and not force and not _is_ours(folder):
        message = f"{folder} holds {others[0]}, which no export has written. Nothing was written."
        raise Failure(ExitCode.REFUSED, "not-replaced", message, "give another folder, or --force to replace it")
    if (folder / "ledger.yaml").exists():
        message = f"{folder} is a ledger. Nothing was written."
        raise Failure(ExitCode.REFUSED, "not-replaced", message, "give another folder")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _put(folder / name, content, force)
    session.note(f"{len(tables)} tables as of {session.day} written to {folder}.")


def _put(path: Path, content: bytes, force: bool) -> None:
    from armstrack.ledger.given_away import NotReplaced, give_away

    write: Callable[[Path], object] = lambda new: new.write_bytes(content)  # noqa: E731
    try:
        give_away(path, write, lambda old: True, force)
    except NotReplaced as error:
        raise Failure(ExitCode.REFUSED, "not-replaced", f"{error}.", "give another folder") from error


def _is_ours(folder: Path) -> bool:
    """Whether a folder was written by an export before."""
    try:
        description = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        return bool(description["name"] == "armstrack-export")
    except (OSError, ValueError, KeyError, TypeError):
        return False
