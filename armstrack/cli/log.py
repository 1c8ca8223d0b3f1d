"""`armstrack log` and `armstrack coverage`: what changed in the ledger, and how full it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from armstrack.cli.filter_options import choosing_sales, choosing_sales_but
from armstrack.cli.session import Session
from armstrack.query.answers import LedgerAlone
from armstrack.query.filter import Filter
from armstrack.query.plain_words import known_words
from armstrack.query.questions.coverage import CoverageQuestion

BY = ("recipient", "authority")
"""What the grid of `coverage --by` has beside its years."""


@choosing_sales_but("since", "until")
def log(
    session: Session,
    wanted: Filter,
    since: Annotated[
        str, typer.Option("--since", metavar="DAY|REV", help="A day, or a revision of the git repository.")
    ],
) -> None:
    """What changed in the ledger since a day or a revision: sales added, moved, revalued, corrected, removed.

    Asked of the git repository that the ledger is kept in; what is not committed yet counts as changed. The filters
    choose among the sales as they are, and of what is there no longer as it was.
    """
    import tempfile

    from armstrack.ledger.git_history import extract
    from armstrack.ledger.ledger import Ledger
    from armstrack.query.questions.changes import ChangesQuestion

    revision = session.revision_at("--since", session.whole_ledger.folder, since)
    with tempfile.TemporaryDirectory() as place:
        extract(session.whole_ledger.folder, revision, Path(place))
        question = ChangesQuestion(Ledger(Path(place)), wanted)
        rows = question.answer(LedgerAlone(session.whole_ledger), session.day)
    if session.for_people:
        from armstrack.output.amounts import count
        from armstrack.output.changes_table import changes_table

        if rows:
            session.write_table(changes_table(rows))
        session.note(f"{count(len(rows), 'change')} since {since} ({revision[:10]}).")
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())


@choosing_sales
def coverage(
    session: Session,
    wanted: Filter,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHAT", help="recipient or authority: for which years it is complete for whom."),
    ] = None,
) -> None:
    """How full the records are, by year of notification: of how many of the chosen sales each thing is known.

    With --by, for which years the ledger says that it is complete, and how many of them it holds.
    """
    covered = session.reach(wanted)
    if by is not None:
        _grid(session, wanted, *known_words([by], BY, "line of a grid"))
    question = CoverageQuestion(wanted)
    rows, found = question.counted(session.answers, session.day)
    for row in rows:
        row["complete"] = covered.covers(("year", row["year"])) if covered is not None else None
    if session.for_people:
        from armstrack.output.changes_table import coverage_table

        if covered is not None:
            covered.marked = any(row.get("complete") is False for row in rows)
        if rows or session.format == "md":
            session.write_table(coverage_table(rows, tuple(question.table(rows).columns[1:])))
        else:
            session.say_nothing(session.answers.near(wanted, session.day, notified=True))
        session.note_left_out(found.undated, found.unvalued)
        _note_claims(session)
    else:
        session.write_answer(question, rows)
    raise typer.Exit(session.report_unreadable())


def _grid(session: Session, wanted: Filter, by: str) -> NoReturn:
    """For which years the ledger is complete for whom; ends the command."""
    declaration = session.declared
    if declaration is None or not declaration["covers"]:
        if not session.for_people:
            session.write_document([], [], ("year", by, "covered", "sales"))
        _note_claims(session)
        raise typer.Exit(session.report_unreadable())
    from armstrack.query.coverage_grid import coverage_grid

    chosen = session.answers.chosen(wanted, session.day)
    cells = coverage_grid(chosen.sales, declaration, by, wanted, session.day)
    if session.for_people:
        from armstrack.output.changes_table import grid_table

        session.write_table(grid_table(cells, by, session.terminal.unicode))
        session.note_left_out(len(chosen.undated), len(chosen.unvalued))
    else:
        session.write_document(cells, cells, ("year", by, "covered", "sales"))
    raise typer.Exit(session.report_unreadable())


def _note_claims(session: Session) -> None:
    if session.declared is None or not session.declared["covers"]:
        session.note("The ledger declares nothing that it covers (`covers:` in ledger.yaml), and claims nothing.")
