"""XML read as a stream of marks and texts, and nothing that a document could use to do harm.

A document type is refused, and with it every entity: none can be expanded, none fetched.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.parsers import expat

from armstrack.notices.formats.copied import CannotCopy

DEEPEST = 200
"""Levels of nesting: a table in a table in a document has some thirty."""


class XmlReader:
    """What a format does at each mark; names come without their namespace."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def say(self, text: str) -> None:
        """Characters between two marks."""


def read_xml(content: bytes, reader: XmlReader, what: str) -> None:
    """Tells a reader what an XML document holds, in its order. Raises CannotCopy where it is damaged or refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise CannotCopy(f"is {what} nested more than {DEEPEST} levels deep")
        reader.begin(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.end(_local(name))

    def refuse(*_: object) -> None:
        raise CannotCopy(f"is {what} with a document type of its own, which is not read", "paste its text")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = reader.say
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise CannotCopy(f"is {what} that is damaged ({expat.ErrorString(error.code)})", "paste its text") from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]
