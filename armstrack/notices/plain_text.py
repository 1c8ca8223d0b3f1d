"""The text of a notice without the accidents of its copy: one kind of space, quote and hyphen, no page marks.

Lines and their indentation stay as they are, since they say where an item of a list begins.
Every expression here looks at a bounded stretch, so the work grows with the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata


def _characters(*codes: int | range) -> str:
    return "".join(chr(one) for code in codes for one in ([code] if isinstance(code, int) else code))


_SPACES = "\t\v\f" + _characters(range(0x1C, 0x20), 0xA0, 0x1680, range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
_INVISIBLE = _characters(
    0xAD, 0x61C, 0x180E, range(0x200B, 0x2010), range(0x202A, 0x202F), range(0x2060, 0x2070), 0xFEFF, 0xFE0F
)
_CONTROLS = _characters(range(9), range(14, 28), range(0x7F, 0x85), range(0x86, 0xA0))
# Letters of other alphabets that look like Latin ones; copies put them in to hide from search.
_LOOKALIKES = (
    (
        "\u0430\u0432\u0435\u0455\u0456\u0458\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0501",
        "abesijkmhopctyxd",
    ),
    ("\u051b\u051d\u04bb\u04cf\u0261\u0269\u0578", "qwhlgln"),
    (
        "\u0410\u0412\u0415\u0405\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u051a",
        "ABESIJKMHOPCTYXQ",
    ),
    ("\u051c", "W"),
    ("\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "ABEZHIKMNOPTYX"),
    ("\u03bf\u03bd\u03b9\u03b1\u03c1", "ovlap"),
)
"""Cyrillic, Greek and phonetic letters, and the Latin ones that they look like."""
_PLAIN: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _INVISIBLE + _CONTROLS), None),
    **dict.fromkeys(map(ord, "\u2028\u2029\x85\r"), "\n"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015"), "\u2013"),
    0x2044: "/",
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    **{ord(one): ours for others, latin in _LOOKALIKES for one, ours in zip(others, latin, strict=True)},
}
_WRONG_CHARACTER_SET = (
    ("\u00e2\u20ac\u201c", "\u2013"),
    ("\u00e2\u20ac\u201d", "\u2013"),
    ("\u00e2\u20ac\u2122", "'"),
    ("\u00e2\u20ac\u0153", '"'),
    ("\u00e2\u20ac\x9d", '"'),
    ("\u00c2 ", " "),
)
"""UTF-8 read as Windows-1252: a dash, an apostrophe, quotes and a no-break space."""

_UNUSUAL = re.compile(r"[^\n -~]+")
# What comes before is looked at last: a pattern that begins with a character is found faster.
_LOST_DASH = re.compile(r"[\ufffd\u3400-\u9fff](?<=[0-9A-Z].)(?=[0-9])")
_CLOSE_DASH = re.compile(r"\u2013(?<=\w.)(?=\w|\n[ ]{0,80}\w)")
_LONG_DASH = re.compile(r"[\u2014\u2015](?<=[^\W\d].)(?=\n?[ ]{0,80}[^\W\d_]{2})")
"""Between two words it parts them, and is no hyphen."""
_QUOTING = re.compile(r"^(?:> ?){1,5}", re.MULTILINE)
_OLD_QUOTES = re.compile(r"``|''")
_UNCLASSIFIED = re.compile(r"(?<!\S)\(U\)[ ]?")
_PAGE_MARK = re.compile(r"\s{0,8}\[\[Page [^\]\n]{1,40}\]\][ ]{0,8}\n{0,4}")
_FURNITURE = re.compile(
    r"^[ ]{0,90}(?:BILLING CODE .{0,40}|\[GRAPHIC\].{0,60}|[-=_]{4,200}[ ]{0,20})$", re.IGNORECASE | re.MULTILINE
)
_LEADER = re.compile(r"\.{3,}|-{5,}|_{5,}")
_ACCIDENTS = (
    (("[[Page ",), _PAGE_MARK, "\n"),
    (("``", "''"), _OLD_QUOTES, '"'),
    (("(U)",), _UNCLASSIFIED, ""),
    (("BILLING CODE", "Billing Code", "[GRAPHIC]", "----", "====", "____"), _FURNITURE, ""),
    (("...", "-----", "_____"), _LEADER, " | "),
)
"""What a copy leaves in a text: how to see that it may be there, the pattern, and what stands in its place."""
BULLETS = _characters(0xB7, 0x2022, 0x2023, 0x2043, 0x25AA, 0x25CF, 0x25E6, 0xF0B7)
"""Marks before the lines of a list."""
GOES_ON = "\x1f"
"""White space at the end of a line that is known to go on in the next one, since a word was broken there."""
_BROKEN_AT_HYPHEN = re.compile(r"(?<=(\w)[-/])\n[ ]{0,80}(?=(\w))")


def plain(text: str) -> str:
    """The text, cleaned. Never raises; the empty text stays empty."""
    text = text.replace("\r\n", "\n")
    if not text.isascii():
        for wrong, right in _WRONG_CHARACTER_SET:
            text = text.replace(wrong, right)
        text = _LONG_DASH.sub("--", unicodedata.normalize("NFC", text))
        text = _UNUSUAL.sub(_plain_letters, text)
        text = _CLOSE_DASH.sub("-", _LOST_DASH.sub("-", text))
    else:
        text = _UNUSUAL.sub(_plain_letters, text)
    if text.startswith(">"):
        text = _QUOTING.sub("", text)
    for signs, pattern, instead in _ACCIDENTS:
        # Looking for a plain text is many times faster than trying a pattern everywhere.
        if any(sign in text for sign in signs):
            text = pattern.sub(instead, text)
    return "\n".join(map(_even, text.split("\n")))


def _plain_letters(match: re.Match[str]) -> str:
    return match[0].translate(_PLAIN)


def _even(line: str) -> str:
    """A line with single spaces behind its indentation, and none at its end."""
    if "  " not in line:
        return line.rstrip()
    return " " * (len(line) - len(line.lstrip())) + " ".join(line.split())


def one_line(text: str) -> str:
    """The text on a single line; what was broken at a hyphen or a slash is joined again."""
    if "\n" in text:
        text = _BROKEN_AT_HYPHEN.sub("", text)
    return " ".join(text.split())
