"""How a table fits into a terminal: which columns are shown, how wide, and what stands in each cell.

A pipe gets everything. What a terminal has no room for is decided by `layout.plan`, alike for every table: a text is
cut with an ellipsis where its column allows it, or goes on below where it wraps, and nothing else is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.output.layout import Plan, Wish, plan
from armstrack.output.safe_text import shown
from armstrack.output.table import Column, Row, Table
from armstrack.output.terminal import Terminal
from armstrack.output.widths import ADDRESS, Measure, clip, wrap

NARROW = 12
"""The cells down to which a text goes on below before something that is always shown is left out; a day fits in."""

READABLE = 16
"""The cells down to which columns that matter less are left out before a text is cut."""


class Above(NamedTuple):
    """The ids that stand on lines of their own, each above the rest of its row."""

    title: str
    rows: Sequence[str]
    footer: str


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
    above: Above | None = None


class Hidden(NamedTuple):
    """The titles of the columns that a narrow terminal leaves out, pictures not counted."""

    told: tuple[str, ...] = ()
    """Of those that have something to say."""
    empty: tuple[str, ...] = ()
    """Of those that are empty in every row."""


def hidden(table: Table, terminal: Terminal, room: int, measure: Measure) -> Hidden:
    """The titles of the columns that do not fit into so many cells."""
    table = _joined(table, terminal)
    texts = _texts(table, terminal.unicode, measure)
    fit = _fit(table, texts, room, measure)
    out = [
        (title, bool(texts.bodies[i]))
        for i, title in enumerate(texts.header)
        if i not in fit.widths and i != fit.above and not table.columns[i].picture
    ]
    return Hidden(tuple(title for title, said in out if said), tuple(title for title, said in out if not said))


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


def _fit(table: Table, texts: _Texts, room: int, measure: Measure) -> Plan:
    """Which columns are shown, by their places, and how wide."""
    return plan([_wish(column, i, texts, bool(table.rows), measure) for i, column in enumerate(table.columns)], room)


def _wish(column: Column, at: int, texts: _Texts, has_rows: bool, measure: Measure) -> Wish:
    body, natural = texts.bodies[at], max(texts.naturals[at], 1)  # a column without a text is drawn one cell wide
    if column.wrap and column.maximum:
        natural = min(natural, column.maximum)
    # A title of several words is wrapped before a column is left out.
    least = max(body, 1, *map(measure, texts.header[at].split(" ")))
    good = broken = narrow = 0
    if column.flexible or column.wrap:
        least = min(least, natural, column.minimum)
    if column.wrap:
        narrow, broken, least = (
            min(least, NARROW),
            least,
            min(max(least, _longest_word(texts, at, measure)), max(natural, least)),
        )
    elif column.flexible:
        good = min(natural, max(column.minimum, READABLE))
    return Wish(natural, least, column.importance, good, broken, narrow, id=column.id, empty=has_rows and not body)


def _longest_word(texts: _Texts, column: int, measure: Measure) -> int:
    """The cells of the longest word that is no address: a word is broken only where nothing else helps."""
    rows = [*texts.rows, *([texts.footer] if texts.footer is not None else [])]
    words = (word for row in rows for word in row[column].split(" ") if ADDRESS not in word)
    return max(map(measure, words), default=0)


def fitted(table: Table, terminal: Terminal, measure: Measure) -> Cells:
    """The cells of a table as they stand on what the terminal is."""
    table = _joined(table, terminal)
    texts = _texts(table, terminal.unicode, measure)
    if terminal.width is None:
        return Cells(table.columns, texts.naturals, texts.header, texts.rows, texts.footer)
    fit, above = _fit(table, texts, terminal.width, measure)

    def cell(text: str, i: int, row: Row) -> str:
        column, cells = table.columns[i], fit[i]
        if measure(text) <= cells:
            return text
        if column.shorter and row.get(column.shorter):
            text = shown(row[column.shorter], terminal.unicode)
        if column.wrap or (column.wraps is not None and column.wraps(row)):
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
        None if above is None else _above(texts, above),
    )


def _above(texts: _Texts, column: int) -> Above:
    footer = texts.footer[column] if texts.footer is not None else ""
    return Above(texts.header[column], [row[column] for row in texts.rows], footer)


def _titles(titles: Sequence[str], widths: Sequence[int], terminal: Terminal, measure: Measure) -> list[str]:
    """The titles in as few lines as their columns allow, all ending on the same line above the rule."""
    lines = [
        [clip(line, cells, terminal.ellipsis, measure) for line in wrap(title, cells, 10**6, measure)]
        for title, cells in zip(titles, widths, strict=True)
    ]
    height = max(map(len, lines))
    return ["\n".join([""] * (height - len(each)) + each) for each in lines]
