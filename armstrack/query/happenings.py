"""What happened to sales without moving them: holds, contracts, deliveries, delays, each with its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from armstrack.model.entry import Entry
from armstrack.model.partial_date import on
from armstrack.query.document import Document, entry_document, recipient_document, source_of
from armstrack.query.timeline import after, interval_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order

LIFTED = {"hold": "hold-lifted"}
"""Events that last until another."""


def happenings_document(sales: Iterable[SaleOnDay], events: Sequence[str]) -> list[Document]:
    """The events of some sales, the latest first, as `events --format json` prints them; of no kind, all."""
    found = [each for one in sales for each in _of_sale(one, events)]
    return [row for _, row in sorted(found, key=lambda each: each[0], reverse=True)]


def _of_sale(one: SaleOnDay, events: Sequence[str]) -> Iterator[tuple[tuple[str, str], Document]]:
    history = [entry for entry in in_order(one.sale.history) if entry.date.maybe_by(one.day)]
    for at, entry in enumerate(history):
        if entry.event is None or (events and entry.event not in events):
            continue
        document = entry_document(entry)
        del document["state"]
        latest = entry.date.latest or date.min
        yield (
            (latest.isoformat(), one.id),
            {
                "id": one.id,
                "recipient": recipient_document(one.sale.recipients),
                **document,
                **_lasted(entry, history[at + 1 :], one.day),
                "url": (source_of(one.sale, entry) or {}).get("url"),
            },
        )


def _lasted(entry: Entry, later: Sequence[Entry], day: date) -> Document:
    """For how many days something lasted, and whether it still does; nothing of what does not last."""
    end = LIFTED.get(entry.event or "")
    if end is None:
        return {}
    lifted = next((each.date for each in later if each.event == end), None)
    days = after(entry.date, lifted if lifted is not None else on(day))
    return {"lasted_days": interval_document(days), "end_recorded": lifted is not None}
