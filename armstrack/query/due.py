"""What falls due: review clocks, discharge days of the Senate, offers to sign, reports before delivery, promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.model.terms import UNLESS_ADJOURNED, UNLESS_ADJOURNED_BEFORE
from armstrack.query.document import iso
from armstrack.query.filter import Filter, choose
from armstrack.query.promises import waited_for
from armstrack.query.resolutions import Discharge, committee_clock, concerning, discharge_days, introduced
from armstrack.query.view import SaleOnDay, sales_on
from armstrack.workflow.letter import Letter
from armstrack.workflow.procedure import Procedure
from armstrack.workflow.resolution_life import (
    CONSTITUTION,
    congress_ends,
    last_day_of_president,
    presented_on,
    procedure_of_resolution,
    resolution_standing,
)
from armstrack.workflow.standing import letter_words

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull
    from armstrack.model.entry import Entry
    from armstrack.model.resolution import Resolution

OFFER_CITATION = "SAMM C5, offer expiration date of the letter of offer and acceptance"
PROMISE_CITATION = "no rule; the promise is in the history"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due. `day` is `None` where the day is unknown."""

    id: str
    kind: str
    day: date | None
    title: str
    words: str
    citations: tuple[str, ...]
    explanation: tuple[str, ...] = ()
    """How the day was found."""
    opened: date | None = None
    """The day on which its window opened: of notification, of the offer; `None` where unknown, or where none runs."""
    case: str | None = None
    """The letter that it is about; `None` of the unnamed one, and of what is about none."""
    promise: Entry | None = None
    """The entry of the promise that falls due."""
    not_before: date | None = None
    not_after: date | None = None
    """The first and the last day that it may be, where `day` is known in part; `None` for an open end."""
    loose: bool = False
    """Whether it may run, and no last day is known by which it does not: such are counted, and not listed."""

    @property
    def item(self) -> str | None:
        """The line item that a promise is about, as it names it."""
        return self.promise.item if self.promise is not None else None

    @property
    def quantity(self) -> int | None:
        """How many a promise is about."""
        return self.promise.quantity if self.promise is not None else None

    def days_left(self, today: date) -> int | None:
        """Days from a day to this one; negative when it has passed."""
        return None if self.day is None else (self.day - today).days


def due(ledger: Ledger, wanted: Filter, day: date, within: int | None = None) -> tuple[Due, ...]:
    """What is open on a day about the chosen sales, and the resolutions that name them; the soonest first.

    Unknown days come last. With `within`, only what falls due in so many days; what has passed unanswered stays.
    """
    chosen = choose(sales_on(ledger, day), wanted).sales
    found = [one for sale in chosen for one in due_of_sale(sale, day)]
    about = {one.id for one in chosen}
    for resolution in concerning(ledger.contents.resolutions.values(), about, wanted, ledger.contents):
        found += due_of_resolution(resolution, discharge_days(resolution, ledger), day)
    if within is not None:
        found = [one for one in found if one.loose or _within(one.day or one.not_before, day, within)]

    def rank(one: Due) -> tuple[bool, date, str, str, str, str]:
        return one.day is None, one.day or day, one.id, one.kind, one.case or "", one.item or ""

    return tuple(sorted(found, key=rank))


def _within(soonest: date | None, day: date, days: int) -> bool:
    """Whether something falls due in so many days, or may; what has passed does."""
    return soonest is not None and (soonest - day).days <= days


def due_of_sale(one: SaleOnDay, day: date) -> Iterator[Due]:
    """What is open about one sale on a day."""
    standing, procedure = one.standing, one.life.procedure
    state = procedure.by_name[standing.state] if standing.state is not None else None
    last = standing.clock.last_review_day if standing.clock is not None else None
    ahead = state is None or not state.has("open")
    may_run = ahead and any(procedure.by_name[each].notifies for each in standing.maybe)
    runs = state is not None and not state.ended and last is not None and last >= day
    if state is not None and standing.clock is not None and (state.notifies or runs):
        kind = "review" if procedure.calendar_state is not None else "delivery-wait"
        if kind == "review" or last is None or last >= day:
            began = standing.notified.exact if standing.notified is not None else None
            citations = standing.clock.citations
            yield Due(
                one.id, kind, last, one.title, standing.words, citations, one.explanation, began,
                not_before=standing.clock.last_not_before, not_after=standing.clock.last_not_after,
            )  # fmt: skip
    elif may_run and standing.clock is not None and procedure.calendar_state is not None:
        # Congress may have been told by now, and when its review ends follows from that day.
        clock = standing.clock
        yield Due(
            one.id, "review", None, one.title, standing.words, clock.citations, one.explanation,
            not_before=clock.last_not_before, not_after=clock.last_not_after, loose=clock.last_not_after is None,
        )  # fmt: skip
    for letter in standing.letters:
        whole = one.life.letter(letter.case)
        reached = whole.reached(day) if whole is not None else None
        if letter.deadline is None or reached is None:
            continue
        kind = "licence" if whole is not None and whole.has_reached("binding", day) else "offer"
        rests_on = OFFER_CITATION if kind == "offer" else _validity_citation(procedure, reached)
        began = _opened(whole, procedure, day) if whole is not None else None
        words = letter_words(one.life, letter, day)
        if letter.state != reached and letter.state is not None:
            words = f"{procedure.by_name[letter.state].means}; {words}"
        if letter.maybe:
            words += f"; maybe {' or '.join(letter.maybe)}"
        yield Due(one.id, kind, letter.deadline, one.title, words, (rests_on,), opened=began, case=letter.case)
    for waited in waited_for(one):
        last, promise = waited.expected.latest, waited.promise
        citations = (PROMISE_CITATION,)
        yield Due(one.id, "promised", last, one.title, waited.words, citations, case=promise.case, promise=promise)


