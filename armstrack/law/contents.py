"""What the certification of a sale must hold besides the sale, for some recipients."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import Content, content_rows


def certification_contents(authorities: tuple[str, ...], recipients: tuple[str, ...], day: date) -> tuple[Content, ...]:
    """What a certification on a day must hold, by the authorities and the recipients: AECA 36(h), FAA 620C(d)."""
    return tuple(
        row
        for row in content_rows()
        if row.since <= day and set(row.authorities) & set(authorities) and set(row.recipients) & set(recipients)
    )
