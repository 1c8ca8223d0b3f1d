"""What a citation has to say: of a record, its own sources, the nearest to the act first; of a number, its question.

Either names the ledger, its state and the day that was asked about, so that the same answer can be had again.
"""

from __future__ import annotations

import re
import shlex
import zlib
from collections.abc import Iterable
from datetime import date

from armstrack.ledger.source_rank import source_ranking
from armstrack.model.data_class import dataclass
from armstrack.model.figure import Figure
from armstrack.model.package import Package
from armstrack.model.resolution import Resolution
from armstrack.model.sale import Source
from armstrack.query.document import Document, source_document
from armstrack.query.filter import Filter
from armstrack.query.filter_words import options_of, settings_of
from armstrack.query.find_record import Found, Record
from armstrack.query.footnotes import is_out, source_named
from armstrack.query.summary.counting import COUNTING_RULE, Summary, summary_document
from armstrack.workflow.resolution_life import resolution_standing

LONGEST_KEY = 100
"""Up to how many characters a key spells its question out."""


@dataclass(frozen=True, slots=True)
class LedgerState:
    """Which state of which ledger an answer comes from."""

    name: str
    version: str
    """The version of the program."""
    shipped: bool
    """Whether the ledger is the one that ships with this version."""
    revision: str | None
    """The revision of the git repository that holds it; `None` where there is none."""
    dirty: bool
    """Whether its files differ from that revision."""
    why_no_revision: str | None = None
    digest: str | None = None
    """The digest of the records, where a revision alone does not name their state."""


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
        "ledger": _ledger_document(ledger),
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
        name = f"{key}-{source.key if address is None else _checksum(address)}"
        unique, number = name, 2
        while unique.casefold() in taken:
            unique, number = f"{name}-{number}", number + 1
        taken.add(unique.casefold())
        rank = source_ranking().of(source)
        documents.append({"key": unique, **source_document(source), "rank": rank.name if rank is not None else None})
    return documents


def number_citation(wanted: Filter, answer: Summary, ledger: LedgerState, day: date, known_at: str | None) -> Document:
    """What a citation of a total says; `known_at` is the revision at which the ledger was asked, if an earlier one."""
    options = options_of(wanted)
    document = summary_document(answer)
    past = ("--known-at", known_at) if known_at is not None else ()
    return {
        "kind": "number",
        "key": _key(options, day),
        "chosen_by": [list(setting) for setting in settings_of(wanted)],
        "command": shlex.join(("armstrack", "--as-of", day.isoformat(), *past, "summary", *options)),
        "total": document["total"],
        "totals": document["totals"],
        "rule": COUNTING_RULE,
        "as_of": day.isoformat(),
        "ledger": _ledger_document(ledger),
        "sources": [],
    }


def backlog_citation(
    wanted: Filter, options: tuple[str, ...], command: str, backlog: Document, ledger: LedgerState
) -> Document:
    """What a citation of a backlog says: `backlog` is its document, `command` what counts it again."""
    return {
        "kind": "backlog",
        "key": _key(options, date.fromisoformat(backlog["as_of"]), "backlog"),
        "chosen_by": [list(setting) for setting in settings_of(wanted)],
        "command": command,
        "total": backlog["total"],
        "totals": backlog["totals"],
        "rule": f"{backlog['rule']['name']}, version {backlog['rule']['version']}: "
        + backlog["rule"]["text"].rstrip("."),
        "as_of": backlog["as_of"],
        "ledger": _ledger_document(ledger),
        "sources": [],
    }


def series_citation(
    wanted: Filter, options: tuple[str, ...], command: str, series: Document, ledger: LedgerState
) -> Document:
    """What a citation of a backlog over time says: `series` is its document, `command` what counts it again.

    `total` is that of its last day.
    """
    last = series["series"][-1]
    about_sales = {"unclassed": 0, "undivided": 0, "unvalued": 0, "left_out": {}}
    total = {key: value for key, value in last.items() if key not in ("day", "totals")} | about_sales
    whole = {**series, "total": total, "totals": last["totals"]}
    return backlog_citation(wanted, options, command, whole, ledger) | {
        "kind": "backlog-series",
        "key": _key(options, date.fromisoformat(series["as_of"]), "backlog-series"),
        "every": series["every"],
        "from": series["from"],
        "to": series["to"],
        "series": series["series"],
    }


def _key(options: tuple[str, ...], day: date, what: str = "summary") -> str:
    """A key that spells the question out where letters, digits and points do; else a checksum tells it from others."""
    spelt = "-".join(option.removeprefix("--") for option in options) or "all"
    plain = re.sub("[^A-Za-z0-9.]+", "-", spelt).strip("-")
    if plain != spelt or len(plain) > LONGEST_KEY:
        plain = f"{plain[:LONGEST_KEY].strip('-')}-{_checksum(shlex.join(options))}".strip("-")
    return f"armstrack-{what}-{plain}-as-of-{day.isoformat()}"


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def _ledger_document(ledger: LedgerState) -> Document:
    return {
        "name": ledger.name,
        "version": ledger.version,
        "shipped": ledger.shipped,
        "revision": ledger.revision,
        "dirty": ledger.dirty,
        "why_no_revision": ledger.why_no_revision,
        "digest": ledger.digest,
    }
