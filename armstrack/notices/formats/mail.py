"""A saved mail (.eml) or a page saved in one file (.mhtml): its body, and the documents attached to it.

The head of the mail is left out: the day on which somebody wrote it says nothing about the notice.
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from email.parser import BytesParser

from armstrack.notices.formats.characters import decoded
from armstrack.notices.formats.copied import LARGEST, CannotCopy, Copied
from armstrack.notices.formats.page import government_address, page_copy

WHAT = "a saved mail"
_MOST_PARTS = 200
_DEEPEST = 10
_HEAD_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_ENVELOPE = re.compile(rb"^From [^\r\n]{1,200} [0-9]{4}\r?\n", re.MULTILINE)
"""The line between the mails of a box."""
_MACHINE = frozenset(
    (b"mime-version", b"content-type", b"content-transfer-encoding", b"received", b"return-path", b"message-id")
)
"""Names that only a program writes above a mail; what a person copies has From, Sent, To and Subject."""


def is_mail(content: bytes) -> bool:
    """Whether bytes begin with the head of a mail as programs store it, alone or in a box of several."""
    names: set[bytes] = set()
    first = _ENVELOPE.match(content)
    at = first.end() if first is not None else 0
    while (match := _HEAD_LINE.match(content, at)) is not None and len(names) < 100:
        names.add(match[1].lower())
        at = match.end()
    return bool(names & _MACHINE) and len(names) > 1


def mail_texts(content: bytes, attached: Callable[[bytes], tuple[Copied, ...]]) -> tuple[Copied, ...]:
    """What each mail of a file says, then what `attached` copies from its attachments.

    Raises CannotCopy where there is neither.
    """
    mails = [mail for mail in _ENVELOPE.split(content) if mail.strip()] if _ENVELOPE.match(content) else [content]
    if len(mails) > _MOST_PARTS:
        raise CannotCopy(f"is a box of more than {_MOST_PARTS} mails", "save the mails with the notices")
    return tuple(one for mail in mails for one in _mail_texts(mail, attached))


def _mail_texts(content: bytes, attached: Callable[[bytes], tuple[Copied, ...]]) -> tuple[Copied, ...]:
    message = BytesParser(EmailMessage, policy=email.policy.default).parsebytes(content)
    found: list[Copied] = []
    reasons: list[CannotCopy] = []
    for number, part in enumerate(_told_once(message, 0)):
        if number > _MOST_PARTS:
            raise CannotCopy(f"is {WHAT} of more than {_MOST_PARTS} parts", "paste the notice's text")
        try:
            found += _part_texts(part, attached)
        except CannotCopy as error:
            reasons.append(error)
    found = [one for one in found if one.text.strip()]
    if not found:
        raise reasons[0] if reasons else CannotCopy(f"is {WHAT} without a text", "paste the notice's text")
    saved_from = message.get("Snapshot-Content-Location")
    if saved_from is not None and found[0].address is None:
        found[0] = Copied(found[0].text, government_address(str(saved_from)))
    return tuple(found)


def _told_once(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """The parts of a mail that say something of their own: a mail says everything twice, as text and as a page."""
    kind = message.get_content_type()
    parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)] if message.is_multipart() else []
    if depth > _DEEPEST or (message.is_multipart() and not parts):
        return
    if not parts:
        yield message
    elif kind == "multipart/alternative":
        told = [part for part in parts if part.get_content_type() == "text/plain" and _bytes(part).strip()]
        yield from _told_once((told or parts)[0 if told else -1], depth + 1)
    elif kind == "multipart/related":
        yield from _told_once(parts[0], depth + 1)
    else:
        for part in parts:
            yield from _told_once(part, depth + 1)


def _part_texts(part: EmailMessage, attached: Callable[[bytes], tuple[Copied, ...]]) -> tuple[Copied, ...]:
    kind, whole = part.get_content_type(), _bytes(part)
    if part.is_attachment() or part.get_content_maintype() not in ("text", "image"):
        return attached(whole)
    if kind == "text/html":
        return (page_copy(decoded(whole, _charset(part))),)
    return (Copied(decoded(whole, _charset(part))),) if kind == "text/plain" else ()


def _bytes(part: EmailMessage) -> bytes:
    whole = part.get_payload(decode=True)
    if not isinstance(whole, bytes):
        return b""
    return whole[:LARGEST]


def _charset(part: EmailMessage) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):  # the header's own encoding may be nonsense
        return None
