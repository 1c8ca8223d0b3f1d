"""Lines to paragraphs, and paragraphs to sentences.

Notices come wrapped at some width, with a blank line in the middle of a sentence, or with
every paragraph on one line. What belongs together is told from indentation, from how full a
line is, and from whether it ends as a sentence ends.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator

from armstrack.notices.plain_text import BULLETS, GOES_ON, one_line
from armstrack.notices.quantity import begins_with_quantity, leading_quantity

_WIDEST_COLUMN = 100
"""A text whose lines are all shorter was wrapped; a longer line is a paragraph by itself."""

_UNFINISHED = re.compile(
    r"(?:[,;]|\b(?:a|an|and|or|of|the|to|for|with|in|on|at|by|from|as|including|include|includes|included"
    r"|will|be|is|are|were|has))$",
    re.IGNORECASE,
)
_STATE = re.compile(r", (?:IN|OR)$")
"""A State of two letters, which is no word that goes on."""
_BARE_QUANTITY = re.compile(r"\s*[0-9][0-9,]{0,8} (?=[A-Z0-9])")
_ABBREVIATED = re.compile(r"\b(?:St|Ft|Mt|Mr|Mrs|Ms|Dr|Hon|Gen|Col|Lt|Sen|Rep|U\.S)\.$")
"""A full stop that ends no sentence, at the end of a line."""
_QUANTITY_ALONE = re.compile(r"\([0-9,]{1,9}\)$")
_NUMBER_LABEL = re.compile(r"\bno\.?$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:will|would|has|have|is|are|was|were|notified|delivered|requests?|requested|intends|contributes?)\b"
)
_FINISHED = (".", "!", "?", ":", '"', ".)")

# Behind these a full stop ends no sentence; behind those of the second kind only if a word follows that begins one.
_NEVER_ENDS_LIST = """
mr mrs ms dr doc hon st ste ft mt lt gen col maj capt cmdr adm sen rep gov no nos vol fig approx vs e.g i.e sec art
jan feb mar apr jun jul aug sept sep oct nov dec cal mod p pp ea qty
"""
_NEVER_ENDS = frozenset(_NEVER_ENDS_LIST.split())
_SELDOM_ENDS_LIST = """
inc corp co ltd llc l.l.c l.p lp plc jr sr dept div bros intl int'l mfg assn u.s u.k u.n d.c etc ala ariz ark
calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev n.h n.j n.m n.y n.c n.d okla
ore pa r.i s.c s.d tenn tex va vt wash w.va wis wyo
"""
_SELDOM_ENDS = frozenset(_SELDOM_ENDS_LIST.split())
_OPENERS_LIST = """
the there this these those that at any all it its if in implementation also included an a our we you as for when
while upon other additional each please purchaser no funding major non-mde non-major however
"""
_OPENERS = frozenset(_OPENERS_LIST.split())
_ENDS = re.compile(r"[.!?][\"')\]]{0,2}[ ]+(?=[\"'(]?[A-Z0-9])")
_FIXED = re.compile(
    r"(?<=[\w)] )(?:There (?:are|is) no (?:known )?offsets?\b|There will be no adverse impact"
    r"|Implementation of this (?:proposed )?sale"
    r"|This request (?:also )?includes|The proposed sale of this equipment|At this time, (?:the U\.S\.|there)"
    r"|The (?:estimated|total) (?:total |program |case )?cost is"
    r"|The (?:principal|prime) contractors? (?:will be|are|is)\b)"
)
_SENTENCE_WORDS = frozenset(["The", "This", "There", "These"])
_GOES_ON_WITH = frozenset(["and", "or", "of", "for", "with", "to", "in", "on", "by", "as", "from"])
_LAST_WORD = re.compile(r"[A-Za-z.'&-]{1,20}$")
_DESIGNATED = re.compile(r"[0-9/]$")
"""What stands before the letters that end a designation (`C-17s`, `GBU-39/B`), which are no initial."""
_FIRST_WORD = re.compile(r"[A-Za-z-]+")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a cleaned text, each on one line."""
    lines = text.split("\n")
    lengths = [len(line) for line in lines if line and not line.endswith(GOES_ON)]
    wrapped = sum(length > _WIDEST_COLUMN for length in lengths) * 10 <= len(lengths)
    width = _column([length for length in lengths if length <= _WIDEST_COLUMN]) if wrapped else 10**9
    blocks: list[list[str]] = []
    adjacent = speaks = False  # whether a line stands right above; whether the block has a verb, as a sentence does
    listing = False  # whether a list of short lines has begun
    for line in lines:
        if not line.strip():
            adjacent = False
            continue
        above = blocks[-1][-1] if blocks else ""
        if not above or line.lstrip()[0] in BULLETS:
            goes_on = False
        elif above.endswith(GOES_ON) or (speaks and _within_sentence(above, line)):
            goes_on = True
        elif listing and _lists(above, line, min(width, _WIDEST_COLUMN)):
            goes_on = False
        else:
            goes_on = _wraps(above, line, width) if adjacent else _runs_on(above, line)
        listing = line.endswith(":") or (listing and len(line) <= _WIDEST_COLUMN)
        if goes_on:
            blocks[-1].append(line)
            speaks = speaks or _VERB.search(line) is not None
        else:
            blocks.append([line])
            speaks = _VERB.search(line) is not None
        adjacent = True
    return [one_line("\n".join(block)) for block in blocks]


