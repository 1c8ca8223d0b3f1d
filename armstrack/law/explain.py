"""How an answer was found, in sentences: which row, which day, how counted."""

from __future__ import annotations

from datetime import date

from armstrack.law.clock import Review, review_row
from armstrack.law.group import group_of_all, membership
from armstrack.law.options import LawOptions


def explain_group(recipients: tuple[str, ...], day: date, authority: str | None = None) -> list[str]:
    """Why recipients belong to the group that they belong to on a day, for an authority."""
    steps = []
    for code in recipients:
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
        group = group_of_all(recipients, day, authority)
        steps.append(f"Of several recipients the strictest group governs: `{group}`.")
    return steps


def explain_review(authority: str, group: str, day: date, review: Review, options: LawOptions) -> list[str]:
    """Which row gave the period of a review that began on a day, and how its days were counted."""
    row = review_row(authority, group, day)
    if row is None:
        return []
    steps = [f"Period: the row from {row.since} ({row.law}){doubt(row.verified)}."]
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
