"""Which state of which ledger answers, for citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.cli.session import Session
    from armstrack.query.citation import LedgerState


def ledger_state(session: Session) -> LedgerState:
    """Which state of which ledger answers; says on standard error what makes it hard to have again."""
    from armstrack.ledger.git_history import Revision
    from armstrack.query.ledger_state import ledger_state as as_it_lies
    from armstrack.query.ledger_state import stated

    if session.known_at is not None:
        past = session.revision_at("--known-at", session.location.folder, session.known_at)
        return stated(session.ledger, session.location.reference, Revision(past, False), None)
    state = as_it_lies(session.ledger)
    if state.revision is None:
        session.note(f"No git revision can be named ({state.why_no_revision}).")
    elif state.dirty:
        session.note("The ledger has changes that are not committed: its revision alone will not give the same.")
    return state
