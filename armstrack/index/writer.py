"""The rows of the index, written in one transaction: of every file, or of what changed files make different."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.index.derive import resolution_rows
from armstrack.index.problems import problems_as_text
from armstrack.index.reading import (
    FileRead,
    Surroundings,
    by_stem,
    other_read,
    place_of,
    read_file,
    read_other,
    read_record,
)
from armstrack.index.scan import (
    NO_MARKS,
    SETTINGS,
    Looks,
    Marks,
    digest_of,
)
from armstrack.index.tables import KEEP_FOLDER, KEEP_META, PARTS
from armstrack.index.workers import read_files
from armstrack.law.options import LawOptions
from armstrack.ledger.digest import digest
from armstrack.ledger.folder import KINDS
from armstrack.ledger.ledger import Ledger

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution

SALES, RESOLUTIONS = KINDS.index("sales"), KINDS.index("resolutions")

Tell = Callable[[int, int], None]
"""Hears how many files of how many have been read."""

TOGETHER = 100
"""Sales whose rows are written at once."""


class Writer:
    """One transaction that makes the index say what the files say."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        looks: Looks,
        files: dict[str, Marks],
    ) -> None:
        self.connection, self.looks = connection, looks
        self.files = files
        """The marks of each file that matters here."""
        self._resolutions: dict[str, Resolution] = {}
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        self._key = 0

    @cached_property
    def _searchable(self) -> bool:
        """Whether somebody has searched, so that there is a full-text index to keep current."""
        return self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'found'").fetchone() is not None

    # --- everything ---------------------------------------------------------------------------------------

    def fill(self, options: LawOptions, tell: Tell, alone: bool = False) -> None:
        """Writes what every file says; `alone`, in one process and in one order."""
        names: list[list[str]] = [[] for _ in KINDS]
        for name in self.files:
            if name != SETTINGS:
                names[_kind_of(name)].append(name)
        unsettled = self._digests(self.files)
        stems = by_stem(names[SALES])
        around = Surroundings(self.looks.folder, options, {}, FilesByName(stems))
        others, total = 0, sum(map(len, names))
        for kind, of_kind in enumerate(names):
            if kind == SALES:
                continue
            for name in sorted(of_kind, key=place_of):
                self._keep_other(name)
                others += 1
                tell(others, total)
        for resolution in self._resolutions.values():
            for sale in _named(resolution):
                around.resolutions[sale] = (*around.resolutions.get(sale, ()), resolution)
        waiting: dict[str, dict[str, FileRead]] = {}
        for read in read_files(names[SALES], around, lambda done: tell(others + done, total), alone):
            self._keep_file(read)
            if read.rows is None:
                continue
            if len(stems[read.record or ""]) == 1:
                self._keep_sale(read)
            else:
                waiting.setdefault(read.record or "", {})[read.name] = read
        for stem, reads in waiting.items():
            self._keep_sale(next(reads[name] for name in stems[stem] if name in reads))
        self._write_waiting()
        for resolution in self._resolutions.values():
            self._keep_due(resolution)
        self._finish(unsettled, self._is_any_twice())

    # --- what changed -------------------------------------------------------------------------------------

    def change(self, touched: list[str], removed: list[str], digests: dict[str, str]) -> None:
        """Writes what some files say now, and everything that depends on them."""
        ((self._key,),) = self.connection.execute("SELECT coalesce(max(key), 0) FROM sales").fetchall()
        self.connection.execute("DELETE FROM kept")
        there = {name: marks for name, marks in self.files.items() if marks != NO_MARKS}
        settled = {name for name in digests if name not in there or self.looks.is_settled(there[name])}
        fresh = self._digests({name: there[name] for name in {*touched, *digests} if name in there})
        unsettled = {name: digest for name, digest in digests.items() if name not in settled} | fresh
        sales: set[str] = set()
        resolutions: set[str] = set()
        for name in (*removed, *touched):
            kind, stem = _kind_of(name), _stem_of(name)
            if name in removed:
                self.connection.execute("DELETE FROM files WHERE path = ?", (os.fsencode(name),))
                self.connection.execute("DELETE FROM file_spells WHERE path = ?", (os.fsencode(name),))
            elif kind == SALES:
                self._stub(name)
            else:
                self._keep_file(read_other(name, self.looks.folder))
            if kind == SALES:
                sales.add(stem)
            elif kind == RESOLUTIONS:
                resolutions.add(stem)
        for stem in resolutions:
            sales |= self._resolution_changed(stem)
        sales |= {
            child
            for stem in tuple(sales)
            for (child,) in self.connection.execute("SELECT id FROM sales WHERE amends = ?", (stem,))
        }
        options = Ledger(Path(self.looks.folder)).options
        around = Surroundings(self.looks.folder, options, {}, self._stored_files)
        again = set(touched)
        for stem in sales:
            around.resolutions[stem] = tuple(self._naming(stem))
        for stem in sales:
            self._sale_changed(stem, around, again)
        concerned = resolutions | {
            name
            for stem in sales
            for (name,) in self.connection.execute("SELECT resolution FROM named WHERE sale = ?", (stem,))
        }
        for name in concerned:
            self.connection.execute("DELETE FROM resolution_due WHERE resolution = ?", (name,))
            resolution = self._resolution(name)
            if resolution is not None:
                self._keep_due(resolution)
        # Looking through all files takes longer than everything else that one changed file asks for.
        ((before,),) = self.connection.execute("SELECT value FROM meta WHERE key = 'twice'").fetchall()
        twice = self._is_any_twice() if before else any(map(self._is_one_twice, touched))
        self._finish(unsettled, twice)

    def _stub(self, name: str) -> None:
        """Says that a file is there, before it is read."""
        self.connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, NULL, NULL, NULL)",
            (os.fsencode(name), _kind_of(name), place_of(name), _stem_of(name)),
        )

    def _stored_files(self, stem: str) -> list[str]:
        query = "SELECT path FROM files WHERE kind = ? AND stem = ? ORDER BY place"
        return [os.fsdecode(path) for (path,) in self.connection.execute(query, (SALES, stem))]

    def _resolution_changed(self, stem: str) -> set[str]:
        """Writes which sales a resolution names now; answers with those that it names or named."""
        concerned = {
            sale for (sale,) in self.connection.execute("SELECT sale FROM named WHERE resolution = ?", (stem,))
        }
        self.connection.execute("DELETE FROM named WHERE resolution = ?", (stem,))
        self.connection.execute("DELETE FROM resolutions WHERE id = ?", (stem,))
        query = "SELECT path FROM files WHERE kind = ? AND stem = ? AND id IS NOT NULL ORDER BY place LIMIT 1"
        for (path,) in self.connection.execute(query, (RESOLUTIONS, stem)).fetchall():
            read = read_record(os.fsdecode(path), self.looks.folder)
            if read.record is not None:
                self._keep_resolution(os.fsdecode(path), read.record)
                concerned |= set(_named(read.record))
        return concerned

    def _naming(self, sale: str) -> list[Resolution]:
        """The resolutions that name a sale, in the order of their files."""
        query = "SELECT r.id FROM named n JOIN resolutions r ON r.id = n.resolution WHERE n.sale = ? ORDER BY r.place"
        found = [self._resolution(name) for (name,) in self.connection.execute(query, (sale,)).fetchall()]
        return [each for each in found if each is not None]

    def _resolution(self, name: str) -> Resolution | None:
        if name not in self._resolutions:
            row = self.connection.execute("SELECT path FROM resolutions WHERE id = ?", (name,)).fetchone()
            record = read_record(os.fsdecode(row[0]), self.looks.folder).record if row is not None else None
            if record is None:
                return None
            self._resolutions[name] = record
        return self._resolutions[name]

    def _sale_changed(self, stem: str, around: Surroundings, again: set[str]) -> None:
        """Writes what a sale's file says now, of several of one name the first that can be read."""
        self._forget_sale(stem)
        done = False
        for name in self._stored_files(stem):
            if done and name not in again:
                continue
            read = read_file(name, around)
            self._keep_file(read)
            if read.rows is not None and not done:
                self._keep_sale(read, at_once=True)
                done = True

    def _forget_sale(self, stem: str) -> None:
        row = self.connection.execute("SELECT key FROM sales WHERE id = ?", (stem,)).fetchone()
        if row is None:
            return
        if self._searchable:
            self.connection.execute(
                "INSERT INTO found(found, rowid, folded) SELECT 'delete', key, folded FROM texts WHERE sale = ?", row
            )
        for part in PARTS:
            self.connection.execute(f"DELETE FROM {part} WHERE sale = ?", row)
        self.connection.execute("DELETE FROM sales WHERE key = ?", row)

    # --- one thing at a time ------------------------------------------------------------------------------

    def _digests(self, files: dict[str, Marks]) -> dict[str, str]:
        """What is in the files that may change again without a mark of it."""
        return {
            name: digest_of(os.path.join(self.looks.folder, name))
            for name, marks in files.items()
            if not self.looks.is_settled(marks)
        }

    def _keep_file(self, read: FileRead) -> None:
        name = read.name
        self.connection.execute(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                os.fsencode(name), _kind_of(name), place_of(name), _stem_of(name), read.record,
                problems_as_text(read.problems), read.disputed,
            ),
        )  # fmt: skip
        if _kind_of(name) != SALES:
            path = os.fsencode(name)
            self.connection.execute("DELETE FROM file_spells WHERE path = ?", (path,))
            rows = [(path, *spell) for spell in read.spells]
            self.connection.executemany("INSERT INTO file_spells VALUES (?, ?, ?)", rows)

    def _keep_other(self, name: str) -> None:
        read = read_record(name, self.looks.folder)
        self._keep_file(other_read(name, read))
        if _kind_of(name) == RESOLUTIONS and read.record is not None and read.record.id not in self._resolutions:
            self._keep_resolution(name, read.record)

    def _keep_resolution(self, name: str, resolution: Resolution) -> None:
        self._resolutions[resolution.id] = resolution
        row = (resolution.id, os.fsencode(name), place_of(name))
        self.connection.execute("INSERT INTO resolutions VALUES (?, ?, ?)", row)
        pairs = [(resolution.id, sale) for sale in _named(resolution)]
        self.connection.executemany("INSERT INTO named VALUES (?, ?)", pairs)

    def _keep_sale(self, read: FileRead, at_once: bool = False) -> None:
        assert read.rows is not None
        own = (read.record, os.fsencode(read.name), place_of(read.name), *read.rows.sale)
        self._key += 1
        key = self._key
        self._waiting.setdefault("sales", []).append((key, *own))
        for part, rows in read.rows.parts.items():
            self._waiting.setdefault(part, []).extend((key, *row) for row in rows)
        if at_once or key % TOGETHER == 0:
            self._write_waiting()
        if at_once and self._searchable:
            self.connection.execute(
                "INSERT INTO found(rowid, folded) SELECT key, folded FROM texts WHERE sale = ?", (key,)
            )

    def _write_waiting(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                front = "NULL, " if table == "texts" else ""
                marks = front + ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._waiting.clear()

    def _keep_due(self, resolution: Resolution) -> None:
        days = dict(
            self.connection.execute(
                "SELECT s.id, s.discharge FROM named n JOIN sales s ON s.id = n.sale WHERE n.resolution = ?",
                (resolution.id,),
            ).fetchall()
        )
        rows = [(resolution.id, *row) for row in resolution_rows(resolution, days)]
        self.connection.executemany("INSERT INTO resolution_due VALUES (?, ?, ?, ?)", rows)

    def _finish(self, unsettled: dict[str, str], twice: bool) -> None:
        text = json.dumps(unsettled) if unsettled else ""
        self.set_meta(unsettled=text, twice="yes" if twice else "")

    def _is_any_twice(self) -> bool:
        """Whether two files carry one id."""
        query = "SELECT 1 FROM files WHERE id IS NOT NULL GROUP BY kind, stem HAVING count(*) > 1 LIMIT 1"
        return self.connection.execute(query).fetchone() is not None

    def _is_one_twice(self, name: str) -> bool:
        """Whether another file carries the id of this one."""
        query = "SELECT count(*) FROM files WHERE kind = ? AND stem = ? AND id IS NOT NULL"
        ((files,),) = self.connection.execute(query, (_kind_of(name), _stem_of(name))).fetchall()
        return int(files) > 1

    def keep_folder(self, name: str, text: bytes) -> None:
        """Keeps which files a folder holds, with their marks; an empty text for a folder that holds none."""
        if text:
            row = (os.fsencode(name), digest(text), text)
            self.connection.execute(KEEP_FOLDER, row)
        else:
            self.connection.execute("DELETE FROM folders WHERE name = ?", (os.fsencode(name),))

    def set_meta(self, **values: object) -> None:
        """Keeps what the index says about itself."""
        self.connection.executemany(KEEP_META, list(values.items()))


class FilesByName:
    """The files that may hold a sale, by its name, in a form that can be sent to another process."""

    def __init__(self, stems: dict[str, tuple[str, ...]]) -> None:
        self._stems = stems

    def __call__(self, name: str) -> Sequence[str]:
        """The files that may hold a sale of a name."""
        return self._stems.get(name, ())


def _kind_of(name: str) -> int:
    return KINDS.index(name.partition(os.sep)[0])


def _stem_of(name: str) -> str:
    stem = os.path.splitext(os.path.basename(name))[0]
    return stem.encode("utf-8", "backslashreplace").decode()


def _named(resolution: Resolution) -> Iterable[str]:
    """The sales of the ledger that a resolution names."""
    return dict.fromkeys(reference.id for reference in resolution.sales if reference.id is not None)
