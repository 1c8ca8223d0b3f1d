"""The backlog, and what changed it, as a person reads them.

Where sales of several procedures are in it, their money stands side by side, and what changed
it is told of each by itself: it is never added into one figure unless that was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.model.authority import PROCEDURE_NAMES
from armstrack.output.amounts import Unit, count, exact, headed, short, spelled
from armstrack.output.page import Block, Cited, FactList, Heading, Prose
from armstrack.output.sale_tables import bounds_text, recipient_code, state_text
from armstrack.output.summary_table import apart_text, key_columns, key_text, keys_of, mark_of, part_of, sums_of
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.counts import (
        BacklogChange,
        BacklogChangesDocument,
        BacklogDocument,
        BacklogRuleDocument,
        BacklogSale,
    )

Document = Mapping[str, Any]
Sums = Sequence[str | None]
"""The sums that stand side by side: see `armstrack.output.summary_table.sums_of`."""

NOT_ADDED = "not added"
"""Stands where a sum would be one of several procedures."""

KINDS = {"added": "+ added", "delivered": "- delivered", "removed": "- removed", "revalued": "± revalued"}
MOVED = {"moved": "± moved"}

NAMED = 10
"""How many sales a remark names before it counts the others; `--format json` names all."""


def rule_text(rule: BacklogRuleDocument) -> str:
    """A rule with its version and its sentence."""
    return f"Rule {rule['name']}, version {rule['version']}: {rule['text']}"


def backlog_page(
    backlog: BacklogDocument,
    rows: Sequence[BacklogSale],
    lines: Sequence[str],
    together: bool = False,
    unit: Unit | None = None,
) -> list[Block]:
    """The backlog by group, or those of its sales that are shown, then its rule, its doubts, and how long it waits."""
    captions = _captions(backlog)
    if not backlog["sales"]:
        return [Prose(text) for text in ("No sale is in this backlog.", *captions)]
    sums = sums_of(backlog, together)
    if lines:
        table = _groups_table(backlog, lines, captions, sums, unit)
    else:
        table = _sales_table(backlog, rows, captions, sums, unit)
    return [table] if backlog["total"].get("age") is None else [table, _age_facts(backlog["total"])]


def _sales_table(
    backlog: BacklogDocument, rows: Sequence[BacklogSale], captions: Sequence[str], sums: Sums, unit: Unit | None
) -> Table:
    columns = [
        Column("id", "Sale", 1, id=True),
        Column("recipient", "To", 4),
        Column("notified", "Notified", 3, wrap=True, minimum=13, maximum=13),
        Column("state", "State", 2),
        Column("backlog_usd", headed("In the backlog", unit), 1, align="right"),
        Column("days", "Days waited", 2, align="right"),
    ]
    if any(row["backlog_usd"] != row["ceiling_usd"] for row in rows):
        columns.append(Column("ceiling_usd", headed("Ceiling notified", unit), 3, align="right"))
    columns += [Column("title", "What", 5, flexible=True, minimum=10), Column("class", "Class", 6)]
    total = spelled(backlog["total"]["value_usd"], unit) if sums == [None] else NOT_ADDED
    footer = {"id": f"{backlog['total']['sales']:,} in all", "backlog_usd": total}
    return Table(columns, [_sale_row(row, unit) for row in rows], footer=footer, captions=captions)


def _sale_row(row: BacklogSale, unit: Unit | None) -> Row:
    bounds = {"not_before": row["notified_not_before"], "not_after": row["notified_not_after"]}
    return {
        "id": row["id"],
        "recipient": recipient_code(row["recipient"]),
        "notified": row["notified"] or bounds_text(bounds),
        "state": state_text(row),
        "backlog_usd": spelled(row["backlog_usd"], unit, short),
        "days": days_text(row["days_since_notified"]),
        "ceiling_usd": spelled(row["ceiling_usd"], unit, short),
        "title": row["title"],
        "class": row["class"] or "unclassed",
    }


def _captions(backlog: BacklogDocument) -> list[str]:
    """The rule, and by name the sales of which it is in doubt whether, or how much of them, should count."""
    rows = backlog["sales"]
    left = [f"{row['id']} ({' or '.join(row['may_have_left'])})" for row in rows if row["may_have_left"]]
    unpriced = [row["id"] for row in rows if row["deliveries_of_unknown_value"]]
    undated = [row["id"] for row in backlog["undated"]]
    told = (
        ("May have left already, and counts until that is sure", left),
        ("Deliveries of unknown value, which take nothing off", unpriced),
        ("Left out, since the day is known too loosely", undated),
    )
    return [rule_text(backlog["rule"]), *(f"{what}: {_named(names)}." for what, names in told if names)]


def _named(names: Sequence[str]) -> str:
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {count(rest, 'other')}" if rest > 0 else "")


def _groups_table(
    backlog: Document, lines: Sequence[str], captions: Sequence[str], sums: Sums, unit: Unit | None
) -> Table:
    total = {**backlog["total"], "totals": backlog["totals"]}
    # Along `procedure` every group is of one, so that one column holds their money and no sum stands below.
    apart = "procedure" in lines and sums != [None]
    sums = [None] if apart else sums
    columns = [*key_columns(backlog, lines), Column("sales", "Sales", 1, align="right")]
    titles = {procedure: headed(_in_the_backlog(procedure), unit) for procedure in sums}
    columns += [Column(f"{procedure} value", title, 1, align="right") for procedure, title in titles.items()]
    if total["unknown_value"]:
        columns.append(Column("unknown_value", "Of unknown value", 2, align="right"))
    if "age" in total:
        columns.append(Column("median", "Median days waited", 2, align="right"))
        columns.append(Column("longest", "Longest", 2, align="right"))
    rows = [_keys(group, lines) | _size_row(group, sums, unit) for group in backlog["groups"]]
    footer = _size_row(total, sums, unit) | {lines[0]: "Total"} | ({f"{None} value": NOT_ADDED} if apart else {})
    return Table(columns, rows, footer=footer, captions=captions)


def _keys(group: Document, lines: Sequence[str]) -> dict[str, str]:
    keys = dict(zip(lines, keys_of(group, lines), strict=True))
    row = {line: key_text(line, key) for line, key in keys.items()}
    row |= {f"{line}, shorter": key for line, key in keys.items() if key is not None and line == "recipient"}
    return {title: f"{text}{mark_of(group)}" if title.startswith(lines[0]) else text for title, text in row.items()}


def _in_the_backlog(procedure: str | None) -> str:
    return "In the backlog" if procedure is None else f"{PROCEDURE_NAMES[procedure]} in the backlog"


def _size_row(size: Document, sums: Sums, unit: Unit | None) -> dict[str, str]:
    row = {
        "sales": f"{size['sales']:,}",
        "unknown_value": f"{size['unknown_value']:,}" if size["unknown_value"] else "",
    }
    for procedure in sums:
        part = part_of(size, procedure)
        row[f"{procedure} value"] = "" if part is None else spelled(part["value_usd"], unit)
    waited = size.get("age")
    if waited is not None:
        row |= {"median": days_text(waited["median"]), "longest": days_text(waited["longest"])}
    return row


def _age_facts(total: Document) -> FactList:
    longest, median = total["age"]["longest"], total["age"]["median"]
    *others, last = longest["sales"] if len(longest["sales"]) < 4 else [*longest["sales"][:3], "others"]
    # Where the days are known in part, one of these has waited longest; where they are known, all of them have.
    joined = "and" if longest["days"] is not None else "or"
    who = f"{', '.join(others)} {joined} {last}" if others else last
    return FactList([
        ("Longest wait", f"{days_text(longest)} days since notification: {who}"),
        ("Median wait", f"{days_text(median)} days"),
    ])  # fmt: skip


def backlog_sentence(backlog: Document, together: bool = False) -> str:
    """The whole in one sentence, with what it includes with doubt and what it leaves out."""
    total, sums = backlog["total"], sums_of(backlog, together)
    sentence = count(total["sales"], "sale")
    if sums == [None]:
        if total["value_usd"] is not None:
            sentence += f", {exact(total['value_usd'])}"
        if total["unknown_value"]:
            sentence += f", plus {total['unknown_value']} of unknown value"
    else:
        sentence += apart_text(backlog, sums)
    among = [f"{total['unclassed']:,} unclassed"] if total["unclassed"] else []
    if total["maybe"]:
        among.append(f"{total['maybe']} that may have left, counted until that is sure")
    if total["undivided"]:
        among.append(f"{total['undivided']} with deliveries of unknown value, which take nothing off")
    if among:
        sentence += f"; among them {', '.join(among)}"
    out = [f"{number} of {why}" for why, number in total["left_out"].items()]
    if total["undated"]:
        out.append(f"{total['undated']} whose day is known too loosely")
    if total["unvalued"]:
        out.append(f"{total['unvalued']} whose value is unknown")
    if out:
        sentence += f"; left out {', '.join(out)}"
    return sentence + "."


def changes_page(changes: BacklogChangesDocument, lines: Sequence[str], together: bool = False) -> list[Block]:
    """The two backlogs and what lies between them, by group where asked, then line by line with the sources.

    Where several procedures occur, each has a balance of its own.
    """
    sums = _balances(changes, together)
    blocks: list[Block] = [Heading(f"Backlog from {changes['from']} to {changes['to']}")]
    blocks += [_balance_table(changes, procedure, last=procedure == sums[-1]) for procedure in sums]
    if lines:
        blocks += [_balances_table(changes, lines, each) for each in ([None] if "procedure" in lines else sums)]
    if changes["changes"]:
        addresses = _addresses(changes["changes"])
        blocks += [Heading("What changed"), _changes_table(changes["changes"], addresses)]
        blocks += [Heading("Sources")] if addresses else []
        blocks += [Cited(f"{number}: {title}", url) for (title, url), number in addresses.items()]
    return blocks


def _balances(changes: Document, together: bool) -> Sums:
    """The balances that stand one below the other: one for each procedure, or `None` for the only one."""
    terms = ("opening", *KINDS, *MOVED, "closing")
    several = [name for name, each in changes["totals"].items() if any(each[term]["sales"] for term in terms)]
    return [None] if together or len(several) < 2 else several


def _balance_table(changes: Document, procedure: str | None, last: bool) -> Table:
    whole = changes if procedure is None else changes["totals"][procedure]
    columns = [
        Column("what", "", 1),
        Column("sales", "Sales", 1, align="right"),
        Column("value_usd", "Value", 1, align="right"),
        Column("unknown_value", "Of unknown value", 1, align="right"),
    ]
    rows = [{"what": f"On {changes['from']}"} | _terms_row(whole["opening"])]
    moved = any(change["change"] == "moved" and change["group"] is None for change in changes["changes"])
    kinds = KINDS | MOVED if moved else KINDS
    rows += [{"what": label} | _terms_row(whole[kind]) for kind, label in kinds.items()]
    footer = {"what": f"On {changes['to']}"} | _terms_row(whole["closing"])
    title = "" if procedure is None else f"{PROCEDURE_NAMES[procedure]}, not added to the others"
    return Table(columns, rows, footer=footer, title=title, captions=[rule_text(changes["rule"])] if last else [])


def _terms_row(term: Document) -> dict[str, str]:
    return {
        "sales": f"{term['sales']:,}",
        "value_usd": exact(term["value_usd"]),
        "unknown_value": f"{term['unknown_value']:,}",
    }


def _balances_table(changes: Document, lines: Sequence[str], procedure: str | None) -> Table:
    columns = key_columns(changes, lines)
    columns.append(Column("opening", changes["from"], 1, align="right"))
    happened = {change["change"] for change in changes["changes"]}
    kinds = {kind: label for kind, label in (KINDS | MOVED).items() if kind in happened}
    columns += [Column(kind, label, 2, align="right") for kind, label in kinds.items()]
    columns.append(Column("closing", changes["to"], 1, align="right"))
    terms = ("opening", *kinds, "closing")
    parts = [(group, group if procedure is None else group["totals"].get(procedure)) for group in changes["groups"]]
    rows = [
        _keys(group, lines) | {term: _term_text(part[term]) for term in terms}
        for group, part in parts
        if part is not None
    ]
    whose = "" if procedure is None else f"{PROCEDURE_NAMES[procedure]} "
    return Table(columns, rows, title=f"{whose}{'by' if whose else 'By'} group: sales and value")


def _term_text(term: Document) -> str:
    if not any(term.values()):
        return ""
    unknown = f" and {term['unknown_value']} unknown" if term["unknown_value"] else ""
    return f"{term['sales']:,}: {short(term['value_usd'])}{unknown if term['value_usd'] is not None else ''}"


Addresses = dict[tuple[str, str], str]


def _addresses(changes: Sequence[BacklogChange]) -> Addresses:
    """The sources of the lines, each with a number to name it by."""
    sources = [change["source"] for change in changes if change["source"] is not None]
    named = dict.fromkeys((source["title"] or source["key"] or "", source["url"] or "") for source in sources)
    return {source: f"#{number}" for number, source in enumerate(named, 1)}


def _changes_table(changes: Sequence[BacklogChange], addresses: Addresses) -> Table:
    columns = (
        Column("id", "Sale", 1, id=True),
        Column("what", "What happened", 1, wrap=True, minimum=14),
        Column("date", "Date", 1, wrap=True, minimum=13, maximum=13, joins=", {}", join_below=100),
        Column("source", "Source", 1, joins=" [{}]", join_title=" [Source]", join_below=100),
        Column("value", "Value", 1, align="right"),
        Column("sales", "Sales", 2, align="right"),
    )
    return Table(columns, [_change_row(change, addresses) for change in changes])


def _change_row(change: BacklogChange, addresses: Addresses) -> Row:
    source = change["source"]
    number = "" if source is None else addresses[source["title"] or source["key"] or "", source["url"] or ""]
    return {
        "date": change["date"] or bounds_text(change),
        "id": change["id"],
        "what": _what(change),
        "value": _signed(change),
        "sales": f"{change['sales']:+,}" if change["sales"] else "",
        "source": number or "none",
    }


def _what(change: BacklogChange) -> str:
    kind, what, group = change["change"], change["what"], change["group"]
    if group is not None:
        keys = ", ".join(key or "not said" for key in (group if isinstance(group, list) else [group]))
        return f"moved {'into' if change['sales'] > 0 else 'out of'} {keys}"
    if kind == "removed":
        said = change["reason"] or what
    elif kind == "delivered" and change["sales"] == 0:
        said = f"{change['quantity']:,} articles" if change["quantity"] is not None else "in part"
    else:
        said = what if change["reason"] is None else f"{what}, {change['reason']}"
    return said if said == kind else f"{kind}: {said}"


def _signed(change: Document) -> str:
    value = change["value_usd"]
    if value is None:
        return "unknown"
    text = f"{'+' if value > 0 else ''}{short(value)}"
    if change["change"] == "revalued" and change["unknown_value"]:
        text += ", was unknown" if change["unknown_value"] < 0 else ", now unknown"
    return text


def series_page(series: Document, unit: Unit | None = None) -> list[Block]:
    """The backlog at the end of each period, the money of each procedure by itself."""
    rows = series["series"]
    kinds = [name for name in PROCEDURE_NAMES if any(row["totals"].get(name, {"sales": 0})["sales"] for row in rows)]
    columns = [Column("day", "End of", 1), Column("sales", "Sales", 1, align="right")]
    columns += [
        Column(name, headed(_in_the_backlog(name if len(kinds) > 1 else None), unit), 1, align="right")
        for name in kinds
    ]
    if any(row["unknown_value"] for row in rows):
        columns.append(Column("unknown_value", "Of unknown value", 2, align="right"))
    if any(row["maybe"] for row in rows):
        columns.append(Column("maybe", "May have left", 3, align="right"))
    if any(row["undated"] for row in rows):
        columns.append(Column("undated", "May belong", 3, align="right"))
    told = [
        {"day": row["day"], **{key: f"{row[key]:,}" for key in ("sales", "unknown_value", "maybe", "undated")}}
        | {name: spelled(row["totals"].get(name, {"value_usd": 0})["value_usd"], unit) for name in kinds}
        for row in rows
    ]
    return [Table(columns, told, captions=[rule_text(series["rule"])])]
