"""How counts and money are shown to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.model.recipients import RECIPIENTS
from armstrack.output.amounts import count, exact
from armstrack.output.table import Column, Row, Table

Document = Mapping[str, Any]

TITLES = {
    "recipient": "Recipient",
    "year": "Year",
    "fy": "Fiscal year",
    "month": "Month",
    "administration": "Administration",
    "state": "State",
    "class": "Class",
    "authority": "Authority",
    "package": "Package",
    "contractor": "Contractor",
}
"""What each line of a summary is called."""


def key_text(line: str, key: str | None) -> str:
    """The key of a group for a person: a recipient by name."""
    if key is None:
        return "not said"
    if line == "recipient":
        return " + ".join(
            f"{RECIPIENTS[code].name} ({code})" if code in RECIPIENTS else code for code in key.split("+")
        )
    return key


def keys_of(group: Document, lines: Sequence[str]) -> list[str | None]:
    """The key of a group along each line."""
    return list(group["key"]) if len(lines) != 1 else [group["key"]]


def summary_table(summary: Document, lines: Sequence[str]) -> Table:
    """The groups, and the whole as the last row."""
    columns = [Column(line, TITLES[line], 1, flexible=True, minimum=10, shorter=f"{line}, shorter") for line in lines]
    columns += [
        Column("sales", "Sales", 1, align="right"),
        Column("announcements", "Announcements", 3, align="right"),
        Column("value_usd", "Ceilings", 1, align="right"),
    ]
    groups = summary["groups"]
    if summary["total"]["unknown_value"]:
        columns.append(Column("unknown_value", "Of unknown value", 2, align="right"))
    rows = [_row(group, dict(zip(lines, keys_of(group, lines), strict=True))) for group in groups]
    footer = dict(_row(summary["total"], {}))
    footer |= {line: "Total" if at == 0 else "" for at, line in enumerate(lines)}
    return Table(columns, rows, footer=footer)


def _row(counted: Document, keys: Mapping[str, str | None]) -> Row:
    row = {line: key_text(line, key) for line, key in keys.items()}
    row |= {f"{line}, shorter": key for line, key in keys.items() if key is not None and line == "recipient"}
    return row | {
        "sales": f"{counted['sales']:,}",
        "announcements": f"{counted['announcements']:,}",
        "value_usd": exact(counted["value_usd"]),
        "unknown_value": f"{counted['unknown_value']:,}" if counted["unknown_value"] else "",
    }


def total_sentence(total: Document) -> str:
    """The whole in one sentence, with what it leaves out and what it includes."""
    parts = [count(total["sales"], "sale"), count(total["announcements"], "announcement")]
    if total["value_usd"] is not None:
        parts.append(exact(total["value_usd"]))
    sentence = ", ".join(parts)
    if total["unknown_value"]:
        sentence += f", plus {total['unknown_value']} of unknown value"
    if total["ended"]:
        ended = ", ".join(f"{number} {end}" for end, number in total["ended"].items())
        sentence += f"; among them {ended} since"
    if total["undated"]:
        sentence += f"; {count(total['undated'], 'sale')} left out, notified on a day known too loosely"
    return sentence + "."
