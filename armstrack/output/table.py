"""A table: the same rows as aligned plain text for a pipe, or drawn to fit for a terminal.

A pipe gets everything, without decoration. On a terminal a row stays one line, and what does
not fit is cut with an ellipsis where a column allows it, or goes on below where it wraps; then the
least important columns are left out. `hidden_columns` says which, so that nothing disappears
unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    wrap: bool = False
    """Whether its cells go on in further lines, at least `minimum` wide, instead of being cut: nothing is lost."""
    maximum: int = 0
    """The width at which it wraps although there is room for more; 0 where there is none."""
    shorter: str = ""
    """The key of a shorter text for the cell, which is shown rather than a cut one."""
    picture: bool = False
    """Whether it only draws what other columns say, so that nothing is lost, and nobody told, where it is left out."""
    joins: str = ""
    """How its text follows that of the column before it, as `: {}`, in a terminal narrower than `join_below`."""
    join_title: str = ""
    """What then follows the title of that column."""
    join_below: int = 0

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
    """The texts of a table, safe to write, column by column, as wide as they will stand there.

    A text of several lines is a cell that goes on below.
    """

    columns: Sequence[Column]
    widths: Sequence[int]
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    footer: Sequence[str] | None


def render(table: Table, terminal: Terminal) -> str:
    """The table as text that ends with a newline; on a terminal no line is wider than it."""
    table = _joined(table, terminal)
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
    """The titles of the columns that `render` leaves out because the terminal is too narrow, pictures not counted."""
    if terminal.width is None:
        return []
    from armstrack.output.rich_table import measure

    table = _joined(table, terminal)
    texts = _texts(table, terminal.unicode, measure)
    fit = _fit(table, texts, terminal.width, measure)
    return [title for i, title in enumerate(texts.header) if i not in fit and not table.columns[i].picture]


def _joined(table: Table, terminal: Terminal) -> Table:
    """The table with the columns in one that stand better in one in so narrow a terminal."""
    narrow = [
        column for column in table.columns[1:] if terminal.width is not None and terminal.width < column.join_below
    ]
    if not narrow:
        return table
    columns: list[Column] = []
    hosts: list[tuple[str, Column]] = []
    for column in table.columns:
        if column in narrow:
            host = columns[-1]
            columns[-1] = replace(host, title=f"{host.title}{column.join_title}")
            hosts.append((host.key, column))
        else:
            columns.append(column)

    def joined(row: Row) -> Row:
        texts = dict(row)
        for host, column in hosts:
            text = row.get(column.key, "")
            if text:
                before = texts.get(host, "")
                after = column.joins.format(text)
                texts[host] = before + after if before else after.lstrip(" :;,")
        return texts

    footer = None if table.footer is None else joined(table.footer)
    return replace(table, columns=columns, rows=[joined(row) for row in table.rows], footer=footer)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a table, safe to write and whole, and the cells that each column would take."""

    header: list[str]
    rows: list[list[str]]
    footer: list[str] | None
    bodies: list[int]
    """Without the title."""
    naturals: list[int]


def _texts(table: Table, unicode: bool, measure: Measure) -> _Texts:
    def texts(row: Row) -> list[str]:
        return [shown(row.get(column.key, ""), unicode) for column in table.columns]

    header = [shown(column.title, unicode) for column in table.columns]
    rows = [texts(row) for row in table.rows]
    footer = None if table.footer is None else texts(table.footer)
    columns = zip(*rows, *([footer] if footer is not None else []), strict=True)
    bodies = [max(map(measure, column)) for column in columns] or [0] * len(header)
    naturals = [max(measure(title), body) for title, body in zip(header, bodies, strict=True)]
    return _Texts(header, rows, footer, bodies, naturals)


def _fit(table: Table, texts: _Texts, room: int, measure: Measure) -> Mapping[int, int]:
    """The width of every column that is shown, by its place."""
    naturals = [
        min(natural, column.maximum) if column.wrap and column.maximum else natural
        for column, natural in zip(table.columns, texts.naturals, strict=True)
    ]
    # A title of several words is wrapped before a column is left out.
    leasts = [
        max(body, *map(measure, title.split(" "))) for title, body in zip(texts.header, texts.bodies, strict=True)
    ]
    leasts = [
        min(least, natural, column.minimum) if column.flexible or column.wrap else least
        for column, natural, least in zip(table.columns, naturals, leasts, strict=True)
    ]
    if any(column.wrap for column in table.columns):
        whole = [
            min(max(least, _longest_word(texts, i, measure)), natural) if column.wrap else least
            for i, (column, least, natural) in enumerate(zip(table.columns, leasts, naturals, strict=True))
        ]
        needed = [cells for column, cells in zip(table.columns, whole, strict=True) if column.importance == 1]
        # Words are broken only where there is no room for them in the columns that are always shown.
        leasts = whole if sum(needed) + GAP * (len(needed) - 1) <= room else leasts
    wishes = [
        Wish(natural, least, column.importance, whole=column.align == "right")
        for column, natural, least in zip(table.columns, naturals, leasts, strict=True)
    ]
    return plan(wishes, room)


def _longest_word(texts: _Texts, column: int, measure: Measure) -> int:
    rows = [*texts.rows, *([texts.footer] if texts.footer is not None else [])]
    return max((measure(word) for row in rows for word in row[column].split(" ")), default=0)


def _fitted(table: Table, terminal: Terminal, measure: Measure) -> Cells:
    texts = _texts(table, terminal.unicode, measure)
    if terminal.width is None:
        return Cells(table.columns, texts.naturals, texts.header, texts.rows, texts.footer)
    fit = _fit(table, texts, terminal.width, measure)

    def cell(text: str, i: int, row: Row) -> str:
        column, cells = table.columns[i], fit[i]
        if measure(text) <= cells:
            return text
        if column.shorter and row.get(column.shorter):
            text = shown(row[column.shorter], terminal.unicode)
        if column.wrap:
            return "\n".join(wrap(text, cells, measure=measure))
        return clip(text, cells, terminal.ellipsis, measure)

    def cut(row: Row, row_texts: Sequence[str]) -> list[str]:
        return [cell(row_texts[i], i, row) for i in fit]

    return Cells(
        [table.columns[i] for i in fit],
        list(fit.values()),
        _titles([texts.header[i] for i in fit], list(fit.values()), terminal, measure),
        [cut(row, row_texts) for row, row_texts in zip(table.rows, texts.rows, strict=True)],
        None if table.footer is None or texts.footer is None else cut(table.footer, texts.footer),
    )


def _titles(titles: Sequence[str], widths: Sequence[int], terminal: Terminal, measure: Measure) -> list[str]:
    """The titles in as few lines as their columns allow, all ending on the same line above the rule."""
    lines = [
        [clip(line, cells, terminal.ellipsis, measure) for line in wrap(title, cells, 10**6, measure)]
        for title, cells in zip(titles, widths, strict=True)
    ]
    height = max(map(len, lines))
    return ["\n".join([""] * (height - len(each)) + each) for each in lines]


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
