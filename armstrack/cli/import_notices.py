"""`armstrack import`: the text of public notices, drafted as sales."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from armstrack.cli.advance import DryRunOption
from armstrack.cli.exit_code import ExitCode
from armstrack.cli.failure import Failure, usage
from armstrack.cli.session import Session
from armstrack.ledger.journal import add_to_sale, create_sales
from armstrack.ledger.ledger import Ledger, LedgerUnusable
from armstrack.ledger.merge import Merged, merge_record
from armstrack.ledger.record_file import RecordFile, parse_record
from armstrack.ledger.sale_text import sale_text
from armstrack.model.entry import URL_PATTERN
from armstrack.model.sale import SALE, Sale
from armstrack.notices.draft import Draft, Match, Reading
from armstrack.notices.draft_record import DraftRecord, draft_record, proposed_id, sale_year
from armstrack.notices.page import is_page, page_text
from armstrack.notices.reading import read_notices
from armstrack.query.match import counterpart, differences, likeness, match_sale

LARGEST = 20_000_000
"""Bytes: a year of the Federal Register's notices is less."""


DRAFT_COLUMNS = (
    "kind", "recipient", "purchaser", "transmittal", "authority", "notified", "published", "title",
    "value.total", "value.mde", "value.other", "emergency", "match.id", "match.kind", "warnings",
)  # fmt: skip
"""What a line of CSV has of a draft: all but its lists of items and firms."""


@dataclass
class Drafted:
    """One draft on its way into the ledger."""

    file: str
    draft: Draft
    record: DraftRecord
    text: str
    sale: RecordFile

    @property
    def id(self) -> str:
        """The id that was proposed."""
        return str(self.record.record["id"])


def import_notices(
    session: Session,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|-…", help="Texts or saved pages; - is standard input.", show_default=False),
    ],
    dry_run: DryRunOption = False,
    into: Annotated[
        str | None, typer.Option("--into", metavar="SALE", help="Merge a second notice of a sale into its file.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option("--map", metavar="FIELD=COLUMN,…", help="Rows of a spreadsheet (CSV): which column is which."),
    ] = None,
    url: Annotated[str | None, typer.Option("--source", metavar="URL", help="The address of the notice.")] = None,
) -> None:
    """Draft sales from the text of public notices: releases, the Federal Register, the Congressional Record.

    The kind is recognised by what the text says. Each draft becomes a new file of the ledger,
    checked before it is written; nothing that exists is overwritten. What a notice does not
    say stays unknown, and what could not be read becomes a comment in the file. With --dry-run
    the files are printed instead. The rows of a spreadsheet are drafted with the same care.
    """
    if url is not None and not re.fullmatch(URL_PATTERN, url):
        raise usage(f"--source: `{url}` is not an address.", "write https://…")
    read = _read(session, files, _columns(columns))
    if not dry_run:
        session.settle()
    taken = _sales(session)
    drafts = _drafted(read, taken, url)
    if into is not None:
        raise typer.Exit(_merge(session, drafts, into, dry_run))
    if dry_run:
        _print(session, drafts)
    else:
        _write(session, drafts)
    refused = not dry_run and any(_is_same(one) for one in drafts)
    unknown = any(not reading.known for _, reading in read)
    raise typer.Exit(ExitCode.INVALID_DATA if unknown else ExitCode.REFUSED if refused else ExitCode.DONE)


def _columns(text: str | None) -> dict[str, str] | None:
    """`title=Item,total=Value` as the heading of each field's column."""
    if text is None:
        return None
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not all(heading for _, _, heading in pairs):
        raise usage(f"--map: `{text}` does not say which column is which.", "write title=Item,total=Value")
    return {field.strip(): heading.strip() for field, _, heading in pairs}


def _read(session: Session, files: list[str], columns: dict[str, str] | None) -> list[tuple[str, Reading]]:
    from armstrack.output.progress import followed

    read = []
    for file in followed(files, "notices", sys.stderr, session.error_terminal):
        text = _text(file)
        if columns is not None or file.lower().endswith((".csv", ".tsv")):
            read.append((_shown(file), _rows(text, columns or {})))
            continue
        if is_page(text):
            try:
                text = page_text(text)
            except ImportError as error:
                message = (
                    f"{_shown(file)} is a web page, and the library that reads pages (selectolax) is not installed."
                )
                hint = "pip install 'armstrack[html]', or paste the page's text"
                raise Failure(ExitCode.USAGE, "missing-extra", message, hint) from error
        read.append((_shown(file), read_notices(text)))
    for shown, reading in read:
        if reading.nothing is not None:
            session.note(f"{shown}: {reading.nothing}")
    return read


def _rows(text: str, columns: dict[str, str]) -> Reading:
    from armstrack.notices.spreadsheet import UnknownColumn, read_rows

    try:
        return read_rows(text, columns)
    except UnknownColumn as error:
        message = str(error)
        raise usage(f"{message[:1].upper()}{message[1:]}.") from error


