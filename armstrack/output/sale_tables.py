"""How sales are shown to people: the list, and the page of one sale."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from armstrack.model.recipients import name_with_code
from armstrack.output.amounts import Unit, exact, headed, short, spelled
from armstrack.output.page import Block, Cited, FactList, Heading, Prose
from armstrack.output.picture import Picture
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.sales import (
        ClosedMove,
        Contractor,
        Item,
        Letter,
        Move,
        NextDocument,
        Promise,
        SaleDocument,
        SaleRow,
    )

Document = Mapping[str, Any]

NOT_NOTIFIED = "not yet"
"""What the list shows for the day of a notification that has not come."""

_DOES_NOT_FOLLOW = re.compile(r"`[^`]+` does not follow (?P<from>`[^`]+`)\.")
_PROCEDURE = re.compile(r" in the procedure [^.]*\.$")

STAGE_ACCENT = {
    "under-review": "magenta",
    "review-over": "blue",
    "offer": "cyan",
    "barred": "red",
    "ended": "dim",
}
"""The colour of a state, by how far it lies."""


def recipient_code(recipient: str | Sequence[str]) -> str:
    """The recipient's code, or the joint key of several."""
    return recipient if isinstance(recipient, str) else "+".join(recipient)


def authority_text(authority: str | Sequence[str]) -> str:
    """The authority, or several side by side."""
    return authority if isinstance(authority, str) else " and ".join(authority)


def recipient_names(recipient: str | Sequence[str]) -> str:
    """The recipient by name, with its code."""
    codes = [recipient] if isinstance(recipient, str) else list(recipient)
    return ", ".join(name_with_code(code) for code in codes)


def state_text(row: Document) -> str:
    """The state in one word, with what it may have become already."""
    if row["state"] is None:
        return "unknown" if row["maybe"] else "-"
    return f"{row['state']}?" if row["maybe"] else f"{row['state']}{', held' if row.get('held') else ''}"


def _accent(row: Row) -> str:
    return STAGE_ACCENT.get(row["stage"], "")


LIST_COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("id", "Sale", 1, id=True),
        Column("recipient", "To", 2),
        Column("notified", "Notified", 3),
        Column("state", "State", 1, style_of=_accent, wrap=True, minimum=9),
        Column("value_usd", "Ceiling", 1, align="right"),
        Column("title", "What", 4, flexible=True, minimum=10),
        Column("transmittal", "Notice", 5),
        Column("review.last_review_day", "Review to", 6),
        Column("since", "Since", 7),
        Column("class", "Class", 8),
        Column("authority", "Authority", 8),
        Column("package", "Package", 9),
        Column("purchaser", "Purchaser", 10, flexible=True, minimum=16),
        Column("emergency", "Emergency", 10),
        Column("review.review_days", "Days", 10, align="right"),
        Column("review.earliest_action", "From", 10),
        Column("maybe", "Maybe", 10),
        Column("ceiling_usd", "Revised ceiling", 10, align="right"),
        Column("stage", "Stage", 10),
        Column("held.since", "Held since", 10),
        Column("held.actor", "Held by", 10, flexible=True, minimum=10),
        Column("amendment", "Amendment", 10),
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


def list_table(rows: Sequence[SaleRow], columns: Sequence[str], unit: Unit | None = None) -> Table:
    """The list of sales, its money in a unit where one is given. `columns` are keys of `LIST_COLUMNS`."""
    shown = [LIST_COLUMNS[key] for key in columns]
    shown = [replace(one, title=headed(one.title, unit)) if one.key.endswith("_usd") else one for one in shown]
    return Table(shown, [_list_row(row, unit) for row in rows])


