"""Money and counts in people's spelling. Nothing is rounded away, and unknown is a word, never a zero.

Where a person asks for a unit, a column is in that unit throughout, and rounded: what would round to nothing says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

UNKNOWN = "unknown"
_LETTERS = (("T", 10**12), ("B", 10**9), ("M", 10**6))
_DECIMALS = 5


def exact(amount: int | None) -> str:
    """Whole dollars with separators: `$11,105,400,000`; `unknown` for None."""
    if amount is None:
        return UNKNOWN
    return f"{'-' if amount < 0 else ''}${abs(amount):,}"


def short(amount: int | None) -> str:
    """The short spelling, `$4.05 B` or `$353 M`, where it says the same; else every digit, as `exact` writes it.

    A ceiling is a legal figure: `$4.05 B` for 4,051,000,001 would be another one. Below a million
    the figures themselves are short.
    """
    if amount is None:
        return UNKNOWN
    for unit, multiple in _LETTERS:
        whole, rest = divmod(abs(amount), multiple)
        if whole:
            if rest % (multiple // 10**_DECIMALS):
                break
            decimals = f"{rest * 10**_DECIMALS // multiple:0{_DECIMALS}d}".rstrip("0")
            figure = f"{whole:,}.{decimals}" if decimals else f"{whole:,}"
            return f"{'-' if amount < 0 else ''}${figure} {unit}"
    return exact(amount)


def count(n: int, singular: str, plural: str | None = None) -> str:
    """A number and its noun: `1 sale`, `8 sales`, `1,204 sales`; `plural` where an s does not make it."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"


class Unit(NamedTuple):
    """The unit in which a person wants the money of a column."""

    name: str
    dollars: int
    """How many dollars one of it is."""

    def spelled(self, amount: int | None) -> str:
        """An amount in this unit, to one decimal, rounded half to even: `11,105.4`; `<0.1` for what rounds to nothing.

        Whole dollars are not rounded.
        """
        if amount is None:
            return UNKNOWN
        if self.dollars == 1:
            return f"{amount:,}"
        from decimal import ROUND_HALF_EVEN, Decimal  # most answers need none

        tenth = Decimal("0.1")
        rounded = (Decimal(amount) / self.dollars).quantize(tenth, ROUND_HALF_EVEN)
        if amount and not rounded:
            return f"<{tenth}" if amount > 0 else f">-{tenth}"
        return f"{rounded:,}"

    def heading(self, title: str, year: int | None = None) -> str:
        """A heading with the unit, and with the year of the dollars where it is one."""
        dollars = "dollars" if year is None else f"{year} dollars"
        return f"{title}, {dollars}" if self.dollars == 1 else f"{title}, {self.name} of {dollars}"


UNITS = {
    unit.name: unit
    for unit in (Unit("dollars", 1), Unit("thousands", 10**3), Unit("millions", 10**6), Unit("billions", 10**9))
}
"""The units that can be asked for, by name."""


def spelled(amount: int | None, unit: Unit | None, otherwise: Callable[[int | None], str] = exact) -> str:
    """An amount in a unit; without one as it is spelled otherwise."""
    return otherwise(amount) if unit is None else unit.spelled(amount)


def headed(title: str, unit: Unit | None) -> str:
    """The heading of a column of money, with the unit where there is one."""
    return title if unit is None else unit.heading(title)
