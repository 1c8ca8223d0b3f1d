"""How far the tables of the law reach: which text was read, and what that says of a day."""

from __future__ import annotations

from datetime import date

from armstrack.law.dated_rows import Reach, reach_rows, threshold_rows


def reach() -> Reach:
    """The newest text behind the tables."""
    return reach_rows()[-1]


def first_day() -> date:
    """The first day on which the tables have a rule."""
    first: date = min(rows[0].since for rows in threshold_rows().values())
    return first


def reach_in_words() -> str:
    """The text behind the tables, as one names it."""
    read = reach()
    return f"22 U.S.C. current through {read.law} (release of {read.since})"


def beyond(day: date) -> str | None:
    """What to say of an answer for a day that the tables do not reach; `None` for a day that they do."""
    read = reach()
    if day < first_day():
        return (
            f"The tables begin on {first_day()}: before it section 36(b) had no such rule, and none is recorded here."
        )
    if day <= read.since:
        return None
    told = f"The tables reach to {read.since}: {reach_in_words()}; laws after it were not seen."
    if day >= years_after(read.since, 1):
        told += f" That is more than a year before {day}: look whether the law was amended before relying on this."
    return told


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March for a 29 February that the year does not have."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
