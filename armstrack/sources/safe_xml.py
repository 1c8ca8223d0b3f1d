"""XML from outside: parsed without entities of its own making, or refused."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from armstrack.sources.client import NoAnswer


def parsed(content: bytes) -> Element:
    """The root of a document, its names without their namespaces. Raises NoAnswer for what is no XML."""
    if b"<!ENTITY" in content:
        raise NoAnswer("XML was served that declares entities, which no document of Congress does")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise NoAnswer(f"XML was served that cannot be read ({error})") from error
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2]
    return root


def text(node: Element, path: str) -> str:
    """The words at a path below a node, on one line; empty where there are none."""
    return " ".join((node.findtext(path) or "").split())


def number(node: Element, path: str) -> int | None:
    """The whole number at a path. An empty element counts nobody; a missing one says nothing."""
    found = node.find(path)
    if found is None:
        return None
    said = (found.text or "").strip()
    return int(said) if said.isdigit() else 0 if not said else None
