"""YAML read strictly: every scalar stays text, and what can be misread is refused.

YAML 1.1 turns `NO` (Norway) into false, `26-01` may become a date, `010` an eight, and a
repeated key silently wins. Law tables, procedures and ledger files are all read here
instead: from the parser's events, with every scalar a string that the format's own
declaration interprets, and with anchors, aliases, tags, repeated keys and second
documents refused.

The happy path keeps no positions. Only when something is wrong is the text read a second
time, by `positions`, to say in which line and column it stands.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from armstrack.model.problem import Path

Raw = str | list["Raw"] | dict[str, "Raw"]
"""What a file says before the format has interpreted it."""

LONGEST = 1_000_000
"""Characters: a record of a sale is some kilobytes; more than this is not a record."""

DEEPEST = 12
"""Levels of nesting: the format needs six."""

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML 1.1."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser: libyaml, or PyYAML's own where that is not installed."""


class YamlRefusal(Exception):
    """The text is not the YAML that a record may be written in.

    `line` and `column` count from 1; `code` is a key of `armstrack.model.codes.CODES`.
    """

    def __init__(self, code: str, message: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.line, self.column, self.hint = code, message, line, column, hint


class Place(NamedTuple):
    """Where something starts, counted from 1."""

    line: int
    column: int


class FlowList(list[Raw]):
    """A list written in square brackets; a list with one `-` a line is a plain `list`."""


class Positions(NamedTuple):
    """Where each key and each value of a text stands."""

    keys: dict[Path, Place]
    values: dict[Path, Place]

    def of(self, path: Path, at_key: bool) -> Place:
        """The place of a path, or of the nearest thing around it that has one."""
        for table in (self.keys, self.values) if at_key else (self.values, self.keys):
            if path in table:
                return table[path]
        return self.of(path[:-1], at_key) if path else Place(1, 1)


def read(text: str) -> dict[str, Raw]:
    """The mapping that a text holds, every scalar as text. Raises YamlRefusal."""
    return _read(text, None)


def positions(text: str) -> Positions:
    """Where everything stands in a text that `read` accepts. Raises YamlRefusal."""
    found = Positions({}, {})
    _read(text, found)
    return found


def _read(text: str, marks: Positions | None) -> dict[str, Raw]:
    if len(text) > LONGEST:
        raise YamlRefusal("too-large", f"the file has {len(text):,} characters; {LONGEST:,} is the limit", 1, 1)
    try:
        parser = LOADER(text)
        try:
            read = _document(parser, marks)
        finally:
            parser.dispose()
        if "\\" in text:
            # libyaml refuses the escape of half a surrogate pair itself; the pure Python reader lets it through.
            _refuse_surrogates(read)
        return read
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = min(_place(mark), end_of(text)) if mark is not None else Place(1, 1)
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise YamlRefusal("syntax", f"not valid YAML: {problem}", *place) from error
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes; the pure Python reader, which says that it reads "unicode", counts characters.
        of_characters = error.encoding == "unicode"
        before = text[: error.position] if of_characters else text.encode()[: error.position].decode(errors="ignore")
        raise YamlRefusal(
            "syntax",
            f"the character U+{error.character:04X} is not allowed in YAML",
            *end_of(before),
            "remove it, or write an escape",
        ) from error
    except OverflowError as error:  # only the pure Python reader takes such an escape so far
        raise YamlRefusal("syntax", "an escape names no character", 1, 1) from error
    except UnicodeEncodeError as error:
        raise YamlRefusal(
            "not-utf8", "half of a surrogate pair is not a character", *end_of(text[: error.start])
        ) from error


def _refuse_surrogates(read: Raw) -> None:
    if isinstance(read, str):
        if any("\ud800" <= character <= "\udfff" for character in read):
            raise YamlRefusal("syntax", "an escape names half of a surrogate pair", 1, 1)
    elif isinstance(read, dict):
        for key, value in read.items():
            _refuse_surrogates(key)
            _refuse_surrogates(value)
    else:
        for value in read:
            _refuse_surrogates(value)


def end_of(text: str) -> Place:
    """The place right behind a text."""
    lines = _BREAK.split(text.removeprefix("\ufeff"))
    return Place(len(lines), len(lines[-1]) + 1)


def _document(parser: Any, marks: Positions | None) -> dict[str, Raw]:
    next_event = parser.get_event
    next_event()  # the stream's start
    event = next_event()
    if isinstance(event, yaml.StreamEndEvent):
        raise YamlRefusal("empty-file", "the file holds no record", 1, 1)
    top = next_event()
    if not isinstance(top, yaml.MappingStartEvent):
        if isinstance(top, yaml.ScalarEvent) and not top.value:
            raise YamlRefusal("empty-file", "the file holds no record", *_place(top.start_mark))
        raise YamlRefusal("wrong-kind", "a record is a mapping: `key: value` lines", *_place(top.start_mark))
    value = _collection(top, next_event, marks)
    next_event()  # the document's end
    event = next_event()
    if not isinstance(event, yaml.StreamEndEvent):
        raise YamlRefusal("several-documents", "a second document starts here", *_place(event.start_mark))
    assert isinstance(value, dict)
    return value


def _collection(top: Any, next_event: Any, marks: Positions | None) -> Raw:
    """Builds one mapping or list and all below it without recursion, so that depth cannot exhaust the stack."""
    _refuse_decoration(top)
    root: Any = {}
    container: Any = root
    key: str | None = None
    stack: list[tuple[Any, str | None]] = []
    path: list[str | int] = []
    if marks is not None:
        marks.values[()] = _place(top.start_mark)
    while True:
        event = next_event()
        kind = type(event)
        in_mapping = type(container) is dict
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if not stack:
                return root  # type: ignore[no-any-return]
            container, key = stack.pop()
            if marks is not None:
                path.pop()
            key = None
            continue
        if kind is yaml.AliasEvent:
            raise YamlRefusal("alias", f"the alias `*{event.anchor}` is refused", *_place(event.start_mark))
        _refuse_decoration(event)
        if in_mapping and key is None:
            if kind is not yaml.ScalarEvent:
                raise YamlRefusal("wrong-kind", "a key is plain text", *_place(event.start_mark))
            key = event.value
            if key in container:
                raise YamlRefusal(
                    "duplicate-key", f"the key `{key}` stands twice", *_place(event.start_mark), "keep one of the two"
                )
            if marks is not None:
                marks.keys[(*path, key)] = _place(event.start_mark)
            continue
        step: str | int = key if in_mapping and key is not None else len(container)
        if marks is not None:
            marks.values[(*path, step)] = _place(event.start_mark)
        if kind is yaml.ScalarEvent:
            if in_mapping:
                container[key] = event.value
                key = None
            else:
                container.append(event.value)
            continue
        child: Any = {} if kind is yaml.MappingStartEvent else FlowList() if event.flow_style else []
        if in_mapping:
            container[key] = child
        else:
            container.append(child)
        stack.append((container, key))
        if len(stack) > DEEPEST:
            raise YamlRefusal("too-deep", f"nested more than {DEEPEST} levels deep", *_place(event.start_mark))
        if marks is not None:
            path.append(step)
        container, key = child, None


def _refuse_decoration(event: Any) -> None:
    if event.anchor is not None:
        raise YamlRefusal("alias", f"the anchor `&{event.anchor}` is refused", *_place(event.start_mark))
    if event.tag is not None:
        written = event.tag.replace("tag:yaml.org,2002:", "!!")
        raise YamlRefusal("tag", f"the tag `{written}` is refused", *_place(event.start_mark))


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)
