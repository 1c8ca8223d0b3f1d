"""Every format that is read, in the order in which they are looked for, and the way from a file's bytes to its texts.

A format is known by what a file holds, never by its name. A further one is a module with a test and a
reading, and a row here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from armstrack.notices.formats.characters import decoded, is_binary
from armstrack.notices.formats.copied import LARGEST, CannotCopy, Copied
from armstrack.notices.formats.docx import docx_text, is_docx
from armstrack.notices.formats.mail import is_mail, mail_texts
from armstrack.notices.formats.page import declared_charset, is_page, page_copy
from armstrack.notices.formats.pdf import is_pdf, pdf_text
from armstrack.notices.formats.register_xml import is_register_xml, register_texts
from armstrack.notices.formats.unreadable import unreadable


class Format(NamedTuple):
    """One format: its name, how its bytes are known, and how its texts are copied out."""

    name: str
    holds: Callable[[bytes], bool]
    texts: Callable[[bytes], tuple[Copied, ...]]


def copied(content: bytes) -> tuple[Copied, ...]:
    """The texts that a file holds: mostly one. Raises CannotCopy, which names the format and the way out."""
    if len(content) > LARGEST:
        raise CannotCopy("is longer than any notice", "cut out the notice")
    return next(one for one in FORMATS if one.holds(content)).texts(content)


def _refused(content: bytes) -> tuple[Copied, ...]:
    why = unreadable(content)
    raise why if why is not None else CannotCopy("is no text", "paste the notice's text")


def _other_xml(content: bytes) -> tuple[Copied, ...]:
    raise CannotCopy("is XML, and none of the Federal Register", "paste the notice's text")


def _page(content: bytes) -> tuple[Copied, ...]:
    page = page_copy(decoded(content, declared_charset(content)))
    if not page.text.strip():
        raise CannotCopy("is a web page without a text", "copy the text in a browser, and paste it")
    return (page,)


def _text(content: bytes) -> tuple[Copied, ...]:
    return (Copied(decoded(content)),)


FORMATS = (
    Format("PDF with a text layer", is_pdf, pdf_text),
    Format("Word document (.docx)", is_docx, docx_text),
    Format("what cannot be read", lambda content: unreadable(content) is not None, _refused),
    Format("saved mail (.eml, .mhtml)", is_mail, lambda content: mail_texts(content, copied)),
    Format("XML of the Federal Register", is_register_xml, register_texts),
    Format("saved page (HTML)", lambda content: is_page(decoded(content)), _page),
    Format("other XML", lambda content: content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"), _other_xml),
    Format("bytes that are no text", is_binary, _refused),
    Format("text", lambda content: True, _text),
)
"""The first that a file is. Behind the last stands nothing: whatever is nothing else is a text."""
