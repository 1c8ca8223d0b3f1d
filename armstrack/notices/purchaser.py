"""Who buys: the recipient behind the words of a notice, and the words as printed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from armstrack.model.recipients import RECIPIENTS, find_recipient

_WORD = re.compile(r"[^\s,;:()]+|\([^()]{1,60}\)|,")
_STOPS = re.compile(r"[;:]|(?<!\bSt)\.(?=\s+[A-Z(][a-z]|\s*$)|\n\s*\n|\s[\u2013-]{1,2}(?=\s)")
_ARTICLE = re.compile(r"^(?:the )", re.IGNORECASE)
_FURTHER = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:the\s+)?(?:Governments?\s+of\s+)?", re.IGNORECASE)
_GOVERNMENTS = re.compile(r"(?:the )?(?:respective )?Governments of (?:the )?", re.IGNORECASE)
_BENELUX = re.compile(r"(?:the )?Benelux\b(?: (?:countries|nations|states))?(?:\s\([^()]{0,80}\))?", re.IGNORECASE)
_MOST_WORDS = 14
_LONGEST = 160


class Purchaser(NamedTuple):
    """The buyer: the codes of the recipients, the words as printed, and where they end in the text."""

    recipients: tuple[str, ...]
    printed: str
    end: int


def leading_purchaser(text: str) -> Purchaser | None:
    """The buyer whose name a text begins with: the longest beginning that is a known recipient."""
    if (union := _BENELUX.match(text)) is not None:
        return Purchaser(("BE", "NL", "LU"), _ARTICLE.sub("", union[0]), union.end())
    several = _GOVERNMENTS.match(text)
    first = _one(text, several.end() if several else 0)
    if first is None:
        return None
    codes, end = [first[0]], first[1]
    while following := _FURTHER.match(text, end):
        further = _one(text, following.end())
        if further is None:
            break
        if further[0] not in codes:
            codes.append(further[0])
        end = further[1]
    return Purchaser(tuple(codes), _ARTICLE.sub("", " ".join(text[:end].split())), end)


def _one(text: str, start: int) -> tuple[str, int] | None:
    window = text[start : start + _LONGEST]
    stop = _STOPS.search(window)
    if stop is not None:
        window = window[: stop.start()]
    ends: list[int] = []
    for match in _WORD.finditer(window):
        if match[0] != ",":
            ends.append(match.end())
        if len(ends) == _MOST_WORDS:
            break
    for end in reversed(ends):
        words = " ".join(window[:end].split())
        owner = words.removesuffix("'s").removesuffix("'")
        if (code := _code(owner)) is not None:
            return code, start + end - len(words) + len(owner)
    if start + len(window) == len(text) and (code := _cut_name(" ".join(window.split()))) is not None:
        return code, len(text)
    return None


@lru_cache(maxsize=256)
def _cut_name(words: str) -> str | None:
    """The recipient whose long name a text ends in the middle of; three words of it at least, and no other's."""
    begun = re.sub(r"^the |^government of |^kingdom of ", "", words.lower())
    if len(begun.split()) < 3:
        return None
    codes = {one.code for one in RECIPIENTS.values() if any(name.lower().startswith(begun) for name in one.aliases)}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=4096)
def _code(words: str) -> str | None:
    # A code is a name only in capitals: "it", "no" and "be" are words, and so are "in" and "to".
    if len(words) <= 5 and " " not in words and not words.isupper() and find_recipient(words) == words.upper():
        return None
    if words.islower():
        return None
    return find_recipient(words) or (find_recipient(words.replace("St. ", "Saint ")) if "St. " in words else None)
