"""How promised deliveries moved, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.output.amounts import count
from armstrack.output.sale_tables import bounds_text
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.analysis import SlipDocument, SlipPromise, SlipSale


MOVED = {
    "later": "later",
    "earlier": "earlier",
    "same": "the same",
    "unsure": "cannot be told",
}

DIFFERS = {
    "quantity": "another quantity",
    "item": "another item",
    "case": "another case",
    "contract": "a contract's end beside a delivery",
}
"""In what two promises can be about different things."""


def _accent(row: Row) -> str:
    return "red" if row["moved"] == "later" else ""


def slip_table(slip: SlipDocument) -> Table:
    """Every promise of one sale, against the one before."""
    columns = [
        Column("date", "Said on", 1, wrap=True, minimum=10, maximum=20),
        Column("expected", "Promised for", 1),
        Column("shift", "Days moved", 1, align="right"),
        Column("moved", "Which is", 1, wrap=True, minimum=10, maximum=30, style_of=_accent),
        Column("word", "As", 3),
        Column("source", "Source", 2, wrap=True, minimum=10),
    ]
    rows = [_promise(one) for one in slip["promises"]]
    if any(row["about"] for row in rows):
        columns.insert(-1, Column("about", "About", 2, wrap=True, minimum=12, maximum=36))
    return Table(columns, rows)


def _promise(one: SlipPromise) -> Row:
    bounds = {"not_before": one["expected_not_before"], "not_after": one["expected_not_after"]}
    about = [f"{one['quantity']:,}" if one["quantity"] is not None else "", one["item"] or "", one["case"] or ""]
    moved = MOVED.get(one["moved"] or "", "")
    if one["differs"]:
        moved = f"not compared: {', '.join(DIFFERS[each] for each in one['differs'])}"
    return {
        "date": one["date"] or bounds_text(one),
        "expected": one["expected"] or bounds_text(bounds),
        "shift": "" if one["differs"] else days_text(one["shift_days"]),
        "moved": moved,
        "word": one["word"],
        "about": " ".join(part for part in about if part),
        "source": one["source"] or "no source",
    }


def slip_sentence(slip: SlipDocument) -> str:
    """How often it moved, by how much in all, and whether the last promise has passed."""
    if not slip["promised"]:
        return f"No promised delivery is recorded for {slip['id']} as of {slip['as_of']}."
    sentence = f"{slip['id']} as of {slip['as_of']}: {count(slip['promised'], 'promise')}"
    moved = [f"{number} {MOVED[move]}" for move, number in slip["moved"].items() if number]
    if moved:
        sentence += f", {', '.join(moved)} than the one before"
    if slip["total_days"] is not None:
        sentence += f", {days_text(slip['total_days'])} days in all"
    elif slip["about_something_else"]:
        sentence += "; not added up, since they are not all about the same thing"
    if slip["arrived"]:
        return f"{sentence}. It is {slip['state']}."
    if slip["kept"]:
        return f"{sentence}. As many as the last promise says have come."
    if slip["open_promises"] > 1:
        how = {True: "at least one has passed", False: "none has passed", None: "of one the day is not known"}
        return f"{sentence}. {slip['open_promises']} of them stand, about different things: {how[slip['passed']]}."
    passed = {True: "has passed", False: "has not passed", None: "has no last day"}[slip["passed"]]
    return f"{sentence}. The last promise, {slip['last_promise'] or 'an unknown day'}, {passed}."


def slips_table(slips: Sequence[SlipSale]) -> Table:
    """The sales with more than one promise, the most moved first."""
    columns = (
        Column("id", "Sale", 1, id=True),
        Column("promised", "Promises", 2, align="right"),
        Column("first", "First", 1),
        Column("last", "Last", 1),
        Column("total", "Days in all", 1, align="right"),
        Column("later", "Later", 2, align="right"),
        Column("earlier", "Earlier", 3, align="right"),
        Column("else", "Not compared", 3, align="right"),
        Column("passed", "Last promise", 2),
    )
    return Table(columns, [_slip(slip) for slip in slips])


def _slip(slip: SlipSale) -> Row:
    passed = {True: "passed", False: "ahead", None: "no last day"}[slip["passed"]]
    return {
        "id": slip["id"],
        "promised": str(slip["promised"]),
        "first": slip["first_promise"] or "unknown",
        "last": slip["last_promise"] or "unknown",
        "total": days_text(slip["total_days"]) or "-",
        "later": str(slip["moved"]["later"]),
        "earlier": str(slip["moved"]["earlier"]),
        "else": str(slip["about_something_else"]),
        "passed": slip["state"] or "" if slip["arrived"] else "kept" if slip["kept"] else passed,
    }
