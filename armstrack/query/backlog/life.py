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
from typing import TYPE_CHECKING, Any, NamedTuple

from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.query.plain import PlainDate, date_of

if TYPE_CHECKING:
    from armstrack.documents.parts import KeyedSource
    from armstrack.ledger.backlog_rule import Rule
    from armstrack.query.in_short import InShort


AHEAD = "ahead"
"""Congress has not been notified, or a new start is only reported or requested."""
OPEN = "open"
"""Notified and open: by the rule it is counted, or apart."""
COUNTED = "counted"
APART = "apart"
"""Notified and open, in a state that the rule does not count."""
DELIVERED = "delivered"
ENDED = "ended"
"""Over without a final delivery: cancelled, expired, withdrawn and the like."""


KeptSource = tuple[str | None, str | None, str | None]
"""The key, the address and the title of a source."""


class KeptStage(NamedTuple):
    """One state of a life as it is kept, whatever the rule."""

    state: str
    place: str
    """`AHEAD`, `OPEN`, `DELIVERED` or `ENDED`."""
    counted_as: str
    """Of what is open, the state that the rule counts or does not; a pause counts as what it interrupts."""
    surely: int | None
    maybe: int | None
    began: PlainDate
    source: KeptSource | None
    see: str | None
    """The sale that the entry refers to."""
    replaced: bool
    parent: str | None
    """The sale whose state it is, where that is the one that a report amends."""


class KeptEntry(NamedTuple):
    """An entry that can change what counts of a sale, as it is kept; its last possible day is known."""

    date: PlainDate
    word: str
    delivery: bool
    quantity: int | None
    source: KeptSource | None
    price: Money
    """Of a delivery, its dollars."""
    share: int | None
    """Of a delivery, how many of the articles it is about, where each has its share of the ceiling."""
    restates: bool
    """Whether it restates the value of the sale."""
    of_letter: bool
    """Whether it can change what one of several letters adds to the whole."""

    @property
    def last(self) -> int:
        """Its last possible day, as an ordinal."""
        _, _, last = self.date
        assert last is not None
        return last


class KeptLife(NamedTuple):
    """What a backlog asks of a sale, as it is kept: by place and not by name, since there are so many."""

    stages: list[KeptStage]
    values: list[tuple[int, Money]]
    """What it adds to a total, from which day on."""
    number: int | None
    """How many articles there are, where each has its share of the ceiling."""
    telling: list[KeptEntry]
    """Every entry by which what counts can change, in the order of the replay."""


class Stage(NamedTuple):
    """One state of the life, and what it is under the rule: a `KeptStage` with another place."""

    state: str
    place: str
    """`AHEAD`, `COUNTED`, `APART`, `DELIVERED` or `ENDED`."""
    counted_as: str
    surely: int | None
    """The day from which it surely holds, as an ordinal."""
    maybe: int | None
    """The first day on which it may hold; `None` where any may be."""
    kept_began: PlainDate
    source: KeptSource | None
    see: str | None
    replaced: bool
    parent: str | None

    @property
    def began(self) -> PartialDate:
        """When it began."""
        return date_of(self.kept_began)

    @property
    def surely_from(self) -> date | None:
        """The day from which it surely holds."""
        return date.fromordinal(self.surely) if self.surely is not None else None

    @property
    def maybe_from(self) -> date | None:
        """The first day on which it may hold; `None` where any may be."""
        return date.fromordinal(self.maybe) if self.maybe is not None else None


def source_document(kept: KeptSource | None) -> KeyedSource | None:
    """A source that was kept, as it is printed."""
    if kept is None:
        return None
    key, url, title = kept
    return {"key": key, "url": url, "title": title}


class Delivered(NamedTuple):
    """What deliveries have brought."""

    value: int
    """Of known value, in whole US dollars, at most the value of the sale."""
    unpriced: int
    """How many deliveries of unknown value there were besides."""


