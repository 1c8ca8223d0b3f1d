"""The life of a sale in stretches of days over which nothing about it changes.

The stretches are found by asking what is asked of one day (`armstrack.workflow.standing`) on every
day on which its answer can change; so whoever holds them can tell of any day without a replay.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from armstrack.model.sale import Sale
from armstrack.query.view import SaleOnDay

_DAY = timedelta(1)


class Stretch(NamedTuple):
    """How a sale stands from a day on, until its next stretch begins."""

    first: date
    """`date.min` for the one before anything was recorded."""
    state: str | None
    since: str | None
    maybe: tuple[str, ...]
    notified: bool
    """Whether Congress may have been notified by then."""
    held: bool


def stretches(one: SaleOnDay, until: date) -> Iterator[Stretch]:
    """How a sale stood on every day up to one, in order; two neighbours differ."""
    before: Stretch | None = None
    for day in sorted(turning_days(one)):
        if day > until:
            return
        standing = one.on(day).standing
        since = standing.since.iso if standing.since is not None else None
        now = Stretch(
            day, standing.state, since, standing.maybe, standing.notified is not None, standing.hold is not None
        )
        if before is None or now[1:] != before[1:]:
            yield now
            before = now


def turning_days(one: SaleOnDay) -> set[date]:
    """Every day on which an answer about the sale can change."""
    days: set[date | None] = set()
    of_letters = (span for letter in one.life.letters for span in letter.spans)
    for span in (*one.life.spans, *of_letters):
        days |= {span.maybe_from, span.surely_from}
    for notice in one.life.notices:
        if notice.review is not None:
            days |= through(notice.review.last_review_day)
    for entry in one.sale.history:
        days |= {entry.date.earliest, entry.date.latest}
        days |= {_published(one.sale, claim.source) for claim in entry.conflicts}
        days |= through(entry.expires)
        if entry.expected is not None:
            days |= through(entry.expected.latest)
    return {date.min} | {day for day in days if day is not None}


def _published(sale: Sale, named: str) -> date | None:
    """The first day on which a source may have been published."""
    source = sale.sources.get(named)
    return source.published.earliest if source is not None and source.published is not None else None


def through(day: date | None) -> set[date | None]:
    """A last day and the day after it."""
    return set() if day is None else {day, day + _DAY if day < date.max else day}
