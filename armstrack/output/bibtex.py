"""Entries for BibTeX and BibLaTeX. Text from files is text: it closes no brace, begins no comment, calls no macro."""

from __future__ import annotations

import re
from collections.abc import Sequence

from armstrack.output.safe_text import printable

_ESCAPES = {
    "\\": r"\textbackslash{}",
    # An escaped brace would still count when braces are balanced; these macros spell one without being one.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "%": r"\%",
    "&": r"\&",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile("[" + re.escape("".join(_ESCAPES)) + "]|-(?=-)")
_UNFIT_FOR_ADDRESS = re.compile(r"[{}\\^`\"<>| ]")

Fields = Sequence[tuple[str, str]]


def bibtex_text(text: str) -> str:
    """The text, on one line, with everything escaped that TeX would read as more than a letter.

    Two hyphens stay two, as in an option of a command, and do not become a dash.
    """
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], "-{}"), printable(text))


def bibtex_address(address: str) -> str:
    """An address for a `url` field, which BibLaTeX and the styles that know it read letter by letter.

    So nothing in it is escaped as in text, which would make it another address; what could end the field is
    written as URLs write it.
    """
    return _UNFIT_FOR_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", printable(address))


def bibtex_entry(key: str, title: str, fields: Fields) -> str:
    """One entry that ends with a newline; fields without a text are left out.

    The title stands in a second pair of braces, so that styles keep its capitals.
    """
    lines = [f"@misc{{{key},", f"  title = {{{{{bibtex_text(title)}}}}},"]
    for name, text in fields:
        if text:
            lines.append(f"  {name} = {{{bibtex_address(text) if name == 'url' else bibtex_text(text)}}},")
    return "\n".join([*lines, "}"]) + "\n"
