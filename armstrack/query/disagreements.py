"""The disagreements that one record holds, each with what the record says of why one is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from armstrack.ledger.source_rank import SourceRank, source_ranking
from armstrack.model.entry import Claim, Entry
from armstrack.model.figure import Figure, FigureFile, every_figure
from armstrack.model.money import Money, parse_money
from armstrack.model.package import Package
from armstrack.model.partial_date import PartialDate
from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.model.sale import Acknowledgement, Sale, Source
from armstrack.query.document import Document, source_document
from armstrack.query.find_record import Found, Record
from armstrack.query.footnotes import is_out, source_named
from armstrack.query.intervals import between
from armstrack.workflow.procedure import procedure_of

if TYPE_CHECKING:
    from armstrack.documents.analysis import Disagreement

BASIS_WORDS = {
    "delivered": "the day used is that of the delivery to Congress",
    "release": "the day used is that of the release",
    "record": "the day used is that of the printed record",
}
"""What the day of a notification rests on, by the word in its entry."""


def conflicts_of_other(record: Resolution | Package | FigureFile, day: date) -> list[Disagreement]:
    """The disagreements that a record besides a sale holds, known by a day; of a file of figures, all of theirs."""
    if isinstance(record, FigureFile):
        figures = (figure for figure in every_figure([record]) if not is_of_later(figure, day))
        return [row for figure in figures for row in conflicts_of(Found("figure", figure), day)]
    kind = "resolution" if isinstance(record, Resolution) else "package"
    return list(conflicts_of(Found(kind, record), day))


def turning_days_of_other(record: Resolution | Package | FigureFile) -> set[date]:
    """The days on which what a record besides a sale contributes can change: whatever else happens, it does not."""
    if isinstance(record, FigureFile):
        figures = list(every_figure([record]))
        sources = [source for figure in figures for source in figure.sources.values()]
        days = {begin for figure in figures for begin in _begins(figure)}
    else:
        sources = list(record.sources.values())
        days = {entry.date.earliest for entry in record.history if entry.date.earliest is not None}
    published = (source.published for source in sources if source.published is not None)
    return {date.min, *days, *(when.earliest for when in published if when.earliest is not None)}


def is_disputed_record(record: Resolution | Package | FigureFile) -> bool:
    """Whether a record besides a sale holds a disagreement, whatever the day."""
    if isinstance(record, FigureFile):
        return any(figure.disputed for figure in every_figure([record]))
    return any(entry.conflicts for entry in record.history)


def is_of_later(figure: Figure, day: date) -> bool:
    """Whether a figure is about a time after a day."""
    return any(begin > day for begin in _begins(figure))


def _begins(figure: Figure) -> list[date]:
    """The days from which on there is something that a figure is about."""
    question = figure.question
    first = date(question.year, 1, 1) if question.year is not None else None
    return [day for day in (question.since, question.as_of, first) if day is not None]


def conflicts_of(found: Found, day: date) -> Iterator[Disagreement]:
    """The disagreements that one record holds, known by a day."""
    record = found.record
    about = {"record": found.kind, "id": record.id, "title": record.title}
    if isinstance(record, Figure):
        rows = _of_figure(record, day)
    else:
        rows = (
            row
            for entry in record.history
            if entry.date.maybe_by(day)
            for claim in entry.conflicts
            if _said_by(claim.source, record.sources, day)
            for row in _of_claim(record, entry, claim)
        )
    for row in rows:
        yield cast("Disagreement", about | row)
    if isinstance(record, Sale) and any(entry.date.maybe_by(day) for entry in record.history):
        for row in _of_items(record):
            yield cast("Disagreement", about | row)


def _said_by(named: str, sources: Mapping[str, Source], day: date) -> bool:
    return is_out(source_named(named, sources), day)


def _of_claim(record: Record, entry: Entry | ResolutionEntry, claim: Claim) -> Iterator[Document]:
    """What another source says instead of an entry: a row for the day, and one for the value, where it gives them."""
    sources = record.sources
    about_day = claim.date is not None
    if claim.date is not None:
        basis = BASIS_WORDS[entry.basis] if isinstance(entry, Entry) and entry.basis is not None else None
        yield _row(
            "day",
            entry.word,
            _claimed(entry.source, sources, when=entry.date),
            _claimed(claim.source, sources, when=claim.date),
            claim.note,
            _why(basis, record.known),
        )
    if claim.value is not None:
        yield _row(
            "value",
            entry.word,
            _claimed(entry.source, sources, value=_value_of(record, entry)),
            _claimed(claim.source, sources, value=claim.value),
            claim.note,
            _why(None, record.known),
        )
    if not about_day and claim.value is None:
        vote = entry.vote if isinstance(entry, ResolutionEntry) else None
        used = entry.word if vote is None else f"{_votes(vote.yea)}-{_votes(vote.nay)}"
        yield _row(
            "outcome" if vote is None else "vote",
            entry.word,
            _claimed(entry.source, sources, text=used),
            _claimed(claim.source, sources, text=claim.note),
            None,
            _why(None, record.known),
        )


def _votes(number: int | None) -> str:
    return "unknown" if number is None else str(number)


def _value_of(record: Record, entry: Entry | ResolutionEntry) -> Money:
    """The value that an entry states; that of the sale where the entry is its notification."""
    if not isinstance(entry, Entry):
        return None
    if entry.restated_value is not None:
        return entry.restated_value
    notifies = isinstance(record, Sale) and entry.state is not None and _notifies(record, entry.state)
    return record.value.total if notifies and isinstance(record, Sale) else None


def _notifies(sale: Sale, state: str) -> bool:
    return procedure_of(sale.authorities).by_name[state].notifies


def _of_items(sale: Sale) -> Iterator[Document]:
    """Line items of which it is said otherwise; the file does not say by whom."""
    for item in sale.items:
        if item.disputed is not None:
            used = "unknown" if item.quantity is None else f"{item.quantity:,}"
            yield _row(
                "quantity",
                item.name,
                _claimed(None, sale.sources, text=used),
                _claimed(None, sale.sources, text=item.disputed),
                None,
                _why(None, sale.known),
            )


def _of_figure(figure: Figure, day: date) -> Iterator[Document]:
    for dispute in figure.disputed:
        if not _said_by(dispute.source, figure.sources, day):
            continue
        money = figure.measure == "value"
        yield _row(
            "figure",
            figure.measure,
            _claimed(figure.source, figure.sources, text=figure.published, value=_dollars(figure.published, money)),
            _claimed(dispute.source, figure.sources, text=dispute.published, value=_dollars(dispute.published, money)),
            dispute.note,
            _why(figure.note, figure.known),
        )


def _dollars(text: str, money: bool) -> Money:
    try:
        return parse_money(text) if money else None
    except ValueError:
        return None


def _why(said: str | None, known: Iterable[Acknowledgement]) -> list[str]:
    """What the record says about the choice, in its own words; nothing where it says nothing."""
    reasons = [each.reason for each in known if each.code == "disputed"]
    return [said, *reasons] if said is not None else reasons


def _claimed(
    named: str | None,
    sources: Mapping[str, Source],
    *,
    when: PartialDate | None = None,
    value: Money = None,
    text: str | None = None,
) -> Document:
    source = source_named(named, sources) if named is not None else None
    rank = source_ranking().of(source) if source is not None else None
    return {
        "when": when,
        "date": when.iso if when is not None else None,
        "value_usd": value,
        "text": text,
        "source": None if source is None else {"key": source.key} | source_document(source),
        "rank": rank,
    }


def _row(field: str, of: str, used: Document, other: Document, note: str | None, why: list[str]) -> Document:
    days = between(used["when"], other["when"]) if used["when"] is not None and other["when"] is not None else None
    dollars = None
    if used["value_usd"] is not None and other["value_usd"] is not None:
        dollars = other["value_usd"] - used["value_usd"]
    return {
        "field": field,
        "of": of,
        "used": _printed(used),
        "other": _printed(other) | {"note": note},
        "difference": {
            "days": None if days is None else {"days": days.exact, "at_least": days.least, "at_most": days.most},
            "usd": dollars,
        },
        "why": why,
        "ranking": _ranking(used["rank"], other["rank"]),
    }


def _printed(claimed: Document) -> Document:
    when = claimed.pop("when")
    if when is not None and claimed["date"] is None:
        claimed["text"] = str(when)
    rank = claimed["rank"]
    return claimed | {"rank": rank.name if rank is not None else None}


def _ranking(used: SourceRank | None, other: SourceRank | None) -> str | None:
    """How the source used ranks against the other: `before`, `behind` or `same`; `None` where that cannot be told."""
    if used is None or other is None:
        return None
    return "same" if used.place == other.place else "before" if used.place < other.place else "behind"
