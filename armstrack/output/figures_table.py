"""Published figures beside what the ledger says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.output.amounts import exact
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.keeping import VerifiedFigure


def figures_table(rows: Sequence[VerifiedFigure]) -> Table:
    """One figure a row."""
    columns = [
        Column("figure", "Figure", id=True),
        Column(
            "title", "What it says", wrap=True, minimum=24, joins=": {}", join_title=": what it says", join_below=100
        ),
        Column("holds", "Holds", 1, style_of=lambda row: "red" if row["holds"] == "NO" else ""),
        Column("published", "Published", 1, align="right"),
        Column("computed", "Computed", 1, align="right"),
        Column("disputed", "Also published", 3, flexible=True, minimum=9),
    ]
    if any(row["explained"] for row in rows):
        columns.insert(6, Column("reason", "Why it differs", 2, wrap=True, minimum=18))
    return Table(columns, [_row(row) for row in rows])


def _row(row: VerifiedFigure) -> Row:
    return {
        "figure": row["figure"],
        "published": _number(row["published"], row["measure"]),
        "computed": "unknown" if row["computed"] is None else _number(row["computed"], row["measure"]),
        "holds": "yes" if row["holds"] else "explained" if row["explained"] else "NO",
        "title": row["title"],
        "reason": row["differs"]["reason"] if row["explained"] and row["differs"] is not None else "",
        "disputed": "; ".join(each["published"] for each in row["disputed"]),
    }


def _number(number: int | str, measure: str) -> str:
    return exact(number) if measure == "value" and isinstance(number, int) else str(number)
