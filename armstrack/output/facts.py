"""Key facts in two aligned columns, and the headings and paragraphs around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from armstrack.output.accent import accented
from armstrack.output.layout import GAP
from armstrack.output.picture import Line, Picture, line_text, line_width
from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import pad, width, wrap

Facts = Sequence[tuple[str, str | Picture]]
"""Labels and values, in order. An empty label continues the fact above it with another value.

A value may be a picture, which is there on a terminal only.
"""

_LEAST_VALUE = 20
"""With less room than this beside the labels, the values go below them."""
_INDENT = 2


def render_facts(
    pairs: Facts, terminal: Terminal, styles: Mapping[str, str] | None = None, label_style: str = "dim"
) -> str:
    """The facts, a line each for a pipe; on a terminal the values wrap at words, under themselves.

    An address is never broken while it fits into the terminal: it stands out to the left instead.
    `styles` gives the accent of a value by its label. The text ends with a newline.
    """
    if terminal.width is None:
        return _plain(texts_only(pairs), terminal.unicode)
    labels = [shown(label, terminal.unicode) for label, _ in pairs]
    column = max(map(width, labels), default=0) + GAP
    if terminal.width - column < _LEAST_VALUE:
        column = _INDENT
    lines: list[str] = []
    for label, (key, value) in zip(labels, pairs, strict=True):
        drawn = _drawn(value, (styles or {}).get(key, ""), terminal.width - column, terminal.width, terminal.unicode)
        lines += _fact(label, label_style, drawn, column, terminal.width, terminal) if drawn else []
    return "".join(f"{line}\n" for line in lines)


def texts_only(pairs: Facts) -> list[tuple[str, str]]:
    """The facts without the pictures among them."""
    return [(label, value) for label, value in pairs if isinstance(value, str)]


def _plain(pairs: Sequence[tuple[str, str]], unicode: bool) -> str:
    facts = [(shown(label, unicode), shown(value, unicode)) for label, value in pairs]
    column = max((width(label) for label, _ in facts), default=0) + GAP
    return "".join(f"{pad(label, column)}{value}".rstrip() + "\n" for label, value in facts)


def _drawn(value: str | Picture, style: str, cells: int, longest: int, unicode: bool) -> Sequence[Line]:
    if isinstance(value, str):
        return [((text, style),) for text in wrap(shown(value, unicode), cells, longest)]
    return value.lines(cells, unicode)


def _fact(
    label: str, label_style: str, value: Sequence[Line], column: int, cells: int, terminal: Terminal
) -> list[str]:
    lines = [_indented(line, column, terminal) for line in value]
    if not label:
        return lines
    if width(label) + GAP <= column <= cells - line_width(value[0]):
        start = accented(label, label_style, terminal) + " " * (column - width(label))
        return [(start + line_text(value[0], terminal)).rstrip(), *lines[1:]]
    above = [accented(line, label_style, terminal) for line in wrap(label, cells)]
    return above if lines == [""] else above + lines


def _indented(line: Line, indent: int, terminal: Terminal) -> str:
    """The line at that indent, or as far to the left of it as its length demands."""
    room = indent if terminal.width is None else max(min(indent, terminal.width - line_width(line)), 0)
    return (" " * room + line_text(line, terminal)).rstrip()


def heading(text: str, terminal: Terminal) -> str:
    """A section's heading, on a line of its own."""
    return _paragraph(shown(text, terminal.unicode), "bold", 0, terminal)


def paragraph(text: str, terminal: Terminal, indent: int = 0, style: str = "") -> str:
    """Running text, wrapped at words on a terminal and as it is elsewhere; its own line breaks stay."""
    return "".join(
        _paragraph(line, style, indent, terminal) for line in shown(text, terminal.unicode, keep="\n").split("\n")
    )


def _paragraph(text: str, style: str, indent: int, terminal: Terminal) -> str:
    lines = [text] if terminal.width is None else wrap(text, max(terminal.width - indent, 1), terminal.width)
    return "".join(f"{_indented(((line, style),), indent, terminal)}\n" for line in lines)
