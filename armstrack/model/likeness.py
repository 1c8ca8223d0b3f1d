"""Whether two records speak of one thing, though they call it by other words: articles and firms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from armstrack.model.sale import LineItem

ALIKE = 0.75
"""From this likeness on, two names are taken for those of one thing."""
_SAME_NUMBER = 0.1
"""What an equal quantity adds, where several names are near."""
_MOST_COMPARED = 20_000
"""Pairs of articles that are compared word by word; the longest notices have some eighty articles."""


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1; 1 where the words of one are among those of the other.

    Two designations (M31A2 and M30A2) are never alike, however alike the words around them are.
    """
    first, second = _words(one), _words(other)
    ours, theirs = _designations(one), _designations(other)
    if not first or not second or (ours and theirs and ours.isdisjoint(theirs)):
        return 0.0
    if first <= second or second <= first:
        return 1.0
    compared = SequenceMatcher(None, " ".join(sorted(first)), " ".join(sorted(second)))
    # The two quicker answers are never below the true one, so most pairs need no more than them.
    for bound in (compared.real_quick_ratio(), compared.quick_ratio()):
        if bound < ALIKE:
            return bound
    return compared.ratio()


def paired(new: Sequence[LineItem], held: Sequence[LineItem]) -> list[int | None]:
    """For each item of a list its place in another list, where that has the same thing; each place is given once.

    Of lists that are longer than those of any notice only the same names are paired.
    """
    if len(new) * len(held) > _MOST_COMPARED:
        return _of_one_name(new, held)
    near = sorted(
        (
            (near_to, -at, -place)
            for at, one in enumerate(new)
            for place, other in enumerate(held)
            if (near_to := _nearness(one, other)) >= ALIKE
        ),
        reverse=True,
    )
    places: list[int | None] = [None] * len(new)
    given: set[int] = set()
    for _, at, place in near:
        if places[-at] is None and -place not in given:
            places[-at] = -place
            given.add(-place)
    return places


def _of_one_name(new: Sequence[LineItem], held: Sequence[LineItem]) -> list[int | None]:
    named: dict[frozenset[str], list[int]] = {}
    for place in reversed(range(len(held))):
        named.setdefault(_words(held[place].name), []).append(place)
    return [places.pop() if (places := named.get(_words(one.name))) else None for one in new]


def _nearness(one: LineItem, other: LineItem) -> float:
    """The likeness of two articles. As many of one designation are the same, whatever else they are called."""
    near_to = likeness(one.name, other.name)
    if one.quantity is None or one.quantity != other.quantity:
        return near_to
    if _designations(one.name) & _designations(other.name):
        near_to = max(near_to, ALIKE)
    return near_to + _SAME_NUMBER


@lru_cache(maxsize=10_000)
def _words(name: str) -> frozenset[str]:
    letters = "".join(char if char.isalnum() else " " for char in name.lower())
    return frozenset(word.rstrip("s") for word in letters.split()) - {""}


@lru_cache(maxsize=10_000)
def _designations(name: str) -> frozenset[str]:
    """The words of letters and digits, without the hyphens and slashes that one copy has and another has not.

    A calibre or another measure is none: several things have it.
    """
    words = (re.sub(r"[^a-z0-9]", "", word.removesuffix("'s")) for word in name.lower().split())
    mixed = (word for word in words if re.search("[a-z]", word) and re.search("[0-9]", word))
    return frozenset(word for word in mixed if not _is_measure(word))


def _is_measure(word: str) -> bool:
    return (
        re.fullmatch(r"[0-9]+(?:mm|cm|m|km|nm|in|inch|ft|kva|kw|v|kg|lb|lbs|ton|gal|mhz|ghz|st|nd|rd|th)", word)
        is not None
    )
