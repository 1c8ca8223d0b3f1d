"""Whether a sale that is about to be entered is in the ledger already, or adds to one that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from armstrack.ledger.same_sale import contradict, differing, dollars, looks_the_same, notification
from armstrack.model.likeness import paired
from armstrack.model.sale import Sale
from armstrack.model.transmittal import comparable_transmittal


class SaleMatch(NamedTuple):
    """The sale that another is, may be, or adds to."""

    id: str
    kind: str
    """`same`, `amends`, or `perhaps`: the same by its recipient, value, goods and days, with no number to tell."""
    differs: tuple[str, ...]
    """What the two say differently, one sentence each; nothing for one that amends."""


class HeldSales:
    """The sales of a ledger by what a notice can be known by; more can be added while notices are drafted."""

    def __init__(self, sales: Mapping[str, Sale]) -> None:
        self.by_id: dict[str, Sale] = {}
        self._by_number: dict[str, list[Sale]] = {}
        self._by_recipients: dict[frozenset[str], list[Sale]] = {}
        for sale in sales.values():
            self.add(sale)

    def add(self, sale: Sale) -> None:
        """Takes in one more sale, or another form of one that is held already."""
        before = self.by_id.get(sale.id)
        if before is not None:
            for lists in self._lists(before):
                lists[:] = [one for one in lists if one.id != sale.id]
        self.by_id[sale.id] = sale
        for lists in self._lists(sale):
            lists.append(sale)

    def _lists(self, sale: Sale) -> list[list[Sale]]:
        """Where a sale is looked for: under its number, and under its recipients."""
        lists = [self._by_recipients.setdefault(frozenset(sale.recipients), [])]
        if sale.transmittal is not None:
            lists.append(self._by_number.setdefault(comparable_transmittal(sale.transmittal), []))
        return lists

    def match(self, new: Sale) -> SaleMatch | None:
        """The sale of the same number, else the one that looks the same, else the one that the new sale amends."""
        for kind, found in (("same", self._same(new)), ("perhaps", self._perhaps(new))):
            if found is not None:
                return SaleMatch(found.id, kind, tuple(differences(found, new)))
        amended = self.amended(new)
        return SaleMatch(amended.id, "amends", ()) if amended is not None else None

    def of_number(self, transmittal: str) -> list[Sale]:
        """The sales of a number, however it is printed."""
        return self._by_number.get(comparable_transmittal(transmittal), [])

    def numbered(self, transmittal: str, recipients: tuple[str, ...]) -> Sale | None:
        """The sale of a number and these recipients; where either names none, the only one of that number."""
        sales = self.of_number(transmittal)
        exact = [sale for sale in sales if recipients and set(sale.recipients) == set(recipients)]
        if exact:
            return exact[0]
        only = sales[0] if len(sales) == 1 else None
        return only if only is not None and not (recipients and only.recipients) else None

    def _same(self, new: Sale) -> Sale | None:
        if new.transmittal is not None:
            found = self.numbered(new.transmittal, new.recipients)
            if found is not None:
                return found
        return next((sale for sale in self._of(new.recipients) if _same_without_number(sale, new)), None)

    def _perhaps(self, new: Sale) -> Sale | None:
        """The one sale that looks the same; where several do, none can be told from the others."""
        alike = [sale for sale in self._of(new.recipients) if looks_the_same(sale, new)]
        return alike[0] if len(alike) == 1 else None

    def amended(self, new: Sale) -> Sale | None:
        """The sale that a new one says it adds to."""
        if new.amends is None:
            return None
        if new.amends.id is not None:
            return self.by_id.get(new.amends.id)
        return self.numbered(new.amends.transmittal, new.recipients) if new.amends.transmittal is not None else None

    def _of(self, recipients: tuple[str, ...]) -> list[Sale]:
        return self._by_recipients.get(frozenset(recipients), []) if recipients else []


def _same_without_number(sale: Sale, new: Sale) -> bool:
    if sale.transmittal is not None and new.transmittal is not None:
        return False
    ours, theirs = _notified(sale), _notified(new)
    same_day = ours is not None and ours == theirs
    same_total = sale.value.total is not None and sale.value.total == new.value.total
    return same_day and same_total


def differences(sale: Sale, new: Sale) -> Iterator[str]:
    """What a second record of a sale says differently from the first; what only one of them says is no difference."""
    for what, ours, theirs in (
        ("the authority", sale.authority, new.authority),
        ("the total", sale.value.total, new.value.total),
        ("major defense equipment", sale.value.mde, new.value.mde),
        ("other articles and services", sale.value.other, new.value.other),
        ("the day of notification", _notified(sale), _notified(new)),
    ):
        if contradict(ours, theirs):
            yield differing(what, _shown(ours), _shown(theirs))
    for item, place in zip(new.items, paired(new.items, sale.items), strict=True):
        held = sale.items[place] if place is not None else None
        if held is not None and contradict(held.quantity, item.quantity):
            yield differing(held.name, held.quantity, item.quantity)


def _notified(sale: Sale) -> str | None:
    entry = notification(sale)
    return entry.date.iso if entry is not None else None


def _shown(value: object) -> str:
    return dollars(value) if isinstance(value, int) else str(value)
