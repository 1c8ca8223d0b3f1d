"""`armstrack fetch`: the public sources asked for what is new, and what that means for the ledger."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.day_words import day_meant
from armstrack.cli.failure import Failure, usage
from armstrack.cli.session import Session
from armstrack.index.place import cache_folder
from armstrack.ledger.journal import ReadOnlyLedger
from armstrack.model.data_class import dataclass
from armstrack.model.kinds import did_you_mean
from armstrack.model.problem import Severity
from armstrack.model.told import ExitCode, InvalidData

if TYPE_CHECKING:
    from armstrack.cli.fetch_notices import Notice, Taken
    from armstrack.cli.import_plan import Plan
    from armstrack.ledger.ledger import Contents
    from armstrack.query.resolution_told import ResolutionTold
    from armstrack.sources.found import Outcome, Row
    from armstrack.sources.inbox import Held, Inbox
    from armstrack.sources.listing import Found

Document = dict[str, Any]

SOURCE_COLUMNS = ("source", "state", "listed", "held", "new", "changed", "failed", "reason")
MISSING_COLUMNS = ("kind", "transmittal", "id", "recipients", "day", "numbers", "sources", "addresses")


SOURCES_ARE = "federal-register, state, congressional-record, bill-status, senate-votes, house-votes"
"""The sources, by name; to import them for a help would load them all."""


def fetch(
    session: Session,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE…", help=f"{SOURCES_ARE}. Default: all.", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Ask for this day and later. Default: 90d.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--import", help="Write what was found into the ledger: new sales, merges, steps.")
    ] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help="List what the sources print and the ledger lacks.")
    ] = False,
    inbox_folder: Annotated[
        Path | None, typer.Option("--inbox", metavar="DIR", help="Where to keep what was fetched. Default: inbox/.")
    ] = None,
    base_urls: Annotated[
        list[str] | None,
        typer.Option("--base-url", metavar="SOURCE=URL", help="Ask this address in the place of a source's own."),
    ] = None,
) -> None:
    """Ask the public sources for what is new: the Federal Register, the Department of State, Congress.

    Every document is kept in the ledger's inbox as it was served, with a receipt. What `import`
    would do with it is shown; nothing is written into records without --import. Each source is
    said to be ok, partial, unavailable or suspicious, and anything but ok ends with exit code 6.
    Sources: federal-register, state, congressional-record, bill-status, senate-votes, house-votes.

    Examples: `armstrack fetch --missing`; `armstrack fetch federal-register --since 30d --import`.
    """
    rows = _rows(sources or [])
    bases = _bases(base_urls or [])
    first = _since(session, since)
    ledger = session.whole_ledger
    if write and ledger.reference:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    if write:
        session.settle()
        _ask_whether_whole(session)
    inbox = _inbox(session, inbox_folder)
    work = _Work(session, inbox, first)
    _ask_all(session, work, rows, bases)
    plan = _follow_up(session, work)
    if write:
        _write(session, work, plan)
    if missing:
        work.missing = _missing(session, work, since is not None)
    _print(session, work, missing)
    ok = all(outcome.state == "ok" for outcome in work.outcomes)
    raise typer.Exit(ExitCode.DONE if ok else ExitCode.UNANSWERED)


@dataclass
class _Work:
    """One call: what was asked, what came, and what that means."""

    session: Session
    inbox: Inbox
    since: date
    outcomes: list[Outcome] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    told: tuple[ResolutionTold, ...] = ()
    changed: list[Document] = field(default_factory=list)
    missing: Document | None = None
    looked_at: date | None = None
    """To which day the ledger's sources are now looked at, where that was moved."""
    written: bool = False


def _rows(names: Sequence[str]) -> list[Row]:
    """The sources that are named, in the order of the registry. Raises Failure."""
    try:
        from armstrack.sources.registry import SOURCES
    except ImportError as error:
        message = f"`fetch` needs a library that is not installed ({(error.name or '').partition('.')[0]})."
        raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[fetch]'") from error
    for name in names:
        if name not in SOURCES:
            hint = did_you_mean(name, SOURCES) or f"sources: {', '.join(SOURCES)}"
            raise usage(f"`{name}` is no source.", hint)
    return [row for name, row in SOURCES.items() if not names or name in names]


def _ask_whether_whole(session: Session) -> None:
    """Refuses to write where a file cannot be read: the sale in it would be entered a second time."""
    unread = [one for one in session.whole_ledger.contents.problems if one.severity == Severity.ERROR]
    if unread:
        message = "A file of the ledger cannot be read, and what it holds would be entered twice. Nothing was fetched."
        raise InvalidData(unread, message)


def _bases(texts: Sequence[str]) -> dict[str, str]:
    """The addresses that stand in for sources, by their names. Raises Failure."""
    bases: dict[str, str] = {}
    for text in texts:
        name, _, address = text.partition("=")
        if not address.startswith(("http://", "https://")):
            raise usage(f"--base-url: `{text}` does not name an address.", "write state=https://…")
        bases[_rows([name])[0].name] = address
    return bases


