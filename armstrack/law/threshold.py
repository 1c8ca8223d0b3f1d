"""Must Congress be told? The tests of value, on the day, for the group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armstrack.law.dated_rows import ThresholdRow, in_force, threshold_rows
from armstrack.law.options import LawOptions
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


def threshold_row(authority: str, group: str, day: date, options: LawOptions) -> ThresholdRow | None:
    """The row that holds for an authority and a group on a day, under the readings of a ledger."""
    like_members = group == "nato-organization" and options.nato_organization == "high"
    row: ThresholdRow | None = in_force(threshold_rows(), authority, "nato-plus" if like_members else group, day)
    return row


def requirement(authority: str, group: str, day: date, proposal: Proposal, options: LawOptions) -> Requirement:
    """Whether a proposal must be notified on a day.

    AECA 36(b)(1) and (b)(6), 36(c)(1) and (c)(5), 36(d)(1), 3(d)(1), (3) and (5), and 62(a);
    22 U.S.C. 2776, 2753, 2796a. Before the law had a row for the authority, it was not.
    """
    row = threshold_row(authority, group, day, options)
    if row is None:
        return Requirement(False, (), None)
    figures = dict(row.tests)
    if "firearms-to-nato-plus" in row.contested and options.firearms_to_nato_plus == "statute":
        figures.pop("firearms", None)
    tests = tuple(_test(kind, threshold, proposal) for kind, threshold in figures.items())
    if row.joined and options.joined_tests == "all":
        together = _all([test.met for test in tests if test.kind in row.joined])
        required = _any([together, *(test.met for test in tests if test.kind not in row.joined)])
    else:
        required = _any([test.met for test in tests])
    return Requirement(required, tests, row)


def can_be_barred(row: ThresholdRow | None, proposal: Proposal) -> bool | None:
    """Whether a resolution can bar it: for a lease only from some value on (AECA 63(a), 22 U.S.C. 2796b)."""
    if row is None or row.bar is None:
        return True
    return _any([_test(kind, threshold, proposal).met for kind, threshold in row.bar.items()])


def _any(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _test(kind: str, threshold: int, proposal: Proposal) -> Test:
    if kind == "any":
        return Test(kind, proposal.total, threshold, True)
    value: Money = getattr(proposal, kind)
    if value is not None:
        return Test(kind, value, threshold, value >= threshold)
    # Major defense equipment is part of the total, so each bounds the other where it is known.
    if kind == "mde" and proposal.total is not None and proposal.total < threshold:
        return Test(kind, None, threshold, False)
    if kind == "total" and proposal.mde is not None and proposal.mde >= threshold:
        return Test(kind, None, threshold, True)
    return Test(kind, None, threshold, None)
