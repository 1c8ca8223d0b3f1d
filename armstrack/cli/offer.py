"""What is offered to a shell, and the command line that it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any, NamedTuple

from armstrack.model.data_class import dataclass

FILES, FOLDERS = "\x01files", "\x01folders"
"""In the place of values: names of files, or of folders, which the shell knows best."""


class Offer(NamedTuple):
    """One word that may stand at the cursor, and what it means."""

    value: str
    help: str = ""


@dataclass
class Line:
    """A command line up to the cursor, as far as it is understood."""

    commands: Mapping[str, Any]
    """The commands of the program, by name."""
    command: str = ""
    """The words that name the command, `resolutions show`."""
    options: dict[str, str] = field(default_factory=dict)
    """The values given so far, by the option's name."""
    arguments: list[str] = field(default_factory=list)
