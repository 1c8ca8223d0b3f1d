"""The Federal Register as XML: one document (`full_text_xml`), or an issue with all of its documents.

Each notice becomes the text that the Register's own plain text has: labels on the line of what they
name, a row of a table on a line, a page mark where a page begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from armstrack.notices.formats.bounded_xml import XmlReader, read_xml
from armstrack.notices.formats.copied import CannotCopy, Copied

WHAT = "XML of the Federal Register"
_DOCUMENTS = frozenset(("NOTICE", "RULE", "PRORULE", "PRESDOCU"))
_ROOT = re.compile(rb"<(?:NOTICE|RULE|PRORULE|FEDREG|NOTICES)\b")
_PARAGRAPHS_LIST = """
P FP HD LP AGENCY SUBAGY DEPDOC RIN SUBJECT DATED NAME TITLE FRDOC BILCOD SIG GPH GPOTABLE TNOTE TDESC TTITLE FTNT
"""
_PARAGRAPHS = frozenset(_PARAGRAPHS_LIST.split())
_PASSED_OVER = frozenset(("GID", "BOXHD", "UNITNAME", "CNTNTS", "PRTPAGE", "SU"))
_LABELS = frozenset(("AGY", "ACT", "SUM", "DATES", "FURINF", "ADD", "SUPLINF", "EFFDATE"))
"""Elements that begin with a label, with what it labels on the same line."""
_HEAD = frozenset(("VOL", "NO", "DATE"))
"""What the first lines of an issue hold: its volume, its number and its day."""
_ABOUT = re.compile(r"arms[\s-]+(?:sales?|export)|36\([bcd]\)", re.IGNORECASE)


def is_register_xml(content: bytes) -> bool:
    """Whether bytes are XML of the Federal Register."""
    beginning = content[:4_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return beginning.startswith(b"<") and _ROOT.search(beginning) is not None


def register_texts(content: bytes) -> tuple[Copied, ...]:
    """The text of each document about arms sales. Raises CannotCopy where there is none."""
    issue = _Issue()
    read_xml(content, issue, WHAT)
    about = [text for text in issue.texts if _ABOUT.search(text)]
    if not about:
        raise CannotCopy(f"is {WHAT} without a notice about arms sales")
    return tuple(map(Copied, about))


class _Issue(XmlReader):
    """Gathers the documents of an issue."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._said: list[str] = []
        self._documents = 0
        self._passed = 0
        self._entries = 0
        self._labelled = False
        self._head: dict[str, str] = {}
        self._fact: str | None = None

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "PRTPAGE" and self._documents and "P" in attributes:
            self._said.append(f"\n[[Page {attributes['P']}]]\n")
        if self._passed or name in _PASSED_OVER:
            self._passed += 1
        elif not self._documents and name in _HEAD:
            self._fact = name
        elif name in _DOCUMENTS:
            self._documents += 1
        elif name in _LABELS:
            self._labelled = True
        elif self._labelled and name == "P":
            self._labelled = False
            self._said.append(" ")
        elif name == "FR":  # a fraction: two and a half is no twenty-one halves
            self._said.append(" ")
        elif name in _PARAGRAPHS:
            self._said.append("\n\n    " if name in ("P", "FP") else "\n\n")
        elif name == "ROW":
            self._entries = 0
            self._said.append("\n")
        elif name == "ENT":
            self._said.append(" .......  " if self._entries else "")
            self._entries += 1

    def end(self, name: str) -> None:
        self._fact = None
        if self._passed:
            self._passed -= 1
        elif name in _LABELS:
            self._labelled = False
        elif name in _DOCUMENTS:
            self._documents -= 1
            if not self._documents:
                self.texts.append(self._head_line() + "".join(self._said).strip() + "\n")
                self._said.clear()

    def say(self, text: str) -> None:
        if self._fact is not None:
            self._head[self._fact] = " ".join(f"{self._head.get(self._fact, '')} {text}".split())
        if not self._documents or self._passed:
            return
        words = re.sub(r"\s+", " ", text)
        before = next((one[-1] for one in reversed(self._said) if one), "\n")
        self._said.append(words.lstrip() if before in ("\n", " ") else words)

    def _head_line(self) -> str:
        """The line with which the Register's plain text names the issue, where the XML is one."""
        if self._head.keys() < _HEAD:
            return ""
        head = self._head
        return f"[Federal Register Volume {head['VOL']}, Number {head['NO']} ({head['DATE']})]\n[Notices]\n\n"
