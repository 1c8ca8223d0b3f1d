"""The index that the package ships for its reference ledger, so that the first answer is as quick as the second.

It is made when the package is built, lies beside the program and in no ledger, and says by a
digest what it was made from: every record of the reference ledger and every file of the program
that an answer depends on. Where these are the very same, it is copied to its place among the
indexes of the user; else it is as if there were none.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator

from armstrack.index.program import PACKAGE, ROOMS
from armstrack.index.scan import TICK_NS, Looks, Marks, digest_of, files_in, folder_texts
from armstrack.index.tables import KEEP_FOLDER, KEEP_META, SCHEMA
from armstrack.ledger.digest import digest

INDEXES = [line for line in SCHEMA.splitlines() if line.startswith("CREATE INDEX ")]
"""What makes questions quick, and is not shipped."""

SIDE_BY_SIDE = """
CREATE TEMPORARY TABLE ordered AS SELECT * FROM contributions ORDER BY question, sale, first;
DELETE FROM contributions;
INSERT INTO contributions SELECT * FROM ordered;
DROP TABLE ordered;
"""

PORTION = 1 << 20
"""Bytes that are read at once."""


def taken_over(shipped: str, path: str, looks: Looks, program: bytes) -> Looks | None:
    """Copies the shipped index to its place, if it is of this very ledger and this very program.

    Answers with what it was made from, or `None`. Raises sqlite3.Error and OSError.
    """
    if not os.path.exists(shipped):
        return None
    began = time.time_ns()
    texts = folder_texts(looks.folder)
    marks = {file: each for name, text in texts.items() for file, each in files_in(name, text).items()}
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    new = f"{path}.{os.getpid()}.new"
    try:
        with open(shipped, "rb") as source, open(new, "xb") as target:
            shutil.copyfileobj(source, target, PORTION)
        with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as connection:
            ((made_from,),) = connection.execute("SELECT value FROM meta WHERE key = 'made-from'").fetchall()
            if made_from != made_from_now(looks.folder, marks):
                os.unlink(new)
                return None
            current = looks._replace(digests={name: digest(text) for name, text in texts.items()}, began_ns=began)
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
            connection.executemany(KEEP_FOLDER, _folder_rows(texts))
            connection.executemany(KEEP_META, _meta(current, marks, program))
            for statement in INDEXES:
                connection.execute(statement)
            connection.execute("COMMIT")
        os.replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise
    return current


def _folder_rows(texts: dict[str, bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    return ((os.fsencode(name), digest(text), text) for name, text in texts.items())


def _meta(looks: Looks, marks: dict[str, Marks], program: bytes) -> Iterator[tuple[str, object]]:
    yield "program", program
    yield "folder", os.fsencode(os.path.realpath(looks.folder))
    # Just after the installation, files can change once more without a mark of it.
    newest = max(max(each.modified, each.changed) for each in marks.values())
    if newest >= looks.began_ns - TICK_NS:
        import json

        unsettled = (name for name, each in marks.items() if not looks.is_settled(each))
        yield "unsettled", json.dumps({name: digest_of(os.path.join(looks.folder, name)) for name in unsettled})


def made_from_now(folder: str, names: Iterable[str]) -> bytes:
    """The digest of the records of a ledger and of the program that reads them."""
    found = [digest(os.fsencode(name.replace(os.sep, "/"))) + _content(folder, name) for name in sorted(names)]
    found += [digest(os.fsencode(name)) + _content(PACKAGE, name) for name in sorted(_program())]
    return digest(b"".join(found))


def _content(folder: str, name: str) -> bytes:
    """The digest of a file; of settings that are not there, as of an empty one."""
    try:
        # All of a thousand files: a file object would take as long to make as the rest.
        descriptor = os.open(os.path.join(folder, name), os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return digest(b"")
    try:
        return digest(b"".join(iter(lambda: os.read(descriptor, PORTION), b"")))
    finally:
        os.close(descriptor)


def _program() -> Iterator[str]:
    """The files of the program that an answer depends on, by their names below the package."""
    waiting = list(ROOMS)
    while waiting:
        room = waiting.pop()
        with os.scandir(os.path.join(PACKAGE, room)) as entries:
            for entry in entries:
                if entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(f"{room}/{entry.name}")
                elif entry.name.endswith((".py", ".yaml")):
                    yield f"{room}/{entry.name}"
    yield "version.py"


def make(folder: str, to: str) -> None:
    """Makes the index to be shipped for the ledger in a folder: the same bytes for the same files and program.

    A wheel packs what it holds, and this packs to a sixth as it is left: without the indexes of its tables, which are
    made faster than they are unpacked, and with contributions to the same question side by side. Raises sqlite3.Error,
    OSError, and LedgerUnusable where the ledger cannot be judged.
    """
    from armstrack.index.writing import filled

    texts = folder_texts(folder)
    marks = {file: each for name, text in texts.items() for file, each in files_in(name, text).items()}
    ordered = {name: marks[name] for name in sorted(marks)}
    looks = Looks(folder, {}, (), 0)
    with contextlib.closing(sqlite3.connect(to, isolation_level=None)) as connection:
        filled(connection, looks, ordered, lambda done, total: None, alone=True)
        connection.executemany(KEEP_META, [("unsettled", ""), ("made-from", made_from_now(folder, ordered))])
        connection.execute("COMMIT")
        for statement in INDEXES:
            connection.execute(f"DROP INDEX {statement.split()[2]}")
        connection.executescript(SIDE_BY_SIDE)
        connection.execute("VACUUM")
