"""Writing the index: the whole of it from every file, or what changed files make different."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import time
from pathlib import Path

from armstrack.index.derive import schema
from armstrack.index.scan import (
    SETTINGS,
    Looks,
    Marks,
    digest_of,
    files_in,
    folder_text,
    folder_texts,
    marks_of,
    with_marks,
)
from armstrack.index.workers import MANY
from armstrack.index.writer import Tell, Writer
from armstrack.ledger.digest import digest
from armstrack.ledger.ledger import Ledger
from armstrack.query.contributions.registry import TABLES

FORGOTTEN = 3600
"""Seconds after which a half-built index is taken for one whose process was killed."""


def built(path: str, looks: Looks, program: bytes, tell: Tell) -> Looks:
    """Builds the index beside its place and moves it there when it is whole; answers with what it was built from.

    Raises sqlite3.Error and OSError.
    """
    folder = os.path.dirname(path)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    _sweep(path)
    began = time.time_ns()
    texts = folder_texts(looks.folder)
    current = looks._replace(digests={name: digest(text) for name, text in texts.items()}, began_ns=began)
    new = f"{path}.{os.getpid()}.new"
    try:
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            marks = {file: each for name, text in texts.items() for file, each in files_in(name, text).items()}
            writer = filled(connection, current, marks, tell)
            for name, text in texts.items():
                writer.keep_folder(name, text)
            writer.set_meta(program=program, folder=os.fsencode(os.path.realpath(looks.folder)))
            connection.execute("COMMIT")
        with open(new, "rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise
    return current


def filled(
    connection: sqlite3.Connection, looks: Looks, marks: dict[str, Marks], tell: Tell, alone: bool = False
) -> Writer:
    """Writes everything that the files of a ledger say, in a transaction that it leaves open.

    Raises sqlite3.Error, and LedgerUnusable.
    """
    ledger = Ledger(Path(looks.folder))
    options = ledger.options  # a ledger that cannot be judged is not indexed
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + schema())
    writer = Writer(connection, looks, marks)
    writer.fill(options, tell, alone)
    writer.set_meta(**{f"table {name}": json.dumps(table(ledger.settings)) for name, table in TABLES.items()})
    return writer


def _sweep(path: str) -> None:
    """Removes what a killed process left half built."""
    folder, name = os.path.split(path)
    for entry in os.scandir(folder):
        if entry.name.startswith(f"{name}.") and entry.name.endswith(".new"):
            with contextlib.suppress(OSError):
                if entry.stat().st_mtime < time.time() - FORGOTTEN:
                    os.unlink(entry.path)


def updated(connection: sqlite3.Connection, looks: Looks) -> Looks | None:
    """Brings the index up to date, and answers with what it says now; `None` where building it anew is shorter.

    Raises sqlite3.Error.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        stored = {os.fsdecode(name): each for name, each in connection.execute("SELECT name, digest FROM folders")}
        differing = [name for name in {**stored, **looks.digests} if stored.get(name) != looks.digests.get(name)]
        changed: dict[str, Marks] = {}
        removed: list[str] = []
        texts: dict[str, bytes] = {}
        for name in differing:
            before = files_in(name, _stored_text(connection, name))
            texts[name] = folder_text(looks.folder, name)
            now = files_in(name, texts[name])
            changed |= {file: marks for file, marks in now.items() if before.get(file) != marks}
            removed += [file for file in before if file not in now]
        ((unsettled,),) = connection.execute("SELECT value FROM meta WHERE key = 'unsettled'").fetchall()
        digests: dict[str, str] = json.loads(unsettled or "{}")
        waiting = {name: marks_of(os.path.join(looks.folder, name)) for name in digests if name not in changed}
        again = [name for name in waiting if digest_of(os.path.join(looks.folder, name)) != digests[name]]
        touched = [*changed, *(name for name in again if name not in removed)]
        if SETTINGS in touched or SETTINGS in removed or len(touched) > MANY:
            connection.execute("ROLLBACK")
            return None
        writer = Writer(connection, looks, waiting | changed)
        writer.change(touched, removed, digests)
        for name, text in texts.items():
            writer.keep_folder(name, text)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    current = {name: each for name, each in looks.digests.items() if texts.get(name) != b""}
    return looks._replace(digests=current | {name: digest(text) for name, text in texts.items() if text})


def one_updated(connection: sqlite3.Connection, looks: Looks, name: str, now_ns: int) -> Looks:
    """Writes what one file says that this process has written; answers with what the index says now.

    Where another process has brought the index further meanwhile, it is left as it is. Raises
    sqlite3.Error, and ValueError for a file that the index does not know.
    """
    folder, file = os.path.split(name)
    connection.execute("BEGIN IMMEDIATE")
    try:
        stored = {os.fsdecode(each): found for each, found in connection.execute("SELECT name, digest FROM folders")}
        if stored == looks.digests:
            ((unsettled,),) = connection.execute("SELECT value FROM meta WHERE key = 'unsettled'").fetchall()
            digests: dict[str, str] = json.loads(unsettled or "{}")
            marks = {each: marks_of(os.path.join(looks.folder, each)) for each in {name, *digests}}
            text = with_marks(_stored_text(connection, folder), file, marks[name])
            looks = looks.with_folder(folder, text, now_ns)
            writer = Writer(connection, looks, marks)
            writer.change([name], [], digests)
            writer.keep_folder(folder, text)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return looks


def _stored_text(connection: sqlite3.Connection, folder: str) -> bytes:
    """The files of a folder with their marks, as the index knows them; empty for one that it does not know."""
    row = connection.execute("SELECT files FROM folders WHERE name = ?", (os.fsencode(folder),)).fetchone()
    return bytes(row[0]) if row is not None else b""