def _column(lengths: list[int]) -> int:
    """The width at which a text was wrapped: of several lines, so that a single wide one, such as a head, is none."""
    lengths.sort(reverse=True)
    least = max(3, len(lengths) // 20)
    for length in itertools.takewhile(lambda one: 2 * one >= lengths[0], lengths):
        near = bisect_right(lengths, -0.85 * length, key=lambda one: -one)
        if near >= least:
            return length
    return lengths[0] if lengths else 0


def _within_sentence(above: str, below: str) -> bool:
    """Whether a line goes on with a sentence that has begun and not ended: no label, and no item of a list."""
    if above.endswith(_FINISHED) or ":" in below[:40]:
        return False
    return not _begins_item(above, below)


def _begins_item(above: str, below: str) -> bool:
    """Whether a line begins an item that says how many, in words or, as the line above it does, in mere digits."""
    if below.lstrip()[0].isupper() and leading_quantity(below[:90]).spelt:
        return True
    return _BARE_QUANTITY.match(above) is not None and _BARE_QUANTITY.match(below) is not None


def _runs_on(above: str, below: str) -> bool:
    """Whether a sentence goes on behind a blank line."""
    if _unfinished(above, below):
        return True
    if above.endswith(_FINISHED) or begins_with_quantity(below):
        return False
    return below.lstrip()[0].islower()


def _unfinished(above: str, below: str) -> bool:
    """Whether a line ends in a word or a mark behind which more must come."""
    if (
        (_UNFINISHED.search(above[-20:]) and not _STATE.search(above[-5:]))
        or _ABBREVIATED.search(above[-8:])
        or _QUANTITY_ALONE.search(above[-12:])
    ):
        return True
    return below.lstrip()[:1].isdigit() and _NUMBER_LABEL.search(above[-20:]) is not None


def _lists(above: str, below: str, width: int) -> bool:
    """Whether a short line behind a line of a list does not go on with it, since there was room for its first word.

    A line that begins as a sentence does is none of the list.
    """
    first = below.split(None, 1)[0]
    if len(below) > _WIDEST_COLUMN or first.lower() in _GOES_ON_WITH or _unfinished(above, below):
        return False
    return first in _SENTENCE_WORDS or 2 * (len(above) + 1 + len(first)) < width or above.endswith(":")


def _wraps(above: str, below: str, width: int) -> bool:
    """Whether a line is the continuation of the line above it."""
    if len(above) > _WIDEST_COLUMN or len(below) > _WIDEST_COLUMN:
        return _runs_on(above, below)
    indent_above, indent_below = (len(line) - len(line.lstrip()) for line in (above, below))
    if indent_below > indent_above:
        return below.lstrip()[0].islower() and not above.endswith((*_FINISHED, ";"))
    if _unfinished(above, below):
        return True
    if _begins_item(above, below):
        return False
    if below.lstrip()[0].islower() and not above.endswith(_FINISHED):
        return True
    first_word = len(below.split(None, 1)[0])
    return len(above) + 1 + first_word > width - 3


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, in order; abbreviations end none.

    A fixed sentence of notices begins one even where a copy lost the full stop, or the line, before it.
    """
    start = 0
    for match in _ENDS.finditer(paragraph):
        if _ends_here(paragraph, match.start(), match.end()):
            yield from _apart(paragraph[start : match.end()].strip())
            start = match.end()
    rest = paragraph[start:].strip()
    if rest:
        yield from _apart(rest)


def _apart(sentence: str) -> Iterator[str]:
    start = 0
    for match in _FIXED.finditer(sentence):
        if match.start() > start:
            yield sentence[start : match.start()].strip()
            start = match.start()
    yield sentence[start:]


def _ends_here(text: str, stop: int, following: int) -> bool:
    if text[stop] != ".":
        return True
    last = _LAST_WORD.search(text, max(0, stop - 20), stop)
    if last is None or _DESIGNATED.search(text, max(0, last.start() - 1), last.start()):
        return True
    word = last[0].lower().strip("'&-")
    if word in _NEVER_ENDS or (len(word) == 1 and word != "i"):
        return False
    if word in _SELDOM_ENDS:
        first = _FIRST_WORD.match(text, following)
        return first is not None and first[0].lower() in _OPENERS
    return True


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of all paragraphs of a cleaned text, in order."""
    for paragraph in paragraphs(text):
        yield from sentences(paragraph)
