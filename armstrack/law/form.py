"""The form of a resolution of disapproval, concurrent until 1986-02-12 and joint since, and when it bars."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import FormRow, form_rows


def resolution_form(day: date) -> FormRow | None:
    """The row that says which form a resolution introduced on a day takes; `None` before the law knew one."""
    return next((row for row in reversed(form_rows()) if row.since <= day), None)


def form_of_measure(measure: str) -> str | None:
    """The form that a measure's name says: `S.J.Res. 101` is joint, `H.Con.Res. 194` concurrent; else `None`."""
    letters = "".join(character for character in measure.lower() if character.isalpha())
    if letters.endswith("jres"):
        return "joint"
    return "concurrent" if letters.endswith("conres") else None


def adoption_bars(day: date) -> bool:
    """Whether a concurrent resolution that both chambers have adopted by a day bars the sale on that day.

    By the text it did until the Supreme Court held the legislative veto unconstitutional, in
    INS v. Chadha, 462 U.S. 919, on 1983-06-23. Since then only what has become law bars.
    """
    row = resolution_form(day)
    return row is not None and row.bars_when == "adopted"
