"""Which columns of a table fit into a line, and how wide each becomes.

Decided before anything is drawn, from the widths alone, and alike for every table. An id, a day and an amount
are never cut or broken. Where not everything fits whole, columns without a text go first; then those that matter
less than a text which is otherwise cut short; then texts are cut or wrapped, as far as they can be read; then the
least important columns go. Where even those that are always shown do not fit, the ids stand on a line of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

GAP = 2
"""The cells between two columns."""

INDENT = 2
"""The cells before what stands below an id."""


class Wish(NamedTuple):
    """What a column would like, and what it can do with."""

    natural: int
    """The cells that its widest text takes."""
    least: int
    """The cells below which it is better left out; equal to `natural` where nothing may be cut."""
    importance: int
    """1 is shown wherever it can be; the highest number goes first."""
    good: int = 0
    """The cells down to which less important columns go before it is cut."""
    broken: int = 0
    """The cells that it takes with its words broken, where that alone helps; 0 where that is no help."""
    narrow: int = 0
    """The cells that it takes where many lines are better than a column left out; 0 where that is no help."""
    id: bool = False
    """Whether it holds ids, which are always shown, and can stand above the rest of a row."""
    empty: bool = False
    """Whether no row has a text in it."""


class Plan(NamedTuple):
    """The columns that are shown, by their places among the wishes."""

    widths: Mapping[int, int]
    above: int | None = None
    """The column of ids that stands on a line of its own above each row."""


def plan(wishes: Sequence[Wish], room: int) -> Plan:
    """Which columns are shown, and how wide each is.

    The sum of the widths and gaps is at most `room`; an id above a row may be longer, and is not broken.
    """
    every = list(range(len(wishes)))
    if sum(wish.natural for wish in wishes) <= _cells(every, room):
        return Plan({i: wish.natural for i, wish in enumerate(wishes)})
    told = [i for i in every if not wishes[i].empty] or every
    above = next((i for i in told if wishes[i].id and len(told) > 1), None)
    below = [i for i in told if i != above]
    for leasts in _leasts(wishes):
        shown = _side_by_side(wishes, leasts, told, room)
        if shown:
            return Plan(_share(wishes, leasts, shown, room))
        shown = _side_by_side(wishes, leasts, below, room - INDENT) if above is not None else []
        if shown:
            return Plan(_share(wishes, leasts, shown, room - INDENT), above)
    return _last_resort(wishes, below, room, above)


def _leasts(wishes: Sequence[Wish]) -> tuple[list[int], ...]:
    """The least cells of every column: with whole words, with broken ones, and in many lines."""
    return (
        [wish.least for wish in wishes],
        [min(wish.broken or wish.least, wish.least) for wish in wishes],
        [min(wish.narrow or wish.least, wish.least) for wish in wishes],
    )


def _side_by_side(wishes: Sequence[Wish], leasts: Sequence[int], columns: Sequence[int], room: int) -> list[int]:
    """Which of the columns stand side by side; none where those that are always shown do not fit."""
    shown = list(columns)

    def last() -> int | None:
        """The least important of those that may be left out."""
        optional = [i for i in shown if wishes[i].importance > 1 and not wishes[i].id]
        return max(optional, key=lambda i: (wishes[i].importance, i)) if len(shown) > 1 and optional else None

    while sum(max(leasts[i], wishes[i].good) for i in shown) > _cells(shown, room):
        out = last()
        cut = [wishes[i].importance for i in shown if wishes[i].good > leasts[i]]
        if out is None or not cut or min(cut) >= wishes[out].importance:
            break
        shown.remove(out)
    while sum(leasts[i] for i in shown) > _cells(shown, room):
        out = last()
        if out is None:
            return []
        shown.remove(out)
    return shown


def _last_resort(wishes: Sequence[Wish], columns: Sequence[int], room: int, above: int | None) -> Plan:
    """As many of the first of the most important columns as fit; of a single one that does not, what fits of it."""
    room = room - INDENT if above is not None else room
    *_, leasts = _leasts(wishes)
    shown = [i for i in columns if wishes[i].importance == 1] or list(columns[:1])
    while len(shown) > 1 and sum(leasts[i] for i in shown) > _cells(shown, room):
        shown.pop()
    if leasts[shown[0]] > room:
        return Plan({shown[0]: leasts[shown[0]] if wishes[shown[0]].id else max(room, 1)}, above)
    return Plan(_share(wishes, leasts, shown, room), above)


def _cells(shown: Sequence[int], room: int) -> int:
    """What the gaps leave for text."""
    return room - GAP * (len(shown) - 1)


def _share(wishes: Sequence[Wish], leasts: Sequence[int], shown: Sequence[int], room: int) -> dict[int, int]:
    """Widths between least and natural that use the cells up: one common cap, so that the widest gives way first."""
    cells = _cells(shown, room)
    good = [max(least, wish.good) for least, wish in zip(leasts, wishes, strict=True)]
    least = good if sum(good[i] for i in shown) <= cells else leasts
    bounds = {i: (max(wishes[i].natural, least[i]), least[i]) for i in shown}

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
