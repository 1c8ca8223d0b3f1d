"""`armstrack edit`: a sale's file in the editor, checked before it is put in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.edited_sale import edited_until_it_is_one
from armstrack.cli.failure import Failure
from armstrack.cli.sale_argument import SaleArgument
from armstrack.cli.session import Session
from armstrack.ledger.folder import record_paths
from armstrack.ledger.journal import ReadOnlyLedger, RecordUnusable
from armstrack.ledger.record_file import Unreadable, decode, read_bytes
from armstrack.ledger.replace import GroundMoved
from armstrack.ledger.whole_text import forget_refused, keep_refused, put_text, refused_path
from armstrack.model.told import ExitCode


def edit(
    session: Session,
    sale: SaleArgument,
    again: Annotated[bool, typer.Option("--again", help="Go on with the text that was refused last time.")] = False,
) -> None:
    """Open the file of a sale in $VISUAL or $EDITOR, and put the new text in place once it is a sale.

    A text that `validate` would call wrong is refused: the old file stays as it was, what was written is kept
    beside it, and on a terminal it can be edited again at once. A file that cannot be read can be mended here.
    """
    session.settle()
    if session.location.reference:
        raise ReadOnlyLedger("the ledger shipped with armstrack is read-only")
    path = _path(session, sale)
    command = f"armstrack edit {path.stem} --again"
    try:
        content = read_bytes(path)
        old = decode(path, content)
    except Unreadable as error:
        raise RecordUnusable((error.problem,)) from error
    made = edited_until_it_is_one(session, path, _begin(path, old, again), command, lambda text: path)
    written = made.text != old
    if written:
        try:
            put_text(session.whole_ledger, path, made.text, content)
        except Exception as error:
            kept = keep_refused(path, made.text)
            if isinstance(error, GroundMoved):
                message = f"{path} changed while it was edited. Nothing was written."
                hint = f"what you wrote is kept in {kept}; `{command}` goes on with it"
                raise Failure(ExitCode.REFUSED, "ground-moved", message, hint) from error
            session.note(f"What you wrote is kept in {kept}; `{command}` goes on with it.")
            raise
    forget_refused(path)
    if not session.for_people:
        document = {"sale": path.stem, "path": str(path), "written": written, "warnings": made.warnings}
        session.write_document(document, [document], ("sale", "path", "written"))
        return
    session.write(f"{path.stem}: {'changed' if written else 'nothing changed'}\n")
    for warning in made.warnings:
        session.note(f"Consider: {warning}.")


def _path(session: Session, name: str) -> Path:
    """The file of a sale, also of one that cannot be read and is called by its whole name."""
    for path in record_paths(session.location.folder / "sales")[0]:
        if path.stem == name:
            return path
    found = session.sale(name)
    return session.ledger.contents.paths["sales", found.id]


def _begin(path: Path, old: str, again: bool) -> str:
    """The text to begin with: the file's, or that which was refused last time."""
    if not again:
        return old
    try:
        return refused_path(path).read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        message = f"No text of {path.stem} was refused."
        raise Failure(ExitCode.NOT_FOUND, "nothing-refused", message, f"armstrack edit {path.stem}") from error
