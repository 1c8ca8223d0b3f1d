"""Days as sources print them, in English on every machine."""

from __future__ import annotations

import locale
from datetime import date

import pytest

from armstrack.sources.days import american_day, hyphened_day, iso_day


def test_each_way_of_writing_a_day() -> None:
    assert iso_day("2026-04-15T10:00:00Z") == date(2026, 4, 15)
    assert american_day("April 15, 2026,  05:45 PM") == date(2026, 4, 15)
    assert american_day("August 1, 2026") == date(2026, 8, 1)
    assert hyphened_day("5-Apr-2026") == date(2026, 4, 5)


@pytest.mark.parametrize(
    "said", ["", "soon", "Foo 1, 2026", "February 30, 2026", "31-Feb-2026", "1-Foo-2026", "2026-13-01"]
)
def test_what_is_no_day_is_none(said: str) -> None:
    assert (iso_day(said), american_day(said), hyphened_day(said)) == (None, None, None)


def test_the_language_of_the_machine_changes_no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("de_DE.UTF-8", "fr_FR.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        try:
            assert american_day("March 3, 2026") == date(2026, 3, 3)
        finally:
            locale.setlocale(locale.LC_TIME, "C")
