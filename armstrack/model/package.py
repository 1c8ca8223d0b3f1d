"""A package: sales that were announced together."""

from dataclasses import field
from typing import Annotated, Any

from armstrack.model.data_class import dataclass
from armstrack.model.entry import ENTRY, ID_PATTERN, Entry
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import DateKind, MoneyKind, Text
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.problem import Finding, Path
from armstrack.model.sale import Known, Note, Sources, check_sources_named


@dataclass(frozen=True, slots=True)
class Package:
    """Sales announced together; the sales name it, it does not list them."""

    id: Annotated[str, Key(Text(ID_PATTERN, "taiwan-2025-12-17"), "Its name: the name of its file.")]
    title: Annotated[str, Key(Text(names=True), "What it is, in your own words.")]
    announced: Annotated[PartialDate, Key(DateKind(), "When it was announced, in Washington.")]
    value: Annotated[Money, Key(MoneyKind(), "The sum as it was announced.")] = None
    note: Note = None
    sources: Sources = field(default_factory=dict)
    known: Known = ()
    history: Annotated[tuple[Entry, ...], Key(ListOf(ENTRY, block=True), "What concerns the package as a whole.")] = ()


def _check_package(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_sources_named(values["history"], values["sources"], path, findings)


PACKAGE = Record.of("a package", Package, _check_package)
