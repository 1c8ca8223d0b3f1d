"""The files of `armstrack import`: read, copied out of their format, and taken apart into drafts."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from armstrack.cli.failure import Failure, usage
from armstrack.cli.session import Session
from armstrack.model.data_class import dataclass
from armstrack.model.told import ExitCode, sentence
from armstrack.notices.draft import Reading
from armstrack.notices.formats.characters import decoded
from armstrack.notices.formats.copied import LARGEST, CannotCopy, Copied, MissingExtra
from armstrack.notices.formats.table import copied
from armstrack.notices.reading import read_notices

_ADDRESS = r"(?i)(?:https?|ftp)://\S+"


@dataclass(frozen=True, slots=True)
class TextRead:
    """One text of a file, and what was read from it."""

    file: str
    """The file as a person calls it."""
    copied: Copied
    reading: Reading


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What the files of a call hold."""

    texts: tuple[TextRead, ...]
    refused: tuple[Failure, ...]
    """Of each file whose format cannot be read: why, and the way out."""

    @property
    def code(self) -> ExitCode:
        """How the call ends for what was read."""
        unknown = any(not text.reading.known for text in self.texts)
        return ExitCode.INVALID_DATA if unknown or self.refused else ExitCode.DONE


def read_files(session: Session, files: list[str], columns: dict[str, str] | None) -> FilesRead:
    """Reads every file. A format that cannot be read is told of and hides no other file; alone, it is raised.

    Raises Failure, before anything is made of the others, for a file that is not there.
    """
    from armstrack.output.progress import followed

    texts: list[TextRead] = []
    refused: list[Failure] = []
    for file in followed(files, "notices", sys.stderr, session.error_terminal):
        try:
            texts += _read(file, columns)
        except Failure as why:
            if why.exit_code != ExitCode.INVALID_DATA:
                raise
            refused.append(why)
    if refused and not texts:
        raise _all_of(refused)
    for failure in refused:
        session.note(failure.message + (f" ({failure.hint})" if failure.hint else ""))
    for text in texts:
        if text.reading.nothing is not None:
            session.note(f"{text.file}: {text.reading.nothing}")
    return FilesRead(tuple(texts), tuple(refused))


def _all_of(refused: list[Failure]) -> Failure:
    first, *others = refused
    lines = tuple(f"  {one.message} ({one.hint})" for one in others)
    return Failure(first.exit_code, first.code, first.message, first.hint, lines)


def _read(file: str, columns: dict[str, str] | None) -> Iterable[TextRead]:
    content = _content(file)
    shown = _shown(file)
    if columns is not None or file.lower().endswith((".csv", ".tsv")):
        text = decoded(content)
        return [TextRead(shown, Copied(text), _rows(text, columns or {}))]
    try:
        return [TextRead(shown, one, read_notices(one.text)) for one in copied(content)]
    except MissingExtra as error:
        raise Failure(ExitCode.USAGE, "missing-extra", f"{shown} {error.message}.", error.hint) from error
    except CannotCopy as error:
        raise Failure(ExitCode.INVALID_DATA, "unreadable-format", f"{shown} {error.message}.", error.hint) from error


def _shown(file: str) -> str:
    return "standard input" if file == "-" else file


def _rows(text: str, columns: dict[str, str]) -> Reading:
    from armstrack.notices.spreadsheet import UnknownColumn, read_rows

    try:
        return read_rows(text, columns)
    except UnknownColumn as error:
        raise usage(sentence(error)) from error


def _content(file: str) -> bytes:
    if re.fullmatch(_ADDRESS, file):
        hint = f"save the page and import the file, or paste its text: armstrack import - --source {file}"
        raise Failure(ExitCode.NOT_FOUND, "address", f"{file} is an address, and `import` reads files.", hint)
    try:
        if file == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(file, "rb") as opened:
                content = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Failure(ExitCode.NOT_FOUND, "not-found", f"There is no file {file}.") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Failure(ExitCode.NOT_FOUND, "unreadable", f"{_shown(file)} cannot be read: {why}.") from error
    if len(content) > LARGEST:
        raise Failure(ExitCode.INVALID_DATA, "too-large", f"{_shown(file)} is longer than any notice.")
    return content
