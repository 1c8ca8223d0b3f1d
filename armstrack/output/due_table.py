"""What falls due, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.output.bars import clock_bar
from armstrack.output.sale_tables import bounds_text
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull


CLOCK_CELLS = 8

ROOM_FOR_CLOCKS = 100
"""The cells of a terminal below which the clocks would leave too little for the words beside them."""


def _accent(row: Row) -> str:
    left = row["left"]
    if left.startswith("-"):
        return "red"
    return "bold" if left in ("today", "1") else ""


def due_table(rows: Sequence[DueInFull]) -> Table:
    """One row for each thing that falls due, the soonest first."""
    return Table(DUE_COLUMNS, [_row(row) for row in rows])


def due_table_with_clocks(rows: Sequence[DueInFull], unicode: bool) -> Table:
    """The same, and how much of each window has run, drawn as a bar where the terminal is wide enough."""
    day, left, *others = DUE_COLUMNS
    clock = Column("clock", "Clock", 9, picture=True, style_of=lambda row: _accent(row) or "cyan")
    drawn = [{**_row(row), "clock": _clock(row, unicode)} for row in rows]
    return Table([day, left, clock, *others], drawn)


DUE_COLUMNS = (
    Column("day", "Day", 1),
    Column("left", "Days left", 2, align="right", style_of=_accent),
    Column("kind", "What", 1),
    Column("id", "Sale or resolution", 1, id=True),
    Column(
        "words",
        "How it stands",
        3,
        flexible=True,
        minimum=12,
        shorter="shorter",
        wraps=lambda row: row["kind"] not in ("review", "promised"),
    ),
)


def _clock(row: DueInFull, unicode: bool) -> str:
    """The bar of a window; `?` where its first or its last day is unknown, nothing where there is no window."""
    left = row["days_left"]
    if row["kind"] == "promised":
        return ""
    if left is not None and left <= 0:
        return clock_bar(1, 1, CLOCK_CELLS, unicode)  # it has run, whenever it opened
    if left is None or row["opened"] is None or row["day"] is None:
        return "?"
    whole = (date.fromisoformat(row["day"]) - date.fromisoformat(row["opened"])).days
    return clock_bar(whole - left, whole, CLOCK_CELLS, unicode)


def _row(row: DueInFull) -> Row:
    left = row["days_left"]
    return {
        "day": row["day"] or bounds_text(row),
        "left": "?" if left is None else "today" if left == 0 else str(left),
        "kind": row["kind"],
        "id": f"{row['id']}/{row['case']}" if row["case"] else row["id"],
        "words": row["words"],
        "shorter": row["words"].removesuffix(f" to {row['day']}"),
    }
