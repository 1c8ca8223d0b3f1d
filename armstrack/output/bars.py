"""Bars: amounts side by side as lengths, for `--chart`, and how much of a window has run, for a clock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from armstrack.output.accent import accented
from armstrack.output.layout import GAP
from armstrack.output.safe_text import shown
from armstrack.output.terminal import Terminal
from armstrack.output.widths import clip, pad, width

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST = 60
"""A longer bar says no more and is harder to follow."""
_SHORTEST = 5
_LEAST_LABEL = 8

HOLLOW, HOLLOW_ASCII = "░", "-"
"""What a bar is made of that is not that of the whole."""


def bar(value: int | None, largest: int, cells: int, unicode: bool) -> str:
    """The bar of a value where `largest` takes `cells` cells.

    Zero is no bar, an unknown value is `?`, and a value above zero is never so small that it looks like none.
    """
    if value is None:
        return "?"
    if value <= 0 or largest <= 0 or cells <= 0:
        return ""
    return _drawn(share(value, largest, _steps(cells, unicode)), unicode)


def share(value: int, largest: int, steps: int) -> int:
    """The steps of a value above zero where `largest` has all: the nearest number, at least one and at most all."""
    return max((2 * min(value, largest) * steps + largest) // (2 * largest), 1)


def clock_bar(run: int, whole: int, cells: int, unicode: bool) -> str:
    """How much of a window of `whole` days has run, on a track of `cells`.

    It is full on the last day and after it, and not before; begun, it is never empty. A window that
    closes before it opens is none. One that opens and closes on the same day has only a last day.
    """
    if whole < 0 or cells <= 0:
        return ""
    steps = _steps(cells, unicode)
    length = steps
    if run < whole:
        length = min(max(run * steps // whole, 1), steps - 1) if run > 0 else 0
    return _drawn(length, unicode).ljust(cells, "·" if unicode else ".")


def _steps(cells: int, unicode: bool) -> int:
    return cells * 8 if unicode else cells


def _drawn(steps: int, unicode: bool) -> str:
    if not unicode:
        return "#" * steps
    full, rest = divmod(steps, 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


class Bar(NamedTuple):
    """One line of a chart of bars."""

    label: str
    value: int | None
    text: str
    """The value as a person reads it."""
    shorter: str = ""
    """A label that is shown rather than a cut one."""
    hollow: bool = False
    """Whether the value is not that of the whole: nobody looked at all of it."""
    besides: str = ""
    """What stands behind the bar, as that more is unknown."""


def bar_chart(rows: Sequence[Bar], terminal: Terminal) -> str:
    """Each bar with its label and text, within the terminal's width.

    Where there is no room for a bar beside its text it stands on a line of its own below, so that a
    chart that was asked for is always one; labels are cut before texts.
    """
    labels = [shown(row.label, terminal.unicode) for row in rows]
    texts = [shown(row.text, terminal.unicode) for row in rows]
    label_cells = max(map(width, labels), default=0)
    text_cells = max(map(width, texts), default=0)
    besides = max((len(row.besides) + 1 for row in rows if row.besides), default=0)
    bar_cells = _LONGEST
    below = False
    if terminal.width is not None:
        room = terminal.width - GAP - GAP - text_cells - besides
        label_cells = min(label_cells, max(room - _SHORTEST, _LEAST_LABEL))
        bar_cells = min(room - label_cells, _LONGEST)
        if bar_cells < _SHORTEST:
            below = True
            bar_cells = min(terminal.width - besides, _LONGEST)
            label_cells = min(label_cells, max(terminal.width - GAP - text_cells, _LEAST_LABEL))
            text_cells = min(text_cells, terminal.width - GAP - label_cells)
    largest = max((row.value for row in rows if row.value is not None), default=0)
    lines = []
    for label, text, row in zip(labels, texts, rows, strict=True):
        if row.shorter and width(label) > label_cells:
            label = shown(row.shorter, terminal.unicode)
        start = pad(clip(label, label_cells, terminal.ellipsis), label_cells) + " " * GAP
        middle = pad(clip(text, text_cells, terminal.ellipsis), text_cells, right=True)
        length = bar(row.value, largest, bar_cells, terminal.unicode)
        if row.hollow:
            length = "" if row.value is None else (HOLLOW if terminal.unicode else HOLLOW_ASCII) * len(length)
        drawn = " ".join(filter(None, (accented(length, "cyan", terminal), row.besides)))
        if below:
            lines.append(f"{start}{middle}".rstrip() + "\n")
            lines += [drawn + "\n"] if drawn else []
        else:
            lines.append(f"{start}{middle}{' ' * GAP if drawn else ''}{drawn}".rstrip() + "\n")
    return "".join(lines)
