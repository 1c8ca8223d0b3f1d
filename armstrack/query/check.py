"""Must a proposal be notified, how long is the review, when may it proceed, and under which rule?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from armstrack.law.clock import Review, review_on
from armstrack.law.explain import doubt, explain_group, explain_review
from armstrack.law.group import group_of, group_of_all, membership
from armstrack.law.options import READINGS, LawOptions, reading
from armstrack.law.threshold import Proposal, Requirement, can_be_barred, requirement
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
class Reading:
    """A contested reading on which an answer depends."""

    option: str
    chosen: str
    says: str
    otherwise: str
    """What another reading would answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law answers."""

    question: Question
    group: str
    """The group that the recipients belong to on the day."""
    governing: str
    """The group by whose rules this authority treated them: another one in a few years of the past."""
    threshold_group: str
    """The group whose thresholds apply: a territory that leaves the group lowers them, and nothing else."""
    requirement: Requirement
    review: Review | None
    """The clock; also where it stays open whether notification is required, as if it were."""
    discharge_days: int | None
    """Days after which the Senate may discharge its committee; `None` where no resolution lies."""
    citations: tuple[str, ...]


WITHOUT_TERRITORY = ("36(b)(5)(A)", "36(d)", "62")
"""Authorities that do not ask for the sales territory: only 36(b)(6), 36(c)(5) and 3(d)(5) speak of it."""


def check(question: Question, options: LawOptions) -> Answer:
    """The law's answer on the day of the question (AECA 36, 3(d), 62; 22 U.S.C. 2776, 2753, 2796a).

    `question.recipients` holds at least one recipient.
    """
    group = group_of_all(question.recipients, question.on) or "other"
    governing = group_of_all(question.recipients, question.on, question.authority) or "other"
    outside = any(group_of(code, question.on) != "nato-plus" for code in question.territory)
    lowered = governing != "other" and outside and question.authority not in WITHOUT_TERRITORY
    threshold_group = "other" if lowered else governing
    found = requirement(question.authority, threshold_group, question.on, question.proposal, options)
    review = (
        None
        if found.required is False
        else review_on(question.authority, governing, question.on, question.emergency, options)
    )
    barred = can_be_barred(found.row, question.proposal)
    rows = [membership(code, question.on, question.authority) for code in question.recipients]
    citations = [found.row.citation] if found.row is not None else []
    citations += review.citations if review is not None else ()
    citations += [f"{row.law}, {row.citation}" for row in rows if row is not None]
    return Answer(
        question,
        group,
        governing,
        threshold_group,
        found,
        review,
        review.discharge_days if review is not None and barred is not False else None,
        tuple(dict.fromkeys(citations)),
    )


def readings(question: Question, options: LawOptions) -> tuple[Reading, ...]:
    """The contested readings under which the answer would be another."""
    answer = _in_short(check(question, options))
    found: list[Reading] = []
    for option, choices in READINGS.items():
        chosen = reading(options, option)
        for choice in choices:
            other = _in_short(check(question, replace(options, **{option.replace("-", "_"): choice})))
            if other != answer:
                found.append(Reading(option, chosen, choices[chosen], f"{choice}: {other}"))
    return tuple(found)


def _in_short(answer: Answer) -> str:
    required = {True: "notification required", False: "no notification required", None: "undecided"}
    words = required[answer.requirement.required]
    review = answer.review
    if review is None or review.earliest_action is None:
        return words
    words += f", action possible from {review.earliest_action}"
    return words if answer.discharge_days == review.discharge_days else f"{words}, and no resolution can bar it"


def explanation(answer: Answer, options: LawOptions) -> tuple[str, ...]:
    """How the answer was found: which rows, which days, how counted."""
    question, found, review = answer.question, answer.requirement, answer.review
    steps = explain_group(question.recipients, question.on, question.authority)
    if answer.threshold_group != answer.governing:
        steps.append("Thresholds: the sales territory leaves the group, so those of `other` apply.")
    if found.row is None:
        steps.append(f"Thresholds: {question.authority} had none on {question.on}.")
    else:
        steps.append(f"Thresholds: the row from {found.row.since} ({found.row.law}){doubt(found.row.verified)}.")
    if review is not None:
        steps += explain_review(question.authority, answer.governing, question.on, review, options)
    return tuple(steps)


def check_document(answer: Answer, depends_on: tuple[Reading, ...] = ()) -> Document:
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
        "senate_discharge_days": answer.discharge_days,
        "citations": list(answer.citations),
        "emergency": question.emergency,
        "basis": review.basis if review is not None else None,
        "readings": [
            {"option": one.option, "chosen": one.chosen, "says": one.says, "otherwise": one.otherwise}
            for one in depends_on
        ],
    }
