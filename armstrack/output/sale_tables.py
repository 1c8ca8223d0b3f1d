"""How sales are shown to people: the list, and the page of one sale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.model.recipients import RECIPIENTS
from armstrack.output.amounts import exact, short
from armstrack.output.facts import heading, paragraph, render_facts
from armstrack.output.table import Column, Row, Table, render
from armstrack.output.terminal import Terminal

Document = Mapping[str, Any]

NOT_NOTIFIED = "not yet"
"""What the list shows for the day of a notification that has not come."""

STATE_ACCENT = {
    "notified": "magenta",
    "cleared": "blue",
    "offered": "cyan",
    "blocked": "red",
    "cancelled": "dim",
    "withdrawn": "dim",
    "expired": "dim",
    "superseded": "dim",
}


def recipient_code(recipient: str | Sequence[str]) -> str:
    """The recipient's code, or the joint key of several."""
    return recipient if isinstance(recipient, str) else "+".join(recipient)


def recipient_names(recipient: str | Sequence[str]) -> str:
    """The recipient by name, with its code."""
    codes = [recipient] if isinstance(recipient, str) else list(recipient)
    return ", ".join(f"{RECIPIENTS[code].name} ({code})" if code in RECIPIENTS else code for code in codes)


def state_text(row: Document) -> str:
    """The state in one word, with what it may have become already."""
    state = row["state"] or "-"
    return f"{state}?" if row["maybe"] else state


def _accent(row: Row) -> str:
    return STATE_ACCENT.get(row["state"].rstrip("?"), "")


LIST_COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("id", "Sale", 1),
        Column("recipient", "To", 2),
        Column("notified", "Notified", 3),
        Column("state", "State", 1, style_of=_accent),
        Column("value_usd", "Ceiling", 1, align="right"),
        Column("title", "What", 3, flexible=True, minimum=16),
        Column("transmittal", "Notice", 4),
        Column("review.last_review_day", "Review to", 5),
        Column("since", "Since", 6),
        Column("class", "Class", 7),
        Column("authority", "Authority", 7),
        Column("package", "Package", 8),
        Column("purchaser", "Purchaser", 9, flexible=True, minimum=16),
        Column("emergency", "Emergency", 9),
        Column("review.review_days", "Days", 9, align="right"),
        Column("review.earliest_action", "From", 9),
    )
}
"""Every column that the list can show, by the key of the JSON document."""

USUAL_COLUMNS = (
    "id",
    "recipient",
    "notified",
    "state",
    "value_usd",
    "title",
    "transmittal",
    "review.last_review_day",
    "since",
    "class",
    "package",
)
"""The columns shown where none are asked for, as far as the terminal is wide enough."""


def list_table(rows: Sequence[Document], columns: Sequence[str]) -> Table:
    """The list of sales. `columns` are keys of `LIST_COLUMNS`."""
    return Table([LIST_COLUMNS[key] for key in columns], [_list_row(row) for row in rows])


def _list_row(row: Document) -> Row:
    review = row["review"] or {}
    return {
        "id": row["id"],
        "recipient": recipient_code(row["recipient"]),
        "notified": row["notified"] or (NOT_NOTIFIED if row["review"] is None else "unknown"),
        "state": state_text(row),
        "value_usd": short(row["value_usd"]),
        "title": row["title"],
        "transmittal": row["transmittal"] or "",
        "review.last_review_day": "emergency" if row["emergency"] else review.get("last_review_day") or "",
        "since": row["since"] or "",
        "class": row["class"] or "",
        "authority": row["authority"],
        "package": row["package"] or "",
        "purchaser": row["purchaser"] or "",
        "emergency": "yes" if row["emergency"] else "",
        "review.review_days": "" if review.get("review_days") is None else str(review["review_days"]),
        "review.earliest_action": review.get("earliest_action") or "",
    }


def sale_page(sale: Document, resolutions: Sequence[tuple[str, str]], terminal: Terminal) -> str:
    """Everything about one sale on a page. `resolutions` are (measure, how it stands)."""
    parts = [
        heading(f"{sale['id']}: {sale['title']}", terminal),
        render_facts(_facts(sale, resolutions), terminal, {"Stands": "bold"}),
    ]
    if sale["items"]:
        parts += ["\n", heading("Line items", terminal), render(_items_table(sale["items"]), terminal)]
    parts += ["\n", heading("History", terminal), render(_history_table(sale["history"]), terminal)]
    if sale["next"]:
        parts += ["\n", heading("Possible next", terminal), render(next_table(sale["next"]), terminal)]
    if sale["sources"]:
        parts += ["\n", heading("Sources", terminal)]
        parts += [_source(key, source, terminal) for key, source in sale["sources"].items()]
    return "".join(parts)


