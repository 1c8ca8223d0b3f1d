"""What a citation of a number has to say: its question, and the ledger, its state and the day that was asked about.

So the same answer can be had again. What a citation of a record says is told in
`armstrack.query.record_citation`.
"""

from __future__ import annotations

import re
import shlex
import zlib
from datetime import date
from typing import Any, NamedTuple

from armstrack.query.filter import Filter
from armstrack.query.filter_words import options_of, settings_of
from armstrack.query.summary.counting import COUNTING_RULE, Summary, summary_document

Document = dict[str, Any]

LONGEST_KEY = 100
"""Up to how many characters a key spells its question out."""


class LedgerState(NamedTuple):
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


def page_citation(address: str, title: str, ledger: LedgerState, day: date) -> Document:
    """What a citation of a page of a site says that shows neither one record nor one total."""
    return {
        "kind": "page",
        "id": address,
        "key": "-".join(["armstrack", *re.findall("[A-Za-z0-9]+", address)]),
        "title": title,
        "about": None,
        "as_of": day.isoformat(),
        "ledger": ledger_document(ledger._replace(digest=None)),
        "sources": [],
    }


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
        "ledger": ledger_document(ledger),
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
        "ledger": ledger_document(ledger),
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
        plain = f"{plain[:LONGEST_KEY].strip('-')}-{checksum(shlex.join(options))}".strip("-")
    return f"armstrack-{what}-{plain}-as-of-{day.isoformat()}"


def checksum(text: str) -> str:
    """Eight letters and figures that tell one text from another."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def ledger_document(ledger: LedgerState) -> Document:
    """The state of a ledger, as every citation names it."""
    return {
        "name": ledger.name,
        "version": ledger.version,
        "shipped": ledger.shipped,
        "revision": ledger.revision,
        "dirty": ledger.dirty,
        "why_no_revision": ledger.why_no_revision,
        "digest": ledger.digest,
    }
