"""`armstrack validate`: everything that is wrong, odd or missing in the ledger's files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from armstrack.cli.session import Session
from armstrack.ledger.audit import audit
from armstrack.ledger.record_file import Unreadable, decode, read_bytes
from armstrack.model.figure import every_figure
from armstrack.model.problem import Problem, Severity
from armstrack.model.told import ExitCode


def validate(
    session: Session,
    strict: Annotated[
        bool, typer.Option("--strict", help="Warnings fail too, unless a file acknowledges them.")
    ] = False,
) -> None:
    """Check every file: its form, its history under the law of its days, and what it refers to.

    Silent when nothing is wrong. A warning that is true and odd is acknowledged in its
    file under `known:`; it is then shown and fails nothing. --format github writes annotations
    for GitHub Actions, which stand beside the lines of a change.
    """
    problems = audit(session.whole_ledger)
    if session.format == "github":
        from armstrack.output.annotations import annotation

        for problem in problems:
            session.write(annotation(problem))
    elif session.for_people:
        _print(session, problems)
    else:
        rows = [problem_document(problem) for problem in problems]
        session.write_document(rows, rows, ("file", "line", "column", "severity", "code", "message"))
    failing = [one for one in problems if one.severity is Severity.ERROR or (strict and not one.acknowledged)]
    raise typer.Exit(ExitCode.INVALID_DATA if failing else ExitCode.DONE)


def problem_document(problem: Problem) -> dict[str, Any]:
    """One problem as `--format json` prints it."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "severity": str(problem.severity),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint or None,
        "acknowledged": problem.acknowledged or None,
    }


def _text_of(file: str) -> str:
    """The text of a file with a problem, as far as there is any."""
    try:
        return decode(Path(file), read_bytes(Path(file)))
    except Unreadable:
        return ""


def _print(session: Session, problems: tuple[Problem, ...]) -> None:
    from armstrack.output.amounts import count
    from armstrack.output.problems import excerpt, problem_line

    for problem in problems:
        session.write(problem_line(problem, session.terminal))
        if not problem.acknowledged:
            session.write(excerpt(_text_of(problem.file), problem.line, problem.column, session.terminal))
    errors = sum(1 for one in problems if one.severity is Severity.ERROR)
    known = sum(1 for one in problems if one.acknowledged)
    contents = session.whole_ledger.contents
    held = ", ".join(
        count(len(records), kind)
        for kind, records in (
            ("sale", contents.sales),
            ("resolution", contents.resolutions),
            ("package", contents.packages),
            ("figure", tuple(every_figure(contents.figures.values()))),
        )
    )
    found = f"{count(errors, 'error')}, {count(len(problems) - errors - known, 'warning')}, {known} acknowledged"
    session.note(f"{session.ledger_name}: {held}; {found}.")
