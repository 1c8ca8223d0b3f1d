"""`armstrack gaps`: long silences."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrack.cli.day_words import number_of_days
from armstrack.cli.filter_options import choosing_sales
from armstrack.cli.order_options import LimitOption, ReverseOption, note_shortened, sort_option
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.ordering import ORDERS, Shown
from armstrack.query.questions.gaps import GapsQuestion


@choosing_sales
def gaps(
    session: Session,
    wanted: Filter,
    least: Annotated[
        str, typer.Option("--min", metavar="DAYS", help="Silences of so many days or more, as 180d or 26w.")
    ] = "180d",
    sort: Annotated[str | None, sort_option(ORDERS["gaps"])] = None,
    reverse: ReverseOption = False,
    limit: LimitOption = None,
) -> None:
    """The longest periods without a notification, of the chosen sales; one still running is marked.

    A notification on a day known in part ends a silence only where it surely lies inside; the days
    are then a range, of which the most counts. With --since, --until, --year or --fy: the silences
    that reach into that period, whole. The days are those from one notification to the next, or to
    the day of the question.
    """
    question = GapsQuestion(wanted, number_of_days("--min", least), shown=Shown(sort, reverse, limit))
    session.reach(wanted)
    document = question.whole(session.answers, session.day)
    known = document["notifications"] + document["loosely_dated"]
    document = session.covering(document, known, "notifications", "days_of_notification", "known_in_part")
    if not session.for_people:
        session.write_answer(question, question.shortened(document))
    elif not known:
        session.say_nothing(session.answers.near(wanted, session.day, notified=True))
    else:
        from armstrack.output.silences_table import loose_sentence, silences_sentence, silences_table

        told = question.shortened(document)
        if told["silences"] or session.format == "md":
            session.write_table(silences_table(told))
        note_shortened(session, len(told["silences"]), len(document["silences"]))
        session.note(silences_sentence(document))
        if loose := loose_sentence(document):
            session.note(loose)
        session.note_left_out(undated=0, unvalued=document["unvalued"])
    raise typer.Exit(session.report_unreadable())
