"""Ledgers for tests: made in a folder from the text of their files."""

from __future__ import annotations

from pathlib import Path

from armstrack.ledger.ledger import Ledger
from armstrack.model.problem import Problem

SETTINGS = "name: A ledger\nformat: 1\n"

SOURCE = "https://www.dsca.mil/press-media/major-arms-sales/radar"

HEAD = """\
# a sale that no notice describes
id: {id}
title: Coastal Radar
recipient: PH
authority: 36(b)(1)
transmittal: {transmittal}
value:
  total: 96M
sources:
  dsca: {{url: "{source}", title: DSCA notice}}
"""

NOTIFIED = "  - {date: 2025-12-17, state: notified, source: dsca}\n"


def sale(id: str = "radar", history: str = NOTIFIED, more: str = "", transmittal: str = "26-10") -> str:
    """The text of a sale's file that nothing is wrong with; `more` stands before the history."""
    return HEAD.format(id=id, source=SOURCE, transmittal=transmittal) + more + "history:\n" + history


def make(folder: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Ledger:
    """A ledger with these files, by their names below its folder."""
    for name, content in {"ledger.yaml": settings, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return Ledger(folder)


def told(problems: tuple[Problem, ...], folder: Path) -> list[tuple[str, str, int, int]]:
    """Each problem as its code, its file's name below the folder, its line and its column."""
    return [(one.code, Path(one.file).relative_to(folder).as_posix(), one.line, one.column) for one in problems]
