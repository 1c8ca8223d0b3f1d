"""A sale's text as a person has written it: judged as `validate` would, and edited again until it is a sale."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import typer

from armstrack.cli.editor import edited
from armstrack.cli.session import Session
from armstrack.ledger.audit import problems_if_held
from armstrack.ledger.journal import RecordUnusable, read_back
from armstrack.ledger.whole_text import keep_refused
from armstrack.model.data_class import dataclass
from armstrack.model.problem import Problem, Severity
from armstrack.model.sale import SALE, Sale
from armstrack.model.told import InvalidData


@dataclass(frozen=True, slots=True)
class EditedSale:
    """A text that is a sale, and where it goes."""

    path: Path
    text: str
    sale: Sale
    warnings: list[str]
    """What `validate` would warn of."""


def judged(session: Session, path: Path, text: str) -> EditedSale:
    """The sale that a text is. Raises InvalidData, with every place, where `validate` would call it an error."""
    try:
        sale: Sale = read_back(path, text, SALE)
    except RecordUnusable as error:
        raise _refusal(error.problems) from error
    problems = problems_if_held(session.whole_ledger, sale, text, path)
    errors = tuple(one for one in problems if one.severity is Severity.ERROR)
    if errors:
        raise _refusal(errors)
    return EditedSale(path, text, sale, [one.message for one in problems if not one.acknowledged])


def edited_until_it_is_one(
    session: Session, keep: Path, begin: str, again: str, place: Callable[[str], Path]
) -> EditedSale:
    """A text edited until it is a sale, or until whoever edits gives up; then it is kept beside `keep`.

    `place` tells where the file of a text goes, `again` is the command that goes on with a kept one. Raises
    InvalidData, with the place of the kept text.
    """
    text, ending = begin, "\r\n" if "\r\n" in begin else "\n"
    while True:
        text = edited(text, ".yaml", keep.stem).replace("\n", ending)
        try:
            return judged(session, place(text), text)
        except InvalidData as failure:
            if sys.stdin.isatty() and sys.stderr.isatty():
                _show(session, failure)
                if typer.confirm("Edit it again?", default=True, err=True):
                    continue
            kept = keep_refused(keep, text)
            failure.hint = f"what you wrote is kept in {kept}; `{again}` goes on with it"
            raise


def _show(session: Session, failure: InvalidData) -> None:
    from armstrack.output.safe_text import shown

    for line in (failure.message, *failure.lines):
        sys.stderr.write(shown(line, session.error_terminal.unicode) + "\n")


def _refusal(problems: tuple[Problem, ...]) -> InvalidData:
    return InvalidData(problems, "`validate` would refuse this file. Nothing was written.")
