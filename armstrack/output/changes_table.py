"""Changes of a ledger, and how full it is, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.model.recipients import name_with_code
from armstrack.output.summary_table import mark_of
from armstrack.output.table import Column, Table

if TYPE_CHECKING:
    from armstrack.documents.keeping import LedgerChange

Document = Mapping[str, Any]


def changes_table(rows: Sequence[LedgerChange]) -> Table:
    """One change a row."""
    columns = (
        Column("change", "Change", 1),
        Column("sale", "Sale", 1, id=True),
        Column("detail", "What", 1, flexible=True, minimum=24),
    )
    return Table(columns, [{"change": row["change"], "sale": row["sale"], "detail": row["detail"]} for row in rows])


def _counted(name: str) -> str:
    """What a column counts, as its title."""
    return name.replace("_", " ").capitalize().replace("Mde", "MDE")


def coverage_table(rows: Sequence[Document], counted: Sequence[str]) -> Table:
    """One year a row."""
    columns = [Column("year", "Year", 1)]
    columns += [Column(name, _counted(name), 1 + at // 3, align="right") for at, name in enumerate(counted)]
    shown = [
        {"year": f"{row['year'] or 'unknown'}{mark_of(row)}", **{name: str(row[name]) for name in counted}}
        for row in rows
    ]
    return Table(columns, shown)


COVERED = {"whole": ("\u25cf", "#"), "part": ("\u25d0", "+"), "none": ("\u25cb", "o")}
"""The mark of a year that is covered whole, in part, or not: hollow where nobody says that the ledger is complete."""


def grid_table(cells: Sequence[Document], by: str, unicode: bool) -> Table:
    """Years down, recipients or authorities across; each cell a mark, and how many sales the ledger holds."""
    lines = list(dict.fromkeys(cell[by] for cell in cells))
    others = "all others" if len(lines) > 1 else f"every {by}"
    titles = {line: others if line == "*" else name_with_code(line) if by == "recipient" else line for line in lines}
    columns = [Column("year", "Year", 1), *(Column(line, titles[line], 1, align="right") for line in lines)]
    rows: dict[str, dict[str, str]] = {}
    for cell in cells:
        mark = COVERED[cell["covered"]][0 if unicode else 1]
        held = f"{cell['sales']:,} " if cell["sales"] else ""
        rows.setdefault(cell["year"], {"year": cell["year"]})[cell[by]] = f"{held}{mark}"
    whole, part, none = (COVERED[word][0 if unicode else 1] for word in COVERED)
    told = f"{whole} complete, {part} in part, {none} not covered: single cases; the numbers are sales in the ledger."
    return Table(columns, list(rows.values()), captions=(told,))
