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
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.query.plain import PlainDate, date_of

if TYPE_CHECKING:
    from armstrack.documents.parts import KeyedSource
    from armstrack.ledger.backlog_rules import BacklogRule
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


class KeptStage(TypedDict):
    """One state of a life as it is kept, whatever the rule."""

    state: str
    place: str
    """`AHEAD`, `OPEN`, `DELIVERED` or `ENDED`."""
    counted_as: str
    """Of what is open, the state that the rule counts or does not; a pause counts as what it interrupts."""
    surely: int | None
    maybe: int | None
    began: PlainDate
    sale: str
    source: KeyedSource | None
    see: str | None
    """The sale that the entry refers to."""
    replaced: bool


class KeptEntry(TypedDict):
    """An entry that can change what counts of a sale, as it is kept; its last possible day is known."""

    date: PlainDate
    word: str
    quantity: int | None
    source: KeyedSource | None
    price: Money
    """Of a delivery, its dollars."""
    share: int | None
    """Of a delivery, how many of the articles it is about, where each has its share of the ceiling."""
    restates: bool
    """Whether it restates the value of the sale."""
    of_letter: bool
    """Whether it can change what one of several letters adds to the whole."""


class KeptLife(TypedDict):
    """What a backlog asks of a sale, as it is kept."""

    stages: list[KeptStage]
    values: list[tuple[int, Money]]
    """What it adds to a total, from which day on."""
    number: int | None
    """How many articles there are, where each has its share of the ceiling."""
    deliveries: list[KeptEntry]
    """In the order of the replay."""
    telling: list[KeptEntry]
    """Every entry by which what counts can change, in the order of the replay."""


class Stage(NamedTuple):
    """One state of the life, and what it is under the rule."""

    state: str
    place: str
    """`AHEAD`, `COUNTED`, `APART`, `DELIVERED` or `ENDED`."""
    surely_from: date | None
    maybe_from: date | None
    kept: KeptStage

    @property
    def began(self) -> PartialDate:
        """When it began."""
        return date_of(self.kept["began"])


class Delivered(NamedTuple):
    """What deliveries have brought."""

    value: int
    """Of known value, in whole US dollars, at most the value of the sale."""
    unpriced: int
    """How many deliveries of unknown value there were besides."""


class CountedLife:
    """One sale under one rule."""

    def __init__(self, one: InShort, kept: KeptLife, rule: BacklogRule) -> None:
        self.one, self.rule, self._kept = one, rule, kept
        self._places: dict[date, int] = {}

    @property
    def classed_out(self) -> bool:
        """Whether the rule leaves out the sale's class, so that the sale never counts."""
        return not self.rule.counts_class(self.one.sale_class)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The states in order, those of the sale that a report amends after its own."""
        return tuple(
            Stage(each["state"], self._place(each), _day(each["surely"]), _day(each["maybe"]), each)
            for each in self._kept["stages"]
        )

    def _place(self, stage: KeptStage) -> str:
        if stage["place"] != OPEN:
            return stage["place"]
        return COUNTED if self.rule.counts_state(stage["counted_as"]) else APART

    def at(self, day: date) -> int:
        """The place in `stages` of the state that surely holds at the end of a day; -1 before the first."""
        found = self._places.get(day)
        if found is None:
            held = [at for at, stage in enumerate(self.stages) if _held(stage, day)]
            found = self._places[day] = held[-1] if held else -1
        return found

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
        """What the sale adds to a total, as last restated by the end of a day; `None` is unknown."""
        today = day.toordinal()
        return [value for since, value in self._kept["values"] if since <= today][-1]

    def deliveries_by(self, day: date) -> list[KeptEntry]:
        """The deliveries that have surely come by the end of a day, in order."""
        today = day.toordinal()
        return [each for each in self._kept["deliveries"] if _last(each) <= today]

    def deliveries_on(self, day: date) -> list[KeptEntry]:
        """The deliveries that have surely come by the end of a day, and not before, in order."""
        return [each for each in self._kept["deliveries"] if _last(each) == day.toordinal()]

    def delivered(self, value: Money, deliveries: Sequence[KeptEntry]) -> Delivered:
        """What some deliveries have brought of a value."""
        dollars = articles = unpriced = 0
        for each in deliveries:
            if each["price"] is not None:
                dollars += each["price"]
            elif each["share"] is not None:
                articles += each["share"]
            else:
                unpriced += 1
        if value is None:
            return Delivered(0, unpriced)
        # In whole dollars, rounded down: the last article takes the rest.
        return Delivered(min(dollars + value * articles // (self._kept["number"] or 1), value), unpriced)

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
        days = {each["surely"] for each in self._kept["stages"]} | {_last(each) for each in self._kept["telling"]}
        first, last = after.toordinal(), until.toordinal()
        return [date.fromordinal(day) for day in sorted(day for day in days if day is not None and first < day <= last)]

    def entered(self, after: date, until: date) -> Iterator[Stage]:
        """The states that surely hold by the end of one day and did not by the end of another, in order."""
        return (stage for stage in self.stages[self.at(after) + 1 : self.at(until) + 1] if _held(stage, until))

    def restating(self, day: date) -> KeptEntry | None:
        """The entry that restated the value on this day, the last of several, or told of another letter."""
        of_the_day = [each for each in self._kept["telling"] if _last(each) == day.toordinal()]
        restating = [each for each in of_the_day if each["restates"]]
        return next(reversed(restating or [each for each in of_the_day if each["of_letter"]]), None)


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal is not None else None


def _last(entry: KeptEntry) -> int:
    _, _, last = entry["date"]
    assert last is not None
    return last


def _held(stage: Stage, day: date) -> bool:
    return stage.surely_from is not None and stage.surely_from <= day


def _may_hold(stage: Stage, day: date) -> bool:
    return stage.maybe_from is None or stage.maybe_from <= day
