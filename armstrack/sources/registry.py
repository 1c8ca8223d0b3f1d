"""Every source, in the order in which it is asked: what knows the day of delivery comes first."""

from __future__ import annotations

from armstrack.sources import bill_status, congressional_record, federal_register, house_votes, senate_votes, state

SOURCES = {
    row.name: row
    for row in (
        federal_register.ROW,
        state.ROW,
        congressional_record.ROW,
        bill_status.ROW,
        senate_votes.ROW,
        house_votes.ROW,
    )
}
"""A further source is a module with a `ROW`, and a line here."""

NOTICES = (federal_register.NAME, state.NAME, congressional_record.NAME)
"""The sources whose documents are notices, which `import` reads."""
