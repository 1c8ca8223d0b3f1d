"""How an answer was found, in sentences: which row, which day, how counted."""

from __future__ import annotations

from datetime import date

from armstrack.law.clock import Review, review_row
from armstrack.law.group import group_of_all, membership
from armstrack.law.options import LawOptions


def explain_group(recipients: tuple[str, ...], day: date, authorities: tuple[str, ...] = ()) -> list[str]:
    """Why recipients belong to the group that they belong to on a day, for one authority or several."""
    steps = []
    for code in recipients:
        for authority in authorities or (None,):
            row = membership(code, day, authority)
            if row is None:
                steps.append(f"Group: no row of the membership table holds for {code} on {day}, so it is `other`.")
            else:
                until = f" until {row.until}" if row.until is not None else ""
                under = f" under {authority}" if row.authorities else ""
                steps.append(
                    f"Group: {code} is `{row.group}`{under} from {row.since}{until} ({row.law}){doubt(row.verified)}."
                )
    if len(recipients) > 1:
        for authority in authorities or (None,):
            group = group_of_all(recipients, day, authority)
            steps.append(f"Of several recipients the strictest group governs: `{group}`.")
    return list(dict.fromkeys(steps))


def explain_review(
    authorities: tuple[str, ...], recipients: tuple[str, ...], day: date, review: Review, options: LawOptions
) -> list[str]:
    """Which rows gave the period of a review that began on a day, and how its days were counted."""
    steps = []
    for authority in authorities:
        group = group_of_all(recipients, day, authority)
        row = review_row(authority, group, day) if group is not None else None
        if row is not None:
            of = f" of {authority}" if len(authorities) > 1 else ""
            steps.append(f"Period: the row{of} from {row.since} ({row.law}){doubt(row.verified)}.{noted(row.note)}")
    if not steps:
        return []
    if len(authorities) > 1:
        steps.append("Of several authorities the longest wait governs.")
    if review.last_review_day is None:
        why = "the certification states an emergency" if review.emergency else "the law knew no wait"
        steps.append(f"Count: {why}; action from {review.earliest_action}.")
    else:
        days, last, first = review.review_days, review.last_review_day, review.earliest_action
        steps.append(f"Count: {day} is day 0; day {days} is {last}; {options.counting} counting: from {first}.")
    return steps


def doubt(verified: bool) -> str:
    """What to add about a row that was not read in the law itself."""
    return "" if verified else ", not read in the law itself"


def noted(note: str | None) -> str:
    """The note of a row as a sentence behind another."""
    return "" if note is None else f" Note: {note}."
