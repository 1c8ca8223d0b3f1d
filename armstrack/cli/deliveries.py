"""`armstrack deliveries`: how much of what was notified has been delivered."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.deliveries import DeliveriesQuestion


@choosing_sales
def deliveries(
    session: Session,
    wanted: Filter,
    sort: Annotated[str | None, sort_option(ORDERS["deliveries"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """How much of each line item has been delivered, of the sales of which a delivery is recorded.

    The quantity of a notice is the most that may be sold. A delivery that does not say how much, or of
    what, is told and counts for nothing. A sale may be recorded as delivered whole without any delivery.
    """
    question = DeliveriesQuestion(wanted, shown=Shown(sort, reverse, limit))
    session.reach(wanted, later=True)
    found = question.delivered(session.answers, session.day)
    if session.for_people:
        from armstrack.output.deliveries_table import deliveries_sentence, deliveries_table

        rows = question.arranged(found.rows)
        if rows or session.format == "md":
            session.write_table(deliveries_table(question.by_item(rows)))
        note_shortened(session, len(rows), len(found.rows))
        session.say(found.among, deliveries_sentence(found.rows, found.among, session.day.isoformat()))
    else:
        session.write_answer(question, question.arranged(found.rows))
    raise typer.Exit(session.report_unreadable())
