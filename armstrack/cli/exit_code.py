"""The exit codes, which scripts may rely on."""

from enum import IntEnum


class ExitCode(IntEnum):
    """How a command ended."""

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
