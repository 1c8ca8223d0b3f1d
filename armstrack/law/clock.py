"""The review clock: how long Congress has, when its last day is, and from when action is possible.

Days are calendar days and the day of receipt is day 0 (AECA 36(b)(1), 22 U.S.C.
2776(b)(1)). Under strict counting the days must have elapsed, so that action is possible
on receipt + N + 1. Nothing extends or suspends the period: no recess, hold, resolution or
veto. Its end is a permission, never evidence that an offer was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from armstrack.law.dated_rows import GROUPS, ReviewRow, changes_between, in_force, review_rows
from armstrack.law.group import group_of_all, in_doubt
from armstrack.law.options import LawOptions
from armstrack.model.authority import AUTHORITIES
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import UNKNOWN, PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The review of one notification. A date is `None` where it is unknown or, in an emergency, does not exist."""

    review_days: int | None = None
    last_review_day: date | None = None
    earliest_action: date | None = None
    over_from: date | None = None
    """The first day on which the review is over whatever the dates in doubt may mean; `None` if never certain."""
    last_not_before: date | None = None
    last_not_after: date | None = None
    """The first and the last day that its last day may be, where that is known in part; `None` for an open end."""
    may_be_over_from: date | None = None
    """The first day on which the review may be over; `None` where no day can be excluded."""
    resolution_lies: bool | None = None
    """Whether a resolution of disapproval lies; `None` where that is unknown."""
    discharge_days: int | None = None
    """Calendar days after which the Senate may discharge its committee; `None` where no resolution lies, or where
    none of the texts read gives a number."""
    discharge_citation: str | None = None
    """Where that number stands; `None` where there is none."""
    emergency: bool = False
    """Whether the emergency that the certification states waived the wait. It does only where the law says so."""
    basis: str | None = None
    """`policy` where the wait is policy resting on the statute, `statute` where the statute imposes it."""
    citations: tuple[str, ...] = ()
    group: str | None = None
    verified: bool = True
    """Whether every row that was used, memberships too, was read in the law itself."""


NO_REVIEW = Review()
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
    same = Review(
        resolution_lies=row.resolution_lies,
        discharge_days=row.discharge_days,
        discharge_citation=row.discharge_citation,
        basis=row.basis,
        citations=(row.citation,),
        group=group,
        verified=row.verified,
    )
    if row.days == 0 or (emergency and row.waiver is not None):
        waived = row.days > 0 and row.waiver is not None
        return replace(
            same,
            review_days=0,
            earliest_action=day,
            over_from=day,
            may_be_over_from=day,
            emergency=waived,
            citations=(row.waiver,) if waived and row.waiver is not None else same.citations,
        )
    last = day + timedelta(row.days)
    earliest = last + timedelta(1) if options.counting == "strict" else last
    return replace(
        same,
        review_days=row.days,
        last_review_day=last,
        earliest_action=earliest,
        over_from=earliest,
        may_be_over_from=earliest,
    )


def strictest(reviews: Sequence[Review]) -> Review | None:
    """The review of one certification that rests on several authorities, from that of each; `None` where none has one.

    The longest wait governs, and an emergency waives it only where every wait is waived; the
    Senate has the longest of the numbers of days, which is unknown where one of them is. That
    the strictest governs is a reading, not a text: the Act speaks of one authority at a time.
    """
    if len(reviews) < 2:
        return reviews[0] if reviews else None
    longest = max(reviews, key=lambda one: (one.review_days or 0, one.basis == "statute"))
    lie = [one for one in reviews if one.resolution_lies]
    known = [one.discharge_days for one in lie if one.discharge_days is not None]
    days = max(known) if known and len(known) == len(lie) else None
    numbers = [one.discharge_citation for one in lie if one.discharge_days == days and one.discharge_citation]
    return replace(
        longest,
        resolution_lies=bool(lie),
        discharge_days=days,
        discharge_citation="; ".join(dict.fromkeys(numbers)) if days is not None and numbers else None,
        emergency=longest.review_days == 0 and any(one.emergency for one in reviews),
        citations=tuple(dict.fromkeys(text for one in reviews for text in one.citations)),
        verified=all(one.verified for one in reviews),
    )


