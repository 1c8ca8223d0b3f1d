"""A table: the same rows as aligned plain text for a pipe, or drawn to fit for a terminal.

A pipe gets everything, without decoration. On a terminal a row stays one line: what does not
fit is cut with an ellipsis where a column allows it, and the least important columns are left
out; `hidden_columns` says which, so that nothing disappears unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from armstrack.output.accent import accented
from armstrack.output.layout import GAP, Wish, plan
from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import Measure, clip, pad, width, wrap

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it shows, and how it gives way when the terminal is narrow."""

    key: str
    """The name of the cell in a row; a row without it has an empty cell."""
    title: str
    importance: int = 1
    """1 is always shown; higher numbers are left out first."""
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    """Whether its cells may be cut, down to `minimum`, before a column is left out."""
    minimum: int = 8
    style: str = ""
    """The accent of its cells, such as `dim` or `bold red`; see `accent.ACCENTS`."""
    style_of: Callable[[Row], str] | None = None
    """The accent of the cell in this row; an empty answer means `style`."""

    def style_in(self, row: Row) -> str:
        """The accent of this column's cell in the row."""
        return (self.style_of(row) if self.style_of is not None else "") or self.style


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that are already spelled for people, and the columns to show them in."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str = ""
    footer: Row | None = None
    """A last row, a total say, set apart from the others."""
    captions: Sequence[str] = ()
    """Lines below the table: what is counted, as of which day."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The texts of a table, safe to write, column by column, as wide as they will stand there."""

    columns: Sequence[Column]
    widths: Sequence[int]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    footer: Sequence[str] | None


def render(table: Table, terminal: Terminal) -> str:
    """The table as text that ends with a newline; on a terminal no line is wider than it."""
    if terminal.width is None:
        body = _plain(_fitted(table, terminal, width))
    else:
        # Rich costs a tenth of a second and is loaded only where it really draws.
        from armstrack.output.rich_table import draw, measure

        body = draw(_fitted(table, terminal, measure), table.rows, terminal)
    lines = [
        *_around(table.title, "bold", terminal),
        *body,
        *(line for caption in table.captions for line in _around(caption, "dim", terminal)),
    ]
    return "".join(f"{line}\n" for line in lines)


def hidden_columns(table: Table, terminal: Terminal) -> list[str]:
    """The titles of the columns that `render` leaves out because the terminal is too narrow for them."""
    if terminal.width is None:
        return []
    from armstrack.output.rich_table import measure

    columns = _fitted(table, terminal, measure).columns
    return [shown(column.title, terminal.unicode) for column in table.columns if column not in columns]


def _fitted(table: Table, terminal: Terminal, measure: Measure) -> Cells:
    def texts(row: Row) -> list[str]:
        return [shown(row.get(column.key, ""), terminal.unicode) for column in table.columns]

    header = [shown(column.title, terminal.unicode) for column in table.columns]
    rows = [texts(row) for row in table.rows]
    footer = None if table.footer is None else texts(table.footer)
    everything = [header, *rows, *([footer] if footer is not None else [])]
    naturals = [max(map(measure, column), default=0) for column in zip(*everything, strict=True)]
    if terminal.width is None:
        return Cells(table.columns, naturals, header, rows, footer)

    wishes = [
        Wish(
            natural,
            min(natural, column.minimum) if column.flexible else natural,
            column.importance,
            whole=column.align == "right",
        )
        for column, natural in zip(table.columns, naturals, strict=True)
    ]
    fit = plan(wishes, terminal.width)

    def cut(row: Sequence[str]) -> list[str]:
        return [clip(row[i], cells, terminal.ellipsis, measure) for i, cells in fit.items()]

    return Cells(
        [table.columns[i] for i in fit],
        list(fit.values()),
        cut(header),
        [cut(row) for row in rows],
        None if footer is None else cut(footer),
    )


def _plain(cells: Cells) -> list[str]:
    rows = [cells.header, *cells.rows, *([cells.footer] if cells.footer is not None else [])]
    sizes = [(size, column.align == "right") for size, column in zip(cells.widths, cells.columns, strict=True)]
    return [
        (" " * GAP).join(pad(text, size, right) for text, (size, right) in zip(row, sizes, strict=True)).rstrip()
        for row in rows
    ]


def _around(text: str, style: str, terminal: Terminal) -> list[str]:
    """The lines of a title or a caption; none where it is empty."""
    safe = shown(text, terminal.unicode)
    if not safe:
        return []
    lines = [safe] if terminal.width is None else wrap(safe, terminal.width)
    return [accented(line, style, terminal) for line in lines]
