"""Days as sources write them, in English whatever the language of the machine."""

from __future__ import annotations

import re
from datetime import date

_MONTHS_LIST = "january february march april may june july august september october november december"
_MONTHS = {name: at for at, name in enumerate(_MONTHS_LIST.split(), 1)}
_SHORT = {name[:3]: at for name, at in _MONTHS.items()}
_AMERICAN = re.compile(r"([A-Za-z]+) ([0-9]{1,2}), ([0-9]{4})")
_HYPHENED = re.compile(r"([0-9]{1,2})-([A-Za-z]{3})-([0-9]{4})")


def iso_day(said: str) -> date | None:
    """`2026-04-15`, whatever follows it, as a day; `None` for anything else."""
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def american_day(said: str) -> date | None:
    """`April 15, 2026`, whatever follows it, as a day; `None` for anything else."""
    match = _AMERICAN.match(said)
    return None if match is None else _day(match[3], _MONTHS.get(match[1].lower()), match[2])


def hyphened_day(said: str) -> date | None:
    """`15-Apr-2026` as a day; `None` for anything else."""
    match = _HYPHENED.fullmatch(said)
    return None if match is None else _day(match[3], _SHORT.get(match[2].lower()), match[1])


def _day(year: str, month: int | None, day: str) -> date | None:
    try:
        return date(int(year), month or 0, int(day))
    except ValueError:
        return None
