"""Who waits for a system, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from armstrack.output.amounts import UNKNOWN, count
from armstrack.output.deliveries_table import delivered_text
from armstrack.output.sale_tables import NOT_NOTIFIED, bounds_text, recipient_code, state_text
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.analysis import QueueDocument, QueueItem, QueueSale


IN_TITLE = "named in the title only"


def queue_table(queue: QueueDocument) -> Table:
    """The sales in the order of notification, each with the line items that name the system."""
    columns = [
        Column("place", "Place", 5, align="right"),
        Column("notified", "Notified", 1, wrap=True, minimum=10, maximum=12),
        Column("recipient", "To", 3),
        Column("id", "Sale", 1, id=True),
        Column("quantity", "Quantity", 1, align="right"),
        Column("state", "State", 2),
        Column("item", "Line item", 1, flexible=True, minimum=14),
        Column("age", "Days waited", 4, align="right"),
    ]
    if any(_has_come(item) for sale in queue["sales"] for item in sale["items"]):
        columns.insert(5, Column("delivered", "Delivered", 1, align="right", wrap=True, minimum=9, maximum=24))
    return Table(columns, [row for sale in queue["sales"] for row in _rows(sale)])


def _has_come(item: QueueItem) -> bool:
    """Whether a delivery of a line item is recorded."""
    return item["delivered"] is not None or item["deliveries_without_quantity"] > 0


def _rows(sale: QueueSale) -> Iterator[Row]:
    waited = sale["age_days"]
    notified = NOT_NOTIFIED if waited is None else sale["notified"] or bounds_text(sale)
    first: Row = {
        "place": str(sale["place"]),
        "notified": notified,
        "recipient": recipient_code(sale["recipient"]),
        "id": sale["id"],
        "state": state_text(sale),
        "age": days_text(waited),
    }
    if not sale["items"]:
        yield {**first, "quantity": UNKNOWN, "item": IN_TITLE}
    for at, item in enumerate(sale["items"]):
        quantity = UNKNOWN if item["quantity"] is None else f"{item['quantity']:,}"
        delivered = delivered_text(item) if _has_come(item) else ""
        yield {**(first if at == 0 else {}), "quantity": quantity, "item": item["name"], "delivered": delivered}


def queue_sentence(queue: QueueDocument, day: str) -> str:
    """How many wait, and under which names they were looked for."""
    system, sales = queue["system"], len(queue["sales"])
    waiting = f"{count(sales, 'sale')} {'waits' if sales == 1 else 'wait'}" if sales else "No sale waits"
    wanted = system["name"] if system else f"`{queue['asked']}`"
    sentence = f"{waiting} for {wanted} as of {day}"
    gone, to_come = queue["no_longer_waiting"], queue["not_begun"]
    if gone:
        sentence += f"; {gone} more {'names it and waits' if gone == 1 else 'name it and wait'} no longer"
    if to_come:
        sentence += f"; {to_come} more {'names' if to_come == 1 else 'name'} it and had not begun by that day"
    if system is None:
        nearest = f" Did you mean {' or '.join(queue['nearest'])}?" if queue["nearest"] else ""
        return f"{sentence}. The table of systems does not know this name: it was searched as text.{nearest}"
    names = dict.fromkeys([system["name"], *system["designations"], *system["names"]])
    return f"{sentence}. Searched: {', '.join(names)}."
