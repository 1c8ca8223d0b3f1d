"""The characters of a file that is text: its own sign of an encoding, else UTF-8, else Windows-1252."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; that of UTF-32 begins like that of UTF-16 and is looked for first."""
_LOOKED_AT = 4_000
_MOST_NULS = 0.3


def encoding_of(content: bytes) -> str | None:
    """The encoding that a byte order mark, or every second byte being zero, gives away; `None` where nothing does."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    beginning = content[: _LOOKED_AT // 2 * 2]
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half, other = beginning[at::2], beginning[1 - at :: 2]
        if half and half.count(0) > _MOST_NULS * len(half) and not other.count(0):
            return encoding
    return None


def decoded(content: bytes, declared: str | None = None) -> str:
    """The text of some bytes; never raises. `declared` is what a mail or a page says of itself."""
    encoding = encoding_of(content)
    if encoding is not None:
        return content.decode(encoding, errors="replace").removeprefix("\ufeff")
    for name in ("utf-8", declared):
        if name is not None:
            try:
                return content.decode(name)
            except (UnicodeDecodeError, LookupError):
                continue
    return content.decode("cp1252", errors="replace")


def is_binary(content: bytes) -> bool:
    """Whether bytes are no text in any encoding: they hold zeros, and are not UTF-16 or UTF-32."""
    return b"\0" in content[:_LOOKED_AT] and encoding_of(content) is None
