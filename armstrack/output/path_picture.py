"""The path of a sale through its procedure, drawn: where it stands in capitals, what is ahead dim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.model.data_class import dataclass
from armstrack.output.picture import Line, Piece, line_width
from armstrack.output.widths import width, wrap

Document = Mapping[str, Any]

_STYLES = {"here": "bold", "ended": "bold", "ahead": "dim"}
_REMARKS = {"ended": " (ended)", "maybe": "?", "passed over": " (passed over)", "not recorded": " (not recorded)"}


@dataclass(frozen=True, slots=True)
class PathPicture:
    """The states of a path document, with arrows between them, over as many lines as it takes."""

    path: Document

    def lines(self, cells: int, unicode: bool) -> list[Line]:
        """Its lines; none for a path of one state, which says no more than the state itself."""
        pieces = [_piece(step) for step in self.path["steps"]]
        if not self.path["ahead_known"]:
            pieces.append(("unknown, as is the authority", "dim"))
        return _flowed(pieces, "→" if unicode else "->", cells) if len(pieces) > 1 else []


def _piece(step: Document) -> Piece:
    state, how = step["state"], step["how"]
    if step["by_calendar"]:
        state = "review waived" if step["waived"] else "review over"
    if how in ("here", "ended"):
        state = state.upper()
    return state + _REMARKS.get(how, ""), _STYLES.get(how, "")


def _flowed(pieces: list[Piece], arrow: str, cells: int) -> list[Line]:
    """The pieces in lines, an arrow after each but the last; one that is too long for a line is broken at words."""
    lines: list[list[Piece]] = [[]]
    for at, (text, style) in enumerate(pieces):
        tail = f" {arrow}" if at + 1 < len(pieces) else ""
        if lines[-1] and line_width(lines[-1]) + 1 + width(text + tail) > cells:
            lines.append([])
        if lines[-1]:
            lines[-1].append((" ", "dim"))
        parts = wrap(text, max(cells - width(tail), 1))
        for part in parts[:-1]:
            lines[-1].append((part, style))
            lines.append([])
        lines[-1].append((parts[-1], style))
        if tail:
            lines[-1].append((tail, "dim"))
    return list(lines)
