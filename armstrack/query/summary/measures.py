"""What else than the notified ceiling a sale can be counted at: what was accepted, what was delivered.

A notification is no signature, a signature no delivery: each measure is a sum of its own and
none is ever added to another. Only what the history proves by the day counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.query.filter import Chosen
from armstrack.query.period import year_of
from armstrack.query.summary.counting import Tally, counted, notified_of
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order
from armstrack.workflow.worth import price_of_delivery

RULES = {
    "notified": "Notified: ceilings of all notified sales, gross.",
    "net": "Net: ceilings of the notified sales that did not end without delivery.",
    "accepted": "Accepted: sales whose letter was signed, licence issued, consent given or lease begun by the day, "
    "at the value recorded with it, else at the ceiling.",
    "delivered": "Delivered: sales of which something was delivered by the day. One delivered whole counts with its "
    "value; one delivered in part with the dollars of its deliveries, or as of unknown value.",
}
"""The measures, and what each counts."""

Convert = Callable[[int, str | None], Money]
"""Turns an amount of a calendar year into the dollars asked for."""


def nominal(amount: int, year: str | None) -> Money:
    """Every amount as it was printed."""
    return amount


@dataclass(frozen=True, slots=True)
class Worth:
    """What a sale counts for by a measure."""

    value: Money
    at_ceiling: bool = False
    """Whether that is the notified ceiling, for want of a value recorded since."""


def measured(
    chosen: Chosen, lines: tuple[str, ...], amended: AbstractSet[str], measure: str, convert: Convert = nominal
) -> Tally:
    """The sales that count by a measure, at their values; the other notified ones are left out and counted."""
    notified, undated = notified_of(chosen)
    found = []
    for one in notified:
        worth = WORTH[measure](one, convert)
        if worth is None:
            continue
        row = counted(one, lines, worth.value, one.id in amended, worth.at_ceiling)
        if worth.value is None and convert is not nominal:
            plain = WORTH[measure](one, nominal)
            # Its amounts may be of several years, so no one year is named.
            row = row._replace(own_dollars=None if plain is None else plain.value)
        found.append(row)
    left = len(notified) - len(found)
    return Tally(found, undated, {f"not recorded as {measure}": left} if left else {})


def accepted(one: SaleOnDay, convert: Convert = nominal) -> Worth | None:
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
        known = [convert(price, year) for price, year in prices if price is not None]
        if len(known) == len(letters):
            return Worth(_sum(known))
    return _ceiling(one, convert)


def delivered(one: SaleOnDay, convert: Convert = nominal) -> Worth | None:
    """What was delivered of a sale; `None` where nothing says that anything was."""
    deliveries = [entry for entry in one.sale.history if entry.event == "delivery" and entry.date.surely_by(one.day)]
    if delivered_whole(one):
        return accepted(one, convert) or _ceiling(one, convert)
    if not deliveries and not _reached(one, "handing-over"):
        return None
    amounts = [
        None if (price := price_of_delivery(entry)) is None else convert(price, year_of(entry.date))
        for entry in deliveries
    ]
    return Worth(_sum(amounts) if amounts else None)


def delivered_whole(one: SaleOnDay) -> bool:
    """Whether the record says by the day that all was handed over: of several letters, under each not given up.

    A lease hands nothing over for good.
    """
    return _reached(one, "handed-over") and all(letter.is_over(one.day) for letter in one.life.letters)


def why_unknown(one: SaleOnDay, measure: str) -> str:
    """Why a sale that a measure counts has no known value by it."""
    if measure == "delivered" and not delivered_whole(one):
        return "not every delivery has a value in dollars"
    return "the increase is not known" if one.sale.amends is not None else "no ceiling is known"


WORTH: dict[str, Callable[[SaleOnDay, Convert], Worth | None]] = {"accepted": accepted, "delivered": delivered}
"""The measures that look into histories."""


def _reached(one: SaleOnDay, role: str) -> bool:
    """Whether a letter has surely come as far as the first state with a role by the day, whatever became of it then."""
    return any(letter.has_reached(role, one.day) for letter in one.life.letters)


def _ceiling(one: SaleOnDay, convert: Convert) -> Worth:
    year = year_of(one.notified) if one.notified is not None else None
    return Worth(None if one.value is None else convert(one.value, year), at_ceiling=one.value is not None)


def _sum(amounts: Sequence[Money]) -> Money:
    """The sum, which is unknown as soon as one of the amounts is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None
