"""What falls due, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]


def _accent(row: Row) -> str:
    left = row["left"]
    if left.startswith("-"):
        return "red"
    return "bold" if left in ("today", "1") else ""


def due_table(rows: Sequence[Document]) -> Table:
    """One row for each thing that falls due, the soonest first."""
    columns = (
        Column("day", "Day", 1),
        Column("left", "Days left", 2, align="right", style_of=_accent),
        Column("kind", "What", 1),
        Column("id", "Sale or resolution", 1),
        Column("words", "How it stands", 3, flexible=True, minimum=12),
    )
    return Table(columns, [_row(row) for row in rows])


def _row(row: Document) -> Row:
    left = row["days_left"]
    return {
        "day": row["day"] or "unknown",
        "left": "?" if left is None else "today" if left == 0 else str(left),
        "kind": row["kind"],
        "id": row["id"],
        "words": row["words"],
    }
