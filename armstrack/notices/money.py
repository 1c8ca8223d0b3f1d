"""Amounts as notices print them: `$374 million`, `$ 0.64 million`, `$50,000,000`, `$0`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_MULTIPLES = {
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "billion": 10**9,
    "b": 10**9,
    "trillion": 10**12,
}
_NUMBER = r"([0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(\.[0-9]{1,9})?"
_UNIT = r"(?:[ -]{0,3}(thousand|million|billion|trillion|[kmb](?![a-z])))?"
_AMOUNT = re.compile(rf"(?:US ?)?\$\s{{0,8}}{_NUMBER}{_UNIT}", re.IGNORECASE)
_BARE = re.compile(rf"\s{{0,8}}\$?\s{{0,8}}{_NUMBER}{_UNIT}", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:-|to|\u2013)\s?(?=\$)", re.IGNORECASE)
_BETWEEN = re.compile(r"\sand\s(?=\$)", re.IGNORECASE)
_CUT = re.compile(
    r"[ -]{0,3}(?:t(?:h|ho|hou|r|ri|ril)?|b(?:i|il|ill|illi|illio)?|m(?:i|il|ill|illi|illio)?)?$", re.IGNORECASE
)
_LARGEST = 10**15


class Amount(NamedTuple):
    """An amount in whole dollars, and where it stands in the text."""

    dollars: int
    start: int
    end: int
    unit: str
    """The word behind the number, in lower case; empty where there is none."""


def amounts(text: str) -> Iterator[Amount]:
    """Every amount with a dollar sign, in order. Of a range, the upper end counts: a notice gives a ceiling."""
    for match in _AMOUNT.finditer(text):
        if _RANGE.match(text, match.end()) or (
            _BETWEEN.match(text, match.end()) and text[max(0, match.start() - 8) : match.start()].lower() == "between "
        ):
            continue
        if not match[3] and _CUT.match(text, match.end()):
            continue  # the text was cut here, perhaps within the number or before its unit
        amount = _amount(match)
        if amount is not None:
            yield amount


def amount_at(text: str, start: int) -> Amount | None:
    """The amount that begins at a place, as in a table, where the dollar sign may be missing."""
    match = _BARE.match(text, start)
    return None if match is None or (not match[3] and _CUT.match(text, match.end())) else _amount(match)


def _amount(match: re.Match[str]) -> Amount | None:
    unit = (match[3] or "").lower()
    exact = Decimal(match[1].replace(",", "") + (match[2] or "")) * _MULTIPLES.get(unit, 1)
    if exact != exact.to_integral_value() or exact >= _LARGEST:
        return None
    return Amount(int(exact), match.start(), match.end(), unit)
