"""The one comparison of a text with what it is meant to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.model.kinds import Written
from armstrack.yaml_text import strict_yaml

HISTORY = "history"
"""The key that stays the last of a record."""


def plain(value: Written) -> Any:
    """A value as the reader gives it back: texts, lists and mappings."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: plain(held) for key, held in value.items()}
    return [plain(held) for held in value]


def says(text: str, meant: Any) -> bool:
    """Whether a new text says what is meant, with the history as its last key.

    `meant` is made from what was there and what was wanted, never read from the new text.
    """
    try:
        said = strict_yaml.read(text)
    except strict_yaml.YamlRefusal:
        return False
    return said == meant and (HISTORY not in said or next(reversed(said)) == HISTORY)
