"""`armstrack due`: what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from armstrack.cli.day_words import WithinOption, days_within
from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.failure import Failure
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode

if TYPE_CHECKING:
    from armstrack.output.page import Block
    from armstrack.output.table import Table


KEPT_FOR_SCREENS = ("opened", "quantity")
"""What the tables, the bars and the calendar file need besides, and programs do not get."""


def due(
    session: Session,
    within: WithinOption = None,
    ics: Annotated[
        bool, typer.Option("--ics", help="A calendar file, for Google, Outlook or Apple calendars.")
    ] = False,
    explain: ExplainOption = False,
) -> None:
    """Review clocks, discharge days of the Senate, offers to sign, waits before delivery and promised deliveries.

    The soonest comes first. A deadline that passed unanswered stays, with negative days left.
    """
    rows = session.answers.due(session.day, days_within(within))
    if ics:
        session.write(_calendar(session, rows))
    elif session.for_people:
        if rows:
            table = _table(session, rows)
            if explain:
                session.write_page([table, *_explained(rows)])
            else:
                session.write_table(table)
        session.note(f"{len(rows)} due as of {session.day}." if rows else f"Nothing due as of {session.day}.")
    else:
        told = [{key: value for key, value in row.items() if key not in KEPT_FOR_SCREENS} for row in rows]
        session.write_document(
            told, told, ("id", "kind", "day", "days_left", "citations", "title", "words", "case", "item")
        )
    raise typer.Exit(session.report_unreadable())


def _table(session: Session, rows: list[dict[str, Any]]) -> Table:
    from armstrack.output.due_table import due_table, due_table_with_clocks

    return due_table_with_clocks(rows, session.terminal.unicode) if session.draws_pictures else due_table(rows)


def _explained(rows: list[dict[str, Any]]) -> list[Block]:
    from armstrack.output.page import Heading, Prose

    told = [(f"{row['id']}, {row['kind']}", " ".join([*row["explanation"], *row["citations"]])) for row in rows]
    return [Heading("How"), *(Prose(f"{what}: {said}") for what, said in told)]


def _calendar(session: Session, rows: list[dict[str, Any]]) -> str:
    from armstrack.output.calendar_file import calendar_file
    from armstrack.query.due import KINDS

    try:
        return calendar_file([row | {"what": KINDS[row["kind"]]} for row in rows], session.day)
    except ImportError as error:
        message = "A calendar file needs the library icalendar, which is not installed."
        raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[ics]'") from error
