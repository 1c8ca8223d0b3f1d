"""Changes of a ledger, and how full it is, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.output.table import Column, Table

if TYPE_CHECKING:
    from armstrack.documents.keeping import LedgerChange

Document = Mapping[str, Any]


def changes_table(rows: Sequence[LedgerChange]) -> Table:
    """One change a row."""
    columns = (
        Column("change", "Change", 1),
        Column("sale", "Sale", 1),
        Column("detail", "What", 2, flexible=True, minimum=16),
    )
    return Table(columns, [{"change": row["change"], "sale": row["sale"], "detail": row["detail"]} for row in rows])


def coverage_table(rows: Sequence[Document], counted: Sequence[str]) -> Table:
    """One year a row."""
    columns = [Column("year", "Year", 1)]
    columns += [
        Column(name, name.replace("_", " ").capitalize(), 1 + at // 3, align="right") for at, name in enumerate(counted)
    ]
    shown = [{"year": row["year"] or "unknown", **{name: str(row[name]) for name in counted}} for row in rows]
    return Table(columns, shown)
