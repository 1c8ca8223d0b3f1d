"""What may be done without telling Congress first, and by which paragraph."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Annotated

from armstrack.law.dated_rows import TABLES, Citation, Law, Since, Verified
from armstrack.model.authority import AUTHORITIES
from armstrack.model.data_class import dataclass
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Choice, Flag, Text
from armstrack.yaml_text.table import BadTable, rows_of, table_in


@dataclass(frozen=True, slots=True)
class Exemption:
    """A paragraph under which something need not be certified."""

    paragraph: Annotated[str, Key(Text(), "As a history names it: 3(d)(4)(A).")]
    authorities: Annotated[
        tuple[str, ...], Key(ListOf(Choice(tuple(AUTHORITIES))), "The authorities that it exempts from.")
    ]
    means: Annotated[str, Key(Text(), "What it exempts.")]
    since: Since
    law: Law
    citation: Citation
    verified: Verified
    offered: Annotated[bool, Key(Flag(), "Whether a refusal proposes it.")] = True


EXEMPTION = Record.of("an exemption", Exemption)


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
    path = TABLES / "exemptions.yaml"
    return by_paragraph(path.name, table_in(path, rows_of(EXEMPTION))["rows"])


def exemptions_of(authorities: tuple[str, ...], day: date | None) -> tuple[Exemption, ...]:
    """The exemptions on a day from some authorities, those that every one of them has.

    Where the day is unknown, every one that there ever was.
    """
    return tuple(
        one
        for one in exemptions()
        if (day is None or one.since <= day) and all(each in one.authorities for each in authorities)
    )
