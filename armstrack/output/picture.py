"""What a small picture is: lines of accented pieces, drawn on a terminal beside the words that say the same.

A picture has no place in a pipe or in Markdown, and vanishes there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from armstrack.output.accent import accented
from armstrack.output.terminal import Terminal
from armstrack.output.widths import width

Piece = tuple[str, str]
"""A text that is safe to write, and its accent."""

Line = Sequence[Piece]


class Picture(Protocol):
    """A picture that can be drawn into a space."""

    def lines(self, cells: int, unicode: bool) -> Sequence[Line]:
        """Its lines, none wider than that many cells; none at all where there is too little room for it."""


def line_width(line: Line) -> int:
    """The cells that a line takes."""
    return sum(width(text) for text, _ in line)


def line_text(line: Line, terminal: Terminal) -> str:
    """A line as it is written; neighbours of one accent take one pair of codes."""
    runs = groupby(line, key=lambda piece: piece[1])
    return "".join(accented("".join(text for text, _ in run), style, terminal) for style, run in runs)
