"""Whether a sale that is about to be entered is in the ledger already, or adds to one that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple

from armstrack.model.sale import LineItem, Sale
from armstrack.model.transmittal import comparable_transmittal
from armstrack.workflow.procedure import procedure_of

_ALIKE = 0.75


class SaleMatch(NamedTuple):
    """The sale that another is, or adds to."""

    id: str
    kind: str
    """`same` or `amends`."""
    differs: tuple[str, ...]
    """What the two say differently, one sentence each; nothing for one that amends."""


def match_sale(new: Sale, sales: Mapping[str, Sale]) -> SaleMatch | None:
    """The sale of the same number and recipient, else the one that the new sale names as amended.

    Without a number on either side, the same recipient, day of notification and total are one sale.
    """
    for sale in sales.values():
        if _numbered(sale, new.transmittal, new.recipients) or _same_without_number(sale, new):
            return SaleMatch(sale.id, "same", tuple(differences(sale, new)))
    if new.amends is not None:
        for sale in sales.values():
            if sale.id == new.amends.id or _numbered(sale, new.amends.transmittal, new.recipients):
                return SaleMatch(sale.id, "amends", ())
    return None


def _same_without_number(sale: Sale, new: Sale) -> bool:
    if sale.transmittal is not None and new.transmittal is not None:
        return False
    ours, theirs = _notified(sale), _notified(new)
    same_day = ours is not None and ours == theirs
    same_total = sale.value.total is not None and sale.value.total == new.value.total
    return same_day and same_total and bool(new.recipients) and sale.recipients == new.recipients


def differences(sale: Sale, new: Sale) -> Iterable[str]:
    """What a second record of a sale says differently from the first; what only one of them says is no difference."""
    for what, ours, theirs in (
        ("the authority", sale.authority, new.authority),
        ("the total", sale.value.total, new.value.total),
        ("major defense equipment", sale.value.mde, new.value.mde),
        ("other articles and services", sale.value.other, new.value.other),
        ("the day of notification", _notified(sale), _notified(new)),
    ):
        if ours is not None and theirs is not None and ours != theirs:
            yield f"{what}: {_shown(ours)} in the ledger, {_shown(theirs)} in the notice"
    if not (sale.items and new.items):
        return
    for item in new.items:
        ours_of_it = counterpart(item, sale.items)
        if ours_of_it is None or None in (item.quantity, ours_of_it.quantity):
            continue
        if item.quantity != ours_of_it.quantity:
            yield f"{ours_of_it.name}: {ours_of_it.quantity} in the ledger, {item.quantity} in the notice"


def counterpart(item: LineItem, among: Iterable[LineItem]) -> LineItem | None:
    """The item of another list that is the same thing, though perhaps of another number."""
    near = [
        (likeness(item.name, other.name) + (0.1 if other.quantity == item.quantity else 0), other) for other in among
    ]
    best = max(near, key=lambda one: one[0], default=None)
    return best[1] if best is not None and best[0] >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1; 1 where the words of one are among those of the other."""
    first, second = (_words(name) for name in (one, other))
    if first <= second or second <= first:
        return 1.0 if first and second else 0.0
    return SequenceMatcher(None, " ".join(sorted(first)), " ".join(sorted(second))).ratio()


def _words(name: str) -> set[str]:
    letters = "".join(char if char.isalnum() else " " for char in name.lower())
    return {word.rstrip("s") for word in letters.split()}


def _numbered(sale: Sale, transmittal: str | None, recipients: tuple[str, ...]) -> bool:
    if transmittal is None or sale.transmittal is None or set(sale.recipients) != set(recipients):
        return False
    return comparable_transmittal(sale.transmittal) == comparable_transmittal(transmittal)


def _notified(sale: Sale) -> str | None:
    notifies = procedure_of(sale.authorities).notifying_state
    return next((one.date.iso for one in sale.history if one.state is not None and one.state == notifies), None)


def _shown(value: object) -> str:
    return f"${value:,}" if isinstance(value, int) else str(value)
