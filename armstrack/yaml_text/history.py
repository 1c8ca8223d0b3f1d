"""The end of a record: one entry added behind the last of its history, or the last one taken away.

The history is the last key of a record, so that a move changes nothing but the end of the file. What else such a
text must be, the parser has said by then; what it must be for this is asked here, and told with its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from armstrack.model.data_class import dataclass
from armstrack.model.kinds import Written
from armstrack.model.told import ExitCode
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.check import HISTORY
from armstrack.yaml_text.edit import NotEdited, put, remove_lines, span
from armstrack.yaml_text.places import Node, line_and_column, start_of_line, tree


class HistoryNotAtEnd(NotEdited):
    """The text does not end in a history to which an entry could be added.

    `line` and `column` (from 1, as editors count them) are where it goes wrong.
    """

    exit_code = ExitCode.INVALID_DATA
    code = "history-not-last"
    hint = ""

    def __init__(self, line: int, column: int, said: str) -> None:
        super().__init__(said)
        self.line = line
        self.column = column

    @property
    def message(self) -> str:
        """What is wrong, behind its place."""
        return f"{self.line}:{self.column}: {self}"


class OnlyEntry(NotEdited):
    """The history has a single entry. Without it, the sale would never have happened, so it stays."""

    code = "only-entry"
    hint = "delete the file if the sale should go"

    @property
    def message(self) -> str:
        """Why it stays."""
        return "A history keeps its only entry. Nothing was written."


class EntryStays(NotEdited):
    """The last entry cannot be taken out: what follows it would become part of the one before."""

    hint = "take it out by hand"

    @property
    def message(self) -> str:
        """Why it stays."""
        return "The entry cannot be taken out without changing what stands around it. Nothing was written."


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One entry as it stands in the file: whole lines, from the one with its dash to the one on which it ends.

    `start` and `end` are offsets in characters, the final line break included; `text` is what
    lies between them; `line` is the number of the first line, from 1, as editors count.
    """

    start: int
    end: int
    text: str
    line: int


def last_entry(text: str) -> WrittenEntry:
    """The last entry of the history: what `remove_last_entry` would take away.

    Raises HistoryNotAtEnd where the text does not end in a history.
    """
    history = _history(text)
    start, end = span(text, history, len(history.children) - 1)
    line, _ = line_and_column(text, start)
    return WrittenEntry(start, end, text[start:end], line)


def append_entry(text: str, entry: Mapping[str, Written]) -> str:
    """The text with one more entry, on a line of its own directly behind the last one.

    Comments, blank lines and `...` behind the last entry stay behind the new one. The line is
    indented and ended like its neighbours; a text without a final line break gets none.

    Raises HistoryNotAtEnd where the text does not end in a history, ValueError where the
    entry holds a lone surrogate (no file can), and NotEdited, never expected, where the
    result would not read back as the old entries and the new one.
    """
    return put(text, (HISTORY, len(_history(text).children)), entry)


def remove_last_entry(text: str) -> tuple[str, str]:
    """The text without its last entry, and the lines that were taken out: what `append_entry` added, byte for byte.

    Raises HistoryNotAtEnd where the text does not end in a history, OnlyEntry where nothing
    would be left of it, and EntryStays where what follows the entry would become part of the
    one before: an indented comment behind a block text, say.
    """
    entries = len(_history(text).children)
    if entries == 1:
        raise OnlyEntry("the only entry of a history cannot be taken back")
    try:
        return remove_lines(text, (HISTORY, entries - 1))
    except NotEdited as error:
        raise EntryStays(str(error)) from error


def _history(text: str) -> Node:
    """The history at the end of a text. Raises HistoryNotAtEnd where there is none."""
    try:
        strict_yaml.read(text)
    except strict_yaml.YamlRefusal as error:
        raise HistoryNotAtEnd(error.line, error.column, error.message) from error
    record = tree(text)
    if record.flow:
        raise _wrong(text, record.start, "a record is written with one key a line")
    name, key = list(record.keys.items())[-1] if record.keys else ("", record.first)
    if name != HISTORY:
        raise _wrong(text, key.start, "`history` must be the last key of the file")
    history = record.children[HISTORY]
    before = text[start_of_line(text, history.start) : history.start]
    if not history.is_list or history.flow or not history.children or before.strip(" "):
        message = "`history` must be a list whose entries begin with `-`, on lines of their own"
        raise _wrong(text, history.start, message)
    for entry in history.children.values():
        if not entry.is_mapping:
            raise _wrong(text, entry.start, "an entry of the history must have keys and values")
    return history


def _wrong(text: str, offset: int, message: str) -> HistoryNotAtEnd:
    return HistoryNotAtEnd(*line_and_column(text, offset), message)
