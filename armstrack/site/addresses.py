"""Where each thing has its page. An address, once given, stays: names of people's making become part of it."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence

from armstrack.model.partial_date import UNKNOWN
from armstrack.model.recipients import name_of

LONGEST = 60
"""Up to how many letters a name is part of an address."""


def slug(text: str) -> str:
    """A name as part of an address: `Lockheed Martin` is `lockheed-martin`.

    What letters and digits cannot tell apart, a checksum does; the same name has the same address on every site.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if text.casefold() == words.replace("-", " ") and len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].strip('-')}-{zlib.crc32(text.casefold().encode()):08x}".strip("-")


def transmittal_slug(number: str) -> str:
    """The number of a notice as part of an address, as it is printed: `26-01`."""
    return re.sub(r"[^A-Za-z0-9]+", "-", number).strip("-")


def law_anchor(citation: str) -> str:
    """The place on the page of the law where a text stands that a move rests on."""
    return f"t{zlib.crc32(citation.encode()):08x}"


def recipient_slug(code: str) -> str:
    """A recipient's code as part of an address; of another organisation its name."""
    return code if re.fullmatch("[A-Z]{2}|NATO|unknown", code) else slug(code)


def recipient_name(code: str) -> str:
    """The name of a recipient; of one that no source names a word that says so."""
    return "unknown recipient" if code == UNKNOWN else name_of(code)


def recipient_codes(recipient: str | Sequence[str]) -> list[str]:
    """The codes of a recipient as documents have it: one, several, or `unknown`."""
    return [recipient] if isinstance(recipient, str) else list(recipient)


def up_from(path: str) -> str:
    """What leads from a page to the top of the site: `../../` from `sales/a-sale/index.html`."""
    return "../" * path.count("/")


def folder_of(path: str) -> str:
    """The address of a page as it is linked from outside: without the name of its file."""
    return path.removesuffix("index.html")
