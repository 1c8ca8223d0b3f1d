"""How full the records of a ledger are, year by year."""

from __future__ import annotations

from collections.abc import Callable

from armstrack.query.document import Document
from armstrack.query.period import year_of
from armstrack.query.view import SaleOnDay

COLUMNS: dict[str, Callable[[SaleOnDay], bool]] = {
    "sales": lambda one: True,
    "transmittal": lambda one: one.sale.transmittal is not None,
    "value": lambda one: one.sale.value.total is not None or one.sale.value.increase is not None,
    "mde_split": lambda one: one.sale.value.mde is not None,
    "items": lambda one: bool(one.sale.items),
    "quantities": lambda one: any(item.quantity is not None for item in one.sale.items),
    "contractors": lambda one: one.sale.contractors is not None,
    "later_events": lambda one: len(one.sale.history) > 1,
    "unsure": lambda one: one.sale.confidence in ("medium", "low"),
}
"""What is counted: the sales of which each is known. `unsure` is a confidence below high."""


def coverage(sales: list[SaleOnDay]) -> list[Document]:
    """One row a year of notification, and one for sales that no year can be told of."""
    years = sorted({_year(one) or "" for one in sales})
    rows = []
    for year in [*filter(None, years), ""]:
        members = [one for one in sales if (_year(one) or "") == year]
        if members:
            counted = {name: sum(1 for one in members if holds(one)) for name, holds in COLUMNS.items()}
            rows.append({"year": year or None, **counted})
    return rows


def _year(one: SaleOnDay) -> str | None:
    return year_of(one.notified) if one.notified is not None else None
