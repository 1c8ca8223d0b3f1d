"""How many terminal cells a text takes, and how it is cut or wrapped to fit.

A Chinese character takes two cells and a combining accent none, so `len` misaligns columns.
Cutting and wrapping work on text that is already printable.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ADDRESS = "://"
"""By this a word is known as a web address."""
_UNITS = ("T", "B", "M")
_AMOUNT = r"\$[0-9,.]*[0-9]$"
_JOINTS = "-/_.,+&="
"""After these a word that fits into no line is broken more readably than anywhere else."""

Measure = Callable[[str], int]
"""How many cells a text takes; Rich brings a measure of its own, which its tables must be planned with."""


def width(text: str) -> int:
    """The number of terminal cells that the text takes."""
    if text.isascii():
        return len(text)
    # A library of its own to load, which most tables need not pay for.
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(character) in ("Mn", "Me") else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def pad(text: str, cells: int, right: bool = False) -> str:
    """The text filled with spaces to that many cells; with `right`, it stands at the right end."""
    spaces = " " * (cells - width(text))
    return spaces + text if right else text + spaces


def prefix(text: str, cells: int, measure: Measure = width) -> str:
    """The longest beginning of the text that takes no more than that many cells."""
    if text.isascii():
        return text[: max(cells, 0)]
    end = 0
    while end < len(text) and measure(text[: end + 1]) <= cells:
        end += 1
    return text[:end]


def clip(text: str, cells: int, ellipsis: str, measure: Measure = width) -> str:
    """The text if it fits into that many cells, else its beginning and the ellipsis, as far as that fits itself."""
    if measure(text) <= cells:
        return text
    room = cells - len(ellipsis)
    return prefix(text, room, measure).rstrip() + ellipsis if room > 0 else prefix(text, cells, measure)


def wrap(text: str, cells: int, longest: int | None = None, measure: Measure = width) -> list[str]:
    """The words of the text in lines of at most that many cells; a text without words is one empty line.

    A longer word stands alone on its line and is broken only if it takes more than `longest` cells
    (where nothing is said: more than a line), after a hyphen or the like where it has one. Where
    `longest` is given, an address is never broken: whoever opens or copies it needs it in one
    piece. A no-break space does not part words.
    """
    limit = cells if longest is None else longest
    lines: list[str] = []
    line = ""
    for word in _words(text):
        whole = longest is not None and ADDRESS in word
        for part in [word] if whole else _pieces(word, cells, limit, measure):
            if not line:
                line = part
            elif measure(line) + 1 + measure(part) <= cells:
                line = f"{line} {part}"
            else:
                lines.append(line)
                line = part
    if line or not lines:
        lines.append(line)
    return lines


def _words(text: str) -> list[str]:
    """The words of the text; an amount and its unit, as in `$4.05 B`, are one."""
    words = text.split(" ")
    if "$" not in text:
        return words
    joined: list[str] = []
    for word in words:
        if joined and word[:1] in _UNITS and not word[1:2].isalnum() and re.search(_AMOUNT, joined[-1]):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return joined


def _pieces(word: str, cells: int, limit: int, measure: Measure) -> list[str]:
    if measure(word) <= limit:
        return [word] if word else []
    pieces = []
    while word:
        # At least one character a line, or a wide one would never fit into a single cell.
        piece = prefix(word, cells, measure) or word[0]
        if len(piece) < len(word):
            # In the first half of the line a break would leave more blank than text.
            joint = max(piece.rfind(character) for character in _JOINTS) + 1
            piece = piece[:joint] if joint > len(piece) // 2 else piece
        pieces.append(piece)
        word = word[len(piece) :]
    return pieces
