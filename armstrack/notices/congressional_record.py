"""The letters to the chairman, as a senator has them printed in the Congressional Record.

    ARMS SALES NOTIFICATION, and the chairman's fixed speech
    Dear Mr. Chairman: … we are forwarding herewith Transmittal No. 20-09, concerning the Army's
        proposed Letter(s) of Offer and Acceptance to the Government of X … estimated to cost $N.
    Transmittal No. 20-09, the numbered form

The day of the Record is not the day on which Congress was told. Commercial licences appear
as one line among the executive communications, without goods or value: nothing to draft.
"""

from __future__ import annotations

import re
from dataclasses import replace

from armstrack.notices.days import first_full_day
from armstrack.notices.draft import Reading
from armstrack.notices.emergency import certified_emergency
from armstrack.notices.plain_text import one_line
from armstrack.notices.reader import Reader
from armstrack.notices.sentences import sentences_of
from armstrack.notices.transmittal_form import draft_of, forms, read_form, with_policy

KIND = "congressional_record"

SIGNS = (
    "congressional record",
    "dear mr. chairman",
    "mr. president, section 36",
    "madam president, section 36",
    "ordered to be printed in",
    "arms sales notification",
    "floor speech",
    "forwarding herewith transmittal",
    "we are forwarding",
    "prospective purchaser",
    "notice of proposed issuance",
    "unanimous consent",
    "a communication from",
    "transmitting, ",
)

_COMMUNICATION = re.compile(r"\bEC-?\s?[0-9]{1,6}\.\s|\bA communication from the\b")
_LETTER_BEGINS = re.compile(r"\bDear\b|Pursuant to the reporting|\bHon\. |TRANSMITTAL LETTER", re.IGNORECASE)
_FORM = re.compile(r"Purchaser\s?:|forwarding\s+(?:herewith\s+)?(?:the\s+attached\s+)?Transmittal", re.IGNORECASE)


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one letter with its form, or several."""
    if only_communications(text):
        return Reading((), "These are executive communications: they name no goods, and there is nothing to draft.")
    letter = _LETTER_BEGINS.search(text)
    published = first_full_day(one_line(text[: letter.start()] if letter else text[:1500]))
    drafts = []
    for stretch in forms(text):
        form = read_form(stretch)
        justification = certified_emergency(sentences_of(stretch))
        draft = replace(draft_of(KIND, form), published=published, justification=justification)
        drafts.append(with_policy(draft, form))
    return Reading(tuple(drafts))


def only_communications(text: str) -> bool:
    """Whether a text is of the executive communications, one line each, without any form or letter."""
    return _COMMUNICATION.search(text) is not None and _FORM.search(text) is None


READER = Reader(KIND, SIGNS, read)
