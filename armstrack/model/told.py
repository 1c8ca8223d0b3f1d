"""Errors that a person can do something about: each knows its code, its exit code, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from armstrack.model.problem import Problem


class ExitCode(IntEnum):
    """How a command ended. Scripts may rely on it."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    REFUSED = 3
    """By the law or the procedure, a read-only ledger, a held lock, or ground that moved."""
    INVALID_DATA = 4
    NOT_FOUND = 5
    """Not found, or ambiguous."""
    UNANSWERED = 6
    """A public source did not answer as it should."""
    INTERRUPTED = 130


class ToldError(Exception):
    """Ends a command with a message and an exit code; nothing was lost.

    A class says what it is by `exit_code` and `code`; `message` is what it says in a sentence. `details` are further
    keys of the JSON error; `lines` are further lines for a person.
    """

    exit_code: ExitCode = ExitCode.REFUSED
    code: str
    hint: str = ""
    lines: tuple[str, ...] = ()
    details: Mapping[str, Any] = {}

    @property
    def message(self) -> str:
        """What went wrong, as a person is told."""
        return sentence(self)

    def document(self) -> dict[str, Any]:
        """The error as `--format json` prints it."""
        error: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.hint:
            error["hint"] = self.hint
        return {"error": {**error, **self.details}}


class InvalidData(ToldError):
    """Data that cannot be read: a message, and each problem with its place on a line of its own."""

    exit_code = ExitCode.INVALID_DATA
    code = "invalid-data"

    def __init__(self, problems: Iterable[Problem], message: str) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))
        self._message = message
        self.lines = tuple(
            f"  {one.place}: {one.message}" + (f" ({one.hint})" if one.hint else "") for one in self.problems
        )

    @property
    def message(self) -> str:
        """What cannot be read."""
        return self._message


def sentence(error: Exception) -> str:
    """What an error says, as a sentence."""
    text = str(error)
    return text[:1].upper() + text[1:] + "."
