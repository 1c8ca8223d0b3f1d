"""What an export is given: a table of plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

TRUTHS = ("emergency", "verified", "amendment", "mde", "up_to", "over")
"""The columns that say whether something is so: a number in a database, true or false in a table of text."""


class Sheet(Protocol):
    """The columns of a table, and its rows."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns."""

    @property
    def rows(self) -> Iterable[Sequence[object]]:
        """A value for each column."""
