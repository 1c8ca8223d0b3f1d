"""A procedure as a diagram: Mermaid or DOT, made from its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.documents.law import ProcedureDocument


def mermaid(procedure: ProcedureDocument) -> str:
    """A Mermaid state diagram of a procedure's document."""
    lines = ["stateDiagram-v2", f"    %% {procedure['title']}"]
    entered = {move["to"] for move in procedure["moves"] if move["from"]}
    for state in procedure["states"]:
        lines.append(f"    {_name(state['name'])} : {state['name']}")
        if state["name"] not in entered:
            lines.append(f"    [*] --> {_name(state['name'])}")
    for move in procedure["moves"]:
        label = f" : {', '.join(move['guards'])}" if move["guards"] else ""
        for source in move["from"]:
            lines.append(f"    {_name(source)} --> {_name(move['to'])}{label}")
    lines += [f"    {_name(state['name'])} --> [*]" for state in procedure["states"] if state["kind"] == "end"]
    return "\n".join(lines) + "\n"


def dot(procedure: ProcedureDocument) -> str:
    """A Graphviz graph of a procedure's document."""
    shapes = {"step": "box", "pause": "ellipse", "end": "doubleoctagon"}
    lines = [f'digraph "{procedure["name"]}" {{', "    rankdir=LR;"]
    for state in procedure["states"]:
        style = ', style="dashed"' if state["made_by"] else ""
        lines.append(f'    "{state["name"]}" [shape={shapes[state["kind"]]}{style}];')
    for move in procedure["moves"]:
        label = f' [label="{", ".join(move["guards"])}"]' if move["guards"] else ""
        lines += [f'    "{source}" -> "{move["to"]}"{label};' for source in move["from"]]
    return "\n".join([*lines, "}"]) + "\n"


def _name(state: str) -> str:
    """The name of a state as Mermaid allows it."""
    return state.replace("-", "_")
