"""The end of a sale file, as text: add one entry behind the last, or take the last one away.

The history is the last key of a sale file, so that a move changes nothing but the end of
the file. Nothing is ever dumped anew: a line is spliced in, or the lines of one entry are cut
out, and every other byte stays as it was. Where to cut is asked of the YAML parser, and the
result of every splice is parsed again and compared before it is handed back.

Pure functions from text to text. Read the file with its line endings as they are
(`bytes.decode`, never `open` in text mode, which would translate them).
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

EntryValue = str | Sequence["EntryValue"] | Mapping[str, "EntryValue"]
"""What a key of an entry may hold: text, a list, or keys with values of their own."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_BREAKS = "\n\r\x85\u2028\u2029"
"""What ends a line for YAML 1.1. Editors know only the first two, and the two together."""
_LINE = rf"[^{_BREAKS}]*(?:\r\n|[{_BREAKS}]|\Z)"
_FINAL_BREAK = rf"(?:\r\n|[{_BREAKS}])\Z"
_EDITOR_BREAK = r"\r\n|\r|\n"

_PLAIN = r"[^\W_][\w./-]*(?: [\w./-]+)*"
"""Text that YAML reads back unchanged without quotes, wherever it stands; far fewer texts than YAML would allow."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

_TAIL = 4
"""The events behind the last entry: the ends of the history, of the record, of the document and of the stream."""


class HistoryNotAtEnd(ValueError):
    """The text does not end in a history to which an entry could be added.

    `line` and `column` (from 1, as editors count them) are where it goes wrong, `message` says how.
    """

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message


class OnlyEntry(ValueError):
    """The history has a single entry. Without it, the sale would never have happened, so it stays."""


class UnsafeEdit(RuntimeError):
    """The edited text would not say what it should: something else than the one entry would change.

    Behind `append_entry` this is a defect of this module. Behind `remove_last_entry` it may
    also be the file: a comment that follows the entry would become part of a block text before it.
    """


@dataclass(frozen=True, slots=True)
class WrittenEntry:
    """One entry as it stands in the file: whole lines, from the one with its dash to the one on which it ends.

    `start` and `end` are offsets in characters, the final line break included; `text` is what
    lies between them; `line` is the number of the first line, from 1, as editors count.
    """

    start: int
    end: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class TextEvent:
    """An event of the parser, with offsets that hold in the whole text."""

    kind: type[Event]
    value: str | None
    anchor: str | None
    tag: str | None
    flow: bool
    start: int
    end: int

    @property
    def says(self) -> tuple[type[Event], str | None, str | None, str | None]:
        """What the event means, wherever it stands and however it is quoted."""
        return (self.kind, self.value, self.anchor, self.tag)


@dataclass(frozen=True, slots=True)
class _History:
    """A parsed sale file: its events, how far its dashes are indented, how many entries it has, and the last one."""

    events: list[TextEvent]
    indentation: str
    entries: int
    last: WrittenEntry


def last_entry(text: str) -> WrittenEntry:
    """The last entry of the history: what `remove_last_entry` would take away.

    Raises HistoryNotAtEnd where the text does not end in a history.
    """
    return _read(text).last


def append_entry(text: str, entry: Mapping[str, EntryValue]) -> str:
    """The text with one more entry, on a line of its own directly behind the last one.

    Comments, blank lines and `...` behind the last entry stay behind the new one. The line is
    indented and ended like its neighbours; a text without a final line break gets none.

    Raises HistoryNotAtEnd where the text does not end in a history, ValueError where the
    entry holds a lone surrogate (no file can), and UnsafeEdit, never expected, where the
    result would not read back as the old entries and the new one.
    """
    history = _read(text)
    before, after = text[: history.last.end], text[history.last.end :]
    ending = line_ending(before, after)
    line = f"{history.indentation}- {flow_text(entry)}"
    if before.endswith(tuple(_BREAKS)):
        old, result = history.events, before + line + ending + after
    else:
        # A block text at the very end of a file gains its line break with whatever follows it; nothing else may change.
        old, result = parsed_events(before + ending), before + ending + line
    expected = [*_says(old[:-_TAIL]), *_events_of(entry), *_says(old[-_TAIL:])]
    if _says(parsed_events(result)) != expected:
        raise UnsafeEdit("the new entry would change what the file says; nothing was written")
    return result


def remove_last_entry(text: str) -> tuple[str, str]:
    """The text without its last entry, and the lines that were taken out: what `append_entry` added, byte for byte.

    Where the entry ended the text without a line break, the break before it goes too (and with
    it that of a block text that now ends the file: YAML counts it, a reader of notes should not).

    Raises HistoryNotAtEnd where the text does not end in a history, OnlyEntry where nothing
    would be left of it, and UnsafeEdit where what follows the entry would become part of the
    one before: an indented comment behind a block text, say.
    """
    history = _read(text)
    if history.entries == 1:
        raise OnlyEntry("the only entry of a history cannot be taken back")
    last = history.last
    before, after = text[: last.start], text[last.end :]
    left = _read(before + after)
    kept = history.events[: len(left.events) - _TAIL] + history.events[-_TAIL:]
    if left.entries != history.entries - 1 or _says(left.events) != _says(kept):
        raise UnsafeEdit("what follows the last entry would become part of the entry before it")
    if not last.text.endswith(tuple(_BREAKS)):
        before = re.sub(_FINAL_BREAK, "", before)
    return before + after, last.text


def parsed_events(text: str) -> list[TextEvent]:
    """All events of the text. Raises HistoryNotAtEnd where it is not YAML."""
    # The C parser does not count a byte order mark and the Python one does: neither gets to see it.
    body = text.lstrip("\ufeff")
    shift = len(text) - len(body)
    events = []
    try:
        for event in yaml.parse(body, Loader=_LOADER):
            start, end = event.start_mark, event.end_mark
            assert start is not None  # only events made by hand have no marks
            assert end is not None
            events.append(
                TextEvent(
                    kind=type(event),
                    value=getattr(event, "value", None),
                    anchor=getattr(event, "anchor", None),
                    tag=getattr(event, "tag", None),
                    # The Python parser says None, not False, for a sequence that is not indented.
                    flow=bool(getattr(event, "flow_style", False)),
                    start=start.index + shift,
                    end=end.index + shift,
                )
            )
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or error
        raise _wrong(text, mark.index + shift if mark else 0, f"the text is not valid YAML: {problem}") from error
    return events


def _read(text: str) -> _History:
    """The history at the end of a text. Raises HistoryNotAtEnd where there is none."""
    events = parsed_events(text)
    documents = [event for event in events if event.kind is DocumentStartEvent]
    if len(documents) != 1:
        place = documents[1].start if documents else 0
        raise _wrong(text, place, "a sale file holds one record, and this one " + ("a second" if documents else "none"))
    if events[2].kind is not MappingStartEvent or events[2].flow:
        raise _wrong(text, events[2].start, "a record is written with one key a line")
    fields, entries = _nodes(events)
    if events[fields[-2]].value != "history":
        raise _wrong(text, events[fields[-2]].start, "`history` must be the last key of the file")
    start = events[fields[-1]].start
    line_start = 1 + max(text.rfind(line_break, 0, start) for line_break in _BREAKS)
    indentation = text[line_start:start]
    if (
        events[fields[-1]].kind is not SequenceStartEvent
        or events[fields[-1]].flow
        or text[start] != "-"
        or indentation.strip(" ")
    ):
        raise _wrong(text, start, "`history` must be a list whose entries begin with `-`, on lines of their own")
    entries = [position for position in entries if position > fields[-1]]
    for position in entries:
        if events[position].kind is not MappingStartEvent:
            raise _wrong(text, events[position].start, "an entry of the history must have keys and values")
    item = events[entries[-1] : -_TAIL]
    # Between a dash and its entry stand only blanks and comments: the nearest line that begins with a dash is its line.
    start = 1 + max(text.rfind(f"{line_break}{indentation}-", 0, item[0].start) for line_break in _BREAKS)
    end = _end_of_lines(text, events, item)
    line, _ = _place(text, start)
    return _History(events, indentation, len(entries), WrittenEntry(start, end, text[start:end], line))


def _nodes(events: list[TextEvent]) -> tuple[list[int], list[int]]:
    """The positions of all nodes one level deep (keys and values of the record), and of those two levels deep."""
    levels: tuple[list[int], list[int], list[int]] = ([], [], [])
    depth = 0
    for position, event in enumerate(events):
        if issubclass(event.kind, NodeEvent) and depth < len(levels):
            levels[depth].append(position)
        depth += issubclass(event.kind, CollectionStartEvent) - issubclass(event.kind, CollectionEndEvent)
    return levels[1], levels[2]


def _end_of_lines(text: str, events: list[TextEvent], item: list[TextEvent]) -> int:
    """Where the last line of an entry ends, its break included; `item` holds the events of the entry."""
    # The parser ends a block collection at the next token, behind all comments. What counts is the last thing written.
    end = next(event.end for event in reversed(item) if is_written(text, event))
    if text[end - 1] in _BREAKS:
        return _end_of_block_text(text, events, end)
    return end_of_line(text, end)


def end_of_line(text: str, offset: int) -> int:
    """Where the line of an offset ends, its break included."""
    line = re.compile(_LINE).match(text, offset)
    assert line is not None  # the pattern matches everywhere
    return line.end()


def is_written(text: str, event: TextEvent) -> bool:
    """Whether the end of an event is the end of something that stands in the text."""
    if event.kind is ScalarEvent and event.start == event.end:
        # An empty value ends behind its sign. One that has no sign (`? key`) is put at the next token.
        return text[event.end - 1] in ":-?"
    return event.kind in (ScalarEvent, AliasEvent) or (
        # Only flow collections have a closing sign.
        issubclass(event.kind, CollectionEndEvent) and event.start < event.end
    )


def _end_of_block_text(text: str, events: list[TextEvent], end: int) -> int:
    """Where the block text (`|`, `>`) at the end of an entry ends: behind its last line that means something.

    The parser puts its `end` behind all blank lines that follow. Whether those are part of the
    text depends on its header (`|+`) and on how far they are indented, so the parser is asked
    again: the text ends at the first line end up to which the file says the same.
    """
    written = len(text[:end].rstrip(" \t" + _BREAKS))
    ends = [line.end() for line in re.compile(_LINE).finditer(text, written, end)]
    return ends[bisect.bisect_left(ends, True, key=lambda cut: _says(parsed_events(text[:cut])) == _says(events))]


def line_ending(before: str, after: str) -> str:
    """The line break for a line between these two: that of the nearest line above."""
    endings = re.findall(_EDITOR_BREAK, before)
    if not endings or (endings[-1] == "\r" and after.startswith("\n")):
        return "\n"  # a lone CR would melt into one break with the LF behind it
    return str(endings[-1])


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, from 1, as editors count: a U+2028 ends a line for YAML and for nobody else."""
    breaks = [found.end() for found in re.compile(_EDITOR_BREAK).finditer(text, 0, offset)]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def _wrong(text: str, offset: int, message: str) -> HistoryNotAtEnd:
    return HistoryNotAtEnd(*_place(text, offset), message)


