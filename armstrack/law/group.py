"""Which group a recipient belongs to on a day: NATO+, the NATO organisation, or other."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import GROUPS, Membership, memberships, paragraphs, treatments
from armstrack.model.recipients import name_of


def membership(recipient: str, day: date, authority: str | None = None) -> Membership | None:
    """The row by which a recipient belongs to a group on a day, or `None` when it belongs to none.

    A row for the authority alone goes before one for all of them.
    """
    for row in (*treatments().get((recipient, authority), ()), *memberships().get(recipient, ())):
        if row.since <= day and (row.until is None or day <= row.until):
            return row
    return None


def asked_by(authority: str, day: date) -> str | None:
    """The paragraph by which an authority asks for the group on a day; `None` where it treats everybody alike."""
    asks = [row.citation for row in paragraphs()[authority] if row.since <= day]
    return asks[-1] if asks else None


def membership_citation(recipient: str, day: date, authority: str) -> str | None:
    """The law by which a recipient belongs to a group and the paragraph by which an authority asks for it.

    `None` where it belongs to none, or where the authority does not ask.
    """
    row, paragraph = membership(recipient, day, authority), asked_by(authority, day)
    if row is None or paragraph is None:
        return None
    return f"{row.law}, {paragraph}"


def in_doubt(recipient: str, day: date, authority: str) -> Membership | None:
    """The row whose own day was not read and decides here: one of the same year, where the authority asks.

    The years of the accessions are confirmed, so that in any other year the day cannot matter.
    """
    for row in memberships().get(recipient, ()):
        if not row.verified and row.since.year == day.year and asked_by(authority, day) is not None:
            return row
    return None


def group_of(recipient: str, day: date, authority: str | None = None) -> str:
    """The group of one recipient on a day (AECA 36(b)(1), (b)(6); 22 U.S.C. 2776(b)).

    With an authority, the group by whose rules it treated the recipient.
    """
    row = membership(recipient, day, authority)
    return row.group if row is not None else "other"


def group_phrase(recipients: tuple[str, ...], group: str | None) -> str:
    """What group recipients are in, by their names: `Norway is NATO+`, `Taiwan is not NATO+`."""
    names = [name_of(code) for code in recipients]
    who = " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part) or "the recipient"
    if group is None:
        return f"the group of {who} is unknown"
    if group == "nato-organization":
        return f"{who} {'include' if len(names) > 1 else 'is'} the organisation itself, not its members"
    if group == "nato-plus":
        return f"{who} {'are' if len(names) > 1 else 'is'} NATO+"
    return f"{who} {'are not all' if len(names) > 1 else 'is not'} NATO+"


def group_of_all(recipients: tuple[str, ...], day: date, authority: str | None = None) -> str | None:
    """The group that governs a sale to several: the one with the longest period and the lowest thresholds.

    `None` when no recipient is known. That the strictest governs is a reading, not a text:
    the Act does not speak of joint purchasers.
    """
    if not recipients:
        return None
    return max((group_of(recipient, day, authority) for recipient in recipients), key=GROUPS.index)
