"""The life of one sale as a backlog rule sees it: from when to when it counts, and at which value.

A sale counts while it surely is in a state that the rule counts: from the last day that its
entry may mean to the last day that its leaving may mean. Where the day of a final delivery is
known only in part, the sale counts until that day is surely past and is said to be one that
may have left; where the day of its entry is known only in part, it is left out until then and
said to be one that may belong.

Its value on a day is what it adds to a total (`Sale.counted_value`: the ceiling, or of an
amendment the increase), as last restated by then. `value-revised` restates it, by its `value`
or else its `amount` in US dollars, and where it gives neither the value is unknown from then
on; so does any other entry with a `value`, but for a delivery, whose `value` or `amount` is
what was delivered.

Where several letters stand under one notification (`case:`), the final delivery is that of the last
of them. A report under 36(b)(5)(A) has no delivery of its own: it leaves with the sale that it amends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from armstrack.ledger.backlog_rules import BacklogRule
from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.sale import Sale
from armstrack.query.document import Document, source_of
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context
from armstrack.workflow.life import Life, SaleSpan, life_of
from armstrack.workflow.order import in_order
from armstrack.workflow.resolution_life import barring_entry
from armstrack.workflow.worth import price_of_delivery

AHEAD = "ahead"
"""Congress has not been notified, or a new start is only reported or requested."""
COUNTED = "counted"
APART = "apart"
"""Notified and open, in a state that the rule does not count."""
DELIVERED = "delivered"
ENDED = "ended"
"""Over without a final delivery: cancelled, expired, withdrawn and the like."""


class Stage(NamedTuple):
    """One state of the life, and what it is under the rule."""

    state: str
    place: str
    """One of the words above."""
    span: SaleSpan
    sale: Sale
    """The sale whose file says so."""


class Delivered(NamedTuple):
    """What deliveries have brought."""

    value: int
    """Of known value, in whole US dollars, at most the value of the sale."""
    unpriced: int
    """How many deliveries of unknown value there were besides."""


class CountedLife:
    """One sale under one rule."""

    def __init__(self, one: SaleOnDay, rule: BacklogRule) -> None:
        self.sale, self.rule, self._life = one.sale, rule, one.life
        self._context = one.context

    @property
    def classed_out(self) -> bool:
        """Whether the rule leaves out the sale's class, so that the sale never counts."""
        return not self.rule.counts_class(self.sale.sale_class)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The states in order, those of the sale that a report amends after its own."""
        found = list(_stages(self.sale, self._life, self.rule))
        parent = self._context.parent
        if parent is not None and self._life.procedure.first("arrived") is None:
            theirs = _stages(parent, life_of(parent, Context(self._context.options)), self.rule)
            found += [stage for stage in theirs if stage.place in (DELIVERED, ENDED)]
        return tuple(found)

    def at(self, day: date) -> int:
        """The place in `stages` of the state that surely holds at the end of a day; -1 before the first."""
        held = (at for at, stage in enumerate(self.stages) if _held(stage, day))
        return max(held, default=-1)

    def place(self, day: date) -> str:
        """What the sale is under the rule at the end of a day."""
        at = self.at(day)
        return AHEAD if at < 0 else self.stages[at].place

    def counts(self, day: date) -> bool:
        """Whether the sale counts at the end of a day."""
        return not self.classed_out and self.place(day) == COUNTED

    def may_be(self, day: date) -> tuple[Stage, ...]:
        """The states that it may have reached already, in which it would be something else under the rule."""
        at = self.at(day)
        now = AHEAD if at < 0 else self.stages[at].place
        ahead = (stage for stage in self.stages[at + 1 :] if _may_hold(stage, day))
        return tuple(stage for stage in ahead if stage.place != now)

    def may_have_left(self, day: date) -> tuple[str, ...]:
        """Of a sale that counts: the states by which it may have left already."""
        return tuple(dict.fromkeys(stage.state for stage in self.may_be(day)))

    def may_belong(self, day: date) -> bool:
        """Of a sale that does not count: whether it may, on a day known only in part."""
        return not self.classed_out and any(stage.place == COUNTED for stage in self.may_be(day))

    def since(self, day: date) -> Stage:
        """Of a sale that counts: the state by which it came to count."""
        at = self.at(day)
        while at > 0 and self.stages[at - 1].place == COUNTED:
            at -= 1
        return self.stages[at]

    def restated_value(self, day: date) -> Money:
        """What the sale adds to a total, as last restated by the end of a day; `None` is unknown.

        An amendment adds its increase, whatever is said of the whole. Of several letters each has a value of its
        own; where all have, they are added, and else the ceiling of the notification stays.
        """
        value = self.sale.counted_value
        if self.sale.amends is not None:
            return value
        letters = [letter for letter in self._life.letters if letter.on(day) is not None]
        several = len(letters) > 1
        for entry in self._by(day):
            if _restates(entry) and not (several and entry.case is not None):
                value = entry.restated_value
        # A letter that ended adds nothing; one without an amount of its own is unknown, and never the ceiling twice.
        each = [0 if letter.ended(day) else letter.amount(day) for letter in letters] if several else []
        known = [amount for amount in each if amount is not None]
        return sum(known) if any(known) and len(known) == len(each) else value

    def deliveries_by(self, day: date) -> list[Entry]:
        """The deliveries that have surely come by the end of a day, in order."""
        return [entry for entry in self._by(day) if entry.event == "delivery"]

    def delivered(self, value: Money, deliveries: Sequence[Entry]) -> Delivered:
        """What some deliveries have brought of a value."""
        dollars = articles = unpriced = 0
        for entry in deliveries:
            known, share = price_of_delivery(entry), self._share(entry)
            if known is not None:
                dollars += known
            elif share is not None:
                articles += share
            else:
                unpriced += 1
        if value is None:
            return Delivered(0, unpriced)
        # In whole dollars, rounded down: the last article takes the rest.
        return Delivered(min(dollars + value * articles // (self._number or 1), value), unpriced)

    def counted_value(self, value: Money, deliveries: Sequence[Entry]) -> Money:
        """What the rule counts of a value after some deliveries."""
        if value is None or not self.rule.remaining:
            return value
        return value - self.delivered(value, deliveries).value

    def value_on(self, day: date) -> Money:
        """What the rule counts of the sale at the end of a day, if it counts; `None` is unknown."""
        return self.counted_value(self.restated_value(day), self.deliveries_by(day))

    def turning_days(self, after: date, until: date) -> list[date]:
        """The days after one and up to another on which what counts of the sale can change."""
        days = {stage.span.surely_from for stage in self.stages}
        days |= {
            entry.date.latest
            for entry in self.sale.history
            if _restates(entry) or entry.event == "delivery" or entry.case is not None
        }
        return sorted(day for day in days if day is not None and after < day <= until)

    def entered(self, after: date, until: date) -> Iterator[Stage]:
        """The states that surely hold by the end of one day and did not by the end of another, in order."""
        return (stage for stage in self.stages[self.at(after) + 1 : self.at(until) + 1] if _held(stage, until))

    def restating(self, day: date) -> Entry | None:
        """The entry that restated the value on this day, the last of several, or told of another letter."""
        of_the_day = [entry for entry in in_order(self.sale.history) if entry.date.latest == day]
        restating = [entry for entry in of_the_day if _restates(entry)]
        letters = [entry for entry in of_the_day if entry.case is not None and entry.state is not None]
        return next(reversed(restating or letters), None)

    def source(self, stage: Stage) -> Document | None:
        """Where a state is known from: of `blocked`, the resolution that became law."""
        resolution = self._life.blocked_by
        if stage.span.entry is None and stage.state == self._life.procedure.barred_state and resolution is not None:
            entry = barring_entry(resolution)
            named = entry.source if entry is not None else None
            if named is None:
                return {"key": None, "url": None, "title": resolution.measure}
            known = resolution.sources.get(named)
            return {"key": named, "url": known.url if known else named, "title": resolution.measure}
        return source_of(stage.sale, stage.span.entry)

    def _by(self, day: date) -> Iterator[Entry]:
        return (entry for entry in in_order(self.sale.history) if entry.date.surely_by(day))

    @cached_property
    def _number(self) -> int | None:
        """How many articles there are where they are all that the ceiling pays for, so that each has its share."""
        items = self.sale.items
        return items[0].quantity or None if len(items) == 1 else None

    def _share(self, entry: Entry) -> int | None:
        """How many of the articles a delivery is about, where each has its share of the ceiling."""
        if self._number is None or entry.quantity is None:
            return None
        name, item = self.sale.items[0].name.casefold(), (entry.item or "").casefold()
        return entry.quantity if item in name or name in item else None


def began(stage: Stage) -> PartialDate:
    """When a state began."""
    return stage.span.entry.date if stage.span.entry is not None else stage.span.began


def _stages(sale: Sale, life: Life, rule: BacklogRule) -> Iterator[Stage]:
    notified = False
    before = AHEAD
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
            place = COUNTED if rule.counts_state(state.name) else APART
        before = place
        yield Stage(state.name, place, span, sale)


def _held(stage: Stage, day: date) -> bool:
    return stage.span.surely_from is not None and stage.span.surely_from <= day


def _may_hold(stage: Stage, day: date) -> bool:
    return stage.span.maybe_from is None or stage.span.maybe_from <= day


def _restates(entry: Entry) -> bool:
    return entry.event == "value-revised" or (entry.value is not None and entry.event != "delivery")
