"""The editor: one value of a record put in, replaced or taken out, and not another character of its file changed.

Nothing is ever dumped anew. Where something stands, and where a value ends, is asked of the YAML parser, so a text
in quotes that goes over several lines is one value and never a place to write into. Beside the new text stands what
it is meant to say, which is made from the old values and the change, never from the new text; every edit ends in
`_checked`, which reads the new text and compares the two (`check.py`).

Pure functions from text to text. Each raises YamlRefusal where the text is not the YAML of a record, and NotEdited
where the change cannot be made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from armstrack.model.fields import Record
from armstrack.model.kinds import Written
from armstrack.model.problem import Finding, Path
from armstrack.model.told import ToldError, sentence
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.check import HISTORY, plain, says
from armstrack.yaml_text.places import (
    BREAKS,
    Node,
    end_of_lines,
    ends_in_break,
    is_block_text,
    line_ending,
    start_of_line,
    tree,
    written,
)
from armstrack.yaml_text.record_text import flow_text, item_line, key_lines


class NotEdited(ToldError):
    """The change cannot be made without touching what stands around it; the message says of what."""

    code = "unsafe-edit"
    hint = "make the change by hand"

    @property
    def message(self) -> str:
        """What cannot be changed."""
        return f"{sentence(self)} Nothing was written."


def put(text: str, path: Path, value: Written) -> str:
    """The text with a value at a path: in the place of the one there, or added to its mapping or list.

    The containers around it must be there. A list of a record (`items`, `contractors`) and its mappings are
    written a line each.
    """
    around = _at(_record(text), path[:-1])
    step = path[-1]
    if step in around.children:
        new, before = _replaced(text, around, path, value), text
    elif around.is_mapping and isinstance(step, str):
        new, before = _with_key(text, around, path, step, value)
    elif around.is_list and step == len(around.children):
        new, before = _appended(text, around, value)
    else:
        raise NotEdited(f"there is no place for `{written(path)}`")
    return _checked(new, _with(before, path, value), path)


def append(text: str, path: Path, value: Written) -> str:
    """The text with one more value in a list, which begins with it where the record has none."""
    try:
        held = _at(_record(text), path)
    except NotEdited:
        held = None
    if held is None or not held.children:
        return put(text, path, [value])
    return put(text, (*path, len(held.children)), value)


def replace(text: str, changes: Mapping[Path, str]) -> str:
    """The text with other texts in the place of those that stand at the paths; their own characters change."""
    new, found = text, dict(_scalars((), _record(text)))
    for path in sorted(changes, key=lambda path: found[path].start if path in found else 0, reverse=True):
        if path not in found:
            raise NotEdited(f"the file has no value `{written(path)}`")
        if changes[path] != found[path].first.value:
            new = _with_text(new, found[path], changes[path])
    return _checked(new, _changed(text, changes), next(iter(changes), ()))


def remove(text: str, path: Path) -> str:
    """The text without a key of a mapping, or an item of a list; never the only one."""
    return remove_lines(text, path)[0]


def remove_lines(text: str, path: Path) -> tuple[str, str]:
    """The text without a key or an item, and what was taken out.

    Where an item ended the text without a line break, the break before it goes too (and with it that of a block text
    that now ends the file: YAML counts it, a reader of notes should not).
    """
    around = _at(_record(text), path[:-1])
    if path[-1] not in around.children or len(around.children) == 1:
        raise NotEdited(f"`{written(path)}` cannot be taken out")
    start, end = span(text, around, path[-1])
    before, after = text[:start], text[end:]
    expected: Any = strict_yaml.read(text)
    del _container(expected, path)[path[-1]]
    new = _checked(before + after, expected, path)
    if around.is_list and not around.flow and not ends_in_break(text[start:end]):
        new = re.sub(rf"(?:\r\n|[{BREAKS}])\Z", "", new)
    return new, text[start:end]


def remove_comments(text: str, stale: Callable[[str], bool]) -> tuple[str, list[str]]:
    """The text without the comments on lines of their own for which `stale` holds, and what they said."""
    taken = [(node.start, node.end) for _, node in _scalars((), _record(text))]
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


def texts_in(text: str) -> Iterator[tuple[Path, str]]:
    """Every text of a record, that is every value that is no list and no mapping, with its path."""
    for path, node in _scalars((), _record(text)):
        yield path, node.first.value or ""


def meant_with(text: str, changes: Mapping[Path, str], kind: Record) -> Any:
    """The record that a text would hold with other texts at some paths, made from the old values and not from a text.

    `None` where that would be no record.
    """
    findings: list[Finding] = []
    record = kind.read(_changed(text, changes), (), findings)
    return None if findings else record


def span(text: str, around: Node, step: str | int) -> tuple[int, int]:
    """From where to where a key with its value, or an item of a list, stands: whole lines, or a part of one."""
    child, steps = around.children[step], list(around.children)
    at = steps.index(step)
    begins = [event.start for event in around.keys.values()] or [node.start for node in around.children.values()]
    if around.flow:
        return (around.children[steps[at - 1]].end, child.end) if at else (begins[0], begins[1])
    if around.is_mapping:
        return start_of_line(text, begins[at]), end_of_lines(text, child)
    # Between a dash and its item stand only blanks and comments: the nearest line that begins with a dash is its line.
    dash = indentation(text, around) + "-"
    return 1 + max(text.rfind(f"{each}{dash}", 0, child.start) for each in BREAKS), end_of_lines(text, child)


def indentation(text: str, around: Node) -> str:
    """The spaces before the lines of a mapping or list that is not in brackets."""
    start = next(iter(around.keys.values())).start if around.is_mapping else around.start
    return " " * (start - start_of_line(text, start))


def _record(text: str) -> Node:
    strict_yaml.read(text)
    root = tree(text)
    if not root.is_mapping or root.flow:
        raise NotEdited("a record is written with one key a line")
    return root


def _at(node: Node, path: Path) -> Node:
    for step in path:
        if step not in node.children:
            raise NotEdited(f"the file has no `{written(path)}`")
        node = node.children[step]
    return node


def _scalars(path: Path, node: Node) -> Iterator[tuple[Path, Node]]:
    if node.is_scalar:
        yield path, node
    for step, child in node.children.items():
        yield from _scalars((*path, step), child)


def _with_text(text: str, old: Node, value: Written) -> str:
    if is_block_text(text, old):
        raise NotEdited("a text over several lines is changed in an editor")
    gap = " " if old.start == old.end else ""
    return text[: old.start] + gap + flow_text(value) + text[old.end :]


def _replaced(text: str, around: Node, path: Path, value: Written) -> str:
    old = around.children[path[-1]]
    if old.is_scalar:
        return _with_text(text, old, value)
    if not old.flow:
        raise NotEdited(f"`{written(path)}` is written over several lines")
    if len(path) == 1 and not old.children:
        lines = key_lines(str(path[0]), value)[1:]
        ending = line_ending(text[: old.start], text[old.end :])
        # A remark behind an empty list says why it is empty, which it no longer is.
        after = re.sub(r"\A[ \t]*#[^\r\n]*", "", text[old.end :])
        return text[: old.start].rstrip(" ") + "".join(ending + line for line in lines) + after
    return text[: old.start] + flow_text(value) + text[old.end :]


def _with_key(text: str, around: Node, path: Path, key: str, value: Written) -> tuple[str, str]:
    if around.flow:
        return _into_flow(text, around, f"{flow_text(key)}: {flow_text(value)}"), text
    names = list(around.keys)
    if len(path) > 1:
        line = f"{indentation(text, around)}{flow_text(key)}: {flow_text(value)}"
        return _behind(text, around.children[names[-1]], [line])
    before = [name for name in names if name != HISTORY]
    if not before:
        raise NotEdited("the record has a history and nothing else")
    return _behind(text, around.children[before[-1]], key_lines(key, value))


def _appended(text: str, around: Node, value: Written) -> tuple[str, str]:
    if around.flow:
        return _into_flow(text, around, flow_text(value)), text
    return _behind(text, around.children[len(around.children) - 1], [item_line(value, indentation(text, around))])


def _into_flow(text: str, around: Node, said: str) -> str:
    if not around.children:
        inside = around.start + 1
        return text[:inside] + said + text[inside:]
    last = list(around.children.values())[-1]
    return text[: last.end] + f", {said}" + text[last.end :]


def _behind(text: str, node: Node, lines: list[str]) -> tuple[str, str]:
    """The text with lines behind the last line of a value, and the text before, with that line ended.

    Comments and blank lines that follow stay behind the new lines. A block text at the very end of a file gains its
    line break with whatever follows it; nothing else may change.
    """
    end = end_of_lines(text, node)
    before, after = text[:end], text[end:]
    ending = line_ending(before, after)
    if ends_in_break(before):
        return before + "".join(line + ending for line in lines) + after, text
    return before + "".join(ending + line for line in lines) + after, before + ending + after


def _with(text: str, path: Path, value: Written) -> Any:
    """What a text says, with a value at a path."""
    said: Any = strict_yaml.read(text)
    around = _container(said, path)
    if isinstance(around, list) and path[-1] == len(around):
        around.append(plain(value))
    else:
        around[path[-1]] = plain(value)
    return said


def _changed(text: str, changes: Mapping[Path, str]) -> Any:
    """What a text says, with other texts at some paths."""
    said: Any = strict_yaml.read(text)
    for path, value in changes.items():
        _container(said, path)[path[-1]] = value
    return said


def _container(said: Any, path: Path) -> Any:
    for step in path[:-1]:
        said = said[step]
    return said


def _checked(new: str, meant: Any, path: Path) -> str:
    """The new text, which says what is meant; else NotEdited."""
    if not says(new, meant):
        raise NotEdited(f"`{written(path)}` cannot be changed without changing what stands around it")
    return new
