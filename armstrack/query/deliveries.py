"""How much of what was notified has been delivered, line item by line item.

A delivery counts for the line item that it names in the same words, or by a name of the same
system. One without a quantity, or of an item that the notice does not list, is told and counts
for nothing: how much it was is not known. What a notice gives is the most that may be sold, so
that a sale can be delivered whole with a share below a hundred per cent. That it was delivered
whole, or that delivery began, may also be recorded as the state alone, without a delivery.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from armstrack.query.parts import Contribution

if TYPE_CHECKING:
    from armstrack.documents.analysis import DeliveredSale

Document = dict[str, Any]


def deliveries_document(of: Iterable[Contribution]) -> list[DeliveredSale]:
    """The sales of which anything is recorded as delivered, as `deliveries --format json` prints them."""
    return [each.says for each in of]


def delivery_rows(sale: DeliveredSale) -> list[Document]:
    """The rows of one sale: each line item, each delivery of none, and what the state alone says.

    `of` tells them apart: `line item`, `no one line item`, `whole sale`, or `begun`, of which no more is recorded.
    """
    head = {"id": sale["id"], "title": sale["title"], "recipient": sale["recipient"], "state": sale["state"]}
    unsaid = {"name": None, "notified": None, "delivered": None, "perhaps": None, "deliveries_without_quantity": None}
    amounts = ("delivered", "perhaps", "deliveries_without_quantity")
    rows: list[Document] = [{**head, **item, "of": "line item"} for item in sale["items"]]
    for other in sale["other_deliveries"]:
        said = {"name": other.get("item"), **{key: other.get(key) for key in amounts}}
        rows.append({**head, **unsaid, **said, "of": "no one line item"})
    if sale["delivered_whole"]:
        rows.append({**head, **unsaid, "of": "whole sale"})
    elif not rows:
        rows.append({**head, **unsaid, "of": "begun"})
    return rows
