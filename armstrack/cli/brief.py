"""`armstrack brief`: a memo of a week, or of any period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.day_words import DAY_WORDS, WithinOption, day_meant, days_within
from armstrack.cli.failure import usage
from armstrack.cli.filter_options import choosing_sales_but
from armstrack.cli.session import Session
from armstrack.query.filter import Filter
from armstrack.query.questions.brief import BriefQuestion

if TYPE_CHECKING:
    from armstrack.model.sale import Sale
    from armstrack.query.brief.learnt import Recorded


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
    first = _first_day(session, since)
    question = BriefQuestion(first, wanted, days_within(within), _recorded(session, first))
    session.reach(wanted._replace(since=first, until=session.day))
    memo = question.answer(session.answers, session.day)
    memo = session.covering(memo, sum(len(facts) for facts in question.sections(memo)), "totals")
    if session.for_people or session.format in ("html", "text"):
        from armstrack.output.brief_memo import brief_memo
        from armstrack.output.memo_forms import memo_html, memo_text

        forms = {"html": memo_html, "text": memo_text}
        text = brief_memo(memo, session.covered.remark if session.covered is not None else "")
        session.write(forms[session.format](text) if session.format in forms else text)
        if session.format != "table":
            session.covered = None  # the memo says it
    else:
        session.write_answer(question, memo)
    raise typer.Exit(session.report_unreadable())


def _recorded(session: Session, first: date) -> Recorded | None:
    """What the ledger's git history knows of its records; `None` where it has none that old, or came with the program.

    A record that moved to another folder has its old name, and is told as there before only under that.
    """
    from armstrack.ledger.locate import repository_around

    folder = session.location.folder
    if session.location.reference or session.known_at is not None or repository_around(folder) is None:
        return None
    from armstrack.ledger.git_history import NoGitHistory, changed_sales, revision_at, revision_on
    from armstrack.query.brief.learnt import Recorded

    try:
        before = revision_on(folder, first - timedelta(1))
        latest, by = revision_at(folder, "HEAD"), revision_on(folder, session.day)
        later = changed_sales(folder, by) if by != latest else {}
        return Recorded(_read(changed_sales(folder, before)), _read(later))
    except (NoGitHistory, OverflowError):
        return None


def _read(contents: Mapping[str, bytes | None]) -> dict[str, Sale | None]:
    """The sales that some contents of files are; one that cannot be read tells of nothing."""
    from armstrack.ledger.ledger import kind_of_record
    from armstrack.ledger.record_file import parse_record

    kind = kind_of_record("sales")
    texts = {name: None if each is None else each.decode("utf-8", "replace") for name, each in contents.items()}
    return {
        name: None if text is None else parse_record(Path(f"{name}.yaml"), text, kind).record
        for name, text in texts.items()
    }


def _first_day(session: Session, since: str) -> date:
    try:
        return day_meant(since, session.day)
    except ValueError as error:
        known = "; ".join(f"{words} ({meaning})" for words, meaning in DAY_WORDS.items())
        raise usage(f"--since: {error}.", f"write {known}") from error
