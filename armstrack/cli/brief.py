"""`armstrack brief`: a memo of a week, or of any period."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from armstrack.cli.day_words import DAY_WORDS, WithinOption, day_meant, days_within
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.brief import BriefQuestion


@choosing_sales_but("since", "until")
def brief(
    session: Session,
    wanted: Filter,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DAY",
            help="The first day of the memo: 2025-12-15, monday, yesterday, 7d or 'last month'.",
        ),
    ] = "last monday",
    within: WithinOption = None,
) -> None:
    """A memo of what happened since a day, in Markdown with footnotes; --format html or text for other readers.

    New notifications, clocks running, reviews that ended, moves and other entries, resolutions and their votes,
    deadlines ahead, and totals. It ends on the as-of day. What is known too loosely stands apart, as perhaps in it.

    `monday` is the latest Monday up to the as-of day, `last monday` the latest before it; 7d is seven days before it.
    """
    question = BriefQuestion(_first_day(session, since), wanted, days_within(within))
    memo = question.answer(session.answers, session.day)
    if session.for_people or session.format in ("html", "text"):
        from armstrack.output.brief_memo import brief_memo
        from armstrack.output.memo_forms import memo_html, memo_text

        forms = {"html": memo_html, "text": memo_text}
        text = brief_memo(memo)
        session.write(forms[session.format](text) if session.format in forms else text)
    else:
        session.write_answer(question, memo)
    raise typer.Exit(session.report_unreadable())


def _first_day(session: Session, since: str) -> date:
    try:
        return day_meant(since, session.day)
    except ValueError as error:
        known = "; ".join(f"{words} ({meaning})" for words, meaning in DAY_WORDS.items())
        raise usage(f"--since: {error}.", f"write {known}") from error
