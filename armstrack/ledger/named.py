"""Names in a message: the first few, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NAMED = 5
"""So many other records are named in a message."""


def listed(names: Sequence[str], of: int | None = None) -> str:
    """The first of some names, and how many more there are; `of` is their number, where not all are given."""
    more = (of if of is not None else len(names)) - len(names[:MOST_NAMED])
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more else "")
