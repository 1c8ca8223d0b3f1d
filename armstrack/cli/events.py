"""`armstrack events`: what happened to sales without moving them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.day_words import day_from, day_until
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.events import EventsQuestion

if TYPE_CHECKING:
    from armstrack.query.happenings import Happenings

THE_DAY = "The day of the event"
"""The panel of the help that holds the options of the event's own day."""


@choosing_sales
def events(
    session: Session,
    wanted: Filter,
    on_or_after: Annotated[
        str | None,
        typer.Option("--on-or-after", metavar="DAY", help="Happened on this day or later.", rich_help_panel=THE_DAY),
    ] = None,
    on_or_before: Annotated[
        str | None,
        typer.Option("--on-or-before", metavar="DAY", help="Happened on this day or earlier.", rich_help_panel=THE_DAY),
    ] = None,
    sort: Annotated[str | None, sort_option(ORDERS["events"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """What happened to the chosen sales besides their moves, the latest first: holds, contracts, delays, deliveries.

    With --event, the sales to which it happened, and only such events of theirs. A hold lasts until its end is
    recorded, or to the day. --since, --until, --year and --fy mean the notification of the sale, as everywhere.
    """
    question = EventsQuestion(
        wanted,
        day_from(session, "--on-or-after", on_or_after),
        day_until(session, "--on-or-before", on_or_before),
        shown=Shown(sort, reverse, limit),
    )
    session.reach(wanted, later=True)
    found, among = question.happened(session.answers, session.day)
    if session.for_people:
        from armstrack.output.amounts import count
        from armstrack.output.happenings_table import happenings_table

        rows = question.arranged(found.rows)
        if rows or session.format == "md":
            session.write_table(happenings_table(rows))
        note_shortened(session, len(rows), len(found.rows))
        said = f"{count(len(found.rows), 'event')} of {count(among, 'sale')}, as of {session.day}."
        session.say(len(found.rows), said)
    else:
        session.write_answer(question, question.arranged(found.rows))
    _note_the_rest(session, wanted, found)
    raise typer.Exit(session.report_unreadable())


def _note_the_rest(session: Session, wanted: Filter, found: Happenings) -> None:
    """What is not among the rows, and why: a program's rows have no place for it."""
    if found.perhaps:
        session.note(f"{found.perhaps:,} more may have happened by then: the day is known only in part.")
    if found.undated:
        session.note(f"{found.undated:,} more may lie in that time: the day is known only in part.")
    if not found.rows and wanted.dated:
        session.note(
            "--since, --until, --year and --fy ask for the day on which the sale was notified; "
            "--on-or-after and --on-or-before ask for the day of the event."
        )
