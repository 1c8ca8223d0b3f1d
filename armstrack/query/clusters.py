"""Several cases to one buyer within a window that each stay below a notification threshold and together pass it.

A question, never an accusation: nothing in the law adds separate cases up, and cases that follow
each other have many reasons. A case is a sale of which Congress was not notified and whose value
the law of its own day lets pass without; the values together are tested against the thresholds of
the day of the last case. Only what is certain counts: a case of unknown value adds nothing and is
named beside, and one whose day is known loosely belongs to a window only if every such day does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.dated_rows import GROUPS
from armstrack.law.group import group_of_all
from armstrack.law.threshold import Proposal, Requirement
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.query.document import authority_document, iso, recipient_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.guards import proposal_of, requirement_of_sale

if TYPE_CHECKING:
    from armstrack.documents.analysis import ClusterCase, ClusterDocument, ClustersDocument

QUESTION = (
    "A question, not an accusation: the law tests each case alone, and cases that follow each other have many reasons."
)
MISSING = (
    "Sales below the thresholds are not public in notices under section 36; the ledger holds one only where somebody "
    "recorded it from another source, so no cluster here does not mean that there was none."
)


@dataclass(frozen=True, slots=True)
class Case:
    """One sale below the thresholds, or one of which that cannot be told."""

    one: SaleOnDay
    when: PartialDate
    """The day of the offer, the licence or the consent, or else of the first state recorded."""
    required: bool | None
    """Whether the law of that day asks for a notification; `None` where that cannot be told."""

    @property
    def proposal(self) -> Proposal:
        """What the tests of value are applied to."""
        return proposal_of(self.one.sale.value)


@dataclass(frozen=True, slots=True)
class Cluster:
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
        return any(case.proposal.mde is None for case in self.cases)


def cases_of(sales: Iterable[SaleOnDay]) -> list[Case]:
    """The sales that had begun without a notification by their day and whose value does not certainly ask for one."""
    found = []
    for one in sales:
        case = _case(one)
        if case is not None and case.required is not True:
            found.append(case)
    return found


def is_case(one: SaleOnDay) -> bool:
    """Whether a sale is one of `cases_of`."""
    return bool(cases_of([one]))


def _case(one: SaleOnDay) -> Case | None:
    procedure, state = one.life.procedure, one.standing.state
    if state is None or procedure.by_name[state].has("rumour") or procedure.by_name[state].ended:
        return None
    if one.notified is not None or one.sale.amends is not None:
        return None
    spans = [span for span in one.life.spans if span.surely_from is not None and span.surely_from <= one.day]
    order = [each.name for each in procedure.states]
    first = procedure.first("offer")
    offer = len(order) if first is None else order.index(first)
    # Where the offer was passed over, what can only follow it tells that there was one by then.
    offered = next((span for span in spans if order.index(span.state) >= offer), spans[0])
    return Case(one, offered.began, _required(one, offered.began))


def _required(one: SaleOnDay, when: PartialDate) -> bool | None:
    """Whether a notification was required, where the law of the first and of the last possible day agree."""
    sale = one.sale
    if UNKNOWN in sale.authorities or when.earliest is None or when.latest is None or not sale.recipients:
        return None
    answers = {
        requirement_of_sale(sale, day, proposal_of(sale.value), one.context.options).required
        for day in (when.earliest, when.latest)
    }
    return answers.pop() if len(answers) == 1 else None


def clusters(cases: Sequence[Case], window: int) -> list[Cluster]:
    """The largest sets of cases within so many days that together certainly pass a threshold, the latest first."""
    buyers: dict[tuple[tuple[str, ...], str], list[Case]] = {}
    for case in cases:
        sale = case.one.sale
        buyers.setdefault((tuple(sorted(sale.recipients)), sale.authority), []).append(case)
    found = []
    for of_buyer in buyers.values():
        below = [case for case in of_buyer if case.required is False]
        for members in _windows(below, window):
            cluster = _together(members, [case for case in of_buyer if case not in members], window)
            if cluster is not None:
                found.append(cluster)
    return sorted(found, key=lambda one: (-one.judged_on.toordinal(), one.cases[0].one.id))


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
    names = [frozenset(case.one.id for case in each) for each in sets]
    largest = [each for at, each in enumerate(sets) if not any(names[at] < other for other in names)]
    return list({tuple(case.one.id for case in each): each for each in largest}.values())


def _together(members: Sequence[Case], others: Sequence[Case], window: int) -> Cluster | None:
    ordered = sorted(members, key=lambda case: (case.when.latest or date.max, case.one.id))
    last = ordered[-1]
    day, sale = last.when.latest, last.one.sale
    assert day is not None
    group = _group(sale.recipients, day, sale.authorities)
    found = requirement_of_sale(last.one.sale, day, _sum(ordered), last.one.context.options)
    earliest = last.when.earliest
    if found.required is not True or earliest is None:
        return None
    if requirement_of_sale(last.one.sale, earliest, _sum(ordered), last.one.context.options).required is not True:
        return None
    return Cluster(tuple(ordered), group, found, day, tuple(case for case in others if _beside(case, ordered, window)))


def _group(recipients: tuple[str, ...], day: date, authorities: tuple[str, ...]) -> str:
    """The group by whose rules the strictest of some authorities treats the recipients."""
    groups = (group_of_all(recipients, day, authority) or "other" for authority in authorities)
    return max(groups, key=GROUPS.index)


def _sum(cases: Sequence[Case]) -> Proposal:
    """What the cases come to at least: what is unknown adds nothing, so a threshold reached is surely reached."""
    proposals = [case.proposal for case in cases]
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


def clusters_document(cases: Sequence[Case], sales: int, day: date, window: int) -> ClustersDocument:
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
        "clusters": [_cluster(one) for one in clusters(cases, window)],
    }


def _cluster(one: Cluster) -> ClusterDocument:
    row, sale = one.together.rows[0], one.cases[0].one.sale
    starts = [case.when.earliest for case in one.cases if case.when.earliest is not None]
    return {
        "recipient": recipient_document(sale.recipients),
        "authority": authority_document(sale.authorities),
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
        "id": case.one.id,
        "title": case.one.title,
        "recipient": recipient_document(case.one.sale.recipients),
        "date": case.when.iso,
        "not_before": iso(case.when.earliest),
        "not_after": iso(case.when.latest),
        "state": case.one.standing.state,
        "value_usd": case.one.sale.value.total,
        "mde_usd": case.one.sale.value.mde,
    }
