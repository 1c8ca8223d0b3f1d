"""A problem: what is wrong, where, how grave, and what to do about it.

Reading a file never stops at its first mistake. Everything that is wrong becomes a
`Problem`, problems accumulate, and they are all printed in one shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where a value stands inside a file: keys and list positions from the top, e.g. ("history", 2, "date")."""


class Severity(StrEnum):
    """How grave a problem is: an error makes the data unusable, a warning deserves a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem found inside a document, located by its path; the ledger turns the path into a line and a column."""

    path: Path
    code: str
    message: str
    hint: str = ""
    at_key: bool = False
    """Whether the key itself is what is wrong, rather than the value behind it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a file of the ledger, with lines and columns counted from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    acknowledged: str = ""
    """The reason given under `known:` in the file, where a person has acknowledged this warning."""

    @property
    def place(self) -> str:
        """`file:line:column`, the form that editors and terminals open on a click."""
        return f"{self.file}:{self.line}:{self.column}"
