"""What one sale contributes to `queue`; see `armstrack.query.queue`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.model.sale import LineItem
from armstrack.query.contributions.deliveries import ItemDelivered, items_delivered
from armstrack.query.outcome import is_over
from armstrack.query.queue import Article, Articles
from armstrack.query.view import SaleOnDay

if TYPE_CHECKING:
    from armstrack.documents.analysis import Come, QueueItem


def articles_of(one: SaleOnDay) -> Articles:
    """The line items of a sale, what has come of each, and whether anything is waited for by its day."""
    delivered = {id(each.item): each for each in items_delivered(one)[0]}
    # A report of an enhancement is of articles that wait with the sale that they were notified in.
    waits = not is_over(one) and one.life.procedure.first("arrived") is not None
    return {"waits": waits, "items": [_article(item, delivered.get(id(item))) for item in one.sale.items]}


def _article(item: LineItem, found: ItemDelivered | None) -> Article:
    document: QueueItem = {"quantity": item.quantity, "name": item.name, "mde": item.mde, **_come(found)}
    return {"document": document, "whole": _whole(found)}


def _whole(found: ItemDelivered | None) -> bool:
    """Whether at least the notified quantity of a line item has surely come."""
    return found is not None and found.item.quantity is not None and found.delivered >= found.item.quantity


def _come(found: ItemDelivered | None) -> Come:
    """How much of a line item has come; `None` where no delivery that says how much is recorded."""
    if found is None:
        return {"delivered": None, "perhaps": 0, "deliveries_without_quantity": 0}
    return {
        "delivered": found.told,
        "perhaps": found.perhaps,
        "deliveries_without_quantity": found.without_quantity,
    }
