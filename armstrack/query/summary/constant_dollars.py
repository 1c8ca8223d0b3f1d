"""Constant dollars: what sums of different years would be at the prices of one year.

The price levels are a dated table with its source (`tables/consumer_prices.yaml`). Each
amount is converted by itself and rounded once, half up, to a whole dollar, and only then
added; so parts in constant dollars add up to the whole to the dollar.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.model.data_class import dataclass
from armstrack.model.fields import Field, Record
from armstrack.model.kinds import CountKind, Custom, Text
from armstrack.model.money import Money
from armstrack.query.summary.counting import Counted, Tally
from armstrack.yaml_text.table import BadTable, read_table, rows_of

if TYPE_CHECKING:
    from armstrack.documents.counts import ConstantDollars, NotConverted

TABLE = Path(__file__).parent / "tables" / "consumer_prices.yaml"

ROUNDING = "each amount is rounded once, half up, to a whole dollar, then added"

_DECIMALS = 3


class NoPriceLevel(Exception):
    """The table of prices does not hold the year."""

    def __init__(self, year: int, first: int, last: int) -> None:
        super().__init__(f"the table of prices holds {first} to {last}, not {year}")


@dataclass(frozen=True, slots=True)
class PriceLevels:
    """The price level of each year, in thousandths of a point, and where the levels come from."""

    index: str
    name: str
    series: str
    base: str
    version: str
    source: str
    url: str
    levels: dict[int, int]


def _level(text: str) -> int:
    match = re.fullmatch(rf"([1-9][0-9]*)\.([0-9]{{1,{_DECIMALS}}})", text)
    if match is None:
        raise ValueError(f"`{text}` is not a price level")
    return int(match[1] + match[2].ljust(_DECIMALS, "0"))


ROW = Record(
    "the price level of a year",
    (
        Field("year", CountKind(unknown_allowed=False), "The calendar year.", required=True),
        Field("level", Custom(_level, "a level such as 321.943", {"type": "string"}), "Its level.", required=True),
    ),
    dict,
)

_TEXTS = ("index", "name", "series", "base", "version", "source", "url")


def read_levels(name: str, text: str) -> PriceLevels:
    """The table in a text. Raises BadTable where it says a year twice, or leaves one out."""
    read = read_table(name, text, *(Field(key, Text(), "What it is.", required=True) for key in _TEXTS), rows_of(ROW))
    rows = read.pop("rows")
    years = [row["year"] for row in rows]
    if not years or years != list(range(years[0], years[0] + len(years))):
        raise BadTable(f"{name}: the years do not follow one another")
    return PriceLevels(**read, levels={row["year"]: row["level"] for row in rows})


@cache
def price_levels() -> PriceLevels:
    """The table that is shipped. Raises BadTable."""
    return read_levels(TABLE.name, TABLE.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Dollars:
    """The dollars of one year."""

    year: int
    prices: PriceLevels

    def of(self, amount: int, year: str | None) -> Money:
        """An amount of a calendar year in these dollars; `None` where that year or its price level is not known."""
        level = self.prices.levels.get(int(year)) if year is not None else None
        if level is None:
            return None
        return (2 * amount * self.prices.levels[self.year] + level) // (2 * level)


def dollars_of(year: int) -> Dollars:
    """The dollars of a year. Raises NoPriceLevel where the table does not hold it."""
    prices = price_levels()
    if year not in prices.levels:
        raise NoPriceLevel(year, min(prices.levels), max(prices.levels))
    return Dollars(year, prices)


def in_dollars(tally: Tally, dollars: Dollars) -> Tally:
    """The same sales at the prices of a year, each from the calendar year of its notification."""
    return tally._replace(counted=[_converted(one, dollars) for one in tally.counted])


def _converted(one: Counted, dollars: Dollars) -> Counted:
    if one.value is None:
        return one
    value = dollars.of(one.value, one.year)
    if value is None:
        return one._replace(value=None, own_dollars=one.value, lacking=one.year)
    return one._replace(value=value)


def dollars_document(dollars: Dollars, tally: Tally) -> ConstantDollars:
    """By which table the values of an answer were converted."""
    prices = dollars.prices
    return {
        "dollars_of": dollars.year,
        "index": prices.index,
        "name": prices.name,
        "series": prices.series,
        "base": prices.base,
        "version": prices.version,
        "source": prices.source,
        "url": prices.url,
        "rounding": ROUNDING,
        "without_index": tally.without_index,
        "not_converted": _not_converted(tally),
    }


def _not_converted(tally: Tally) -> list[NotConverted]:
    """The sales whose year has no price level, by year and procedure, at their own dollars; never added across."""
    found: dict[tuple[str, str | None], list[int]] = {}
    for one in tally.counted:
        if one.own_dollars is not None:
            found.setdefault((one.procedure, one.lacking), []).append(one.own_dollars)
    order = list(PROCEDURE_NAMES)
    return [
        {"year": year, "procedure": procedure, "sales": len(amounts), "own_value_usd": sum(amounts)}
        for (procedure, year), amounts in sorted(
            found.items(), key=lambda each: (each[0][1] or "", order.index(each[0][0]))
        )
    ]
