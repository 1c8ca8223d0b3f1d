"""Whose text a notice is, as far as the text itself proves it.

Provenance is a claim like any other: a story of the press uses the words of a release, and a
part of a form may come from the Register, the Record or a letter.
"""

from __future__ import annotations

import re

_PROOF = {
    "federal_register": re.compile(
        r"Federal\s+Register|\bFR\s+Doc\b|BILLING\s+CODE|\bA\s+Notice\s+by\s+the\b|\b[0-9]{2}\s+FR\s+[0-9]{3,6}\b"
        r"|\bACTION:\s+(?:Arms\s+sales\s+)?notice",
        re.IGNORECASE,
    ),
    "congressional_record": re.compile(
        r"Congressional Record|unanimous consent|ordered to be printed|\[\[?Pages? [SHE][0-9]|\[Senate\]|Floor Speech"
        r"|\bMr\. President\b|\bMadam President\b|\bExecutive and other communications\b"
        r"|Dear Mr\. Chairman|Dear Mr\. Speaker"
        r"|TRANSMITTAL LETTER|\bHon\. ",
        re.IGNORECASE,
    ),
    "state_press": re.compile(
        r"Foreign\s+Military\s+Sales?:\s+Congressional\s+Notification|Bureau\s+of\s+Political-Military\s+Affairs|@State\.gov"
        r"|\bTransmittal\s?(?:No\.?|#)|^\s{0,8}#\s?[0-9]{2}-",
        re.IGNORECASE | re.MULTILINE,
    ),
    "dsca_press": re.compile(
        r"WASHINGTON\b[^\n]{0,60}\b(?:The|On|the)\b|Media/Public\s+Contact|\bTransmittal\s?No|\bdsca\.mil"
        r"|NEWS \||Source: Defense Security",
        re.IGNORECASE,
    ),
}
"""What nobody but the publisher prints around a notice."""

_FORMULAS = (
    re.compile(r"\bhas\s+made\s+a\s+determination\s+approving\s+a\s+p", re.IGNORECASE),
    re.compile(
        r"\bnotified\s+Congress\b[^.]{0,80}\bof\s+a\s+p(?:ossible|otential)\s+Foreign\s+Military\s+Sale", re.IGNORECASE
    ),
    re.compile(r"\bdelivered\s+the\s+required\s+certification\b", re.IGNORECASE),
    re.compile(
        r"\b(?:has\s+requested|requests)\s+(?:to\s+(?:buy|purchase)|a\s+possible\s+sale|the\b|spare)", re.IGNORECASE
    ),
    re.compile(
        r"\bestimated\s+(?:total\s+)?(?:program\s+|case\s+)?cost\s+is\b|\bcould\s+be\s+as\s+high\s+as\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:principal|prime)\s+contractors?\b", re.IGNORECASE),
    re.compile(r"\bThis\s+(?:proposed\s+)?sale\s+(?:will|serves|is\s+consistent)\b", re.IGNORECASE),
    re.compile(r"\bnot\s+alter\s+the\s+(?:basic\s+)?(?:regional\s+)?military\s+balance\b", re.IGNORECASE),
)
"""Sentences of the agencies' own, which a story rarely quotes three of."""
_LEAST_FORMULAS = 3


def proven_kind(kind: str, text: str, report: bool) -> str:
    """The kind of a notice where its text proves it; `press_report` or `text` where it does not.

    `report`: the text reads like a story of the press.
    """
    if kind not in _PROOF:
        return kind
    proof = _PROOF[kind].search(text) is not None
    formulas = sum(one.search(text) is not None for one in _FORMULAS)
    if kind in ("federal_register", "congressional_record"):
        return kind if proof else "text"
    if report:
        return kind if proof and formulas > _LEAST_FORMULAS else "press_report"
    return kind if proof or formulas >= _LEAST_FORMULAS else "text"
