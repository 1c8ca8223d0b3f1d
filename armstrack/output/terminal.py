"""What the output goes to: a terminal of some width, or a pipe that wants plain text.

Everything is read from the stream and the environment that are passed in, so a test, or a
program that uses armstrack, decides by itself what it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

_USUAL_WIDTH = 80
_LEAST_WIDTH = 20
"""Narrower than this nothing is readable, and a wrong answer of the system is likelier than such a window."""
_LETTERS = "─│●…█"


class Terminal(NamedTuple):
    """How to write for a stream."""

    width: int | None
    """Cells in a line; `None` where the stream is no terminal: no limit, no decoration."""
    colour: bool
    """Whether escape codes for colour and weight are welcome."""
    interactive: bool
    """Whether a person sits there, who can be asked and shown progress."""
    unicode: bool
    """Whether more than ASCII can be shown."""

    @property
    def ellipsis(self) -> str:
        """The mark of what was cut off."""
        return "…" if self.unicode else "..."


PLAIN = Terminal(width=None, colour=False, interactive=False, unicode=True)
"""A pipe or a file."""


def detect(stream: TextIO, environ: Mapping[str, str]) -> Terminal:
    """What the stream is, by itself and by the wishes of NO_COLOR, FORCE_COLOR, TERM and COLUMNS.

    FORCE_COLOR (neither empty nor `0`) makes a pipe count as a terminal; NO_COLOR and a dumb
    terminal win over it, because escape codes where nobody wants them are the greater harm.
    """
    interactive = stream.isatty()
    forced = environ.get("FORCE_COLOR", "") not in ("", "0")
    unicode = _can_encode(stream)
    if not interactive and not forced:
        return Terminal(width=None, colour=False, interactive=False, unicode=unicode)
    colour = not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return Terminal(_width(stream, environ), colour, interactive, unicode)


def _width(stream: TextIO, environ: Mapping[str, str]) -> int:
    wish = environ.get("COLUMNS", "")
    columns = int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 6 else 0
    if not columns and stream.isatty():
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):  # a stream without a file behind it, or a terminal that does not say
            columns = 0
    return max(columns, _LEAST_WIDTH) if columns else _USUAL_WIDTH


def _can_encode(stream: TextIO) -> bool:
    try:
        _LETTERS.encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
