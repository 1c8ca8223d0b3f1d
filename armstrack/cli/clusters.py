"""`armstrack clusters`: cases below the thresholds that together pass one."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.day_words import number_of_days
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.clusters import ClustersQuestion


@choosing_sales
def clusters(
    session: Session,
    wanted: Filter,
    window: Annotated[
        str, typer.Option("--window", metavar="DAYS", help="The days that the cases lie within, as 180d or 26w.")
    ] = "180d",
) -> None:
    """Several cases to one buyer within a window, each below a threshold, that together pass it.

    Shown as a question, not an accusation: the law tests each case alone. Cases below the
    thresholds are not public in notices; a ledger holds those that somebody recorded.
    """
    question = ClustersQuestion(wanted, number_of_days("--window", window))
    session.reach(wanted)
    document = question.answer(session.answers, session.day)
    chosen = document["sales"]
    document = session.covering(document, chosen, "sales", "cases_below")
    if not session.for_people:
        session.write_answer(question, document)
    else:
        from armstrack.output.clusters_page import clusters_page, clusters_sentence, undecided_sentence

        if document["clusters"]:
            session.write_page(clusters_page(document))
        session.say(chosen, clusters_sentence(document) if chosen else f"No sale is chosen, as of {session.day}.")
        for remark in (undecided_sentence(document), document["missing"]):
            if remark:
                session.note(remark)
    raise typer.Exit(session.report_unreadable())
