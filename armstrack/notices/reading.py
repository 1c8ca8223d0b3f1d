"""From the text of a notice to drafts: the kinds that are known, and which of them a text is."""

from __future__ import annotations

from dataclasses import replace

from armstrack.notices import certification, congressional_record, dsca_release, federal_register, state_release
from armstrack.notices.copies import undone
from armstrack.notices.draft import Draft, Reading
from armstrack.notices.provenance import proven_kind
from armstrack.notices.release import read_releases
from armstrack.notices.seeming import headlines, is_grant, is_template, reads_like_a_report, seems

READERS = (
    federal_register.READER,
    congressional_record.READER,
    state_release.READER,
    dsca_release.READER,
)
"""Every kind of notice. A further kind is a file with a `READER`, and a line here."""

_LEAST_SIGNS = 2
"""One sign alone may occur in any text about arms sales."""
_LIST_OF_NOTICES = 3
"""Headlines from which on a text without a single request is a list."""


def read_notices(text: str) -> Reading:
    """The drafts of every sale that a text notifies, or the reason why there are none. Never raises for any text."""
    cleaned = undone(text)
    if is_grant(cleaned) or is_template(cleaned):
        return Reading((), seems(cleaned), known=is_grant(cleaned))
    if not congressional_record.only_communications(cleaned) and certification.is_certification(cleaned):
        return _with_substance(certification.read(cleaned), cleaned)
    lowered = " ".join(cleaned.lower().split())
    best = max(READERS, key=lambda reader: reader.score(lowered))
    if best.score(lowered) < _LEAST_SIGNS:
        # A text that was cut may have the sentences of a notice and none of the marks around them.
        reading = read_releases("text", cleaned)
        told = [draft for draft in reading.drafts if draft.items or draft.value.total is not None]
        if not told or not _asks_or_offers(lowered):
            return Reading((), seems(cleaned), known=False)
        return _with_substance(Reading(tuple(_of_kind(replace(draft, kind=""), "text") for draft in told)), cleaned)
    return _with_substance(best.read(cleaned), cleaned)


def read_notice(text: str) -> Draft | None:
    """The draft of the sale that a text notifies, the first of several; `None` where there is nothing to draft."""
    return next(iter(read_notices(text).drafts), None)


def _asks_or_offers(lowered: str) -> bool:
    """Whether a text has the words with which a notice says that something is asked for or offered."""
    words = ("requested to buy", "requested a possible sale", "requested to purchase", "possible foreign military sale")
    return any(one in lowered for one in words)


def _with_substance(reading: Reading, text: str) -> Reading:
    """The reading without drafts that say nothing, each of a kind that its text proves."""
    if not reading.drafts:
        return reading
    asks = "request" in text or "urchaser" in text
    if not asks and len(headlines(text)) >= _LIST_OF_NOTICES:
        return Reading((), seems(text), known=False, corrections=reading.corrections)
    told = [draft for draft in reading.drafts if not draft.says_nothing]
    if not told:
        return Reading((), seems(text), known=False, corrections=reading.corrections)
    report = reads_like_a_report(text)
    proven = {kind: proven_kind(kind, text, report) for kind in {draft.kind for draft in told}}
    return reading._replace(drafts=tuple(_of_kind(draft, proven[draft.kind]) for draft in told))


def _of_kind(draft: Draft, kind: str) -> Draft:
    if kind == draft.kind:
        return draft
    remark = (
        "the text reads like a report about the notice, not like the notice itself"
        if kind == "press_report"
        else "nothing in the text proves whose it is"
    )
    return replace(draft, kind=kind, warnings=(*draft.warnings, remark))
