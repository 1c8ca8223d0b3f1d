"""What a person copies out of a document, and why that cannot be done with some."""

from __future__ import annotations

from typing import NamedTuple

LARGEST = 20_000_000
"""Bytes of a file, and of anything that is packed in one: a year of the Federal Register's notices is less."""


class Copied(NamedTuple):
    """One text out of a document, and where the document says that it was published."""

    text: str
    address: str | None = None
    """The address that a saved page gives for itself, where it is one of the government's."""


class CannotCopy(Exception):
    """A document whose text cannot be had. The message names the format, `hint` the way out."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


class MissingExtra(CannotCopy):
    """The library that reads the format comes with an extra that is not installed."""

    def __init__(self, what: str, library: str, extra: str, otherwise: str) -> None:
        message = f"is {what}, and the library that reads it ({library}) is not installed"
        super().__init__(message, f"pip install 'armstrack[{extra}]', or {otherwise}")
