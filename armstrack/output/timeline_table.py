"""The timeline of a sale and the chain of its amendments, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.output.amounts import exact, short
from armstrack.output.sale_tables import authority_text, bounds_text, state_text
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.parts import Days, DayStatistic
    from armstrack.documents.sales import ChainDocument, TimelineDocument, TimelineStep


def days_text(days: Days | DayStatistic | None) -> str:
    """A number of days, or the range of what it may be."""
    if days is None:
        return ""
    if days["days"] is not None:
        return str(days["days"])
    least = "?" if days["at_least"] is None else str(days["at_least"])
    most = "?" if days["at_most"] is None else str(days["at_most"])
    return f"{least} to {most}"


def timeline_table(timeline: TimelineDocument) -> Table:
    """The milestones with the days between."""
    columns = (
        Column("date", "Date", wrap=True, minimum=10, maximum=13),
        Column("step", "Milestone", wrap=True, minimum=9),
        Column("previous", "Days since the one before", 2, align="right"),
        Column("notified", "Days since notified", 3, align="right"),
        Column("known", "Known by", 2, wrap=True, minimum=8),
    )
    return Table(columns, [_step(step) for step in timeline["steps"]])


def _step(step: TimelineStep) -> Row:
    known = "the calendar" if step["computed"] else step["source"] or "no source"
    return {
        "date": step["date"] or bounds_text(step),
        "step": step["step"],
        "previous": days_text(step["days_since_previous"]),
        "notified": days_text(step["days_since_notified"]),
        "known": known,
    }


def chain_table(chain: ChainDocument) -> Table:
    """The notices of a chain, with the combined ceiling below."""
    columns = (
        Column("id", "Sale", 1, id=True),
        Column("authority", "Authority", 3),
        Column("notified", "Notified", 1),
        Column("state", "State", 2),
        Column("total", "Ceiling stated", 1, align="right"),
        Column("increase", "It adds", 1, align="right"),
    )
    rows = [
        {
            "id": row["id"],
            "authority": authority_text(row["authority"]),
            "notified": row["notified"] or "not yet",
            "state": state_text(row),
            "total": short(row["total_usd"]),
            "increase": "" if at == 0 and row["increase_usd"] is None else short(row["increase_usd"]),
        }
        for at, row in enumerate(chain["sales"])
    ]
    footer = {"id": "Combined ceiling", "authority": "", "notified": "", "state": "", "increase": ""}
    return Table(columns, rows, footer=footer | {"total": exact(chain["combined_ceiling_usd"])})
