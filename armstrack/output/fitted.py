"""How a table fits into a terminal: which columns are shown, how wide, and what stands in each cell.

A pipe gets everything. On a terminal a row stays one line, and what does not fit is cut with an ellipsis
where a column allows it, or goes on below where it wraps; then the least important columns are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from armstrack.model.data_class import dataclass
from armstrack.output.layout import GAP, Wish, plan
from armstrack.output.safe_text import shown
from armstrack.output.table import Column, Row, Table
from armstrack.output.terminal import Terminal
from armstrack.output.widths import Measure, clip, wrap


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
    accents: Sequence[Sequence[str]] = ()
    """Of each cell of the rows; none where nothing is drawn."""


def hidden(table: Table, terminal: Terminal, room: int, measure: Measure) -> list[str]:
    """The titles of the columns that do not fit into so many cells, pictures not counted."""
    table = _joined(table, terminal)
    texts = _texts(table, terminal.unicode, measure)
    fit = _fit(table, texts, room, measure)
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


def fitted(table: Table, terminal: Terminal, measure: Measure) -> Cells:
    """The cells of a table as they stand on what the terminal is."""
    table = _joined(table, terminal)
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
        [[table.columns[i].style_in(row) for i in fit] for row in table.rows],
    )


def _titles(titles: Sequence[str], widths: Sequence[int], terminal: Terminal, measure: Measure) -> list[str]:
    """The titles in as few lines as their columns allow, all ending on the same line above the rule."""
    lines = [
        [clip(line, cells, terminal.ellipsis, measure) for line in wrap(title, cells, 10**6, measure)]
        for title, cells in zip(titles, widths, strict=True)
    ]
    height = max(map(len, lines))
    return ["\n".join([""] * (height - len(each)) + each) for each in lines]
