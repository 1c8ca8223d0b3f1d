"""Must a proposal be notified, how long is the review, when may it proceed, and under which rule?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armstrack.law.clock import Review, review_on
from armstrack.law.group import group_of, group_of_all, membership
from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal, Requirement, requirement
from armstrack.query.document import Document, iso, recipient_document


@dataclass(frozen=True, slots=True)
class Question:
    """What `check` is asked."""

    recipients: tuple[str, ...]
    authority: str
    on: date
    proposal: Proposal
    territory: tuple[str, ...] = ()
    """Countries of the sales territory that the agreement covers."""
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law answers."""

    question: Question
    group: str
    threshold_group: str
    """The group whose thresholds apply: a territory that leaves the group lowers them, and nothing else."""
    requirement: Requirement
    review: Review | None
    """The clock; also where it stays open whether notification is required, as if it were."""
    citations: tuple[str, ...]


def check(question: Question, options: LawOptions) -> Answer:
    """The law's answer on the day of the question (AECA 36(b), 22 U.S.C. 2776(b)).

    `question.recipients` holds at least one recipient.
    """
    group = group_of_all(question.recipients, question.on) or "other"
    outside = any(group_of(code, question.on) != "nato-plus" for code in question.territory)
    threshold_group = "other" if group == "nato-plus" and outside else group
    found = requirement(question.authority, threshold_group, question.on, question.proposal)
    review = (
        None
        if found.required is False
        else review_on(question.authority, group, question.on, question.emergency, options)
    )
    rows = [membership(code, question.on) for code in question.recipients]
    citations = [found.row.citation] if found.row is not None else []
    citations += review.citations if review is not None else ()
    citations += [f"{row.law}, {row.citation}" for row in rows if row is not None]
    return Answer(question, group, threshold_group, found, review, tuple(dict.fromkeys(citations)))


def check_document(answer: Answer) -> Document:
    """The answer as `check --format json` prints it."""
    question, review = answer.question, answer.review
    return {
        "recipient": recipient_document(question.recipients),
        "group": answer.group,
        "authority": question.authority,
        "on": question.on.isoformat(),
        "required": answer.requirement.required,
        "tests": [
            {"kind": test.kind, "value_usd": test.value, "threshold_usd": test.threshold, "met": test.met}
            for test in answer.requirement.tests
        ],
        "review_days": review.review_days if review is not None else None,
        "last_review_day": iso(review.last_review_day) if review is not None else None,
        "earliest_action": iso(review.earliest_action) if review is not None else None,
        "senate_discharge_days": review.discharge_days if review is not None else None,
        "citations": list(answer.citations),
        "emergency": question.emergency,
        "basis": review.basis if review is not None else None,
    }
