"""Several cases to one buyer within a window that each stay below a notification threshold and together pass it.

A question, never an accusation: nothing in the law adds separate cases up, and cases that follow
each other have many reasons. A case is a sale of which Congress was not notified and whose value
the law of its own day lets pass without; the values together are tested against the thresholds of
the day of the last case. Only what is certain counts: a case of unknown value adds nothing and is
named beside, and one whose day is known loosely belongs to a window only if every such day does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.query.plain import PlainDate, authority_document, date_of, iso, recipient_document

if TYPE_CHECKING:
    from armstrack.documents.analysis import ClusterCase, ClusterDocument, ClustersDocument
    from armstrack.law.options import LawOptions
    from armstrack.law.threshold import Proposal, Requirement

Options = Callable[[], "LawOptions"]
"""The readings of the law that a ledger follows."""

QUESTION = (
    "A question, not an accusation: the law tests each case alone, and cases that follow each other have many reasons."
)
MISSING = (
    "Sales below the thresholds are not public in notices under section 36; the ledger holds one only where somebody "
    "recorded it from another source, so no cluster here does not mean that there was none."
)


class Case(NamedTuple):
    """One sale below the thresholds, or one of which that cannot be told, as it is kept."""

    id: str
    title: str
    recipients: Sequence[str]
    authorities: Sequence[str]
    territory: Sequence[str]
    kept_when: PlainDate
    required: bool | None
    """Whether the law of that day asks for a notification; `None` where that cannot be told."""
    state: str
    total: Money
    mde: Money
    values: Sequence[Money]
    """What the tests of value are applied to: the fields of a `Proposal`."""

    @property
    def when(self) -> PartialDate:
        """The day of the offer, the licence or the consent, or else of the first state recorded."""
        return date_of(self.kept_when)

    @property
    def buyer(self) -> tuple[tuple[str, ...], str]:
        """Who buys, and under which authorities."""
        return tuple(sorted(self.recipients)), "+".join(self.authorities)


class Cluster(NamedTuple):
    """Cases to one buyer under one authority that together pass a threshold."""

    cases: tuple[Case, ...]
    group: str
    together: Requirement
    judged_on: date
    """The day of the last case, whose thresholds are used."""
    beside: tuple[Case, ...]
    """Cases of the same buyer and authority of which it cannot be told whether they are below or inside."""

    @property
    def mde_unknown(self) -> bool:
        """Whether the major defense equipment of some case is unknown, so that the sum of it is a least."""
        return any(case.values[0] is None for case in self.cases)


def clusters(cases: Sequence[Case], window: int, options: Options) -> list[Cluster]:
    """The largest sets of cases within so many days that together certainly pass a threshold, the latest first."""
    buyers: dict[tuple[tuple[str, ...], str], list[Case]] = {}
    for case in cases:
        buyers.setdefault(case.buyer, []).append(case)
    found = []
    for of_buyer in buyers.values():
        below = [case for case in of_buyer if case.required is False]
        for members in _windows(below, window):
            cluster = _together(members, [case for case in of_buyer if case not in members], window, options)
            if cluster is not None:
                found.append(cluster)
    return sorted(found, key=lambda one: (-one.judged_on.toordinal(), one.cases[0].id))


def _windows(cases: Sequence[Case], window: int) -> list[list[Case]]:
    """The sets of two or more cases that surely lie within so many days, none of them a part of another."""
    sets: list[list[Case]] = []
    for first in cases:
        start = first.when.earliest
        if start is None:
            continue
        within = [
            case
            for case in cases
            if case.when.earliest is not None
            and case.when.latest is not None
            and start <= case.when.earliest
            and (case.when.latest - start).days <= window
        ]
        if first in within and len(within) > 1:
            sets.append(within)
    names = [frozenset(case.id for case in each) for each in sets]
    largest = [each for at, each in enumerate(sets) if not any(names[at] < other for other in names)]
    return list({tuple(case.id for case in each): each for each in largest}.values())


def _together(members: Sequence[Case], others: Sequence[Case], window: int, options: Options) -> Cluster | None:
    # Only where several cases lie together the law is asked.
    from armstrack.law.threshold import requirement_of

    ordered = sorted(members, key=lambda case: (case.when.latest or date.max, case.id))
    last = ordered[-1]
    day, earliest = last.when.latest, last.when.earliest
    assert day is not None
    recipients, authorities, territory = map(tuple, (last.recipients, last.authorities, last.territory))
    proposal, law = _sum(ordered), options()
    found = requirement_of(authorities, recipients, day, proposal, law, territory)
    if found.required is not True or earliest is None:
        return None
    if requirement_of(authorities, recipients, earliest, proposal, law, territory).required is not True:
        return None
    beside = tuple(case for case in others if _beside(case, ordered, window))
    return Cluster(tuple(ordered), _group(recipients, day, authorities), found, day, beside)


def _group(recipients: tuple[str, ...], day: date, authorities: tuple[str, ...]) -> str:
    """The group by whose rules the strictest of some authorities treats the recipients."""
    from armstrack.law.dated_rows import GROUPS
    from armstrack.law.group import group_of_all

    groups = (group_of_all(recipients, day, authority) or "other" for authority in authorities)
    return max(groups, key=GROUPS.index)


def _sum(cases: Sequence[Case]) -> Proposal:
    """What the cases come to at least: what is unknown adds nothing, so a threshold reached is surely reached."""
    from armstrack.law.threshold import Proposal

    proposals = [Proposal(*case.values) for case in cases]
    return Proposal(
        sum(one.mde or 0 for one in proposals),
        sum(max(one.total or 0, one.mde or 0, one.firearms or 0) for one in proposals),
        sum(one.construction or 0 for one in proposals),
        sum(one.firearms or 0 for one in proposals),
    )


def _beside(case: Case, members: Sequence[Case], window: int) -> bool:
    """Whether a case may belong to a cluster too: it may lie in the window, and may be below the thresholds."""
    if case.required is False and case.when.exact is not None:
        return False
    starts = [member.when.earliest for member in members if member.when.earliest is not None]
    ends = [member.when.latest for member in members if member.when.latest is not None]
    first = date.fromordinal(max(max(ends).toordinal() - window, 1))
    last = date.fromordinal(min(min(starts).toordinal() + window, date.max.toordinal()))
    return case.when.may_touch(first, last)


def clusters_document(cases: Sequence[Case], sales: int, day: date, window: int, options: Options) -> ClustersDocument:
    """The clusters among some cases of so many sales, as `clusters --format json` prints them."""
    undecided = [case for case in cases if case.required is None]
    return {
        "as_of": day.isoformat(),
        "window_days": window,
        "question": QUESTION,
        "missing": MISSING,
        "sales": sales,
        "cases_below": len(cases) - len(undecided),
        "undecided": [_case_document(case) for case in undecided],
        "clusters": [_cluster(one) for one in clusters(cases, window, options)],
    }


def _cluster(one: Cluster) -> ClusterDocument:
    row, first = one.together.rows[0], one.cases[0]
    starts = [case.when.earliest for case in one.cases if case.when.earliest is not None]
    return {
        "recipient": recipient_document(tuple(first.recipients)),
        "authority": authority_document(tuple(first.authorities)),
        "group": one.group,
        "first_day": iso(min(starts)),
        "last_day": iso(one.judged_on),
        "days": (one.judged_on - min(starts)).days,
        "cases": [_case_document(case) for case in one.cases],
        "beside": [_case_document(case) for case in one.beside],
        "tests": [
            {
                "kind": test.kind,
                "at_least_usd": test.value,
                "threshold_usd": test.threshold,
                "met": True if test.met else None if test.kind == "mde" and one.mde_unknown else False,
            }
            for test in one.together.tests
        ],
        "threshold": {
            "from": row.since.isoformat(),
            "law": row.law,
            "citation": row.citation,
            "verified": row.verified,
            "note": row.note,
        },
    }


def _case_document(case: Case) -> ClusterCase:
    return {
        "id": case.id,
        "title": case.title,
        "recipient": recipient_document(tuple(case.recipients)),
        "date": case.when.iso,
        "not_before": iso(case.when.earliest),
        "not_after": iso(case.when.latest),
        "state": case.state,
        "value_usd": case.total,
        "mde_usd": case.mde,
    }
