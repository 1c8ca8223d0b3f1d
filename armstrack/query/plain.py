"""Dates, recipients and authorities as plain values: what documents hold of them, and what can be kept as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.model.partial_date import PartialDate

PlainDate = tuple[str, int | None, int | None]
"""A date as it is kept: its text, and the first and the last day that it may mean, as ordinals."""


def iso(day: date | None) -> str | None:
    """A day as text."""
    return day.isoformat() if day is not None else None


def recipient_document(recipients: tuple[str, ...]) -> str | list[str]:
    """One code, a list of several, or `unknown`."""
    if len(recipients) > 1:
        return list(recipients)
    return recipients[0] if recipients else "unknown"


def authority_document(authorities: tuple[str, ...]) -> str | list[str]:
    """One authority, or a list of several."""
    return list(authorities) if len(authorities) > 1 else authorities[0]


def plain_date(when: PartialDate) -> PlainDate:
    """A date as it is kept."""
    first, last = when.earliest, when.latest
    return (
        when.text,
        first.toordinal() if first is not None else None,
        last.toordinal() if last is not None else None,
    )


def date_of(plain: PlainDate) -> PartialDate:
    """The date that was kept."""
    from armstrack.model.partial_date import PartialDate

    text, first, last = plain
    earliest = date.fromordinal(first) if first is not None else None
    return PartialDate(
        text, earliest, earliest if first == last else date.fromordinal(last) if last is not None else None
    )
