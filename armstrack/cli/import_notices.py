"""`armstrack import`: the text of public notices, drafted as sales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import typer

from armstrack.cli.advance import DryRunOption
from armstrack.cli.failure import Failure, usage
from armstrack.cli.import_look import asks, look_at, matched
from armstrack.cli.import_plan import HELD, MERGED, NEW, SKIPPED, Drafted, Plan
from armstrack.cli.import_reading import FilesRead, read_files
from armstrack.cli.session import Session
from armstrack.ledger.intake import take_in
from armstrack.ledger.journal import ReadOnlyLedger
from armstrack.ledger.ledger import LedgerUnusable
from armstrack.model.entry import URL_PATTERN
from armstrack.model.told import ExitCode
from armstrack.query.match import HeldSales

Document = dict[str, Any]

DRAFT_COLUMNS = (
    "kind", "recipient", "purchaser", "transmittal", "authority", "notified", "published", "title",
    "value.total", "value.mde", "value.other", "emergency", "match.id", "match.kind", "warnings",
)  # fmt: skip
"""What a line of CSV has of a draft: all but its lists of items and firms."""


def import_notices(
    session: Session,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE|-…",
            help="Texts, saved pages and mails, PDF, .docx, XML of the Register; - is standard input.",
            show_default=False,
        ),
    ],
    dry_run: DryRunOption = False,
    into: Annotated[
        str | None, typer.Option("--into", metavar="SALE", help="Merge a second notice of a sale into its file.")
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN,…",
            help="Of a spreadsheet (CSV), which column is which: title, recipient, purchaser, authority, transmittal, "
            "notified, published, total, mde, other, items, contractors.",
        ),
    ] = None,
    url: Annotated[str | None, typer.Option("--source", metavar="URL", help="The address of the notice.")] = None,
    merge: Annotated[
        bool, typer.Option("--merge", help="Merge each notice of a sale that the ledger has; enter the others.")
    ] = False,
    separate: Annotated[
        bool, typer.Option("--separate", help="Enter what only looks like a sale of the ledger as one of its own.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the text beside the records, where `list --search` finds it.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Draft sales from the text of public notices: releases, the Federal Register, the Congressional Record.

    What a file is and which kind of notice is recognised by what it says. Each draft becomes a new
    file of the ledger, checked before it is written; nothing that exists is overwritten, and all
    are written or none. What a notice does not say stays unknown, and what could not be read
    becomes a comment in the file. A terminal shows each draft and asks. With --dry-run the files
    are printed instead. The rows of a spreadsheet are drafted with the same care.
    """
    if url is not None and not re.fullmatch(URL_PATTERN, url):
        raise usage(f"--source: `{url}` is not an address.", "write https://…")
    if url is not None and len(files) > 1:
        raise usage(f"--source is the address of one notice, and these are {len(files)} files.")
    if into is not None and (merge or separate):
        raise usage("--into names the sale, so --merge and --separate have nothing to choose.")
    read = read_files(session, files, _columns(columns))
    session.settle(dry_run)  # what is half written is no sale that a notice could be matched with
    plan = Plan(lambda: session.whole_ledger, _held(session), url, keep and not dry_run)
    choose = _Choice(session.sale_id(into) if into is not None else None, merge, separate)
    drafts = _drafted(session, plan, read, choose.into)
    if into is not None:
        drafts = iter(list(drafts))  # how many there are is asked before the first is merged
    if into is not None and len(plan.drafts) != 1:
        raise usage(f"--into merges one notice, and this is {len(plan.drafts)}.", "name one file with one notice")
    asked = asks(session, files, yes) and not dry_run
    if not dry_run and session.whole_ledger.reference and plan.drafts:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    for one in drafts:
        _decide(session, plan, one, choose, asked, dry_run)
    if not dry_run:
        try:
            take_in(session.whole_ledger, plan.intakes, plan.kept)
        except FileExistsError as error:
            message = f"{error.filename} is there already. Nothing was written."
            raise Failure(ExitCode.REFUSED, "exists", message, "move it away, or edit the draft's id") from error
    if into is not None:
        _print_merge(session, plan.drafts[0], dry_run)
    elif merge:
        _print_table(session, plan.drafts, dry_run)
    elif dry_run:
        _print_drafts(session, plan.drafts)
    else:
        _print_written(session, plan.drafts)
    left = any(one.what == HELD for one in plan.drafts) and not dry_run
    raise typer.Exit(read.code or (ExitCode.REFUSED if left else ExitCode.DONE))


class _Choice(NamedTuple):
    """What the options say is to be done with a notice of a sale that is held."""

    into: str | None
    merge: bool
    separate: bool

    def of(self, one: Drafted) -> str | None:
        """The sale to merge a draft into; empty for a new sale, `None` for neither."""
        if self.into is not None:
            return self.into
        if one.match is None or not one.is_in_doubt:
            return ""
        if self.separate and one.match.kind == "perhaps":
            return ""
        return one.match.id if self.merge else None


def _columns(text: str | None) -> dict[str, str] | None:
    """`title=Item,total=Value` as the heading of each field's column."""
    if text is None:
        return None
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    if not all(heading for _, _, heading in pairs):
        raise usage(f"--map: `{text}` does not say which column is which.", "write title=Item,total=Value")
    return {field.strip(): heading.strip() for field, _, heading in pairs}


def _held(session: Session) -> HeldSales:
    """The sales of the ledger; none where it cannot be read, for then nothing can be written either."""
    try:
        return HeldSales(session.whole_ledger.contents.sales)
    except LedgerUnusable:
        return HeldSales({})


