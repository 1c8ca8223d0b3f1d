"""The notice in the Federal Register: the form that went to Congress, the policy justification, and an annex.

    [Federal Register Volume 91, Number 71 (Tuesday, April 14, 2026)]     the day of publication
    [Transmittal No. 26-27]
    (i) Prospective Purchaser … (viii) Date Report Delivered to Congress
    POLICY JUSTIFICATION, with a title line and the words of the release; only here are the contractors
    Annex, Item No. vii: full of numbers that are not quantities, and not read

A correction prints a page anew or says what should have stood there: it is no draft, and
belongs to the sale whose number it names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from armstrack.model.money import Money
from armstrack.model.transmittal_in_text import labelled
from armstrack.notices.days import first_american_day
from armstrack.notices.draft import Correction, Draft, Reading
from armstrack.notices.money import amounts
from armstrack.notices.plain_text import one_line
from armstrack.notices.reader import Reader
from armstrack.notices.sentences import sentences_of
from armstrack.notices.transmittal_form import draft_of, forms, read_form, with_policy

KIND = "federal_register"

SIGNS = (
    "[federal register",
    "federal register /",
    "federal register, volume",
    "[fr doc",
    "fr doc.",
    "billing code",
    "federal register liaison officer",
    "agency: de",
    "action:",
    "summary:",
    "policy justification",
    "date report delivered to congress",
)

_NOTICE = re.compile(r"^\[Federal Register(?: Volume |: )", re.MULTILINE)
_CORRECTION = re.compile(
    r"\bACTION:[^\n:]{0,60}correction|Notification;\s{1,40}Correction"
    r"|\bIn\s+notice\s+document\s+[0-9E][0-9-]{4,12}[^.]{0,200}\bcorrections?\b",
    re.IGNORECASE | re.MULTILINE,
)
_PRINTED = re.compile(
    r"Federal\s+Register(?:\s|:|,|/|\b)[^\n]{0,140}(?:\n[^\n]{0,80})?"
    r"|\bFed\.\s?Reg\.\s[0-9]{1,6}\s?\([A-Z][^)\n]{7,20}\)"
    r"|\b(?:Notice|Rule|Document)\s+by\s[^.]{3,120}?\son\s[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}"
    r"|\bPubli(?:cation|shed)\s+Date:?\s{0,4}[0-9A-Za-z/ ,]{8,30}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:FR\s+Doc(?:ument)?\.?(?:\s+No)?|(?<!notice\s)(?:Published\s+)?Document(?:\s+Number)?)[.:\s]{0,4}"
    r"(?P<number>(?:C[0-9]-)?[0-9]{2,4}-[0-9]{3,6}|E[0-9]-[0-9]{3,6})\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:should (?:read|have|be)|correct|incorrect|reprint|instead of|is changed|revis|erron|error)", re.IGNORECASE
)
_SHOULD_READ = re.compile(
    r"\b(?:should (?:read|be|have (?:read|been))|corrected to read|is corrected to|changed to|to read)\b", re.IGNORECASE
)
_ABOUT = re.compile(r"\b(?:SUMMARY|SUPPLEMENTARY INFORMATION|Correction|CORRECTION):?")
_LONGEST_SAID = 600


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one notice or several, each of one sale or of several."""
    starts = [match.start() for match in _NOTICE.finditer(text)][1:]
    stretches = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    drafts: list[Draft] = []
    corrections: list[Correction] = []
    for stretch in stretches:
        published, address = printed_day(stretch), address_of(stretch)
        if _CORRECTION.search(stretch[:6000]):
            corrections.append(_correction(stretch, published, address))
            continue
        for one in forms(stretch):
            form = read_form(one)
            draft = replace(draft_of(KIND, form), published=published, address=address_of(one) or address)
            drafts.append(with_policy(draft, form))
    if drafts:
        return Reading(tuple(drafts), corrections=tuple(corrections))
    numbers = ", ".join(one.transmittal for one in corrections if one.transmittal)
    return Reading(
        (),
        "This is a correction in the Federal Register; it announces no sale."
        + (f" It belongs to the sale notified as {numbers}." if numbers else ""),
        corrections=tuple(corrections),
    )


def printed_day(text: str) -> date | None:
    """The day of the Register's issue; no other day that its head names, such as that of a law."""
    for match in _PRINTED.finditer(text):
        day = first_american_day(one_line(match[0]))
        if day is not None:
            return day
    return None


def address_of(text: str) -> str | None:
    """The address of the document whose number a text prints."""
    match = _NUMBER.search(text)
    return f"https://www.federalregister.gov/d/{match['number']}" if match is not None else None


def _correction(text: str, published: date | None, address: str | None) -> Correction:
    """What a correction says: its sentences on what is wrong and what should stand there."""
    begins = _ABOUT.search(text)
    said = [
        sentence
        for sentence in sentences_of(text[begins.end() if begins else 0 :])
        if _CORRECTS.search(sentence) and not sentence.startswith("ACTION:")
    ]
    form = read_form(text)
    numbers = labelled(text)
    return Correction(
        kind=KIND,
        transmittal=numbers[0][0] if numbers else None,
        published=published,
        says=" ".join(dict.fromkeys(said))[:_LONGEST_SAID],
        recipients=form.purchaser.recipients if form.purchaser else (),
        value=form.value.total if form.value.total is not None else _corrected_total(said),
        address=address,
    )


def _corrected_total(said: list[str]) -> Money:
    """The total that a correction says should stand in the notice."""
    for sentence in said:
        cue = _SHOULD_READ.search(sentence)
        if cue is None or "total" not in sentence.lower():
            continue
        found = [one.dollars for one in amounts(sentence[cue.end() :]) if not one.bound]
        if len(found) == 1:
            return found[0]
    return None


READER = Reader(KIND, SIGNS, read)
