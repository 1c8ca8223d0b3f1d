"""`armstrack due`: what falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.day_words import WithinOption, days_within
from armstrack.cli.explain_option import ExplainOption
from armstrack.cli.failure import Failure
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode
from armstrack.query.filter import Filter
from armstrack.query.questions.due import DueQuestion

if TYPE_CHECKING:
    from armstrack.documents.sales import DueInFull
    from armstrack.output.page import Block
    from armstrack.output.table import Table


@choosing_sales
def due(
    session: Session,
    wanted: Filter,
    within: WithinOption = None,
    ics: Annotated[
        bool, typer.Option("--ics", help="A calendar file, for Google, Outlook or Apple calendars.")
    ] = False,
    explain: ExplainOption = False,
) -> None:
    """Review clocks, discharge days of the Senate, offers to sign, waits before delivery and promised deliveries.

    The soonest comes first. A deadline that passed unanswered stays, with negative days left. The filters choose
    the sales; of the resolutions, those that name one.
    """
    question = DueQuestion(wanted, days_within(within))
    session.reach(wanted, lately=True)
    if not (ics or session.for_people):
        session.write_answer(question, question.answer(session.answers, session.day))
        raise typer.Exit(session.report_unreadable())
    found = question.whole(session.answers, session.day)
    rows = [row for row in found if not row["loose"]]
    if ics:
        session.write(_calendar(session, rows))
    else:
        if rows:
            table = _table(session, rows)
            if explain:
                session.write_page([table, *_explained(rows)])
            else:
                session.write_table(table)
        if rows:
            session.note(f"{len(rows)} due as of {session.day}.")
        else:
            session.say_nothing(f"Nothing due as of {session.day}.")
        if len(found) > len(rows):
            session.note(f"{len(found) - len(rows):,} left out: the day is known too loosely.")
        _note_left_out(session, wanted)
    raise typer.Exit(session.report_unreadable())


def _note_left_out(session: Session, wanted: Filter) -> None:
    """The sales that the filter could not decide on, of which something may fall due."""
    listed = session.answers.listed(wanted, session.day, "id", reverse=False, limit=0, counted=True)
    session.note_left_out(listed.undated, listed.unvalued)


def _table(session: Session, rows: list[DueInFull]) -> Table:
    from armstrack.output.due_table import due_table, due_table_with_clocks

    return due_table_with_clocks(rows, session.terminal.unicode) if session.draws_pictures else due_table(rows)


def _explained(rows: list[DueInFull]) -> list[Block]:
    from armstrack.output.page import Heading, Prose

    told = [(f"{row['id']}, {row['kind']}", " ".join([*row["explanation"], *row["citations"]])) for row in rows]
    return [Heading("How"), *(Prose(f"{what}: {said}") for what, said in told)]


def _calendar(session: Session, rows: list[DueInFull]) -> str:
    from armstrack.output.calendar_file import calendar_file
    from armstrack.query.due import KINDS

    try:
        return calendar_file([row | {"what": KINDS[row["kind"]]} for row in rows], session.day)
    except ImportError as error:
        message = "A calendar file needs the library icalendar, which is not installed."
        raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[ics]'") from error
