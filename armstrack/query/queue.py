"""Who waits for the same system, in the order of notification.

A sale waits while it has not ended and not everything has been delivered. It waits for a system
when its title or a line item names it, under any of the names in the table of systems, or, where
the table does not know what was asked for, in the very words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from armstrack.ledger.systems import STAR, nearest_systems, spelled, system_called
from armstrack.model.partial_date import on
from armstrack.query.document import Document, iso, recipient_document
from armstrack.query.filter import ARRIVED
from armstrack.query.timeline import after, interval_document
from armstrack.query.view import SaleOnDay


def waits(one: SaleOnDay) -> bool:
    """Whether a sale has begun by its day, has not ended, and has not been delivered whole."""
    state = one.standing.state
    if state is None:
        return bool(one.standing.maybe)
    return state not in ARRIVED and one.life.procedure.by_name[state].kind != "end"


def queue_document(sales: Iterable[SaleOnDay], asked: str) -> Document:
    """The sales that wait for a system, as `queue --format json` prints them."""
    system = system_called(asked)
    named = system.is_named_in if system is not None else _says(asked)
    naming = [one for one in sales if named(one.title) or any(named(item.name) for item in one.sale.items)]
    waiting = _in_order([one for one in naming if waits(one)])
    return {
        "asked": asked,
        "system": None
        if system is None
        else {
            "name": system.name,
            "designations": list(system.designations),
            "names": list(system.names),
            "apart": list(system.apart),
            "citation": system.citation,
        },
        "nearest": list(nearest_systems(asked)) if system is None and not naming else [],
        "no_longer_waiting": len(naming) - len(waiting),
        "sales": [_sale(one, named, place) for place, one in enumerate(waiting, start=1)],
    }


def _says(words: str) -> Callable[[str], bool]:
    """Whether a text says some words, whole."""
    pattern = spelled((words.removesuffix(STAR),))
    return lambda text: pattern.search(text) is not None


def _in_order(sales: Sequence[SaleOnDay]) -> list[SaleOnDay]:
    """By the last day that the notification may mean; what is not notified, or on no known day, comes last."""

    def rank(one: SaleOnDay) -> tuple[int, str, str]:
        if one.notified is None:
            return (2, "", one.id)
        latest = one.notified.latest
        return (1, "", one.id) if latest is None else (0, latest.isoformat(), one.id)

    return sorted(sales, key=rank)


def _sale(one: SaleOnDay, named: Callable[[str], bool], place: int) -> Document:
    notified = one.notified
    return {
        "place": place,
        "id": one.id,
        "title": one.title,
        "recipient": recipient_document(one.sale.recipients),
        "notified": notified.iso if notified is not None else None,
        "not_before": iso(notified.earliest) if notified is not None else None,
        "not_after": iso(notified.latest) if notified is not None else None,
        "state": one.standing.state,
        "maybe": list(one.standing.maybe),
        "age_days": interval_document(after(notified, on(one.day))) if notified is not None else None,
        "in_title_only": not any(named(item.name) for item in one.sale.items),
        "items": [
            {"quantity": item.quantity, "name": item.name, "mde": item.mde}
            for item in one.sale.items
            if named(item.name)
        ],
    }