def _facts(sale: Document, resolutions: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    notice = [f"AECA {sale['authority']}" if sale["authority"] != "unknown" else "authority unknown"]
    notice += [f"transmittal {sale['transmittal']}"] if sale["transmittal"] else []
    notice += [f"package {sale['package']}"] if sale["package"] else []
    facts = [
        ("Recipient", recipient_names(sale["recipient"])),
        ("Purchaser", sale["purchaser"] or ""),
        ("Notice", ", ".join(notice)),
        ("Ceiling", _ceiling(sale)),
        ("Class", sale["class"] or ""),
        ("Contractors", _contractors(sale["contractors"])),
        ("Stands", f"{sale['state'] or 'nothing yet'}, {sale['standing']}" + _since(sale)),
        ("Review", _review(sale)),
    ]
    facts += [("How" if at == 0 else "", step) for at, step in enumerate(sale.get("explanation", ()))]
    facts += [("Resolution", f"{measure}: {stands}; only an enacted law blocks") for measure, stands in resolutions]
    facts += [("Amends", _reference(sale["amends"])), ("Amended by", ", ".join(sale["amended_by"]))]
    if sale["grows_from"] is not None:
        facts.append(("Grew from", f"{_reference(sale['grows_from'])}, a case of {exact(sale['prior_value_usd'])}"))
    facts += [("Confidence", sale["confidence"] or ""), ("Note", sale["note"] or ""), ("As of", sale["as_of"])]
    return [(label, value) for label, value in facts if value]


def _ceiling(sale: Document) -> str:
    value = sale["value"]
    text = exact(value["total"])
    split = [("major defense equipment", value["mde"]), ("other", value["other"])]
    split += [("design and construction", value["construction"]), ("this notice adds", value["increase"])]
    known = [f"{what} {exact(amount)}" for what, amount in split if amount is not None]
    return f"{text} ({'; '.join(known)})" if known else text


def _contractors(contractors: Sequence[Document] | None) -> str:
    if contractors is None:
        return "unknown"
    return "; ".join(_contractor(each) for each in contractors) or "none named in the notice"


def _contractor(contractor: Document) -> str:
    return f"{contractor['name']}, {contractor['place']}" if contractor["place"] else contractor["name"]


def _since(sale: Document) -> str:
    return f" (since {sale['since']})" if sale["since"] else ""


def _review(sale: Document) -> str:
    review = sale["review"]
    if review is None:
        return ""
    if sale["emergency"]:
        return "waived: the certification states an emergency"
    days = "an unknown number of" if review["review_days"] is None else review["review_days"]
    if review["last_review_day"] is None:
        return f"{days} days; its dates are unknown"
    last, action = review["last_review_day"], review["earliest_action"]
    return f"{days} days, {sale['notified']} to {last}; action possible from {action}"


def _reference(reference: str | Document | None) -> str:
    if reference is None or isinstance(reference, str):
        return reference or ""
    number = f" ({reference['transmittal']})" if reference["transmittal"] else ""
    return f"{reference['title']}{number}, not in this ledger"


def _items_table(items: Sequence[Document]) -> Table:
    columns = (
        Column("quantity", "Number", 1, align="right"),
        Column("name", "Item", 1, flexible=True, minimum=20),
        Column("mde", "MDE", 2),
    )
    rows = [
        {
            "quantity": "" if item["quantity"] is None else f"{item['quantity']:,}",
            "name": item["name"],
            "mde": {True: "MDE", False: "", None: "?"}[item["mde"]],
        }
        for item in items
    ]
    return Table(columns, rows)


def _history_table(history: Sequence[Document]) -> Table:
    columns = (
        Column("date", "Date", 1),
        Column("what", "What", 1),
        Column("note", "Detail", 2, flexible=True, minimum=16),
        Column("source", "Source", 3, flexible=True, minimum=8),
    )
    return Table(columns, [_history_row(entry) for entry in history])


def _history_row(entry: Document) -> Row:
    detail = []
    if entry.get("expires"):
        detail.append(f"to be signed by {entry['expires']}")
    if entry.get("expected"):
        detail.append(f"expected {entry['expected']}")
    if entry.get("amount"):
        amount = entry["amount"]
        dollars = amount["currency"] == "USD"
        detail.append(short(amount["value"]) if dollars else f"{amount['value']:,} {amount['currency']}")
    if entry.get("emergency"):
        detail.append(f"emergency: {entry['emergency']['justification']}")
    if entry.get("skipped"):
        detail.append(f"passed over {', '.join(entry['skipped'])}")
    if entry.get("actor"):
        detail.append(entry["actor"])
    if entry.get("note"):
        detail.append(entry["note"])
    return {
        "date": entry["date"] or _bounds(entry),
        "what": entry["state"].upper() if entry["state"] else entry["event"],
        "note": "; ".join(detail),
        "source": entry.get("source") or "",
    }


def _bounds(entry: Document) -> str:
    first, last = entry.get("not_before"), entry.get("not_after")
    if first is None and last is None:
        return "unknown"
    return f"{first or ''}..{last or ''}"


def next_table(moves: Sequence[Document]) -> Table:
    """The moves that are possible, with the day from which they are."""
    columns = (
        Column("state", "State", 1),
        Column("earliest_action", "From", 1),
        Column("actor", "Who", 3, flexible=True, minimum=12),
        Column("citation", "Law or rule", 2, flexible=True, minimum=20),
    )
    rows = [
        {
            "state": move["state"],
            "earliest_action": move["earliest_action"],
            "actor": move["actor"],
            "citation": "; ".join(move["citations"]),
        }
        for move in moves
    ]
    return Table(columns, rows)


def closed_table(moves: Sequence[Document]) -> Table:
    """The moves that are not possible, and why."""
    columns = (Column("state", "State", 1), Column("reason", "Why not", 1, flexible=True, minimum=20))
    return Table(columns, [{"state": move["state"], "reason": move["reason"]} for move in moves])


def _source(key: str, source: Document, terminal: Terminal) -> str:
    said = ", ".join(part for part in (source["title"], source["published"], source["note"]) if part)
    text = paragraph(f"{key}: {said}" if said else f"{key}:", terminal)
    return text + (paragraph(source["url"], terminal, indent=2, style="dim") if source["url"] else "")
