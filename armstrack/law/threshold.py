"""Must Congress be told? The tests of value, on the day, for the group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from armstrack.law.dated_rows import GROUPS, ThresholdRow, in_force, threshold_rows
from armstrack.law.group import group_of, group_of_all
from armstrack.law.options import LawOptions
from armstrack.model.data_class import dataclass
from armstrack.model.money import Money

WITHOUT_TERRITORY = ("36(b)(5)(A)", "36(d)", "62")
"""Authorities that do not ask for the sales territory: only 36(b)(6), 36(c)(5) and 3(d)(5) speak of it."""


MEASURED_IN: dict[str, str] = {
    "36(b)(1)": "the value of the letter of offer",
    "36(b)(5)(C)": "the cost of the enhancement or upgrade",
    "36(c)": "the value of the export contract",
    "3(d)(1)": "original acquisition cost",
    "3(d)(3)": "original acquisition cost",
    "62": "replacement cost less depreciation",
}
"""In what an authority's figures are stated (AECA 36(b)(1), (b)(5)(C), (c)(1), 3(d)(1), (3)(A), 63(a)(1))."""

LONG_LEAD = (
    "Items with a long lead time can be offered before the notification of the whole by a letter of their own, which "
    "stays below the figures itself (SAMM, standard note on long-lead items)."
)
"""What a purchaser in a hurry can be told."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The values of a proposed transfer in whole US dollars; `None` is unknown.

    `total` is articles and services, major defense equipment and firearms among them,
    without design and construction.
    """

    mde: Money = None
    total: Money = None
    construction: Money = 0
    firearms: Money = None

    def __post_init__(self) -> None:
        for what, part in (("major defense equipment is", self.mde), ("firearms are", self.firearms)):
            if part is not None and self.total is not None and part > self.total:
                raise ValueError(f"{what} part of the total and cannot be more than it")


@dataclass(frozen=True, slots=True)
class Test:
    """One test of value: met, not met, or not decidable from what is known (`None`)."""

    kind: str
    value: Money
    threshold: int
    met: bool | None
    authority: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """Whether notification is required: true as soon as one test is met, `None` when that stays open."""

    required: bool | None
    tests: tuple[Test, ...]
    rows: tuple[ThresholdRow, ...]
    """The rows that were applied; none before the law had any."""

    @property
    def citations(self) -> tuple[str, ...]:
        """The texts on which it rests."""
        return tuple(dict.fromkeys(row.citation for row in self.rows))


def threshold_row(authority: str, group: str, day: date, options: LawOptions) -> ThresholdRow | None:
    """The row that holds for an authority and a group on a day, under the readings of a ledger."""
    like_members = group == "nato-organization" and options.nato_organization == "high"
    row: ThresholdRow | None = in_force(threshold_rows(), authority, "nato-plus" if like_members else group, day)
    return row


def threshold_group(authority: str, recipients: tuple[str, ...], day: date, territory: tuple[str, ...] = ()) -> str:
    """The group whose thresholds apply under an authority, by the recipients and the sales territory.

    A territory that includes a country outside NATO+ lowers the thresholds, and nothing else
    (AECA 36(b)(6), 36(c)(5), 3(d)(5)). An unknown recipient is judged as `other`.
    """
    group = group_of_all(recipients, day, authority) or "other"
    return "other" if _leaves(authority, day, territory) else group


def _leaves(authority: str, day: date, territory: tuple[str, ...]) -> bool:
    """Whether an authority asks for the sales territory and the territory leaves NATO+."""
    return authority not in WITHOUT_TERRITORY and any(group_of(code, day) != "nato-plus" for code in territory)


def requirement_of(
    authorities: tuple[str, ...],
    recipients: tuple[str, ...],
    day: date,
    proposal: Proposal,
    options: LawOptions,
    territory: tuple[str, ...] = (),
) -> Requirement:
    """Whether a proposal must be notified on a day, under one authority or several: it must when one of them asks.

    Of an unknown recipient only what every group agrees on is known; the figures are those of `other`, the lowest.
    """
    each = [
        requirement(authority, threshold_group(authority, recipients, day, territory), day, proposal, options)
        if recipients
        else _whoever(authority, day, proposal, options, territory)
        for authority in authorities
    ]
    return Requirement(
        _any([one.required for one in each]),
        tuple(test for one in each for test in one.tests),
        tuple(row for one in each for row in one.rows),
    )


def _whoever(
    authority: str, day: date, proposal: Proposal, options: LawOptions, territory: tuple[str, ...]
) -> Requirement:
    """What an authority asks of a proposal to a recipient whose group is unknown."""
    groups = ("other",) if _leaves(authority, day, territory) else GROUPS
    found = {group: requirement(authority, group, day, proposal, options) for group in groups}
    lowest = found["other"]
    others = [{test.kind: test.met for test in one.tests} for one in found.values()]
    tests = tuple(replace(test, met=_agreed([met.get(test.kind, False) for met in others])) for test in lowest.tests)
    return Requirement(_agreed([one.required for one in found.values()]), tests, lowest.rows)


def requirement(authority: str, group: str, day: date, proposal: Proposal, options: LawOptions) -> Requirement:
    """Whether one authority asks for the notification of a proposal on a day, by the thresholds of a group.

    AECA 36(b)(1) and (b)(6), 36(c)(1) and (c)(5), 36(d)(1), 3(d)(1), (3) and (5), and 62(a);
    22 U.S.C. 2776, 2753, 2796a. Before the law had a row for the authority, it was not.
    """
    row = threshold_row(authority, group, day, options)
    if row is None:
        return Requirement(False, (), ())
    figures = dict(row.tests)
    if "firearms-to-nato-plus" in row.contested and options.firearms_to_nato_plus == "statute":
        figures.pop("firearms", None)
    tests = tuple(_test(authority, kind, threshold, proposal) for kind, threshold in figures.items())
    if row.joined and options.joined_tests == "all":
        together = _all([test.met for test in tests if test.kind in row.joined])
        required = _any([together, *(test.met for test in tests if test.kind not in row.joined)])
    else:
        required = _any([test.met for test in tests])
    return Requirement(required, tests, (row,))


def can_be_barred(rows: Iterable[ThresholdRow], proposal: Proposal) -> bool | None:
    """Whether a resolution can bar what these rows ask to notify: a lease only from some value on.

    AECA 63(a), 22 U.S.C. 2796b. `None` where a value that decides is unknown.
    """
    answers = [
        True
        if row.bar is None
        else _any([_test(row.authority, kind, figure, proposal).met for kind, figure in row.bar.items()])
        for row in rows
    ]
    return _any(answers)


def _agreed(answers: list[bool | None]) -> bool | None:
    return answers[0] if len(set(answers)) == 1 else None


def _any(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def _all(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def _test(authority: str, kind: str, threshold: int, proposal: Proposal) -> Test:
    if kind == "any":
        return Test(kind, proposal.total, threshold, True, authority)
    value: Money = getattr(proposal, kind)
    if value is not None:
        return Test(kind, value, threshold, value >= threshold, authority)
    # Equipment and firearms are part of the total, so each bounds the other where it is known.
    met: bool | None = None
    if kind in ("mde", "firearms") and proposal.total is not None and proposal.total < threshold:
        met = False
    if kind == "total" and max(proposal.mde or 0, proposal.firearms or 0) >= threshold:
        met = True
    return Test(kind, None, threshold, met, authority)
