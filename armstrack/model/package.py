"""A package: sales that were announced together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from armstrack.model.entry import ENTRY, ID_PATTERN, Entry
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import DateKind, MoneyKind, Text
from armstrack.model.money import Money
from armstrack.model.partial_date import PartialDate
from armstrack.model.problem import Finding, Path
from armstrack.model.sale import KNOWN, SOURCES, Acknowledgement, Source, check_sources_named, keyed_sources


@dataclass(frozen=True, slots=True)
class Package:
    """Sales announced together; the sales name it, it does not list them."""

    id: str
    title: str
    announced: PartialDate
    value: Money = None
    """The sum as it was announced, in whole US dollars."""
    note: str | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    known: tuple[Acknowledgement, ...] = ()
    history: tuple[Entry, ...] = ()


def _check_package(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_sources_named(values["history"], values["sources"], path, findings)


def _build_package(**values: Any) -> Package:
    values["sources"] = keyed_sources(values["sources"])
    return Package(**values)


PACKAGE = Record(
    "a package",
    (
        Field("id", Text(ID_PATTERN, "taiwan-2025-12-17"), "Its name: the name of its file.", required=True),
        Field("title", Text(names=True), "What it is, in your own words.", required=True),
        Field("announced", DateKind(), "When it was announced, in Washington.", required=True),
        Field("value", MoneyKind(), "The sum as it was announced."),
        Field("note", Text(), "A remark in your own words."),
        Field("sources", SOURCES, "Where the facts come from.", default={}),
        Field("known", KNOWN, "Warnings that are true and odd, acknowledged.", default=()),
        Field("history", ListOf(ENTRY, block=True), "What concerns the package as a whole.", default=()),
    ),
    _build_package,
    _check_package,
)
