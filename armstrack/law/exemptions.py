"""What may be done without telling Congress first, and by which paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from armstrack.law.dated_rows import PROVENANCE, TABLES, BadTable, read_table, rows_of
from armstrack.model.authority import AUTHORITIES
from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, Flag, Text


@dataclass(frozen=True, slots=True)
class Exemption:
    """A paragraph under which something need not be certified."""

    paragraph: str
    """As a history names it: `3(d)(4)(A)`."""
    authorities: tuple[str, ...]
    means: str
    since: date
    law: str
    citation: str
    verified: bool
    offered: bool = True
    """Whether a refusal proposes it."""


EXEMPTION = Record(
    "an exemption",
    (
        Field("paragraph", Text(), "As a history names it.", required=True),
        Field(
            "authorities", ListOf(Choice(tuple(AUTHORITIES))), "The authorities that it exempts from.", required=True
        ),
        Field("means", Text(), "What it exempts.", required=True),
        Field("offered", Flag(), "Whether a refusal proposes it.", default=True),
        *PROVENANCE,
    ),
    Exemption,
)


def by_paragraph(name: str, rows: Iterable[Exemption]) -> tuple[Exemption, ...]:
    """Exemptions in the order of their table. Raises BadTable where a paragraph stands twice."""
    found = tuple(rows)
    for row in found:
        if [one.paragraph for one in found].count(row.paragraph) > 1:
            raise BadTable(f"{name}: two rows hold for {row.paragraph}")
    return found


@cache
def exemptions() -> tuple[Exemption, ...]:
    """Every exemption there ever was. Raises BadTable."""
    text = (TABLES / "exemptions.yaml").read_text(encoding="utf-8")
    return by_paragraph("exemptions.yaml", read_table("exemptions.yaml", text, rows_of(EXEMPTION))["rows"])


def exemptions_of(authorities: tuple[str, ...], day: date | None) -> tuple[Exemption, ...]:
    """The exemptions on a day from some authorities, those that every one of them has.

    Where the day is unknown, every one that there ever was.
    """
    return tuple(
        one
        for one in exemptions()
        if (day is None or one.since <= day) and all(each in one.authorities for each in authorities)
    )