def _since(session: Session, text: str | None) -> date:
    from armstrack.sources.looking import LOOK_BACK

    if text is None:
        return session.day - timedelta(LOOK_BACK)
    try:
        first = day_meant(text, session.day)
    except ValueError as error:
        raise usage(f"--since: {error}.", "write 2026-03-17, 90d or last monday") from error
    if first > session.day:
        raise usage(f"--since: {first} is later than {session.day}.")
    return first


def _inbox(session: Session, folder: Path | None) -> Inbox:
    """The inbox: as named, the ledger's own, or one in the cache folder for a ledger that cannot be written."""
    from armstrack.sources.inbox import Inbox

    home = session.whole_ledger.folder
    if folder is None and not session.whole_ledger.reference:
        folder = home / "inbox"
        if not folder.resolve().is_relative_to(home.resolve()):
            raise usage(f"{folder} is a link that leads out of the ledger.", "name an inbox with --inbox DIR")
    if folder is None:
        cache = cache_folder(os.environ)
        if cache is None:
            raise usage("This ledger is read-only and the system names no cache folder.", "name one with --inbox DIR")
        folder = Path(cache) / "inbox"
    if folder.exists() and not folder.is_dir():
        raise usage(f"--inbox: {folder} is a file.")
    return Inbox(folder, partial(datetime.now, UTC))


def _ask_all(session: Session, work: _Work, rows: Sequence[Row], bases: dict[str, str]) -> None:
    """Asks each source in turn. What was fetched before Ctrl-C stays, and is told of."""
    from armstrack.output.amounts import count
    from armstrack.output.progress import followed
    from armstrack.sources.client import Client
    from armstrack.sources.found import Outcome
    from armstrack.sources.looking import Look

    def follow(found: Sequence[Found]) -> Iterable[Found]:
        if session.quiet:
            return found
        return followed(found, f"documents of {row.name}", sys.stderr, session.error_terminal)

    asked: dict[str, Document] = {}
    try:
        for row in rows:
            outcome = Outcome(row.name)
            work.outcomes.append(outcome)
            key = os.environ.get(row.key_name) if row.key_name is not None else None
            client = Client(row.hosts, bases.get(row.name), key or None, connect=_patience(work.outcomes[:-1]))
            Look(row, row.make(client, session.day, work.inbox), work.inbox, work.since, outcome).all(follow)
            if outcome.listed:
                asked[row.name] = {
                    "since": work.since.isoformat(),
                    "listed": outcome.listed,
                    "state": outcome.state,
                }
    except KeyboardInterrupt:
        fetched = sum(len(one.new) + len(one.changed) for one in work.outcomes)
        message = f"Interrupted: {count(fetched, 'document')} fetched and kept in {work.inbox.folder}."
        hint = "no record was written; the next `fetch` goes on from there"
        raise Failure(ExitCode.INTERRUPTED, "interrupted", message, hint) from None
    finally:
        if any(one.new or one.changed for one in work.outcomes) or work.inbox.folder.is_dir():
            work.inbox.remember(asked)


def _patience(before: Sequence[Outcome]) -> float:
    """Seconds to wait for a connection: few where nobody answered so far, for then there is no network."""
    from armstrack.sources.client import CONNECT, CONNECT_OFFLINE

    nobody = bool(before) and all(outcome.state == "unavailable" for outcome in before)
    return CONNECT_OFFLINE if nobody else CONNECT


def _follow_up(session: Session, work: _Work) -> Plan:
    """What the documents mean for the ledger: drafts, steps of resolutions, and changed pages. The plan of it."""
    from armstrack.cli.fetch_notices import is_taken, notices_of, take
    from armstrack.cli.fetch_resolutions import resolutions_told
    from armstrack.cli.import_plan import Plan
    from armstrack.output.progress import followed
    from armstrack.query.match import HeldSales
    from armstrack.sources.registry import NOTICES

    ledger = session.whole_ledger
    sales = HeldSales(ledger.contents.sales)
    plan = Plan(lambda: session.whole_ledger, sales)
    waiting: list[Held] = [
        held
        for outcome in work.outcomes
        if outcome.source in NOTICES
        for held in outcome.documents
        if not is_taken(held, sales)
    ]
    for notice in followed(list(notices_of(work.inbox, waiting)), "notices", sys.stderr, session.error_terminal):
        work.taken.append(take(plan, notice))
    work.told = resolutions_told(work.inbox, ledger, sales, session.day)
    work.changed = [_changed(held, ledger.contents) for outcome in work.outcomes for held in outcome.changed]
    return plan


def _changed(held: Held, contents: Contents) -> Document:
    """A page that changed since it was last fetched, and the records that cite it."""
    from armstrack.query.cited_by import cited_by

    before, after = held.versions[-2:]
    return {
        "source": held.source,
        "address": held.address,
        "title": held.title,
        "before": {"sha256": before.sha256, "fetched": before.fetched},
        "after": {"sha256": after.sha256, "fetched": after.fetched},
        "cited_by": cited_by(contents, held.address, held.id),
    }


