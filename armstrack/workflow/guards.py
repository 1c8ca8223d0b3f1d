"""The guards of the procedures: what must be true on the day of a move, and the law that asks for it.

Each guard is a pure function of the situation. It answers with an objection, or with
`None` when the move may pass. Where a day is known only in part, a guard objects only if
no day that it may mean would do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from armstrack.law.clock import Review
from armstrack.law.group import group_of_all
from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal, requirement
from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.sale import Sale, Value
from armstrack.workflow.transition import Objection


@dataclass(frozen=True, slots=True)
class Situation:
    """A sale just before a move, and the move."""

    sale: Sale
    entry: Entry
    before: str | None
    review: Review | None
    notified: Entry | None
    deadline: date | None
    """The last day for accepting the open offer, where one is recorded."""
    options: LawOptions


WRITE_AUTHORITY = "Write `authority:` into the sale's file."
"""What to do where nothing can be judged because the authority is unknown."""


def group_phrase(recipients: tuple[str, ...], group: str | None) -> str:
    """Why a review period is as long as it is: `TW is not NATO+`."""
    who = "+".join(recipients) or "the recipient"
    if group is None:
        return f"the group of {who} is unknown"
    if group == "nato-organization":
        return f"{who} is the NATO organisation"
    if group == "nato-plus":
        return f"{who} {'are' if len(recipients) > 1 else 'is'} NATO+"
    return f"{who} {'are not all' if len(recipients) > 1 else 'is not'} NATO+"


def review_over(situation: Situation) -> Objection | None:
    """The congressional review has ended (AECA 36(b)(1), 22 U.S.C. 2776(b)(1); for FMS by policy, SAMM C5)."""
    review, notified, last = situation.review, situation.notified, situation.entry.date.latest
    if review is None or notified is None or last is None or review.may_be_over_from is None:
        return None
    if last >= review.may_be_over_from:
        return None
    if situation.sale.authority == UNKNOWN:
        reason = "When Congress's review is over cannot be told: the authority is unknown."
        return Objection("review-running", reason, remedy=WRITE_AUTHORITY)
    because = group_phrase(situation.sale.recipients, review.group)
    if review.emergency:
        reason = f"The emergency certification reached Congress on {notified.date}."
    elif review.last_review_day is not None:
        days, until = review.review_days, review.last_review_day
        reason = f"Congress's {days}-day review runs to {until} (notified {notified.date}; {because})."
    else:
        reason = f"Congress's review is not over (notified {notified.date}; {because})."
    return Objection("review-running", reason, review.citations, review.earliest_action)


def proposal_of(value: Value) -> Proposal:
    """What the tests of value are applied to, from the value of a sale as its file gives it."""
    construction = value.construction or 0
    articles = None if value.total is None else max(value.total - construction, 0)
    if articles is not None and value.mde is not None:
        # Where the parts exceed the total, which is reported elsewhere, the larger figure is taken.
        articles = max(articles, value.mde)
    return Proposal(value.mde, articles, construction)


def notification_not_required(situation: Situation) -> Objection | None:
    """The sale stays below every threshold, so that no notification was due (AECA 36(b)(1) and (b)(6))."""
    sale, when = situation.sale, situation.entry.date
    if sale.authority == UNKNOWN:
        reason = "Whether Congress must be notified first cannot be told: the authority is unknown."
        return Objection("notification-undecided", reason, remedy=WRITE_AUTHORITY)
    day = when.latest or when.earliest
    if day is None:
        return Objection(
            "notification-undecided", "Whether Congress had to be told depends on the day, which is unknown."
        )
    group = group_of_all(sale.recipients, day, sale.authority) or "other"
    found = requirement(sale.authority, group, day, proposal_of(sale.value), situation.options)
    if found.required is False:
        return None
    citations = (found.row.citation,) if found.row is not None else ()
    met = next((test for test in found.tests if test.met), None)
    if met is not None:
        value = "unknown" if met.value is None else f"${met.value:,}"
        why = f"{met.kind} {value} reaches the threshold of ${met.threshold:,}"
        if met.kind == "any":
            why = f"under {sale.authority} it is, whatever the value"
        reason = f"Congress must be notified first: {why}."
        return Objection("notification-required", reason, citations, remedy="Record `notified` first.")
    open_tests = " and ".join(test.kind for test in found.tests if test.met is None)
    reason = f"Whether Congress must be notified first cannot be told: {open_tests} unknown."
    return Objection("notification-undecided", reason, citations, remedy="Enter the value, or record `notified`.")


def offer_open(situation: Situation) -> Objection | None:
    """The offer had not lapsed: acceptance comes on or before the offer expiration date."""
    deadline, first = situation.deadline, situation.entry.date.earliest
    if deadline is None or first is None or first <= deadline:
        return None
    return Objection(
        "offer-lapsed",
        f"The offer could be accepted until {deadline}.",
        remedy="Record `extended` or `restated` with the new deadline, if the offer was kept open.",
    )


def offer_deadline_passed(situation: Situation) -> Objection | None:
    """The offer's last day has passed."""
    deadline, last = situation.deadline, situation.entry.date.latest
    if deadline is None or last is None or last > deadline:
        return None
    reason = f"The offer can be accepted until {deadline}."
    return Objection("offer-open", reason, earliest=deadline + timedelta(1))


GUARD: dict[str, Callable[[Situation], Objection | None]] = {
    "review-over": review_over,
    "notification-not-required": notification_not_required,
    "offer-open": offer_open,
    "offer-deadline-passed": offer_deadline_passed,
}
"""The guards by the names that the tables use."""
