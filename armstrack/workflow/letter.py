"""One letter under a notification: a letter of offer, a licence, a consent or a lease, with a life of its own.

A notification can lead to several letters (`case:`). Each has its own deadline, its own amount
and its own end. Entries that name no case belong to the one unnamed letter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.workflow.procedure import Procedure
from armstrack.workflow.track import Span, held_on


class Deadline(NamedTuple):
    """What an entry makes of the last day until which a letter stands open."""

    entry: Entry
    last_day: date | None


class LetterStanding(NamedTuple):
    """Where a letter stands on a day."""

    case: str | None
    """The name of its case; `None` of the unnamed letter."""
    state: str | None
    """The state that surely holds; `None` where it may only have begun."""
    since: PartialDate | None
    maybe: tuple[str, ...]
    """States that it may have reached already."""
    deadline: date | None
    """The last day for signing the offer, or on which the licence or the lease is valid, while it stands open."""
    amount: Money
    """Its own amount in US dollars; `None` is unknown, and never the ceiling of the notification."""
    over: bool
    """Whether it has surely been delivered, closed, or ended."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole life of one letter."""

    case: str | None
    procedure: Procedure
    spans: tuple[Span[Entry], ...]
    resumed: dict[int, str | None]
    """To which state each pause returns, by the place of its span."""
    entries: tuple[Entry, ...]
    """Its moves, and the events about it, in the order of the replay."""
    deadlines: tuple[Deadline, ...]

    def on(self, day: date) -> LetterStanding | None:
        """Where it stands at the end of a day; `None` before it may have begun."""
        current, ahead = held_on(self.spans, day)
        if current is None and not ahead:
            return None
        state = current.state if current is not None else None
        reached = self.reached(day)
        open_until = reached is not None and self.procedure.by_name[reached].lapses
        return LetterStanding(
            self.case,
            state,
            current.began if current is not None else None,
            tuple(dict.fromkeys(span.state for span in ahead)),
            self._deadline(day) if open_until else None,
            self.amount(day),
            state is not None and self.procedure.by_name[state].over,
        )

    def reached(self, day: date) -> str | None:
        """How far it has surely come by a day: its state, or of a pause the state that it returns to."""
        current, _ = held_on(self.spans, day)
        if current is None:
            return None
        return self.resumed.get(self.spans.index(current), current.state)

    def has_reached(self, role: str, day: date) -> bool:
        """Whether it has surely come as far as the first state with a role, whatever became of it then."""
        steps, first = self.procedure.steps, self.procedure.first(role)
        if first is None:
            return False
        least = steps.index(first)
        return any(
            span.surely_from is not None
            and span.surely_from <= day
            and span.state in steps
            and steps.index(span.state) >= least
            for span in self.spans
        )

    def is_over(self, day: date) -> bool:
        """Whether it has surely been delivered, closed, or ended by a day."""
        current, _ = held_on(self.spans, day)
        return current is not None and self.procedure.by_name[current.state].over

    def ended(self, day: date) -> bool:
        """Whether it has surely ended early by a day: cancelled, expired, blocked and the like."""
        current, _ = held_on(self.spans, day)
        return current is not None and self.procedure.by_name[current.state].ended

    def over_from(self, day: date | None) -> Span[Entry] | None:
        """The span by which it was over, of those that may have begun by a day; with `None`, of all of them."""
        known = [span for span in self.spans if day is None or span.maybe_from is None or span.maybe_from <= day]
        last = known[-1] if known else None
        return last if last is not None and self.procedure.by_name[last.state].over else None

    def amount(self, day: date) -> Money:
        """The amount that its entries give it by a day, the last one; `None` where none does."""
        return amount_of(entry for entry in self.entries if entry.date.surely_by(day))

    def _deadline(self, day: date) -> date | None:
        known = [one.last_day for one in self.deadlines if one.entry.date.surely_by(day)]
        return known[-1] if known else None


def amount_of(entries: Iterable[Entry]) -> Money:
    """The amount that entries about one letter give it, the last one; `None` where none does.

    Its moves give it (`amount:`, or `value:`), and what restates it; a payment, a contract or a delivery does not.
    """
    amount: Money = None
    for entry in entries:
        gives = (entry.state is not None or entry.event == "restated") and entry.restated_value is not None
        if gives or entry.event == "value-revised":
            amount = entry.restated_value
    return amount
