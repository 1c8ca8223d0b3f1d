"""A refusal as a person reads it: what, why, by which law, from when, and what is possible instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.output.facts import paragraph
from armstrack.output.terminal import Terminal


def refusal_text(refusal: Mapping[str, Any], is_state: bool, terminal: Terminal) -> str:
    """The refusal in lines. `is_state` says whether a move was refused, or the recording of an event."""
    mark = "✗" if terminal.unicode else "x"
    verb = f"cannot become `{refusal['wanted']}`" if is_state else f"cannot record `{refusal['wanted']}`"
    on = "" if refusal["on"] == "unknown" else f" on {refusal['on']}"
    lines = [paragraph(f"{mark} {refusal['sale']} {verb}{on}.", terminal, style="bold red")]
    rest = [refusal["reason"], *refusal["citations"]]
    if not refusal["verified"]:
        rest.append("Not verified: a row of the law that this rests on was not read in the law itself.")
    if refusal["earliest_action"]:
        rest.append(f"Earliest: {refusal['earliest_action']}.")
    if refusal["remedy"]:
        rest.append(refusal["remedy"])
    instead = f"Possible{on}: {', '.join(refusal['possible'])}." if refusal["possible"] else ""
    last = " ".join(part for part in (instead, refusal["remark"]) if part)
    lines += [paragraph(text, terminal, indent=2) for text in (*rest, last) if text]
    return "".join(lines)