def _missing(session: Session, work: _Work, since_given: bool) -> Document:
    """What the ledger lacks as it is now: behind whatever this call has written."""
    from armstrack.cli.fetch_notices import is_taken, notices_of, printed_by
    from armstrack.query.match import HeldSales
    from armstrack.query.missing import LOOKED_BACK, missing
    from armstrack.sources.registry import NOTICES

    contents = session.whole_ledger.anew().contents
    sales = HeldSales(contents.sales)
    # What a document that is taken in prints, the ledger has.
    held = [one for name in NOTICES for one in work.inbox.held(name).values() if not is_taken(one, sales)]
    notices: list[Notice] = list(notices_of(work.inbox, held))
    printed = [printed for notice in notices for printed in printed_by(notice)]
    overdue_since = work.since if since_given else session.day - timedelta(LOOKED_BACK)
    found = missing(sales, printed, work.since, overdue_since, session.day)
    several = [one for name in NOTICES for one in work.inbox.held(name).values() if len(one.versions) > 1]
    return found | {"changed": [_changed(one, contents) for one in several]}


def _write(session: Session, work: _Work, plan: Plan) -> None:
    """Writes the notices in one step, then the steps of resolutions, then how far the sources were looked at."""
    from armstrack.cli.fetch_notices import write
    from armstrack.cli.fetch_resolutions import write_resolutions
    from armstrack.ledger.looked_at import move_looked_at, why_not_moved
    from armstrack.sources.registry import SOURCES

    ledger = session.whole_ledger
    try:
        write(ledger, plan, work.taken, work.inbox)
    except FileExistsError as error:
        message = f"{error.filename} is there already. Nothing was written."
        raise Failure(ExitCode.REFUSED, "exists", message, "look at it, and fetch again") from error
    write_resolutions(ledger.anew(), work.told, session.day)
    work.written = True
    answered = [outcome.source for outcome in work.outcomes if outcome.state == "ok"]
    why = why_not_moved(ledger.settings, answered, SOURCES, work.since, session.day)
    if why is None:
        move_looked_at(ledger, session.day)
        work.looked_at = session.day
    else:
        session.note(f"`looked-at` stays: {why}.")


def _document(work: _Work) -> Document:
    looked_at = work.looked_at or work.session.whole_ledger.settings.looked_at
    return {
        "sources": [_source_document(outcome) for outcome in work.outcomes],
        "notices": [row for one in work.taken for row in one.documents(work.written)],
        "resolutions": [one.document(work.written) for one in work.told],
        "changed": work.changed,
        "missing": work.missing,
        "since": work.since.isoformat(),
        "as_of": work.session.day.isoformat(),
        "inbox": str(work.inbox.folder),
        "written": work.written,
        "looked_at": looked_at.isoformat() if looked_at is not None else None,
    }


def _source_document(outcome: Outcome) -> Document:
    return {
        "source": outcome.source,
        "state": outcome.state,
        "listed": outcome.listed,
        "held": len(outcome.documents),
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "failed": [{"address": address, "reason": why} for address, why in outcome.failed],
        "reason": outcome.reason,
    }


def _print(session: Session, work: _Work, missing: bool) -> None:
    document = _document(work)
    if not session.for_people:
        if missing and work.missing is not None:
            session.write_document(document, _missing_rows(work.missing), MISSING_COLUMNS)
        else:
            rows = [one | {"failed": len(one["failed"])} for one in document["sources"]]
            session.write_document(document, rows, SOURCE_COLUMNS)
        return
    from armstrack.output.fetch_tables import missing_tables, notices_table, remarks, sources_table, told_table

    tables = [sources_table(document["sources"])]
    if missing and work.missing is not None:
        tables += missing_tables(work.missing)
    else:
        tables += [
            table for table in (notices_table(document["notices"]), told_table(document["resolutions"])) if table.rows
        ]
    for at, table in enumerate(tables):
        session.write("\n" if at else "")
        session.write_table(table)
    for line in remarks(document, missing):
        session.note(line)


def _missing_rows(missing: Document) -> list[Document]:
    """Everything that is missing as rows of one shape."""
    rows = [{"kind": "lacking", "id": None, "numbers": 1, **one} for one in missing["lacking"]]
    rows += [
        {"kind": "hole", "transmittal": one["first"], "numbers": one["numbers"], "id": None} for one in missing["holes"]
    ]
    rows += [{"kind": "overdue", "day": one["notified"], **one} for one in missing["overdue"]]
    rows += [
        {"kind": "changed", "id": "; ".join(one["cited_by"]), "sources": [one["source"]], "addresses": [one["address"]]}
        for one in missing["changed"]
    ]
    return [{name: _flat(row.get(name)) for name in MISSING_COLUMNS} for row in rows]


def _flat(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list) else value
