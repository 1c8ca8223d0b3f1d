"""The notice in the Federal Register: the form that went to Congress, the policy justification, and an annex.

    [Federal Register Volume 91, Number 71 (Tuesday, April 14, 2026)]     the day of publication
    [Transmittal No. 26-27]
    (i) Prospective Purchaser … (viii) Date Report Delivered to Congress
    POLICY JUSTIFICATION, with a title line and the words of the release; only here are the contractors
    Annex, Item No. vii: full of numbers that are not quantities, and not read

A correction prints a page anew and says nothing of the sale: there is nothing to draft from it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from armstrack.notices.days import first_full_day
from armstrack.notices.draft import Draft, Reading
from armstrack.notices.narrative import read_narrative
from armstrack.notices.reader import Reader
from armstrack.notices.sentences import paragraphs
from armstrack.notices.transmittal_form import Form, draft_of, read_form

KIND = "federal_register"

SIGNS = (
    "[federal register",
    "federal register /",
    "federal register, volume",
    "[fr doc",
    "billing code",
    "federal register liaison officer",
    "agency: de",
    "action:",
    "summary:",
    "policy justification",
    "date report delivered to congress",
)

_NOTICE = re.compile(r"^\[Federal Register Volume ", re.MULTILINE)
_CORRECTION = re.compile(
    r"^\s*ACTION:[^\n]{0,60}correction|Notification;\s{1,40}Correction", re.IGNORECASE | re.MULTILINE
)
_TITLE = re.compile(r"^\S.{1,90}?(?:--|\u2013| - |- )\S.{2,200}$")


def read(text: str) -> Reading:
    """Reads a cleaned text that holds one notice or several."""
    starts = [match.start() for match in _NOTICE.finditer(text)][1:]
    stretches = [text[start:end] for start, end in zip([0, *starts], [*starts, len(text)], strict=True)]
    notices = [one for one in stretches if not _CORRECTION.search(one[:6000])]
    if not notices:
        return Reading((), "This is a correction in the Federal Register; it announces no sale.")
    return Reading(tuple(_read(notice) for notice in notices))


def _read(text: str) -> Draft:
    form = read_form(text)
    draft = replace(draft_of(KIND, form), published=first_full_day(text[:1500]))
    return _with_policy(draft, form) if form.policy else draft


def _with_policy(draft: Draft, form: Form) -> Draft:
    """The draft with what only the policy justification says."""
    every = paragraphs(form.policy)
    told = read_narrative(every)
    title = next((one for one in every[:3] if _TITLE.match(one) and not one.endswith(".")), None)
    value = draft.value
    if value.total is None and not form.upgrade:
        value = replace(value, total=told.total)
    elif told.total is not None and told.total != value.total and not form.upgrade:
        told.warnings.append(f"the form gives ${value.total:,} and the policy justification ${told.total:,}")
    return replace(
        draft,
        title=title or told.goods,
        value=value,
        items=draft.items or (() if form.upgrade else told.items),
        contractors=told.contractors,
        justification=told.justification,
        warnings=(*draft.warnings, *told.warnings),
    )


READER = Reader(KIND, SIGNS, read)
