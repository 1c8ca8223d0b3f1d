"""A second notice of a sale, merged into its file: what is missing is added, and nothing that stands there is touched.

Lines are spliced in at the end of the list or mapping that they belong to, or before the
history. What cannot be added without rewriting something is left out and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from armstrack.law import strict_yaml
from armstrack.ledger.history_text import append_entry
from armstrack.ledger.sale_text import item_line, key_lines

_SIMPLE = ("purchaser", "transmittal")
_LISTS = ("items", "contractors")


@dataclass
class Merged:
    """The new text of a file, and what was done to it."""

    text: str
    added: list[str] = field(default_factory=list)
    """What was added, in words."""
    left_out: list[str] = field(default_factory=list)
    """What is new and could not be added without changing what stands there."""


def merge_record(
    text: str, record: Mapping[str, Any], new_items: Mapping[str, Iterable[Mapping[str, str]]], published: str | None
) -> Merged:
    """The text of a sale file with what a second record of the sale adds.

    `new_items` are the items and contractors that the file does not have. Raises
    strict_yaml.YamlRefusal or HistoryNotAtEnd where the text is not that of a sale.
    """
    merged = Merged(text)
    raw = strict_yaml.read(text)
    for key in _SIMPLE:
        if key not in raw and key in record:
            _insert_before_history(merged, key_lines(key, record[key]), key)
    _merge_value(merged, record.get("value", {}))
    for key in _LISTS:
        items = list(new_items[key])
        if items:
            _add_to_list(merged, key, items)
    source = next(iter(record["sources"]))
    name = _add_source(merged, source, record["sources"][source])
    if name is not None and published is not None:
        merged.text = append_entry(merged.text, {"date": published, "event": "published", "source": name})
        merged.added.append(f"history: published {published}")
    return merged


def _merge_value(merged: Merged, value: Mapping[str, str]) -> None:
    raw = strict_yaml.read(merged.text).get("value")
    known = {key: amount for key, amount in value.items() if amount != "unknown"}
    if raw is None:
        if known:
            _insert_before_history(merged, key_lines("value", known), "value")
        return
    missing = {key: amount for key, amount in known.items() if isinstance(raw, dict) and key not in raw}
    if not missing:
        return
    if not _is_block(merged.text, "value"):
        merged.left_out += [f"value: {key}: {amount}" for key, amount in missing.items()]
        return
    indentation = _indentation(merged.text, "value")
    _insert_behind(merged, "value", [f"{indentation}{key}: {amount}" for key, amount in missing.items()])
    merged.added += [f"value: {key}: {amount}" for key, amount in missing.items()]


def _add_to_list(merged: Merged, key: str, items: list[Mapping[str, str]]) -> None:
    raw = strict_yaml.read(merged.text).get(key)
    names = [f"{key}: {' '.join(filter(None, (item.get('quantity'), item['name'])))}" for item in items]
    if raw is None:
        _insert_before_history(merged, key_lines(key, items), None)
        merged.added += names
    elif not raw or not _is_block(merged.text, key):
        merged.left_out += names
    else:
        indentation = _indentation(merged.text, key)
        _insert_behind(merged, key, [item_line(item, indentation) for item in items])
        merged.added += names


def _add_source(merged: Merged, key: str, source: Mapping[str, str]) -> str | None:
    """Adds a source, under a name of its own where its usual one is taken; `None` where it stands there already."""
    raw = strict_yaml.read(merged.text).get("sources")
    if raw is None:
        _insert_before_history(merged, key_lines("sources", {key: source}), f"sources: {key}")
        return key
    if not isinstance(raw, dict) or any(dict(source) == held for held in raw.values()):
        return None
    name, number = key, 1
    while name in raw:
        number += 1
        name = f"{key}-{number}"
    if not _is_block(merged.text, "sources"):
        merged.left_out.append(f"sources: {name}")
        return None
    indentation = _indentation(merged.text, "sources")
    _insert_behind(merged, "sources", [f"{indentation}{key_lines(name, source)[0]}"])
    merged.added.append(f"sources: {name}")
    return name


def _is_block(text: str, key: str) -> bool:
    """Whether the value of a key is written over lines of its own."""
    places = strict_yaml.positions(text)
    return places.values[(key,)].line > places.keys[(key,)].line


def _indentation(text: str, key: str) -> str:
    return " " * (strict_yaml.positions(text).values[(key,)].column - 1)


def _insert_behind(merged: Merged, key: str, new: list[str]) -> None:
    """Puts lines behind the last line of a key's value; comments and blank lines that follow stay behind them."""
    keys = strict_yaml.positions(merged.text).keys
    line = keys[(key,)].line
    following = min((place.line for path, place in keys.items() if len(path) == 1 and place.line > line), default=0)
    _insert(merged, following, new)


def _insert_before_history(merged: Merged, new: list[str], name: str | None) -> None:
    _insert(merged, strict_yaml.positions(merged.text).keys[("history",)].line, new)
    if name is not None:
        merged.added.append(name)


def _insert(merged: Merged, before: int, new: list[str]) -> None:
    """Puts lines before the line of a number (from 1), and before the comments and blank lines right above it."""
    lines = merged.text.splitlines(keepends=True)
    at = before - 1
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    ending = "\r\n" if lines[0].endswith("\r\n") else "\n"
    merged.text = "".join([*lines[:at], *(line + ending for line in new), *lines[at:]])
