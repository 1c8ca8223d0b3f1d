"""A grid as a person reads it: one line down, one across, totals at the edges where these are sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.output.amounts import Unit, short, spelled
from armstrack.output.summary_table import (
    NO_PRICE_LEVEL,
    NOT_COVERED,
    UNIT_TITLES,
    Manner,
    key_text,
    line_title,
    line_words,
    money_title,
)
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.grid import Grid, GridCell, GridKey

Document = Mapping[str, Any]

BESIDES = "+N? N sales of unknown value besides."


def grid_tables(found: Sequence[Grid], summary: Document, manner: Manner) -> list[Table]:
    """A table for each grid, each with what its numbers are."""
    return [_table(grid if not at else _of_sales(grid), summary, manner) for at, grid in enumerate(found)]


def _of_sales(grid: Grid) -> Grid:
    """A further grid without the rows and columns in which it has no sale: the first shows all of them."""
    down = [at for at, row in enumerate(grid["cells"]) if any(cell["sales"] for cell in row)]
    across = [at for at in range(len(grid["columns"])) if any(row[at]["sales"] for row in grid["cells"])]
    return {
        **grid,
        "rows": [grid["rows"][at] for at in down],
        "columns": [grid["columns"][at] for at in across],
        "cells": [[grid["cells"][at][place] for place in across] for at in down],
        "row_totals": None if grid["row_totals"] is None else [grid["row_totals"][at] for at in down],
        "column_totals": None if grid["column_totals"] is None else [grid["column_totals"][at] for at in across],
    }


def _table(grid: Grid, summary: Document, manner: Manner) -> Table:
    down, across = manner.lines
    totalled = manner.totalled and grid["row_totals"] is not None
    columns = [Column("key", line_title(down, summary), 1, flexible=True, minimum=10, shorter="shorter")]
    columns += [Column(f"{at}", _text(across, key), 2 + at, align="right") for at, key in enumerate(grid["columns"])]
    columns += [Column("total", "Total", 1, align="right")] if totalled else []
    rows = []
    for at, key in enumerate(grid["rows"]):
        row = {"key": _text(down, key), "shorter": (key["key"] or "") + _mark(key) if key["key"] else ""}
        rows.append(row | _cells(grid["cells"][at], _total(grid["row_totals"], at), manner))
    footer: Row | None = None
    if manner.totalled and grid["column_totals"] is not None:
        footer = {"key": "Total"} | _cells(grid["column_totals"], grid["total"], manner)
    money = money_title(summary, grid["procedure"], manner.money)
    title = money if manner.unit is None else UNIT_TITLES[manner.unit]
    unknown = any(cell["unknown_value"] and cell["number"] is not None for row in grid["cells"] for cell in row)
    along = f"{line_words(down, summary)} and {line_words(across, summary)}"
    return Table(columns, rows, f"{title} by {along}", footer, [BESIDES] if unknown else [])


def _text(line: str, key: GridKey) -> str:
    return key_text(line, key["key"]) + _mark(key)


def _mark(key: GridKey) -> str:
    return "*" if key["complete"] is False else ""


def _total(totals: Sequence[GridCell] | None, at: int) -> GridCell | None:
    return totals[at] if totals is not None else None


def _cells(cells: Sequence[GridCell], total: GridCell | None, manner: Manner) -> dict[str, str]:
    row = {f"{at}": cell_text(cell, manner) for at, cell in enumerate(cells)}
    return row if total is None else row | {"total": cell_text(total, manner)}


def cell_text(cell: GridCell, manner: Manner) -> str:
    """A number, with the mark of what is unknown besides; that it is not covered where nobody looked."""
    if not cell["covered"]:
        return NOT_COVERED
    if manner.unit is not None:
        return f"{cell['number']:,}"
    if cell["number"] is None and not cell["unknown_value"]:
        return NO_PRICE_LEVEL
    return _money(cell["number"], manner.money) + (
        f" +{cell['unknown_value']:,}?" if cell["unknown_value"] and cell["number"] is not None else ""
    )


def _money(amount: int | None, unit: Unit | None) -> str:
    return "0" if amount == 0 else spelled(amount, unit, short)
