"""`armstrack verify`: published figures reproduced from the ledger."""

from __future__ import annotations

import typer

from armstrack.cli.exit_code import ExitCode
from armstrack.cli.session import Session
from armstrack.output.amounts import count
from armstrack.query.figures import verified_document
from armstrack.query.figures import verify as verified


def verify(session: Session) -> None:
    """Compute every published figure again and compare. Exit code 4 when one no longer holds."""
    rows = [verified_document(one) for one in verified(session.whole_ledger, session.day)]
    rows.sort(key=lambda row: (row["holds"], row["figure"]))
    if session.for_people:
        from armstrack.output.figures_table import figures_table

        if rows:
            session.write_table(figures_table(rows))
        failing = sum(1 for row in rows if not row["holds"])
        holding = len(rows) - failing
        verbs = f"{holding} hold{'s' if holding == 1 else ''}, {failing} do{'es' if failing == 1 else ''} not"
        session.note(f"{count(len(rows), 'figure')}: {verbs}." if rows else "The ledger holds no figures.")
    else:
        session.write_document(rows, rows, ("figure", "published", "computed", "holds", "source", "measure", "title"))
    broken = session.report_unreadable()
    raise typer.Exit(broken or (ExitCode.DONE if all(row["holds"] for row in rows) else ExitCode.INVALID_DATA))
