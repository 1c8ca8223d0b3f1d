"""Whether a notice certifies that an emergency exists, which waives the review."""

from __future__ import annotations

from collections.abc import Iterable

_SAYS = ("an emergency exists", "emergency exists", "emergency determination", "state of emergency that requires")
_DENIES = ("no emergency", "not an emergency", "does not certify", "if an emergency", "unless an emergency")


def certified_emergency(sentences: Iterable[str]) -> str | None:
    """The sentence that certifies an emergency; `None` where there is none."""
    for sentence in sentences:
        lowered = sentence.lower()
        if any(words in lowered for words in _SAYS) and not any(words in lowered for words in _DENIES):
            return sentence
    return None
