"""Which program an index was made by: another version, law or procedure may answer otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator

from armstrack.version import __version__

PACKAGE = os.path.dirname(os.path.dirname(__file__))

ROOMS = ("model", "yaml_text", "law", "workflow", "ledger", "query", "index")
"""The rooms of the program that an answer of the index depends on."""


def program_stamp() -> bytes:
    """By what it is seen that the program, the law or a procedure changed: the marks of their files."""
    return os.fsencode(
        "\n".join([__version__, *(line for room in ROOMS for line in _marks(os.path.join(PACKAGE, room)))])
    )


def _marks(folder: str) -> Iterator[str]:
    """A line for each file of the program in a folder and those below."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith((".py", ".yaml")):
                status = entry.stat()
                yield f"{entry.name} {status.st_size} {status.st_mtime_ns}"
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _marks(entry.path)
