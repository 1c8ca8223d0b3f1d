"""An answer as a small table of HTML, as a notebook shows it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

MANY = 20
"""Rows after which a table in a notebook stops."""


def dollars(value: int | None, unknown: int) -> str:
    """A sum in a few characters, with how many values it lacks."""
    known = "value unknown" if value is None else f"${value:,}"
    return known + (f", plus {unknown} of unknown value" if unknown and value is not None else "")


def notebook_table(title: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """The rows under their columns, those that are empty in every row left out; how many more there are is said."""
    shown = rows[:MANY]
    used = [column for column in columns if any(row[column] not in (None, "", [], ()) for row in shown)]
    head = "".join(f"<th>{html.escape(column)}</th>" for column in used)
    body = "".join(f"<tr>{''.join(_cell(row[column]) for column in used)}</tr>" for row in shown)
    more = f"<p>{len(rows) - MANY} more; <code>to_frame()</code> has all.</p>" if len(rows) > MANY else ""
    return f"<p>{html.escape(title)}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f'<td style="text-align:right">{value:,}</td>'
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    return f"<td>{html.escape('' if value is None else str(value))}</td>"
