"""Files read for the index: each with its problems and, where it is a sale, its rows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from armstrack.index.derive import disputed_text, record_spells, sale_rows
from armstrack.index.tables import SaleRows
from armstrack.law.options import LawOptions
from armstrack.ledger.kept_text import texts_of
from armstrack.ledger.ledger import kind_of_record, read_checked
from armstrack.ledger.record_file import RecordFile
from armstrack.model.data_class import dataclass
from armstrack.model.problem import Problem
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution


class FileRead(NamedTuple):
    """What one file says."""

    name: str
    """Its name below the ledger's folder."""
    record: str | None
    """The id of its record; `None` where it cannot be read."""
    problems: tuple[Problem, ...]
    rows: SaleRows | None
    disputed: str | None = None
    """What a record besides a sale says that holds a disagreement, in stretches of days."""
    spells: Sequence[tuple[object, ...]] = ()
    """The days of which something is told of a record besides a sale."""


@dataclass
class Surroundings:
    """What the sales of a ledger are judged by, besides their own files."""

    folder: str
    options: LawOptions
    resolutions: dict[str, tuple[Resolution, ...]]
    """The resolutions that name each sale."""
    files: Callable[[str], Sequence[str]]
    """The files that may hold a sale of a name, the one that counts first."""
    _read: dict[str, Sale | None] = field(default_factory=dict)

    def context(self, sale: Sale) -> Context:
        """The surroundings of one sale."""
        parent = self._sale(sale.amends.id) if sale.amends is not None and sale.amends.id is not None else None
        return Context(self.options, self.resolutions.get(sale.id, ()), parent, texts_of(Path(self.folder), sale))

    def _sale(self, name: str) -> Sale | None:
        if name not in self._read:
            read = (read_checked(Path(self.folder, file), kind_of_record("sales")) for file in self.files(name))
            self._read[name] = next((each.record for each in read if each.record is not None), None)
        return self._read[name]


def read_file(name: str, around: Surroundings) -> FileRead:
    """Reads one file of a sale."""
    read = read_record(name, around.folder)
    if read.record is None:
        return FileRead(name, None, read.problems, None)
    return FileRead(name, read.record.id, read.problems, sale_rows(read.record, around.context(read.record)))


def read_other(name: str, folder: str) -> FileRead:
    """What the index holds of one file of another kind."""
    return other_read(name, read_record(name, folder))


def other_read(name: str, read: RecordFile) -> FileRead:
    """The same of a record that was read."""
    record = read.record
    if record is None:
        return FileRead(name, None, read.problems, None)
    return FileRead(name, record.id, read.problems, None, disputed_text(record), record_spells(record))


def read_record(name: str, folder: str) -> RecordFile:
    """Reads one file of any kind."""
    return read_checked(Path(folder, name), kind_of_record(name.partition(os.sep)[0]))


def by_stem(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The files that may hold a record, by its id, the one that counts first."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(os.path.splitext(os.path.basename(name))[0], []).append(name)
    return {stem: tuple(sorted(each, key=place_of)) for stem, each in found.items()}


def place_of(name: str) -> bytes:
    """The order in which a ledger reads its files: folder by folder."""
    return os.fsencode(name.replace(os.sep, "\1"))
