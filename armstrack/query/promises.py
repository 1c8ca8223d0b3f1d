"""The promises of delivery that stand: for which day, of what, and whether that day has passed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate
from armstrack.query.outcome import is_over
from armstrack.query.view import SaleOnDay
from armstrack.workflow.promises import Deliveries

MOST_TOLD = 40
"""So many promises of one sale are told, those of the soonest days."""


class Waited(NamedTuple):
    """A promise that stands on the day of a sale."""

    promise: Entry
    passed: bool
    """Whether every day that it may mean lies before the day."""
    words: str
    """For which day it is and of what, where it names an item or others stand beside it."""

    @property
    def expected(self) -> PartialDate:
        """The day that was promised."""
        assert self.promise.expected is not None
        return self.promise.expected


def waited_for(one: SaleOnDay) -> tuple[Waited, ...]:
    """The promises that stand on the day of a sale; none where nothing is waited for any more."""
    promises = () if is_over(one) else one.standing.promises
    if not promises:
        return ()
    told, came = _soonest(promises), Deliveries(one.sale, one.day)
    waited = [_waited(promise, one.day, came, alone=len(promises) == 1) for promise in told]
    if len(told) < len(promises):
        waited[-1] = waited[-1]._replace(words=f"{waited[-1].words}; {len(promises) - len(told)} more are later")
    return tuple(waited)


def _soonest(promises: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """All of them in the order in which they were made; of too many those of the soonest days."""
    if len(promises) <= MOST_TOLD:
        return promises

    def last_day(promise: Entry) -> date:
        return (promise.expected.latest if promise.expected is not None else None) or date.max

    return tuple(sorted(promises, key=last_day)[:MOST_TOLD])


def _waited(promise: Entry, day: date, came: Deliveries, alone: bool) -> Waited:
    assert promise.expected is not None
    words = f"delivery promised for {promise.expected}"
    if promise.item is not None or not alone:
        quantity = f"{promise.quantity:,}" if promise.quantity is not None else ""
        about = " ".join(each for each in (quantity, promise.item or "") if each)
        words += f" ({about})" if about else ""
    last = promise.expected.latest
    passed = last is not None and last < day
    if passed:
        words += ", and not recorded whole" if came.since(promise).deliveries else ", and not recorded"
    return Waited(promise, passed, words)
