"""Sales on a day in short, as they stand in the rows of the index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, overload

from armstrack.model.partial_date import PartialDate


class _InShort(NamedTuple):
    """The columns of `IndexedSale`, as they stand in the rows."""

    id: str
    title: str
    recipients_joined: str
    authority: str
    sale_class: str | None
    package: str | None
    counted_with: str
    value: int | None
    rank: int
    state: str | None
    notified_text: str | None
    notified_first: int | None
    notified_last: int | None
    since_text: str | None
    since_first: int | None
    since_last: int | None
    maybe_text: str
    firms: tuple[str, ...]


class IndexedSale(_InShort):
    """A sale on a day in short, from the rows of the index; what is made of a column is made when it is asked for."""

    __slots__ = ()

    @property
    def recipients(self) -> tuple[str, ...]:
        """Who buys; empty where that is unknown."""
        return tuple(self.recipients_joined.split("+")) if self.recipients_joined else ()

    @property
    def notified(self) -> PartialDate | None:
        """The day of notification, as far as it may have come by the day."""
        return _date(self.notified_text, self.notified_first, self.notified_last)

    @property
    def since(self) -> PartialDate | None:
        """When the state began."""
        return _date(self.since_text, self.since_first, self.since_last)

    @property
    def maybe(self) -> tuple[str, ...]:
        """The states that it may have reached besides."""
        return tuple(json.loads(self.maybe_text)) if self.maybe_text != "[]" else ()

    @property
    def begun(self) -> bool:
        """Whether something of the sale is recorded that happened, or may have happened, by the day."""
        return self.state is not None or self.maybe_text != "[]"


IN_SHORT = (
    "t.id, s.title, s.recipients, s.authority, s.class, s.package, s.procedure, s.value, t.rank, t.state, "
    "t.notified_text, t.notified_first, t.notified_last, t.since_text, t.since_first, t.since_last, t.maybe"
)
"""The columns of `IndexedSale`, but for the firms, which stand in a table of their own."""

TOGETHER = 500
"""So many contributions are decoded at once: faster than each by itself, and few enough to fit into memory."""


class Telling(Sequence[tuple[IndexedSale, Any]]):
    """Sales in short, each with what it contributes, decoded while they are gone through."""

    def __init__(self, rows: list[tuple[Any, ...]], firms: dict[int, tuple[str, ...]]) -> None:
        self._rows, self._firms = rows, firms
        """Of each sale its contribution, its key and the columns of `IN_SHORT`."""

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[tuple[IndexedSale, Any]]:
        for at in range(0, len(self._rows), TOGETHER):
            yield from self._decoded(self._rows[at : at + TOGETHER])

    @overload
    def __getitem__(self, at: int) -> tuple[IndexedSale, Any]: ...

    @overload
    def __getitem__(self, at: slice) -> list[tuple[IndexedSale, Any]]: ...

    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, slice):
            return list(self._decoded(self._rows[at]))
        (found,) = self._decoded([self._rows[at]])
        return found

    def _decoded(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[IndexedSale, Any]]:
        says = json.loads(f"[{','.join([row[0] for row in rows])}]")
        for row, each in zip(rows, says, strict=True):
            yield IndexedSale._make((*row[2:], self._firms.get(row[1], ()))), each


def _date(text: str | None, first: int | None, last: int | None) -> PartialDate | None:
    if text is None:
        return None
    earliest = date.fromordinal(first) if first is not None else None
    return PartialDate(
        text, earliest, earliest if last == first else date.fromordinal(last) if last is not None else None
    )
