"""What cannot be told of a move because the end of Congress's review is not known, and how to go on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN, in_words, on
from armstrack.model.sale import Sale
from armstrack.workflow.life import Life
from armstrack.workflow.order import places_of
from armstrack.workflow.transition import Objection, moves_to
from armstrack.workflow.words import review_end_words

GUARD = "review-over"
"""The guard of the procedure tables that asks for the end of a review."""


def end_not_known(sale: Sale, entry: Entry, life: Life, stood: tuple[str | None, str | None]) -> Objection | None:
    """Why it cannot be told whether a move may be made on its day; `None` where it can.

    A history tells what happened, and is believed. A move that is still to be made asks for more: the review must
    be over on every day that its end may mean. `stood` is the state before the move, and the one that a pause
    then returns to; once a letter has begun, the review is no question any more.
    """
    (before, resumes), procedure, review = stood, life.procedure, life.review
    if entry.state is None or review is None or not life.notices or before is None:
        return None
    table = procedure.by_name
    reached = resumes if table[before].kind == "pause" and resumes is not None else before
    if not (table[reached].notifies or reached == procedure.calendar_state):
        return None
    if review.over_from is not None and review.over_from == review.may_be_over_from:
        return None  # its end is known, and the guard has judged by it
    first = entry.date.earliest
    if first is None or (review.over_from is not None and first >= review.over_from):
        return None
    path = moves_to(procedure, before, entry.state, resumes)
    if not any(GUARD in move.guards for move in path or ()):
        return None
    notice = life.notices[-1].entry
    told = f"Congress was notified {in_words(notice.date)}"
    why = "the authority is unknown" if UNKNOWN in sale.authorities else review_end_words(review)
    reason = f"Whether Congress's review is over on {entry.date} cannot be told: {told}; {why}."
    if why.startswith("whether"):
        reason = f"Whether Congress's review is over on {entry.date} cannot be told: {told}."
    at = places_of(sale.history)[id(notice)]
    remedy = f"Find the day and write it (`armstrack set {sale.id} history.{at}.date DAY`)"
    remedy += ", or say from which day to judge: --assume-notified DAY."
    if notice.date.exact is not None:
        remedy = "Write `authority:` or `recipient:` into the sale's file."
    return Objection("review-undecided", reason, review.citations, review.over_from, remedy, review.verified)


def assuming_notified(sale: Sale, life: Life, day: date) -> Sale:
    """A sale as if Congress had been notified on a day, one that the recorded date may mean.

    Raises ValueError, with a sentence, where the day is recorded, or the record excludes it.
    """
    if not life.notices:
        raise ValueError("Congress was not notified, as far as is recorded")
    notice = life.notices[-1].entry
    if notice.date.exact is not None:
        raise ValueError(f"Congress was notified on {notice.date}; nothing is to be assumed")
    if not notice.date.may_touch(day, day):
        raise ValueError(f"{day} is not a day that the record allows: Congress was notified {in_words(notice.date)}")
    assumed = replace(notice, date=on(day))
    return replace(sale, history=tuple(assumed if entry is notice else entry for entry in sale.history))
