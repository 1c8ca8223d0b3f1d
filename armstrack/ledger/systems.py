"""The table of systems: under which designations and names notices mention one and the same thing."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, Key, ListOf, Record
from armstrack.model.kinds import Text
from armstrack.model.sale import LineItem
from armstrack.yaml_text.table import BadTable, table_in

TABLE = Path(__file__).parent / "tables" / "systems.yaml"

STAR = "*"
"""At the end of a designation: its variants, whose letters follow, belong to it too (AIM-120* is AIM-120C-8)."""


@dataclass(frozen=True, slots=True)
class System:
    """One system, and what notices call it."""

    name: Annotated[str, Key(Text(), "What most people call it.")]
    designations: Annotated[
        tuple[str, ...],
        Key(ListOf(Text()), "Its official designations; a star takes in the variants.", required=False, default=()),
    ]
    names: Annotated[tuple[str, ...], Key(ListOf(Text()), "Its other names.", required=False, default=())]
    apart: Annotated[
        tuple[str, ...],
        Key(ListOf(Text()), "Longer names that mean another system.", required=False, default=()),
    ]
    citation: Annotated[str, Key(Text(), "Where the naming comes from.")]
    seen_in: Annotated[str, Key(Text(ID_PATTERN), "A sale of the reference ledger that names it.")]

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
        if not any(each in letters for each in _comparables(self.spellings)):
            # Nearly every text names nearly no system: no pattern is made for those.
            return False
        return self.pattern.search(spelled(self.apart).sub(" ", text) if self.apart else text) is not None


def comparable(text: str) -> str:
    """A name without what spellings differ in: case, and hyphens or spaces (MK 54, MK-54, Mk54)."""
    return re.sub(r"[\s-]+", "", text).casefold()


@cache
def _comparables(spellings: tuple[str, ...]) -> tuple[str, ...]:
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


_SYSTEM = Record.of("a system", System)


@cache
def systems() -> tuple[System, ...]:
    """Every system of the table, by name. Raises BadTable."""
    rows = Field("systems", ListOf(_SYSTEM), "The systems.", required=True)
    read = table_in(TABLE, rows)
    return sorted_and_distinct(TABLE.name, read["systems"])


def sorted_and_distinct(file: str, found: Iterable[System]) -> tuple[System, ...]:
    """Systems by name. Raises BadTable where two of them share a spelling."""
    ordered = tuple(sorted(found, key=lambda one: one.name.casefold()))
    owners: dict[str, str] = {}
    for system in ordered:
        for spelling in dict.fromkeys(comparable(each.removesuffix(STAR)) for each in system.spellings):
            if spelling in owners:
                raise BadTable(f"{file}: `{spelling}` names both {owners[spelling]} and {system.name}")
            owners[spelling] = system.name
    return ordered


def system_called(name: str) -> System | None:
    """The system that a name or a designation means, however it is spelled; `None` where the table has none."""
    wanted = _singular(name)
    for system in systems():
        if wanted in {_singular(each.removesuffix(STAR)) for each in system.spellings}:
            return system
    return None


def naming(asked: str) -> Callable[[str], bool]:
    """Whether a text names a system under any of its names; where the table has none so called, whether it says that.

    A name that the table does not know is found as whole words, too.
    """
    system = system_called(asked)
    if system is not None:
        return system.is_named_in
    pattern = spelled((asked.removesuffix(STAR),))
    return lambda text: pattern.search(text) is not None


def line_item_of(name: str | None, items: Sequence[LineItem]) -> int | None:
    """The place of the one line item that a name means, in the same words or by a name of the same system.

    `None` where several fit, or none; where nothing is named, the only line item is meant.
    """
    if name is None:
        return 0 if len(items) == 1 else None
    wanted = name.casefold()
    same = [at for at, item in enumerate(items) if item.name.casefold() == wanted]
    if not same:
        named = [system for system in systems() if system.is_named_in(name)]
        same = [at for at, item in enumerate(items) if any(system.is_named_in(item.name) for system in named)]
    return same[0] if len(same) == 1 else None


def _singular(name: str) -> str:
    return comparable(name).removesuffix("s")


def nearest_systems(name: str) -> tuple[str, ...]:
    """Up to three names of the table that resemble one."""
    from difflib import get_close_matches

    spellings = [each.removesuffix(STAR) for one in systems() for each in one.spellings]
    known = {comparable(each): each for each in spellings}
    return tuple(known[each] for each in get_close_matches(comparable(name), known, n=3, cutoff=0.7))
