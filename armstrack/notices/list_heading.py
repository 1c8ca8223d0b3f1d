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

_SALE = (
    r"(?:(?:possible|proposed|potential|prospective)\s+)?(?:foreign\s+military\s+|fms\s+)?(?:sale|request|program"
    r"|case|package|purchase|procurement|notification|offer|effort)"
)

FURTHER_HEADING = re.compile(
    rf"""(?:
      (?:\bthe\s+)?(?:\bfollowing\s+)?\bnon-?\s?{_MDE}\b [^:;.]{{0,80}}?
        (?: : | \b(?:(?:will|are|were|is)\s+)?(?:also\s+)?(?:be\s+)?(?:included|provided)\b:?
          | \bincludes?(?:\s+(?:is|are))?\b:? )
    | \b(?:in\s+addition,?\s+)?(?:(?:also|additionally|further|furthermore)\s+)?
        (?:included|provided|requested|proposed|offered|covered|sought)
        (?:\s+(?:also|additionally|in\s+addition))?
        (?:\s+(?:in|with|under|for|by|as\s+(?:a\s+)?part\s+of)\s+(?:this|the|its|that)\s+(?:\w+\s+){{0,4}}?[a-z]+)?
        (?:\s+(?:(?:also\s+)?(?:are|is)|will\s+be|would\s+be|were)(?:\s+also)?\b(?:\s+the\s+following)?:?|:)
    | (?:\b(?:in\s+addition|additionally|further),?\s+)?(?:\b(?:the|this)\s+)?(?:\bit|\b{_SALE})\s+
        (?:(?:will|would|may|is\s+to)\s+)?(?:(?:also|further|additionally)\s+)?
        (?:includes?|consists?\s+of|comprises?|provides?(?=\s?:|\s+(?:[a-z]+[\s-]){{0,8}}\([0-9])|covers?)\b:?
    | \b(?:the|this)\s+{_SALE}\b[^.;:]{{0,120}}?\b(?:sale|purchase|procurement)\s+of
        (?:\s+the\s+following\b[^.;:]{{0,40}})?\s?:
    | \b(?:other|additional|associated|related|support(?:ing)?)\s+(?:[a-z-]+\s+){{0,2}}?
        (?:items|equipment|articles|services|support)
        [^:;.]{{0,40}}?\b(?:will\s+(?:also\s+)?)?(?:includes?|consists?\s+of)\b:?
    | \bthe\s+following\s+(?:\w+\s+){{0,2}}?(?:items|equipment|articles|services)[^:;.]{{0,60}}?
        \b(?:will|would|are|were|is)\s+(?:also\s+)?(?:be\s+)?(?:included|provided|requested|offered|purchased)\b:?
    )\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""`The following non-MDE items will also be included:`, `Also included are`, `Requested with this case are:`,
`The proposed sale will include`."""


def without_further_heading(text: str) -> str:
    """The list behind such headings, of which two may follow each other; the text itself where it has none."""
    text = text.lstrip()
    while (match := FURTHER_HEADING.match(text)) is not None:
        text = text[match.end() :]
    return text
