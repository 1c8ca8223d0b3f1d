"""By which names texts mention a system: found as whole words, however they are spelled.

Whoever asks brings the systems along: they stand in a table (`armstrack.ledger.systems`) and, of a ledger that
has one, in its index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple, TypeVar

STAR = "*"
"""At the end of a designation: its variants, whose letters follow, belong to it too (AIM-120* is AIM-120C-8)."""


class Named:
    """One system, and what notices call it."""

    __slots__ = ()

    name: str
    designations: tuple[str, ...]
    names: tuple[str, ...]
    apart: tuple[str, ...]
    citation: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that names it."""
        return (self.name, *self.designations, *self.names)

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds it in a text."""
        return spelled(self.spellings)

    def is_named_in(self, text: str) -> bool:
        """Whether a text names it, as a whole word."""
        letters = comparable(text)
        if not any(each in letters for each in comparables(self.spellings)):
            # Nearly every text names nearly no system: no pattern is made for those.
            return False
        return self.pattern.search(spelled(self.apart).sub(" ", text) if self.apart else text) is not None


class KeptSystem(NamedTuple):
    """A system as it is kept."""

    name: str
    designations: list[str]
    names: list[str]
    apart: list[str]
    citation: str


class Known(Named):
    """A system that was kept."""

    def __init__(self, kept: KeptSystem) -> None:
        name, designations, names, apart, citation = kept
        self.name, self.citation = name, citation
        self.designations, self.names, self.apart = tuple(designations), tuple(names), tuple(apart)


def kept_system(system: Named) -> KeptSystem:
    """A system as it is kept."""
    designations, names, apart = map(list, (system.designations, system.names, system.apart))
    return KeptSystem(system.name, designations, names, apart, system.citation)


S = TypeVar("S", bound=Named)


def comparable(text: str) -> str:
    """A name without what spellings differ in: case, and hyphens or spaces (MK 54, MK-54, Mk54)."""
    return "".join(text.split()).replace("-", "").casefold()


@cache
def comparables(spellings: tuple[str, ...]) -> tuple[str, ...]:
    """Each of some names as `comparable` has it, without its star."""
    return tuple(comparable(each.removesuffix(STAR)) for each in spellings)


@cache
def spelled(spellings: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of some names as a whole word, so that M1 is not found in M142.

    Hyphens and spaces stand for each other, and a plural counts as the name.
    """
    return re.compile("|".join(_one(spelling) for spelling in spellings), re.IGNORECASE)


def _one(spelling: str) -> str:
    variants = spelling.endswith(STAR)
    # Between letters and digits, too, a hyphen or a space may stand or be missing.
    parts = re.findall(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9\s-]", spelling.removesuffix(STAR))
    body = r"[\s-]*".join(re.escape(part) for part in parts)
    end = r"(?:[A-Za-z][A-Za-z0-9]*)?" if variants else "s?"
    return rf"(?<!\w){body}{end}(?!\w)"


def called_among(name: str, systems: Iterable[S]) -> S | None:
    """The system that a name or a designation means, however it is spelled; `None` where none of them is so called."""
    wanted = _singular(name)
    for system in systems:
        if wanted in {_singular(each.removesuffix(STAR)) for each in system.spellings}:
            return system
    return None


def naming_among(asked: str, systems: Iterable[Named]) -> Callable[[str], bool]:
    """Whether a text names a system under any of its names; where none is so called, whether it says that.

    A name that no system has is found as whole words, too.
    """
    system = called_among(asked, systems)
    if system is not None:
        return system.is_named_in
    pattern = spelled((asked.removesuffix(STAR),))
    return lambda text: pattern.search(text) is not None


def nearest_among(name: str, systems: Iterable[Named]) -> tuple[str, ...]:
    """Up to three names of the systems that resemble one."""
    from difflib import get_close_matches

    spellings = [each.removesuffix(STAR) for one in systems for each in one.spellings]
    known = {comparable(each): each for each in spellings}
    return tuple(known[each] for each in get_close_matches(comparable(name), known, n=3, cutoff=0.7))


def _singular(name: str) -> str:
    return comparable(name).removesuffix("s")
