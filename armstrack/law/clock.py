"""The review clock: how long Congress has, when its last day is, and from when action is possible.

Days are calendar days and the day of receipt is day 0 (AECA 36(b)(1), 22 U.S.C.
2776(b)(1)). Under strict counting the days must have elapsed, so that action is possible
on receipt + N + 1. Nothing extends or suspends the period: no recess, hold, resolution or
veto. Its end is a permission, never evidence that an offer was made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from armstrack.law.dated_rows import GROUPS, ReviewRow, changes_between, in_force, review_rows
from armstrack.law.group import group_of_all
from armstrack.law.options import LawOptions
from armstrack.model.authority import AUTHORITIES
from armstrack.model.partial_date import UNKNOWN, PartialDate


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one notification. A date is `None` where it is unknown or, in an emergency, does not exist."""

    review_days: int | None
    last_review_day: date | None
    earliest_action: date | None
    over_from: date | None
    """The first day on which the review is over whatever the dates in doubt may mean; `None` if never certain."""
    may_be_over_from: date | None
    """The first day on which the review may be over; `None` where no day can be excluded."""
    discharge_days: int | None
    """Calendar days after which the Senate may discharge its committee; `None` where no resolution lies."""
    emergency: bool
    basis: str
    """`policy` where the wait is policy resting on the statute, `statute` where the statute imposes it."""
    citations: tuple[str, ...]
    group: str | None = None


NO_REVIEW = Review(None, None, None, None, None, None, False, "", ())
"""The review of a sale of which no notification is known: every answer is unknown."""

_EARLY, _LATE = date(1900, 1, 1), date(9000, 1, 1)
"""Days before the first and after the last row, which stand for an open end."""


def review_row(authority: str, group: str, day: date) -> ReviewRow | None:
    """The row of the review periods for an authority and a group on a day, or `None` before there was one."""
    row: ReviewRow | None = in_force(review_rows(), authority, group, day)
    return row


def review_on(authority: str, group: str, day: date, emergency: bool, options: LawOptions) -> Review | None:
    """The review of a certification received on a day, or `None` where the law knew no review then."""
    row = review_row(authority, group, day)
    if row is None:
        return None
    waived = emergency and row.waiver is not None
    if waived or row.days == 0:
        citation = row.waiver if waived and row.waiver is not None else row.citation
        return Review(0, None, day, day, day, row.discharge_days, waived, row.basis, (citation,), group)
    last = day + timedelta(row.days)
    earliest = last + timedelta(1) if options.counting == "strict" else last
    return Review(
        row.days, last, earliest, earliest, earliest, row.discharge_days, False, row.basis, (row.citation,), group
    )


def review_of(
    authority: str, recipients: tuple[str, ...], notified: PartialDate, emergency: bool, options: LawOptions
) -> Review | None:
    """The review of a notification whose day may be known only in part.

    What every possible day and group agree on is given; the rest is unknown. `over_from`
    is the day on which the last of the possibilities is over.
    """
    if notified.exact is not None and recipients and authority != UNKNOWN:
        group = group_of_all(recipients, notified.exact, authority)
        return review_on(authority, group, notified.exact, emergency, options) if group is not None else None
    possible = [review for _, review in _possible_reviews(authority, recipients, notified, emergency, options)]
    if not possible:
        return None
    ends = [review.over_from for review in possible if review.over_from is not None]
    days = {review.review_days for review in possible}
    discharge = {review.discharge_days for review in possible}
    groups = {review.group for review in possible}
    exact = notified.exact is not None and len(days) == 1
    return Review(
        review_days=days.pop() if len(days) == 1 else None,
        last_review_day=possible[0].last_review_day if exact else None,
        earliest_action=possible[0].earliest_action if exact else None,
        over_from=max(ends) if notified.latest is not None else None,
        may_be_over_from=min(ends) if notified.earliest is not None else None,
        discharge_days=discharge.pop() if len(discharge) == 1 else None,
        emergency=emergency,
        basis=possible[0].basis,
        citations=tuple(dict.fromkeys(text for review in possible for text in review.citations)),
        group=groups.pop() if len(groups) == 1 else None,
    )


def days_until_over(
    authority: str, recipients: tuple[str, ...], notified: PartialDate, emergency: bool, options: LawOptions
) -> tuple[int, int] | None:
    """The least and the most days from a notification to the day on which its review is over, whatever its day.

    They are fewer than the two intervals leave: the end follows from the very day of the notification.
    `None` where the law knew no review.
    """
    days = [
        (review.over_from - day).days
        for day, review in _possible_reviews(authority, recipients, notified, emergency, options)
        if review.over_from is not None
    ]
    return (min(days), max(days)) if days else None


def _possible_reviews(
    authority: str, recipients: tuple[str, ...], notified: PartialDate, emergency: bool, options: LawOptions
) -> Iterator[tuple[date, Review]]:
    """The reviews that a notification may have started, each with a day of receipt that started it."""
    for day in _days_to_try(notified):
        for section in _authorities_to_try(authority):
            for group in _groups_to_try(recipients, day, section):
                review = review_on(section, group, day, emergency, options)
                if review is not None:
                    yield day, review


def _days_to_try(notified: PartialDate) -> list[date]:
    """Days that together show every answer an interval can give: its ends, and each change with the day before."""
    first, last = notified.earliest or _EARLY, notified.latest or _LATE
    changes = changes_between(first, last)
    before = (day - timedelta(1) for day in changes if day > first)
    return sorted({first, last, *changes, *before})


def _groups_to_try(recipients: tuple[str, ...], day: date, authority: str) -> tuple[str, ...]:
    group = group_of_all(recipients, day, authority)
    return GROUPS if group is None else (group,)


def _authorities_to_try(authority: str) -> tuple[str, ...]:
    return tuple(AUTHORITIES) if authority == UNKNOWN else (authority,)
