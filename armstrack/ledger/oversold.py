"""More delivered, or promised, than was sold: of a line item, of all of them together, and in money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from armstrack.ledger.systems import line_item_of
from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.model.problem import Finding
from armstrack.model.sale import Sale
from armstrack.workflow.life import Life
from armstrack.workflow.order import in_order, places_of
from armstrack.workflow.worth import ceiling_on, price_of_delivery

HINT = "check the delivery against its source; what was sold later is a sale of its own, or `amends:` this one"


def delivered_beyond(sale: Sale, life: Life, additions: Sequence[Sale]) -> Iterator[Finding]:
    """The deliveries by which more came than was sold; `additions` are the sales that amend or grow from this one.

    Where a quantity or a value is unknown, of the sale or of what was added to it, nothing can be said.
    """
    places = places_of(sale.history)
    came = in_order([one for one in sale.history if one.event == "delivery" and one.sale in (None, sale.id)])
    if not came:
        return
    for entry, message in (*_articles(sale, came, additions), *_money(sale, life, came, additions)):
        yield Finding(("history", places[id(entry)]), "more-than-sold", message, HINT)


def promised_beyond(sale: Sale, additions: Sequence[Sale]) -> Iterator[Finding]:
    """The promises of more of a line item than was sold; where that is unknown nothing can be said."""
    places = places_of(sale.history)
    for entry in sale.history:
        at = line_item_of(entry.item, sale.items) if entry.event == "promised" and entry.item is not None else None
        if at is None or entry.quantity is None:
            continue
        item = sale.items[at]
        more = [each for one in additions for each in one.items if line_item_of(each.name, sale.items) == at]
        # An addition without line items may be of anything.
        if (
            item.quantity is None
            or any(each.quantity is None for each in more)
            or any(not one.items for one in additions)
        ):
            continue
        sold = item.quantity + sum(each.quantity or 0 for each in more)
        if entry.quantity > sold:
            message = f"{entry.quantity:,} of `{item.name}` are promised, and {sold:,} sold"
            yield Finding(("history", places[id(entry)]), "more-than-sold", message, HINT)


def _articles(sale: Sale, came: Sequence[Entry], additions: Sequence[Sale]) -> Iterator[tuple[Entry, str]]:
    added = [item for one in additions for item in one.items]
    if any(item.quantity is None for item in added) or any(not one.items for one in additions):
        return
    sold = [item.quantity for item in sale.items]
    for item in added:
        at = line_item_of(item.name, sale.items)
        if at is not None and (so_far := sold[at]) is not None:
            sold[at] = so_far + (item.quantity or 0)
    whole = [item.quantity for item in (*sale.items, *added)]
    most = sum(each or 0 for each in whole) if whole and None not in whole else None
    delivered = [0] * len(sold)
    everything = 0
    told: set[int | None] = set()
    for entry in came:
        at = line_item_of(entry.item, sale.items)
        everything += entry.quantity or 0
        if at is not None:
            delivered[at] += entry.quantity or 0
            limit, name = sold[at], sale.items[at].name
            if limit is not None and delivered[at] > limit and at not in told:
                told.add(at)
                yield entry, f"{delivered[at]:,} of `{name}` are delivered with it, and {limit:,} sold"
        if most is not None and everything > most and not told:
            told.add(None)
            yield entry, f"{everything:,} articles are delivered with it, and {most:,} sold"


def _money(sale: Sale, life: Life, came: Sequence[Entry], additions: Sequence[Sale]) -> Iterator[tuple[Entry, str]]:
    ceiling = _most_worth(sale, life, additions)
    if ceiling is None:
        return
    worth = 0
    for entry in came:
        worth += price_of_delivery(entry) or 0
        if worth > ceiling:
            yield entry, f"{worth:,} dollars are delivered with it, and the ceiling is {ceiling:,}"
            return


def _most_worth(sale: Sale, life: Life, additions: Sequence[Sale]) -> Money:
    """The most that a sale can be worth: its ceiling, or what it was raised to since; `None` is unknown."""
    ceilings = [ceiling_on(sale, date.max), *(one.value.total for one in additions)]
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    if not known or len(known) < len(ceilings):
        return None
    restated = [entry.restated_value or 0 for entry in sale.history if entry.event in ("value-revised", "modified")]
    letters = sum(letter.amount(date.max) or 0 for letter in life.letters)
    return max(*known, *restated, letters)