def _drafted(session: Session, plan: Plan, read: FilesRead, into: str | None) -> Iterator[Drafted]:
    """Each draft and each correction, one after the other: what became of one may be what the next is about."""
    for text in read.texts:
        for draft in text.reading.drafts:
            plan.drafts.append(plan.drafted(text.file, text.copied, draft))
            yield plan.drafts[-1]
        for told in text.reading.corrections:
            one = plan.correction(text.file, text.copied, told, into)
            if one is None:
                session.note(f"{text.file}: this corrects {told.transmittal}, which the ledger does not have.")
                continue
            plan.drafts.append(one)
            yield one


def _decide(session: Session, plan: Plan, one: Drafted, choose: _Choice, asked: bool, dry_run: bool) -> None:
    """Gives a draft its place in the plan: as the options say, or as a person answers."""
    into = choose.of(one)
    if asked:
        answer = look_at(session, one, into)
        if answer == "skip":
            one.what = SKIPPED
            return
        into = (into or (one.match.id if one.match is not None else "")) if answer == "merge" else ""
    elif into is None or (one.match is not None and into == ""):
        session.note(matched(one))
        for difference in one.match.differs if one.match is not None and into is None else ():
            session.note(f"  {difference}")
    if into is None:
        return
    if into:
        plan.merge(one, into)
    elif dry_run:
        plan.imagine(one)
    else:
        plan.enter(one)


def _document(one: Drafted, written: bool) -> Document:
    """What became of a draft, for programs."""
    merged = one.merged
    return {
        "file": one.file,
        "id": one.id,
        "path": str(one.path) if one.path is not None and written else None,
        "written": written,
        "draft": one.draft.document() if one.draft is not None else None,
        "what": one.what,
        "sale": merged.meant.id if merged is not None else one.id if one.what == NEW else None,
        "added": merged.added if merged is not None else [],
        "agrees": merged.agrees if merged is not None else [],
        "differs": merged.contradicts if merged is not None else [],
        "left_out": merged.left_out if merged is not None else [],
        "dropped": merged.dropped if merged is not None else [],
    }


def _print_drafts(session: Session, drafts: list[Drafted]) -> None:
    drafted = [one.draft.document() for one in drafts if one.draft is not None]
    if not session.for_people:
        session.write_document(drafted, drafted, DRAFT_COLUMNS)
        return
    from armstrack.output.safe_text import printable

    for at, one in enumerate(one for one in drafts if one.draft is not None):
        session.write("---\n" if at else "")
        session.write(printable(one.text, keep="\n"))


def _print_written(session: Session, drafts: list[Drafted]) -> None:
    rows = [_document(one, one.what in (NEW, MERGED)) for one in drafts]
    if not session.for_people:
        session.write_document(rows, rows, ("file", "id", "path", "written", "what", "sale"))
        return
    from armstrack.output.amounts import count
    from armstrack.output.safe_text import printable

    for row in rows:
        if row["written"]:
            session.write(f"{printable(row['path'])}\n")
    written = sum(row["written"] for row in rows)
    remarks = sum(len(one.warnings) for one in drafts)
    doubts = f" {count(remarks, 'remark')} in them as comments." if remarks and written else ""
    session.note(f"{written} of {count(len(drafts), 'draft')} written.{doubts}")


def _print_table(session: Session, drafts: list[Drafted], dry_run: bool) -> None:
    rows = [_document(one, not dry_run and one.what in (NEW, MERGED)) for one in drafts]
    if not session.for_people:
        session.write_document(rows, rows, tuple(key for key in rows[0] if key != "draft") if rows else ())
        return
    from armstrack.output.amounts import count
    from armstrack.output.import_table import import_table

    if rows:
        session.write_table(import_table(rows))
    for one in drafts:
        for remark in one.warnings if one.merged is not None else ():
            session.note(f"{one.file}: {remark}")
    merged, new = (sum(row["what"] == what for row in rows) for what in (MERGED, NEW))
    would = "would be " if dry_run else ""
    done = f"{count(len(rows), 'notice')}: {new} {would}entered, {merged} {would}merged"
    session.note(f"{done}, {_disagreements(sum(len(row['differs']) for row in rows))}")


def _print_merge(session: Session, one: Drafted, dry_run: bool) -> None:
    merged = one.merged
    if merged is None:
        return
    if not session.for_people:
        document = {
            "sale": merged.meant.id,
            "written": not dry_run,
            "added": merged.added,
            "differs": merged.contradicts,
            "left_out": merged.left_out,
            "agrees": merged.agrees,
            "dropped": merged.dropped,
        }
        session.write_document(document, [document], tuple(document))
        return
    from armstrack.output.amounts import count
    from armstrack.output.safe_text import printable

    for word, lines in (
        ("would add" if dry_run else "added", merged.added),
        ("agrees", merged.agrees),
        ("differs", merged.contradicts),
        ("left out", merged.left_out),
        ("dropped", merged.dropped),
    ):
        for line in lines:
            session.write(f"{word:9}  {printable(line)}\n")
    for remark in one.warnings:
        session.note(f"remark: {remark}")
    added = count(len(merged.added), "addition")
    session.note(f"{merged.meant.id}: {added}, {_disagreements(len(merged.contradicts))}")


def _disagreements(number: int) -> str:
    from armstrack.output.amounts import count

    if not number:
        return "no disagreement."
    return f"{count(number, 'disagreement')}, which {'stands' if number == 1 else 'stand'} beside what the file says."
