"""CSV as Excel reads it: in UTF-8 with the mark that says so, and numbers of notices as the text that they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence


def for_excel(text: str, as_text: Sequence[str]) -> str:
    """The same table with a byte order mark; of the named columns, what Excel would take for a date or a number
    is written as `="26-01"`, which it shows as text."""
    header, *rows = csv.reader(io.StringIO(text))
    at = {header.index(column) for column in as_text if column in header}
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_kept(cell) if place in at else cell for place, cell in enumerate(row)])
    return "\ufeff" + target.getvalue()


def _kept(cell: str) -> str:
    """A cell of letters, digits and hyphens as text, so that nothing of it is ever a formula of somebody else."""
    return f'="{cell}"' if re.fullmatch("[A-Za-z0-9][A-Za-z0-9-]*", cell) else cell
