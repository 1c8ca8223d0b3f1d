"""What falls due: review clocks, discharge days of the Senate, offers to sign, reports before delivery, promises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from armstrack.ledger.ledger import Ledger
from armstrack.query.document import Document, iso
from armstrack.query.filter import is_over
from armstrack.query.resolutions import committee_clock, discharge_days, introduced
from armstrack.query.view import SaleOnDay, sales_on
from armstrack.workflow.procedure import Procedure
from armstrack.workflow.resolution_life import resolution_standing

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution

KINDS: dict[str, str] = {
    "review": "last day of the congressional review",
    "delivery-wait": "last day of the wait before delivery",
    "discharge": "last day of the committee; then the Senate can discharge it",
    "offer": "last day for signing the offer",
    "licence": "last day of the licence or lease",
    "promised": "promised delivery",
}
"""What can fall due, and what its day is."""

DISCHARGE_CITATION = "Pub. L. 94-329, sec. 601(b)(3); AECA 36(b)(2), 22 U.S.C. 2776(b)(2)"
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

    def days_left(self, today: date) -> int | None:
        """Days from a day to this one; negative when it has passed."""
        return None if self.day is None else (self.day - today).days


def due(ledger: Ledger, day: date, within: int | None = None) -> tuple[Due, ...]:
    """What is open on a day, the soonest first and unknown days last.

    With `within`, only what falls due in so many days; what has passed unanswered stays.
    """
    found = [one for sale in sales_on(ledger, day) for one in due_of_sale(sale, day)]
    for resolution in ledger.contents.resolutions.values():
        committee = due_of_resolution(resolution, discharge_days(resolution, ledger), day)
        found += [committee] if committee is not None else []
    if within is not None:
        found = [one for one in found if one.day is not None and (one.day - day).days <= within]
    return tuple(sorted(found, key=lambda one: (one.day is None, one.day or day, one.id, one.kind)))


def due_of_sale(one: SaleOnDay, day: date) -> Iterator[Due]:
    """What is open about one sale on a day."""
    standing, procedure = one.standing, one.life.procedure
    state = procedure.by_name[standing.state] if standing.state is not None else None
    if state is not None and state.notifies and standing.clock is not None:
        kind = "review" if procedure.calendar_state is not None else "delivery-wait"
        last = standing.clock.last_review_day
        if kind == "review" or last is None or last >= day:
            began = standing.notified.exact if standing.notified is not None else None
            citations = standing.clock.citations
            yield Due(one.id, kind, last, one.title, standing.words, citations, one.explanation, began)
    if state is not None and standing.deadline is not None:
        kind = "offer" if state.name == "offered" else "licence"
        rests_on = OFFER_CITATION if kind == "offer" else _validity_citation(procedure, state.name)
        began = standing.since.exact if standing.since is not None else None
        yield Due(one.id, kind, standing.deadline, one.title, standing.words, (rests_on,), opened=began)
    if standing.promised is not None and not is_over(one):
        last = standing.promised.latest
        passed = last is not None and last < day
        begun = any(entry.event == "delivery" and entry.date.surely_by(day) for entry in one.sale.history)
        recorded = ", and not recorded whole" if begun else ", and not recorded"
        words = f"delivery promised for {standing.promised}" + (recorded if passed else "")
        yield Due(one.id, "promised", last, one.title, words, (PROMISE_CITATION,))


def _validity_citation(procedure: Procedure, state: str) -> str:
    """The text by which what was granted ends: that of its expiry, or else that by which it was granted."""
    ends = procedure.move(state, "expired") or next(move for move in procedure.moves if move.to == state)
    return ends.citation


def due_of_resolution(resolution: Resolution, days: Mapping[str, int | None], day: date) -> Due | None:
    """The committee's last day, while a resolution is in committee; `days` are those of `discharge_days`."""
    if resolution_standing(resolution, day).state != "introduced":
        return None
    clock = committee_clock(resolution, days)
    if clock is None or clock.last_day < day:
        return None
    words = f"{resolution.measure} is in committee; a motion to discharge is in order after {clock.last_day}"
    # The ledger holds no calendar of adjournments.
    counted = (
        f"Count: {clock.days} calendar days from the introduction, which is day 0; "
        "no adjournment is known that would stop them."
    )
    entry = introduced(resolution)
    began = entry.date.exact if entry is not None else None
    citations = (DISCHARGE_CITATION,)
    return Due(resolution.id, "discharge", clock.last_day, resolution.title, words, citations, (counted,), began)


def due_document(one: Due, day: date) -> Document:
    """One thing that falls due, as `due --format json` prints it, and when its window opened."""
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
    }
