"""What `fetch` found, as tables: how each source answered, what would become of each document, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from armstrack.output.amounts import count
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]

UNTOLD = ("unchanged", "no notice")
"""What became of documents that a list need not tell of."""

_STYLES = {"ok": "green", "partial": "yellow", "unavailable": "red", "suspicious": "red"}


def sources_table(rows: Sequence[Document]) -> Table:
    """A line a source."""
    columns = (
        Column("source", "Source", 1),
        Column("state", "State", 1, style_of=_style),
        Column("listed", "Listed", 2, align="right"),
        Column("new", "New", 1, align="right"),
        Column("changed", "Changed", 2, align="right"),
        Column("reason", "Why", 1, wrap=True, minimum=20),
    )
    return Table(columns, [_source(row) for row in rows])


def _style(row: Row) -> str:
    return _STYLES.get(row["state"], "")


def _source(row: Document) -> dict[str, str]:
    numbers = {key: str(row[key]) for key in ("listed", "new", "changed")}
    return {"source": row["source"], "state": row["state"], "reason": row["reason"] or ""} | numbers


def notices_table(rows: Sequence[Document]) -> Table:
    """A line a draft that changes something, or that could not be used."""
    columns = (
        Column("id", "Sale", 1, id=True),
        Column("transmittal", "Number", 2),
        Column("day", "Printed", 2),
        Column("what", "Becomes", 1),
        Column("added", "Added", 1, wrap=True, minimum=16),
        Column("differs", "Contradicts", 1, wrap=True, minimum=14),
    )
    return Table(columns, [_notice(row) for row in rows if row["what"] not in UNTOLD])


def _notice(row: Document) -> dict[str, str]:
    return {
        "id": row["id"] or row["title"],
        "transmittal": row["transmittal"] or "",
        "day": row["day"] or "",
        "what": row["what"],
        "added": "; ".join(row["added"]) or (row["reason"] or ""),
        "differs": "; ".join([*row["differs"], *row["left_out"]]),
    }


def told_table(rows: Sequence[Document]) -> Table:
    """A line a step of a resolution that the ledger lacks, and a line for whatever a person must decide."""
    columns = (
        Column("id", "Resolution", 1, id=True),
        Column("date", "Date", 1),
        Column("step", "Step", 1),
        Column("vote", "Vote", 1),
        Column("note", "Remark", 1, wrap=True, minimum=20),
    )
    return Table(columns, [line for row in rows for line in _steps(row)])


def _steps(row: Document) -> Iterator[dict[str, str]]:
    for step in row["steps"]:
        vote = step["vote"]
        sides = "" if vote is None else f"{vote['yea']} to {vote['nay']}, {vote['for_disapproval']} disapproves"
        line = {"id": row["id"], "date": step["date"] or "", "step": step["state"] or step["event"], "vote": sides}
        yield line | {"note": step["note"] or ""}
    for word, lines in (("differs", row["differs"]), ("refused", row["refused"])):
        for said in lines:
            yield {"id": row["id"], "date": "", "step": word, "vote": "", "note": said}
    if row["what"] == "not in the ledger":
        said = "a vote was fetched, and the status of the measure was not"
        yield {"id": row["id"], "date": "", "step": row["what"], "vote": "", "note": said}


def missing_tables(missing: Document) -> list[Table]:
    """What the ledger lacks: numbers, holes in the series, overdue notices, changed pages; a table each."""
    lacking = Table(
        (
            Column("transmittal", "Lacking", 1),
            Column("recipients", "For", 1),
            Column("day", "Day", 1),
            Column("title", "What", 2, wrap=True, minimum=16),
            Column("sources", "Printed by", 1, wrap=True, minimum=14),
        ),
        [
            {key: _text(row[key]) for key in ("transmittal", "recipients", "day", "title", "sources")}
            for row in missing["lacking"]
        ],
    )
    holes = Table(
        (Column("hole", "Number not known", 1), Column("numbers", "Numbers", 1, align="right")),
        [
            {
                "hole": row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}",
                "numbers": str(row["numbers"]),
            }
            for row in missing["holes"]
        ],
    )
    overdue = Table(
        (
            Column("id", "Not in the Register", 1, id=True),
            Column("transmittal", "Number", 1),
            Column("notified", "Notified", 1),
            Column("days", "Days", 1, align="right"),
        ),
        [{key: _text(row[key]) for key in ("id", "transmittal", "notified", "days")} for row in missing["overdue"]],
    )
    changed = Table(
        (
            Column("title", "Changed in place", 1, wrap=True, minimum=16),
            Column("fetched", "Seen", 1),
            Column("cited", "Cited by", 1, wrap=True, minimum=14),
        ),
        [
            {"title": row["title"], "fetched": row["after"]["fetched"][:10], "cited": _text(row["cited_by"]) or "-"}
            for row in missing["changed"]
        ],
    )
    return [table for table in (lacking, holes, overdue, changed) if table.rows]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)


def remarks(document: Document, missing: bool) -> Iterator[str]:
    """What is said beside the tables."""
    silent = [one["source"] for one in document["sources"] if one["state"] != "ok"]
    if silent:
        yield f"What {', '.join(silent)} may have that is new is not known: {count(len(silent), 'source')} not ok."
    for one in document["changed"]:
        cited = f", cited by {', '.join(one['cited_by'])}" if one["cited_by"] else ""
        yield f"The page of {one['title']} changed{cited}: {one['address']}"
    if missing and document["missing"] is not None:
        found = document["missing"]
        numbers = sum(one["numbers"] for one in found["holes"])
        yield (
            f"{count(len(found['lacking']), 'notice')} printed and not in the ledger, "
            f"{count(numbers, 'number')} of the series that nothing prints, "
            f"{count(len(found['overdue']), 'notice')} overdue in the Register."
        )
        return
    notices, steps = document["notices"], sum(len(one["steps"]) for one in document["resolutions"])
    entered, merged = (sum(one["what"] == what for one in notices) for what in ("new", "merged"))
    if document["written"] and (entered or merged or steps):
        yield f"Entered {count(entered, 'sale')}, merged {count(merged, 'notice')}, added {count(steps, 'step')}."
    elif entered or merged or steps:
        yield (
            f"`fetch --import` would enter {count(entered, 'sale')}, merge {count(merged, 'notice')} and add "
            f"{count(steps, 'step')} of resolutions. No record was written."
        )
    elif len(silent) < len(document["sources"]):
        yield "Nothing in what was fetched is new to the ledger."
