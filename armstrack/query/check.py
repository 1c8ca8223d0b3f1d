"""Must a proposal be notified, how long is the review, when may it proceed, and under which rule?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.clock import Review, review_of, review_row
from armstrack.law.contents import certification_contents
from armstrack.law.dated_rows import Content, ReviewRow, ThresholdRow
from armstrack.law.explain import doubt, explain_group, explain_review, noted
from armstrack.law.group import group_of_all, group_phrase, in_doubt, membership_citation
from armstrack.law.options import READINGS, LawOptions, reading
from armstrack.law.reach import beyond, reach
from armstrack.law.threshold import (
    LONG_LEAD,
    MEASURED_IN,
    WITHOUT_TERRITORY,
    Proposal,
    Requirement,
    Test,
    can_be_barred,
    requirement_of,
    threshold_group,
)
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import on as known
from armstrack.query.document import Document, authority_document, iso, recipient_document
from armstrack.workflow.resolution_life import end_of_congress_in

if TYPE_CHECKING:
    from armstrack.documents.law import CheckDocument, TestDocument


@dataclass(frozen=True, slots=True)
class Question:
    """What `check` is asked."""

    recipients: tuple[str, ...]
    """Nobody, where the recipient is unknown."""
    authorities: tuple[str, ...]
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
    group: str | None
    """The group that the recipients belong to on the day; `None` of an unknown recipient."""
    requirement: Requirement
    review: Review | None
    """The clock; also where it stays open whether notification is required, as if it were."""
    resolution_lies: bool | None
    """Whether a resolution can bar it; `None` where that is unknown."""
    discharge_days: int | None
    """Days after which the Senate may discharge its committee; `None` where no resolution lies, or none is known."""
    citations: tuple[str, ...]
    holds: tuple[Content, ...]
    """What the certification must hold besides the sale."""
    unverified: tuple[str, ...]
    """What the answer rests on and was not read in the law itself, in words."""


def check(question: Question, options: LawOptions) -> Answer:
    """The law's answer on the day of the question (AECA 36, 3(d), 62; 22 U.S.C. 2776, 2753, 2796a)."""
    who, day, authorities = question.recipients, question.on, question.authorities
    found = requirement_of(authorities, who, day, question.proposal, options, question.territory)
    required = found.required is not False
    review = review_of(authorities, who, known(day), question.emergency, options) if required else None
    barred = can_be_barred(found.rows, question.proposal) is not False
    discharge = review.discharge_days if review is not None and barred else None
    citations = [*found.citations, *(review.citations if review is not None else ())]
    if review is not None and discharge is not None and review.discharge_citation is not None:
        citations.append(review.discharge_citation)
    members = (membership_citation(code, day, authority) for authority in authorities for code in who)
    citations += [text for text in members if text is not None]
    return Answer(
        question,
        group_of_all(who, day),
        found,
        review,
        review.resolution_lies if review is not None and barred else False,
        discharge,
        tuple(dict.fromkeys(citations)),
        certification_contents(authorities, who, day) if review is not None else (),
        tuple(_unverified(question, found, review)),
    )


def _unverified(question: Question, found: Requirement, review: Review | None) -> list[str]:
    """What was not read in the law itself, of all that an answer rests on."""
    who, day = question.recipients, question.on
    rows: list[tuple[str, ThresholdRow | ReviewRow]]
    rows = [(f"the threshold of {row.authority}", row) for row in found.rows]
    if review is not None:
        for authority in question.authorities:
            group = group_of_all(who, day, authority)
            period = review_row(authority, group, day) if group is not None else None
            rows += [(f"the review of {authority}", period)] if period is not None else []
    told = []
    for what, row in rows:
        if not row.verified:
            told.append(f"{what} from {row.since}, {row.citation}" + (f": {row.note}" if row.note else ""))
    for code in who:
        for authority in question.authorities:
            member = in_doubt(code, day, authority)
            if member is not None:
                told.append(f"the day from which {code} is {member.group}, {member.since} ({member.law})")
    if not told and review is not None and not review.verified:
        told.append("a review period that may be the one")
    return list(dict.fromkeys(told))


def remarks(answer: Answer) -> tuple[str, ...]:
    """What to say beside an answer: what played no part in it, what would decide it, and how far the tables reach."""
    question, review = answer.question, answer.review
    proposal, authorities = question.proposal, " and ".join(question.authorities)
    kinds = {test.kind for test in answer.requirement.tests}
    told = []
    for test in answer.requirement.tests:
        if test.kind == "firearms" and test.met is None and answer.requirement.required is None:
            told.append(
                f"For firearms of USML category I ${test.threshold:,} suffices: --firearms AMOUNT says what they are "
                "worth, 0 that there are none."
            )
    if proposal.construction != 0 and "construction" not in kinds:
        told.append(f"--construction plays no part: {authorities} had no test of it on {question.on}.")
    if proposal.firearms and "firearms" not in kinds:
        told.append(f"--firearms plays no part: {authorities} had no test of it on {question.on}.")
    if question.territory and set(question.authorities) <= set(WITHOUT_TERRITORY):
        told.append(f"--territory plays no part: {authorities} does not ask for the sales territory.")
    if review is not None and review.last_review_day is not None and answer.resolution_lies:
        ends = end_of_congress_in(question.on, review.last_review_day)
        if ends is not None:
            told.append(
                f"The Congress ends on {ends}, before the review is over: a resolution that has not been presented "
                "by then dies, and must be introduced anew."
            )
    reach_ends = beyond(question.on)
    return (*told, reach_ends) if reach_ends is not None else tuple(told)


