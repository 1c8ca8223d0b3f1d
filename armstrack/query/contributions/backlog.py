"""What one sale contributes to a backlog: its states, values and deliveries; see `armstrack.query.backlog.life`.

They are told whatever the day and whatever the rule, which are asked where they are added up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.model.sale import Sale
from armstrack.query.backlog.life import AHEAD, DELIVERED, ENDED, OPEN, KeptEntry, KeptLife, KeptSource, KeptStage
from armstrack.query.document import source_of
from armstrack.query.plain import plain_date
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.letter import Letter
from armstrack.workflow.life import Life, SaleSpan, life_of
from armstrack.workflow.order import in_order
from armstrack.workflow.resolution_life import barring_entry
from armstrack.workflow.worth import price_of_delivery

if TYPE_CHECKING:
    from armstrack.documents.parts import KeyedSource


def life_in_backlogs(one: SaleOnDay) -> KeptLife:
    """Everything that a backlog asks of a sale."""
    sale = one.sale
    several = len(one.life.letters) > 1
    telling = [entry for entry in in_order(sale.history) if _tells(entry, several) and entry.date.latest is not None]
    stages = [*_stages(sale, one.life), *_of_parent(one)]
    return KeptLife(stages, _values(one), _number(sale), [_entry(sale, entry, several) for entry in telling])


def _stages(sale: Sale, life: Life) -> Iterator[KeptStage]:
    notified = False
    before, counted_as = AHEAD, ""
    for span in life.spans:
        state = life.procedure.by_name[span.state]
        notified = notified or state.notifies
        if state.kind == "pause":
            place = before
        elif not notified or (state.kind == "step" and not (state.has("open") or state.has("arrived"))):
            place = AHEAD
        elif state.kind == "end":
            place = ENDED
        elif state.has("arrived"):
            place = DELIVERED
        else:
            place, counted_as = OPEN, state.name
        before = place
        entry = span.entry
        yield KeptStage(
            state.name,
            place,
            counted_as,
            _ordinal(span.surely_from),
            _ordinal(span.maybe_from),
            plain_date(entry.date if entry is not None else span.began),
            _kept(_source(sale, life, span)),
            entry.sale if entry is not None else None,
            state.has("replaced"),
            None,
        )


def _of_parent(one: SaleOnDay) -> list[KeptStage]:
    """How the sale is over that a report amends, which has no delivery of its own."""
    parent = one.context.parent
    if parent is None or one.life.procedure.first("arrived") is not None:
        return []
    theirs = _stages(parent, life_of(parent, Context(one.context.options)))
    return [stage._replace(parent=parent.id) for stage in theirs if stage.place in (DELIVERED, ENDED)]


def _source(sale: Sale, life: Life, span: SaleSpan) -> KeyedSource | None:
    """Where a state is known from: of `blocked`, the resolution that became law."""
    resolution = life.blocked_by
    if span.entry is None and span.state == life.procedure.barred_state and resolution is not None:
        entry = barring_entry(resolution)
        named = entry.source if entry is not None else None
        if named is None:
            return {"key": None, "url": None, "title": resolution.measure}
        known = resolution.sources.get(named)
        return {"key": named, "url": known.url if known else named, "title": resolution.measure}
    return source_of(sale, span.entry)


def _values(one: SaleOnDay) -> list[tuple[int, Money]]:
    """What the sale adds to a total, from the first day of each stretch on over which that stays the same."""
    days = {date.min} | {entry.date.latest for entry in one.sale.history if entry.date.latest is not None}
    found: list[tuple[int, Money]] = []
    for day in sorted(days):
        letters = _letters(one, day)
        if len(letters) > 1 and all(letter.ended(day) for letter in letters):
            continue  # what is given up as a whole leaves at what it was
        value = _restated_value(one, day)
        if not found or found[-1][1] != value:
            found.append((day.toordinal(), value))
    return found


def _restated_value(one: SaleOnDay, day: date) -> Money:
    """What the sale adds to a total, as last restated by the end of a day; `None` is unknown.

    An amendment adds its increase, whatever is said of the whole. Of several letters each has a value of its
    own; where all have, they are added, and else the ceiling of the notification stays.
    """
    value = one.sale.counted_value
    if one.sale.amends is not None:
        return value
    letters = _letters(one, day)
    several = len(letters) > 1
    for entry in in_order(one.sale.history):
        if entry.date.surely_by(day) and _restates(entry) and not (several and entry.case is not None):
            value = entry.restated_value
    # A letter that ended adds nothing; one without an amount of its own is unknown, and never the ceiling twice.
    each = [0 if letter.ended(day) else letter.amount(day) for letter in letters] if several else []
    known = [amount for amount in each if amount is not None]
    return sum(known) if any(known) and len(known) == len(each) else value


def _letters(one: SaleOnDay, day: date) -> list[Letter]:
    """The letters that surely stand by the end of a day, whatever became of them; one that only may adds nothing."""
    return [letter for letter in one.life.letters if letter.reached(day) is not None]


def _restates(entry: Entry) -> bool:
    return entry.event == "value-revised" or (entry.value is not None and entry.event != "delivery")


def _tells(entry: Entry, several: bool) -> bool:
    """Whether what counts of a sale can change by an entry."""
    return _restates(entry) or entry.event == "delivery" or _is_of_letter(entry, several)


def _is_of_letter(entry: Entry, several: bool) -> bool:
    """Whether an entry can change what one of several letters adds to the whole."""
    return several and (entry.state is not None or entry.event == "restated")


def _entry(sale: Sale, entry: Entry, several: bool) -> KeptEntry:
    delivery = entry.event == "delivery"
    return KeptEntry(
        plain_date(entry.date),
        entry.word,
        delivery,
        entry.quantity,
        _kept(source_of(sale, entry)),
        price_of_delivery(entry) if delivery else None,
        _share(sale, entry) if delivery else None,
        _restates(entry),
        _is_of_letter(entry, several),
    )


def _kept(source: KeyedSource | None) -> KeptSource | None:
    return (source["key"], source["url"], source["title"]) if source is not None else None


def _number(sale: Sale) -> int | None:
    """How many articles there are where they are all that the ceiling pays for, so that each has its share."""
    return sale.items[0].quantity or None if len(sale.items) == 1 else None


def _share(sale: Sale, entry: Entry) -> int | None:
    """How many of the articles a delivery is about, where each has its share of the ceiling."""
    if _number(sale) is None or entry.quantity is None:
        return None
    name, item = sale.items[0].name.casefold(), (entry.item or "").casefold()
    return entry.quantity if item in name or name in item else None


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day is not None else None
