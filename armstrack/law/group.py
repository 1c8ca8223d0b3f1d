"""Which group a recipient belongs to on a day: NATO+, the NATO organisation, or other."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import GROUPS, Membership, memberships, treatments


def membership(recipient: str, day: date, authority: str | None = None) -> Membership | None:
    """The row by which a recipient belongs to a group on a day, or `None` when it belongs to none.

    A row for the authority alone goes before one for all of them.
    """
    for row in (*treatments().get((recipient, authority), ()), *memberships().get(recipient, ())):
        if row.since <= day and (row.until is None or day <= row.until):
            return row
    return None


def group_of(recipient: str, day: date, authority: str | None = None) -> str:
    """The group of one recipient on a day (AECA 36(b)(1), (b)(6); 22 U.S.C. 2776(b)).

    With an authority, the group by whose rules it treated the recipient.
    """
    row = membership(recipient, day, authority)
    return row.group if row is not None else "other"


def group_of_all(recipients: tuple[str, ...], day: date, authority: str | None = None) -> str | None:
    """The group that governs a sale to several: the one with the longest period and the lowest thresholds.

    `None` when no recipient is known. That the strictest governs is a reading, not a text:
    the Act does not speak of joint purchasers.
    """
    if not recipients:
        return None
    return max((group_of(recipient, day, authority) for recipient in recipients), key=GROUPS.index)
