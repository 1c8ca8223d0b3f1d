"""What one sale contributes to `deliveries`; see `armstrack.query.deliveries`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from armstrack.ledger.systems import line_item_of
from armstrack.model.entry import Entry
from armstrack.model.sale import LineItem
from armstrack.query.contributions.measures import delivered as worth_delivered
from armstrack.query.contributions.measures import delivered_whole
from armstrack.query.document import entry_document, recipient_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order

if TYPE_CHECKING:
    from armstrack.documents.analysis import DeliveredSale, OtherDelivery


class ItemDelivered(NamedTuple):
    """What is known to have been delivered of one line item."""

    item: LineItem
    delivered: int
    """What surely came by the day, of the deliveries that say how much."""
    perhaps: int
    """What may have come by the day besides: its day is known only in part."""
    without_quantity: int
    """Deliveries that do not say how much."""

    @property
    def told(self) -> int | None:
        """What surely came; `None` where something may have, and no delivery says how much."""
        return self.delivered if self.delivered or not self.without_quantity else None

    @property
    def share(self) -> float | None:
        """What surely came, in per cent of what was notified; `None` where a quantity is not known."""
        return None if self.without_quantity else self.least_share

    @property
    def least_share(self) -> float | None:
        """At least so many per cent of what was notified came; `None` where the notice gives no quantity."""
        notified, told = self.item.quantity, self.told
        return round(100 * told / notified, 1) if notified and told is not None else None


def items_delivered(one: SaleOnDay) -> tuple[tuple[ItemDelivered, ...], tuple[Entry, ...]]:
    """The line items of which a delivery is recorded, and the deliveries of none that the notice lists."""
    found: dict[int, list[Entry]] = {}
    others: list[Entry] = []
    for entry in in_order(one.sale.history):
        if entry.event != "delivery" or not one.may_have_happened(entry.date):
            continue
        at = line_item_of(entry.item, one.sale.items)
        if at is None:
            others.append(entry)
        else:
            found.setdefault(at, []).append(entry)
    items = tuple(_item(one, one.sale.items[at], entries) for at, entries in sorted(found.items()))
    return items, tuple(others)


def _item(one: SaleOnDay, item: LineItem, entries: list[Entry]) -> ItemDelivered:
    surely = [each.quantity or 0 for each in entries if each.date.surely_by(one.day)]
    perhaps = [each.quantity or 0 for each in entries if not each.date.surely_by(one.day)]
    return ItemDelivered(item, sum(surely), sum(perhaps), sum(1 for each in entries if each.quantity is None))


def deliveries_of(one: SaleOnDay) -> DeliveredSale | None:
    """What is recorded as delivered of a sale, as `deliveries --format json` prints it; `None` where nothing is.

    Where something surely was, and it was notified, it is a sale of `summary --measure delivered`.
    """
    items, others = items_delivered(one)
    surely = worth_delivered(one) is not None
    if not items and not others and not surely:
        return None
    return {
        "id": one.id,
        "title": one.title,
        "recipient": recipient_document(one.sale.recipients),
        "state": one.standing.state,
        "surely": surely,
        "delivered_whole": delivered_whole(one),
        "items": [
            {
                "name": each.item.name,
                "notified": each.item.quantity,
                "delivered": each.told,
                "perhaps": each.perhaps,
                "deliveries_without_quantity": each.without_quantity,
                "share_percent": each.share,
                "at_least_percent": each.least_share,
            }
            for each in items
        ],
        "other_deliveries": [_other(one, entry) for entry in others],
    }


def _other(one: SaleOnDay, entry: Entry) -> OtherDelivery:
    """A delivery of none of the line items, with how much of it surely came and how much perhaps."""
    surely = entry.date.surely_by(one.day)
    return {
        **entry_document(entry),
        "delivered": entry.quantity if surely else 0,
        "perhaps": 0 if surely else entry.quantity,
        "deliveries_without_quantity": int(entry.quantity is None),
    }
