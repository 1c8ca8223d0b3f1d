"""What has been delivered of what was notified, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import count
from armstrack.output.sale_tables import recipient_code
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]


def deliveries_table(rows: Sequence[Document]) -> Table:
    """One row for each line item of which a delivery is recorded, and for what was delivered of none."""
    columns = (
        Column("id", "Sale", 1, id=True),
        Column("to", "To", 4),
        Column("item", "Line item", 2, wrap=True, minimum=16, maximum=40),
        Column("notified", "Quantity", 2, align="right"),
        Column("delivered", "Delivered", 1, align="right", wrap=True, minimum=9, maximum=24),
        Column("share", "%", 1, align="right"),
    )
    return Table(columns, [_row(row) for row in rows])


def _row(row: Document) -> Row:
    head = {"id": row["id"], "to": recipient_code(row["recipient"])}
    if row["of"] == "line item":
        return {**head, **_item(row)}
    if row["of"] == "whole sale":
        return {**head, "item": "everything, as the record says", "delivered": "all of it"}
    if row["of"] == "begun":
        return {**head, "item": "it is not said of what", "delivered": _unknown(1)}
    return {**head, **_other(row)}


def delivered_text(item: Document) -> str:
    """How much of a line item has come, and what may have come or came in unknown numbers besides."""
    delivered = [f"{item['delivered']:,}"] if item["delivered"] or not item["deliveries_without_quantity"] else []
    delivered += [f"perhaps {item['perhaps']:,} more"] if item["perhaps"] else []
    delivered += [_unknown(item["deliveries_without_quantity"])] if item["deliveries_without_quantity"] else []
    return " + ".join(delivered)


def _item(item: Document) -> Row:
    least = item["at_least_percent"]
    share = "" if least is None else f"{least:.1f}" if item["share_percent"] is not None else f"at least {least:.1f}"
    return {
        "item": item["name"],
        "notified": f"{item['notified']:,}" if item["notified"] is not None else "unknown",
        "delivered": delivered_text(item),
        "share": share,
    }


def _other(row: Document) -> Row:
    """A delivery of which it is not known what line item it was."""
    return {
        "item": f"{row['name']}, of no one line item" if row["name"] else "it is not said of what",
        "delivered": delivered_text(row),
    }


def _unknown(deliveries: int) -> str:
    """Deliveries of which nobody says how much they were."""
    return "an unknown number" if deliveries == 1 else f"{deliveries} unknown numbers"


def deliveries_sentence(sales: Sequence[Document], chosen: int, day: str) -> str:
    """Of how many sales something surely was delivered, and of how many perhaps."""
    surely = sum(1 for sale in sales if sale["surely"])
    perhaps = f", and perhaps of {len(sales) - surely} more" if len(sales) > surely else ""
    return f"Deliveries are recorded of {surely} of {count(chosen, 'sale')}{perhaps}, as of {day}."
