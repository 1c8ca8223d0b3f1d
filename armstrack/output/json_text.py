"""JSON for programs: keys in the order given, and readable in a terminal without harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from json.encoder import encode_basestring

from armstrack.output.safe_text import INVISIBLE

_CONSTANTS = {None: "null", True: "true", False: "false"}
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode

# JSON itself escapes ASCII's controls inside strings; outside of them stand only its own newlines.
_DANGEROUS = f"[{INVISIBLE}]"


def json_document(value: object) -> str:
    """The value as one indented JSON document that ends with a newline.

    Letters stay letters; characters that would act on a terminal instead of being seen become
    JSON's own escapes, so a parser reads the same value.
    """
    return _harmless(_indented(value, "\n")) + "\n"


def _indented(value: object, margin: str) -> str:
    """The value with two spaces for each level, as `json.dumps` writes it, which takes three times as long.

    `margin` is the beginning of a line on the level of the value. Raises ValueError for a number that JSON lacks.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    inner = margin + "  "
    if isinstance(value, dict):
        members = [f"{encode_basestring(key)}: {_indented(each, inner)}" for key, each in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{margin}}}" if members else "{}"
    if isinstance(value, list | tuple):
        texts = [_indented(each, inner) for each in value]
        return f"[{inner}{f',{inner}'.join(texts)}{margin}]" if texts else "[]"
    if value is None or value is True or value is False:
        return _CONSTANTS[value]
    return repr(value) if type(value) is int else _encode(value)


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
