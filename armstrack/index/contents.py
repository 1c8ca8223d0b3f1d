"""A ledger that reads a record when it is asked for, and asks the index where it stands and what concerns it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armstrack.index.scan import digests_of_kind, is_of_kind
from armstrack.index.store import Index, IndexUnusable
from armstrack.ledger.folder import KINDS
from armstrack.ledger.ledger import Contents, Ledger, kind_of_record, read_checked
from armstrack.model.data_class import dataclass
from armstrack.model.problem import Problem

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution


class OnDemand(Mapping[Any, Any]):
    """Records, or what is told of them, read from their files one at a time as they are asked for."""

    def __init__(
        self, find: Callable[[Any], Any], names: Callable[[], list[Any]], otherwise: Callable[[], Mapping[Any, Any]]
    ) -> None:
        self._find, self._names, self._otherwise = find, names, otherwise
        self._found: dict[Any, Any] = {}

    def __getitem__(self, name: Any) -> Any:
        if name not in self._found:
            try:
                self._found[name] = self._find(name)
            except IndexUnusable:
                self._found[name] = self._otherwise().get(name)
        if self._found[name] is None:
            raise KeyError(name)
        return self._found[name]

    def __iter__(self) -> Iterator[Any]:
        try:
            return iter(self._names())
        except IndexUnusable:
            return iter(self._otherwise())

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class IndexedContents(Contents):
    """What a ledger holds, as the index knows it."""

    index: Index
    files: Callable[[], Contents]
    """The same from the files, should the index fail."""

    @cached_property
    def resolutions_by_sale(self) -> Mapping[str, tuple[Resolution, ...]]:
        """The resolutions that name each sale."""

        def naming(sale: str) -> tuple[Resolution, ...] | None:
            names = self.index.select(
                "SELECT r.id FROM named n JOIN resolutions r ON r.id = n.resolution WHERE n.sale = ? ORDER BY r.place",
                (sale,),
            )
            return tuple(self.resolutions[name] for (name,) in names if name in self.resolutions) or None

        def names() -> list[str]:
            return [name for (name,) in self.index.select("SELECT DISTINCT sale FROM named")]

        return OnDemand(naming, names, lambda: self.files().resolutions_by_sale)


class IndexedLedger(Ledger):
    """One ledger with its index."""

    def __init__(self, folder: Path, reference: bool, index: Index) -> None:
        super().__init__(folder, reference)
        self.index = index

    def anew(self) -> Ledger:
        """The same ledger, to be read again; what concerns a sale the index knows, unless a resolution changed."""
        known = {name: each for name, each in self.index.looks.digests.items() if is_of_kind(name, "resolutions")}
        if digests_of_kind(str(self.folder), "resolutions") != known:
            return super().anew()
        return IndexedLedger(self.folder, self.reference, self.index)

    def written(self, path: Path) -> None:
        """Hears that a record's file was written by this process, and keeps the index current."""
        self.index.written(str(path.relative_to(self.folder)))

    @cached_property
    def contents(self) -> Contents:
        """Everything in the ledger, each record read when it is asked for."""
        try:
            problems: tuple[Problem, ...] = tuple(self.index.problems())
        except IndexUnusable:
            return self._files.contents
        return IndexedContents(
            self._records("sales"),
            self._records("resolutions"),
            self._records("packages"),
            self._records("figures"),
            problems,
            OnDemand(lambda name: self._path(*name), self._every_path, lambda: self._files.contents.paths),
            self.index,
            lambda: self._files.contents,
        )

    @cached_property
    def _files(self) -> Ledger:
        return Ledger(self.folder, self.reference)

    def _records(self, kind: str) -> Mapping[str, Any]:
        def read(name: str) -> Any:
            path = self._path(kind, name)
            return read_checked(path, kind_of_record(kind)).record if path is not None else None

        def names() -> list[str]:
            query = "SELECT DISTINCT id FROM files WHERE kind = ? AND id IS NOT NULL ORDER BY place"
            return [name for (name,) in self.index.select(query, (KINDS.index(kind),))]

        return OnDemand(read, names, lambda: getattr(self._files.contents, kind))

    def _path(self, kind: str, name: str) -> Path | None:
        query = "SELECT path FROM files WHERE kind = ? AND stem = ? AND id IS NOT NULL ORDER BY place LIMIT 1"
        for (path,) in self.index.select(query, (KINDS.index(kind), name)):
            return self.folder / os.fsdecode(path)
        return None

    def _every_path(self) -> list[tuple[str, str]]:
        query = "SELECT DISTINCT kind, id FROM files WHERE id IS NOT NULL ORDER BY kind, place"
        return [(KINDS[kind], name) for kind, name in self.index.select(query)]
