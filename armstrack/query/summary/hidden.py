"""What a total hides: the sales in it, and beside it, of which a reader should know more than the sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from armstrack.query.contributions.measures import MEASURES, why_unknown
from armstrack.query.filter import Chosen
from armstrack.query.summary.counting import has_ended, known_claims
from armstrack.query.summary.worth import Worth, worth_of
from armstrack.query.view import SaleOnDay

if TYPE_CHECKING:
    from armstrack.documents.counts import Hidden


KINDS = {
    "unknown-value": "in the count, not in the money",
    "disputed": "in the total; a source says otherwise",
    "at-ceiling": "in the total at the notified ceiling, for want of a value recorded since",
    "ended": "in the gross total; ended without delivery",
    "amended": "in the total; amends a sale or was amended",
    "undated": "left out; notified on a day known too loosely",
    "left-out": "left out; notified, and not counted by the measure",
    "not-notified": "left out; not notified by the day",
}
"""What a total hides, in this order, and where it stands."""


def hidden(chosen: Chosen, amendments: Mapping[str, tuple[str, ...]], measure: str = "notified") -> list[Hidden]:
    """The sales that a total of these by a measure hides something about, by what it hides, then by id.

    `amendments` are the sales that amend each. A sale can be hidden in several ways; of one that the measure leaves
    out nothing else is said.
    """
    found = [row for one in chosen.sales for row in _of(one, amendments, measure)]
    found += [_row(one, "undated", f"notified on {one.notified}") for one in chosen.undated]
    order = list(KINDS)
    return sorted(found, key=lambda row: (order.index(row["hidden"]), row["id"]))


def _of(one: SaleOnDay, amendments: Mapping[str, tuple[str, ...]], measure: str) -> Iterator[Hidden]:
    if one.notified is None:
        if one.begun:
            yield _row(one, "not-notified", one.standing.state or " or ".join(one.standing.maybe))
        return
    if not one.notified.surely_by(one.day):
        yield _row(one, "undated", f"notified on {one.notified}")
        return
    worth: Worth | None = Worth(one.value)
    if measure in MEASURES:
        prices = MEASURES[measure](one)
        worth = None if prices is None else worth_of(prices)
    if measure == "net" and has_ended(one):
        yield _row(one, "left-out", _end(one))
        return
    if worth is None:
        yield _row(one, "left-out", f"not recorded as {measure}")
        return
    if worth.value is None:
        yield _row(one, "unknown-value", why_unknown(one, measure))
    if worth.at_ceiling:
        yield _row(one, "at-ceiling", f"no value is recorded as {measure}")
    disputes = list(_disputes(one))
    if disputes:
        yield _row(one, "disputed", "; ".join(disputes))
    if has_ended(one):
        yield _row(one, "ended", _end(one))
    if one.sale.amends is not None:
        what = one.sale.amends.id or one.sale.amends.transmittal or one.sale.amends.title or "a sale"
        yield _row(one, "amended", f"amends {what}")
    if one.id in amendments:
        yield _row(one, "amended", f"amended by {', '.join(amendments[one.id])}")


def _end(one: SaleOnDay) -> str:
    return f"{one.standing.state} on {one.standing.since}"


def _disputes(one: SaleOnDay) -> Iterator[str]:
    """What sources say otherwise, each in a few words."""
    for entry in one.sale.history:
        if not entry.date.maybe_by(one.day):
            continue
        for claim in known_claims(one, entry):
            said = [f"${claim.value:,}"] if claim.value is not None else []
            said += [str(claim.date)] if claim.date is not None else []
            yield f"{entry.word}: {' and '.join(said) or claim.note or 'otherwise'} according to {claim.source}"
    for item in one.sale.items:
        if item.disputed:
            yield f"{item.name}: {item.disputed}"


def _row(one: SaleOnDay, kind: str, says: str) -> Hidden:
    return {"hidden": kind, "id": one.id, "value_usd": one.value, "says": says}
