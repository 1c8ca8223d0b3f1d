"""A line: amounts of periods that follow one another, for `--chart`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from armstrack.output.accent import accented
from armstrack.output.layout import GAP
from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import clip, width

_ROWS = 8
_WIDEST = 72
"""Cells; a longer line says no more."""
_LEAST = 8
"""Cells of plot without which the figure of the axis goes above it."""
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of each dot of a Braille character, by row and column: two dots wide, four high."""
_BRAILLE = 0x2800

Dot = tuple[int, int]


def line_chart(points: Sequence[tuple[str, int | None, str]], terminal: Terminal) -> str:
    """A line through (period, value, the value's text), in the order of time, within the terminal's width.

    The axis begins at zero. An unknown value is a gap and is named below; without Unicode
    the dots are asterisks.
    """
    known = [(value, text) for _, value, text in points if value is not None]
    if not known:
        return _unknown(points, terminal) if points else ""
    highest, text = max(known)
    top = shown(text, terminal.unicode)
    axis = max(width(top), 1)
    cells = _WIDEST if terminal.width is None else min(terminal.width - axis - GAP, _WIDEST)
    above = ""
    if cells < _LEAST:
        above = clip(f"{top} at most", terminal.width or _WIDEST, terminal.ellipsis) + "\n"
        axis, cells = 1, min((terminal.width or _WIDEST) - 1 - GAP, _WIDEST)
        top = ""
    wide, high = (2, 4) if terminal.unicode else (1, 1)
    # Where nothing is above zero there is nothing to climb.
    rows = _ROWS if highest > 0 else 1
    across, up = cells * wide - 1, rows * high - 1
    places: list[Dot | None] = []
    for at, (_, value, _) in enumerate(points):
        x = across * at // (len(points) - 1) if len(points) > 1 else across // 2
        y = None if value is None else (2 * max(value, 0) * up + highest) // (2 * highest) if highest > 0 else 0
        places.append(None if y is None else (x, up - y))
    dots = {dot for dot in places if dot is not None}
    for one, other in pairwise(places):
        if one is not None and other is not None:
            dots |= set(_between(one, other))
    lines = _braille(dots, rows) if terminal.unicode else _ascii(dots, rows)
    labels = [top, *[""] * (rows - 2), "0"][:rows]
    drawn = [
        f"{' ' * (axis - width(label))}{label}{' ' * GAP}{accented(line.rstrip(), 'cyan', terminal)}".rstrip()
        for label, line in zip(labels, lines, strict=True)
    ]
    return (
        above + "\n".join([*drawn, *_periods(points, axis + GAP, cells, terminal)]) + "\n" + _unknown(points, terminal)
    )


def _between(one: Dot, other: Dot) -> list[Dot]:
    """The dots of a straight line."""
    steps = max(abs(other[0] - one[0]), abs(other[1] - one[1]), 1)
    return [
        (
            one[0] + (2 * (other[0] - one[0]) * step + steps) // (2 * steps),
            one[1] + (2 * (other[1] - one[1]) * step + steps) // (2 * steps),
        )
        for step in range(steps + 1)
    ]


def _braille(dots: set[Dot], rows: int) -> list[str]:
    cells: dict[Dot, int] = {}
    for x, y in dots:
        cells[x // 2, y // 4] = cells.get((x // 2, y // 4), 0) | _DOTS[y % 4][x % 2]
    return [_row({x: chr(_BRAILLE + bits) for (x, at), bits in cells.items() if at == row}) for row in range(rows)]


def _ascii(dots: set[Dot], rows: int) -> list[str]:
    return [_row({x: "*" for x, y in dots if y == row}) for row in range(rows)]


def _row(marks: dict[int, str]) -> str:
    return "".join(marks.get(x, " ") for x in range(max(marks, default=-1) + 1))


def _periods(points: Sequence[tuple[str, int | None, str]], indent: int, cells: int, terminal: Terminal) -> list[str]:
    """The first and the last period below their ends of the line; the first alone where there is no room."""
    first, last = (shown(points[at][0], terminal.unicode) for at in (0, -1))
    if len(points) == 1:
        return [(" " * indent + clip(first, cells, terminal.ellipsis)).rstrip()]
    space = cells - width(first) - width(last)
    if space < 1:
        return [(" " * indent + clip(f"{first} to {last}", cells, terminal.ellipsis)).rstrip()]
    return [f"{' ' * indent}{first}{' ' * space}{last}".rstrip()]


def _unknown(points: Sequence[tuple[str, int | None, str]], terminal: Terminal) -> str:
    names = [shown(name, terminal.unicode) for name, value, _ in points if value is None]
    if not names:
        return ""
    from armstrack.output.widths import wrap

    text = f"Unknown: {', '.join(names)}"
    return "".join(f"{line}\n" for line in ([text] if terminal.width is None else wrap(text, terminal.width)))
