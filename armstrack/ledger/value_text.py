"""One value of a record's file, changed by changing its own characters and no others.

Where a value stands is asked of the YAML parser, and the new text is read back: it must say
the same as the old one but for what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent

from armstrack.law import strict_yaml
from armstrack.ledger.history_text import flow_text, parsed_events
from armstrack.model.fields import Record
from armstrack.model.problem import Finding, Path


class ValueNotWritten(LookupError):
    """The file has no such value, or it is one that cannot be replaced in place; the message says which."""


class WrittenValue(NamedTuple):
    """A scalar as it stands in a text: where it begins and ends, and what it says."""

    path: Path
    start: int
    end: int
    value: str


@dataclass(slots=True)
class _Container:
    """A mapping or list around the place, and how far it was read."""

    mapping: bool
    step: str | int
    """Where it stands in the container around it."""
    key: str | None = None
    count: int = 0


def written_values(text: str) -> Iterator[WrittenValue]:
    """Every scalar value of a record, with its place in the text. Raises HistoryNotAtEnd where it is not YAML."""
    around: list[_Container] = []
    for event in parsed_events(text):
        if issubclass(event.kind, CollectionEndEvent):
            around.pop()
            if around:
                around[-1].key = None
        elif event.kind is ScalarEvent and around and around[-1].mapping and around[-1].key is None:
            around[-1].key = event.value
        elif event.kind is ScalarEvent or issubclass(event.kind, CollectionStartEvent):
            step: str | int = ""
            if around:
                step = around[-1].key or "" if around[-1].mapping else around[-1].count
                around[-1].count += 1
            if event.kind is ScalarEvent:
                path = (*(container.step for container in around[1:]), step)
                yield WrittenValue(path, event.start, event.end, event.value or "")
                around[-1].key = None
            else:
                around.append(_Container(event.kind is MappingStartEvent, step))


def with_value(text: str, path: Path, value: str) -> str:
    """The text with another value at a path. Raises ValueNotWritten or HistoryNotAtEnd."""
    if not any(one.path == path for one in written_values(text)):
        raise ValueNotWritten(f"the file has no value `{'.'.join(map(str, path))}`")
    return with_values(text, lambda one: value if one.path == path else None)


def meant_with(text: str, path: Path, value: str, kind: Record) -> Any:
    """The record that a text would hold with another value at a path, made from what the text says and not from a text.

    `None` where that would be no record.
    """
    raw: Any = strict_yaml.read(text)
    _put(raw, path, value)
    findings: list[Finding] = []
    record = kind.read(raw, (), findings)
    return None if findings else record


def with_values(text: str, meant: Callable[[WrittenValue], str | None]) -> str:
    """The text with every value replaced for which `meant` answers with another. Raises ValueNotWritten."""
    pieces: list[str] = []
    done = 0
    changed: dict[Path, str] = {}
    for one in written_values(text):
        new = meant(one)
        if new is None or new == one.value:
            continue
        if text[one.start : one.start + 1] in ("|", ">"):
            raise ValueNotWritten("a text over several lines is changed in an editor")
        pieces += [text[done : one.start], flow_text(new)]
        done = one.end
        changed[one.path] = new
    result = "".join([*pieces, text[done:]])
    expected = strict_yaml.read(text)
    for path, new in changed.items():
        _put(expected, path, new)
    if strict_yaml.read(result) != expected:
        raise ValueNotWritten("the value cannot be replaced without changing what stands around it")
    return result


def _put(raw: Any, path: Path, value: str) -> None:
    for step in path[:-1]:
        raw = raw[step]
    raw[path[-1]] = value
