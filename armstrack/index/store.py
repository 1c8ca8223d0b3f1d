"""The index as a file: opened, checked against the ledger, brought up to date, and asked."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from armstrack.index.program import PACKAGE, program_stamp
from armstrack.index.scan import Looks, digest_of, marks_of, scan
from armstrack.index.tables import FULL_TEXT

if TYPE_CHECKING:
    from armstrack.model.problem import Problem

ANSWERS_KEPT = 500
"""Answers about single sales that are kept: each takes some kilobytes."""

SHIPPED = os.path.join(PACKAGE, "reference_index.db")
"""Where the wheel puts the index of its reference ledger; see `armstrack.index.shipped`."""

PATIENCE = 1.0
"""Seconds to wait for another process that is writing to the index."""


class IndexUnusable(Exception):
    """The index cannot answer: it is locked, or cannot be read or written. The files still can."""


class Index:
    """The index of one ledger, as fresh as the files."""

    def __init__(
        self,
        folder: str,
        connection: sqlite3.Connection,
        looks: Looks,
    ) -> None:
        self.folder, self.looks = folder, looks
        self._connection = connection

    def select(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows that a question finds. Raises IndexUnusable."""
        try:
            return self._connection.execute(query, values).fetchall()
        except (sqlite3.Error, OverflowError) as error:
            raise IndexUnusable(str(error)) from error

    def can_search(self) -> bool:
        """Whether there is a full-text index, which the first search makes; not every SQLite knows how to."""
        try:
            if not self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'found'").fetchone():
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute(FULL_TEXT)
                self._connection.execute("INSERT INTO found(found) VALUES ('rebuild')")
                self._connection.execute("COMMIT")
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            return False
        return True

    def problems(self) -> list[Problem]:
        """Everything that keeps files out of the ledger, in the order in which the files are read."""
        found: list[tuple[int, bytes, list[Problem]]] = []
        query = "SELECT kind, place, path, problems FROM files WHERE problems IS NOT NULL"
        told = self.select(query)
        for kind, obstacle in self.looks.obstacles:
            found.append((kind, b"", [obstacle.problem]))
        if told:
            from armstrack.index.problems import problems_from_text

            for kind, place, path, text in told:
                found.append((kind, place, problems_from_text(self.folder, os.fsdecode(path), text)))
        (twice,) = self.select("SELECT value FROM meta WHERE key = 'twice'") or [("",)]
        if twice[0]:
            from armstrack.index.problems import said_twice

            for kind, place, path, identity in self.select(
                "SELECT kind, place, path, id FROM files WHERE (kind, stem) IN "
                "(SELECT kind, stem FROM files WHERE id IS NOT NULL GROUP BY kind, stem HAVING count(*) > 1) "
                "AND id IS NOT NULL"
            ):
                first = self._first_file(kind, identity)
                if first != path:
                    found.append(
                        (kind, place, said_twice(self.folder, os.fsdecode(path), identity, os.fsdecode(first)))
                    )
        return [problem for _, _, problems in sorted(found, key=lambda one: one[:2]) for problem in problems]

    def _first_file(self, kind: int, identity: str) -> bytes:
        query = "SELECT path FROM files WHERE kind = ? AND stem = ? AND id IS NOT NULL ORDER BY place LIMIT 1"
        ((path,),) = self.select(query, (kind, identity))
        return bytes(path)

    def written(self, name: str) -> None:
        """Keeps the index current after this process wrote a file; where that fails, the next question does it."""
        from armstrack.index.writing import one_updated

        now = time.time_ns()
        with suppress(sqlite3.Error, ValueError, OSError):
            self.looks = one_updated(self._connection, self.looks, name, now)

    def kept(self, question: str) -> str | None:
        """An answer that was kept and still holds; see `keep`."""
        rows = self.select("SELECT answer FROM kept WHERE question = ?", (question,))
        return str(rows[0][0]) if rows else None

    def keep(self, question: str, answer: str) -> None:
        """Keeps an answer that holds until some file changes."""
        with suppress(sqlite3.Error):
            self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (question, answer))
            self._connection.execute(
                "DELETE FROM kept WHERE rowid <= (SELECT max(rowid) FROM kept) - ?", (ANSWERS_KEPT,)
            )

    def close(self) -> None:
        """Lets go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()


def open_index(folder: str, path: str, tell: Callable[[int, int], None], shipped: str | None = None) -> Index:
    """The index of a ledger in a file, built or brought up to date where that is needed.

    `tell` hears how many files of how many have been read; `shipped` is an index that came with the ledger and the
    program. Raises IndexUnusable, and
    LedgerUnusable where the ledger itself cannot be judged.
    """
    looks = scan(folder)
    try:
        connection = _opened(path)
        if connection is not None:
            try:
                if _is_fresh(connection, looks):
                    return Index(folder, connection, looks)
            except sqlite3.OperationalError as error:
                if _is_busy(error):
                    raise
                connection.close()
                connection = None
            except sqlite3.DatabaseError:
                connection.close()
                connection = None
        if connection is None and shipped is not None:
            from armstrack.index.shipped import taken_over

            with suppress(sqlite3.Error, OSError):  # one that cannot be taken over is as none
                taken = taken_over(shipped, path, looks, program_stamp())
                if taken is not None:
                    return Index(folder, sqlite3.connect(path, timeout=PATIENCE, isolation_level=None), taken)
        # Only now what reads records is needed.
        from armstrack.index.writing import built, updated

        current = updated(connection, looks) if connection is not None else None
        if current is None:
            if connection is not None:
                connection.close()
            current = built(path, looks, program_stamp(), tell)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        assert connection is not None
        return Index(folder, connection, current)
    except (sqlite3.Error, OSError) as error:
        raise IndexUnusable(str(error)) from error


def _opened(path: str) -> sqlite3.Connection | None:
    """The file, opened; `None` where there is none, or none of this version and this ledger."""
    if not os.path.exists(path):
        return None
    return sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)


def _is_fresh(connection: sqlite3.Connection, looks: Looks) -> bool:
    """Whether the index says what the files say. Raises sqlite3.DatabaseError for an index that is none of ours."""
    asked = "SELECT key, value FROM meta WHERE key IN ('program', 'folder', 'unsettled')"
    meta = dict(connection.execute(asked).fetchall())
    if meta.get("program") != program_stamp() or meta.get("folder") != os.fsencode(os.path.realpath(looks.folder)):
        raise sqlite3.DatabaseError("another version, or another ledger")
    stored = dict(connection.execute("SELECT name, digest FROM folders").fetchall())
    same = stored == {os.fsencode(name): digest for name, digest in looks.digests.items()}
    return same and (not meta["unsettled"] or _looks_the_same(meta["unsettled"], looks))


def _looks_the_same(unsettled: str, looks: Looks) -> bool:
    """Whether the files that changed just before they were read still say the same, and may change once more."""
    files = ((os.path.join(looks.folder, name), digest) for name, digest in json.loads(unsettled).items())
    return all(not looks.is_settled(marks_of(path)) and digest_of(path) == digest for path, digest in files)


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
