"""`armstrack brief`: a memo of a week, or of any period."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from armstrack.cli.day_words import DAY_WORDS, WithinOption, day_meant, days_within
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.session import Session
from armstrack.query.filter import Filter

COLUMNS = ("section", "kind", "date", "day", "id", "title", "recipient", "state", "event", "value_usd", "note")
"""The columns of a memo as CSV: one fact a row."""


@choosing_sales_but("since", "until")
def brief(
    session: Session,
    wanted: Filter,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DAY",
            help="The first day of the memo: 2025-12-15, monday, 'last monday', yesterday, 7d or 2w.",
        ),
    ],
    within: WithinOption = None,
) -> None:
    """A memo of what happened since a day, in Markdown with footnotes.

    New notifications, clocks running, reviews that ended, moves and other entries, resolutions and their votes,
    deadlines ahead, and totals. It ends on the as-of day. What is known too loosely stands apart, as perhaps in it.

    `monday` is the latest Monday up to the as-of day, `last monday` the latest before it; 7d is seven days before it.
    """
    first = _first_day(session, since)
    from armstrack.query.brief.memo import SECTIONS
    from armstrack.query.brief.memo import brief as memo_of

    chosen = session.answers.chosen(wanted, session.day)
    memo = memo_of(session.ledger, chosen, wanted, first, session.day, days_within(within))
    if session.for_people:
        from armstrack.output.brief_memo import brief_memo

        session.write(brief_memo(memo))
    else:
        rows: list[dict[str, Any]] = [{"section": section} | fact for section in SECTIONS for fact in memo[section]]
        session.write_document(memo, rows, COLUMNS)
    raise typer.Exit(session.report_unreadable())


def _first_day(session: Session, since: str) -> Any:
    try:
        first = day_meant(since, session.day)
    except ValueError as error:
        known = "; ".join(f"{words} ({meaning})" for words, meaning in DAY_WORDS.items())
        raise usage(f"--since: {error}.", f"write {known}") from error
    if first > session.day:
        raise usage(f"--since: {first} comes after {session.day}, the as-of day.", "give a later --as-of")
    return first
