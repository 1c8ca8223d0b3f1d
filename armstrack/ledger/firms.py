"""The table of firms: which firm a contractor's printed name means, under one name whatever it was called before."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from armstrack.model.data_class import dataclass
from armstrack.model.fields import Field, Key, ListOf, Record
from armstrack.model.firm_name import comparable_firm, firm_words
from armstrack.model.kinds import DateKind, Text
from armstrack.model.sale import Sale
from armstrack.yaml_text.table import BadTable, table_in

TABLE = Path(__file__).parent / "tables" / "firms.yaml"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a firm that has a name of its own."""

    names: Annotated[tuple[str, ...], Key(ListOf(Text()), "What it is called, first what it is listed under.")]
    citation: Annotated[str, Key(Text(), "Where that comes from.")]
    begins: Annotated[
        date | None, Key(DateKind(exact=True), "The first day on which it belongs to the firm.", "from")
    ] = None
    until: Annotated[date | None, Key(DateKind(exact=True), "The last day on which it belongs to the firm.")] = None

    def is_held_on(self, day: date | None) -> bool:
        """Whether it belongs to the firm on a day; of an unknown day, whether it still does."""
        if day is None:
            return self.until is None
        return (self.begins is None or self.begins <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Firm:
    """One firm, its former names, and its parts."""

    name: Annotated[str, Key(Text(), "What it is counted under.")]
    citation: Annotated[str, Key(Text(), "Where its names come from.")]
    names: Annotated[tuple[str, ...], Key(ListOf(Text()), "Its other names, former ones among them.")] = ()
    units: Annotated[tuple[Unit, ...], Key(ListOf(Record.of("a unit", Unit)), "Its parts.")] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """Every name that the firm itself bears or bore."""
        return (self.name, *self.names)


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a name at the beginning of a printed one means: a firm, or a part that belongs to some of them in turn."""

    firm: Firm | None
    units: tuple[tuple[Firm, Unit], ...] = ()

    def on(self, day: date | None) -> str:
        """What it is counted under on a day."""
        if self.firm is not None:
            return self.firm.name
        held = (firm.name for firm, unit in self.units if unit.is_held_on(day))
        return next(held, self.units[0][1].names[0])


@cache
def firms() -> tuple[Firm, ...]:
    """Every firm of the table, in its order. Raises BadTable."""
    rows = Field("firms", ListOf(Record.of("a firm", Firm)), "The firms.", required=True)
    found: tuple[Firm, ...] = table_in(TABLE, rows)["firms"]
    meanings(TABLE.name, found)
    return found


def meanings(file: str, found: Iterable[Firm]) -> dict[Words, _Meaning]:
    """What each name of the table means. Raises BadTable where one means two firms on the same day."""
    meant: dict[Words, _Meaning] = {}

    def refuse(name: str, one: str, other: str) -> None:
        raise BadTable(f"{file}: `{name}` names both {one} and {other}")

    ordered = list(found)
    for firm in ordered:
        for name in dict.fromkeys(firm.called):
            before = meant.setdefault(firm_words(name), _Meaning(firm))
            if before.firm is not firm:
                refuse(name, before.on(None), firm.name)
    for firm in ordered:
        for unit in firm.units:
            for name in unit.names:
                before = meant.get(firm_words(name), _Meaning(None))
                if before.firm is not None:
                    refuse(name, before.firm.name, firm.name)
                for other, held in before.units:
                    if held.is_held_on(unit.begins or date.min) or unit.is_held_on(held.begins or date.min):
                        refuse(name, other.name, firm.name)
                meant[firm_words(name)] = _Meaning(None, (*before.units, (firm, unit)))
    return meant


@cache
def _meanings() -> dict[Words, _Meaning]:
    return meanings(TABLE.name, firms())


@cache
def firm_of(name: str, day: date | None) -> str:
    """The firm that a contractor's name means on a day; the name itself where the table has none."""
    words = firm_words(name)
    for end in range(len(words), 0, -1):
        meaning = _meanings().get(words[:end])
        if meaning is not None:
            return meaning.on(day)
    return name


def firms_of(sale: Sale) -> tuple[str, ...]:
    """The firm of each contractor of a sale, in their order, as of the first day that its history knows."""
    days = (entry.date.earliest for entry in sale.history if entry.date.earliest is not None)
    told = min(days, default=None)
    return tuple(firm_of(each.name, told) for each in sale.contractors or ())


@cache
def called(firm: str) -> tuple[str, ...]:
    """Every name that the firm which is counted under a name bears or bore, each as `comparable_firm` has it."""
    names = next((one.called for one in firms() if one.name == firm), (firm,))
    return tuple(dict.fromkeys(map(comparable_firm, names)))
