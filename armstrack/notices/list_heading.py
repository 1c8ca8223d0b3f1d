"""The words that introduce a list of goods: major defense equipment (MDE), or what else is included."""

from __future__ import annotations

import re

_MDE = r"(?:MDE|Major\s+Defense\s+Equipment)"

NOT_MDE = re.compile(rf"\bnon-?\s?{_MDE}\b", re.IGNORECASE)
"""The name of everything that is not major defense equipment."""

MDE_HEADING = re.compile(
    rf"""(?<!non-)(?<!non\s)(?:\bthe\s+following\s+)?(?:\badditional\s+)?\b{_MDE}(?:\s?\(MDE\))?(?:\s+(?:items?|articles))?
    (?: \s?: | \s+(?:includes?|will\s+(?:also\s+)?be\s+included)\b:? )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""`Major Defense Equipment (MDE):`, `The following MDE items will be included:`."""

FURTHER_HEADING = re.compile(
    rf"""(?:
      (?:\bthe\s+)?(?:\bfollowing\s+)?\bnon-?\s?{_MDE}\b [^:;.]{{0,80}}?
        (?: : | \b(?:(?:will|are|were|is)\s+)?(?:also\s+)?(?:be\s+)?(?:included|provided)\b:?
          | \bincludes?(?:\s+(?:is|are))?\b:? )
    | \b(?:also\s+)?(?:included|provided)(?:\s+in\s+(?:this|the)\s+[a-z]+)?(?:\s+(?:are|is|will\s+be)\b:?|:)
    | (?:\b(?:the|this)\s+)?(?:\b(?:proposed|possible)\s+)?\b(?:it|sale|request|program|case|package)\s+
        (?:will\s+also\s+include|also\s+includes?|would\s+also\s+include)\b:?
    | \bthe\s+following\s+(?:items|equipment|articles|services)[^:;.]{{0,60}}?
        \bwill\s+(?:also\s+)?be\s+(?:included|provided)\b:?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""`The following non-MDE items will also be included:`, `Also included are`."""


def without_further_heading(text: str) -> str:
    """The list behind such headings, of which two may follow each other; the text itself where it has none."""
    text = text.lstrip()
    while (match := FURTHER_HEADING.match(text)) is not None:
        text = text[match.end() :]
    return text
