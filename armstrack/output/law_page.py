"""The tables of the law, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.model.recipients import RECIPIENTS
from armstrack.output.amounts import short
from armstrack.output.table import Column, Table

Document = Mapping[str, Any]

GROUP_WORDS = {"nato-plus": "NATO+", "nato-organization": "NATO org.", "other": "other"}
TEST_WORDS = {"mde": "MDE", "total": "articles", "construction": "construction", "firearms": "firearms"}


def _groups(groups: Sequence[str]) -> str:
    return "all" if len(groups) == len(GROUP_WORDS) else ", ".join(GROUP_WORDS[group] for group in groups)


def _mark(row: Document) -> str:
    return "" if row["verified"] else "not verified"


def thresholds_table(rows: Sequence[Document]) -> Table:
    """From which value on Congress must be told."""
    columns = (
        Column("authority", "Authority", 1),
        Column("groups", "For", 1, flexible=True, minimum=9),
        Column("from", "From", 2),
        Column("tests", "Told from", 1, flexible=True, minimum=20),
        Column("law", "Law", 3),
        Column("citation", "Citation", 4, flexible=True, minimum=20),
        Column("mark", "Mark", 5),
    )
    return Table(columns, [_threshold(row) for row in rows], title="Thresholds")


def _threshold(row: Document) -> dict[str, str]:
    tests = [f"{TEST_WORDS[kind]} {short(figure)}" for kind, figure in row["tests_usd"].items() if kind != "any"]
    told = ", ".join(tests) or "any value"
    if row["bar_usd"]:
        told += f"; barred from {', '.join(f'{TEST_WORDS[kind]} {short(n)}' for kind, n in row['bar_usd'].items())}"
    return {
        "authority": row["authority"],
        "groups": _groups(row["groups"]),
        "from": row["from"],
        "tests": told,
        "law": row["law"],
        "citation": row["citation"],
        "mark": _mark(row),
    }


def periods_table(rows: Sequence[Document]) -> Table:
    """How long Congress has."""
    columns = (
        Column("authority", "Authority", 1),
        Column("groups", "For", 1, flexible=True, minimum=9),
        Column("from", "From", 2),
        Column("days", "Days", 1, align="right"),
        Column("discharge", "Discharge", 2, align="right"),
        Column("basis", "Wait by", 3),
        Column("law", "Law", 3),
        Column("citation", "Citation", 4, flexible=True, minimum=20),
        Column("mark", "Mark", 5),
    )
    rows_shown = [
        {
            "authority": row["authority"],
            "groups": _groups(row["groups"]),
            "from": row["from"],
            "days": str(row["days"]),
            "discharge": "none" if row["senate_discharge_days"] is None else str(row["senate_discharge_days"]),
            "basis": row["basis"],
            "law": row["law"],
            "citation": row["citation"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, rows_shown, title="Review periods, in calendar days")


def memberships_table(rows: Sequence[Document]) -> Table:
    """Who belongs to which group."""
    columns = (
        Column("recipient", "Recipient", 1, flexible=True, minimum=12),
        Column("group", "Group", 1),
        Column("from", "From", 1),
        Column("until", "Until", 3),
        Column("law", "Law", 2, flexible=True, minimum=16),
        Column("mark", "Mark", 4),
    )
    shown = [
        {
            "recipient": f"{RECIPIENTS[row['recipient']].name} ({row['recipient']})",
            "group": GROUP_WORDS[row["group"]],
            "from": row["from"],
            "until": row["until"] or "",
            "law": row["law"],
            "mark": _mark(row),
        }
        for row in rows
    ]
    return Table(columns, shown, title="Groups; every other recipient is `other`")


def readings_table(rows: Sequence[Document]) -> Table:
    """The contested readings, and which one the ledger follows."""
    columns = (
        Column("option", "Option", 1),
        Column("chosen", "Reading", 1),
        Column("says", "Which says", 1, flexible=True, minimum=24),
    )
    shown = [{"option": row["option"], "chosen": row["chosen"], "says": row["choices"][row["chosen"]]} for row in rows]
    return Table(columns, shown, title="Contested readings, as this ledger follows them")
