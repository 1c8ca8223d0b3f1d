"""A problem: what is wrong, where, how grave, and what to do about it.

Reading a file never stops at its first mistake. Everything that is wrong becomes a
`Problem`, problems accumulate, and they are all printed in one shape.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from armstrack.model.data_class import dataclass

Path = tuple[str | int, ...]
"""Where a value stands inside a file: keys and list positions from the top, e.g. ("history", 2, "date")."""


MOST_FINDINGS = 40
"""Findings of one file after which no more are looked for: more than anybody reads at once."""


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


def enough(findings: Sequence[Finding]) -> bool:
    """Whether so much was found in a file that looking on would help nobody, and could take for ever."""
    return len(findings) >= MOST_FINDINGS


def first_told(findings: Sequence[Finding]) -> list[Finding]:
    """The findings of one file that are told, of which the last says where there are more."""
    if len(findings) <= MOST_FINDINGS:
        return list(findings)
    *told, last = findings[:MOST_FINDINGS]
    hint = f"{last.hint}; " if last.hint else ""
    return [*told, replace(last, hint=f"{hint}the file has more problems than these {MOST_FINDINGS}")]


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
