"""Shares add up to a hundred, and an average moves only over windows that are full."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.model.period import lines_of_time
from armstrack.query.filter import Filter
from armstrack.query.summary.rolling import unfinished, with_averages
from armstrack.query.summary.shares import shares


@given(st.lists(st.none() | st.integers(0, 10**13), min_size=1, max_size=30))
def test_shares_of_parts_that_make_up_the_whole_are_a_hundred(parts: list[int | None]) -> None:
    whole = sum(part for part in parts if part is not None)
    found = shares(parts, whole)
    if not whole:
        assert set(found) == {None}
        return
    assert sum(round(10 * share) for share in found if share is not None) == 1000
    for part, share in zip(parts, found, strict=True):
        assert (share is None) == (part is None)
        if part is not None and share is not None:
            assert abs(share - 100 * part / whole) < 0.1


@pytest.mark.parametrize(
    ("parts", "whole", "found"),
    [
        ([1, 1, 1], 3, [33.4, 33.3, 33.3]),
        ([2, 1], 3, [66.7, 33.3]),
        ([5, None, 0], 5, [100.0, None, 0.0]),
        ([2, 2], 3, [66.7, 66.7]),
        ([1], None, [None]),
        ([0], 0, [None]),
    ],
)
def test_shares_by_the_largest_remainder(parts: list[int | None], whole: int | None, found: list[float | None]) -> None:
    assert shares(parts, whole) == found


def group(key: str | None, sales: int, value: int | None, unknown: int = 0) -> dict[str, Any]:
    return {"key": key, "sales": sales, "announcements": sales, "value_usd": value, "unknown_value": unknown}


def summary(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"groups": list(groups), "totals": {"fms": {"sales": 1}, "dcs": {"sales": 0}}}


def averages(document: dict[str, Any], line: str, length: int, wanted: Filter | None = None) -> dict[str | None, Any]:
    found = with_averages(document, line, length, "sale", wanted or Filter())
    return {
        one["key"]: None if one.get("rolling") is None else tuple(one["rolling"][key] for key in ("sales", "value_usd"))
        for one in found["groups"]
    }


def test_an_empty_year_in_between_counts_as_nothing_and_none_before_the_first() -> None:
    document = summary(group("2017", 3, 300), group("2018", 6, 600), group("2021", 9, 901), group(None, 1, 5))
    assert averages(document, "year", 3) == {
        "2017": None,
        "2018": None,
        "2019": (3.0, 300),
        "2020": (2.0, 200),
        "2021": (3.0, 300),
        None: None,
    }


def test_an_average_is_rounded_half_up_once() -> None:
    assert averages(summary(group("2017", 1, 1), group("2018", 2, 2)), "year", 2)["2018"] == (1.5, 2)
    assert averages(summary(group("2017", 1, 1), group("2018", 1, 0), group("2019", 0, 0)), "year", 3)["2019"] == (
        0.67,
        0,
    )


def test_an_unknown_value_is_told_beside_the_average_and_never_zero() -> None:
    document = summary(group("2017", 1, None, 1), group("2018", 1, None, 1), group("2019", 2, 9, 1))
    found = with_averages(document, "year", 2, "sale", Filter())["groups"]
    assert found[1]["rolling"] == {"value_usd": None, "unknown_value": 2, "sales": 1.0}
    assert found[2]["rolling"] == {"value_usd": 5, "unknown_value": 2, "sales": 1.5}


def test_each_procedure_has_averages_from_its_own_first_period_to_its_own_last() -> None:
    years = [group(str(year), 1, 10) | {"totals": {"fms": group(None, 1, 10)}} for year in range(2016, 2022)]
    for at, value in ((1, 4), (3, 8)):
        years[at]["totals"]["dcs"] = group(None, 1, value)
    found = with_averages(summary(*years), "year", 2, "sale", Filter())["groups"]
    dcs = {one["key"]: one["rolling_totals"]["dcs"] for one in found}
    assert {key: each["value_usd"] for key, each in dcs.items() if each is not None} == {"2018": 2, "2019": 4}
    assert [one["rolling_totals"]["fms"] is not None for one in found] == [False, *[True] * 5]


def test_months_follow_one_another_over_the_end_of_a_year() -> None:
    time = lines_of_time()
    assert list(time["month"].between(["2018-02", "2017-11"])) == ["2017-11", "2017-12", "2018-01", "2018-02"]
    assert list(time["quarter"].between(["2018-Q1", "2017-Q3"])) == ["2017-Q3", "2017-Q4", "2018-Q1"]
    assert time["fy"].after("2019") == "2020"
    assert list(time["year"].between([])) == []


def test_years_that_were_not_asked_for_are_not_empty() -> None:
    document = summary(group("2017", 2, 200), group("2019", 4, 400))
    assert averages(document, "year", 2, Filter(years=(2017, 2019))) == {"2017": None, "2019": None}
    assert averages(document, "year", 2, Filter(years=(2017, 2018, 2019)))["2018"] == (1.0, 100)


def test_a_year_asked_for_only_in_part_fills_no_window() -> None:
    document = summary(group("2017", 2, 200), group("2018", 4, 400), group("2019", 4, 400))
    found = averages(document, "year", 2, Filter(since=date(2017, 1, 20)))
    assert found == {"2017": None, "2018": None, "2019": (4.0, 400)}
    # Two calendar years cover the fiscal year across them, and neither of the others wholly.
    fiscal = averages(document, "fy", 2, Filter(years=(2017, 2018)))
    assert fiscal == {"2017": None, "2018": None, "2019": None}


def test_a_period_that_is_not_over_is_told() -> None:
    document = summary(group("2025", 1, 1), group("2026", 1, 1))
    assert unfinished(document, "year", date(2026, 11, 20)) == "2026"
    assert unfinished(document, "year", date(2026, 12, 31)) is None
    assert unfinished(document, "fy", date(2026, 9, 30)) is None
    assert unfinished(summary(group("2024-02", 1, 1)), "month", date(2024, 2, 28)) == "2024-02"
    assert unfinished(summary(group(None, 1, 1)), "year", date(2024, 2, 28)) is None
