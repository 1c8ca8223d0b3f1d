"""A procedure as tables that a lawyer can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.output.table import Column, Table

if TYPE_CHECKING:
    from armstrack.documents.law import ProcedureDocument


def states_table(procedure: ProcedureDocument) -> Table:
    """The states, in order; those that the calendar or another record makes true stand in no file."""
    columns = (
        Column("name", "State"),
        Column("kind", "Kind", wrap=True, minimum=8),
        Column("means", "Means", wrap=True, minimum=20),
        Column("made_by", "Made by", joins="; made by {}, never written", join_below=100),
    )
    rows = [
        {
            "name": state["name"],
            "kind": "optional step" if state["optional"] else state["kind"],
            "means": state["means"],
            "made_by": f"the {state['made_by']}" if state["made_by"] else "",
        }
        for state in procedure["states"]
    ]
    return Table(columns, rows, title=f"{procedure['title']}: states")


def moves_table(procedure: ProcedureDocument) -> Table:
    """The moves."""
    columns = (
        Column("to", "To"),
        Column("from", "From", wrap=True, minimum=14),
        Column("guards", "If", wrap=True, minimum=13, joins="; if {}", join_title="; if", join_below=100),
        Column("actor", "Who", wrap=True, minimum=14),
        Column(
            "citation", "Law or rule", wrap=True, minimum=16, joins=": {}", join_title=": Law or rule", join_below=130
        ),
    )
    rows = [
        {
            "to": move["to"],
            "from": ", ".join(move["from"]) or "the beginning",
            "guards": ", ".join(move["guards"]),
            "actor": move["actor"],
            "citation": move["citation"] if move["verified"] else f"{move['citation']} (not verified)",
        }
        for move in procedure["moves"]
    ]
    return Table(
        columns,
        rows,
        title="Moves; a record may begin at any state, and what ends a letter also ends one that is paused there",
    )


def procedures_table(procedures: Sequence[ProcedureDocument]) -> Table:
    """The procedures, one a row."""
    columns = (
        Column("name", "Name"),
        Column("title", "Procedure", wrap=True, minimum=20),
        Column("authorities", "Authorities", wrap=True, minimum=12),
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
