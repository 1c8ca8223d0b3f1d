"""Which state of which ledger answers, so that the same answer can be had again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.ledger.locate import NOT_IN_GIT, reference_folder, repository_around
from armstrack.query.citation import LedgerState
from armstrack.version import __version__

if TYPE_CHECKING:
    from armstrack.ledger.git_history import Revision
    from armstrack.ledger.ledger import Ledger

Digest = Callable[[], str | None]
"""The digest of the records as they are; `None` where one cannot be read."""


def ledger_state(ledger: Ledger) -> LedgerState:
    """The state of a ledger as it lies in its folder now."""
    folder = ledger.folder
    return state_of(folder, ledger.settings.name, ledger.reference, lambda: records_as_they_are(folder))


def state_of(folder: Path, name: str, reference: bool, digest: Digest) -> LedgerState:
    """The same of a ledger of which so much is known."""
    if repository_around(folder) is None:
        return stated(folder, name, reference, None, NOT_IN_GIT, digest)
    from armstrack.ledger.git_history import NoGitHistory, revision_now

    try:
        return stated(folder, name, reference, revision_now(folder), None, digest)
    except NoGitHistory as error:
        return stated(folder, name, reference, None, str(error), digest)


def stated(
    folder: Path, name: str, reference: bool, revision: Revision | None, why_not: str | None, digest: Digest
) -> LedgerState:
    """The state of a ledger at a revision, or at none, and why."""
    shipped = reference or folder.resolve() == reference_folder().resolve()
    commit, dirty = (revision.commit, revision.dirty) if revision is not None else (None, False)
    as_it_lies = revision is None or dirty
    return LedgerState(name, __version__, shipped, commit, dirty, why_not, digest() if as_it_lies else None)


def records_as_they_are(folder: Path) -> str | None:
    """The digest of the records in a folder; `None` where one cannot be read."""
    from armstrack.ledger.record_digest import digest_of_records

    try:
        return digest_of_records(folder)
    except OSError:
        return None
