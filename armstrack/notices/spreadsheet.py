"""The rows of a spreadsheet, saved as CSV: a draft a row, with the same care as for a notice.

A column is read into a field of the draft by its heading, or by a map that says which column
is which. A cell that cannot be read stays out of the draft and becomes a warning that quotes it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from armstrack.model.authority import AUTHORITIES, OTHER_SPELLINGS
from armstrack.model.money import Money, parse_money
from armstrack.model.partial_date import parse_day
from armstrack.model.sale import Contractor
from armstrack.notices import item_list
from armstrack.notices.days import days
from armstrack.notices.draft import Draft, DraftValue, Reading
from armstrack.notices.money import whole_amount
from armstrack.notices.purchaser import Purchaser, leading_purchaser

KIND = "spreadsheet"

FIELDS = (
    *("title", "recipient", "purchaser", "authority", "transmittal", "notified", "published"),
    *("total", "mde", "other", "items", "contractors"),
)
"""What a column can be."""

_TRANSMITTAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./-]*")
_DAY_LIKE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|^[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}\b",
    re.IGNORECASE,
)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))
_NOBODY = ("none", "n/a", "no principal contractor", "[]")


class UnknownColumn(ValueError):
    """A map names a field that there is not, or a column that the sheet does not have; the message says which."""


def read_rows(text: str, columns: Mapping[str, str]) -> Reading:
    """The rows of a sheet as drafts. `columns` maps a field to the heading of its column. Raises UnknownColumn."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as error:
        return Reading((), f"This is no table of comma-separated values: {error}.", known=False)
    if not rows:
        return Reading((), "The table is empty.", known=False)
    places = _places([heading.strip() for heading in rows[0]], columns)
    drafts = [
        _read({field: row[at].strip() for field, at in places.items() if at < len(row)}) for row in rows[1:] if any(row)
    ]
    return Reading(tuple(drafts), None if drafts else "The table has no rows.")


def _places(headings: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """The column of each field: the one that the map names, else the one whose heading is the field's own name."""
    lowered = [heading.lower() for heading in headings]
    for field, heading in columns.items():
        if field not in FIELDS:
            raise UnknownColumn(f"`{field}` is nothing that a column can be; there are {', '.join(FIELDS)}")
        if heading.lower() not in lowered:
            raise UnknownColumn(f"the table has no column `{heading}`; it has {', '.join(headings)}")
    named = {field: columns.get(field, field).lower() for field in FIELDS}
    places = {field: lowered.index(heading) for field, heading in named.items() if heading in lowered}
    if not places:
        raise UnknownColumn("no column is named like a field; say which is which with --map title=HEADING,…")
    return places


def _read(row: Mapping[str, str]) -> Draft:
    warnings: list[str] = []

    def cell(field: str, read: Any, otherwise: Any = None) -> Any:
        text = row.get(field, "")
        found = read(text) if text else otherwise
        if text and found is None:
            warnings.append(f'the column {field} cannot be read from the cell "{text}"')
        return otherwise if found is None else found

    buyer = cell("recipient", _buyer) or cell("purchaser", _buyer)
    items = row.get("items", "")
    warnings += item_list.doubts(items)
    return Draft(
        kind=KIND,
        recipients=buyer.recipients if buyer else (),
        purchaser=row.get("purchaser") or None,
        transmittal=cell("transmittal", _number),
        authority=cell("authority", _authority, "unknown"),
        notified=cell("notified", _day),
        published=cell("published", _day),
        title=row.get("title") or None,
        value=DraftValue(cell("total", _money), cell("mde", _money), cell("other", _money)),
        items=tuple(item_list.items(items, None)) if items else (),
        contractors=_contractors(row.get("contractors")),
        warnings=tuple(warnings),
    )


def _buyer(text: str) -> Purchaser | None:
    """The buyer that a whole cell names; `None` where only its beginning is known."""
    found = leading_purchaser(text)
    return found if found is not None and found.end >= len(text.rstrip()) else None


def _contractors(text: str | None) -> tuple[Contractor, ...] | None:
    """The firms of a cell; `None` where the sheet has no such column or the cell is empty, for that says nothing."""
    firms = tuple(Contractor(name) for one in (text or "").split(";") if (name := one.strip()))
    if len(firms) == 1 and firms[0].name.lower() in _NOBODY:
        return ()
    return firms or None


def _authority(text: str) -> str | None:
    known = text.upper().replace(" ", "").removeprefix("AECA").removeprefix("SECTION").removeprefix("SEC.")
    spelt = {name.upper(): name for name in AUTHORITIES} | {
        other.upper(): name for other, name in OTHER_SPELLINGS.items()
    }
    return spelt.get(known)


def _day(text: str) -> date | None:
    try:
        return parse_day(text)
    except ValueError:
        found = next(days(text), None)
        return found.exact(None) if found is not None and (found.start, found.end) == (0, len(text)) else None


def _money(text: str) -> Money:
    """The dollars of a whole cell; `None` for anything that is not one amount of dollars."""
    try:
        return parse_money(text)
    except ValueError:
        return whole_amount(text)


def _number(text: str) -> str | None:
    """A transmittal number; `None` for what a spreadsheet turned into a day, as 26-11 into 26-Nov."""
    plain = text.translate(_DASHES)
    return plain if _TRANSMITTAL.fullmatch(plain) and not _DAY_LIKE.search(plain) else None
