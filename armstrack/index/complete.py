"""The ids that begin like what was typed, for a shell at every TAB: the index is asked as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

MANY = 200
"""More candidates than a person reads."""


def titles_beginning(path: str | None, beginning: str) -> list[tuple[str, str]]:
    """Ids of sales in an index with their titles; none where there is no index yet, or where it cannot be asked."""
    if path is None or not os.path.exists(path):
        return []
    query = "SELECT id, title FROM sales WHERE id >= ? AND id < ? ORDER BY id LIMIT ?"
    try:
        with closing(sqlite3.connect(path, timeout=0.1)) as connection:
            return list(connection.execute(query, (beginning, beginning + "\U0010ffff", MANY)))
    except sqlite3.Error:
        return []
