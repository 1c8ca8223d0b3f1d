"""The facts that a memo of a period tells of one sale or one resolution, each with its day and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from armstrack.ledger.ledger import Ledger
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.package import Package
from armstrack.model.partial_date import UNKNOWN, PartialDate, on
from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.model.sale import Source
from armstrack.query.document import (
    Document,
    authority_document,
    entry_document,
    iso,
    recipient_document,
    reference_document,
    review_document,
)
from armstrack.query.due import Due, due_of_resolution, due_of_sale
from armstrack.query.resolutions import discharge_days, introduced, step_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.life import SaleSpan
from armstrack.workflow.order import in_order, places_of
from armstrack.workflow.resolution_life import congress_ends, procedure_of_resolution, resolution_standing

CLOCKS = ("review", "delivery-wait", "discharge", "president")
"""What falls due because a clock of Congress runs; all else was offered, granted or promised."""

END_OF_CONGRESS = "U.S. Constitution, amendment XX, section 1"

AFTER_ALL_ENTRIES = 10**6
"""The place of what the calendar adds to a history."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a memo, both ends included."""

    since: date
    until: date

    def place(self, when: PartialDate) -> str | None:
        """`surely` or `perhaps` where something of that day lies in the period, else `None`."""
        if when.within(self.since, self.until):
            return "surely"
        return "perhaps" if when.may_touch(self.since, self.until) else None

    def place_of_state(self, span: SaleSpan) -> str | None:
        """The same of a state that was entered, which what came before and after it may exclude."""
        too_early = span.surely_from is not None and span.surely_from < self.since
        too_late = span.maybe_from is not None and span.maybe_from > self.until
        return None if too_early or too_late else self.place(span.began)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact for the memo; its footnotes are numbered once its place is known."""

    section: str
    kind: str
    when: PartialDate
    document: Document
    named: tuple[str, ...] = ()
    """The sources that the record names for it."""
    sources: Mapping[str, Source] | None = None
    """The sources of the record, by their keys."""
    citations: tuple[str, ...] = ()
    """The texts of the law by which it was computed."""
    at: int = AFTER_ALL_ENTRIES
    """Its place in the history of its record."""
    new: bool = False
    """Whether it is a notification that the totals count."""

    @property
    def rank(self) -> tuple[str, str, str, int, str]:
        """What the facts of a section are sorted by, unknown days last; no two are alike in all of it."""
        latest = self.when.latest or date.max
        earliest = self.when.earliest or (date.max if self.when.latest is None else date.min)
        return (earliest.isoformat(), latest.isoformat(), str(self.document["id"]), self.at, self.kind)


def facts_of_sale(one: SaleOnDay, period: Period) -> Iterator[Fact]:
    """What happened to a sale in the period, or perhaps in it, and what was open at its end."""
    notice = latest_notice(one)
    spans = {id(span.entry): span for span in one.life.spans if span.entry is not None}
    for at, entry in enumerate(one.sale.history):
        span = spans.get(id(entry))
        place = period.place(entry.date) if span is None else period.place_of_state(span)
        if place is not None and (fact := fact_of_entry(one, at, entry, place)) is not None:
            yield fact
    yield from _made_by_the_calendar(one, period)
    for due in due_of_sale(one, period.until):
        if due.loose:
            continue  # it may have ended years ago, and is told where the sale stands
        yield _due_of_sale(due, one, notice)


def fact_of_entry(one: SaleOnDay, at: int, entry: Entry, place: str) -> Fact | None:
    """What an entry of a sale tells; `None` where it only repeats its notification."""
    notice = latest_notice(one)
    if _repeats(entry, notice):
        return None
    if notice is not None and entry is notice.entry:
        return _entry_fact(one, at, entry, "notifications", place, _notification(one, entry))
    span = next((each for each in one.life.spans if each.entry is entry), None)
    state = span.state if span is not None else entry.state
    section = "events" if state is None else "moves"
    return _entry_fact(one, at, entry, section, place, entry_document(entry) | {"state": state})


def latest_notice(one: SaleOnDay) -> SaleSpan | None:
    """The latest notification that may have come by the day: the one of which `list` gives the day."""
    states = one.life.procedure.by_name
    notices = [
        span
        for span in one.life.spans
        if span.entry is not None and states[span.state].notifies and span.entry.date.maybe_by(one.day)
    ]
    return notices[-1] if notices else None


def _repeats(entry: Entry, notice: SaleSpan | None) -> bool:
    """Whether an entry says no more than that the notice was published on the day of its notification."""
    return (
        entry.event == "published"
        and notice is not None
        and entry.date.exact is not None
        and (entry.date == notice.began)
    )


def _about(one: SaleOnDay) -> Document:
    return {"id": one.id, "title": one.title, "recipient": recipient_document(one.sale.recipients)}


def _entry_fact(one: SaleOnDay, at: int, entry: Entry, section: str, place: str, document: Mapping[str, Any]) -> Fact:
    kind = {"notifications": "notification", "moves": "move", "events": "event"}[section]
    sure = place == "surely"
    return Fact(
        section if sure else "perhaps",
        kind,
        entry.date,
        {**_about(one), **_days(entry.date), **document},
        () if entry.source is None else (entry.source,),
        one.sale.sources,
        at=at,
        new=sure and kind == "notification",
    )


def _days(when: PartialDate) -> Document:
    return {"date": when.iso, "not_before": iso(when.earliest), "not_after": iso(when.latest)}


def _notification(one: SaleOnDay, entry: Entry) -> Document:
    sale = one.sale
    return {
        "state": entry.state,
        "purchaser": sale.purchaser,
        "authority": authority_document(sale.authorities),
        "transmittal": sale.transmittal,
        "package": sale.package,
        "value_usd": one.value,
        "total_usd": sale.value.total,
        "amends": reference_document(sale.amends),
        "emergency": {"justification": entry.emergency.justification} if entry.emergency is not None else None,
        "review": review_document(one.standing.clock),
        "reviewed": one.life.procedure.calendar_state is not None,
    }


def _made_by_the_calendar(one: SaleOnDay, period: Period) -> Iterator[Fact]:
    """Reviews that ended, and a law that blocked the sale. An emergency had no review that could end."""
    review, notice = None, None
    for span in one.life.spans:
        if span.review is not None:
            review, notice = span.review, span.entry
        if span.entry is not None or (review is not None and review.review_days == 0):
            continue
        place = period.place_of_state(span)
        # Of a review that began or ended on any day at all, no more is known than its notification says.
        boundless = span.began.earliest is None or span.began.latest is None
        if place is None or (place == "perhaps" and boundless):
            continue
        blocked = one.life.blocked_by if span.state == one.life.procedure.barred_state else None
        section, kind = ("moves", "move") if blocked is not None else ("reviews_over", "review-over")
        document = _about(one) | _days(span.began) | {"state": span.state, "review": review_document(review)}
        yield Fact(
            section if place == "surely" else "perhaps",
            kind,
            span.began,
            document | ({"note": f"{blocked.measure} became law"} if blocked is not None else {}),
            (notice.source,) if blocked is None and notice is not None and notice.source is not None else (),
            one.sale.sources,
            citations=review.citations if blocked is None and review is not None else (),
        )


def _due_of_sale(due: Due, one: SaleOnDay, notice: SaleSpan | None) -> Fact:
    if due.promise is not None:
        entry: Entry | None = due.promise
    elif due.kind in CLOCKS:
        entry = notice.entry if notice is not None else None
    else:
        known = [each for each in in_order(one.sale.history) if each.date.surely_by(one.day)]
        telling = [each for each in known if each.expires is not None and each.expires == due.day]
        entry = telling[-1] if telling else None
    named = (entry.source,) if entry is not None and entry.source is not None else ()
    return _due_fact(due, one.day, _about(one), named, one.sale.sources)


def _due_fact(due: Due, today: date, about: Document, named: tuple[str, ...], sources: Mapping[str, Source]) -> Fact:
    when = on(due.day) if due.day is not None else PartialDate(UNKNOWN, None, None)
    ahead = "clocks" if due.kind in CLOCKS else "deadlines"
    # A motion to discharge is in order from then on; no deadline has passed.
    passed = due.day is not None and due.day < today and due.kind != "discharge"
    section = "passed" if passed else ahead
    # A promise rests on no rule; what is said for the lack of one is no source.
    citations = () if due.kind == "promised" else due.citations
    return Fact(section, due.kind, when, about | {"day": iso(due.day), "words": due.words}, named, sources, citations)


def facts_of_resolution(resolution: Resolution, ledger: Ledger, period: Period) -> Iterator[Fact]:
    """The steps and votes of a resolution in the period, or perhaps in it, and the clock of its committee."""
    about = {
        "id": resolution.id,
        "title": resolution.title,
        "recipient": recipient_document(ledger.contents.recipients_of(resolution)),
        "measure": resolution.measure,
    }
    places = places_of(resolution.history)
    surely_by = date.max
    for entry in reversed(in_order(resolution.history)):
        place = period.place(entry.date)
        if entry.state is not None:
            # A step came no later than the steps after it.
            surely_by = min(surely_by, entry.date.latest or date.max)
            place = place if surely_by >= period.since else None
        if place is not None:
            yield _step(about, places[id(entry)], entry, place, resolution)
    ended = congress_ends(resolution.congress)
    died = procedure_of_resolution(resolution).calendar_state
    if period.place(on(ended)) is not None and resolution_standing(resolution, ended).state == died:
        before = resolution_standing(resolution, ended - timedelta(1)).state
        document = about | _days(on(ended)) | {"state": died, "vote": None, "note": f"it stood at {before}"}
        yield Fact("resolutions", "step", on(ended), document, citations=(END_OF_CONGRESS,))
    for due in due_of_resolution(resolution, discharge_days(resolution, ledger), period.until):
        start = introduced(resolution)
        named = (start.source,) if start is not None and start.source is not None else ()
        yield _due_fact(due, period.until, about, named, resolution.sources)


def facts_of_package(package: Package, members: Sequence[SaleOnDay], period: Period) -> Iterator[Fact]:
    """What happened to a package as a whole in the period, or perhaps in it."""
    recipients = tuple(sorted({code for one in members for code in one.sale.recipients}))
    about = {"id": package.id, "title": package.title, "recipient": recipient_document(recipients)}
    for at, entry in enumerate(package.history):
        place = period.place(entry.date)
        if place is not None:
            yield Fact(
                "events" if place == "surely" else "perhaps",
                "event",
                entry.date,
                about | _days(entry.date) | entry_document(entry),
                () if entry.source is None else (entry.source,),
                package.sources,
                at=at,
            )


def _step(about: Document, at: int, entry: ResolutionEntry, place: str, resolution: Resolution) -> Fact:
    return Fact(
        "resolutions" if place == "surely" else "perhaps",
        "step",
        entry.date,
        about | step_document(entry),
        () if entry.source is None else (entry.source,),
        resolution.sources,
        at=at,
    )
