"""What a sale counts for by a measure: the sum of its prices, as printed or in the dollars of one year."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypedDict

from armstrack.model.money import Money

MEASURED = ("accepted", "delivered")
"""The measures that look into histories; see `armstrack.query.contributions.measures`."""

Convert = Callable[[int, str | None], Money]
"""Turns an amount of a calendar year into the dollars asked for."""


class Prices(TypedDict):
    """The prices that a history gives a sale, as they are kept."""

    prices: list[list[int | str | None]]
    """Each in whole US dollars, `None` where unknown, with its calendar year, `None` where that is not known."""
    at_ceiling: bool
    """Whether they are the notified ceiling, for want of a value recorded since."""


class Worth(NamedTuple):
    """What a sale counts for by a measure."""

    value: Money
    at_ceiling: bool = False
    """Whether that is the notified ceiling, for want of a value recorded since."""


def nominal(amount: int, year: str | None) -> Money:
    """Every amount as it was printed."""
    return amount


def worth_of(prices: Prices, convert: Convert = nominal) -> Worth:
    """The sum of some prices, which is unknown as soon as one of them is, or where there is none."""
    amounts = [None if price is None else convert(price, year) for price, year in prices["prices"]]  # type: ignore[arg-type]
    known = [amount for amount in amounts if amount is not None]
    return Worth(sum(known) if known and len(known) == len(amounts) else None, prices["at_ceiling"])
