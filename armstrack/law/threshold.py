"""Must Congress be told? The tests of value, on the day, for the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armstrack.law.dated_rows import ThresholdRow, in_force, threshold_rows
from armstrack.model.money import Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """The values of a proposed transfer in whole US dollars; `None` is unknown.

    `total` is articles and services, major defense equipment among them, without design
    and construction.
    """

    mde: Money = None
    total: Money = None
    construction: Money = 0
    firearms: Money = 0

    def __post_init__(self) -> None:
        if self.mde is not None and self.total is not None and self.mde > self.total:
            raise ValueError("major defense equipment is part of the total and cannot be more than it")


@dataclass(frozen=True, slots=True)
class Test:
    """One test of value: met, not met, or not decidable from what is known (`None`)."""

    kind: str
    value: Money
    threshold: int
    met: bool | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether notification is required: true as soon as one test is met, `None` when that stays open."""

    required: bool | None
    tests: tuple[Test, ...]
    row: ThresholdRow | None
    """The row that was applied; `None` before the law had any."""


def requirement(authority: str, group: str, day: date, proposal: Proposal) -> Requirement:
    """Whether a proposal must be notified on a day (AECA 36(b)(1) and (b)(6), 22 U.S.C. 2776(b))."""
    row: ThresholdRow | None = in_force(threshold_rows(), authority, group, day)
    if row is None:
        return Requirement(False, (), None)
    tests = tuple(_test(kind, threshold, proposal) for kind, threshold in row.tests.items())
    met = [test.met for test in tests]
    required = True if True in met else None if None in met else False
    return Requirement(required, tests, row)


def _test(kind: str, threshold: int, proposal: Proposal) -> Test:
    value: Money = getattr(proposal, kind)
    if value is not None:
        return Test(kind, value, threshold, value >= threshold)
    # Major defense equipment is part of the total, so each bounds the other where it is known.
    if kind == "mde" and proposal.total is not None and proposal.total < threshold:
        return Test(kind, None, threshold, False)
    if kind == "total" and proposal.mde is not None and proposal.mde >= threshold:
        return Test(kind, None, threshold, True)
    return Test(kind, None, threshold, None)
