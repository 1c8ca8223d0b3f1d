"""JSON for programs: keys in the order given, and readable in a terminal without harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring

from armstrack.output.safe_text import INVISIBLE

_CONSTANTS = {None: "null", True: "true", False: "false"}
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

AT_ONCE = 200
"""So many rows of a long list are one piece of a document."""

# JSON itself escapes ASCII's controls inside strings; outside of them stand only its own newlines.
_DANGEROUS = f"[{INVISIBLE}]"


def json_document(value: object) -> str:
    """The value as one indented JSON document that ends with a newline.

    Letters stay letters; characters that would act on a terminal instead of being seen become
    JSON's own escapes, so a parser reads the same value.
    """
    return "".join(json_pieces(value))


def json_pieces(value: object) -> Iterator[str]:
    """The same document in pieces: a long list in it is never held as one text."""
    if not isinstance(value, dict):
        yield _harmless(_indented(value, "\n")) + "\n"
        return
    before = "{\n  "
    for key, each in value.items():
        begun = f"{before}{encode_basestring(key)}: "
        before = ",\n  "
        if isinstance(each, list) and len(each) > AT_ONCE:
            begun += "[\n    "
            for at in range(0, len(each), AT_ONCE):
                rows = [_indented(row, "\n    ") for row in each[at : at + AT_ONCE]]
                yield _harmless(begun + ",\n    ".join(rows))
                begun = ",\n    "
            yield "\n  ]"
        else:
            yield _harmless(begun + _indented(each, "\n  "))
    yield "\n}\n" if value else "{}\n"


def _indented(value: object, margin: str) -> str:
    """The value with two spaces for each level, as `json.dumps` writes it, which takes three times as long.

    `margin` is the beginning of a line on the level of the value. Raises ValueError for a number that JSON lacks.
    """
    inner = margin + "  "
    if isinstance(value, dict):
        if not value:
            return "{}"
        texts = []
        for each in value.values():
            # The texts, numbers and gaps of which most of a document is made are written without another call.
            kind = type(each)
            if kind is str:
                texts.append(encode_basestring(each))
            elif each is None:
                texts.append("null")
            elif kind is int:
                texts.append(repr(each))
            else:
                texts.append(_indented(each, inner))
        return _mapping(tuple(value), margin) % tuple(texts)
    if isinstance(value, list | tuple):
        texts = [_indented(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(texts)}{margin}]" if texts else "[]"
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None or value is True or value is False:
        return _CONSTANTS[value]
    return repr(value) if type(value) is int else _encode(value)


@lru_cache(500)
def _mapping(keys: tuple[str, ...], margin: str) -> str:
    """A mapping with these keys, and `%s` for each of its values: rows of one kind have the same keys."""
    inner = margin + "  "
    members = [f"{encode_basestring(key).replace('%', '%%')}: %s" for key in keys]
    return f"{{{inner}{f',{inner}'.join(members)}{margin}}}"


def json_lines(rows: Iterable[object]) -> str:
    """One compact JSON document a line, in the order of the rows; nothing for no rows."""
    return _harmless("".join(f"{_encode(row)}\n" for row in rows))


def _harmless(document: str) -> str:
    if document.isascii() and "\x7f" not in document:
        return document
    return re.sub(_DANGEROUS, _escape, document)


def _escape(match: re.Match[str]) -> str:
    # JSON counts in UTF-16: a character beyond the first plane is written as two escapes.
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
