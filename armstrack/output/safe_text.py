"""Text from a ledger or a notice is data: it never steers the terminal, the page or the spreadsheet that shows it.

A title could hold an escape sequence that recolours or clears the screen, a bidirectional
override that makes a number read backwards, an invisible character that makes two ids look
alike, or a spreadsheet formula. What is shown goes through this module first.
"""

from __future__ import annotations

import re

INVISIBLE = (
    "\x7f-\x9f"  # DEL and C1, which holds the one-byte form of ESC [
    "\xad\u061c\u180e\u200b-\u200f"  # soft hyphen, zero-width characters, direction marks
    "\u2028-\u202e\u2060-\u206f"  # line and paragraph separators, direction embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb"  # byte order mark, annotation marks
    "\ud800-\udfff"  # lone surrogates: not text, no encoding can write them
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"  # musical controls; tags, which can hide a whole message
)
"""The dangerous characters above ASCII's own controls, as the inside of a regular expression's character class."""

# Patterns are texts here, which are compiled when they are first needed: most of what is printed needs none.
_DANGEROUS = f"[\x00-\x1f{INVISIBLE}]"
_STYLE = "(\x1b\\[[0-9;]*m)"
_FORMULA = r"\s*[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]"

_PLAIN = bytes(range(0x20, 0x7F))
"""What of ASCII is seen."""

_ASCII = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2022": "*",
    "\xb7": "*",
    "\xd7": "x",
    "\u20ac": "EUR",
    "\xa3": "GBP",
    "\xa7": "section",
    "\xdf": "ss",
    "\xe6": "ae",
    "\xc6": "AE",
    "\xf8": "o",
    "\xd8": "O",
    "\u0131": "i",
    "\u0142": "l",
    "\u0141": "L",
    "\u2192": "->",
}
"""Spellings for what Unicode's own decompositions leave without one."""


def _escape(character: str) -> str:
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def printable(text: str, keep: str = "") -> str:
    r"""The text with every character that would act instead of being seen replaced by a visible escape such as `\x1b`.

    A newline or a tab becomes a space unless `keep` names it. Each character is replaced on its
    own, so a part of a text and the same part of the printable text belong together.
    """
    if text.isascii() and not text.encode().translate(None, _PLAIN + keep.encode()):
        return text
    bare = text
    for character in keep:
        bare = bare.replace(character, "")
    if bare.isprintable():
        return text

    def replacement(match: re.Match[str]) -> str:
        character = match[0]
        if character in keep:
            return character
        return " " if character in "\n\t" else _escape(character)

    return re.sub(_DANGEROUS, replacement, text)


def ascii_only(text: str) -> str:
    """The nearest ASCII spelling, for a terminal that can show no more: accents fall, the rest becomes an escape."""
    return text if text.isascii() else "".join(map(_ascii_character, text))


def _ascii_character(character: str) -> str:
    if character.isascii():
        return character
    if character in _ASCII:
        return _ASCII[character]
    # Loaded only here: whoever writes JSON or can show Unicode need not pay for it.
    from unicodedata import combining, normalize

    plain = "".join(part for part in normalize("NFKD", character) if not combining(part))
    plain = plain.replace("\u2044", "/")  # what a fraction such as a half decomposes with
    if plain.isascii() and (plain or combining(character)):
        return plain
    return _escape(character)


def shown(text: str, unicode: bool, keep: str = "") -> str:
    """The text as it may be written to a terminal or a pipe that can, or cannot, show more than ASCII."""
    safe = printable(text, keep)
    return safe if unicode else ascii_only(safe)


def through_the_door(text: str, styled: bool) -> str:
    r"""What may reach a stream at the last moment: line ends, tabs and, where `styled`, the styles of our own tables.

    Whoever writes a table or a page has made its texts printable before, because their widths depend on it; a
    text that was forgotten there is caught here. What is printable stays as it is.
    """
    if not styled:
        return printable(text, keep="\n\t\r")
    return "".join(
        piece if at % 2 else printable(piece, keep="\n\t\r") for at, piece in enumerate(re.split(_STYLE, text))
    )


def spreadsheet_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula and run it.

    A spreadsheet that opens a CSV file evaluates a cell that begins with `=`, `+`, `-`, `@`, a tab
    or a carriage return, after spaces and in full-width letters too; a formula can fetch addresses
    and start programs. The apostrophe is the spreadsheets' own mark for "this is text". Numbers
    are not text and never come here.
    """
    return f"'{text}" if re.match(_FORMULA, text) else text