def review_of(
    authorities: tuple[str, ...],
    recipients: tuple[str, ...],
    notified: PartialDate,
    emergency: bool,
    options: LawOptions,
) -> Review | None:
    """The review of a notification under one authority or several, whose day may be known only in part.

    What every possible day and group agree on is given; the rest is unknown. `over_from`
    is the day on which the last of the possibilities is over. `emergency` says whether the
    certification states one; `Review.emergency` whether the law lets it waive the wait.
    """
    possible = [review for _, review in _possible_reviews(authorities, recipients, notified, emergency, options)]
    if not possible:
        return None
    if notified.exact is not None and len(possible) == 1:
        return possible[0]
    ends = [review.over_from for review in possible if review.over_from is not None]
    lasts = [review.last_review_day for review in possible if review.last_review_day is not None]
    if len(lasts) < len(possible):
        lasts = []  # on some of the days the emergency waived it, or there was none: then no last day bounds it
    first = possible[0]
    days, exact = _agreed("review_days", possible), notified.exact is not None
    return Review(
        review_days=days,
        last_review_day=first.last_review_day if exact and days is not None else None,
        earliest_action=first.earliest_action if exact and days is not None else None,
        last_not_before=min(lasts) if lasts and notified.earliest is not None else None,
        last_not_after=max(lasts) if lasts and notified.latest is not None else None,
        over_from=max(ends) if notified.latest is not None else None,
        may_be_over_from=min(ends) if notified.earliest is not None else None,
        resolution_lies=_agreed("resolution_lies", possible),
        discharge_days=_agreed("discharge_days", possible),
        discharge_citation=_agreed("discharge_citation", possible),
        emergency=all(review.emergency for review in possible),
        basis=_agreed("basis", possible),
        citations=tuple(dict.fromkeys(text for review in possible for text in review.citations)),
        group=_agreed("group", possible),
        verified=all(review.verified for review in possible),
    )


def days_until_over(
    authorities: tuple[str, ...],
    recipients: tuple[str, ...],
    notified: PartialDate,
    emergency: bool,
    options: LawOptions,
) -> tuple[int, int] | None:
    """The least and the most days from a notification to the day on which its review is over, whatever its day.

    They are fewer than the two intervals leave: the end follows from the very day of the notification.
    `None` where the law knew no review.
    """
    days = [
        (review.over_from - day).days
        for day, review in _possible_reviews(authorities, recipients, notified, emergency, options)
        if review.over_from is not None
    ]
    return (min(days), max(days)) if days else None


def _agreed(attribute: str, reviews: Sequence[Review]) -> Any:
    """What the reviews say of one thing, or `None` where they differ."""
    values = {getattr(review, attribute) for review in reviews}
    return values.pop() if len(values) == 1 else None


def _possible_reviews(
    authorities: tuple[str, ...],
    recipients: tuple[str, ...],
    notified: PartialDate,
    emergency: bool,
    options: LawOptions,
) -> Iterator[tuple[date, Review]]:
    """The reviews that a notification may have started, each with a day of receipt that started it."""
    for day in _days_to_try(notified):
        for sections in _authorities_to_try(authorities):
            for unknown_group in (None,) if recipients else GROUPS:
                each = []
                for section in sections:
                    group = group_of_all(recipients, day, section) or unknown_group
                    assert group is not None
                    each.append(review_on(section, group, day, emergency, options))
                review = strictest([one for one in each if one is not None])
                if review is not None:
                    doubted = any(in_doubt(code, day, section) for code in recipients for section in sections)
                    yield day, replace(review, verified=False) if doubted else review


def _days_to_try(notified: PartialDate) -> list[date]:
    """Days that together show every answer an interval can give: its ends, and each change with the day before."""
    first, last = notified.earliest or _EARLY, notified.latest or _LATE
    if first == last:
        return [first]
    changes = changes_between(first, last)
    before = (day - timedelta(1) for day in changes if day > first)
    return sorted({first, last, *changes, *before})


def _authorities_to_try(authorities: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The sets of authorities that may be meant: those given, or any one of them all where it is unknown."""
    if UNKNOWN in authorities:
        yield from ((authority,) for authority in AUTHORITIES if authority != UNKNOWN)
    else:
        yield authorities
