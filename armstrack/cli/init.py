"""`armstrack init`: a ledger of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.failure import usage
from armstrack.cli.session import Session
from armstrack.ledger.create import create_ledger


def init(
    session: Session,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to make it.", show_default=False)],
    source: Annotated[
        str | None, typer.Option("--from", metavar="reference", help="Copy the reference ledger's records.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What to call it.")] = None,
) -> None:
    """Make a ledger: a folder with ledger.yaml and sales/, and with --from reference everything that ships."""
    if source not in (None, "reference"):
        raise usage(f"--from: `{source}` is nothing to copy from.", "did you mean `reference`?")
    made = create_ledger(folder, name or folder.resolve().name or "ledger", source == "reference")
    if session.for_people:
        copied = f" with {made} records copied from the reference ledger" if made else ""
        session.write(f"Made a ledger in {folder}{copied}.\n")
        session.note(f"Next: armstrack --ledger {folder} list")
    else:
        document = {"folder": str(folder), "records": made}
        session.write_document(document, [document], ("folder", "records"))
