"""The law in force on a day, as tables, each row with its citation; or every row there ever was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from armstrack.law.dated_rows import (
    GROUPS,
    Content,
    content_rows,
    form_rows,
    in_force,
    memberships,
    paragraphs,
    review_rows,
    threshold_rows,
    treatments,
)
from armstrack.law.exemptions import Exemption, exemptions
from armstrack.law.form import resolution_form
from armstrack.law.group import membership
from armstrack.law.options import READINGS, LawOptions, reading
from armstrack.law.reach import reach, reach_in_words
from armstrack.model.authority import AUTHORITIES
from armstrack.query.document import Document, iso

if TYPE_CHECKING:
    from armstrack.documents.law import (
        ContentRow,
        ExemptionRow,
        FormRow,
        GroupAskedRow,
        LawDocument,
        MembershipRow,
        Reading,
    )


def caveat() -> str:
    """How current the tables are; shown wherever they are."""
    return (
        f"The text behind these tables is {reach_in_words()}; laws after it were not seen. Rows marked as not verified "
        "were not read in the law itself. This is not legal advice."
    )


def law_on(day: date, options: LawOptions) -> LawDocument:
    """The rows in force on a day."""
    return {
        "as_of": day.isoformat(),
        "caveat": caveat(),
        "readings": readings_document(options),
        "thresholds": _merged(
            (authority, group, in_force(threshold_rows(), authority, group, day))
            for authority in AUTHORITIES
            for group in GROUPS
        ),
        "review_periods": _merged(
            (authority, group, in_force(review_rows(), authority, group, day))
            for authority in AUTHORITIES
            for group in GROUPS
        ),
        "memberships": [
            membership_document(row) for code in memberships() if (row := membership(code, day)) is not None
        ],
        "treatments": [
            membership_document(row)
            for code, authority in treatments()
            if (row := membership(code, day, authority)) is not None and row.authorities
        ],
        "resolution_form": form_document(resolution_form(day)),
        "tables_through": reach().since.isoformat(),
        "certification_contents": [content_document(row) for row in content_rows() if row.since <= day],
        "groups_asked_by": [
            _asked_by(rows[-1])
            for every in paragraphs().values()
            if (rows := [row for row in every if row.since <= day])
        ],
        "exemptions": [exemption_document(row) for row in exemptions() if row.since <= day],
    }


def law_history(options: LawOptions) -> LawDocument:
    """Every row of every table, oldest first."""
    return {
        "as_of": None,
        "caveat": caveat(),
        "readings": readings_document(options),
        "thresholds": _by_age(_merged(_every(threshold_rows()))),
        "review_periods": _by_age(_merged(_every(review_rows()))),
        "memberships": _by_age(membership_document(row) for rows in memberships().values() for row in rows),
        "treatments": _by_age(membership_document(row) for rows in treatments().values() for row in rows),
        "resolution_form": [document for row in form_rows() if (document := form_document(row)) is not None],
        "tables_through": reach().since.isoformat(),
        "certification_contents": [content_document(row) for row in content_rows()],
        "groups_asked_by": _by_age(_asked_by(row) for rows in paragraphs().values() for row in rows),
        "exemptions": _by_age(exemption_document(row) for row in exemptions()),
    }


def readings_document(options: LawOptions) -> list[Reading]:
    """The contested readings, and which one the ledger follows."""
    return [
        {"option": option, "chosen": reading(options, option), "choices": dict(choices)}
        for option, choices in READINGS.items()
    ]


def _every(rows: dict[tuple[str, str], tuple[Any, ...]]) -> Iterable[tuple[str, str, Any]]:
    for (authority, group), dated in rows.items():
        for row in dated:
            yield authority, group, row


D = TypeVar("D", bound=Mapping[str, Any])


def _by_age(rows: Iterable[D]) -> list[D]:
    return sorted(rows, key=lambda row: row["from"])


def _merged(found: Iterable[tuple[str, str, Any]]) -> list[Any]:
    """One document a row, with every group for which it was found."""
    rows: dict[int, tuple[Any, list[str]]] = {}
    for _, group, row in found:
        if row is not None:
            rows.setdefault(id(row), (row, []))[1].append(group)
    return [_row_document(row, groups) for row, groups in rows.values()]


def _row_document(row: Any, groups: list[str]) -> Document:
    document: Document = {"authority": row.authority, "groups": groups, "from": row.since.isoformat()}
    if hasattr(row, "tests"):
        document |= {"tests_usd": dict(row.tests), "bar_usd": row.bar, "contested": list(row.contested)}
    else:
        document |= {
            "days": row.days,
            "senate_discharge_days": row.discharge_days,
            "basis": row.basis,
            "emergency_waiver": row.waiver,
        }
    document |= {"law": row.law, "citation": row.citation, "verified": row.verified, "note": row.note}
    if not hasattr(row, "tests"):
        document |= {"resolution_lies": row.resolution_lies, "discharge_citation": row.discharge_citation}
    return document


def membership_document(row: Any) -> MembershipRow:
    """One membership, or how one authority treated a recipient."""
    document: MembershipRow = {
        "recipient": row.recipient,
        "group": row.group,
        "from": row.since.isoformat(),
        "until": iso(row.until),
        "law": row.law,
        "citation": row.citation,
        "verified": row.verified,
    }
    if row.authorities:
        document["authorities"] = list(row.authorities)
    return document


def _asked_by(row: Any) -> GroupAskedRow:
    """The paragraph by which a section asks for the group."""
    return {"authority": row.authority, "from": row.since.isoformat(), "citation": row.citation}


def form_document(row: Any) -> FormRow | None:
    """One form of a resolution."""
    if row is None:
        return None
    return {
        "form": row.form,
        "from": row.since.isoformat(),
        "law": row.law,
        "citation": row.citation,
        "verified": row.verified,
        "bars_when": row.bars_when,
    }


def exemption_document(row: Exemption) -> ExemptionRow:
    """What need not be certified, and by which paragraph."""
    return {
        "paragraph": row.paragraph,
        "authorities": list(row.authorities),
        "from": row.since.isoformat(),
        "means": row.means,
        "law": row.law,
        "citation": row.citation,
        "verified": row.verified,
    }


def content_document(row: Content) -> ContentRow:
    """What a certification must hold, and for whom."""
    return {
        "recipients": list(row.recipients),
        "authorities": list(row.authorities),
        "from": row.since.isoformat(),
        "holds": row.holds,
        "law": row.law,
        "citation": row.citation,
        "verified": row.verified,
    }
