"""Whether two records are of one sale, where no number says so: a release without one, and the Register's notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations

from armstrack.model.entry import Entry
from armstrack.model.likeness import ALIKE, likeness, paired
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.sale import Sale
from armstrack.workflow.procedure import procedure_of

NEAR = 10
"""Days between a release and the delivery to Congress that it tells of; more has not been seen."""

PRINTED_WITHIN = 400
"""Days between the delivery and the print of a notice that says no more than when it was printed."""

_ROUNDING = 200
"""Totals that differ by less than this part of them may be one total, printed twice."""

_MOST_COMPARED = 50
"""Sales of one recipient and value that are compared with each other; more have something else in common."""


def looks_the_same(sale: Sale, new: Sale) -> bool:
    """Whether two sales to one recipient have the same value and goods and days near each other.

    Two different numbers are two sales, and so are an original and one that amends it.
    """
    if sale.transmittal is not None and new.transmittal is not None:
        return False
    ours, theirs = sale.value.total, new.value.total
    if (sale.amends is None) != (new.amends is None) or (contradict(ours, theirs) and not _rounded(ours, theirs)):
        return False
    told, again = notification(sale), notification(new)
    if told is None or again is None or not _near(told.date, again.date):
        return False
    return _same_goods(sale, new, ours is not None and ours == theirs)


def notification(sale: Sale) -> Entry | None:
    """The entry with which Congress was told."""
    at = place_of_notification(sale)
    return None if at is None else sale.history[at]


def place_of_notification(sale: Sale) -> int | None:
    """Where in the history the entry stands with which Congress was told."""
    notifying = procedure_of(sale.authorities).notifying_state
    return next((at for at, one in enumerate(sale.history) if one.state is not None and one.state == notifying), None)


def contradict(one: Money, other: Money) -> bool:
    """Whether two numbers are known and differ."""
    return one is not None and other is not None and one != other


def _rounded(one: Money, other: Money) -> bool:
    """Whether one of two totals may be the other, rounded: a release prints 236 million, the Register 235.9."""
    return one is not None and other is not None and abs(one - other) * _ROUNDING <= max(one, other)


def _near(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days may lie near each other. Of a day that is not known at all, that cannot be said."""
    if one.latest is None or other.latest is None:
        return False
    lag = timedelta(days=PRINTED_WITHIN)
    first, last = one.earliest or one.latest - lag, other.earliest or other.latest - lag
    return (first - other.latest).days <= NEAR and (last - one.latest).days <= NEAR


def _same_goods(sale: Sale, new: Sale, same_total: bool) -> bool:
    """Whether they sell the same: by their titles, or by articles of the same number; without a value by both."""
    titles = likeness(sale.title, new.title) >= ALIKE
    if titles == same_total:
        return titles
    counted = [
        (item.quantity, sale.items[place].quantity)
        for item, place in zip(new.items, paired(new.items, sale.items), strict=True)
        if place is not None and item.quantity is not None
    ]
    return any(ours == theirs for ours, theirs in counted)


def twins(sales: Iterable[Sale]) -> Iterator[tuple[Sale, Sale]]:
    """The pairs of sales of one recipient and one total that look like one sale, each pair once."""
    groups: dict[tuple[frozenset[str], int], list[Sale]] = {}
    for sale in sales:
        if sale.recipients and sale.value.total is not None:
            groups.setdefault((frozenset(sale.recipients), sale.value.total), []).append(sale)
    for group in groups.values():
        for one, other in combinations(group[:_MOST_COMPARED], 2):
            if looks_the_same(one, other):
                yield one, other
