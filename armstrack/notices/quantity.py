"""Quantities as notices print them: `sixteen (16)`, `thirty(30)`, `up to 4`, `1,968`, and a number that is none.

A designation or a measure also begins with digits (`155mm`, `5-ton`, `500 gal`), so digits are
a quantity only where a separate thing follows them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS_LIST = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
"""
_UNITS = _UNITS_LIST.split()
_NUMBERS = {
    **{word: value for value, word in enumerate([*_UNITS, "seventeen", "eighteen", "nineteen"])},
    **{
        word: 10 * value
        for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
    },
    "fourty": 40,
    "ninty": 90,
}
_MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}

_LEAD = re.compile(
    r"(?:(?:for|of|the|up to|as many as|no more than|not to exceed|(?:a )?(?:minimum|maximum"
    r"|combined total|total|quantity) of|at least"
    r"|approximately|about"
    r"|an? (?:additional|estimated|further)|additional|estimated|another|an? initial|a quantity of"
    r"|qty\.?:?|quantity:)\s+)+",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:up to|as many as|no more than|not to exceed|maximum)\b", re.IGNORECASE)
_WORD = re.compile(r"\s*-?\s*(?:(?<=thousand),|(?<=million),)?\s*([A-Za-z]+)", re.IGNORECASE)
_DIGITS_IN_PARENTHESES = re.compile(r"\s{0,2}\(\s?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})\s?\)")
_WORDS_IN_PARENTHESES = re.compile(r"\s{0,2}\((?:[A-Za-z]+[ -]?){1,8}\)")
_DIGITS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?=\s)")
_EACH = re.compile(r"\s*(?:each|ea\.?)(?=\s)|\s*[xX](?=\s)", re.IGNORECASE)
_MEASURE = re.compile(
    r"\s*(?:mm|cm|km|kg|kw|kva|mhz|khz|ghz|hp|lbs?|pounds?|tons?|gal|gallons?|inch(?:es)?|feet|ft|met(?:er|re)s?"
    r"|watts?|volts?|cal|caliber|years?|months?|weeks?|days?|hours?|persons?|percent|million|billion|st|nd|rd|th)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"of (?:which|them|these|those)\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"\s*(?:or (?:more|fewer|less)|and (?:a|one)[ -]half)\b", re.IGNORECASE)
_TIME = re.compile(
    r"\s*-?(?:(?:additional|further|more|consecutive|calendar)\s)?(?:years?|months?|weeks?|days?|hours?)\b",
    re.IGNORECASE,
)


NUMBER_WORDS = (*_NUMBERS, *_MULTIPLES)
"""The words that a number is spelt with."""
_NUMBER_WORD = "|".join(NUMBER_WORDS)
_SPELT = re.compile(
    rf"(?<=[\w).] )(?:Up to |An additional |A minimum of )?"
    rf"(?:(?:{_NUMBER_WORD})(?:[ -]{{1,3}}(?:and )?)?){{1,9}}\s?\([0-9,]{{1,9}}\)",
    re.IGNORECASE,
)


class Quantity(NamedTuple):
    """How many, and the text that follows; `doubt` says where words and digits disagree."""

    number: int | None
    rest: str
    spelt: bool = False
    """Whether it was printed as words with digits, which nothing but a quantity is."""
    doubt: str | None = None
    up_to: bool = False
    """Whether it is the most that may be bought."""


def leading_quantity(text: str) -> Quantity:
    """The quantity at the beginning of a text, where there is one. Of an upper limit the number counts."""
    text = text.lstrip()
    lead = _LEAD.match(text)
    found = _quantity(text, lead.end() if lead is not None else 0)
    if _PART_OF.match(found.rest):
        return Quantity(None, text)
    if lead is None:
        return found
    return found._replace(up_to=found.number is not None and _LIMIT.search(lead[0]) is not None)


def _quantity(text: str, start: int) -> Quantity:
    value, end = _in_words(text, start)
    if value is not None:
        digits = _DIGITS_IN_PARENTHESES.match(text, end)
        if digits is not None:
            if _TIME.match(text, digits.end()):
                return Quantity(None, text)
            number = _int(digits[1])
            doubt = None if number == value else f"the quantity is {value} in words and {number} in digits"
            return Quantity(number, _thing(text, digits.end()), True, doubt)
        rest = text[end:]
        if (
            rest[:1] not in ("", " ")
            or _MEASURE.match(rest)
            or _TIME.match(rest)
            or not rest.strip()
            or _AT_LEAST.match(rest)
        ):
            return Quantity(None, text)
        return Quantity(value, _thing(text, end))
    return _in_digits(text, start)


def capital_quantities(text: str) -> list[int]:
    """Where quantities with a capital letter stand within a text: each begins an item, whatever separates them."""
    return [match.start() for match in _SPELT.finditer(text) if match[0][0].isupper()]


def begins_with_quantity(text: str) -> bool:
    """Whether a text begins as an item of a list does that says how many."""
    return leading_quantity(text).number is not None


def _in_digits(text: str, start: int) -> Quantity:
    bare = _DIGITS_IN_PARENTHESES.match(text, start)
    if bare is not None:
        return Quantity(_int(bare[1]), _thing(text, bare.end()), True)
    digits = _DIGITS.match(text, start)
    if digits is None or _MEASURE.match(text, digits.end()):
        return Quantity(None, text)
    words = _WORDS_IN_PARENTHESES.match(text, digits.end())
    spelt = words is not None and _in_words(words[0].strip(" ()"), 0)[0] is not None
    end = words.end() if words is not None and spelt else digits.end()
    return Quantity(_int(digits[1]), _thing(text, end), spelt)


def _thing(text: str, at: int) -> str:
    each = _EACH.match(text, at)
    return text[each.end() if each else at :].strip()


def _in_words(text: str, start: int) -> tuple[int | None, int]:
    """The number that the words from `start` on spell, and where they end."""
    total = group = 0
    seen = False
    end = at = start
    while match := _WORD.match(text, at):
        word = match[1].lower()
        if word in _NUMBERS:
            group += _NUMBERS[word]
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _MULTIPLES and seen:
            total, group = total + group * _MULTIPLES[word], 0
        elif word == "and" and seen:
            at = match.end()
            continue
        else:
            break
        seen, at, end = True, match.end(), match.end()
        if total + group > 10**12:
            return None, start
    return (total + group, end) if seen else (None, start)


def _int(digits: str) -> int:
    return int(digits.replace(",", ""))
