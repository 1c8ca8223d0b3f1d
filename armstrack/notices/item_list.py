"""Lists of goods: `twenty (20) X; thirty (30) Y; and other related elements of Z`, or the same with commas.

A list is cut at separators outside of parentheses. Semicolons win where a list has them; a
comma or an "and" then still separates where a quantity follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from armstrack.model.sale import LineItem
from armstrack.notices.plain_text import BULLETS
from armstrack.notices.quantity import (
    NUMBER_WORDS,
    Quantity,
    begins_with_quantity,
    capital_quantities,
    leading_quantity,
)

_SEPARATOR = re.compile(r"[;,()]")
_AND = re.compile(
    rf"^(?:[\s,;:*{BULLETS}\u2013-]*(?:and/or|and|or|as well as|plus|to include|alternatively),?\s+"
    rf"|[\s,;:*{BULLETS}\u2013-]+)+",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r",?\s+(?:with (?:an? )?options? (?:for|to (?:buy|purchase|procure)(?: at a later date)?)"
    r"|(?:and|or)(?: also)?(?: an?| the)? (?:(?:possible|proposed) )?(?:sale|purchase) of"
    r"|and/or|and|or|as well as|plus|along with|together with"
    r"|(?:consisting of|comprised of|comprising|equipped with|configured with|fitted with|to include|including"
    r"|(?:that|which) (?:will )?(?:includes?|incorporates?)|incorporating|with)(?: the following)?:?)\s+",
    re.IGNORECASE,
)
_OPTION = re.compile(
    r"^with (?:an? )?options?\b(?: (?:for|to (?:buy|purchase|procure)(?: at a later date)?) )?", re.IGNORECASE
)
AN_OPTION = "an option"
"""The note of an item that the buyer may add later."""
_CONSISTING = re.compile(
    r",?\s+(?:consisting of|comprised of|comprising|(?:that|which|to) includes?|including)"
    r"(?:\s+the\s+following(?:\s+[a-z-]+){0,3})?\s?:\s*(?=\S)",
    re.IGNORECASE,
)
"""What introduces the list of the parts of a thing that stands before it."""
_ADJECTIVE = (
    r"(?:engineering|technical|logistics?|logistical|program(?:matic)?|maintenance|management|training|integration)"
)
_SERVICES = re.compile(
    rf"\b(?:Government|contractor|representative)\b[^,;.()]{{0,60}}\b{_ADJECTIVE}"
    rf"(?:,\s(?:and\s)?{_ADJECTIVE}(?:\s(?:and|or|&)\s{_ADJECTIVE})?)+"
    rf"(?:\s(?:personnel|support))*\s(?:services?|support|assistance)\b",
    re.IGNORECASE,
)
"""`U.S. Government and contractor engineering, technical, and logistics support services`: one thing."""
_NOT_LIMITED = re.compile(r",? but (?:is |are )?not limited to,?(?= )", re.IGNORECASE)
_NAMES_WITH_COMMAS = re.compile(
    r"\bIdentification, Friend or Foe"
    r"|\bCommand, Control"
    r"(?:,? (?:and )?(?:Communications?|Computers?|Intelligence|Surveillance|Reconnaissance|Cyber))*\b",
    re.IGNORECASE,
)
"""What is written with commas and is one thing."""
_QUALIFIES = re.compile(r"^(?:airborne|utility|armored|inert|cargo|tracked|wheeled)$", re.IGNORECASE)
"""A word behind a comma that says of what kind the thing before it is."""
_NUMBERED_THING = re.compile(r"[0-9][0-9,]{0,8} (?=[A-Z0-9])")
_RUN_OF_NUMBERS = re.compile(r"(?<=[a-z)]) (?=[0-9][0-9,]{0,8} [A-Z0-9])")
_LEAST_IN_A_RUN = 3
_BEHIND = re.compile(
    r"(?:\s\((?P<number>[0-9][0-9,]{0,8})\)(?:\seach)?"
    r"|[,;]?\s(?:[\u2013-]\s|\()?(?:quantity|qty)\.?(?:\sof|:)?\s(?P<said>[0-9][0-9,]{0,8})\)?)[ .]*$",
    re.IGNORECASE,
)
_SPELT_BEHIND = re.compile(rf",?(?:[ -](?:{'|'.join(NUMBER_WORDS)}|and))+$", re.IGNORECASE)
_EACH_BEHIND = re.compile(r"^(?:[a-z]+[ -]){0,8}[a-z]+\s?\([0-9][0-9,]{0,8}\) each$", re.IGNORECASE)
_LONE_AND = re.compile(r"^(?:and/or|and|or|plus)$", re.IGNORECASE)
ALTERNATIVE = "an alternative to"
"""How the note of an item begins that may be bought instead of another."""
_OR_ALTERNATIVELY = re.compile(r"\b(?:or,?\s+)?alternatively,?\s+(?=[\w(])", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\bor,?\s*$", re.IGNORECASE)
_LABEL = re.compile(r"^\(?(?:[A-Ha-h]|[0-9](?=\)\s+(?:up to |[a-z]+[ -]?[a-z]* ?\([0-9]|[0-9])))\)\s+")
"""`(A)` or `(1)` before an item of a list."""
_VARIANTS = re.compile(
    r"\bfollowing (?:variants?|configurations?|versions?|options?|models?|standards?)\b[^;:]{0,20}:", re.IGNORECASE
)
_QUANTITY_WITHIN = re.compile(
    r"\b(?:of|to|for|on|refurbish|upgrade|moderni[sz]e|overhaul|remanufacture|convert|retrofit|modify|recertify)"
    r"\s+(?:(?:its|their|the|existing|up to|an additional)\s+){0,3}(?=\S)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"^(?:(?:the|an?)\s+)?(?:\S+\s+){0,3}?(?:(?:equipment|services|support|articles)(?= to [a-z]+ )"
    r"|upgrades?|enhancements?|modifications?|refurbishment|conversions?|overhauls?|retrofits?"
    r"|moderni[sz]ation|regeneration|remanufactur\w+|recertification|rebuild|service life extension|purchase|sale|lease"
    r"|procurement|production|manufacture|transfer)\b",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(r"(?:hundred|thousand|million)\s*$", re.IGNORECASE)
_INNER_JOINS = ("and", "and/or", "plus", "as well as")
_SPARES = re.compile(r"\s*\([^()]{0,120}\b(?:installed|spares?|uninstalled)\b[^()]{0,120}\)", re.IGNORECASE)
_AS_MDE = re.compile(r"\s+as (?P<kind>(?:non-)?MDE)\b(?P<more>,? and\s+)?", re.IGNORECASE)
_QUANTITY_ALONE = re.compile(
    rf"^(?:(?:up to|an additional) )?(?:(?:{'|'.join(NUMBER_WORDS)}|and)[ -]{{0,2}}){{1,9}}\([0-9,]{{1,9}}\)$",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\((?P<non>non-?\s?)?(?:MDE|Major Defense Equipment)\)", re.IGNORECASE)
"""What a list says of a single item."""
_INTRODUCTION = re.compile(
    r"""^(?:the\s)?(?:following|(?=(?:non-)?(?:MDE|major\sdefense\sequipment)\b))
    (?:\s?(?:(?:non-)?(?:MDE|major\sdefense\sequipment)|defense|articles|items|equipment|quantities|services|and|or|\((?:non-)?MDE\)))*
    \s*(?:[:,]|(?<=[\s,])(?:including|to\sinclude):?)\s*(?:including:?\s*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_MONEY = re.compile(r"(?:valued|priced) at\b|\$")
_NOTHING = re.compile(r"none(?: (?:known|identified))?(?: at this time)?|n/?a|not applicable|nil", re.IGNORECASE)
"""What stands in the place of a list that has nothing on it."""
_LONGEST_PARENTHESIS = 300
_WINDOW = 90
"""Characters in which a quantity stands, with its words and digits."""


class Piece(NamedTuple):
    """One item of a list as text."""

    text: str
    alternative: bool = False
    """Whether it may be bought instead of the item before it."""
    option: bool = False
    """Whether it may be added later."""


def items(
    text: str, mde: bool | None, counted_mde: bool | None = None, commas: bool | None = None
) -> Iterator[LineItem]:
    """The items of a list. Those with a quantity are `counted_mde` where that is given, all others are `mde`.

    What may be bought instead of another item says so in its note.
    """
    before = ""
    for piece, alternative, option in pieces(text, commas):
        found = leading_quantity(piece)
        if found.number is None:
            found = _quantity_of_work(piece) or _quantity_behind(piece) or found
        name = _name(found.rest)
        if not name or _MONEY.match(name) or _NOTHING.fullmatch(name):
            continue
        counted = found.number is not None and counted_mde is not None
        marked = _MARKED.search(piece)
        kind = (counted_mde if counted else mde) if marked is None else not marked["non"]
        note = f"{ALTERNATIVE}: {before}" if alternative and before else AN_OPTION if option else _spares(found.rest)
        before = before if alternative and before else " ".join(filter(None, (str(found.number or ""), name)))
        yield LineItem(name, found.number, kind, note, None, found.up_to)


def _spares(text: str) -> str | None:
    """What a notice says of a quantity in parentheses: how many of it are installed, and how many are spares."""
    match = _SPARES.search(text)
    return match[0].strip(" ()") if match is not None else None


def _quantity_of_work(piece: str) -> Quantity | None:
    """The quantity of what is worked on, as in `upgrade of twelve (12) tanks`."""
    work = _WORK.match(piece)
    if work is None:
        return None
    for joint in _QUANTITY_WITHIN.finditer(piece, max(0, work.end() - 1), work.end() + 200):
        found = leading_quantity(piece[joint.end() : joint.end() + _WINDOW])
        if found.number is None or not found.spelt:
            continue
        rest = piece[joint.end() + len(piece[joint.end() : joint.end() + _WINDOW]) - len(found.rest) :]
        return found._replace(rest=f"{piece[: joint.end()]}{rest}")
    return None


def _quantity_behind(piece: str) -> Quantity | None:
    """The quantity behind its thing, as in `fuzes (500)`, `trucks, four (4) each` or `sets, quantity 50`."""
    behind = _BEHIND.search(piece)
    thing = _SPELT_BEHIND.sub("", piece[: behind.start()]).strip(" ,") if behind is not None else ""
    if behind is None or not thing or thing.endswith(")"):
        return None
    number = int((behind["number"] or behind["said"]).replace(",", ""))
    return Quantity(number, thing, True) if not 1900 <= number <= 2099 else None


def doubts(text: str) -> Iterator[str]:
    """What is contradictory in the quantities of a list, one sentence each."""
    for piece in pieces(text):
        doubt = leading_quantity(piece.text).doubt
        if doubt is not None:
            yield f'{doubt}: "{piece.text}"'


def pieces(text: str, commas: bool | None = None) -> list[Piece]:
    """The items of a list as text. `commas` says whether a mere comma separates; without it the list itself tells."""
    text = _OR_ALTERNATIVELY.sub("or ", _INTRODUCTION.sub("", _NOT_LIMITED.sub("", text.strip())))
    text = _parted_at_numbers(_parted_at_capitals(_AS_MDE.sub(_marked, text)))
    if (parts := _CONSISTING.search(text)) is not None and ";" not in text[: parts.start()]:
        return [*pieces(text[: parts.start()], commas), *pieces(text[parts.end() :], commas)]
    marks = _top_level_separators(text)
    semicolons = sum(text[at] == ";" for at in marks)
    if commas is None:
        commas = semicolons == 0 or semicolons < sum(text[at] == "," and _counts(text, at + 1) for at in marks)
    variants = [(one.end(), _end_of_variants(text, one.end())) for one in _VARIANTS.finditer(text)]
    variants += [one.span() for whole in (_SERVICES, _NAMES_WITH_COMMAS) for one in whole.finditer(text)]
    found: list[Piece] = []
    start = 0
    for at in [*marks, len(text)]:
        if at < len(text) and text[at] == ",":
            if not commas and not _counts(text, at + 1, spelt=True) and not _counts_as_before(text, start, at):
                continue
            if any(begins <= at < ends for begins, ends in variants) and not _counts(text, at + 1):
                continue
        if at > start:
            joint = _AND.match(text[start:at])
            alternative = joint is not None and _ALTERNATIVE.search(joint[0]) is not None
            found.extend(_parted(_AND.sub("", text[start:at]).strip(), alternative))
        start = at + 1
    return [
        piece._replace(text=_LABEL.sub("", piece.text)) for piece in _with_their_things(_whole(found)) if piece.text
    ]


def _whole(found: list[Piece]) -> list[Piece]:
    """The pieces, where a comma that separates nothing parted one of them put together again."""
    whole: list[Piece] = []
    for piece in found:
        if _LONE_AND.match(piece.text):
            continue
        if (option := _OPTION.match(piece.text)) is not None and begins_with_quantity(piece.text[option.end() :]):
            whole.append(piece._replace(text=piece.text[option.end() :], option=True))
        elif whole and (_QUALIFIES.match(piece.text) or _EACH_BEHIND.match(piece.text)):
            whole[-1] = whole[-1]._replace(text=f"{whole[-1].text}, {piece.text}")
        elif whole and piece.alternative and not begins_with_quantity(_LABEL.sub("", piece.text)):
            # Another name for the thing before it, and not a thing by itself.
            whole[-1] = whole[-1]._replace(text=f"{whole[-1].text}, or {piece.text}")
        else:
            whole.append(piece)
    return whole


def _parted_at_numbers(text: str) -> str:
    """The list with a mark before each bare number where it has no mark at all, since its lines were lost."""
    text = text.lstrip(" :")
    if not _NUMBERED_THING.match(text) or _top_level_separators(text):
        return text
    parted = _RUN_OF_NUMBERS.sub("; ", text)
    return parted if parted.count("; ") >= _LEAST_IN_A_RUN else text


def _parted_at_capitals(text: str) -> str:
    """The list with a mark before each quantity with a capital letter, which begins an item whatever stands before."""
    for at in reversed(capital_quantities(text)):
        before = text[:at].rstrip()
        if before and before[-1] not in ",;:(" and not before.endswith((" and", " or", " of", " the")):
            text = f"{before}; {text[at:]}"
    return text


def _with_their_things(found: list[Piece]) -> Iterator[Piece]:
    """The pieces, where a stray mark parted a quantity from what it counts put together again."""
    alone = ""
    for piece in found:
        if alone:
            piece = piece._replace(text=f"{alone} {piece.text}" if not begins_with_quantity(piece.text) else piece.text)
            alone = ""
        if _QUANTITY_ALONE.search(piece.text):
            alone = piece.text
        else:
            yield piece
    if alone:
        yield Piece(alone)


def _marked(match: re.Match[str]) -> str:
    return f" ({match['kind']}){'; ' if match['more'] else ''}"


def _end_of_variants(text: str, start: int) -> int:
    end = text.find(";", start)
    return end if end >= 0 else len(text)


def _counts(text: str, at: int, spelt: bool = False) -> bool:
    if text[at : at + 1] in (",", ";"):
        return False
    quantity = leading_quantity(_AND.sub("", text[at : at + _WINDOW]))
    return quantity.number is not None and (quantity.spelt or not spelt)


def _counts_as_before(text: str, start: int, comma: int) -> bool:
    """Whether a bare number behind a comma begins an item, as one begins the item before the comma."""
    before, behind = (leading_quantity(_AND.sub("", text[at : at + _WINDOW])) for at in (start, comma + 1))
    return before.number is not None and behind.number is not None and _is_thing(behind.rest)


def _parted(piece: str, alternative: bool) -> Iterator[Piece]:
    """The piece, cut before each quantity that follows an "and", an "or", an option or a "consisting of"."""
    start = looked = depth = 0
    option = False
    counted = begins_with_quantity(_LABEL.sub("", piece[:_WINDOW]))
    for match in _JOIN.finditer(piece):
        depth += piece.count("(", looked, match.start()) - piece.count(")", looked, match.start())
        looked = match.start()
        if depth > 0 or _BEFORE_NUMBER.search(piece, max(start, match.start() - 10), match.start()):
            continue
        quantity = leading_quantity(piece[match.end() : match.end() + _WINDOW])
        joint = match[0].strip(" ,").lower()
        plain_join = joint in _INNER_JOINS
        either = joint == "or"
        optional = _OPTION.match(joint) is not None
        bare = plain_join or counted
        if quantity.number is None or not (quantity.spelt or optional or (bare and _is_thing(quantity.rest))):
            continue
        if counted or not plain_join:
            yield Piece(piece[start : match.start()].strip(" ,"), alternative, option)
            start, counted, alternative, option = match.end(), True, either, optional
    yield Piece(piece[start:].strip(), alternative, option)


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
    name = _MARKED.sub("", _SPARES.sub("", text)).replace("  ", " ")
    name = re.sub(r"^(?:each|of|the)\s+", "", name.lstrip(" ,;:-\u2013"), flags=re.IGNORECASE)
    return name.lstrip(" ,;:").rstrip(" .,;:") if any(letter.isalpha() for letter in name) else ""
