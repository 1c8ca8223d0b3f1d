"""What has been delivered of what was notified, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import count
from armstrack.output.sale_tables import recipient_code
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]


def deliveries_table(sales: Sequence[Document]) -> Table:
    """One row for each line item of which a delivery is recorded."""
    columns = (
        Column("id", "Sale", 1),
        Column("to", "To", 4),
        Column("item", "Line item", 2, flexible=True, minimum=16),
        Column("notified", "Notified", 2, align="right"),
        Column("delivered", "Delivered", 1, align="right"),
        Column("share", "%", 1, align="right"),
    )
    rows: list[Row] = []
    for sale in sales:
        head = {"id": sale["id"], "to": recipient_code(sale["recipient"])}
        rows += [{**head, **_item(item)} for item in sale["items"]]
        rows += [{**head, **_other(entry)} for entry in sale["other_deliveries"]]
    return Table(columns, rows)


def delivered_text(item: Document) -> str:
    """How much of a line item has come, and what may have come or came in unknown numbers besides."""
    delivered = [f"{item['delivered']:,}"] if item["delivered"] or not item["deliveries_without_quantity"] else []
    delivered += [f"perhaps {item['perhaps']:,} more"] if item["perhaps"] else []
    delivered += [_unknown(item["deliveries_without_quantity"])] if item["deliveries_without_quantity"] else []
    return " + ".join(delivered)


def _item(item: Document) -> Row:
    delivered = delivered_text(item)
    known = item["share_percent"] is not None and delivered[0].isdigit()
    return {
        "item": item["name"],
        "notified": f"{item['notified']:,}" if item["notified"] is not None else "unknown",
        "delivered": delivered,
        "share": f"{item['share_percent']:.1f}" if known else "",
    }


def _other(entry: Document) -> Row:
    """A delivery of which it is not known what line item it was."""
    named, quantity = entry.get("item"), entry.get("quantity")
    return {
        "item": f"{named}, of no one line item" if named else "it is not said of what",
        "delivered": f"{quantity:,}" if quantity is not None else _unknown(1),
    }


def _unknown(deliveries: int) -> str:
    """Deliveries of which nobody says how much they were."""
    return "an unknown number" if deliveries == 1 else f"{deliveries} unknown numbers"


def deliveries_sentence(sales: Sequence[Document], chosen: int, day: str) -> str:
    """Of how many sales a delivery is recorded."""
    return f"Deliveries are recorded of {len(sales)} of {count(chosen, 'sale')}, as of {day}."
