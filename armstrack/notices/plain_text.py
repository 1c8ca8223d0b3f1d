"""The text of a notice without the accidents of its copy: one kind of space, quote and hyphen, no page marks.

Lines and their indentation stay as they are, since they say where an item of a list begins.
Every expression here looks at a bounded stretch, so the work grows with the text and no faster.
"""

from __future__ import annotations

import re
import unicodedata

_SPACES = "\t\v\f\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2066\u2067\u2068\u2069\ufeff\ufe0f"
_CONTROLS = "".join(chr(code) for code in (*range(9), *range(14, 28), *range(127, 160)) if code != 0x85)
# Letters of other alphabets that look like Latin ones; copies put them in to hide from search.
_LOOKALIKES = {
    **dict(zip("авеѕіјкмнорстухԁԛԝһӏɡɩո", "abesijkmhopctyxdqwhlgln", strict=True)),
    **dict(zip("АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXQWABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ονιαρ", "ovlap", strict=True)),
}
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE + _CONTROLS, None),
        **dict.fromkeys("\u2028\u2029\x85\r", "\n"),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015", "\u2013"),
        "\u2044": "/",
        **_LOOKALIKES,
    }
)
_WRONG_CHARACTER_SET = (("â€“", "–"), ("â€”", "–"), ("â€™", "'"), ("â€œ", '"'), ("â€\x9d", '"'), ("Â ", " "))

_LOST_DASH = re.compile(r"(?<=[0-9A-Z])[\ufffd\u3400-\u9fff](?=[0-9])")
_CLOSE_DASH = re.compile(r"(?<=\w)\u2013(?=\w)")
_OLD_QUOTES = re.compile(r"``|''")
_UNCLASSIFIED = re.compile(r"(?<!\S)\(U\)[ ]?")
_PAGE_MARK = re.compile(r"\s{0,8}\[\[Page [^\]\n]{1,40}\]\][ ]{0,8}\n{0,4}")
_FURNITURE = re.compile(
    r"^[ ]{0,90}(?:BILLING CODE .{0,40}|\[GRAPHIC\].{0,60}|[-=_]{4,200}[ ]{0,20})$", re.IGNORECASE | re.MULTILINE
)
_LEADER = re.compile(r"\.{3,}|-{5,}|_{5,}")
_GAPS = re.compile(r"(?<=\S)[ ]{2,}")
_BROKEN_AT_HYPHEN = re.compile(r"(?<=(\w)[-/])\n[ ]{0,80}(?=(\w))")


def plain(text: str) -> str:
    """The text, cleaned. Never raises; the empty text stays empty."""
    text = text.replace("\r\n", "\n")
    if not text.isascii():
        for wrong, right in _WRONG_CHARACTER_SET:
            text = text.replace(wrong, right)
        text = unicodedata.normalize("NFC", text).translate(_PLAIN)
        text = _CLOSE_DASH.sub("-", _LOST_DASH.sub("-", text))
    else:
        text = text.translate(_PLAIN)
    text = _PAGE_MARK.sub("\n", text)
    text = _UNCLASSIFIED.sub("", _OLD_QUOTES.sub('"', text))
    text = _LEADER.sub(" ", _FURNITURE.sub("", text))
    return "\n".join(line.rstrip() for line in _GAPS.sub(" ", text).split("\n"))


def one_line(text: str) -> str:
    """The text on a single line; what was broken at a hyphen or a slash is joined again."""
    return " ".join(_BROKEN_AT_HYPHEN.sub("", text).split())
