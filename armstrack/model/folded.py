"""Text as it is compared where somebody searches: without case, accents, or the way in which they are encoded."""

from __future__ import annotations


def folded(text: str) -> str:
    """The text without case and accents: `Türkiye`, composed or decomposed, is `turkiye`."""
    if text.isascii():
        return text.lower()
    # A library of its own to load, which most texts need not pay for.
    import unicodedata

    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()
