"""Dates as precise as the source: a year, a month, a day, or unknown within bounds.

A partial date is the interval of the days that it may mean. Nothing is ever rounded to
the first of a month: whether something "happened by" a day is answered with yes, no or
maybe.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from armstrack.model.data_class import dataclass

_FORM = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
UNKNOWN = "unknown"

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years of this field: none lies before any arms sale that the law knows, or so late that it must be a slip."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The days that a date may mean, both ends included; an open end is `None`."""

    text: str
    """As written: `2026`, `2026-03`, `2026-03-17` or `unknown`."""
    earliest: date | None
    latest: date | None

    @property
    def exact(self) -> date | None:
        """The day, where exactly one is possible."""
        return self.earliest if self.earliest is not None and self.earliest == self.latest else None

    def surely_by(self, day: date) -> bool:
        """Whether every day that this may mean has come by the end of `day`."""
        return self.latest is not None and self.latest <= day

    def maybe_by(self, day: date) -> bool:
        """Whether some day that this may mean has come by the end of `day`."""
        return self.earliest is None or self.earliest <= day

    def surely_before(self, other: PartialDate) -> bool:
        """Whether every day that this may mean lies before every day that the other may mean."""
        return self.latest is not None and other.earliest is not None and self.latest < other.earliest

    def within(self, since: date | None, until: date | None) -> bool:
        """Whether every day that this may mean lies in the range, both ends included; `None` is an open end."""
        if since is not None and (self.earliest is None or self.earliest < since):
            return False
        return until is None or (self.latest is not None and self.latest <= until)

    def may_touch(self, since: date | None, until: date | None) -> bool:
        """Whether some day that this may mean lies in the range, both ends included."""
        if since is not None and self.latest is not None and self.latest < since:
            return False
        return until is None or self.earliest is None or self.earliest <= until

    @property
    def iso(self) -> str | None:
        """The date as written for programs: `2026-03-17`, `2026-03` or `2026`; `None` when it is unknown."""
        if self.text != UNKNOWN:
            return self.text
        return self.exact.isoformat() if self.exact is not None else None

    def __str__(self) -> str:
        """The date for a person, with the bounds of an unknown one."""
        if self.text != UNKNOWN or (self.earliest is None and self.latest is None):
            return "an unknown day" if self.text == UNKNOWN else self.text
        if self.earliest is None:
            return f"an unknown day up to {self.latest}"
        if self.latest is None:
            return f"an unknown day from {self.earliest} on"
        return f"an unknown day between {self.earliest} and {self.latest}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The months as English writes them, whatever the locale."""


def in_words(when: PartialDate) -> str:
    """When something happened, in a sentence: `on 2026-11-05`, `in November 2026`, `between 2026-11-05 and …`."""
    if when.exact is not None:
        return f"on {when.exact}"
    if when.text == UNKNOWN:
        return str(when).replace("an unknown day between", "between") if when.earliest and when.latest else f"on {when}"
    year, _, month = when.text.partition("-")
    return f"in {MONTHS[int(month) - 1]} {year}" if month else f"in {year}"


def on(day: date) -> PartialDate:
    """The partial date that means exactly one day."""
    return PartialDate(day.isoformat(), day, day)


def may_have_happened(when: PartialDate, day: date, first: date | None) -> bool:
    """Whether something may have happened by a day of which nothing lies before a first day, where one is known.

    What is only known not to be later than a day may be of any day before, though of none before the first.
    """
    if when.earliest is None and first is not None and day < first:
        return False
    return when.maybe_by(day)


def parse_partial_date(text: str) -> PartialDate:
    """Reads `2026`, `2026-03`, `2026-03-17` or `unknown`.

    Raises ValueError, with a sentence for the reader, for anything else: no format is guessed.
    """
    if text == UNKNOWN:
        return PartialDate(UNKNOWN, None, None)
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a date; write 2026, 2026-03, 2026-03-17 or unknown")
    year, month, day = int(match["year"]), match["month"], match["day"]
    if year < FIRST_YEAR:
        raise ValueError(f"`{text}` lies before any arms sale this law knows")
    if year > LAST_YEAR:
        raise ValueError(f"`{text}` lies beyond {LAST_YEAR}; for a day that is not known write unknown")
    if month is None:
        return PartialDate(text, date(year, 1, 1), date(year, 12, 31))
    if not 1 <= int(month) <= 12:
        raise ValueError(f"`{text}` has no month {month}")
    last = (date(year + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(1)).day
    if day is None:
        return PartialDate(text, date(year, int(month), 1), date(year, int(month), last))
    if not 1 <= int(day) <= last:
        raise ValueError(f"`{text}` is no day of the calendar: {year}-{month} has {last} days")
    return on(date(year, int(month), int(day)))


def parse_day(text: str) -> date:
    """Reads one exact day, `2026-03-17`. Raises ValueError, with a sentence, for anything less precise."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"`{text}` is not one day; write it in full, as 2026-03-17")
    exact = parse_partial_date(text).exact
    assert exact is not None
    return exact


def bounded(not_before: date | None, not_after: date | None) -> PartialDate:
    """An unknown date of which only bounds are known, both included. Raises ValueError if they are out of order."""
    if not_before is not None and not_after is not None and not_before > not_after:
        raise ValueError(f"not-before {not_before} is later than not-after {not_after}")
    return PartialDate(UNKNOWN, not_before, not_after)
