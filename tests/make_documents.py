"""Makes docs/documents.md: every document that `--format json` prints, its keys, their types and what they mean.

Run `python tests/make_documents.py` after a change to armstrack/documents; the page is made from the types there.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin, is_typeddict

from armstrack.documents.registry import DOCUMENTS
from armstrack.documents.schema import described, keys_of

PAGE = Path(__file__).parent.parent / "docs" / "documents.md"

INTRODUCTION = """\
# The documents

What the commands print with `--format json`, key by key. Money is in whole US dollars, `null` where it is unknown;
days are ISO text as precise as known (`2026`, `2026-03`, `2026-03-17`). Keys are only ever added, at the end; a key in
_italics_ is not always there. `--format jsonl` prints one row a line; the columns of `csv` are chosen among the keys.

The same as JSON Schema: `armstrack schema --documents`, or of one of them `armstrack schema list --documents`.

<!-- Made by `python tests/make_documents.py` from the types in armstrack/documents; change those instead. -->
"""

NAMES = {str: "text", int: "number", float: "number", bool: "true or false", type(None): "null"}


def page() -> str:
    """The page."""
    told: set[str] = set()
    parts = [INTRODUCTION, *(text for name in DOCUMENTS for text in _section(name, told))]
    return "\n".join(parts)


def _section(name: str, told: set[str]) -> Iterator[str]:
    printed = DOCUMENTS[name]
    several = get_origin(printed.type) is list
    document = get_args(printed.type)[0] if several else printed.type
    commands = ", ".join(f"`armstrack {command}`" for command in printed.command.split(", "))
    if printed.command.startswith("any command"):
        commands = printed.command[0].upper() + printed.command[1:]
    yield f"## {name}\n"
    if document.__name__ in told:
        yield f"{commands}: {'an array of ' if several else ''}{_link(document)}.\n"
        return
    yield f"{commands}: {'an array. ' if several else ''}{_summary(document)}\n"
    yield from _tables(document, told, 3, headed=False)


def _tables(document: Any, told: set[str], depth: int, headed: bool) -> Iterator[str]:
    """The table of a document, then those of its parts that were not told yet."""
    told.add(document.__name__)
    if headed:
        yield f"{'#' * depth} {document.__name__}\n"
        yield f"{_summary(document)}\n"
    else:
        yield f'<a id="{document.__name__.lower()}"></a>\n'
    yield "| key | | |\n|---|---|---|"
    parts: dict[str, Any] = {}
    for key, annotation in keys_of(document).items():
        kind, said = described(annotation)
        name = f"`{key}`" if key in document.__required_keys__ else f"_`{key}`_"
        yield f"| {name} | {_type(kind, parts)} | {said or _first(kind)} |"
    yield ""
    for part in parts.values():
        if part.__name__ not in told:
            yield from _tables(part, told, 3, headed=True)


def _summary(document: Any) -> str:
    return " ".join(inspect.cleandoc(document.__doc__ or "").split())


def _first(kind: Any) -> str:
    """The first sentence on what a key holds, where the key itself says nothing."""
    for each in (kind, *get_args(kind)):
        if is_typeddict(each):
            return _summary(each).partition(". ")[0].rstrip(".") + "."
    return ""


def _link(document: Any) -> str:
    return f"[{document.__name__}](#{document.__name__.lower()})"


def _type(kind: Any, parts: dict[str, Any]) -> str:
    kind, _ = described(kind)
    if kind in NAMES:
        return NAMES[kind]
    if is_typeddict(kind):
        parts[kind.__name__] = kind
        return _link(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is list:
        return f"array of {_type(inner[0], parts)}"
    if origin is dict:
        return f"object of {_type(inner[1], parts)}"
    assert origin in (Union, types.UnionType), kind
    return ", ".join(dict.fromkeys(_type(each, parts) for each in inner))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
