"""From the text of a notice to drafts: the kinds that are known, and which of them a text is."""

from __future__ import annotations

from armstrack.notices import congressional_record, dsca_release, federal_register, state_release
from armstrack.notices.draft import Draft, Reading
from armstrack.notices.plain_text import plain

READERS = (
    federal_register.READER,
    congressional_record.READER,
    state_release.READER,
    dsca_release.READER,
)
"""Every kind of notice. A further kind is a file with a `READER`, and a line here."""

_LEAST_SIGNS = 2
"""One sign alone may occur in any text about arms sales."""


def read_notices(text: str) -> Reading:
    """The drafts of every sale that a text notifies, or the reason why there are none. Never raises for any text."""
    cleaned = plain(text)
    lowered = " ".join(cleaned.lower().split())
    best = max(READERS, key=lambda reader: reader.score(lowered))
    if best.score(lowered) < _LEAST_SIGNS:
        return Reading((), "This is none of the notices that can be read.", known=False)
    return best.read(cleaned)


def read_notice(text: str) -> Draft | None:
    """The draft of the sale that a text notifies, the first of several; `None` where there is nothing to draft."""
    return next(iter(read_notices(text).drafts), None)
