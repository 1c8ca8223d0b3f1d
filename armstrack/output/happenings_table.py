"""What happened to sales without moving them, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.output.sale_tables import bounds_text, entry_detail, recipient_code
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.analysis import EventRow


def happenings_table(events: Sequence[EventRow]) -> Table:
    """One row for each event."""
    columns = [
        Column("date", "On", 1, wrap=True, minimum=10, maximum=13),
        Column("id", "Sale", 1, id=True),
        Column("to", "To", 3),
    ]
    if any("lasted_days" in event for event in events):
        columns.append(Column("days", "Days", 1, align="right", wrap=True, minimum=13, maximum=25))
    columns.append(Column("event", "Event", 1, wrap=True, minimum=18))
    columns.append(
        Column("detail", "What", 1, wrap=True, minimum=24, joins=": {}", join_title=" and what", join_below=100)
    )
    return Table(columns, [_row(event) for event in events])


def _row(event: EventRow) -> Row:
    days = days_text(event.get("lasted_days"))
    running = "" if event.get("end_recorded", True) else ", no end recorded"
    return {
        "date": event["date"] or bounds_text(dict(event)),
        "id": event["id"],
        "to": recipient_code(event["recipient"]),
        "event": event["event"] or "",
        "days": days + running,
        "detail": entry_detail(dict(event)),
    }
