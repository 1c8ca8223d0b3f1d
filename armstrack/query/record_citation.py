"""What a citation of a record has to say: what it is, and its own sources, the nearest to the act first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from armstrack.ledger.source_rank import source_ranking
from armstrack.model.figure import Figure
from armstrack.model.package import Package
from armstrack.model.resolution import Resolution
from armstrack.model.sale import Source
from armstrack.query.citation import LedgerState, checksum, ledger_document
from armstrack.query.document import Document, source_document
from armstrack.query.find_record import Found, Record
from armstrack.query.footnotes import is_out, source_named
from armstrack.workflow.resolution_life import resolution_standing


def record_citation(found: Found, row: Document | None, ledger: LedgerState, day: date) -> Document:
    """What a citation of a record says; `row` is the sale as `list` prints it, where the record is one."""
    record = found.record
    key = f"armstrack-{record.id}"
    return {
        "kind": found.kind,
        "id": record.id,
        "key": key,
        "title": record.title,
        "about": row if row is not None else _about(record, day),
        "as_of": day.isoformat(),
        "ledger": ledger_document(ledger),
        "sources": _source_documents(key, _sources_by(record, day)),
    }


def _about(record: Record, day: date) -> Document:
    if isinstance(record, Resolution):
        standing = resolution_standing(record, day)
        return {
            "measure": record.measure,
            "congress": record.congress,
            "state": standing.state,
            "since": standing.since.iso if standing.since is not None else None,
        }
    if isinstance(record, Package):
        return {"announced": record.announced.iso}
    return {"published": record.published, "measure": record.measure} if isinstance(record, Figure) else {}


def _sources_by(record: Record, day: date) -> list[Source]:
    """The sources of a record, without those that only entries after a day refer to, the nearest to the act first."""
    entries = () if isinstance(record, Figure) else record.history
    by_then, later = dict[str, None](), set[str]()
    for entry in entries:
        named = [entry.source, *(claim.source for claim in entry.conflicts)]
        for name in named:
            if name is not None and entry.date.maybe_by(day):
                by_then[name] = None
            elif name is not None:
                later.add(name)
    found = [source for key, source in record.sources.items() if key in by_then or key not in later]
    found += [source_named(name, record.sources) for name in by_then if name not in record.sources]
    found = [source for source in found if is_out(source, day)]
    last = len(source_ranking().ranks)
    ranks = [source_ranking().of(source) for source in found]
    order = sorted(range(len(found)), key=lambda at: (rank.place if (rank := ranks[at]) is not None else last, at))
    return [found[at] for at in order]


def _source_documents(key: str, sources: Iterable[Source]) -> list[Document]:
    documents: list[Document] = []
    taken: set[str] = {key.casefold()}
    for source in sources:
        address = source.url if source.key == source.url else None
        name = f"{key}-{source.key if address is None else checksum(address)}"
        unique, number = name, 2
        while unique.casefold() in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique.casefold())
        rank = source_ranking().of(source)
        documents.append({"key": unique, **source_document(source), "rank": rank.name if rank is not None else None})
    return documents
