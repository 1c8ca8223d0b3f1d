"""Remarks, errors and hints: sentences beside the data, on standard error."""

from __future__ import annotations

import re

from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import width, wrap

_COMMAND = r"`[^`]*`|(?<=: )armstrack [^;`]*$"
"""A command in backquotes, or one that ends the sentence: it is copied, so it stays on one line."""
_NO_BREAK = "\xa0"
_LONGEST = 10**6
"""No word of a remark is ever broken: it may be an id, or a path."""


def remark_text(text: str, terminal: Terminal, indent: int = 0) -> str:
    """The remark, wrapped at words on a terminal and as it is elsewhere; ends with a newline.

    No id, no address and no command that fits into a line is broken.
    """
    safe = shown(text, terminal.unicode)
    lines = [safe] if terminal.width is None else _wrapped(safe, max(terminal.width - indent, 1))
    return "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines)


def _wrapped(text: str, cells: int) -> list[str]:
    def whole(match: re.Match[str]) -> str:
        return match[0].replace(" ", _NO_BREAK) if width(match[0]) < cells else match[0]

    return [line.replace(_NO_BREAK, " ") for line in wrap(re.sub(_COMMAND, whole, text), cells, _LONGEST)]
