"""Failures a person can do something about: what went wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from armstrack.cli.exit_code import ExitCode


class Failure(Exception):
    """Ends a command with a message and an exit code; nothing was lost.

    `details` are further keys of the JSON error; `lines` are further lines for a person.
    """

    def __init__(
        self,
        exit_code: ExitCode,
        code: str,
        message: str,
        hint: str = "",
        lines: tuple[str, ...] = (),
        **details: Any,
    ) -> None:
        super().__init__(message)
        self.exit_code, self.code, self.message, self.hint = exit_code, code, message, hint
        self.lines, self.details = lines, details

    def document(self) -> dict[str, Any]:
        """The failure as `--format json` prints it."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.hint:
            error["hint"] = self.hint
        return {"error": error | self.details}


LISTING = {"sale": "list", "resolution": "resolutions", "record": "list"}
"""The command that lists the records of each kind."""


def usage(message: str, hint: str = "") -> Failure:
    """A command that was called wrongly."""
    return Failure(ExitCode.USAGE, "usage", message, hint)


def failure_of(error: Exception) -> Failure | None:
    """The failure that an exception of the lower layers stands for, or `None` for one that nobody expected."""
    # Each of these is loaded already when its exception arrives.
    from armstrack.ledger.ledger import LedgerUnusable
    from armstrack.ledger.locate import LedgerNotFound
    from armstrack.query.find import AmbiguousName, NoSuchRecord

    if isinstance(error, LedgerNotFound):
        return Failure(ExitCode.NOT_FOUND, "no-ledger", str(error))
    if isinstance(error, LedgerUnusable):
        return invalid_data("The ledger cannot be read.", error.problems)
    if isinstance(error, NoSuchRecord):
        hint = (
            f"did you mean {' or '.join(error.nearest)}?"
            if error.nearest
            else f"`armstrack {LISTING[error.kind]}` names them all"
        )
        return Failure(
            ExitCode.NOT_FOUND,
            "not-found",
            f"No {error.kind} answers to `{error.name}`.",
            hint,
            nearest=list(error.nearest),
        )
    if isinstance(error, AmbiguousName):
        message = f"`{error.name}` can mean {len(error.candidates)} {error.kind}s."
        lines = tuple(f"  {candidate}" for candidate in error.candidates)
        return Failure(
            ExitCode.NOT_FOUND, "ambiguous", message, "give more of the id", lines, candidates=list(error.candidates)
        )
    if isinstance(error, OSError):
        of = f" {error.filename}" if error.filename is not None else ""
        return Failure(ExitCode.REFUSED, "system", f"The system refused{of}: {error.strerror or error}.")
    return _writing_failure(error)


def _writing_failure(error: Exception) -> Failure | None:
    from armstrack.ledger.git_history import NoGitHistory
    from armstrack.ledger.history_text import HistoryNotAtEnd, OnlyEntry, UnsafeEdit
    from armstrack.ledger.journal import ReadOnlyLedger, RecordUnusable
    from armstrack.ledger.lock import LockHeld, NotALock
    from armstrack.ledger.replace import GroundMoved
    from armstrack.ledger.several import StepStuck

    if isinstance(error, NoGitHistory):
        hint = "the past of a ledger is asked of the git repository that it is kept in"
        return Failure(ExitCode.NOT_FOUND, "no-git-history", f"{sentence(error)}", hint)
    if isinstance(error, ReadOnlyLedger):
        hint = "" if error.__cause__ else "make one of your own: armstrack init my-ledger --from reference"
        message = f"{error}. Nothing was written." if error.__cause__ else f"{sentence(error)} Nothing was written."
        return Failure(ExitCode.REFUSED, "read-only", message, hint)
    if isinstance(error, NotALock):
        return Failure(ExitCode.REFUSED, "not-a-lock", f"{error}. Nothing was written.")
    if isinstance(error, StepStuck):
        hint = "`armstrack validate` names the files; put them right and remove that file"
        return Failure(ExitCode.REFUSED, "unfinished-step", f"{error}.", hint)
    if isinstance(error, LockHeld):
        hint = "try again when the other armstrack has finished"
        return Failure(ExitCode.REFUSED, "locked", f"Another process is writing to this ledger ({error.path}).", hint)
    if isinstance(error, GroundMoved):
        message = f"{error.path} changed while the move was judged. Nothing was written."
        return Failure(ExitCode.REFUSED, "ground-moved", message, "look at the file and try again")
    if isinstance(error, OnlyEntry):
        message = "A history keeps its only entry. Nothing was written."
        return Failure(ExitCode.REFUSED, "only-entry", message, "delete the file if the sale should go")
    if isinstance(error, UnsafeEdit):
        message = "The entry cannot be taken out without changing what stands around it. Nothing was written."
        return Failure(ExitCode.REFUSED, "unsafe-edit", message, "take it out by hand")
    if isinstance(error, HistoryNotAtEnd):
        return Failure(ExitCode.INVALID_DATA, "history-not-last", f"{error.line}:{error.column}: {error.message}")
    if isinstance(error, RecordUnusable):
        return invalid_data("The file cannot be read. Nothing was written.", error.problems)
    return None


def invalid_data(message: str, problems: Iterable[Any]) -> Failure:
    """Data that cannot be read: the message, and each problem with its place on a line of its own."""
    lines = tuple(f"  {one.place}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in problems)
    return Failure(ExitCode.INVALID_DATA, "invalid-data", message, "", lines)


def sentence(error: Exception) -> str:
    """What an error says, as a sentence."""
    text = str(error)
    return text[:1].upper() + text[1:] + "."