def _says(events: list[TextEvent]) -> list[tuple[type[Event], str | None, str | None, str | None]]:
    return [event.says for event in events]


def _events_of(value: EntryValue) -> Iterator[tuple[type[Event], str | None, str | None, str | None]]:
    """What the parser must say of a value once it is written."""
    if isinstance(value, str):
        yield (ScalarEvent, value, None, None)
    elif isinstance(value, Mapping):
        yield (MappingStartEvent, None, None, None)
        for key, held in value.items():
            yield (ScalarEvent, key, None, None)
            yield from _events_of(held)
        yield (MappingEndEvent, None, None, None)
    else:
        yield (SequenceStartEvent, None, None, None)
        for held in value:
            yield from _events_of(held)
        yield (SequenceEndEvent, None, None, None)


def flow_text(value: EntryValue) -> str:
    """A value in YAML's flow style, on one line."""
    if isinstance(value, str):
        return as_yaml(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{as_yaml(key)}: {flow_text(held)}" for key, held in value.items()) + "}"
    return "[" + ", ".join(flow_text(held) for held in value) + "]"


def as_yaml(text: str) -> str:
    """A text as YAML: bare where that is safe, else in double quotes. Raises ValueError for a lone surrogate."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{text!r} holds half a character (a lone surrogate), which no file can hold")
    return text if re.fullmatch(_PLAIN, text) else '"' + "".join(map(_character, text)) + '"'


def _character(character: str) -> str:
    """A character between double quotes. What cannot be seen is escaped, so that nothing hides in a ledger."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
