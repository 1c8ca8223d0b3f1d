"""What one sale contributes to `coverage`; see `armstrack.query.coverage`."""

from __future__ import annotations

from collections.abc import Callable

from armstrack.model.period import year_of
from armstrack.query.view import SaleOnDay

KNOWN: dict[str, Callable[[SaleOnDay], bool]] = {
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


def known_of(one: SaleOnDay) -> list[str]:
    """The year of a sale's notification, empty where none can be told, and what is known of the sale."""
    year = year_of(one.notified) if one.notified is not None else None
    return [year or "", *(name for name, holds in KNOWN.items() if holds(one))]
