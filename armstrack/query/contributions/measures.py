"""What one sale contributes to a measure: its prices by the day, each with the year of its dollars."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet

from armstrack.model.entry import Entry
from armstrack.model.period import FY_START, year_of
from armstrack.query.filter import Chosen
from armstrack.query.summary.counting import Counted, counted, notified_of
from armstrack.query.summary.worth import Prices
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order
from armstrack.workflow.worth import price_of_delivery


def accepted(one: SaleOnDay) -> Prices | None:
    """What a sale was accepted at; `None` where nothing says that it was.

    An acceptance that was cancelled later stays one. Several letters under one notification are
    added if each has its value. What an acceptance of an amendment restates is the whole, so an
    amendment counts with the increase that was notified.
    """
    if not _reached(one, "binding"):
        return None
    bound = one.life.procedure.first("binding")
    letters: dict[str | None, Entry] = {
        entry.case: entry
        for entry in in_order(one.sale.history)
        if entry.state == bound and entry.date.surely_by(one.day)
    }
    if one.sale.amends is None and letters:
        prices = [(entry.restated_value, year_of(entry.date)) for entry in letters.values()]
        if all(price is not None for price, _ in prices):
            return _of(prices)
    return _ceiling(one)


def delivered(one: SaleOnDay) -> Prices | None:
    """What was delivered of a sale; `None` where nothing says that anything was."""
    deliveries = [entry for entry in one.sale.history if entry.event == "delivery" and entry.date.surely_by(one.day)]
    if delivered_whole(one):
        return accepted(one) or _ceiling(one)
    if not deliveries and not _reached(one, "handing-over"):
        return None
    return _of([(price_of_delivery(entry), year_of(entry.date)) for entry in deliveries])


def delivered_whole(one: SaleOnDay) -> bool:
    """Whether the record says by the day that all was handed over: of several letters, under each not given up.

    A lease hands nothing over for good.
    """
    return _reached(one, "handed-over") and all(letter.is_over(one.day) for letter in one.life.letters)


MEASURES: dict[str, Callable[[SaleOnDay], Prices | None]] = {"accepted": accepted, "delivered": delivered}
"""The measures that look into histories."""


def _reached(one: SaleOnDay, role: str) -> bool:
    """Whether a letter has surely come as far as the first state with a role by the day, whatever became of it then."""
    return any(letter.has_reached(role, one.day) for letter in one.life.letters)


def _ceiling(one: SaleOnDay) -> Prices:
    year = year_of(one.notified) if one.notified is not None else None
    return {"prices": [[one.value, year]], "at_ceiling": one.value is not None}


def _of(prices: list[tuple[int | None, str | None]]) -> Prices:
    return {"prices": [[price, year] for price, year in prices], "at_ceiling": False}


def measured_rows(
    chosen: Chosen, lines: tuple[str, ...], amended: AbstractSet[str], measure: str, fy_start: int = FY_START
) -> tuple[list[tuple[Counted, Prices | None]], int]:
    """The notified sales of those that a filter chose, with their prices, and how many may have been notified."""
    notified, undated = notified_of(chosen)
    prices = MEASURES[measure]
    return [(counted(one, lines, None, one.id in amended, fy_start), prices(one)) for one in notified], undated


def why_unknown(one: SaleOnDay, measure: str) -> str:
    """Why a sale that a measure counts has no known value by it."""
    if measure == "delivered" and not delivered_whole(one):
        return "not every delivery has a value in dollars"
    return "the increase is not known" if one.sale.amends is not None else "no ceiling is known"
