"""`armstrack conflicts`: where sources disagree."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.conflicts import ConflictsQuestion


@choosing_sales
def conflicts(
    session: Session,
    wanted: Filter,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="RECORD",
            help="A sale, by id or transmittal, or a resolution, package or figure. Default: all of them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Where sources disagree about a day, a value, a quantity or a vote: what each says, which is used, and why.

    A sale brings what is recorded about it, about the resolutions that name it, its package, and the published
    figures that count it. The reason is what the record says; the ranking of sources is told beside it.
    """
    question = ConflictsQuestion(wanted, what)
    if what is None:
        session.reach(wanted)
    rows = question.answer(session.answers, session.day)
    if session.for_people:
        from armstrack.ledger.source_rank import source_ranking
        from armstrack.output.amounts import count
        from armstrack.output.conflicts_page import conflicts_page

        if rows:
            ranking = source_ranking()
            order = ", ".join(f"{rank.name} ({rank.means})" for rank in ranking.ranks)
            session.write_page(conflicts_page(rows, f"{ranking.reason} In this order: {order}."))
        said = f"{count(len(rows), 'disagreement')} as of {session.day}." if rows else "No disagreement is recorded."
        session.say(len(rows), said)
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())
