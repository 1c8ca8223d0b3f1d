"""The text of a new record's file: a key a line, an item a line, and remarks as comments above what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from armstrack.model.kinds import Written
from armstrack.yaml_text.check import plain, says

_LONGEST_REMARK = 400

_PLAIN = r"[^\W_][\w./-]*(?: [\w./-]+)*"
"""Text that YAML reads back unchanged without quotes, wherever it stands; far fewer texts than YAML would allow."""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def record_text(record: Mapping[str, Written], remarks: Mapping[str, Sequence[str]]) -> str:
    """A record as the text of a file. `remarks` stand above their key; those of the key `""` at the top.

    Raises ValueError where a text holds half a character, which no file can.
    """
    lines = list(_comments(remarks.get("", ()), ""))
    for key, value in record.items():
        lines += _comments(remarks.get(key, ()), "")
        lines += _block(key, value)
    text = "\n".join(lines) + "\n"
    if not says(text, plain(record)):
        raise AssertionError("the text of a new record does not say what was meant; nothing was written")
    return text


def item_line(value: Written, indentation: str = "  ") -> str:
    """One item of a list, on its own line."""
    return f"{indentation}- {flow_text(value)}"


def key_lines(key: str, value: Written, indentation: str = "") -> list[str]:
    """A key with its value, in the layout of a record's file."""
    return [f"{indentation}{line}" for line in _block(key, value)]


def _block(key: str, value: Written) -> Iterator[str]:
    if key in ("value", "sources") and isinstance(value, Mapping):
        yield f"{key}:"
        for name, held in value.items():
            yield f"  {name}: {flow_text(held)}"
    elif key in ("items", "contractors", "sales", "history") and not isinstance(value, str) and value:
        yield f"{key}:"
        for item in value:
            yield item_line(item)
    else:
        yield f"{key}: {flow_text(value)}"


def _comments(remarks: Sequence[str], indentation: str) -> Iterator[str]:
    for remark in remarks:
        words = "".join(char if char.isprintable() else " " for char in remark)
        yield f"{indentation}# {words[:_LONGEST_REMARK]}"


def flow_text(value: Written) -> str:
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
