"""A table as text: aligned and plain for a pipe, or drawn to fit for a terminal.

`hidden_columns` says which columns a narrow terminal leaves out, so that nothing disappears unnoticed.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from armstrack.output.accent import accented
from armstrack.output.fitted import Above, Cells, Hidden, fitted, hidden
from armstrack.output.layout import GAP, INDENT
from armstrack.output.safe_text import shown
from armstrack.output.table import Table
from armstrack.output.terminal import Terminal
from armstrack.output.widths import pad, width, wrap


def render(table: Table, terminal: Terminal) -> str:
    """The table as text that ends with a newline; on a terminal no line is wider than it, but for a long id."""
    if terminal.width is None:
        body = _plain(fitted(table, terminal, width))
    else:
        # Rich costs a tenth of a second and is loaded only where it really draws.
        from armstrack.output.rich_table import draw, measure

        cells = fitted(table, terminal, measure)
        body = draw(cells, terminal)
        if cells.above is not None:
            body = _with_ids(cells, cells.above, body, terminal)
    lines = [
        *_around(table.title, "bold", terminal),
        *body,
        *(line for caption in table.captions for line in _around(caption, "dim", terminal)),
    ]
    return "".join(f"{line}\n" for line in lines)


def hidden_columns(table: Table, terminal: Terminal) -> Hidden:
    """The titles of the columns that `render` leaves out because the terminal is too narrow, pictures not counted."""
    if terminal.width is None:
        return Hidden()
    from armstrack.output.rich_table import measure

    return hidden(table, terminal, terminal.width, measure)


def _with_ids(cells: Cells, above: Above, body: list[str], terminal: Terminal) -> list[str]:
    """The drawn lines of a table with each row's id on a line of its own above it."""
    lines = iter(body)

    def below(row: Sequence[str]) -> list[str]:
        height = max((text.count("\n") + 1 for text in row), default=0)
        return [f"{' ' * INDENT}{line}".rstrip() for line in islice(lines, height)]

    def heading(id: str) -> list[str]:
        # No word is broken: an id that is longer than the line is still copied in one piece.
        return wrap(id, terminal.width or 0, longest=10**6) if id else []

    found = [accented(above.title, "bold", terminal), *below(cells.header), next(lines)]
    for id, row in zip(above.rows, cells.rows, strict=True):
        found += [*heading(id), *below(row)]
    if cells.footer is not None:
        found += [next(lines), *(accented(line, "bold", terminal) for line in heading(above.footer))]
        found += below(cells.footer)
    return found


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
