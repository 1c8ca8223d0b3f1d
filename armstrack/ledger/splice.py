"""One value put into the text of a record, or one key taken out, and not another character changed.

Where something stands, and where a value ends, is asked of the YAML parser, so a text in quotes that
goes over several lines is one value and never a place to write into. Every result is read back and
must say what the record said before, but for what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml.events import CollectionEndEvent, MappingStartEvent, ScalarEvent

from armstrack.law import strict_yaml
from armstrack.ledger.history_text import (
    EntryValue,
    TextEvent,
    end_of_line,
    flow_text,
    is_written,
    line_ending,
    parsed_events,
)
from armstrack.ledger.sale_text import item_line, key_lines
from armstrack.model.problem import Path

HISTORY = "history"
"""The key that stays the last of a record."""


class NotSpliced(ValueError):
    """The change cannot be made without touching what stands around it; the message says of what."""


@dataclass(slots=True)
class _Node:
    """A value as it stands in a text, with the values in it."""

    events: Sequence[TextEvent]
    keys: dict[str, TextEvent] = field(default_factory=dict)
    children: dict[str | int, _Node] = field(default_factory=dict)

    @property
    def first(self) -> TextEvent:
        return self.events[0]

    @property
    def is_scalar(self) -> bool:
        return self.first.kind is ScalarEvent

    @property
    def is_mapping(self) -> bool:
        return self.first.kind is MappingStartEvent

    @property
    def flow(self) -> bool:
        return self.first.flow

    @property
    def end(self) -> int:
        """Where a scalar or a flow collection ends."""
        return self.events[-1].end


def with_put(text: str, path: Path, value: EntryValue) -> str:
    """The text with a value at a path: in the place of the one there, or added to its mapping or list.

    The containers around it must be there. A list of a sale (`items`, `contractors`) and its mappings are
    written a line each. Raises NotSpliced, or HistoryNotAtEnd where the text is not YAML.
    """
    root = _tree(text)
    around = _at(root, path[:-1])
    step = path[-1]
    if step in around.children:
        texts = iter([_replaced(text, around, path, value)])
    elif around.is_mapping and isinstance(step, str):
        texts = _with_key(text, around, path, step, value)
    elif not around.is_mapping and not around.is_scalar and step == len(around.children):
        texts = _appended(text, around, value)
    else:
        raise NotSpliced(f"there is no place for `{_written(path)}`")
    expected: Any = strict_yaml.read(text)
    _put(expected, path, value)
    for new in texts:
        if _says(new, expected):
            return new
    raise _harmful(path)


def without(text: str, path: Path) -> str:
    """The text without a key of a mapping. Raises NotSpliced, or HistoryNotAtEnd where the text is not YAML."""
    around = _at(_tree(text), path[:-1])
    names = list(around.keys)
    if not around.is_mapping or path[-1] not in around.keys or len(names) == 1:
        raise NotSpliced(f"`{_written(path)}` cannot be taken out")
    at = names.index(str(path[-1]))
    child = around.children[path[-1]]
    if around.flow and at:
        start, end = around.children[names[at - 1]].end, child.end
    elif around.flow:
        start, end = around.keys[names[0]].start, around.keys[names[1]].start
    else:
        start = text.rfind("\n", 0, around.keys[names[at]].start) + 1
        end = next(_ends(text, child))
    expected: Any = strict_yaml.read(text)
    container = expected
    for step in path[:-1]:
        container = container[step]
    del container[path[-1]]
    return _checked(text[:start] + text[end:], expected, path)


def without_comments(text: str, stale: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The text without the comments on lines of their own for which `stale` holds, and what they said."""
    taken = [(event.start, event.end) for event in parsed_events(text) if event.kind is ScalarEvent]
    kept: list[str] = []
    dropped: list[str] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        inside = any(start <= at < end for start, end in taken)
        if words.startswith("#") and not inside and stale(words.lstrip("# ")):
            dropped.append(words.lstrip("# "))
        else:
            kept.append(line)
        at += len(line)
    if not dropped:
        return text, []
    return _checked("".join(kept), strict_yaml.read(text), ()), dropped


def _tree(text: str) -> _Node:
    events = parsed_events(text)
    node, _ = _node(events, 2)  # behind the beginning of the stream and of the document
    if not node.is_mapping or node.flow:
        raise NotSpliced("a record is written with one key a line")
    return node


def _node(events: list[TextEvent], at: int) -> tuple[_Node, int]:
    """The value whose first event stands at a place, and the place behind its last."""
    first = events[at]
    if first.kind is ScalarEvent:
        return _Node(events[at : at + 1]), at + 1
    node = _Node(())
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


