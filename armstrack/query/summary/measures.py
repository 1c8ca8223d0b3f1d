"""What else than the notified ceiling a sale can be counted at: what was accepted, what was delivered.

A notification is no signature, a signature no delivery: each measure is a sum of its own and
none is ever added to another. Only what the history proves by the day counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from armstrack.query.summary.counting import Counted, Tally
from armstrack.query.summary.worth import Convert, Prices, nominal, worth_of

RULES = {
    "notified": "Notified: ceilings of all notified sales, gross.",
    "net": "Net: ceilings of the notified sales that did not end without delivery.",
    "accepted": "Accepted: sales whose letter was signed, licence issued, consent given or lease begun by the day, "
    "at the value recorded with it, else at the ceiling.",
    "delivered": "Delivered: sales of which something was delivered by the day. One delivered whole counts with its "
    "value; one delivered in part with the dollars of its deliveries, or as of unknown value.",
}
"""The measures, and what each counts."""


def measured(
    rows: Iterable[tuple[Counted, Prices | None]], undated: int, measure: str, convert: Convert = nominal
) -> Tally:
    """The sales that count by a measure, at their values; the other notified ones are left out and counted."""
    found: list[Counted] = []
    left = 0
    for row, prices in rows:
        if prices is None:
            left += 1
            continue
        value, at_ceiling = worth_of(prices, convert)
        # Its amounts may be of several years, so no one year is named.
        own = worth_of(prices).value if value is None and convert is not nominal else None
        found.append(row._replace(value=value, at_ceiling=at_ceiling, own_dollars=own))
    return Tally(found, undated, {f"not recorded as {measure}": left} if left else {})
