"""Whether two records are of one sale, where no number says so: a release without one, and the Register's notice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date, timedelta

from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.likeness import ALIKE, likeness, paired
from armstrack.model.money import Money
from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.model.sale import Sale
from armstrack.workflow.procedure import procedure_of

NEAR = 10
"""Days between a release and the delivery to Congress that it tells of; more has not been seen."""

PRINTED_WITHIN = 400
"""Days between the delivery and the print of a notice that says no more than when it was printed."""

_ROUNDING = 50
"""Totals that differ by less than this part of them may be one total, printed twice."""

_MOST_COMPARED = 25
"""With so many sales that follow by value, or by day, one sale is compared; more have something else in common."""


def looks_the_same(sale: Sale, new: Sale) -> bool:
    """Whether two sales to one recipient have the same value and goods and days near each other.

    Two different numbers are two sales, and so are an original and one that amends it or grew from it, and what is
    notified under two authorities. What was announced together is two sales unless title and value are the same.
    """
    if sale.transmittal is not None and new.transmittal is not None:
        return False
    ours, theirs = sale.value.total, new.value.total
    if (sale.amends is None) != (new.amends is None) or _two_totals(ours, theirs):
        return False
    if _leads_to(sale, new) or _leads_to(new, sale) or _of_two_authorities(sale, new):
        return False
    told, again = notification(sale), notification(new)
    if told is None or again is None or not _near(told.date, again.date):
        return False
    if sale.package is not None and sale.package == new.package:
        return sale.title.casefold() == new.title.casefold() and ours is not None and ours == theirs
    return _same_goods(sale, new)


def _leads_to(one: Sale, other: Sale) -> bool:
    """Whether one amends the other, or grew from it."""
    return any(to is not None and to.id == other.id for to in (one.amends, one.grows_from))


def _of_two_authorities(one: Sale, other: Sale) -> bool:
    known = UNKNOWN not in (*one.authorities, *other.authorities)
    return known and set(one.authorities).isdisjoint(other.authorities)


def notification(sale: Sale) -> Entry | None:
    """The entry with which Congress was told."""
    at = place_of_notification(sale)
    return None if at is None else sale.history[at]


def place_of_notification(sale: Sale) -> int | None:
    """Where in the history the entry stands with which Congress was told."""
    notifying = procedure_of(sale.authorities).notifying_state
    return next((at for at, one in enumerate(sale.history) if one.state is not None and one.state == notifying), None)


def contradict(one: object, other: object) -> bool:
    """Whether both say something, and not the same."""
    return one is not None and other is not None and one != other


def differing(what: str, ours: object, theirs: object) -> str:
    """What a ledger and a notice say differently."""
    return f"{what}: {ours} in the ledger, {theirs} in the notice"


def dollars(amount: int) -> str:
    """An amount, to the dollar."""
    return f"${amount:,}"


def _two_totals(one: Money, other: Money) -> bool:
    """Whether two totals are known and neither is the other, rounded: a release prints 236 million for 235.9."""
    return one is not None and other is not None and abs(one - other) * _ROUNDING > max(one, other)


def _near(one: PartialDate, other: PartialDate) -> bool:
    """Whether two days may lie near each other. Of a day that is not known at all, that cannot be said."""
    if one.latest is None or other.latest is None:
        return False
    lag = timedelta(days=PRINTED_WITHIN)
    first, last = one.earliest or one.latest - lag, other.earliest or other.latest - lag
    return (first - other.latest).days <= NEAR and (last - one.latest).days <= NEAR


def _same_goods(sale: Sale, new: Sale) -> bool:
    """Whether they sell the same: with one total by their titles, or by articles of the same number; else by both.

    Where one of them lists no articles, titles must do for a total that was rounded, and cannot for one not known.
    """
    ours, theirs = sale.value.total, new.value.total
    titles = likeness(sale.title, new.title) >= ALIKE
    if ours is not None and ours == theirs:
        return titles or _same_articles(sale, new)
    if ours is not None and theirs is not None and not (sale.items and new.items):
        return titles
    return titles and _same_articles(sale, new)


def _same_articles(sale: Sale, new: Sale) -> bool:
    counted = [
        (item.quantity, sale.items[place].quantity)
        for item, place in zip(new.items, paired(new.items, sale.items), strict=True)
        if place is not None and item.quantity is not None
    ]
    return any(ours == theirs for ours, theirs in counted)


def twins(sales: Iterable[Sale]) -> Iterator[tuple[Sale, Sale]]:
    """The pairs of sales of one recipient that look like one sale, each pair once, in the order of the sales.

    Compared are neighbours by value, and where a value is unknown, neighbours by day: n log n steps for n sales.
    """
    groups: dict[frozenset[str], list[_Placed]] = {}
    for place, sale in enumerate(sales):
        told = notification(sale)
        if sale.recipients and told is not None:
            day = told.date.earliest or told.date.latest or date.max
            groups.setdefault(frozenset(sale.recipients), []).append(_Placed(place, day, sale))
    pairs = {(min(one, other), max(one, other)) for group in groups.values() for one, other in _neighbours(group)}
    for one, other in sorted(pairs):
        if looks_the_same(one.sale, other.sale):
            yield one.sale, other.sale


@dataclass(frozen=True, slots=True, order=True)
class _Placed:
    """A sale by its place among others, with the first day that its notification may mean."""

    place: int
    day: date = field(compare=False)
    sale: Sale = field(compare=False)


def _neighbours(group: list[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    by_value = sorted((one for one in group if one.sale.value.total is not None), key=_total_and_day)
    for at, one in enumerate(by_value):
        for other in by_value[at + 1 : at + 1 + _MOST_COMPARED]:
            if _two_totals(one.sale.value.total, other.sale.value.total):
                break
            yield one, other
    by_day = sorted(group, key=lambda one: (one.day, one.place))
    for at, one in enumerate(by_day):
        for other in by_day[at + 1 : at + 1 + _MOST_COMPARED]:
            if one.sale.value.total is None or other.sale.value.total is None:
                yield one, other


def _total_and_day(one: _Placed) -> tuple[int, date, int]:
    return one.sale.value.total or 0, one.day, one.place
