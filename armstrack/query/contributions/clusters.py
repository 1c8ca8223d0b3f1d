"""What one sale contributes to `clusters`; see `armstrack.query.clusters`."""

from __future__ import annotations

from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.query.clusters import Case
from armstrack.query.plain import plain_date
from armstrack.query.view import SaleOnDay
from armstrack.workflow.guards import proposal_of, requirement_of_sale


def case_of(one: SaleOnDay) -> Case | None:
    """A sale that had begun without a notification by its day and whose value does not certainly ask for one."""
    procedure, state, sale = one.life.procedure, one.standing.state, one.sale
    if state is None or procedure.by_name[state].has("rumour") or procedure.by_name[state].ended:
        return None
    if one.notified is not None or sale.amends is not None:
        return None
    spans = [span for span in one.life.spans if span.surely_from is not None and span.surely_from <= one.day]
    order = [each.name for each in procedure.states]
    first = procedure.first("offer")
    offer = len(order) if first is None else order.index(first)
    # Where the offer was passed over, what can only follow it tells that there was one by then.
    offered = next((span for span in spans if order.index(span.state) >= offer), spans[0])
    required = _required(one, offered.began)
    if required is True:
        return None
    proposal = proposal_of(sale.value)
    return Case(
        one.id, sale.title, sale.recipients, sale.authorities, sale.territory, plain_date(offered.began), required,
        state, sale.value.total, sale.value.mde,
        (proposal.mde, proposal.total, proposal.construction, proposal.firearms),
    )  # fmt: skip


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
