"""The section of the Arms Export Control Act that a notice is made under, misread characters included."""

from __future__ import annotations

import re

# An l or an I for a 1, and a 6 for a b, are what scanning makes of the print.
_SECTION = re.compile(r"36\s?\(([b6cd])\)(?:\s?\(([1lI5])\)(?:\s?\(([AC])\))?)?", re.IGNORECASE)
_PURSUANT = re.compile(r"(?:pursuant|requirements|under|Capability)[^.;]{0,60}$", re.IGNORECASE)
_REPORT = re.compile(r"Report\s+of\s+Enhancement", re.IGNORECASE)


def authority(text: str) -> str | None:
    """The section that the notice itself is made under, not those of earlier notices that it mentions."""
    report = _REPORT.search(text)
    if report is not None:
        found = [
            one for match in _SECTION.finditer(text, report.start()) if (one := _spelt(match)).startswith("36(b)(5)")
        ]
        if found:
            return found[0]
    first = None
    for match in _SECTION.finditer(text):
        if _PURSUANT.search(text, max(0, match.start() - 80), match.start()):
            return _spelt(match)
        first = first or _spelt(match)
    return first


def _spelt(match: re.Match[str]) -> str:
    part, paragraph, letter = match[1].lower().replace("6", "b"), match[2], (match[3] or "C").upper()
    if part != "b":
        return f"36({part})"
    if paragraph != "5":
        return "36(b)(1)"
    return f"36(b)(5)({letter})"
