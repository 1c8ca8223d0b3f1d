"""Key facts in two aligned columns, and the headings and paragraphs around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from armstrack.output.accent import accented
from armstrack.output.layout import GAP
from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import pad, width, wrap

Facts = Sequence[tuple[str, str]]
"""Labels and values, in order. An empty label continues the fact above it with another value."""

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
    facts = [(shown(label, terminal.unicode), shown(value, terminal.unicode), label) for label, value in pairs]
    column = max((width(label) for label, _, _ in facts), default=0) + GAP
    if terminal.width is not None and terminal.width - column < _LEAST_VALUE:
        column = _INDENT
    lines: list[str] = []
    for label, value, key in facts:
        style = (styles or {}).get(key, "")
        lines += _fact(label, value, (label_style, style), column, terminal)
    return "".join(f"{line}\n" for line in lines)


def _fact(label: str, value: str, styles: tuple[str, str], column: int, terminal: Terminal) -> list[str]:
    label_style, style = styles
    if terminal.width is None:
        return [f"{pad(label, column)}{value}".rstrip()]

    texts = wrap(value, terminal.width - column, terminal.width)
    lines = [_indented(text, style, column, terminal) for text in texts]
    if not label:
        return lines
    if width(label) + GAP <= column <= terminal.width - width(texts[0]):
        start = accented(label, label_style, terminal) + " " * (column - width(label))
        return [(start + accented(texts[0], style, terminal)).rstrip(), *lines[1:]]
    above = [accented(line, label_style, terminal) for line in wrap(label, terminal.width)]
    return above if texts == [""] else above + lines


def _indented(text: str, style: str, indent: int, terminal: Terminal) -> str:
    """The text at that indent, or as far to the left of it as its length demands."""
    room = indent if terminal.width is None else max(min(indent, terminal.width - width(text)), 0)
    return (" " * room + accented(text, style, terminal)).rstrip()


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
    return "".join(f"{_indented(line, style, indent, terminal)}\n" for line in lines)
