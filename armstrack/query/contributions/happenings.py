"""What one sale contributes to `events`; see `armstrack.query.happenings`."""

from __future__ import annotations

from collections.abc import Sequence

from armstrack.model.entry import Entry
from armstrack.query.document import entry_document, recipient_document, source_of
from armstrack.query.happenings import LIFTED, Happened, Happening
from armstrack.query.plain import plain_date
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order


def happened(one: SaleOnDay) -> Happened | None:
    """Every event of a sale, in order, whatever the day; `None` where it has none."""
    history = in_order(one.sale.history)
    events = [_event(one, entry, history[at + 1 :]) for at, entry in enumerate(history) if entry.event is not None]
    if not events:
        return None
    first = one.first_recorded
    return {"first": first.toordinal() if first is not None else None, "events": events}


def _event(one: SaleOnDay, entry: Entry, later: Sequence[Entry]) -> Happening:
    document = {key: value for key, value in entry_document(entry).items() if key != "state"}
    source = source_of(one.sale, entry)
    end = LIFTED.get(entry.event or "")
    return {
        "date": plain_date(entry.date),
        "document": {"id": one.id, "recipient": recipient_document(one.sale.recipients), **document},
        # Who else gives up a hold does not end this one.
        "ends": None
        if end is None
        else [plain_date(each.date) for each in later if each.event == end and _same(each.actor, entry.actor)],
        "url": source["url"] if source is not None else None,
    }


def _same(one: str | None, other: str | None) -> bool:
    """Whether two entries may be of one actor: of the same, or of one that is not named."""
    return one is None or other is None or one.casefold() == other.casefold()