def _list_row(row: SaleRow, unit: Unit | None) -> Row:
    review: Mapping[str, Any] = row["review"] or {}
    held: Mapping[str, Any] = row["held"] or {}
    return {
        "id": row["id"],
        "recipient": recipient_code(row["recipient"]),
        "notified": row["notified"] or (NOT_NOTIFIED if row["review"] is None else "unknown"),
        "state": state_text(row),
        "value_usd": ceiling_text(row, unit),
        "title": row["title"],
        "transmittal": row["transmittal"] or "",
        "review.last_review_day": "emergency" if row["emergency"] else review.get("last_review_day") or "",
        "since": row["since"] or "",
        "class": row["class"] or "",
        "authority": authority_text(row["authority"]),
        "package": row["package"] or "",
        "purchaser": row["purchaser"] or "",
        "emergency": "yes" if row["emergency"] else "",
        "review.review_days": "" if review.get("review_days") is None else str(review["review_days"]),
        "review.earliest_action": review.get("earliest_action") or "",
        "maybe": ", ".join(row["maybe"]),
        "ceiling_usd": spelled(row["ceiling_usd"], unit, short),
        "stage": row["stage"] or "",
        "held.since": (held.get("since") or "an unknown day") if held else "",
        "held.actor": held.get("actor") or "",
        "amendment": "yes" if row["amendment"] else "",
    }


def ceiling_text(row: Document, unit: Unit | None = None) -> str:
    """The ceiling of a sale, in short or in a unit; of an amendment the revised one, and what it adds to a total."""
    ceiling = spelled(row["ceiling_usd"], unit, short)
    if not row["amendment"] or (row["ceiling_usd"] is None and row["value_usd"] is None):
        return ceiling
    return f"{ceiling} (+{spelled(row['value_usd'], unit, short)})"


def sale_page(
    sale: SaleDocument,
    resolutions: Sequence[tuple[str, str]],
    since: str,
    years: Picture | None = None,
    path: Picture | None = None,
) -> list[Block]:
    """Everything about one sale. `resolutions` are (measure, how it stands); `since` is since when its state holds.

    `years` draws those of its recipient, `path` its way through the procedure.
    """
    facts: list[tuple[str, str | Picture]] = []
    for label, value in _facts(sale, resolutions, since):
        facts.append((label, value))
        if label == "Recipient" and years is not None:
            facts.append(("", years))
        if label == "Stands" and path is not None:
            facts.append(("Path", path))
    blocks: list[Block] = [Heading(f"{sale['id']}: {sale['title']}"), FactList(facts, {"Stands": "bold"})]
    if sale["next"]:
        blocks += [Heading("Possible next"), next_table(sale["next"])]
    if sale["items"]:
        blocks += [Heading("Line items"), _items_table(sale["items"])]
    addresses = bare_addresses(sale["history"])
    blocks += [Heading("History"), history_table(sale["history"], addresses)]
    return [*blocks, *source_list(sale["sources"], addresses)]


def bare_addresses(history: Sequence[Document]) -> dict[str, str]:
    """The entries' sources that are an address and no key of the record's sources, with a number to name each by."""
    addresses = dict.fromkeys(entry["source"] for entry in history if "://" in (entry.get("source") or ""))
    return {address: f"#{number}" for number, address in enumerate(addresses, 1)}


def source_list(sources: Mapping[str, Document], addresses: Mapping[str, str]) -> list[Block]:
    """The sources of a record, and the addresses that stand in its history, under a heading of their own."""
    blocks: list[Block] = [_source(key, source) for key, source in sources.items()]
    blocks += [Cited(f"{number}:", address) for address, number in addresses.items()]
    return [Heading("Sources"), *blocks] if blocks else []


def _source(key: str, source: Document) -> Cited:
    kept = f"text kept in {source['kept']}" if source.get("kept") else None
    said = ", ".join(part for part in (source["title"], source["published"], source["note"], kept) if part)
    return Cited(f"{key}: {said}" if said else f"{key}:", source["url"] or "")