def readings(question: Question, options: LawOptions) -> tuple[Reading, ...]:
    """The contested readings under which the answer would be another."""
    answer = check(question, options)
    found: list[Reading] = []
    for option, choices in READINGS.items():
        chosen = reading(options, option)
        for choice in choices:
            other = check(question, replace(options, **{option.replace("-", "_"): choice}))
            if _decisive(other) != _decisive(answer):
                found.append(Reading(option, chosen, choices[chosen], f"{choice}: {_in_short(other, answer)}"))
    return tuple(found)


def _decisive(answer: Answer) -> tuple[object, ...]:
    """What two readings are compared by."""
    review = answer.review
    earliest = review.earliest_action if review is not None else None
    return answer.requirement.required, earliest, bool(answer.resolution_lies)


def _in_short(answer: Answer, than: Answer) -> str:
    """An answer in few words, beside the one that another reading gives."""
    required = {True: "notification required", False: "no notification required", None: "undecided"}
    words = required[answer.requirement.required]
    review = answer.review
    if review is None or review.earliest_action is None:
        return words
    words += f", action possible from {review.earliest_action}"
    if bool(answer.resolution_lies) == bool(than.resolution_lies):
        return words
    return f"{words}, and {'a' if answer.resolution_lies else 'no'} resolution can bar it"


def explanation(answer: Answer, options: LawOptions) -> tuple[str, ...]:
    """How the answer was found: which rows, which days, how counted."""
    question, review = answer.question, answer.review
    who, day = question.recipients, question.on
    steps = explain_group(who, day, question.authorities)
    for authority in question.authorities:
        if who and threshold_group(authority, who, day, question.territory) != group_of_all(who, day, authority):
            steps.append("Thresholds: the sales territory leaves the group, so those of `other` apply.")
        rows = [row for row in answer.requirement.rows if row.authority == authority]
        steps += [
            f"Thresholds: the row from {row.since} ({row.law}){doubt(row.verified)}.{noted(row.note)}" for row in rows
        ]
        if not rows:
            steps.append(f"Thresholds: {authority} had none on {day}.")
    if review is not None:
        steps += explain_review(question.authorities, who, day, review, options)
    if "36(b)(1)" in question.authorities and answer.requirement.required:
        steps.append(LONG_LEAD)
    return tuple(dict.fromkeys(steps))


def check_document(answer: Answer, depends_on: tuple[Reading, ...] = (), beside: tuple[str, ...] = ()) -> CheckDocument:
    """The answer as `check --format json` prints it."""
    question, review = answer.question, answer.review
    several = len(question.authorities) > 1
    return {
        "recipient": recipient_document(question.recipients),
        "group": answer.group,
        "authority": authority_document(question.authorities),
        "on": question.on.isoformat(),
        "required": answer.requirement.required,
        "tests": [_test_document(test, several) for test in answer.requirement.tests],
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
        "verified": not answer.unverified,
        "tables_through": reach().since.isoformat(),
        "unverified": list(answer.unverified),
        "waived": review.emergency if review is not None else False,
        "may_be_over_from": iso(review.may_be_over_from) if review is not None else None,
        "over_from": iso(review.over_from) if review is not None else None,
        "resolution_lies": answer.resolution_lies,
        "group_words": group_phrase(question.recipients, answer.group),
        "measured_in": list(
            dict.fromkeys(MEASURED_IN[authority] for authority in question.authorities if authority in MEASURED_IN)
        ),
        "certification_holds": [{"holds": row.holds, "citation": row.citation} for row in answer.holds],
        "remarks": list(beside),
    }


def _test_document(test: Test, several: bool) -> TestDocument:
    """One test of the law; with several authorities, whose it is."""
    document: TestDocument = {
        "kind": test.kind,
        "value_usd": test.value,
        "threshold_usd": test.threshold,
        "met": test.met,
    }
    if several:
        document["authority"] = test.authority
    return document


def flat(document: CheckDocument) -> Document:
    """The answer as one row of text and numbers, for a spreadsheet."""
    return {
        **document,
        "readings": [f"{one['option']} {one['chosen']}, otherwise {one['otherwise']}" for one in document["readings"]],
        "certification_holds": [f"{one['holds']} ({one['citation']})" for one in document["certification_holds"]],
    }
