"""Failures that a command finds itself; those of the lower layers know how they are told."""

from __future__ import annotations

from typing import Any

from armstrack.model.told import ExitCode, ToldError


class Failure(ToldError):
    """Ends a command with a message and an exit code; nothing was lost."""

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
        self.exit_code, self.code, self.hint = exit_code, code, hint
        self.lines, self.details = lines, details

    @property
    def message(self) -> str:
        """What went wrong."""
        return str(self)


def usage(message: str, hint: str = "") -> Failure:
    """A command that was called wrongly."""
    return Failure(ExitCode.USAGE, "usage", message, hint)


def refused_by_system(error: OSError) -> Failure:
    """What the system refused, and of which file."""
    of = f" {error.filename}" if error.filename is not None else ""
    return Failure(ExitCode.REFUSED, "system", f"The system refused{of}: {error.strerror or error}.")
