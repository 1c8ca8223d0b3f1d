"""Reading one file of a ledger into a record, or into everything that is wrong with it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from armstrack.model.codes import severity_of
from armstrack.model.fields import Record
from armstrack.model.problem import Finding, Problem, first_told
from armstrack.yaml_text import strict_yaml

LARGEST = 4 * strict_yaml.LONGEST
"""Bytes: no text within the limit of characters has more."""


LONGEST_MESSAGE = 1_000
"""Characters of a message: more of a value than this quotes nobody needs to see."""


class RecordFile(NamedTuple):
    """One file: its record, or the problems that keep it from being one."""

    path: Path
    record: Any
    problems: tuple[Problem, ...]


class Unreadable(Exception):
    """The bytes of a file cannot be had, or are not text; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of sensible size. Raises Unreadable: a pipe or a device never blocks."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise Unreadable(_problem(path, "not-a-file", "this is not a regular file"))
            if status.st_size > LARGEST:
                raise Unreadable(_problem(path, "too-large", f"the file has {status.st_size:,} bytes"))
            return file.read()
    except OSError as error:
        code = "not-a-file" if isinstance(error, IsADirectoryError) else "unreadable"
        raise Unreadable(_problem(path, code, f"cannot be read: {error.strerror}")) from error


def decode(path: Path, content: bytes) -> str:
    """The text of a file. Raises Unreadable, with line and column, where it is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = strict_yaml.end_of(content[: error.start].decode("utf-8"))
        message = f"the byte 0x{content[error.start]:02X} is not part of any UTF-8 character"
        raise Unreadable(_problem(path, "not-utf8", message, *place, "save the file as UTF-8")) from error


def read_record(path: Path, kind: Record, history_key: str | None = "history") -> RecordFile:
    """Reads one file strictly; never raises for what the file holds."""
    try:
        text = decode(path, read_bytes(path))
    except Unreadable as error:
        return RecordFile(path, None, (error.problem,))
    return parse_record(path, text, kind, history_key)


def parse_record(path: Path, text: str, kind: Record, history_key: str | None = "history") -> RecordFile:
    """Reads the text of one file strictly; never raises for what it holds."""
    try:
        raw = strict_yaml.read(text)
    except strict_yaml.YamlRefusal as error:
        return RecordFile(
            path, None, (_problem(path, error.code, _cut(error.message), error.line, error.column, error.hint),)
        )
    findings: list[Finding] = []
    record = kind.read(raw, (), findings)
    if history_key in raw:
        _check_history(raw, findings)
    if record is not None and hasattr(record, "id") and record.id != path.stem:
        message = f"the id `{record.id}` is not the name of the file"
        findings.append(Finding(("id",), "id-not-file-name", message, f"write `id: {path.stem}`, or rename the file"))
    return RecordFile(path, None if findings else record, tuple(located(path, text, findings)))


def _check_history(raw: dict[str, Any], findings: list[Finding]) -> None:
    if not isinstance(raw["history"], list):
        return
    if isinstance(raw["history"], strict_yaml.FlowList):
        message = "`history` is written in square brackets"
        hint = "write one entry a line, each behind `- `"
        findings.append(Finding(("history",), "history-not-last", message, hint, at_key=True))
    elif list(raw)[-1] != "history":
        message = f"`history` stands before `{list(raw)[-1]}`"
        findings.append(
            Finding(("history",), "history-not-last", message, "move it to the end of the file", at_key=True)
        )


def located(path: Path, text: str, findings: Iterable[Finding]) -> list[Problem]:
    """The first findings as problems, with line and column; the text is read again only if there are any."""
    found = first_told(list(findings))
    if not found:
        return []
    try:
        places = strict_yaml.positions(text)
    except strict_yaml.YamlRefusal:  # the file changed since its record was read
        places = strict_yaml.Positions({}, {})
    problems = []
    for finding in found:
        place = places.of(finding.path, finding.at_key)
        severity = severity_of(finding.code)
        problems.append(Problem(str(path), *place, finding.code, _cut(finding.message), _cut(finding.hint), severity))
    return sorted(problems, key=lambda problem: (problem.line, problem.column))


def _cut(text: str) -> str:
    """A message that quotes a value, however long that is."""
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 60]} […] {text[-40:]}"


def _problem(path: Path, code: str, message: str, line: int = 1, column: int = 1, hint: str = "") -> Problem:
    return Problem(str(path), line, column, code, message, hint, severity_of(code))
