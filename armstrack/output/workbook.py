"""A spreadsheet workbook with one sheet for each table. Needs XlsxWriter (the extra `xlsx`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from armstrack.model.sheet import Sheet
from armstrack.output.safe_text import printable

LONGEST = 32_767
"""Characters that a cell can hold."""
MONEY = ("_usd", "amount")
"""How the columns end that hold money, which is written with separators."""
LONG = ("id", "sale", "title", "name", "note", "standing", "purchaser", "url", "question")
"""Columns of long texts."""
WIDE = 36


def write_workbook(path: Path, tables: Mapping[str, Sheet], day: date) -> None:
    """Writes the workbook as of a day. Text is written as text, so that no cell is a formula. Raises ImportError."""
    import xlsxwriter

    book: Any = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime.combine(day, time())})  # and not the moment of writing
    bold, dollars = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    try:
        _fill(book, bold, dollars, tables)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(0, str(error)) from error


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook with the sheets that an export has."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as book, book.open("xl/workbook.xml") as sheets:
            said = sheets.read(100_000)
    except (BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False
    return all(f'<sheet name="{name}" '.encode() in said for name in ("sales", "recipients", "items", "events"))


def _fill(book: Any, bold: Any, dollars: Any, tables: Mapping[str, Sheet]) -> None:
    with book:
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for at, column in enumerate(table.columns):
                sheet.write_string(0, at, column, bold)
                sheet.set_column(at, at, WIDE if column in LONG else max(len(column) + 2, 12))
            last = 0
            for last, row in enumerate(table.rows, 1):
                for at, value in enumerate(row):
                    _write(sheet, last, at, value, dollars if table.columns[at].endswith(MONEY) else None)
            sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write(sheet: Any, row: int, column: int, value: object, form: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, form)
    else:
        sheet.write_string(row, column, printable(str(value), keep="\n\t")[:LONGEST])