class CountedLife:
    """One sale under one rule."""

    def __init__(self, one: InShort, kept: KeptLife, rule: Rule) -> None:
        stages, self._values, self._number, telling = kept
        self.one, self.rule = one, rule
        self.stages = [self._stage(*each) for each in stages]
        """The states in order, those of the sale that a report amends after its own."""
        self._telling = [KeptEntry(*each) for each in telling] if telling else ()

    def _stage(self, state: str, place: str, counted_as: str, *more: Any) -> Stage:
        if place == OPEN:
            place = COUNTED if self.rule.counts_state(counted_as) else APART
        return Stage(state, place, counted_as, *more)

    @property
    def classed_out(self) -> bool:
        """Whether the rule leaves out the sale's class, so that the sale never counts."""
        return not self.rule.counts_class(self.one.sale_class)

    def at(self, day: date) -> int:
        """The place in `stages` of the state that surely holds at the end of a day; -1 before the first."""
        today = day.toordinal()
        for at in range(len(self.stages) - 1, -1, -1):
            surely = self.stages[at].surely
            if surely is not None and surely <= today:
                return at
        return -1

    def place(self, day: date) -> str:
        """What the sale is under the rule at the end of a day."""
        at = self.at(day)
        return AHEAD if at < 0 else self.stages[at].place

    def counts(self, day: date) -> bool:
        """Whether the sale counts at the end of a day."""
        return self.place(day) == COUNTED and not self.classed_out

    def may_be(self, day: date) -> list[Stage]:
        """The states that it may have reached already, in which it would be something else under the rule."""
        at, today = self.at(day), day.toordinal()
        ahead = self.stages[at + 1 :]
        if not ahead:
            return ahead
        now = AHEAD if at < 0 else self.stages[at].place
        return [stage for stage in ahead if stage.place != now and (stage.maybe is None or stage.maybe <= today)]

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
        """What the sale adds to a total, as last restated by the end of a day; `None` is unknown."""
        today = day.toordinal()
        return [value for since, value in self._values if since <= today][-1]

    def deliveries_by(self, day: date) -> list[KeptEntry]:
        """The deliveries that have surely come by the end of a day, in order."""
        today = day.toordinal()
        return [each for each in self._telling if each.delivery and each.last <= today]

    def deliveries_on(self, day: date) -> list[KeptEntry]:
        """The deliveries that have surely come by the end of a day, and not before, in order."""
        today = day.toordinal()
        return [each for each in self._telling if each.delivery and each.last == today]

    def delivered(self, value: Money, deliveries: Sequence[KeptEntry]) -> Delivered:
        """What some deliveries have brought of a value."""
        dollars = articles = unpriced = 0
        for each in deliveries:
            if each.price is not None:
                dollars += each.price
            elif each.share is not None:
                articles += each.share
            else:
                unpriced += 1
        if value is None:
            return Delivered(0, unpriced)
        # In whole dollars, rounded down: the last article takes the rest.
        return Delivered(min(dollars + value * articles // (self._number or 1), value), unpriced)

    def counted_value(self, value: Money, deliveries: Sequence[KeptEntry]) -> Money:
        """What the rule counts of a value after some deliveries."""
        if value is None or not self.rule.remaining:
            return value
        return value - self.delivered(value, deliveries).value

    def value_on(self, day: date) -> Money:
        """What the rule counts of the sale at the end of a day, if it counts; `None` is unknown."""
        return self.counted_value(self.restated_value(day), self.deliveries_by(day))

    def turning_days(self, after: date, until: date) -> list[date]:
        """The days after one and up to another on which what counts of the sale can change."""
        first, last = after.toordinal(), until.toordinal()
        days = {stage.surely for stage in self.stages} | {each.last for each in self._telling}
        return [date.fromordinal(day) for day in sorted(day for day in days if day is not None and first < day <= last)]

    def entered(self, after: date, until: date) -> Iterator[Stage]:
        """The states that surely hold by the end of one day and did not by the end of another, in order."""
        last = until.toordinal()
        between = self.stages[self.at(after) + 1 : self.at(until) + 1]
        return (stage for stage in between if stage.surely is not None and stage.surely <= last)

    def restating(self, day: date) -> KeptEntry | None:
        """The entry that restated the value on this day, the last of several, or told of another letter."""
        of_the_day = [each for each in self._telling if each.last == day.toordinal()]
        restating = [each for each in of_the_day if each.restates]
        return next(reversed(restating or [each for each in of_the_day if each.of_letter]), None)
