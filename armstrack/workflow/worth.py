"""What a sale is worth on a day by its record: its ceiling, what a delivery cost, and whether a letter outgrows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from armstrack.law.threshold import Requirement
from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.guards import proposal_of, requirement_of_sale
from armstrack.workflow.letter import amount_of
from armstrack.workflow.life import Life
from armstrack.workflow.order import in_order


def price_of_delivery(entry: Entry) -> Money:
    """The dollars of a delivery: what it was paid at, else what it is said to be worth.

    A delivery paid in another currency that has a `value` is worth that value.
    """
    return entry.dollars if entry.dollars is not None else entry.value


def ceiling_on(sale: Sale, day: date) -> Money:
    """The ceiling of a sale as notified, and as the executive changed the proposal by the day; `None` is unknown.

    Of an amendment it is the revised ceiling of the whole, not its increase.
    """
    ceiling = sale.value.total
    for entry in in_order(sale.history):
        if entry.event == "modified" and entry.value is not None and entry.date.surely_by(day):
            ceiling = entry.value
    return ceiling


def worth_warnings(sale: Sale, entry: Entry, life: Life, context: Context) -> Iterator[str]:
    """What an expert asks where an entry gives a letter more than was notified, or a case that was not notified more
    than need not be."""
    if entry.event not in (None, "value-revised", "restated"):
        return
    amount = amount_of([entry])
    when = entry.date.latest or entry.date.earliest
    if amount is None or when is None:
        return
    ceiling = ceiling_on(sale, when)
    if life.notified is not None:
        if ceiling is not None and amount > ceiling:
            more = f"{amount:,} dollars are more than the ceiling of {ceiling:,} that Congress was notified of"
            yield f"{more}; {life.procedure.outgrown}" if life.procedure.outgrown is not None else more
        return
    required = _would_be_notified(sale, amount, when, context)
    if required is not None and required.required:
        figure = next(test for test in required.tests if test.met)
        yield (
            f"Congress was not notified, and {amount:,} dollars reach the {figure.kind} figure of {figure.threshold:,};"
            " a case that grew over a figure is notified as a sale of its own (`grows-from:`)"
        )


def _would_be_notified(sale: Sale, amount: int, day: date, context: Context) -> Requirement | None:
    """Whether a sale would have to be notified if its total were an amount."""
    if UNKNOWN in sale.authorities:
        return None
    return requirement_of_sale(sale, day, proposal_of(replace(sale.value, total=amount)), context.options)
