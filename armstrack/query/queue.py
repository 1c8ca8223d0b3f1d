"""Who waits for the same system, in the order of notification.

A sale waits while it has not ended and not everything has been delivered. It waits for a system
when its title or a line item names it, under any of the names in the table of systems, or, where
the table does not know what was asked for, in the very words; no longer once every such line item
is known to have been delivered whole, whatever else of the sale is still to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from armstrack.ledger.system_names import Named, called_among, naming_among, nearest_among
from armstrack.model.partial_date import on
from armstrack.query.intervals import after, interval_document
from armstrack.query.plain import iso, recipient_document

if TYPE_CHECKING:
    from armstrack.documents.analysis import QueueItem, QueueOfSystem, QueueSale
    from armstrack.query.in_short import InShort


class Article(TypedDict):
    """A line item as it is kept."""

    document: QueueItem
    """It, and how much of it has come."""
    whole: bool
    """Whether it is known to have come whole."""


class Articles(TypedDict):
    """The line items of a sale as they are kept."""

    waits: bool
    """Whether the sale has not ended and not everything has come."""
    items: list[Article]


class _Naming(NamedTuple):
    """A sale that names the system."""

    one: InShort
    items: list[Article]
    waits: bool
    """Whether the sale waits, and what it names of the system is not known to have come whole."""


def queue_document(
    sales: Iterable[tuple[InShort, Articles]], asked: str, systems: Sequence[Named], day: date
) -> QueueOfSystem:
    """The sales that wait for a system, as `queue --format json` prints them; `systems` are those that are known."""
    system, named = called_among(asked, systems), naming_among(asked, systems)
    mentioning = [found for one, articles in sales if (found := _naming(one, articles, named)) is not None]
    had_begun = [each for each in mentioning if each.one.begun]
    waiting = sorted((each for each in had_begun if each.waits), key=_rank)
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
        "nearest": list(nearest_among(asked, systems)) if system is None and not mentioning else [],
        "no_longer_waiting": len(had_begun) - len(waiting),
        "not_begun": len(mentioning) - len(had_begun),
        "sales": [_sale(each, place, day) for place, each in enumerate(waiting, start=1)],
    }


def _naming(one: InShort, articles: Articles, named: Callable[[str], bool]) -> _Naming | None:
    """What a sale has to do with a system; `None` where it does not name it."""
    items = [each for each in articles["items"] if named(each["document"]["name"])]
    if not items and not named(one.title):
        return None
    come = bool(items) and all(each["whole"] for each in items)
    return _Naming(one, items, articles["waits"] and not come)


def _rank(each: _Naming) -> tuple[int, str, str]:
    """By the last day that the notification may mean; what is not notified, or on no known day, comes last."""
    notified = each.one.notified
    if notified is None:
        return (2, "", each.one.id)
    latest = notified.latest
    return (1, "", each.one.id) if latest is None else (0, latest.isoformat(), each.one.id)


def _sale(each: _Naming, place: int, day: date) -> QueueSale:
    one, notified = each.one, each.one.notified
    return {
        "place": place,
        "id": one.id,
        "title": one.title,
        "recipient": recipient_document(one.recipients),
        "notified": notified.iso if notified is not None else None,
        "not_before": iso(notified.earliest) if notified is not None else None,
        "not_after": iso(notified.latest) if notified is not None else None,
        "state": one.state,
        "maybe": list(one.maybe),
        "age_days": interval_document(after(notified, on(day))) if notified is not None else None,
        "in_title_only": not each.items,
        "items": [item["document"] for item in each.items],
    }
