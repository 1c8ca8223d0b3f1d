"""Who waits for the same system, in the order of notification.

A sale waits while it has not ended and not everything has been delivered. It waits for a system
when its title or a line item names it, under any of the names in the table of systems, or, where
the table does not know what was asked for, in the very words; no longer once every such line item
is known to have been delivered whole, whatever else of the sale is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from armstrack.ledger.systems import naming, nearest_systems, system_called
from armstrack.model.partial_date import on
from armstrack.model.sale import LineItem
from armstrack.query.contributions.deliveries import ItemDelivered, items_delivered
from armstrack.query.document import Document, iso, recipient_document
from armstrack.query.intervals import after, interval_document
from armstrack.query.outcome import is_over
from armstrack.query.view import SaleOnDay

Named = Callable[[str], bool]
"""Whether a text names the system that is asked for."""


def waits(one: SaleOnDay, named: Named) -> bool:
    """Whether a sale that has begun has not ended, and what it names of a system is not known to have come whole."""
    # A report of an enhancement is of articles that wait with the sale that they were notified in.
    return not is_over(one) and one.life.procedure.first("arrived") is not None and not _has_come_whole(one, named)


def _has_come_whole(one: SaleOnDay, named: Named) -> bool:
    """Whether at least the notified quantity of every line item that names the system has surely come by the day."""
    items, delivered = _items(one, named), _delivered(one)
    return bool(items) and all(
        item.quantity is not None and id(item) in delivered and delivered[id(item)].delivered >= item.quantity
        for item in items
    )


def _items(one: SaleOnDay, named: Named) -> list[LineItem]:
    return [item for item in one.sale.items if named(item.name)]


def _delivered(one: SaleOnDay) -> dict[int, ItemDelivered]:
    """What has been delivered of each line item of which a delivery is recorded."""
    return {id(each.item): each for each in items_delivered(one)[0]}


def queue_document(mentioning: Sequence[SaleOnDay], asked: str) -> Document:
    """Who waits for a system, of the sales that name it, as `queue --format json` prints them."""
    system, named = system_called(asked), naming(asked)
    had_begun = [one for one in mentioning if one.begun]
    waiting = _in_order([one for one in had_begun if waits(one, named)])
    return {
        "asked": asked,
        "system": None
        if system is None
        else {
            "name": system.name,
            "designations": list(system.designations),
            "names": list(system.names),
            "apart": list(system.apart),
            "citation": system.citation,
        },
        "nearest": list(nearest_systems(asked)) if system is None and not mentioning else [],
        "no_longer_waiting": len(had_begun) - len(waiting),
        "not_begun": len(mentioning) - len(had_begun),
        "sales": [_sale(one, named, place) for place, one in enumerate(waiting, start=1)],
    }


def _in_order(sales: Sequence[SaleOnDay]) -> list[SaleOnDay]:
    """By the last day that the notification may mean; what is not notified, or on no known day, comes last."""

    def rank(one: SaleOnDay) -> tuple[int, str, str]:
        if one.notified is None:
            return (2, "", one.id)
        latest = one.notified.latest
        return (1, "", one.id) if latest is None else (0, latest.isoformat(), one.id)

    return sorted(sales, key=rank)


def _sale(one: SaleOnDay, named: Named, place: int) -> Document:
    notified, items, delivered = one.notified, _items(one, named), _delivered(one)
    return {
        "place": place,
        "id": one.id,
        "title": one.title,
        "recipient": recipient_document(one.sale.recipients),
        "notified": notified.iso if notified is not None else None,
        "not_before": iso(notified.earliest) if notified is not None else None,
        "not_after": iso(notified.latest) if notified is not None else None,
        "state": one.standing.state,
        "maybe": list(one.standing.maybe),
        "age_days": interval_document(after(notified, on(one.day))) if notified is not None else None,
        "in_title_only": not items,
        "items": [
            {"quantity": item.quantity, "name": item.name, "mde": item.mde} | _come(delivered.get(id(item)))
            for item in items
        ],
    }


def _come(found: ItemDelivered | None) -> Document:
    """How much of a line item has come; `None` where no delivery that says how much is recorded."""
    if found is None:
        return {"delivered": None, "perhaps": 0, "deliveries_without_quantity": 0}
    return {
        "delivered": found.told,
        "perhaps": found.perhaps,
        "deliveries_without_quantity": found.without_quantity,
    }
