"""The standard streams as the program needs them: there, and saying their own name when they fail.

A caller can close a stream, or let it lead to a disk that is full. Then the answer cannot be
given, and the message must say which stream it was; a remark that nobody can read ends nothing.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress


class Output(io.TextIOWrapper):
    """Standard output: what the system refuses, it refuses by name."""

    def write(self, text: str) -> int:
        """Writes the text. Raises OSError with the stream as its file."""
        try:
            return super().write(text)
        except OSError as error:
            error.filename = "standard output"
            raise

    def flush(self) -> None:
        """Hands on what was written. Raises OSError with the stream as its file."""
        try:
            super().flush()
        except OSError as error:
            error.filename = "standard output"
            raise


class Remarks(io.TextIOWrapper):
    """Standard error: where it cannot be written, there is nobody to tell, and the answer matters more."""

    def write(self, text: str) -> int:
        """Writes the text, where that can be done."""
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        """Hands on what was written, where that can be done."""
        with suppress(OSError):
            super().flush()


def open_streams() -> None:
    """Puts streams in place that can be asked and written to, whatever the program was started with.

    A closed stream is opened the wrong way round, so that its use fails as it should, and so that no file
    of the ledger is given its number and what is printed.
    """
    for number, wrong_way in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.open(os.devnull, wrong_way)  # the lowest number that is free, which is this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = _rewrapped(sys.stdout, 1, Output)
    sys.stderr = _rewrapped(sys.stderr, 2, Remarks)


def give_up_streams() -> None:
    """Hands on what is left, and lets what cannot be handed on fall, so that the end of the program is quiet."""
    for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), number)


def _rewrapped(stream: object, number: int, kind: type[Output] | type[Remarks]) -> io.TextIOWrapper:
    """The stream over the same bytes, in another kind of wrapper."""
    if not isinstance(stream, io.TextIOWrapper):
        raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
        return kind(raw, encoding="utf-8", errors="backslashreplace")
    encoding, by_line = stream.encoding, stream.line_buffering
    return kind(stream.detach(), encoding=encoding, errors="backslashreplace", line_buffering=by_line)


def as_text(argument: str) -> str:
    """An argument of the command line as UTF-8 says it, whatever the locale; a byte that is no text stays visible."""
    try:
        return os.fsencode(argument).decode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no byte stands behind it
        return argument


def as_path(text: str) -> str:
    """The name of a file from such a text, in the spelling by which this system opens it."""
    try:
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return text


def is_text(given: str) -> bool:
    """Whether an argument is text, and not bytes of something else."""
    return not any("\ud800" <= character <= "\udfff" for character in given)
