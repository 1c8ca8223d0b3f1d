"""Amounts as notices print them: `$374 million`, `$ 0.64 million`, `$50,000,000`, `USD 50 million`, `$0`.

Only what is one amount of US dollars is an amount. A range, another currency, a sum in words or
a percentage is what it is, and is quoted for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_MULTIPLES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mil": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "trillion": 10**12,
}
_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15}|(?=\.[0-9]))(\.[0-9]{1,9})?"
_UNIT = r"(?:[ -]{0,3}(thousand|million|billion|trillion|(?:mil|ml?n|bl?n|[kmb])(?![a-z])))?"
_AMOUNT = re.compile(rf"(?:\bUS ?\$|(?<![A-Za-z])\$|\bUSD ?\$?)\s{{0,8}}{_NUMBER}{_UNIT}", re.IGNORECASE)
_BARE = re.compile(rf"\s{{0,8}}\$?\s{{0,8}}{_NUMBER}{_UNIT}", re.IGNORECASE)
_DOLLARS_BEHIND = re.compile(rf"(?<![\w$.,-]){_NUMBER}{_UNIT}[ ](?:U\.?S\.? )?dollars\b", re.IGNORECASE)
_END_OF_RANGE = re.compile(r"\s?(?:-|\bto\b|\u2013)\s?\$?\s{0,3}(?=[0-9.])", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:by|from)\s(?:an? |approximately |about |estimated |additional )*$", re.IGNORECASE)
_CHANGE_WORD = re.compile(r"\b(?:increas|decreas|ris|grow|grew|reduc|revis|chang|rais|lower|bring)\w*", re.IGNORECASE)
_BOUND_BEFORE = re.compile(
    r"\b(?:more than|less than|at least|over|under|below|exceeding|exceeds?|in excess of|minimum of"
    r"|greater than)\s{1,2}$",
    re.IGNORECASE,
)
_NO_BOUND_BEFORE = re.compile(r"\bnot (?:to )?exceed(?:ing)?\s{1,2}$", re.IGNORECASE)
_BOUND_BEHIND = re.compile(r"\s(?:or (?:more|greater|less|above)|and above)\b|\+", re.IGNORECASE)
_CUT = re.compile(
    r"[ -]{0,3}(?:t(?:h|ho|hou|r|ri|ril)?|b(?:i|il|ill|illi|illio)?|m(?:i|il|ill|illi|illio)?)?$", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"(?:\u20ac|\u00a3|\u00a5|\u20a9|\u20b9|(?<![A-Za-z])(?:NT|A|C|HK|S|NZ|AU|CA)\$|\b(?:EUR|GBP|JPY|CHF|KRW|TWD|AUD|CAD|SEK|NOK|PLN|ILS|SAR|AED|INR)\b)"
    r"\s{0,3}[0-9][0-9.,]{0,20}(?:\s?(?:thousand|million|billion|trillion|[kmb]n?)\b)?"
    r"|\b[0-9][0-9.,]{0,20}(?:\s?(?:thousand|million|billion|trillion))?\s(?:euros?|pounds sterling|yen"
    r"|won|francs?|EUR|GBP)\b"
)
_IN_WORDS = re.compile(
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and|point)[ -]){1,12}"
    r"(?:thousand|million|billion)\s(?:U\.?S\.? )?dollars\b",
    re.IGNORECASE,
)
_LARGEST = 10**15


class Amount(NamedTuple):
    """An amount in whole dollars, and where it stands in the text."""

    dollars: int
    start: int
    end: int
    unit: str
    """The word behind the number, in lower case; empty where there is none."""
    bound: bool = False
    """Whether it is only a limit that the sum passes or does not reach: `or more`, `more than`."""


def amounts(text: str) -> Iterator[Amount]:
    """Every single amount of US dollars, in order. The two ends of a range are none: see `unclear_money`."""
    if "$" not in text and "usd" not in (lowered := text.lower()) and "dollars" not in lowered:
        return
    range_ends = -1
    for match in _found(text):
        if match.start() <= range_ends:
            continue
        end = _range_end(text, match)
        if end is not None:
            range_ends = end
            continue
        if (not match[3] or match[3].lower() == "mil") and _CUT.match(text, match.end()):
            continue  # the text was cut here, perhaps within the number or before its unit
        amount = _amount(match, _is_bound(text, match))
        if amount is not None:
            yield amount


def unclear_money(text: str) -> Iterator[str]:
    """What speaks of money in a text and is not one amount of US dollars, as printed."""
    for match in _found(text):
        end = _range_end(text, match)
        if end is not None:
            yield text[match.start() : end].strip()
    for pattern in (_FOREIGN, _IN_WORDS):
        for match in pattern.finditer(text):
            yield match[0]


def amount_at(text: str, start: int) -> Amount | None:
    """The amount that begins at a place, as in a table, where the dollar sign may be missing."""
    match = _BARE.match(text, start)
    if match is None or (not match[3] and _CUT.match(text, match.end())) or _range_end(text, match) is not None:
        return None
    return _amount(match)


def whole_amount(text: str) -> int | None:
    """The dollars that a whole text states, with or without a dollar sign; `None` for anything else.

    A cell of a table is one amount or none: `10M-20M`, `5M EUR`, `4,05` and `1E5` are none.
    """
    text = text.strip()
    for pattern in (_AMOUNT, _BARE, _DOLLARS_BEHIND):
        match = pattern.fullmatch(text)
        if match is not None and (found := _amount(match)) is not None:
            return found.dollars
    return None


def _found(text: str) -> list[re.Match[str]]:
    found = list(_AMOUNT.finditer(text))
    if "dollars" in text:
        taken = {match.start(1) for match in found}
        found += (match for match in _DOLLARS_BEHIND.finditer(text) if match.start(1) not in taken)
        found.sort(key=lambda match: match.start())
    return found


def _range_end(text: str, match: re.Match[str]) -> int | None:
    """Where the range ends that an amount is the lower end of; `None` for an amount by itself."""
    joint = _END_OF_RANGE.match(text, match.end())
    if joint is None:
        between = text[max(0, match.start() - 8) : match.start()].lower() == "between "
        joint = re.compile(r"\sand\s\$?").match(text, match.end()) if between else None
    if joint is None:
        return None
    before = text[max(0, match.start() - 40) : match.start()]
    if _CHANGES.search(before) and _CHANGE_WORD.search(text[max(0, match.start() - 160) : match.start()]):
        return None  # "increases by $5 million to $20 million"
    upper = _BARE.match(text, joint.end())
    if upper is None or not (upper[3] or match[3] or "$" in joint[0] + upper[0] or "," in match[0]):
        return None
    return upper.end()


def _is_bound(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 20) : match.start()]
    if _NO_BOUND_BEFORE.search(before):
        return False
    return _BOUND_BEFORE.search(before) is not None or _BOUND_BEHIND.match(text, match.end()) is not None


def _amount(match: re.Match[str], bound: bool = False) -> Amount | None:
    unit = (match[3] or "").lower()
    exact = Decimal((match[1] or "0").replace(",", "") + (match[2] or "")) * _MULTIPLES.get(unit, 1)
    if exact != exact.to_integral_value() or exact >= _LARGEST:
        return None
    return Amount(int(exact), match.start(), match.end(), unit, bound)
