"""`armstrack queue`: who waits for the same system."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.queue import QueueQuestion


@choosing_sales_but("system")
def queue(
    session: Session,
    wanted: Filter,
    system: Annotated[
        str,
        typer.Option("--system", metavar="NAME", help="As HIMARS, M142 or AIM-120; another name is searched as text."),
    ],
    sort: Annotated[str | None, sort_option(ORDERS["queue"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """The sales that name a system and are not delivered yet, in the order of notification.

    A sale names it in its title or in a line item, under any of its names; each such item is shown
    with its quantity, which is unknown where the notice gives none, and with what has come of it.
    Once every such item has come whole, the sale waits no longer.
    """
    question = QueueQuestion(system, wanted, shown=Shown(sort, reverse, limit))
    session.reach(wanted, later=True)
    found = question.queue(session.answers, session.day)
    document = session.covering(found.document, len(found.document["sales"]), "no_longer_waiting", "not_begun")
    if not session.for_people:
        session.write_answer(question, question.shortened(document))
    else:
        from armstrack.output.queue_table import queue_sentence, queue_table

        if document["sales"] or (session.format == "md" and not session.nothing_covered):
            told = question.shortened(document)
            session.write_table(queue_table(told))
            note_shortened(session, len(told["sales"]), len(document["sales"]))
        session.say(len(document["sales"]), queue_sentence(found.document, session.day.isoformat()))
        session.note_left_out(found.undated, found.unvalued)
    raise typer.Exit(session.report_unreadable())
