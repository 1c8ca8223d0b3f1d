"""Which state of which ledger answers, so that the same answer can be had again."""

from __future__ import annotations

from armstrack.ledger.git_history import NoGitHistory, Revision, revision_now
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import reference_folder
from armstrack.ledger.record_digest import digest_of_records
from armstrack.query.citation import LedgerState
from armstrack.version import __version__


def ledger_state(ledger: Ledger) -> LedgerState:
    """The state of a ledger as it lies in its folder now."""
    try:
        return stated(ledger, ledger.reference, revision_now(ledger.folder), None)
    except NoGitHistory as error:
        return stated(ledger, ledger.reference, None, str(error))


def stated(ledger: Ledger, reference: bool, revision: Revision | None, why_not: str | None) -> LedgerState:
    """The state of a ledger at a revision, or at none, and why."""
    shipped = reference or ledger.folder.resolve() == reference_folder().resolve()
    commit, dirty = (revision.commit, revision.dirty) if revision is not None else (None, False)
    as_it_lies = revision is None or dirty
    digest = _digest(ledger) if as_it_lies else None
    return LedgerState(ledger.settings.name, __version__, shipped, commit, dirty, why_not, digest)


def _digest(ledger: Ledger) -> str | None:
    """The digest of the records as they are; `None` where one cannot be read."""
    try:
        return digest_of_records(ledger.folder)
    except OSError:
        return None
