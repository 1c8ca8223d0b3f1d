"""The past of the ledger, as its git repository tells it: which revision a record is of, and what changed by week."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

from armstrack.ledger.folder import KINDS
from armstrack.ledger.git_history import Commit, NoGitHistory, changed_since, commits, records_at
from armstrack.ledger.ledger import Contents, Ledger, kind_of_record, read_checked
from armstrack.ledger.record_digest import digest_of_record
from armstrack.model.sale import Sale
from armstrack.query.changes import Change, change_document, changes
from armstrack.query.citation import LedgerState
from armstrack.query.document import Document

WEEKS = 12
"""So many weeks with changes are told."""
MOST = 200
"""Changed records of a week up to which each is told."""
BULK = 50
"""Sales changed by one commit, above which it is no renaming, and not looked into for one."""


class Past:
    """What the repository of a ledger says; nothing where there is none."""

    def __init__(self, ledger: Ledger, state: LedgerState, day: date) -> None:
        self.state, self._folder = state, ledger.folder
        self._commits: tuple[Commit, ...] = ()
        self._changed: frozenset[str] = frozenset()
        self.why_not: str | None = None
        try:
            self._commits = tuple(one for one in commits(ledger.folder) if one.day <= day)
            self._changed = changed_since(ledger.folder)
        except NoGitHistory as error:
            self.why_not = str(error)
        self._last: dict[str, Commit] = {}
        for one in self._commits:
            for path in one.paths:
                self._last.setdefault(path, one)

    def state_of(self, path: Path) -> LedgerState:
        """The state by which a record is cited: the last revision that changed it, or the digest of its own file.

        So it stays while the record does, whatever else of the ledger changes.
        """
        name = path.relative_to(self._folder).as_posix()
        last, dirty = self._last.get(name), name in self._changed
        digest = None if last is not None and not dirty else digest_of_record(path)
        if last is None:
            return self.state._replace(digest=digest)
        return self.state._replace(revision=last.name, dirty=dirty, digest=digest)

    def weeks(self) -> list[Document]:
        """What changed, week by week, the newest first; of a week with very many changes how many there were."""
        by_week: dict[date, list[Commit]] = {}
        for one in self._commits:
            by_week.setdefault(one.day - timedelta(one.day.weekday()), []).append(one)
        return [self._week(week, of_week) for week, of_week in sorted(by_week.items(), reverse=True)[:WEEKS]]

    def _week(self, week: date, of_week: list[Commit]) -> Document:
        paths = sorted({path for one in of_week for path in one.paths if path.startswith("sales/")})
        told = [change_document(one) for one in self._changes(of_week, paths)] if 0 < len(paths) <= MOST else None
        return {
            "week": week.isoformat(),
            "until": (week + timedelta(6)).isoformat(),
            "records": len({path for one in of_week for path in one.paths}),
            "sales": len(paths),
            "commits": len(of_week),
            "revision": of_week[0].name,
            "changes": told,
        }

    def _changes(self, of_week: list[Commit], paths: Iterable[str]) -> tuple[Change, ...]:
        paths = list(paths)
        return changes(self._at(f"{of_week[-1].name}^", paths), self._at(of_week[0].name, paths))

    def _at(self, commit: str, paths: list[str]) -> Contents:
        """Some sales as a commit has them."""
        with tempfile.TemporaryDirectory() as place:
            records_at(self._folder, commit, paths, Path(place))
            return _sales_in(Path(place))

    def renamed(self, ids: Iterable[str]) -> dict[str, str]:
        """The ids that sales have now by former ones: a file went away as another came that says the same."""
        now, found = set(ids), {}
        for one in reversed(self._commits):
            sales = [path for path in one.paths if path.startswith("sales/")]
            gone = [path for path in sales if Path(path).stem not in now]
            if not gone or not 1 < len(sales) <= BULK:
                continue
            before, after = self._at(f"{one.name}^", gone).sales, self._at(one.name, sales).sales
            for old in before.values():
                for new in after.values():
                    if old.id not in after and replace(old, id=new.id) == new:
                        found[old.id] = new.id
        return {old: last for old in found if (last := _followed(old, found)) in now and old not in now}


def _followed(name: str, found: dict[str, str]) -> str:
    seen: set[str] = set()
    while name in found and name not in seen:
        seen.add(name)
        name = found[name]
    return name


def _sales_in(folder: Path) -> Contents:
    """The sales in a folder, of which nothing but the sales is known."""
    kind = kind_of_record(KINDS[0])
    read = [read_checked(path, kind).record for path in sorted(folder.rglob("*.y*ml"))]
    sales: dict[str, Sale] = {one.id: one for one in read if one is not None}
    empty: MappingProxyType[str, None] = MappingProxyType({})
    return Contents(sales, empty, empty, empty, (), MappingProxyType({}))  # type: ignore[arg-type]
