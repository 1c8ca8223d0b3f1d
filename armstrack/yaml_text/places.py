"""Where each value of a text stands: the parser's events as a tree, with offsets that hold in the whole text.

Read the file with its line endings as they are (`bytes.decode`, never `open` in text mode, which would
translate them).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import field
from typing import NamedTuple

import yaml
from yaml.events import CollectionEndEvent, Event, MappingStartEvent, ScalarEvent

from armstrack.model.data_class import dataclass
from armstrack.model.problem import Path
from armstrack.yaml_text import strict_yaml

BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line for YAML 1.1. Editors know only the first two, and the two together."""

_LINE = re.compile(rf"[^{BREAKS}]*(?:\r\n|[{BREAKS}]|\Z)")
_EDITOR_BREAK = re.compile(r"\r\n|\r|\n")


class TextEvent(NamedTuple):
    """An event of the parser, with offsets that hold in the whole text."""

    kind: type[Event]
    value: str | None
    flow: bool
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """A value as it stands in a text, with the values in it."""

    events: Sequence[TextEvent]
    keys: dict[str, TextEvent] = field(default_factory=dict)
    children: dict[str | int, Node] = field(default_factory=dict)

    @property
    def first(self) -> TextEvent:
        """The event with which it begins."""
        return self.events[0]

    @property
    def is_scalar(self) -> bool:
        """Whether it is one text."""
        return self.first.kind is ScalarEvent

    @property
    def is_mapping(self) -> bool:
        """Whether it has keys."""
        return self.first.kind is MappingStartEvent

    @property
    def is_list(self) -> bool:
        """Whether it is a list."""
        return not self.is_scalar and not self.is_mapping

    @property
    def flow(self) -> bool:
        """Whether it stands in brackets."""
        return self.first.flow

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where a scalar or a collection in brackets ends."""
        return self.events[-1].end


def is_block_text(text: str, node: Node) -> bool:
    """Whether a value is a text over several lines, written behind `|` or `>`."""
    return node.is_scalar and text[node.start : node.start + 1] in ("|", ">")


def tree(text: str) -> Node:
    """The record that a text holds, which `strict_yaml.read` accepts."""
    node, _ = _node(_events(text), 2)  # behind the beginning of the stream and of the document
    return node


def written(path: Path) -> str:
    """A path as `set` names it, but counted from 0."""
    return ".".join(map(str, path))


def _events(text: str) -> list[TextEvent]:
    # The C parser does not count a byte order mark and the Python one does: neither gets to see it.
    body = text.lstrip("\ufeff")
    shift = len(text) - len(body)
    events = []
    for event in yaml.parse(body, Loader=strict_yaml.LOADER):
        start, end = event.start_mark, event.end_mark
        assert start is not None  # only events made by hand have no marks
        assert end is not None
        # The Python parser says None, not False, for a sequence that is not indented.
        flow = bool(getattr(event, "flow_style", False))
        events.append(
            TextEvent(type(event), getattr(event, "value", None), flow, start.index + shift, end.index + shift)
        )
    return events


def _node(events: list[TextEvent], at: int) -> tuple[Node, int]:
    """The value whose first event stands at a place, and the place behind its last."""
    first = events[at]
    if first.kind is ScalarEvent:
        return Node(events[at : at + 1]), at + 1
    node = Node(())
    begin, at = at, at + 1
    while not issubclass(events[at].kind, CollectionEndEvent):
        step: str | int = len(node.children)
        if first.kind is MappingStartEvent:
            step = events[at].value or ""
            node.keys[step] = events[at]
            at += 1
        node.children[step], at = _node(events, at)
    node.events = events[begin : at + 1]
    return node, at + 1


def start_of_line(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return 1 + max(text.rfind(line_break, 0, offset) for line_break in BREAKS)


def end_of_line(text: str, offset: int) -> int:
    """Where the line of an offset ends, its break included."""
    line = _LINE.match(text, offset)
    assert line is not None  # the pattern matches everywhere
    return line.end()


def ends_in_break(text: str) -> bool:
    """Whether the last line of a text is ended."""
    return text.endswith(tuple(BREAKS))


def end_of_lines(text: str, node: Node) -> int:
    """Where the last line of a value ends, its break included.

    The parser ends a block collection at the next token, behind all comments. What counts is the last thing written.
    """
    last = next(event for event in reversed(node.events) if _is_written(text, event))
    if text[last.end - 1] in BREAKS:
        return _end_of_block_text(text, last)
    return end_of_line(text, last.end)


def _is_written(text: str, event: TextEvent) -> bool:
    """Whether the end of an event is the end of something that stands in the text."""
    if event.kind is ScalarEvent and event.start == event.end:
        # An empty value ends behind its sign. One that has no sign (`? key`) is put at the next token.
        return text[event.end - 1] in ":-?"
    # Only collections in brackets have a closing sign.
    return event.kind is ScalarEvent or (issubclass(event.kind, CollectionEndEvent) and event.start < event.end)


def _end_of_block_text(text: str, scalar: TextEvent) -> int:
    """Where a block text (`|`, `>`) ends: behind its last line that means something.

    The parser puts its `end` behind all blank lines that follow. Whether those are part of the text depends on its
    header (`|+`) and on how far they are indented, so the parser is asked again: the text ends at the first line end
    up to which it says the same.
    """
    begun = len(text[: scalar.end].rstrip(" \t" + BREAKS))
    ends = [line.end() for line in _LINE.finditer(text, begun, scalar.end)]
    return ends[bisect.bisect_left(ends, True, key=lambda cut: _last_text(text[:cut]) == scalar.value)]


def _last_text(text: str) -> str | None:
    return next(event.value for event in reversed(_events(text)) if event.kind is ScalarEvent)


def line_ending(before: str, after: str) -> str:
    """The line break for a line between these two: that of the nearest line above."""
    endings = _EDITOR_BREAK.findall(before)
    if not endings or (endings[-1] == "\r" and after.startswith("\n")):
        return "\n"  # a lone CR would melt into one break with the LF behind it
    return str(endings[-1])


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1, as editors count: a U+2028 ends a line for YAML and for nobody else."""
    breaks = [found.end() for found in _EDITOR_BREAK.finditer(text, 0, offset)]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1
