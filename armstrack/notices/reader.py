"""What a reader of one kind of notice is."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from armstrack.notices.draft import Reading


class Reader(NamedTuple):
    """One kind of notice: how it is known, and how it is read."""

    kind: str
    signs: tuple[str, ...]
    """Words in lower case that such a notice contains, each a sign of the kind."""
    read: Callable[[str], Reading]
    """Reads a cleaned text of this kind."""

    def score(self, lowered: str) -> int:
        """How many of the signs a text has, in lower case and on one line."""
        return sum(sign in lowered for sign in self.signs)
