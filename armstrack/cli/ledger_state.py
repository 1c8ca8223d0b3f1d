"""Which state of which ledger answers, for citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.cli.session import Session
    from armstrack.query.citation import LedgerState


def ledger_state(session: Session) -> LedgerState:
    """Which state of which ledger answers; says on standard error what makes it hard to have again."""
    from armstrack.query.ledger_state import records_as_they_are, state_of, stated

    folder, reference = session.location
    if session.known_at is not None:
        from armstrack.ledger.git_history import Revision

        past, ledger = session.revision_at("--known-at", folder, session.known_at), session.ledger
        return stated(ledger.folder, ledger.settings.name, reference, Revision(past, False), None, lambda: None)

    def digest() -> str | None:
        # Every file is read for it: once, until one of them changes.
        found: str | None = session.kept_answer("digest of the records", lambda: records_as_they_are(folder))
        return found

    state = state_of(folder, session.answers.table("ledger")["name"], reference, digest)
    if state.revision is None:
        session.note(f"No git revision can be named ({state.why_no_revision}).")
    elif state.dirty:
        session.note("The ledger has changes that are not committed: its revision alone will not give the same.")
    return state
