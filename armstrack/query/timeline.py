"""The life of a sale with the days between its milestones; what is not known to the day is said so, never counted."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from armstrack.law.clock import days_until_over
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate
from armstrack.query.document import iso, promise_document
from armstrack.query.intervals import Interval, after, between, interval_document
from armstrack.query.promises import waited_for
from armstrack.query.view import SaleOnDay
from armstrack.workflow.life import SaleSpan
from armstrack.workflow.order import in_order

if TYPE_CHECKING:
    from armstrack.documents.sales import TimelineDocument, TimelineStep


class ByCalendar(NamedTuple):
    """How many days after an entry the calendar makes something true, whichever day the entry is of."""

    since: Entry
    days: Interval


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of a life."""

    name: str
    date: PartialDate
    source: str | None
    computed: bool
    """Whether the calendar made it, rather than somebody."""
    entry: Entry | None
    """The entry that says so; `None` where there is none."""
    counted: ByCalendar | None
    """From which entry the calendar counted it, where it did."""


@dataclass(frozen=True, slots=True)
class Step(Milestone):
    """A milestone, and the days to it."""

    since_previous: Interval | None
    """`None` for the first."""
    since_notified: Interval | None
    """`None` for the notification itself, and where none is known."""


def milestones(one: SaleOnDay) -> tuple[Milestone, ...]:
    """The milestones of a sale by its day: each state, contracts, and the first and the last delivery.

    They stand in the order of the replay, so that a loosely known day changes no order.
    """
    spans = [span for span in one.life.spans if span.maybe_from is None or span.maybe_from <= one.day]
    by_entry = {id(span.entry): at for at, span in enumerate(spans) if span.entry is not None}
    known = [entry for entry in in_order(one.sale.history) if one.may_have_happened(entry.date)]
    deliveries = [entry for entry in known if entry.event == "delivery"]
    found = _made_after(one, spans, -1)
    for entry in known:
        if entry.event == "contract":
            found.append(_of(entry, "contract"))
        elif entry.event == "delivery" and entry is deliveries[0]:
            found.append(_of(entry, "first delivery"))
        elif entry.event == "delivery" and entry is deliveries[-1]:
            found.append(_of(entry, "latest delivery"))
        elif entry.state is not None:
            found.append(_of(entry, entry.state))
        if id(entry) in by_entry:
            found += _made_after(one, spans, by_entry[id(entry)])
    return tuple(in_order(found))


def _made_after(one: SaleOnDay, spans: list[SaleSpan], at: int) -> list[Milestone]:
    """What the calendar or a law made true after a span and before the next entry."""
    following = takewhile(lambda span: span.entry is None, spans[at + 1 :])
    notified = spans[at].entry if at >= 0 and spans[at].review is not None else None
    return [
        Milestone(span.state, span.began, None, True, None, _counted(one, notified, span.state)) for span in following
    ]


def _counted(one: SaleOnDay, notified: Entry | None, state: str) -> ByCalendar | None:
    """The days of the review that a notification started, after which the calendar makes a state true."""
    if notified is None or state != one.life.procedure.calendar_state:
        return None
    sale, waived = one.sale, notified.emergency is not None
    days = days_until_over(sale.authorities, sale.recipients, notified.date, waived, one.context.options)
    return None if days is None else ByCalendar(notified, Interval(*days))


def _of(entry: Entry, name: str) -> Milestone:
    return Milestone(name, entry.date, entry.source, False, entry, None)


def steps(one: SaleOnDay) -> tuple[Step, ...]:
    """The milestones of a sale by its day, with the days between them."""
    found = milestones(one)
    notification = one.life.procedure.notifying_state
    start = next((at for at, each in enumerate(found) if each.name == notification), None)
    counted: list[Step] = []
    for at, each in enumerate(found):
        previous = _after(found[at - 1], each) if at else None
        since = None
        if start is not None and each.name != notification:
            since = between(found[start].date, each.date) if at < start else _after(found[start], each)
        counted.append(
            Step(each.name, each.date, each.source, each.computed, each.entry, each.counted, previous, since)
        )
    return tuple(counted)


def _after(first: Milestone, second: Milestone) -> Interval:
    """The days from one milestone to a later one: by the calendar, where it counted the later from the first."""
    if second.counted is not None and second.counted.since is first.entry:
        return second.counted.days
    return after(first.date, second.date)


def step_document(step: Step) -> TimelineStep:
    """One step, as `timeline --format json` prints it."""
    return {
        "step": step.name,
        "date": step.date.iso,
        "not_before": iso(step.date.earliest),
        "not_after": iso(step.date.latest),
        "computed": step.computed,
        "days_since_previous": interval_document(step.since_previous),
        "days_since_notified": interval_document(step.since_notified),
        "source": step.source,
        "case": step.entry.case if step.entry is not None else None,
    }


def timeline_document(one: SaleOnDay) -> TimelineDocument:
    """The timeline as `timeline --format json` prints it."""
    promised = one.standing.promised
    return {
        "id": one.id,
        "as_of": one.day.isoformat(),
        "state": one.standing.state,
        "steps": [step_document(step) for step in steps(one)],
        "promised": promised.iso if promised is not None else None,
        "promises": [promise_document(waited) for waited in waited_for(one)],
    }
