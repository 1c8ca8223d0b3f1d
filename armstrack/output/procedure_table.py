"""A procedure as tables that a lawyer can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from armstrack.output.table import Column, Table

Document = Mapping[str, Any]


def states_table(procedure: Document) -> Table:
    """The states, in order."""
    columns = (
        Column("name", "State", 1),
        Column("kind", "Kind", 2),
        Column("means", "Means", 1, flexible=True, minimum=24),
        Column("made_by", "Written", 3),
    )
    rows = [
        {
            "name": state["name"],
            "kind": "optional step" if state["optional"] else state["kind"],
            "means": state["means"],
            "made_by": f"never: by the {state['made_by']}" if state["made_by"] else "in a file",
        }
        for state in procedure["states"]
    ]
    return Table(columns, rows, title=f"{procedure['title']}: states")


def moves_table(procedure: Document) -> Table:
    """The moves."""
    columns = (
        Column("to", "To", 1),
        Column("from", "From", 1, flexible=True, minimum=16),
        Column("guards", "If", 2, flexible=True, minimum=12),
        Column("actor", "Who", 4, flexible=True, minimum=12),
        Column("citation", "Law or rule", 3, flexible=True, minimum=16),
    )
    rows = [
        {
            "to": move["to"],
            "from": ", ".join(move["from"]) or "the beginning",
            "guards": ", ".join(move["guards"]),
            "actor": move["actor"],
            "citation": move["citation"],
        }
        for move in procedure["moves"]
    ]
    return Table(columns, rows, title="Moves; a record may begin at any state")


def procedures_table(procedures: Sequence[Document]) -> Table:
    """The procedures, one a row."""
    columns = (
        Column("name", "Name", 1),
        Column("title", "Procedure", 1, flexible=True, minimum=20),
        Column("authorities", "Authorities", 2, flexible=True, minimum=12),
    )
    rows = [
        {
            "name": one["name"],
            "title": one["title"],
            "authorities": ", ".join(one["authorities"]),
        }
        for one in procedures
    ]
    return Table(columns, rows)
