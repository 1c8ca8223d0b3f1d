"""Money: exact, in whole US dollars, or unknown.

Notices print "$4.05 billion"; a float would turn that into 4049999999.9999995. An amount
is therefore an `int`, and `None` means unknown, which is never the same as zero.
"""

from __future__ import annotations

import re

Money = int | None
"""Whole US dollars; `None` is unknown, and stays unknown through every sum."""

_MULTIPLES = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_AMOUNT = r"(?P<whole>0|[1-9][0-9]*(?:_[0-9]{3})*)(?:\.(?P<part>[0-9]+))?(?P<unit>[KMBT]?)"
_LARGEST = 10**15


def parse_money(text: str) -> int:
    """The amount in whole dollars that a text such as `4.05B`, `96M` or `1_500_000` means.

    Raises ValueError, with a sentence for the reader, where the text is not an amount or
    names a fraction of a dollar.
    """
    match = re.fullmatch(_AMOUNT, text)
    if match is None:
        raise ValueError(f"`{text}` is not an amount; write 4.05B, 96M or 1_500_000")
    whole, part, unit = match["whole"].replace("_", ""), match["part"] or "", match["unit"]
    multiple = _MULTIPLES[unit]
    dollars, rest = divmod(int(whole + part) * multiple, 10 ** len(part)) if len(whole + part) <= 32 else (_LARGEST, 1)
    if dollars >= _LARGEST:
        raise ValueError(f"`{text}` is more than any sale has cost; check the unit")
    if rest:
        raise ValueError(f"`{text}` is not a whole number of dollars")
    return dollars


def write_money(amount: int) -> str:
    """The shortest exact spelling of an amount in a sale file: 4050000000 -> `4.05B`."""
    for unit in ("B", "M"):
        multiple = _MULTIPLES[unit]
        whole, rest = divmod(amount, multiple)
        if whole and rest % (multiple // 1000) == 0:
            part = f"{rest:0{len(str(multiple)) - 1}d}".rstrip("0")
            return f"{whole}.{part}{unit}" if part else f"{whole}{unit}"
    return f"{amount:_}"


def add(amounts: list[Money]) -> tuple[Money, int]:
    """The sum of the known amounts, and how many were unknown.

    The sum is `None` when there were amounts and not one of them was known: a total of
    nothing but unknowns is unknown, not zero.
    """
    known = [amount for amount in amounts if amount is not None]
    return (sum(known) if known or not amounts else None, len(amounts) - len(known))
