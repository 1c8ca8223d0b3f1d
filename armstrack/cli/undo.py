"""`armstrack undo`: the last entry of a sale taken back."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated, Any

import typer

from armstrack.cli.failure import Failure
from armstrack.cli.sale_argument import SaleArgument
from armstrack.cli.session import Session
from armstrack.ledger.journal import ReadOnlyLedger, entry_to_undo, take_back
from armstrack.model.entry import ENTRY, Entry
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.told import ExitCode
from armstrack.query.document import entry_document, sale_row
from armstrack.query.view import SaleOnDay

OPTIONS = {
    "date": "--on",
    "source": "--source",
    "note": "--note",
    "expires": "--expires",
    "expected": "--expected",
    "amount": "--amount",
    "actor": "--actor",
    "item": "--item",
    "quantity": "--quantity",
    "value": "--value",
    "case": "--case",
    "exempt": "--exempt",
}
"""The options that write each key of an entry: of `record`, and all but `--value` of `advance`."""


def undo(
    session: Session,
    sale: SaleArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take back the last entry of a sale's history, and print the command that restores it.

    What the program itself wrote last is taken back at once. For anything older it asks on a terminal; elsewhere
    it refuses without --yes.
    """
    session.settle()
    found = session.sale(sale)
    if session.ledger.reference:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    last = entry_to_undo(session.ledger, found.id)
    if not last.own and not yes:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            message = "armstrack did not write this entry last. Nothing was written."
            raise Failure(
                ExitCode.REFUSED, "not-own-entry", message, "--yes takes it back all the same", (_plain(last.text),)
            )
        sys.stderr.write(f"armstrack did not write this entry last:\n{_plain(last.text)}\n")
        if not typer.confirm("Take it back?", err=True):
            raise typer.Abort
    undone = take_back(session.ledger, found.id)
    now = SaleOnDay(undone.sale, session.ledger.context(undone.sale), session.day)
    command, whole = restoring_command(undone.sale.id, undone.entry, session.ledger_option)
    if not session.for_people:
        document: dict[str, Any] = {"removed": entry_document(undone.entry), "restore": command, "sale": sale_row(now)}
        session.write_document(document, [document["removed"]], ("date", "state", "event", "source", "note"))
        return
    from armstrack.output.facts import render_facts
    from armstrack.output.safe_text import printable

    facts = [
        ("Took back", _plain(undone.text).strip()),
        ("Stands", f"{now.standing.state or 'nothing'}, {now.standing.words} (as of {session.day})"),
    ]
    # The command stands on one line, however long, so that it can be copied whole.
    session.write(render_facts(facts, session.terminal) + f"Restore    {printable(command)}\n")
    if not whole:
        session.note("The command restores the entry without what only a file can say; the text above is all of it.")


def restoring_command(sale: str, entry: Entry, ledger: str | None) -> tuple[str, bool]:
    """The command that writes an entry again to the same ledger, and whether it writes all of it."""
    written = ENTRY.write(entry)
    verb = ["advance", sale, entry.state] if entry.state is not None else ["record", sale, entry.event or ""]
    words = ["armstrack", *(["--ledger", ledger] if ledger is not None else []), *verb]
    options = {key: option for key, option in OPTIONS.items() if key != "value" or entry.state is None}
    for key, option in options.items():
        if key in written:
            words += [option, str(written[key])]
    if entry.emergency is not None:
        words += ["--emergency", "--justification", entry.emergency.justification]
    if entry.skipped:
        words.append("--skip")
    whole = written.keys() <= {"state", "event", "emergency", "skipped", *options} and entry.date.text != UNKNOWN
    return shlex.join(words), whole


def _plain(text: str) -> str:
    from armstrack.output.safe_text import printable

    return printable(text.rstrip("\r\n"), keep="\n")
