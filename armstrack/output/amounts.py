"""Money and counts in people's spelling. Nothing is rounded away, and unknown is a word, never a zero."""

from __future__ import annotations

UNKNOWN = "unknown"
_UNITS = (("T", 10**12), ("B", 10**9), ("M", 10**6))
_DECIMALS = 5


def exact(amount: int | None) -> str:
    """Whole dollars with separators: `$11,105,400,000`; `unknown` for None."""
    if amount is None:
        return UNKNOWN
    return f"{'-' if amount < 0 else ''}${abs(amount):,}"


def short(amount: int | None) -> str:
    """The short spelling, `$4.05 B` or `$353 M`, where it says the same; else every digit, as `exact` writes it.

    A ceiling is a legal figure: `$4.05 B` for 4,051,000,001 would be another one. Below a million
    the figures themselves are short.
    """
    if amount is None:
        return UNKNOWN
    for unit, multiple in _UNITS:
        whole, rest = divmod(abs(amount), multiple)
        if whole:
            if rest % (multiple // 10**_DECIMALS):
                break
            decimals = f"{rest * 10**_DECIMALS // multiple:0{_DECIMALS}d}".rstrip("0")
            figure = f"{whole:,}.{decimals}" if decimals else f"{whole:,}"
            return f"{'-' if amount < 0 else ''}${figure} {unit}"
    return exact(amount)


def count(n: int, singular: str, plural: str | None = None) -> str:
    """A number and its noun: `1 sale`, `8 sales`, `1,204 sales`; `plural` where an s does not make it."""
    return f"{n:,} {singular if n == 1 else plural or singular + 's'}"
