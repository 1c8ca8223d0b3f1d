"""`armstrack export`: the ledger for other programs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrack import __version__
from armstrack.cli.exit_code import ExitCode
from armstrack.cli.failure import Failure, usage
from armstrack.cli.filter_options import words
from armstrack.cli.session import Session

if TYPE_CHECKING:
    from armstrack.query.export import Table

KINDS = ("sqlite", "csv", "json", "jsonl", "xlsx")
IN_A_FILE = ("sqlite", "xlsx")
"""What is no text, so that it cannot go into a pipe."""


def export(
    session: Session,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS) + ".", show_default=False)],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; text goes to the output."),
    ] = None,
) -> None:
    """The whole ledger as it stood on the day, for spreadsheets, databases and notebooks.

    `sqlite` and `xlsx` hold every table (sales, items, events, resolutions, votes, sources); `csv`
    has one line for each sale; `json` and `jsonl` hold every sale in full.
    """
    (kind,) = words([kind], KINDS, "kind of export")
    if kind in IN_A_FILE and output in (None, "-"):
        raise usage(f"`export {kind}` needs a file.", f"add -o ledger.{kind if kind == 'xlsx' else 'db'}")
    if kind in IN_A_FILE:
        _write_file(session, kind, Path(output or ""))
    elif output in (None, "-"):
        session.write(_text(session, kind))
    else:
        _replace(Path(output or ""), lambda path: path.write_text(_text(session, kind), encoding="utf-8", newline=""))
    raise typer.Exit(session.report_unreadable())


def _text(session: Session, kind: str) -> str:
    from armstrack.query.export import sale_documents, tables

    if kind == "csv":
        from armstrack.output.csv_text import csv_document

        sales = tables(session.whole_ledger, session.day)["sales"]
        rows = [dict(zip(sales.columns, row, strict=True)) for row in sales.rows]
        return csv_document(rows, sales.columns)
    from armstrack.output.json_text import json_document, json_lines

    documents = sale_documents(session.whole_ledger, session.day)
    return json_document(documents) if kind == "json" else json_lines(documents)


def _write_file(session: Session, kind: str, path: Path) -> None:
    from armstrack.query.export import tables

    found: dict[str, Table] = tables(session.whole_ledger, session.day)
    if kind == "xlsx":
        from armstrack.output.workbook import write_workbook

        try:
            _replace(path, lambda new: write_workbook(new, found))
        except ImportError as error:
            message = "A workbook needs the library XlsxWriter, which is not installed."
            raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[xlsx]'") from error
    else:
        from armstrack.ledger.database import write_database

        about = {
            "ledger": session.whole_ledger.settings.name,
            "as of": session.day.isoformat(),
            "written by": f"armstrack {__version__}",
        }
        _replace(path, lambda new: write_database(new, found, about))
    session.note(f"{len(found['sales'].rows)} sales as of {session.day} written to {path}.")


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Writes a file beside its place and moves it there when it is whole."""
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        write(new)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)
