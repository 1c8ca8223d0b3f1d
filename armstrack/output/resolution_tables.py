"""Resolutions of disapproval and their votes, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.model.terms import UNLESS_ADJOURNED
from armstrack.output.page import Block, FactList, Heading
from armstrack.output.sale_tables import HISTORY_COLUMNS, bare_addresses, bounds_text, recipient_names, source_list
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.congress import ResolutionDocument, ResolutionRow, ResolutionStep, RollCall

Document = Mapping[str, Any]


def resolutions_table(rows: Sequence[ResolutionRow]) -> Table:
    """One resolution a row."""
    columns = (
        Column("id", "Resolution", 1, id=True),
        Column("recipients", "To", 2),
        Column("introduced", "Introduced", 3),
        Column("state", "State", 1),
        Column("since", "Since", 4),
        Column("title", "Against", 1, flexible=True, minimum=20),
    )
    shown = [
        {
            "id": row["id"],
            "recipients": "+".join(row["recipients"]) or "unknown",
            "introduced": row["introduced"] or "unknown",
            "state": row["state"] or "not yet",
            "since": row["since"] or "",
            "title": row["title"].removeprefix("Disapproval of "),
        }
        for row in rows
    ]
    return Table(columns, shown)


def votes_table(rows: Sequence[RollCall]) -> Table:
    """One roll call a row, by who stood on which side."""
    columns = (
        Column("date", "Date", 1),
        Column("measure", "Measure", 1),
        Column("recipients", "To", 2),
        Column("chamber", "Chamber", 3),
        Column("question", "Question", 5, flexible=True, minimum=16),
        Column("to_disapprove", "To disapprove", 1, align="right"),
        Column("to_let_proceed", "To let proceed", 1, align="right"),
        Column("result", "Result", 2),
        Column("confidence", "Confidence", 4),
    )
    shown = [
        {
            "date": row["date"] or "unknown",
            "measure": row["measure"],
            "recipients": "+".join(row["recipients"]) or "unknown",
            "chamber": row["chamber"],
            "question": row["question"],
            "to_disapprove": _number(row["to_disapprove"]),
            "to_let_proceed": _number(row["to_let_proceed"]),
            "result": row["result"] or "",
            "confidence": row["confidence"] or "",
        }
        for row in rows
    ]
    return Table(columns, shown)


def _number(number: int | None) -> str:
    return "?" if number is None else str(number)


def resolution_page(resolution: ResolutionDocument, since: str) -> list[Block]:
    """Everything about one resolution. `since` is since when its state holds."""
    stands = f"{resolution['state'] or 'not yet'}, {resolution['standing']}"
    stands += f" (since {since})" if since else ""
    facts = [
        ("Congress", f"{resolution['congress']}, {resolution['form'] or 'form unknown'} resolution"),
        ("Sponsor", resolution["sponsor"] or ""),
        ("Recipients", recipient_names(resolution["recipients"]) if resolution["recipients"] else "unknown"),
        ("Stands", stands),
        ("Means", resolution["meaning"]),
        ("Committee", _committee(resolution)),
        ("Note", resolution["note"] or ""),
        ("As of", resolution["as_of"]),
    ]
    facts += [("Against" if at == 0 else "", _sale(sale)) for at, sale in enumerate(resolution["sales"])]
    addresses = bare_addresses(resolution["history"])
    return [
        Heading(f"{resolution['measure']}: {resolution['title']}"),
        FactList([(label, value) for label, value in facts if value], {"Stands": "bold"}),
        Heading("History"),
        _history(resolution["history"], addresses),
        *source_list(resolution.get("sources", {}), addresses),
    ]


def _committee(resolution: ResolutionDocument) -> str:
    if resolution["committee_until"] is None:
        return ""
    days = f"{resolution['committee_days']} days, to {resolution['committee_until']}"
    return f"{days}; after it the Senate can discharge it, {UNLESS_ADJOURNED}"


def _sale(sale: str | Document) -> str:
    if isinstance(sale, str):
        return sale
    number = f" ({sale['transmittal']})" if sale["transmittal"] else ""
    return f"{sale['title']}{number}, not in this ledger"


def _history(history: Sequence[ResolutionStep], addresses: Mapping[str, str]) -> Table:
    date, what, note, source = HISTORY_COLUMNS
    columns = (date, what, Column("vote", "Yea-nay"), note, source)
    return Table(columns, [_step(step, addresses) for step in history])


def _step(step: ResolutionStep, addresses: Mapping[str, str]) -> Row:
    vote = step["vote"]
    tally = "" if vote is None else f"{_number(vote['yea'])}-{_number(vote['nay'])}"
    detail = [vote["question"]] if vote is not None else []
    detail += [step["actor"]] if step["actor"] else []
    detail += [step["note"]] if step["note"] else []
    detail += [f"confidence {step['confidence']}"] if step["confidence"] else []
    return {
        "date": step["date"] or bounds_text(step),
        "what": step["state"].upper() if step["state"] else step["event"] or "",
        "vote": tally,
        "note": "; ".join(detail),
        "source": addresses.get(step["source"] or "", step["source"] or ""),
    }
