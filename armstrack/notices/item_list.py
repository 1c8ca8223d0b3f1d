"""Lists of goods: `twenty (20) X; thirty (30) Y; and other related elements of Z`, or the same with commas.

A list is cut at separators outside of parentheses. Semicolons win where a list has them; a
comma or an "and" then still separates where a quantity follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from armstrack.model.sale import LineItem
from armstrack.notices.quantity import begins_with_quantity, leading_quantity

_SEPARATOR = re.compile(r"[;,()]")
_AND = re.compile(
    r"^(?:[\s,;:*\u2022\u2013-]*(?:and/or|and|or|as well as|plus)\s+|[\s,;:*\u2022\u2013-]+)+", re.IGNORECASE
)
_JOIN = re.compile(r"\s+(?:and/or|and|or|as well as|plus|consisting of|comprised of|to include)\s+", re.IGNORECASE)
_BEFORE_NUMBER = re.compile(r"(?:hundred|thousand|million)\s*$", re.IGNORECASE)
_INNER_JOINS = ("and", "and/or", "plus", "as well as")
_SPARES = re.compile(r"\s*\([^()]{0,120}\b(?:installed|spares?|uninstalled)\b[^()]{0,120}\)", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"""^(?:the\s)?(?:following|(?=(?:non-)?(?:MDE|major\sdefense\sequipment)\b))
    (?:\s?(?:(?:non-)?(?:MDE|major\sdefense\sequipment)|defense|articles|items|equipment|quantities|services|and|or|\((?:non-)?MDE\)))*
    \s*[:,]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_MONEY = re.compile(r"(?:valued|priced) at\b|\$")
_LONGEST_PARENTHESIS = 300
_WINDOW = 90
"""Characters in which a quantity stands, with its words and digits."""


def items(
    text: str, mde: bool | None, counted_mde: bool | None = None, commas: bool | None = None
) -> Iterator[LineItem]:
    """The items of a list. Those with a quantity are `counted_mde` where that is given, all others are `mde`."""
    for piece in pieces(text, commas):
        quantity, rest, _, _ = leading_quantity(piece)
        name = _name(rest)
        if not name or _MONEY.match(name):
            continue
        yield LineItem(name, quantity, counted_mde if quantity is not None and counted_mde is not None else mde)


def doubts(text: str) -> Iterator[str]:
    """What is contradictory in the quantities of a list, one sentence each."""
    for piece in pieces(text):
        doubt = leading_quantity(piece).doubt
        if doubt is not None:
            yield f'{doubt}: "{piece}"'


def pieces(text: str, commas: bool | None = None) -> list[str]:
    """The items of a list as text. `commas` says whether a mere comma separates; without it the list itself tells."""
    text = _INTRODUCTION.sub("", text.strip())
    marks = _top_level_separators(text)
    semicolons = sum(text[at] == ";" for at in marks)
    if commas is None:
        commas = semicolons == 0 or semicolons < sum(text[at] == "," and _counts(text, at + 1) for at in marks)
    found: list[str] = []
    start = 0
    for at in [*marks, len(text)]:
        if at < len(text) and text[at] == "," and not commas and not _counts(text, at + 1, spelt=True):
            continue
        if at > start:
            found.extend(_parted(_AND.sub("", text[start:at]).strip()))
        start = at + 1
    return [piece for piece in found if piece]


def _counts(text: str, at: int, spelt: bool = False) -> bool:
    if text[at : at + 1] in (",", ";"):
        return False
    quantity = leading_quantity(_AND.sub("", text[at : at + _WINDOW]))
    return quantity.number is not None and (quantity.spelt or not spelt)


def _parted(piece: str) -> Iterator[str]:
    """The piece, cut before each quantity that follows an "and" or a "consisting of"."""
    start = looked = depth = 0
    counted = begins_with_quantity(piece[:_WINDOW])
    for match in _JOIN.finditer(piece):
        depth += piece.count("(", looked, match.start()) - piece.count(")", looked, match.start())
        looked = match.start()
        if depth > 0 or _BEFORE_NUMBER.search(piece, max(start, match.start() - 10), match.start()):
            continue
        quantity = leading_quantity(piece[match.end() : match.end() + _WINDOW])
        plain_join = match[0].strip().lower() in _INNER_JOINS
        if quantity.number is None or not (quantity.spelt or (plain_join and _is_thing(quantity.rest))):
            continue
        if counted or not plain_join:
            yield piece[start : match.start()].strip()
            start, counted = match.end(), True
    yield piece[start:].strip()


def _is_thing(text: str) -> bool:
    """Whether a bare number stands before a thing rather than within a name: a capital or a designation follows."""
    return text[:1].isupper() or text[:1].isdigit() or text.startswith(("spare ", "additional ", "refurbished "))


def _top_level_separators(text: str) -> list[int]:
    """Where semicolons and commas stand outside of parentheses; a parenthesis that is never closed is a mere mark."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    marks: list[int] = []
    for match in _SEPARATOR.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "(":
            opened.append(at)
        elif mark != ")":
            marks.append(at)
        elif opened and at - (begun := opened.pop()) <= _LONGEST_PARENTHESIS:
            pairs.append((begun, at))
    pairs.sort(reverse=True)
    free: list[int] = []
    closed = -1
    for at in marks:
        while pairs and pairs[-1][0] < at:
            closed = max(closed, pairs.pop()[1])
        if at > closed and not (text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
            free.append(at)
    return free


def _name(text: str) -> str:
    """The name of an item without what only counts it."""
    name = _SPARES.sub("", text).replace(" (MDE)", "")
    name = re.sub(r"^(?:each|of|the)\s+", "", name.lstrip(" ,;:-\u2013"), flags=re.IGNORECASE)
    return name.lstrip(" ,;:").rstrip(" .,;:") if any(letter.isalpha() for letter in name) else ""