def next_page(document: NextDocument) -> list[Block]:
    """What may happen to a sale next, and what may not."""
    heading = f"{document['id']} on {document['as_of']}: {stands_text(document)}"
    blocks: list[Block] = [Heading(heading), Heading("Possible next")]
    blocks.append(next_table(document["possible"]) if document["possible"] else Prose("Nothing can follow."))
    blocks += [Prose(f"{move['state']}: {move['warning']}.") for move in document["possible"] if move["warning"]]
    if document.get("explanation"):
        steps = enumerate(document["explanation"])
        blocks.append(FactList([("How" if at == 0 else "", step) for at, step in steps]))
    if document["not_possible"]:
        blocks += [Heading("Not possible"), closed_table(document["not_possible"])]
        blocks += [Prose(text) for text in dict.fromkeys(_how_to_go_on(document["not_possible"]))]
    return blocks


def _how_to_go_on(closed: Sequence[Any]) -> list[str]:
    """What to do about moves that are only not known to be possible."""
    return [move["remedy"] for move in closed if move["undecided"]]


def _facts(sale: SaleDocument, resolutions: Sequence[tuple[str, str]], since: str) -> list[tuple[str, str]]:
    authority = authority_text(sale["authority"])
    notice = [f"AECA {authority}" if authority != "unknown" else "authority unknown"]
    notice += [f"transmittal {sale['transmittal']}"] if sale["transmittal"] else []
    notice += [f"package {sale['package']}"] if sale["package"] else []
    facts = [
        ("Stands", stands_text(sale) + (f" (since {since})" if since else "")),
        ("Review", _review(sale)),
    ]
    facts += [("Letters" if at == 0 else "", letter_line(each)) for at, each in enumerate(several_letters(sale))]
    facts += [("Promised" if at == 0 else "", _promised(each)) for at, each in enumerate(sale["promises"])]
    blocks = "" if sale["stage"] == "barred" else "; only an enacted law blocks"
    facts += [("Resolution", f"{measure}: {stands}{blocks}") for measure, stands in resolutions]
    facts += [("Consider" if at == 0 else "", f"{each}.") for at, each in enumerate(sale["remarks"])]
    facts += [("How" if at == 0 else "", step) for at, step in enumerate(sale.get("explanation", ()))]
    facts += [
        ("Recipient", recipient_names(sale["recipient"])),
        ("Purchaser", sale["purchaser"] or ""),
        ("Notice", ", ".join(notice)),
        ("Ceiling", _ceiling(sale)),
        ("Class", sale["class"] or ""),
        ("Contractors", _contractors(sale["contractors"])),
        ("Carried out by", _carried_out(sale)),
        ("Offset", _OFFSETS.get(sale["offset"] or "", "")),
        ("Funding", sale["funding"] or ""),
        ("Territory", ", ".join(name_with_code(code) for code in sale["territory"])),
    ]
    facts += [("Amends", _reference(sale["amends"])), ("Amended by", ", ".join(sale["amended_by"]))]
    if sale["grows_from"] is not None:
        facts.append(("Grew from", f"{_reference(sale['grows_from'])}, a case of {exact(sale['prior_value_usd'])}"))
    facts += [("Confidence", sale["confidence"] or ""), ("Note", sale["note"] or ""), ("As of", sale["as_of"])]
    return [(label, value) for label, value in facts if value]


def stands_text(sale: Mapping[str, Any]) -> str:
    """Where a sale stands: its state, and what that means; the words alone where no state is certain."""
    words = str(sale["standing"])
    return words if sale["state"] is None or words.startswith(sale["state"]) else f"{sale['state']}, {words}"


def _promised(promise: Promise) -> str:
    return f"{promise['case']}: {promise['words']}" if promise["case"] else str(promise["words"])


def several_letters(sale: SaleDocument) -> Sequence[Letter]:
    """The letters of a sale, where one has a name or there are several."""
    letters = sale["letters"]
    return letters if len(letters) > 1 or any(letter["case"] for letter in letters) else ()


