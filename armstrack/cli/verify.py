"""`armstrack verify`: published figures reproduced from the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from armstrack.cli.session import Session
from armstrack.model.told import ExitCode
from armstrack.output.amounts import count
from armstrack.query.answers import LedgerAlone
from armstrack.query.questions.verify import VerifyQuestion

if TYPE_CHECKING:
    from armstrack.documents.keeping import VerifiedFigure

MOST_NAMED = 5
"""Figures that are named in a remark; of more only the number is told."""


def verify(session: Session) -> None:
    """Compute every published figure again and compare. Exit code 4 when one no longer holds.

    A figure may say why the ledger comes to another number, and to which: it is then explained, while that is so.
    """
    question = VerifyQuestion()
    rows = question.answer(LedgerAlone(session.whole_ledger), session.day)
    outside = _not_covered(session, rows)
    failing = sum(1 for row in rows if not row["holds"] and not row["explained"])
    if session.for_people:
        from armstrack.output.figures_table import figures_table

        if rows:
            session.write_table(figures_table(rows))
        holding = sum(1 for row in rows if row["holds"])
        explained = len(rows) - holding - failing
        differ = f", {explained} differ{'s' if explained == 1 else ''} for a reason that is given" if explained else ""
        verbs = f"{holding} hold{'s' if holding == 1 else ''}{differ}, {failing} do{'es' if failing == 1 else ''} not"
        session.note(f"{count(len(rows), 'figure')}: {verbs}." if rows else "The ledger holds no figures.")
        for row in rows:
            if row["holds"] and row["differs"] is not None:
                session.note(f"`{row['figure']}` holds, and says that it differs: take `differs` out.")
    else:
        session.write_answer(question, rows)
    if outside:
        named = ", ".join(outside[:MOST_NAMED])
        named += f" and {len(outside) - MOST_NAMED} more" if len(outside) > MOST_NAMED else ""
        session.note(
            f"Not covered whole by this ledger is what is counted for {count(len(outside), 'figure')}: {named}."
        )
    broken = session.report_unreadable()
    raise typer.Exit(broken or (ExitCode.INVALID_DATA if failing else ExitCode.DONE))


def _not_covered(session: Session, rows: list[VerifiedFigure]) -> list[str]:
    """The figures that count what the ledger does not cover whole; where it holds nothing of it, none is computed."""
    if session.declared is None:
        return []
    from armstrack.model.figure import every_figure
    from armstrack.query.figures import covered_of

    figures = {figure.id: figure for figure in every_figure(session.whole_ledger.contents.figures.values())}
    outside = []
    for row in rows:
        covered = covered_of(figures[row["figure"]], session.declared, session.day)
        if covered is None or not covered.claims or covered.complete:
            continue
        outside.append(row["figure"])
        if not covered.found(int(bool(row["computed"] or row["unknown_value"]))):
            row["computed"] = None  # nothing is recorded where nobody looked
    return outside
