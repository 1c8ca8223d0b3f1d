"""What the table of a procedure says about going from one state to another."""

from __future__ import annotations

from datetime import date

from armstrack.model.data_class import dataclass
from armstrack.workflow.procedure import RETURNED, Move, Procedure


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a move is not possible: a code, a sentence, and what would help."""

    code: str
    reason: str
    citations: tuple[str, ...] = ()
    earliest: date | None = None
    remedy: str = ""
    verified: bool = True
    """Whether every row of the law that it rests on was read in the law itself."""


def moves_to(procedure: Procedure, before: str | None, to: str, resumes: str | None) -> tuple[Move, ...] | None:
    """The moves that lead from a state (`None`: nothing recorded yet) to another, or `None` if nothing does.

    A record may begin anywhere, so from nothing every state is reached without a move.
    From a pause the way leads back to the state before it, `resumes`. What ends that state ends the pause as well: an
    offer that is suspended expires on its day. A pause of the sale itself, before any letter, ends with whatever
    follows that state.
    """
    if before is None:
        return ()
    if procedure.by_name[before].kind == "pause" and to == resumes:
        back = procedure.move(before, RETURNED)
        return None if back is None else (back,)
    path = procedure.path(before, to)
    if path is None and procedure.by_name[before].kind == "pause" and resumes is not None:
        if procedure.by_name[resumes].of == "sale":
            return procedure.path(resumes, to)
        end = procedure.move(resumes, to) if procedure.by_name[to].kind == "end" else None
        return None if end is None else (end,)
    return path


def table_objection(
    procedure: Procedure, before: str | None, to: str, skipped: tuple[str, ...], resumes: str | None
) -> Objection | None:
    """What the table itself objects to a move, or `None`."""
    if before == to and procedure.move(to, to) is None:
        return Objection("already", f"It is already `{to}`.")
    path = moves_to(procedure, before, to, resumes)
    if path is None:
        ended = before is not None and procedure.by_name[before].kind == "end"
        after = f"`{before}` ends the procedure" if ended else f"`{to}` does not follow `{before}`"
        return Objection("no-such-move", f"{after} in the procedure {procedure.title}.")
    missing = tuple(state for state in procedure.passed(path) if state not in skipped)
    if missing:
        names = ", ".join(f"`{state}`" for state in missing)
        lie = "lies" if len(missing) == 1 else "lie"
        them = "it" if len(missing) == 1 else "them"
        remedy = f"Record {them} first, or pass over {them} with --skip."
        return Objection("steps-between", f"Between `{before}` and `{to}` {lie} {names}.", remedy=remedy)
    return None


def steps_to_skip(procedure: Procedure, before: str | None, to: str, resumes: str | None) -> tuple[str, ...]:
    """The steps that must be named as skipped when going from a state straight to another."""
    path = moves_to(procedure, before, to, resumes)
    return procedure.passed(path) if path else ()
