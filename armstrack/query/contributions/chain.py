"""What one sale contributes to `chain`; see `armstrack.query.chain`."""

from __future__ import annotations

from armstrack.query.chain import KeptAmendment, KeptReference
from armstrack.query.view import SaleOnDay


def amendment_of(one: SaleOnDay) -> KeptAmendment | None:
    """What an amendment says of the sale that it amends and of the money; `None` of any other sale."""
    amends, value, notified = one.sale.amends, one.sale.value, one.life.notified
    if amends is None:
        return None
    # A report of an enhancement, 36(b)(5)(A), that says nothing of money changes no ceiling.
    silent = one.life.procedure.calendar_state is None and value.total is None and value.increase is None
    return KeptAmendment(
        KeptReference(amends.id, amends.transmittal, amends.recipients, amends.title),
        notified.date.text if notified is not None else None,
        value.total,
        value.increase,
        not silent,
    )
