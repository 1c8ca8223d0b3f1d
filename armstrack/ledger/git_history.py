"""What a ledger said on an earlier day, from the git repository that it is kept in."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from armstrack.ledger.folder import ENDINGS
from armstrack.ledger.locate import FILE_NAME


class NoGitHistory(Exception):
    """The ledger's past cannot be had; the message says why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of a repository, and whether a ledger's files differ from it."""

    commit: str
    dirty: bool


def revision_now(folder: Path) -> Revision:
    """The revision that a ledger's files stand on; dirty where one is changed, new, ignored or gone.

    Raises NoGitHistory where the ledger is in no repository, or where its repository does not hold it: a
    revision of a repository around a ledger that it ignores says nothing about the ledger.
    """
    here = folder.resolve()
    if not any((place / ".git").exists() for place in (here, *here.parents)):
        raise NoGitHistory("it is in no git repository")
    commit = _git(folder, "rev-parse", "--verify", "HEAD^{commit}").strip()
    try:
        _git(folder, "cat-file", "-e", f"HEAD:./{FILE_NAME}")
    except NoGitHistory:
        raise NoGitHistory("the git repository around it does not hold it") from None
    files = [f":(glob)**/*{ending}" for ending in ENDINGS]
    # Asking must not write: without its locks, git leaves its own index as it is.
    changed = _git(
        folder, "--no-optional-locks", "status", "--porcelain", "--untracked-files=all", "--ignored", "--", *files
    )
    return Revision(commit, bool(changed.strip()))


def revision_at(folder: Path, day_or_revision: str) -> str:
    """The last revision of a ledger on a day (to midnight in Washington), or the revision that a name means.

    Raises NoGitHistory where the ledger is in no repository, or there was none yet.
    """
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day_or_revision):
        return _git(folder, "rev-parse", "--verify", "--end-of-options", f"{day_or_revision}^{{commit}}").strip()
    end = datetime.combine(
        date.fromisoformat(day_or_revision) + timedelta(1), datetime.min.time(), ZoneInfo("America/New_York")
    )
    before = f"--before={int(end.timestamp()) - 1}"
    revision = _git(folder, "rev-list", "-1", before, "HEAD", "--", ".").strip()
    if not revision:
        raise NoGitHistory(f"the repository holds nothing of this ledger by {day_or_revision}")
    return revision


def extract(folder: Path, revision: str, target: Path) -> None:
    """Writes the ledger as it was at a revision into an empty folder. Raises NoGitHistory."""
    inside = _git(folder, "rev-parse", "--show-prefix").strip().rstrip("/")
    root = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    archive = _git_bytes(root, "archive", "--format=tar", f"{revision}:{inside}" if inside else revision)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(target, filter="data")


def _git(folder: Path, *arguments: str) -> str:
    return _git_bytes(folder, *arguments).decode("utf-8", "replace")


def _git_bytes(folder: Path, *arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise NoGitHistory("git is not installed, and the past is asked of it") from error
    if run.returncode != 0:
        said = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoGitHistory(said[-1] if said else f"git ended with {run.returncode}")
    return run.stdout