def _text(file: str) -> str:
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(file, "rb") as opened:
                content = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Failure(ExitCode.NOT_FOUND, "not-found", f"There is no file {file}.") from error
    except OSError as error:
        raise Failure(ExitCode.NOT_FOUND, "unreadable", f"{_shown(file)} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise Failure(ExitCode.INVALID_DATA, "too-large", f"{_shown(file)} is longer than any notice.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _shown(file: str) -> str:
    return "standard input" if file == "-" else file


def _sales(session: Session) -> Mapping[str, Sale]:
    """The sales of the ledger; none where it cannot be read, for then nothing can be written either."""
    try:
        return session.whole_ledger.contents.sales
    except LedgerUnusable:
        return {}


def _drafted(read: list[tuple[str, Reading]], sales: Mapping[str, Sale], url: str | None) -> list[Drafted]:
    found: list[Drafted] = []
    known = dict(sales)
    for file, reading in read:
        for draft in reading.drafts:
            one = _one_drafted(file, draft, known, url)
            found.append(one)
            if one.sale.record is not None and not _is_same(one):
                known[one.id] = one.sale.record
    return found


def _one_drafted(file: str, draft: Draft, known: Mapping[str, Sale], url: str | None) -> Drafted:
    sale_id = proposed_id(draft, known)
    record = draft_record(draft, sale_id, url=url)
    read = parse_record(Path(f"{sale_id}.yaml"), sale_text(record.record, record.remarks), SALE)
    match = match_sale(read.record, known) if read.record is not None else None
    if match is not None:
        draft = replace(draft, match=Match(*match))
        record = draft_record(draft, sale_id, match.id if match.kind == "amends" else None, url)
    text = sale_text(record.record, record.remarks)
    return Drafted(file, draft, record, text, parse_record(Path(f"{sale_id}.yaml"), text, SALE))


def _is_same(one: Drafted) -> bool:
    return one.draft.match is not None and one.draft.match.kind == "same"


def _print(session: Session, drafts: list[Drafted]) -> None:
    if not session.for_people:
        documents = [one.draft.document() for one in drafts]
        session.write_document(documents, documents, DRAFT_COLUMNS)
        return
    from armstrack.output.safe_text import printable

    for at, one in enumerate(drafts):
        session.write("---\n" if at else "")
        session.write(printable(one.text, keep="\n"))
        _say_match(session, one)


def _say_match(session: Session, one: Drafted) -> None:
    match = one.draft.match
    if match is None:
        return
    if match.kind == "same":
        session.note(
            f"{one.file}: the ledger has this sale as {match.id}; `import … --into {match.id}` merges the two."
        )
        for difference in match.differs:
            session.note(f"  {difference}")
    else:
        session.note(f"{one.file}: this adds to {match.id}, and the draft says `amends: {match.id}`.")


def _write(session: Session, drafts: list[Drafted]) -> None:
    written: list[dict[str, Any]] = []
    new = [one for one in drafts if not _is_same(one)]
    made = [(one.id, str(sale_year(one.draft) or "undated"), one.text) for one in new]
    paths = iter(create_sales(session.whole_ledger, made) if made else ())
    for one in drafts:
        _say_match(session, one)
        row: dict[str, Any] = {"file": one.file, "id": one.id, "path": None, "written": False}
        if not _is_same(one):
            row |= {"path": str(next(paths)), "written": True}
        written.append(row | {"draft": one.draft.document()})
    if not session.for_people:
        session.write_document(written, written, ("file", "id", "path", "written"))
        return
    for row in written:
        if row["written"]:
            session.write(f"{row['path']}\n")
    _count(session, drafts, sum(row["written"] for row in written))


def _count(session: Session, drafts: list[Drafted], written: int) -> None:
    from armstrack.output.amounts import count

    warnings = sum(len(one.draft.warnings) for one in drafts)
    doubts = f" {count(warnings, 'remark')} in them as comments." if warnings and written else ""
    session.note(f"{written} of {count(len(drafts), 'draft')} written.{doubts}")


def _merge(session: Session, drafts: list[Drafted], into: str, dry_run: bool) -> int:
    if len(drafts) != 1:
        raise usage(f"--into merges one notice, and this is {len(drafts)}.", "name one file with one notice")
    one = drafts[0]
    if one.sale.record is None:
        raise Failure(ExitCode.INVALID_DATA, "invalid-data", "The notice gives no usable draft.")
    new: Sale = one.sale.record
    found = session.sale(into)
    outcome = Merged("")
    disagree: list[str] = []

    def merge(sale: Sale, text: str) -> str:
        nonlocal outcome
        disagree.extend(differences(sale, new))
        record = one.record.record
        missing = {
            "items": [
                raw
                for raw, item in zip(record["items"], new.items, strict=True)
                if counterpart(item, sale.items) is None
            ],
            "contractors": [
                raw
                for raw in record["contractors"]
                if not any(likeness(raw["name"], firm.name) >= 0.75 for firm in sale.contractors or ())
            ],
        }
        published = one.draft.published.isoformat() if one.draft.published else None
        outcome = merge_record(text, record, missing, published)
        return outcome.text

    ledger: Ledger = session.whole_ledger
    add_to_sale(ledger, found.id, merge, dry_run)
    if not session.for_people:
        document = {
            "sale": found.id,
            "written": not dry_run,
            "added": outcome.added,
            "differs": disagree,
            "left_out": outcome.left_out,
        }
        session.write_document(document, [document], tuple(document))
        return ExitCode.DONE
    for word, lines in (
        ("would add" if dry_run else "added", outcome.added),
        ("differs", disagree),
        ("left out", outcome.left_out),
    ):
        for line in lines:
            session.write(f"{word:9}  {line}\n")
    session.note(
        f"{found.id}: {len(outcome.added)} additions, {len(disagree)} disagreements, which stay as the file has them."
    )
    return ExitCode.DONE
