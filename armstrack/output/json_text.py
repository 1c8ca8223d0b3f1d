"""JSON for programs: keys in the order given, and readable in a terminal without harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from armstrack.output.safe_text import INVISIBLE

# JSON itself escapes ASCII's controls inside strings; outside of them stand only its own newlines.
_DANGEROUS = f"[{INVISIBLE}]"


def json_document(value: object) -> str:
    """The value as one indented JSON document that ends with a newline.

    Letters stay letters; characters that would act on a terminal instead of being seen become
    JSON's own escapes, so a parser reads the same value.
    """
    return _harmless(json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)) + "\n"


def json_lines(rows: Iterable[object]) -> str:
    """One compact JSON document a line, in the order of the rows; nothing for no rows."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
    return _harmless("".join(f"{encode(row)}\n" for row in rows))


def _harmless(document: str) -> str:
    if document.isascii() and "\x7f" not in document:
        return document
    return re.sub(_DANGEROUS, _escape, document)


def _escape(match: re.Match[str]) -> str:
    # JSON counts in UTF-16: a character beyond the first plane is written as two escapes.
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
