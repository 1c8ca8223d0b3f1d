"""The text of a new sale file: a key a line, an item a line, and remarks as comments above what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from armstrack.ledger.history_text import EntryValue, flow_text

_LONGEST_REMARK = 400


def sale_text(record: Mapping[str, EntryValue], remarks: Mapping[str, Sequence[str]]) -> str:
    """A record as the text of a file. `remarks` stand above their key; those of the key `""` at the top."""
    lines = list(_comments(remarks.get("", ()), ""))
    for key, value in record.items():
        lines += _comments(remarks.get(key, ()), "")
        lines += _block(key, value)
    return "\n".join(lines) + "\n"


def item_line(value: EntryValue, indentation: str = "  ") -> str:
    """One item of a list, on its own line."""
    return f"{indentation}- {flow_text(value)}"


def key_lines(key: str, value: EntryValue, indentation: str = "") -> list[str]:
    """A key with its value, in the layout of a sale file."""
    return [f"{indentation}{line}" for line in _block(key, value)]


def _block(key: str, value: EntryValue) -> Iterator[str]:
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
