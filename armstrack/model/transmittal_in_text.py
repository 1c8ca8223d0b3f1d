"""Transmittal numbers as texts print them: `26-27`, `24-112`, `0G-23`, `RSAT 26-1C`, `DDTC 13-019`, `DTC 034-99`."""

from __future__ import annotations

import re

NUMBER = (
    r"(?:(D?DTC|RSAT(?=[ -][0-9]-[0-9]{2}\b))[ -]{0,2}|(?:RS ?AT)[ -]{0,2})?"
    r"([0-9][0-9A-Z]\s{0,2}-\s{0,8}[0-9A-Z]{1,4}|(?<=DTC[ -])[0-9]{1,3}-[0-9]{2,3}"
    r"|(?<=RSAT[ -])[0-9]-[0-9]{2})(?![0-9A-Za-z])"
)
_OF_TRANSFERS = re.compile(r"[0-9]{2}-[0-9]{4}")
_LABELLED = re.compile(
    rf"(?:Transmittals?|Notification(?=\s+Number))\s{{0,3}}(?:Numbers?|N[o0]s?|#)?[.:#\s]{{0,6}}{NUMBER}", re.IGNORECASE
)
_UNLABELLED = re.compile(
    rf"#[ ]?{NUMBER}|(?:^|\n)[ ]{{0,8}}N[o0]\.?[ ]?{NUMBER}[ ]{{0,8}}(?=\n|$)",
    re.IGNORECASE,
)
_FILE_NAME = re.compile(rf"(?<![0-9A-Za-z-]){NUMBER}[^\n]{{0,40}}\.pdf", re.IGNORECASE)


def labelled(text: str) -> list[tuple[str, int]]:
    """Every number behind the word Transmittal, with its place in the text."""
    return [(_number(match), match.start()) for match in _LABELLED.finditer(text)]


def in_head(text: str) -> str | None:
    """The number above the text of a release: behind its label, behind a mere #, or in a file's name."""
    for form in (_LABELLED, _UNLABELLED, _FILE_NAME):
        match = form.search(text)
        if match is not None:
            return _number(match)
    return None


def _number(match: re.Match[str]) -> str:
    label, number = match.groups()[:2] if match[2] else match.groups()[2:]
    bare = "".join(number.upper().split())
    if label:
        return f"{label.upper()} {bare}"
    # Transfers to a third party are numbered apart from sales, with four digits.
    return f"RSAT {bare}" if _OF_TRANSFERS.fullmatch(bare) else bare
