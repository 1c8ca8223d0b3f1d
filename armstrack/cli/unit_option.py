"""The option of the unit in which tables show money, spelled the same on every command that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.session import Session
from armstrack.query.plain_words import one_word

if TYPE_CHECKING:
    from armstrack.output.amounts import Unit

UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar="UNIT",
        help="The money of a table in dollars, thousands, millions or billions throughout, to one decimal.",
    ),
]


def unit_called(session: Session, word: str | None) -> Unit | None:
    """The unit that a word names; `None` where none is given. Says that data for programs stays in whole dollars.

    Raises WrongWord.
    """
    if word is None:
        return None
    from armstrack.output.amounts import UNITS

    unit = UNITS[one_word("--unit", word, UNITS, "unit")]
    if not session.for_people:
        session.note(f"--unit is for tables and md; {session.format} has whole dollars.")
    return unit
