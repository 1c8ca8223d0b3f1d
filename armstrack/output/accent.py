"""Accents: the few colours and weights that help an eye, and never carry a meaning alone.

The set is closed, so that everything stays readable on a dark and on a light background:
no white, black or yellow. Names are Rich's, so that the same word serves a Rich table; the
codes are written here, because a heading is no reason to load Rich.
"""

from __future__ import annotations

from armstrack.output.terminal import Terminal

_CODES = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "red": "31",
    "green": "32",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
ACCENTS = frozenset(_CODES)
"""The words that a style is made of, as in `bold red`."""


def accented(text: str, style: str, terminal: Terminal) -> str:
    """The text in that style where the terminal shows colour, else as it is. Raises KeyError for an unknown accent."""
    if not terminal.colour or not style or not text:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"
