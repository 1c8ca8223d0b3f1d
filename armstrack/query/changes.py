"""What changed between two states of a ledger: sales added, moved, revalued, corrected, removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from armstrack.ledger.ledger import Contents
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.sale import Sale

if TYPE_CHECKING:
    from armstrack.documents.keeping import LedgerChange

KINDS: dict[str, str] = {
    "added": "a sale that was not there",
    "moved": "a move was recorded",
    "recorded": "something was recorded that moved nothing",
    "revalued": "the value changed",
    "corrected": "something else was put right",
    "removed": "a sale is there no longer",
}
"""The kinds of changes, in the order in which they are told."""

TOLD_APART = ("id", "value", "history")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one sale."""

    kind: str
    sale: str
    detail: str


def changes(before: Contents, after: Contents) -> tuple[Change, ...]:
    """Every change of a sale between two states of a ledger, by kind and sale."""
    found: list[Change] = []
    for name, sale in after.sales.items():
        old = before.sales.get(name)
        found += [Change("added", name, sale.title)] if old is None else _of_sale(old, sale)
    found += [Change("removed", name, sale.title) for name, sale in before.sales.items() if name not in after.sales]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda change: (order.index(change.kind), change.sale)))


def _of_sale(old: Sale, new: Sale) -> Iterator[Change]:
    for entry in new.history:
        if entry not in old.history and not _restated(entry, old.history):
            kind = "moved" if entry.state is not None else "recorded"
            yield Change(kind, new.id, f"{entry.word} on {entry.date}")
    if old.value != new.value:
        yield Change("revalued", new.id, f"{_money(old)} to {_money(new)}")
    corrected = [
        field.name
        for field in fields(Sale)
        if field.name not in TOLD_APART and getattr(old, field.name) != getattr(new, field.name)
    ]
    if any(entry not in new.history for entry in old.history):
        corrected.append("history")
    if corrected:
        yield Change("corrected", new.id, ", ".join(corrected))


def _restated(entry: Entry, history: tuple[Entry, ...]) -> bool:
    """Whether the history had this step already, on another day or with other remarks: then it was corrected."""
    return any(old.word == entry.word for old in history if old != entry) and entry.state is not None


def _money(sale: Sale) -> str:
    total = sale.value.total
    return "unknown" if total is None else f"{total:,}"


def change_document(change: Change) -> LedgerChange:
    """One change, as `log --format json` prints it."""
    return {"change": change.kind, "sale": change.sale, "detail": change.detail}
