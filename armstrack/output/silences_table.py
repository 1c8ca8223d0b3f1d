"""Long silences, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.amounts import count
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]


def silences_table(document: Document) -> Table:
    """One row for each silence, the longest first."""
    columns = [
        Column("days", "Days", 1, align="right"),
        Column("after", "After", 1),
        Column("until", "Until", 1, style_of=lambda row: "bold" if row["until"] == "running" else ""),
        Column("last", "Last notified before it", 2, flexible=True, minimum=16),
        Column("next", "Notified at its end", 2, flexible=True, minimum=16),
    ]
    if any(one["may_lie_inside"] for one in document["silences"]):
        columns.append(Column("inside", "May lie inside", 1, wrap=True, minimum=16, maximum=50))
    return Table(columns, [_row(one) for one in document["silences"]])


def _row(one: Document) -> Row:
    return {
        "days": f"{one['days']:,}",
        "after": one["after"],
        "until": "running" if one["running"] else one["until"],
        "last": sales_text(one["after_sales"]),
        "next": sales_text(one["until_sales"]),
        "inside": ", ".join(f"{each['id']}{' (surely)' if each['surely'] else ''}" for each in one["may_lie_inside"]),
    }


def loose_sentence(document: Document) -> str:
    """The notifications that may lie inside a silence shown, and when they may have been; empty where none may."""
    found = {each["id"]: each["notified"] for one in document["silences"] for each in one["may_lie_inside"]}
    if not found:
        return ""
    named = "; ".join(f"{id}, {notified}" for id, notified in found.items())
    return f"Too loosely dated to end a silence: {named}."


def sales_text(ids: Sequence[str]) -> str:
    """The sale, or the first of several and how many more there are."""
    if not ids:
        return ""
    return ids[0] if len(ids) == 1 else f"{ids[0]} and {len(ids) - 1} more"


def silences_sentence(document: Document) -> str:
    """What the silences lie between, and how long the last notification is past."""
    if document["first"] is None:
        loose = f"; {document['loosely_dated']:,} on days too loosely known"
        return f"No notification on a certain day as of {document['as_of']}{loose}."
    shown = count(len(document["silences"]), "silence")
    sentence = (
        f"{shown} of {count(document['least_days'], 'day')} or more, "
        f"between {count(document['notifications'], 'notification')} "
        f"on {count(document['days_of_notification'], 'day')} since {document['first']}, as of {document['as_of']}"
    )
    running = document["running_days"]
    return f"{sentence}; {count(running, 'day')} since the last." if running else f"{sentence}; the last on that day."