def _at(node: _Node, path: Path) -> _Node:
    for step in path:
        if step not in node.children:
            raise NotSpliced(f"the file has no `{_written(path)}`")
        node = node.children[step]
    return node


def _replaced(text: str, around: _Node, path: Path, value: EntryValue) -> str:
    old = around.children[path[-1]]
    if old.is_scalar and text[old.first.start : old.first.start + 1] in ("|", ">"):
        raise NotSpliced("a text over several lines is changed in an editor")
    if old.is_scalar:
        gap = " " if old.first.start == old.first.end else ""
        return text[: old.first.start] + gap + flow_text(value) + text[old.end :]
    if not old.flow:
        raise NotSpliced(f"`{_written(path)}` is written over several lines")
    if len(path) == 1 and not old.children:
        lines = key_lines(str(path[0]), value)[1:]
        ending = line_ending(text[: old.first.start], text[old.end :])
        # A remark behind an empty list says why it is empty, which it no longer is.
        after = re.sub(r"\A[ \t]*#[^\r\n]*", "", text[old.end :])
        return text[: old.first.start].rstrip(" ") + "".join(ending + line for line in lines) + after
    return text[: old.first.start] + flow_text(value) + text[old.end :]


def _with_key(text: str, around: _Node, path: Path, key: str, value: EntryValue) -> Iterator[str]:
    if around.flow:
        yield _into_flow(text, around, f"{flow_text(key)}: {flow_text(value)}")
        return
    names = list(around.keys)
    if len(path) > 1:
        start = around.keys[names[0]].start
        indentation = " " * (start - text.rfind("\n", 0, start) - 1)
        yield from _behind(text, around.children[names[-1]], [f"{indentation}{flow_text(key)}: {flow_text(value)}"])
        return
    before = [name for name in names if name != HISTORY]
    if not before:
        raise NotSpliced("the record has a history and nothing else")
    yield from _behind(text, around.children[before[-1]], key_lines(key, value))


def _appended(text: str, around: _Node, value: EntryValue) -> Iterator[str]:
    if around.flow:
        yield _into_flow(text, around, flow_text(value))
        return
    start = around.first.start
    indentation = " " * (start - text.rfind("\n", 0, start) - 1)
    yield from _behind(text, around.children[len(around.children) - 1], [item_line(value, indentation)])


def _into_flow(text: str, around: _Node, written: str) -> str:
    if not around.children:
        inside = around.first.start + 1
        return text[:inside] + written + text[inside:]
    last = list(around.children.values())[-1]
    return text[: last.end] + f", {written}" + text[last.end :]


def _behind(text: str, node: _Node, lines: list[str]) -> Iterator[str]:
    """The text with lines behind the last line of a value; comments and blank lines that follow stay behind them.

    How many blank lines at the end of a text over several lines belong to it, only the parser knows: each place is
    a text to try.
    """
    for end in _ends(text, node):
        before, after = text[:end], text[end:]
        ending = line_ending(before, after)
        if before.endswith(("\n", "\r")):
            yield before + "".join(line + ending for line in lines) + after
        else:
            yield before + "".join(ending + line for line in lines) + after


def _ends(text: str, node: _Node) -> Iterator[int]:
    last = next(event for event in reversed(node.events) if is_written(text, event))
    if last.kind is not ScalarEvent or text[last.start : last.start + 1] not in ("|", ">"):
        yield end_of_line(text, last.end)
        return
    at = end_of_line(text, len(text[: last.end].rstrip()))
    yield at
    while at < last.end:
        at = end_of_line(text, at)
        yield at


def _put(raw: Any, path: Path, value: EntryValue) -> None:
    for step in path[:-1]:
        raw = raw[step]
    held = _plain(value)
    if isinstance(raw, list) and path[-1] == len(raw):
        raw.append(held)
    else:
        raw[path[-1]] = held


def _plain(value: EntryValue) -> Any:
    """A value as the reader gives it back: texts, lists and mappings."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    return [_plain(held) for held in value]


def _checked(new: str, expected: Any, path: Path) -> str:
    if not _says(new, expected):
        raise _harmful(path)
    return new


def _says(new: str, expected: Any) -> bool:
    """Whether a text says what is meant, with the history as its last key."""
    try:
        said = strict_yaml.read(new)
    except strict_yaml.YamlRefusal:
        return False
    return said == expected and (HISTORY not in said or next(reversed(said)) == HISTORY)


def _harmful(path: Path) -> NotSpliced:
    return NotSpliced(f"`{_written(path)}` cannot be changed without changing what stands around it")


def _written(path: Path) -> str:
    return ".".join(map(str, path))
