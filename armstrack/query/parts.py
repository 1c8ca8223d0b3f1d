"""What a ledger answers to the questions of analysts, before it is added up; see `armstrack.query.answers`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement
    from armstrack.query.in_short import InShort
    from armstrack.query.view import SaleOnDay


class Told(NamedTuple):
    """The sales that a filter chooses, each with what it contributes, and those that it could not decide on.

    They are made while they are gone through: whoever goes through them twice makes them twice.
    """

    sales: Sequence[tuple[InShort, Any]]
    """In the order of their files."""
    undated: Sequence[tuple[InShort, Any]]
    unvalued: Sequence[tuple[InShort, Any]]


class OfPeriod(NamedTuple):
    """What a period can tell something of: what is recorded as of it or perhaps of it, or open at its end."""

    sales: list[SaleOnDay]
    """The chosen sales of which it can, on its last day; it may say nothing of some."""
    chosen: frozenset[str]
    """All the sales that are chosen."""
    undated: int
    unvalued: int
    resolutions: list[str]
    packages: list[str]


class Disputed(NamedTuple):
    """The records besides sales that hold a disagreement, by their ids."""

    resolutions: list[str]
    packages: list[str]
    figures: list[str]
    """Of these the files."""
    says: list[Disagreement]
    """Every disagreement that they hold, known by the day."""


class Contribution(NamedTuple):
    """What one sale contributes to a question."""

    id: str
    says: Any
    """Plain values; see `armstrack.query.contributions`."""


class Contributions(NamedTuple):
    """What the sales that a filter chooses contribute to a question, and those that it could not decide on."""

    of: list[Contribution]
    """Of those that contribute something, in the order of their files or the newest first, as asked."""
    sales: int
    """How many sales are chosen, whether they contribute or not."""
    undecided: list[Contribution]
    """Of those whose day, or whose value, is not known well enough to say whether they belong."""
    undated: int
    """How many cannot be decided on for their day, whether they contribute or not."""
    unvalued: int
    """How many cannot be decided on for their value."""


class Years(NamedTuple):
    """What one recipient was notified for, year by year."""

    years: dict[int, tuple[int | None, int]]
    """The sum of the known values, `None` where none is known, and how many are unknown, of each year with sales."""
    undated: int
    """Sales whose year is not known."""
