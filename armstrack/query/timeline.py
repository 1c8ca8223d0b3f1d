"""The life of a sale with the days between its milestones; what is not known to the day is said so, never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate
from armstrack.query.document import Document, iso
from armstrack.query.view import SaleOnDay
from armstrack.workflow.order import in_order

MILESTONE_EVENTS = ("contract", "delivery")
"""Events that are milestones beside the states."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of a life."""

    name: str
    when: PartialDate
    source: str | None
    computed: bool
    """Whether the calendar made it, rather than somebody."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from one milestone to another: at least and at most; `None` where open."""

    least: int | None
    most: int | None

    @property
    def exact(self) -> int | None:
        """The number of days, where it is certain."""
        return self.least if self.least is not None and self.least == self.most else None


def between(first: PartialDate, second: PartialDate) -> Interval:
    """The days from one date to another, as an interval where they are known only in part; negative before it."""
    return Interval(_days(first.latest, second.earliest), _days(first.earliest, second.latest))


def _after(first: PartialDate, second: PartialDate) -> Interval:
    """The days from one date to another that did not come before it."""
    days = between(first, second)
    return Interval(None if days.least is None else max(days.least, 0), days.most)


def _days(first: date | None, second: date | None) -> int | None:
    return None if first is None or second is None else (second - first).days


def milestones(one: SaleOnDay) -> tuple[Milestone, ...]:
    """The milestones of a sale by its day: each state, contracts, and the first and the last delivery."""
    found: list[Milestone] = []
    deliveries = [entry for entry in in_order(one.sale.history) if entry.event == "delivery"]
    spans = [span for span in one.life.spans if span.maybe_from is None or span.maybe_from <= one.day]
    for span in spans:
        if span.entry is not None and span.entry.event == "delivery":
            continue
        source = span.entry.source if span.entry is not None else None
        found.append(Milestone(span.state, span.began, source, span.entry is None))
    for entry in in_order(one.sale.history):
        if entry.event == "contract" and entry.date.maybe_by(one.day):
            found.append(_of(entry, "contract"))
    known = [entry for entry in deliveries if entry.date.maybe_by(one.day)]
    if known:
        found.append(_of(known[0], "first delivery"))
    if len(known) > 1:
        found.append(_of(known[-1], "latest delivery"))
    return tuple(sorted(found, key=lambda each: each.when.latest or each.when.earliest or date.max))


def _of(entry: Entry, name: str) -> Milestone:
    return Milestone(name, entry.date, entry.source, False)


def timeline_document(one: SaleOnDay) -> Document:
    """The timeline as `timeline --format json` prints it."""
    steps: list[Document] = []
    found = milestones(one)
    origin = next((each.when for each in found if each.name == "notified"), None)
    for at, each in enumerate(found):
        previous = _after(found[at - 1].when, each.when) if at else None
        since = between(origin, each.when) if origin is not None else None
        steps.append(
            {
                "step": each.name,
                "date": each.when.iso,
                "not_before": iso(each.when.earliest),
                "not_after": iso(each.when.latest),
                "computed": each.computed,
                "days_since_previous": _interval(previous),
                "days_since_notified": _interval(since) if each.name != "notified" else None,
                "source": each.source,
            }
        )
    promised = one.standing.promised
    return {
        "id": one.id,
        "as_of": one.day.isoformat(),
        "state": one.standing.state,
        "steps": steps,
        "promised": promised.iso if promised is not None else None,
    }


def _interval(days: Interval | None) -> Document | None:
    if days is None:
        return None
    return {"days": days.exact, "at_least": days.least, "at_most": days.most}
