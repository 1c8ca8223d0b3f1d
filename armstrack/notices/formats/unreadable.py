"""Formats that are known by their first bytes and cannot be read here: each with its name and the way out."""

from __future__ import annotations

from armstrack.notices.formats.copied import CannotCopy
from armstrack.notices.formats.docx import packed_names

_PASTE = "open it, and paste its text"
_RECOGNISE = "read it with a text recognition first, as `tesseract`, or type the notice's text"
_UNPACK = "unpack it, and import the files in it"
_RESAVE = "save it as .docx, PDF or plain text, or paste its text"
_SHEET = "save the sheet as CSV, and import that"

_BEGINNINGS: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"{\\rtf", "a rich text document (.rtf)", _RESAVE),
    (0, b"\x89PNG\r\n", "a picture (PNG)", _RECOGNISE),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", _RECOGNISE),
    (0, b"GIF8", "a picture (GIF)", _RECOGNISE),
    (0, b"II*\0", "a picture (TIFF)", _RECOGNISE),
    (0, b"MM\0*", "a picture (TIFF)", _RECOGNISE),
    (8, b"WEBP", "a picture (WebP)", _RECOGNISE),
    (4, b"ftypheic", "a picture (HEIC)", _RECOGNISE),
    (4, b"ftypavif", "a picture (AVIF)", _RECOGNISE),
    (0, b"AT&TFORM", "a scanned document (DjVu)", _RECOGNISE),
    (0, b"%!PS", "a PostScript document", "make it a PDF with `ps2pdf`, or paste its text"),
    (0, b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (0, b"BZh", "a packed file (bzip2)", _UNPACK),
    (0, b"\xfd7zXZ\0", "a packed file (xz)", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", _UNPACK),
    (0, b"Rar!\x1a\x07", "an archive (RAR)", _UNPACK),
    (0, b"SQLite format 3\0", "a SQLite database", "export the rows as CSV, and import that"),
)
"""Where the sign stands, the sign, what the format is called, and what to do instead."""

_PACKED = (
    ("xl/workbook.xml", "a workbook (.xlsx)", _SHEET),
    ("ppt/presentation.xml", "a presentation (.pptx)", _PASTE),
    ("META-INF/container.xml", "an electronic book (.epub)", _PASTE),
    ("content.xml", "an OpenDocument file (.odt, .ods)", "save it as .docx, PDF, CSV or plain text, or paste its text"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_KINDS = (
    ("WordDocument", "an old Word document (.doc)", _RESAVE),
    ("Workbook", "an old workbook (.xls)", _SHEET),
    ("__substg1.0_", "a mail of Outlook (.msg)", "save it as .eml, or paste its text"),
)


def unreadable(content: bytes) -> CannotCopy | None:
    """Why a document cannot be read, where its first bytes say what it is; `None` for what may be a text."""
    for at, sign, what, way_out in _BEGINNINGS:
        if content[at : at + len(sign)] == sign:
            return CannotCopy(f"is {what}", way_out)
    if content.startswith(_OLD_OFFICE):
        for name, what, way_out in _OLD_KINDS:
            if name.encode("utf-16-le") in content:
                return CannotCopy(f"is {what}", way_out)
        return CannotCopy("is a document of an old Office program", _RESAVE)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = packed_names(content)
        for name, what, way_out in _PACKED:
            if name in names:
                return CannotCopy(f"is {what}", way_out)
        return CannotCopy("is an archive (ZIP)", _UNPACK)
    return None
