"""A date in the words of a page: as precise as the ledger has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from armstrack.model.partial_date import MONTHS
from armstrack.output.sale_tables import bounds_text


def day_words(text: str | None, row: Mapping[str, Any] | None = None) -> str:
    """A date as the ledger has it: 2025-12-17, March 2026, 2026, or the bounds between which it lies."""
    if text is None or text == "unknown":
        return bounds_text(row) if row is not None else "unknown"
    if re.fullmatch("[0-9]{4}-[0-9]{2}", text):
        return f"{MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return text
