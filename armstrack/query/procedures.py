"""The procedures as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from armstrack.workflow.procedure import RETURNED, Procedure

if TYPE_CHECKING:
    from armstrack.documents.law import ProcedureDocument, ProcedureMove


def procedure_document(procedure: Procedure) -> ProcedureDocument:
    """A procedure's states and moves. The way back from a pause leads to each state that can be paused."""
    moves: list[ProcedureMove] = []
    for move in procedure.moves:
        targets = [move.to]
        if move.to == RETURNED:
            targets = [
                one for pause in move.sources for each in procedure.moves if each.to == pause for one in each.sources
            ]
        moves += [
            {
                "to": target,
                "from": list(move.sources),
                "guards": list(move.guards),
                "actor": move.actor,
                "citation": move.citation,
                "warning": move.warning,
                "forms": list(move.forms),
                "verified": move.verified,
            }
            for target in targets
        ]
    return {
        "name": procedure.name,
        "title": procedure.title,
        "authorities": list(procedure.authorities),
        "states": [
            {
                "name": state.name,
                "kind": state.kind,
                "optional": state.optional,
                "made_by": state.made_by,
                "means": state.means,
                "of": state.of,
                "roles": list(state.roles),
                "stage": state.stage,
            }
            for state in procedure.states
        ],
        "moves": moves,
    }
