"""Where a sale stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.clock import NO_REVIEW, Review
from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.model.sale import Sale
from armstrack.workflow.life import OFFER_EVENTS, Life
from armstrack.workflow.order import in_order

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one sale and one day. Nothing that happens later plays a part in it."""

    day: date
    state: str | None
    """The state that surely holds at the end of the day; `None` before the first entry."""
    since: PartialDate | None
    maybe: tuple[str, ...]
    """States that it may have reached already: their days are known only in part."""
    words: str
    """The state in a few words for a person."""
    notified: PartialDate | None
    emergency: bool
    clock: Review | None
    """The review that the notification started; `None` where none is known by the day."""
    deadline: date | None
    """The last day for accepting the open offer."""
    hold: Entry | None
    """The hold in force, which stops nothing."""
    promised: PartialDate | None
    """The last delivery day that was promised, unless as many as were promised have come since."""
    blocked_by: Resolution | None

    @property
    def review(self) -> Review:
        """The review, with nothing but unknowns in it where there is none."""
        return self.clock or NO_REVIEW


def standing_on(sale: Sale, life: Life, day: date) -> Standing:
    """The standing at the end of a day, from a life replayed once."""
    current = None
    at = -1
    for place, span in enumerate(life.spans):
        if span.surely_from is not None and span.surely_from <= day:
            current, at = span, place
    ahead = life.spans[at + 1 :]
    maybe = tuple(dict.fromkeys(span.state for span in ahead if span.maybe_from is None or span.maybe_from <= day))
    state = current.state if current is not None else None
    notices = [
        (span.entry, span.review)
        for span in life.spans
        if span.entry is not None and life.procedure.by_name[span.state].notifies and span.entry.date.maybe_by(day)
    ]
    known, review = notices[-1] if notices else (None, None)
    deadline, hold, promised = _running(sale, life, day)
    open_offer = state is not None and life.procedure.by_name[state].lapses
    return Standing(
        day=day,
        state=state,
        since=current.began if current is not None else None,
        maybe=maybe,
        words=_words(life, sale.authority, review, state, maybe, day, deadline if open_offer else None),
        notified=known.date if known is not None else None,
        emergency=known is not None and known.emergency is not None,
        clock=review,
        deadline=deadline if open_offer else None,
        hold=hold,
        promised=promised,
        blocked_by=life.blocked_by if state == "blocked" else None,
    )


def _running(sale: Sale, life: Life, day: date) -> tuple[date | None, Entry | None, PartialDate | None]:
    """What is open on a day: the offer's deadline, a hold, a promise."""
    deadline: date | None = None
    hold: Entry | None = None
    promise: Entry | None = None
    for entry in in_order(sale.history):
        if not entry.date.surely_by(day):
            continue
        opens = entry.state is not None and life.procedure.by_name[entry.state].lapses
        if opens or (entry.event in OFFER_EVENTS and entry.expires is not None):
            deadline = entry.expires
        if entry.event == "hold":
            hold = entry
        elif entry.event == "hold-lifted":
            hold = None
        if entry.expected is not None:
            promise = entry
    if promise is None or is_kept(promise, sale, day):
        return deadline, hold, None
    return deadline, hold, promise.expected


def is_kept(promise: Entry, sale: Sale, day: date) -> bool:
    """Whether the deliveries recorded by a day, and not surely before the promise, are as many as it says.

    Of a promise that does not say how many, only the state `delivered` can tell.
    """
    if promise.quantity is None:
        return False
    came = (
        entry.quantity or 0
        for entry in sale.history
        if entry.event == "delivery"
        and entry.date.surely_by(day)
        and not entry.date.surely_before(promise.date)
        and entry.case == promise.case
        and (entry.item is None or promise.item is None or entry.item.casefold() == promise.item.casefold())
    )
    return sum(came) >= promise.quantity


def _words(
    life: Life,
    authority: str,
    review: Review | None,
    state: str | None,
    maybe: tuple[str, ...],
    day: date,
    deadline: date | None,
) -> str:
    if state is None:
        words = "nothing recorded by this day" if maybe or not life.spans else "not yet notified"
    elif life.procedure.by_name[state].notifies:
        words = _review_words(life, authority, review, day)
    else:
        words = life.procedure.by_name[state].means
        if deadline is not None:
            left = (deadline - day).days
            signed = state == "offered"
            open_until = f"{'to be signed by' if signed else 'valid until'} {deadline}" + (
                " (today)" if left == 0 else ""
            )
            passed = f"deadline {deadline} passed, no signature recorded" if signed else f"validity ended on {deadline}"
            words = open_until if left >= 0 else passed
    if maybe:
        words += f"; maybe {' or '.join(maybe)}"
    return words


def _review_words(life: Life, authority: str, review: Review | None, day: date) -> str:
    if review is None:
        return "notified"
    last = review.last_review_day
    if life.procedure.calendar_state is None:
        return f"delivery possible from {review.earliest_action}" if review.earliest_action else "delivery day unknown"
    if last is None:
        why = ": the authority is unknown" if authority == UNKNOWN else ""
        return f"under review, last day unknown{why}"
    left = (last - day).days
    if left < 0:
        return "under review"
    return "under review, last day today" if left == 0 else f"under review to {last}"