def _opened(letter: Letter, procedure: Procedure, day: date) -> date | None:
    """The day of the offer, the licence or the lease that stands open, whatever came after it."""
    offers = [span for span in letter.spans if span.state == procedure.first("offer")]
    made = [span for span in offers if span.surely_from is not None and span.surely_from <= day]
    return made[-1].began.exact if made else None


def _validity_citation(procedure: Procedure, state: str) -> str:
    """The text by which what was granted ends: that of its expiry, or else that by which it was granted."""
    ends = procedure.move(state, "expired") or next(move for move in procedure.moves if move.to == state)
    return ends.citation


def due_of_resolution(resolution: Resolution, discharge: Mapping[str, Discharge], day: date) -> Iterator[Due]:
    """What falls due by a resolution on a day: the committee's last day, and the last of the President's ten.

    `discharge` are the days of `discharge_days`.
    """
    state = resolution_standing(resolution, day).state
    if state is not None and procedure_of_resolution(resolution).by_name[state].has("in-committee"):
        yield from _committee(resolution, discharge, day)
    presented = presented_on(resolution, day)
    if presented is not None:
        yield from _president(resolution, presented, day)


def _committee(resolution: Resolution, discharge: Mapping[str, Discharge], day: date) -> Iterator[Due]:
    clock = committee_clock(resolution, discharge)
    if clock is None:
        return
    words = f"{resolution.measure} is in committee; a motion to discharge is in order"
    if clock.last_day < day:
        words += f" since {clock.last_day + timedelta(1)}, {UNLESS_ADJOURNED_BEFORE}"
    else:
        after = f"{clock.first_day} to {clock.last_day}" if clock.first_day != clock.last_day else f"{clock.last_day}"
        words += f" after {after}, {UNLESS_ADJOURNED}"
        if clock.first_day != clock.last_day:
            words += ", by the sale that it is counted for"
    # The ledger holds no calendar of adjournments.
    counted = (
        f"Count: {clock.days_in_words} calendar days from the introduction, which is day 0; no adjournment is known "
        "that would stop them. Days of an adjournment of more than three days do not count, and with pro forma "
        "sessions every three days there seldom is one.",
    )
    entry = introduced(resolution)
    began = entry.date.exact if entry is not None else None
    yield Due(resolution.id, "discharge", clock.last_day, resolution.title, words, clock.citations, counted, began)


def _president(resolution: Resolution, presented: date, day: date) -> Iterator[Due]:
    last, ends = last_day_of_president(presented), congress_ends(resolution.congress)
    if last < day:
        return
    unsigned = "it is pocket-vetoed, as the Congress has ended" if last >= ends else "it becomes law"
    words = f"{resolution.measure} is before the President; unsigned after {last} {unsigned}"
    counted = ("Count: ten days, Sundays excepted, after the day of presentation.",)
    yield Due(resolution.id, "president", last, resolution.title, words, (CONSTITUTION,), counted, presented)


def due_document(one: Due, day: date) -> DueInFull:
    """One thing that falls due, as `due --format json` prints it, when its window opened, and how many it is about."""
    return {
        "id": one.id,
        "kind": one.kind,
        "day": iso(one.day),
        "days_left": one.days_left(day),
        "citations": list(one.citations),
        "title": one.title,
        "words": one.words,
        "explanation": list(one.explanation),
        "opened": iso(one.opened),
        "quantity": one.quantity,
        "case": one.case,
        "item": one.item,
        "not_before": iso(one.not_before),
        "not_after": iso(one.not_after),
        "loose": one.loose,
    }