def letter_line(letter: Letter) -> str:
    """One letter: its name, where it stands since when, until when it is open, and its own amount."""
    state = letter["state"] or "not certain yet"
    parts = [f"{letter['case'] or 'without a name'}: {state}"]
    parts += [f"since {letter['since']}"] if letter["since"] else []
    parts += [f"open to {letter['deadline']}"] if letter["deadline"] else []
    parts += [f"maybe {' or '.join(letter['maybe'])}"] if letter["maybe"] else []
    parts.append("amount unknown" if letter["amount_usd"] is None else exact(letter["amount_usd"]))
    return ", ".join(parts)


_OFFSETS = {
    "known": "known to the notice",
    "none": "none known to the notice",
    "unknown": "the notice is not aware of any",
}
"""What a notice says of an offset agreement, in words."""


def _carried_out(sale: SaleDocument) -> str:
    cases = ", ".join(sale["cases"])
    return " ".join(filter(None, (sale["agency"], f"({cases})" if cases else "")))


def _ceiling(sale: SaleDocument) -> str:
    value = sale["value"]
    text = exact(value["total"])
    if sale["ceiling_usd"] != value["total"]:
        text = f"{exact(sale['ceiling_usd'])}, changed by the executive during the review; notified {text}"
    split = [("major defense equipment", value["mde"]), ("other", value["other"])]
    split += [("design and construction", value["construction"]), ("Category I firearms", value["firearms"])]
    split += [("this notice adds", value["increase"])]
    known = [f"{what} {exact(amount)}" for what, amount in split if amount is not None]
    return f"{text} ({'; '.join(known)})" if known else text


def _contractors(contractors: Sequence[Contractor] | None) -> str:
    if contractors is None:
        return "unknown"
    return "; ".join(_contractor(each) for each in contractors) or "none named in the notice"


def _contractor(contractor: Contractor) -> str:
    return f"{contractor['name']}, {contractor['place']}" if contractor["place"] else contractor["name"]


def _review(sale: SaleDocument) -> str:
    review = sale["review"]
    if review is None:
        return ""
    if sale["emergency"] and review["review_days"] == 0:
        return "waived: the certification states an emergency"
    doubt = "" if sale["verified"] else "; not verified: a row of the law that this rests on was not read itself"
    days = "an unknown number of" if review["review_days"] is None else review["review_days"]
    if review["last_review_day"] is None:
        return f"{days} days; its dates are unknown{doubt}"
    last, action = review["last_review_day"], review["earliest_action"]
    return f"{days} days, {sale['notified']} to {last}; action possible from {action}{doubt}"


def _reference(reference: str | Document | None) -> str:
    if reference is None or isinstance(reference, str):
        return reference or ""
    number = f" ({reference['transmittal']})" if reference["transmittal"] else ""
    return f"{reference['title']}{number}, not in this ledger"


def _items_table(items: Sequence[Item]) -> Table:
    columns = (
        Column("quantity", "Number", 1, align="right"),
        Column("name", "Item", wrap=True, minimum=20),
        Column("mde", "MDE"),
    )
    rows = [
        {
            "quantity": _quantity(item),
            "name": item["name"],
            "mde": {True: "MDE", False: "", None: "?"}[item["mde"]],
        }
        for item in items
    ]
    return Table(columns, rows)


def _quantity(item: Item) -> str:
    if item["quantity"] is None:
        return ""
    number = f"{item['quantity']:,} {item['unit']}" if item["unit"] else f"{item['quantity']:,}"
    return f"up to {number}" if item["up_to"] else number


HISTORY_COLUMNS = (
    Column("date", "Date", wrap=True, minimum=13, maximum=13),
    Column("what", "What", wrap=True, minimum=12),
    Column("note", "Detail", wrap=True, minimum=20),
    Column("source", "Source", joins=" [{}]", join_title=" [Source]", join_below=100),
)
"""The columns of a history; the second half of a date between bounds goes on below."""


