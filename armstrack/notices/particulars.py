"""What notices say beside goods and money: offset agreements, whose money, who carries it out, by which case."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OFFSET_UNAWARE = re.compile(r"\bnot (?:currently )?aware of any\b|\bunknown\b|\bnot known\b|\bnot yet\b")
_OFFSET_NONE = re.compile(
    r"\bno (?:known |proposed |formal )?offsets?\b|\bnot (?:any|a) offset|\bwithout offset|\bnone\b"
    r"|\bno known\b|\bnot (?:been )?(?:proposed|requested)\b|\bdoes not (?:include|involve|require)"
)
_OFFSET_KNOWN = re.compile(
    r"\b(?:requests?|requested|requires?|required|proposed|agreed|expects?|seeks?|desires?|intends?|has|includes?)\b"
)
_OFFSET_LATER = re.compile(
    r"\b(?:any|if|should)\b[^.]{0,40}\boffset[^.]{0,80}\b(?:will|would|may) be (?:defined|determined|negotiated)"
)
_FUNDING = re.compile(r"\bFunding\s+Sources?\s?:\s*(?P<source>[^\n.;(|]{2,60})", re.IGNORECASE)
_FUNDED = re.compile(
    r"\b(?:funded|financed|funding|using|paid)\b[^.;]{0,60}\b(?:Foreign Military Financing|FMF|national funds)\b",
    re.IGNORECASE,
)
_FMF = re.compile(r"\bFMF\b|\bForeign\s+Military\s+Financing\b", re.IGNORECASE)
_NATIONAL = re.compile(r"\bnational\s+funds?\b", re.IGNORECASE)
_CASE = re.compile(r"\b([A-Z0-9]{2}-\s{0,3}[A-Z]-\s{0,3}[A-Z]{3})\b")


def offset_said(lowered: str) -> str | None:
    """What a sentence, in lower case, says of an offset agreement: `known`, `none` or `unknown`; `None` for nothing."""
    if "offset" not in lowered or "offset printing" in lowered:
        return None
    if _OFFSET_LATER.search(lowered):
        return None
    if _OFFSET_UNAWARE.search(lowered):
        return "unknown"
    if _OFFSET_NONE.search(lowered):
        return "none"
    return "known" if _OFFSET_KNOWN.search(lowered) else None


def funding_said(text: str) -> str | None:
    """Where a text says that the money comes from: `national`, `fmf`, or its own words behind "Funding Source:"."""
    match = _FUNDING.search(text)
    if match is None:
        spoken = _FUNDED.search(text)
        if spoken is None:
            return None
        words = spoken[0]
    else:
        words = " ".join(match["source"].split())
    fmf, national = _FMF.search(words) is not None, _NATIONAL.search(words) is not None
    if fmf and not national:
        return "fmf"
    if national and not fmf:
        return "national"
    return words.strip(" ,") if match is not None else None


def earlier_case(text: str) -> str:
    """What an earlier case that grew is called: by its designator, where the text prints one."""
    designator = next(case_designators(text), None)
    return f"case {designator}" if designator else "an earlier case below the threshold"


def case_designators(text: str) -> Iterator[str]:
    """The designators of FMS cases in a text, in order, each once."""
    yield from dict.fromkeys("".join(match[1].split()) for match in _CASE.finditer(text))
