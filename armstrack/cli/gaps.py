"""`armstrack gaps`: long silences."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.day_words import number_of_days
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = (
    "days",
    "at_least",
    "at_most",
    "after",
    "after_not_before",
    "after_not_after",
    "until",
    "until_not_before",
    "until_not_after",
    "running",
    "after_sales",
    "until_sales",
    "may_lie_inside",
)


@choosing_sales
def gaps(
    session: Session,
    wanted: Filter,
    least: Annotated[
        str, typer.Option("--min", metavar="DAYS", help="Silences of so many days or more, as 180d or 26w.")
    ] = "180d",
) -> None:
    """The longest periods without a notification, of the chosen sales; one still running is marked.

    A notification on a day known in part ends a silence only where it surely lies inside; the days
    are then a range, of which the most counts. With --since, --until, --year or --fy: the silences
    that reach into that period, whole. The days are those from one notification to the next, or to
    the day of the question.
    """
    least_days = number_of_days("--min", least)
    from armstrack.query.silences import silences_document, without_dates

    chosen = session.answers.chosen(without_dates(wanted), session.day)
    document = silences_document(chosen.sales, wanted, session.day, least_days)
    document |= {"unvalued": len(chosen.unvalued)}
    if not session.for_people:
        rows = [row | {"may_lie_inside": [one["id"] for one in row["may_lie_inside"]]} for row in document["silences"]]
        session.write_document(document, rows, COLUMNS)
    elif not document["notifications"] + document["loosely_dated"]:
        session.note(session.answers.near(wanted, session.day, notified=True))
    else:
        from armstrack.output.silences_table import loose_sentence, silences_sentence, silences_table

        if document["silences"] or session.format == "md":
            session.write_table(silences_table(document))
        session.note(silences_sentence(document))
        if loose := loose_sentence(document):
            session.note(loose)
        session.note_left_out(undated=0, unvalued=len(chosen.unvalued))
    raise typer.Exit(session.report_unreadable())