def history_table(history: Sequence[Document], addresses: Mapping[str, str]) -> Table:
    """The entries of a history; a source that is a bare address is called by its number."""
    return Table(HISTORY_COLUMNS, [_history_row(entry, addresses) for entry in history])


def _history_row(entry: Document, addresses: Mapping[str, str]) -> Row:
    return {
        "date": entry["date"] or bounds_text(entry),
        "what": entry["state"].upper() if entry["state"] else entry["event"],
        "note": entry_detail(entry),
        "source": addresses.get(entry.get("source", ""), entry.get("source") or ""),
    }


def entry_detail(entry: Document) -> str:
    """What an entry of a history says besides its day and its word: of how much of what, and all the rest."""
    about = [f"{entry['quantity']:,}" if entry.get("quantity") is not None else "", entry.get("item") or ""]
    detail = [" ".join(part for part in about if part)] if any(about) else []
    if entry.get("case"):
        detail.append(entry["case"])
    if entry.get("expires"):
        detail.append(f"{'valid until' if _is_binding(entry) else 'to be signed by'} {entry['expires']}")
    if entry.get("expected"):
        detail.append(f"expected {entry['expected']}")
    if entry.get("amount"):
        amount = entry["amount"]
        dollars = amount["currency"] == "USD"
        detail.append(short(amount["value"]) if dollars else f"{amount['value']:,} {amount['currency']}")
    if entry.get("emergency"):
        detail.append(f"emergency: {entry['emergency']['justification']}")
    if entry.get("exempt"):
        detail.append(f"without a notification, under {entry['exempt']}")
    if entry.get("skipped"):
        detail.append(f"passed over {', '.join(entry['skipped'])}")
    if entry.get("actor"):
        detail.append(entry["actor"])
    if entry.get("note"):
        detail.append(entry["note"])
    return "; ".join(detail)


def _is_binding(entry: Document) -> bool:
    """Whether an entry's last day is that of a licence or lease in force, and not the last day for a signature."""
    from armstrack.workflow.procedure import states_with

    return entry["state"] in states_with("binding")


def bounds_text(entry: Document) -> str:
    """The day of an entry whose date is known only within bounds."""
    first, last = entry.get("not_before"), entry.get("not_after")
    if first is None:
        return "unknown" if last is None else f"up to {last}"
    return f"from {first} on" if last is None else f"{first} to {last}"


def next_table(moves: Sequence[Move]) -> Table:
    """The moves that are possible, with the day from which they are."""
    columns = (
        Column("state", "State"),
        Column("earliest_action", "From"),
        Column("actor", "Who", wrap=True, minimum=20),
        Column(
            "citation", "Law or rule", wrap=True, minimum=20, joins=": {}", join_title=": Law or rule", join_below=100
        ),
    )
    rows = [
        {
            "state": f"{move['state']} ({move['case']})" if move["case"] else move["state"],
            "earliest_action": move["earliest_action"],
            "actor": move["actor"],
            "citation": "; ".join(move["citations"]) + ("" if move["verified"] else " (not verified)"),
        }
        for move in moves
    ]
    return Table(columns, rows)


def closed_table(moves: Sequence[ClosedMove]) -> Table:
    """The moves that are not possible, and why."""
    columns = (Column("state", "State", wrap=True, minimum=14), Column("reason", "Why not", wrap=True, minimum=20))
    # Which procedure it is, is the same in every row, and known to who asked about this sale.
    by_reason: dict[str, list[str]] = {}
    for move in moves:
        state = f"{move['state']} ({move['case']})" if move["case"] else move["state"]
        reason = _PROCEDURE.sub(".", move["reason"])
        follows = _DOES_NOT_FOLLOW.fullmatch(reason)
        reason = f"Does not follow {follows['from']}." if follows else reason
        by_reason.setdefault(reason, []).append(state)
    return Table(columns, [{"state": ", ".join(states), "reason": reason} for reason, states in by_reason.items()])
