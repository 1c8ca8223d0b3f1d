"""Which columns of a table fit into a line, and how wide each becomes.

Decided before anything is drawn, from the widths alone: flexible columns give way first, then
the least important columns go, so that a row stays one line for as long as that is possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

GAP = 2
"""The cells between two columns."""


class Wish(NamedTuple):
    """What a column would like, and what it can do with."""

    natural: int
    """The cells that its widest text takes."""
    least: int
    """The cells below which it is better left out; equal to `natural` where nothing may be cut."""
    importance: int
    """1 is always shown; the highest number goes first."""
    whole: bool = False
    """Whether a part of its text would mislead, as that of a figure would."""


def plan(wishes: Sequence[Wish], room: int) -> Mapping[int, int]:
    """The width of every column that is shown, by its place among the wishes.

    The sum of the widths and gaps is at most `room`. Where not even the columns of importance 1
    fit at their least, all of them are cut, the widest first, and those that mislead when cut only
    if nothing else helps; where a line has not a cell for each, the last ones go.
    """
    shown = list(range(len(wishes)))
    while sum(wishes[i].least for i in shown) > _cells(shown, room):
        optional = [i for i in shown if wishes[i].importance > 1]
        if not optional or len(shown) == 1:
            return _squeezed({i: wishes[i] for i in shown}, room)
        shown.remove(max(optional, key=lambda i: (wishes[i].importance, i)))
    return _share({i: (wishes[i].natural, wishes[i].least) for i in shown}, _cells(shown, room))


def _squeezed(wishes: Mapping[int, Wish], room: int) -> dict[int, int]:
    shown = list(wishes)[: max((room + GAP) // (1 + GAP), 1)]
    cells = _cells(shown, room)
    leasts = {i: wishes[i].natural if wishes[i].whole else 1 for i in shown}
    if sum(leasts.values()) > cells:
        leasts = dict.fromkeys(shown, 1)
    return _share({i: (wishes[i].natural, leasts[i]) for i in shown}, cells)


def _cells(shown: Sequence[int], room: int) -> int:
    """What the gaps leave for text."""
    return room - GAP * (len(shown) - 1)


def _share(bounds: Mapping[int, tuple[int, int]], cells: int) -> dict[int, int]:
    """Widths between least and natural that use the cells up: one common cap, so that the widest gives way first."""

    def capped(cap: int) -> dict[int, int]:
        return {i: max(least, min(natural, cap)) for i, (natural, least) in bounds.items()}

    low, high = 0, max((natural for natural, _ in bounds.values()), default=1)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(capped(middle).values()) <= cells:
            low = middle
        else:
            high = middle - 1
    widths = capped(low)
    spare = cells - sum(widths.values())
    for i, (natural, _) in bounds.items():
        if spare > 0 and low <= widths[i] < natural:
            widths[i] += 1
            spare -= 1
    return widths
