"""`armstrack export`: the ledger for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrack import __version__
from armstrack.cli.failure import Failure, usage
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode
from armstrack.query.filter import Chosen, Filter
from armstrack.query.plain_words import known_words

if TYPE_CHECKING:
    from armstrack.query.export import Table

FORMS = ("sqlite", "csv", "json", "jsonl", "xlsx", "datasette")
IN_A_FILE = ("sqlite", "xlsx")
"""What is no text, so that it cannot go into a pipe."""


@choosing_sales
def export(
    session: Session,
    wanted: Filter,
    form: Annotated[str, typer.Argument(metavar="FORM", help=", ".join(FORMS) + ".", show_default=False)],
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="With csv: a folder for every table, with datapackage.json."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write it; text goes to the output."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is no such export.")] = False,
    excel: Annotated[
        bool,
        typer.Option("--excel", help="With csv: as Excel reads it; numbers of notices stay text."),
    ] = False,
) -> None:
    """The ledger on a day, or the sales that the filters choose, for spreadsheets, databases and notebooks.

    `sqlite` and `xlsx` hold every table (sales, items, events, resolutions, votes, sources); `csv`
    has one line for each sale, and `csv DIR` every table in a folder; `json` and `jsonl` hold every sale
    in full; `datasette` is the metadata.json beside the database. A file is replaced only
    where it is an earlier export of the same form.
    """
    (form,) = known_words([form], FORMS, "form of export")
    if form in IN_A_FILE and output in (None, "-"):
        raise usage(f"`export {form}` needs a file.", f"add -o ledger.{form if form == 'xlsx' else 'db'}")
    if (folder is not None or excel) and form != "csv":
        raise usage(f"`export {form}` is one file.", "DIR and --excel are for csv")
    if folder is not None and (output is not None or excel):
        raise usage("A folder of tables is written by itself.", f"armstrack export csv {folder}")
    session.reach(wanted)
    chosen = session.answers.chosen(wanted, session.day)
    if folder is not None:
        from armstrack.cli.export_folder import write_folder
        from armstrack.query.export import tables

        found = tables(session.ledger, chosen.sales, wanted, session.day)
        write_folder(session, folder, found, _about(session), force)
    elif form == "datasette":
        text = _datasette(session, chosen, wanted)
        if output is None or output == "-":
            session.write(text)
        else:
            _replace(Path(output), form, lambda path: path.write_text(text, encoding="utf-8"), force)
    elif output is None or output == "-":
        session.write(_text(session, chosen, form, excel))
    elif form in IN_A_FILE:
        _write_file(session, chosen, wanted, form, Path(output), force)
    else:
        from armstrack.output.amounts import count

        text = _text(session, chosen, form, excel)
        _replace(Path(output), form, lambda path: path.write_text(text, encoding="utf-8", newline=""), force)
        session.note(f"{count(len(chosen.sales), 'sale')} as of {session.day} written to {output}.")
    session.note_left_out(len(chosen.undated), len(chosen.unvalued))
    raise typer.Exit(session.report_unreadable())


def _about(session: Session) -> dict[str, str]:
    """What an export is of, who wrote it, and the licence that the ledger declares, if it does."""
    settings = session.ledger.settings
    about = {"ledger": settings.name, "as of": session.day.isoformat(), "written by": f"armstrack {__version__}"}
    return about | ({"licence": settings.licence} if settings.licence else {})


def _datasette(session: Session, chosen: Chosen, wanted: Filter) -> str:
    from armstrack.output.json_text import json_document
    from armstrack.query.data_package import datasette_metadata
    from armstrack.query.export import tables

    found = tables(session.ledger, chosen.sales, wanted, session.day)
    return json_document(datasette_metadata(found, _about(session), "ledger"))


def _text(session: Session, chosen: Chosen, form: str, excel: bool) -> str:
    from armstrack.query.export import sale_documents, sale_table

    if form == "csv":
        from armstrack.output.csv_text import csv_document

        sales = sale_table(chosen.sales, session.ledger.contents.sales.keys())
        rows = [dict(zip(sales.columns, row, strict=True)) for row in sales.rows]
        text = csv_document(rows, sales.columns)
        if not excel:
            return text
        from armstrack.output.for_excel import for_excel

        return for_excel(text, ("transmittal", "cases"))
    from armstrack.output.json_text import json_document, json_lines

    documents = sale_documents(session.ledger, chosen.sales)
    return json_document(documents) if form == "json" else json_lines(documents)


def _write_file(session: Session, chosen: Chosen, wanted: Filter, form: str, path: Path, force: bool) -> None:
    from armstrack.query.export import tables

    found: dict[str, Table] = tables(session.ledger, chosen.sales, wanted, session.day)
    if form == "xlsx":
        from armstrack.output.workbook import write_workbook

        try:
            _replace(path, form, lambda new: write_workbook(new, found, session.day), force)
        except ImportError as error:
            message = "A workbook needs the library XlsxWriter, which is not installed."
            raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[xlsx]'") from error
    else:
        from armstrack.ledger.database import write_database

        _replace(path, form, lambda new: write_database(new, found, _about(session)), force)
    from armstrack.output.amounts import count

    session.note(f"{count(len(found['sales'].rows), 'sale')} as of {session.day} written to {path}.")


def _replace(path: Path, form: str, write: Callable[[Path], object], force: bool) -> None:
    """Writes an export, where nothing stands that is none. Raises Failure and OSError."""
    from armstrack.ledger.given_away import NotReplaced, give_away

    try:
        give_away(path, write, lambda old: _is_export(form, old), force)
    except NotReplaced as error:
        if error.may_insist:
            hint = "give another name, or --force to replace it"
            raise Failure(ExitCode.REFUSED, "not-replaced", f"{error}. Nothing was written.", hint) from error
        raise Failure(ExitCode.USAGE, "usage", f"-o: {error}.", "give another name") from error


def _is_export(form: str, path: Path) -> bool:
    """Whether a file is an export of a form, of this version or an earlier one."""
    if form == "sqlite":
        from armstrack.ledger.database import is_database

        return is_database(path)
    if form == "xlsx":
        from armstrack.output.workbook import is_workbook

        return is_workbook(path)
    with path.open("rb") as file:
        begin = file.read(4096).decode("utf-8-sig", "replace")
    if form == "datasette":
        return '"source": "armstrack ' in begin
    if form == "csv":
        from armstrack.query.export import SALES

        columns = begin.partition("\n")[0].rstrip("\r").split(",")
        return tuple(columns[:2]) == SALES[:2] and set(columns) <= set(SALES)
    return begin == "[]\n" or re.match(r'(?:\[\s*)?\{\s*"id":\s*"[a-z0-9-]+",\s*"title":', begin) is not None
