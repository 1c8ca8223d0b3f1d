"""Answers as data frames: unknown stays missing, money exact, and who has no library is told what to install."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from armstrack.query.api.frame import LIBRARIES, Column, frame, interval

COLUMNS = (Column("id"), Column("value_usd", "integer"), Column("emergency", "flag"), *interval("notified"))
ROWS = [
    {
        "id": "a-sale",
        "value_usd": 2**53 + 1,
        "emergency": False,
        "notified": "2026-03",
        "notified_not_before": date(2026, 3, 1),
        "notified_not_after": "2026-03-31",
        "more": "not asked for",
    },
    {
        "id": ["AE", "JO"],
        "value_usd": None,
        "emergency": None,
        "notified": None,
        "notified_not_before": None,
        "notified_not_after": None,
    },
]
"""The value is one that a float cannot hold."""
INSTALLED = [name for name in LIBRARIES if importlib.util.find_spec(name) is not None]
WITHOUT = """
import sys
for library in {blocked!r}:
    sys.modules[library] = None
from armstrack.query.api.frame import Column, frame
try:
    frame([Column("id")], [], {asked!r})
except ImportError as error:
    print(error)
"""
"""A Python in which some libraries cannot be imported, as if they had never been installed."""


def refusal(blocked: tuple[str, ...], asked: str | None) -> str:
    program = WITHOUT.format(blocked=blocked, asked=asked)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_without_a_library_the_error_says_what_to_install() -> None:
    assert refusal(LIBRARIES, None) == (
        "A data frame needs pandas or polars, and neither is installed; run `pip install pandas`."
    )


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_one_that_was_asked_for_is_named_when_it_is_missing(library: str) -> None:
    assert refusal((library,), library) == f"{library} is not installed; run `pip install {library}`."


def test_another_library_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="one of pandas, polars"):
        frame(COLUMNS, ROWS, "dplyr")


def plain(made: Any) -> dict[str, list[Any]]:
    """The cells of a frame of either library, missing values as `None`, days as text."""
    cells: dict[str, list[Any]] = {}
    for name in made.columns:
        column = made[name]
        missing = list(column.isna() if hasattr(column, "isna") else column.is_null())
        values = [None if gone else value for value, gone in zip(column.to_list(), missing, strict=True)]
        cells[name] = [value if value is None or isinstance(value, str | int) else str(value)[:10] for value in values]
    return cells


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> str:
    """Each library in turn."""
    name: str = request.param
    pytest.importorskip(name, reason=f"{name} is an option of its users, too heavy for everybody's tests")
    return name


def test_unknown_is_missing_and_money_is_exact(library: str) -> None:
    assert plain(frame(COLUMNS, ROWS, library)) == {
        "id": ["a-sale", "AE; JO"],
        "value_usd": [2**53 + 1, None],
        "emergency": [False, None],
        "notified": ["2026-03", None],
        "notified_not_before": ["2026-03-01", None],
        "notified_not_after": ["2026-03-31", None],
    }


def test_an_empty_answer_has_its_columns_and_their_kinds(library: str) -> None:
    empty, full = frame(COLUMNS, [], library), frame(COLUMNS, ROWS, library)
    assert len(empty) == 0
    assert list(empty.dtypes) == list(full.dtypes)
    assert not any("float" in str(kind).lower() or str(kind).lower() == "object" for kind in empty.dtypes)


def test_a_day_of_any_century_fits(library: str) -> None:
    assert plain(frame([Column("day", "day")], [{"day": "9998-12-31"}], library)) == {"day": ["9998-12-31"]}


@pytest.mark.skipif(not INSTALLED, reason="neither pandas nor polars is installed")
def test_without_a_wish_the_first_that_is_installed_makes_it() -> None:
    assert type(frame(COLUMNS, ROWS)).__module__.partition(".")[0] == INSTALLED[0]
