"""What to say when nothing was found: what was near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from armstrack.query.filter import Filter, choose
from armstrack.query.view import SaleOnDay

KINDS = {
    "states": "--state",
    "years": "--year",
    "fiscal_years": "--fy",
    "since": "--since",
    "until": "--until",
    "recipients": "--recipient",
    "authorities": "--authority",
    "min_value": "--min-value",
    "max_value": "--max-value",
    "classes": "--class",
    "packages": "--package",
    "contractors": "--contractor",
    "items": "--item",
    "transmittals": "--transmittal",
    "events": "--event",
    "emergency": "--emergency",
    "overdue": "--overdue",
    "search": "--search",
}
"""The filters, and the options that set them."""


def what_was_near(sales: Iterable[SaleOnDay], wanted: Filter, day: date) -> str:
    """One sentence for an empty answer: how many there would be without each filter alone."""
    everything = list(sales)
    if not everything:
        return "The ledger holds no sales."
    empty = Filter()
    given = [name for name in KINDS if getattr(wanted, name) != getattr(empty, name)]
    if not given:
        return f"None as of {day}."
    if wanted.states == ("notified",):
        others = choose(everything, replace(wanted, states=()))
        past = sum(1 for one in others.sales if one.standing.clock is not None)
        return f"None under review on {day}; {past} {'is' if past == 1 else 'are'} past review."
    near = []
    for name in given:
        found = len(choose(everything, replace(wanted, **{name: getattr(empty, name)})).sales)
        if found:
            near.append(f"{found} without {KINDS[name]}")
    return f"None as of {day}" + (f"; {', '.join(near)}." if near else f"; the ledger holds {len(everything)}.")
