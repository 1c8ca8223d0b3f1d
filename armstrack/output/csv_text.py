"""CSV for spreadsheets and data tools: one header, one line a row, no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from armstrack.output.safe_text import printable, spreadsheet_cell


def csv_document(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> str:
    """The rows as CSV with a header, the columns in the order given.

    A column `review.last_review_day` looks into a nested mapping, unless the row has that very name.
    What is missing or unknown is an empty cell, truth is `true` or `false`, and a list is joined with
    `; `. Text cannot become a formula, and a character that would act on a terminal is a visible escape.
    """
    named = [(column, column.split(".")) for column in columns]
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows(
        [_cell(row[column] if column in row else _value(row, path)) for column, path in named] for row in rows
    )
    return target.getvalue()


def _value(row: Mapping[str, object], path: Sequence[str]) -> object:
    value: object = row
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _cell(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return spreadsheet_cell(printable("; ".join(_texts(value)), keep="\n\t"))


def _texts(value: object) -> Iterator[str]:
    if value is None:
        return
    if isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, str | int | float):
        yield str(value)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)
    else:
        raise TypeError(f"a cell holds text, a number or a list of them, not {type(value).__name__}")
