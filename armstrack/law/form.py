"""The form of a resolution of disapproval: concurrent until 1986-02-12, joint since."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import FormRow, form_rows


def resolution_form(day: date) -> FormRow | None:
    """The row that says which form a resolution introduced on a day takes; `None` before the law knew one."""
    return next((row for row in reversed(form_rows()) if row.since <= day), None)
