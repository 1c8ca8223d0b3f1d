"""The table of systems: under which designations and names notices mention one and the same thing."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from armstrack.ledger.system_names import (
    STAR,
    Named,
    called_among,
    comparable,
    comparables,
    naming_among,
)
from armstrack.model.data_class import dataclass
from armstrack.model.entry import ID_PATTERN
from armstrack.model.fields import Field, Key, ListOf, Record
from armstrack.model.kinds import Text
from armstrack.model.sale import LineItem
from armstrack.yaml_text.table import BadTable, table_in

TABLE = Path(__file__).parent / "tables" / "systems.yaml"


@dataclass(frozen=True, slots=True)
class System(Named):
    """One system, as the table has it."""

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


def systems_named_in(texts: Sequence[str]) -> list[System]:
    """The systems that some texts name, by name. Few texts name many: the others are passed over unread."""
    letters = [comparable(text) for text in texts]
    begins = {each[at : at + size] for each in letters for at in range(len(each)) for size in range(1, _BEGIN + 1)}
    named = {system.name: system for begin in begins for system in _by_begin().get(begin, ())}
    whole = "\n".join(letters)
    likely = (one for one in named.values() if any(each in whole for each in comparables(one.spellings)))
    found = [one for one in likely if any(map(one.is_named_in, texts))]
    return sorted(found, key=lambda one: one.name.casefold())


_BEGIN = 3
"""Letters of a spelling by which it is looked for first."""


@cache
def _by_begin() -> dict[str, list[System]]:
    """The systems by the first letters of each of their spellings."""
    found: dict[str, list[System]] = {}
    for system in systems():
        for begin in {each[:_BEGIN] for each in comparables(system.spellings)}:
            found.setdefault(begin, []).append(system)
    return found


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
    return called_among(name, systems())


def naming(asked: str) -> Callable[[str], bool]:
    """Whether a text names a system under any of its names; where the table has none so called, whether it says that.

    A name that the table does not know is found as whole words, too.
    """
    return naming_among(asked, systems())


def line_item_of(name: str | None, items: Sequence[LineItem]) -> int | None:
    """The place of the one line item that a name means, in the same words or by a name of the same system.

    `None` where several fit, or none; where nothing is named, the only line item is meant.
    """
    if name is None:
        return 0 if len(items) == 1 else None
    wanted = name.casefold()
    same = [at for at, item in enumerate(items) if item.name.casefold() == wanted]
    if not same:
        named = systems_named_in([name])
        same = [at for at, item in enumerate(items) if any(system.is_named_in(item.name) for system in named)]
    return same[0] if len(same) == 1 else None
