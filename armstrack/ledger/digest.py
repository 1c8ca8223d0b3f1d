"""By what a content is recognised again."""

from __future__ import annotations

try:  # as `random` does: the whole of hashlib takes longer to import than a look at a thousand files
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b


def digest(content: bytes) -> bytes:
    """Sixteen bytes that no other content is met with."""
    return blake2b(content, digest_size=16).digest()
