"""The promises of delivery of a sale: which stand on a day, and how much of each has come."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from armstrack.model.entry import Entry
from armstrack.model.sale import Sale
from armstrack.model.terms import comparable_name
from armstrack.workflow.order import in_order


def open_promises(sale: Sale, day: date) -> tuple[Entry, ...]:
    """The promises of delivery that stand on a day: the last of each thing, where it is not surely kept.

    A promise is kept where the deliveries recorded by the day, and not surely before it, are as many as it says. Of
    one that does not say how many, only the state `delivered` can tell.
    """
    came = Deliveries(sale, day)
    return tuple(
        promise
        for promise in last_promises(sale, day)
        if promise.quantity is None or came.since(promise).quantity < promise.quantity
    )


def last_promises(sale: Sale, day: date) -> tuple[Entry, ...]:
    """The promises of delivery made by a day that no later one replaced, in the order in which they were made.

    A later promise replaces an earlier one about the same: of the same case, of the same item or of everything, and
    of the same quantity, where both say one. What is promised of one item leaves that of another as it was.
    """
    made = in_order([entry for entry in sale.history if entry.expected is not None])
    standing: dict[str | None, dict[str | None, dict[int | None, Entry]]] = {}
    for entry in made:
        if not entry.date.surely_by(day):
            continue
        of_case, item, quantity = standing.setdefault(entry.case, {}), comparable_item(entry), entry.quantity
        if item is None and quantity is None:
            of_case.clear()
        for same in [of_case.get(item, {})] if item is not None else list(of_case.values()):
            for one in list(same) if quantity is None else (quantity, None):
                same.pop(one, None)
        of_case.setdefault(item, {})[quantity] = entry
    last = {id(entry) for items in standing.values() for same in items.values() for entry in same.values()}
    return tuple(entry for entry in made if id(entry) in last)


def comparable_item(entry: Entry) -> str | None:
    """The item that an entry is about, in the form in which two spellings of it are equal."""
    return comparable_name(entry.item) if entry.item is not None else None


class Came(NamedTuple):
    """How much came."""

    deliveries: int
    quantity: int
    """Of the deliveries that say how many."""


class Deliveries:
    """The deliveries of a sale that are surely recorded by a day, by what they are of and by their last day."""

    def __init__(self, sale: Sale, day: date) -> None:
        came = [one for one in sale.history if one.event == "delivery" and one.date.surely_by(day)]
        came.sort(key=lambda one: one.date.latest or date.min)
        self._of_case: dict[str | None, list[Entry]] = {}
        self._of_item: dict[tuple[str | None, str | None], list[Entry]] = {}
        for one in came:
            self._of_case.setdefault(one.case, []).append(one)
            self._of_item.setdefault((one.case, comparable_item(one)), []).append(one)
        self._counted: dict[int, _Counted] = {}

    def since(self, promise: Entry) -> Came:
        """What came of what a promise is about, and not surely before it; a delivery of no item in particular counts
        for each."""
        item = comparable_item(promise)
        if item is None:
            return self._since(self._of_case.get(promise.case), promise.date.earliest)
        own = self._since(self._of_item.get((promise.case, item)), promise.date.earliest)
        any_ = self._since(self._of_item.get((promise.case, None)), promise.date.earliest)
        return Came(own.deliveries + any_.deliveries, own.quantity + any_.quantity)

    def _since(self, came: list[Entry] | None, first: date | None) -> Came:
        if not came:
            return Came(0, 0)
        if id(came) not in self._counted:
            self._counted[id(came)] = _counted(came)
        days, left = self._counted[id(came)]
        at = 0 if first is None else bisect_left(days, first)
        return Came(len(days) - at, left[at])


class _Counted(NamedTuple):
    """The last days of some deliveries, in order, and how many came from each of them on."""

    days: list[date]
    left: list[int]


def _counted(came: Iterable[Entry]) -> _Counted:
    ordered = list(came)
    left = list(accumulate((one.quantity or 0 for one in reversed(ordered)), initial=0))[::-1]
    return _Counted([one.date.latest or date.min for one in ordered], left)
