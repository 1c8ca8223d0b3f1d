"""What one sale contributes to `gaps`; see `armstrack.query.silences`."""

from __future__ import annotations

from armstrack.query.plain import PlainDate, plain_date
from armstrack.query.view import SaleOnDay


def notifications_of(one: SaleOnDay) -> list[PlainDate] | None:
    """The day of every notification of a sale, whatever the day; `None` where there is none."""
    states = one.life.procedure.by_name
    found = [
        plain_date(span.entry.date) for span in one.life.spans if span.entry is not None and states[span.state].notifies
    ]
    return found or None
