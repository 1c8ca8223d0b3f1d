"""`armstrack events`: what happened to sales without moving them."""

from __future__ import annotations

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = (
    "date",
    "not_before",
    "not_after",
    "id",
    "recipient",
    "event",
    "lasted_days.at_least",
    "lasted_days.at_most",
    "end_recorded",
    "actor",
    "quantity",
    "item",
    "amount.value",
    "amount.currency",
    "expected",
    "note",
    "url",
)


@choosing_sales
def events(session: Session, wanted: Filter) -> None:
    """What happened to the chosen sales besides their moves, the latest first: holds, contracts, delays, deliveries.

    With --event, the sales to which it happened, and only such events of theirs. A hold lasts until its end is
    recorded, or to the day.
    """
    from armstrack.query.happenings import happenings_document

    chosen = session.answers.chosen(wanted, session.day)
    rows = happenings_document(chosen.sales, wanted.events)
    if session.for_people:
        from armstrack.output.amounts import count
        from armstrack.output.happenings_table import happenings_table

        if rows or session.format == "md":
            session.write_table(happenings_table(rows))
        session.note(f"{count(len(rows), 'event')} of {count(len(chosen.sales), 'sale')}, as of {session.day}.")
    else:
        session.write_document(rows, rows, COLUMNS)
    raise typer.Exit(session.report_unreadable())
