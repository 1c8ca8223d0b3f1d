"""The years of a recipient as one line of bars, beside what the bars stand for.

A year of which no value is known is drawn otherwise than a year without sales: unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.output.amounts import short
from armstrack.output.bars import share
from armstrack.output.layout import GAP
from armstrack.output.picture import Line, Piece, line_width
from armstrack.output.widths import wrap

_LEVELS = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS = ":-=+*#%@"
_LEAST_YEARS = 2
"""Fewer years with sales make no picture."""


def year_mark(value: int | None, largest: int, unicode: bool) -> str:
    """The mark of a year with sales: the level of its value, `_` for a value of zero, `?` where none is known."""
    if value is None:
        return "?"
    levels = _LEVELS if unicode else _ASCII_LEVELS
    return levels[share(value, largest, len(levels)) - 1] if value > 0 else "_"


def no_sales(unicode: bool) -> str:
    """The mark of a year without sales."""
    return "·" if unicode else "."


def not_covered(unicode: bool) -> str:
    """The mark of a year without sales that the ledger does not cover whole: a hollow cell, and no zero."""
    return "○" if unicode else "o"


class Year(NamedTuple):
    """A year with sales."""

    value: int | None
    """The sum of the known values in whole US dollars; `None` where none is known."""
    unknown_value: int = 0
    """How many of its sales have no known value."""


@dataclass(frozen=True, slots=True)
class YearsPicture:
    """The ceilings notified by year, up to a last year; some years are marked with brackets."""

    years: Mapping[int, Year]
    """The years with sales."""
    last: int
    marked: Collection[int] = ()
    undated: int = 0
    """Sales whose year is not known."""
    hollow: Collection[int] = ()
    """The years that the ledger does not cover whole: what it holds of them is no total."""

    def lines(self, cells: int, unicode: bool) -> list[Line]:
        """The bars, and beside or below them in words what they are."""
        if len(self.years) < _LEAST_YEARS:
            return []
        brackets = sorted(year for year in self.marked if year in self.years)
        room = cells - len("2000  2000") - 2 * len(brackets)
        if room < _LEAST_YEARS:
            return []
        first, last = max(min(self.years), self.last - room + 1), self.last
        if brackets and brackets[0] < first:
            # The oldest marked year is there, whatever is not.
            first, last = brackets[0], brackets[0] + room - 1
        shown = {year: self.years[year] for year in self.years if first <= year <= last}
        largest = max((each.value for each in shown.values() if each.value is not None), default=None)
        bars: list[Piece] = [(f"{first} ", "dim")]
        for year in range(first, last + 1):
            empty = not_covered(unicode) if year in self.hollow else no_sales(unicode)
            mark = year_mark(shown[year].value, largest or 0, unicode) if year in shown else empty
            style = "dim" if year in self.hollow else "cyan"
            bars.append((f"[{mark}]", "bold") if year in brackets else (mark, style))
        bars.append((f" {last}", "dim"))
        words = self._words(shown, largest)
        hollow = [year for year in range(first, last + 1) if year in self.hollow]
        if hollow:
            words += f"; {not_covered(unicode)} not covered whole: {_years_in_words(hollow)}"
        if line_width(bars) + GAP + len(words) <= cells:
            return [[*bars, (" " * GAP + words, "dim")]]
        return [bars, *([(line, "dim")] for line in wrap(words, cells))]

    def _words(self, shown: Mapping[int, Year], largest: int | None) -> str:
        words = "FMS notified by year"
        if largest is not None:
            most = " and ".join(str(year) for year in sorted(shown) if shown[year].value == largest)
            words += f", most {short(largest)} in {most}"
        unknown = sum(each.unknown_value for each in shown.values())
        if unknown:
            words += f", {unknown:,} of unknown value"
        if self.undated:
            words += f", {self.undated:,} undated"
        return words


def _years_in_words(years: Sequence[int]) -> str:
    """Years in a row as their first and last: `2018 to 2023, 2026`."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def years_picture(
    years: Mapping[int, tuple[int | None, int]],
    undated: int,
    last: int,
    marked: Collection[int],
    hollow: Collection[int] = (),
) -> YearsPicture:
    """The picture of (known value, number of unknown values) by year, up to a last year."""
    return YearsPicture({year: Year(*of) for year, of in years.items()}, last, marked, undated, hollow)
