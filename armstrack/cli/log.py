"""`armstrack log` and `armstrack coverage`: what changed in the ledger, and how full it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from armstrack.cli.session import Session
from armstrack.query.answers import LedgerAlone
from armstrack.query.questions.coverage import CoverageQuestion


def log(
    session: Session,
    since: Annotated[
        str, typer.Option("--since", metavar="DAY|REV", help="A day, or a revision of the git repository.")
    ],
) -> None:
    """What changed in the ledger since a day or a revision: sales added, moved, revalued, corrected, removed.

    Asked of the git repository that the ledger is kept in; what is not committed yet counts as changed.
    """
    import tempfile

    from armstrack.ledger.git_history import extract
    from armstrack.ledger.ledger import Ledger
    from armstrack.query.questions.changes import ChangesQuestion

    revision = session.revision_at("--since", session.whole_ledger.folder, since)
    with tempfile.TemporaryDirectory() as place:
        extract(session.whole_ledger.folder, revision, Path(place))
        question = ChangesQuestion(Ledger(Path(place)))
        rows = question.answer(LedgerAlone(session.whole_ledger), session.day)
    if session.for_people:
        from armstrack.output.changes_table import changes_table

        if rows:
            session.write_table(changes_table(rows))
        session.note(f"{len(rows)} changes since {since} ({revision[:10]}).")
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())


def coverage(session: Session) -> None:
    """How full the records are, by year of notification: of how many sales each thing is known."""
    question = CoverageQuestion()
    rows = question.answer(session.answers, session.day)
    if session.for_people:
        from armstrack.output.changes_table import coverage_table

        session.write_table(coverage_table(rows, tuple(question.table(rows).columns[1:])))
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())
