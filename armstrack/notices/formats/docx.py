"""A Word document (.docx): its paragraphs and tables as they are shown, without what is deleted or hidden in it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from armstrack.notices.formats.bounded_xml import XmlReader, read_xml
from armstrack.notices.formats.copied import LARGEST, CannotCopy, Copied

WHAT = "a Word document"
_BODY = "word/document.xml"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PASSED_OVER = ("Fallback", "del", "moveFrom", "pPr", "sectPr", "instrText", "footnoteReference")
"""What stands in the document and is not read with it: a second version of a drawing, deleted text, settings."""


def is_docx(content: bytes) -> bool:
    """Whether bytes are a packed Word document."""
    return _BODY in packed_names(content)


def packed_names(content: bytes) -> list[str]:
    """The names in a ZIP archive; none where it is no archive, or a damaged one."""
    if not content.startswith(b"PK\x03\x04"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        return []


def docx_text(content: bytes) -> tuple[Copied, ...]:
    """The text of a Word document, a blank line between its paragraphs. Raises CannotCopy."""
    document = _Document()
    read_xml(_unpacked(content, _BODY), document, WHAT)
    text = "".join(document.said)
    if not text.strip():
        raise CannotCopy(f"is {WHAT} without a text", "paste the notice's text")
    return (Copied(text),)


def _unpacked(content: bytes, name: str) -> bytes:
    """One packed file. What it says of its own size is not believed: reading stops behind the largest."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as packed:
            unpacked = packed.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise CannotCopy(f"is {WHAT} that is damaged or locked", "open it, and paste its text") from error
    if len(unpacked) > LARGEST:
        raise CannotCopy(f"is {WHAT} that holds more than any notice", "paste the notice's text")
    return unpacked


class _Document(XmlReader):
    """Gathers what is shown of a document."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._passed = 0
        self._in_text = False
        self._cells = 0
        self._run_from = 0
        self._hidden = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._passed or name in _PASSED_OVER:
            self._passed += 1
        elif name == "t":
            self._in_text = True
        elif name == "r":
            self._run_from, self._hidden = len(self.said), False
        elif name in ("vanish", "webHidden"):
            self._hidden = attributes.get("val", "true") not in ("0", "false", "off")
        elif name == "tr":
            self._cells = 0
        elif name == "tc":
            if self._cells:
                self.said.append("  ")
            self._cells += 1
        elif name in _MARKS:
            self.said.append(_MARKS[name])

    def end(self, name: str) -> None:
        if self._passed:
            self._passed -= 1
        elif name == "t":
            self._in_text = False
        elif name == "r" and self._hidden:
            del self.said[self._run_from :]
        elif name == "p":
            self.said.append(" " if self._cells else "\n\n")
        elif name == "tr":
            self.said.append("\n")
        elif name == "tbl":
            self._cells = 0
            self.said.append("\n")

    def say(self, text: str) -> None:
        if self._in_text and not self._passed:
            self.said.append(text)
