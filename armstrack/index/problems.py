"""The problems of files that cannot be read, kept so that they are told every time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from armstrack.ledger.ledger import duplicate
from armstrack.model.problem import Problem, Severity


def problems_as_text(problems: Iterable[Problem]) -> str | None:
    """The problems of one file, without its name; `None` where there are none."""
    kept = [[one.line, one.column, one.code, one.message, one.hint, str(one.severity)] for one in problems]
    return json.dumps(kept) if kept else None


def problems_from_text(folder: str, name: str, text: str) -> list[Problem]:
    """The same problems again, of a file below a folder."""
    file = str(Path(folder, name))
    return [
        Problem(file, line, column, code, message, hint, Severity(severity))
        for line, column, code, message, hint, severity in json.loads(text)
    ]


def said_twice(folder: str, name: str, identity: str, first: str) -> list[Problem]:
    """That a file carries an id that another carries already."""
    return duplicate(Path(folder, name), identity, Path(folder, first))
