"""The years of a recipient in one line: as high as their values, and what is unknown is not nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.picture import Line, line_width
from armstrack.output.years_picture import Year, YearsPicture, no_sales, year_mark

B = 10**9


def text(line: Line) -> str:
    return "".join(piece for piece, _ in line)


def drawn(
    years: dict[int, Year], last: int = 2026, cells: int = 100, unicode: bool = True, **more: object
) -> list[str]:
    return [text(line) for line in YearsPicture(years, last, **more).lines(cells, unicode)]  # type: ignore[arg-type]


SALES = {
    2019: Year(10 * B),
    2020: Year(5 * B, 1),
    2022: Year(None, 2),
    2023: Year(0),
    2025: Year(1),
}


def test_each_year_has_its_mark_and_the_words_say_what_is_not_in_the_bars() -> None:
    assert drawn(SALES, marked=[2020], undated=1) == [
        "2019 █[▄]·?_·▁· 2026  FMS notified by year, most $10 B in 2019, 3 of unknown value, 1 undated"
    ]


def test_in_ascii_too() -> None:
    assert drawn(SALES, marked=[2020], unicode=False)[0].startswith("2019 @[+].?_.:. 2026  ")


def test_a_year_of_unknown_values_looks_otherwise_than_one_without_sales_and_than_one_of_zero() -> None:
    for unicode in (True, False):
        marks = {year_mark(None, B, unicode), no_sales(unicode), year_mark(0, B, unicode), year_mark(1, B, unicode)}
        assert len(marks) == 4


def test_where_no_value_is_known_none_is_called_the_most() -> None:
    assert drawn({2024: Year(None, 1), 2025: Year(None, 2)}) == [
        "2024 ??· 2026  FMS notified by year, 3 of unknown value"
    ]


def test_the_words_go_below_where_there_is_no_room_beside() -> None:
    assert drawn(SALES, cells=40) == [
        "2019 █▄·?_·▁· 2026", "FMS notified by year, most $10 B in", "2019, 3 of unknown value",
    ]  # fmt: skip


@pytest.mark.parametrize("years", [{}, {2025: Year(B)}])
def test_fewer_than_two_years_make_no_picture(years: dict[int, Year]) -> None:
    assert drawn(years) == []


def test_without_room_there_is_no_picture() -> None:
    assert drawn(SALES, cells=11) == []


def test_of_too_many_years_the_oldest_are_left_out_but_never_the_marked_one() -> None:
    many = {year: Year((year - 1974) * B, int(year == 1980)) for year in range(1975, 2027)}
    (newest, *words) = drawn(many, cells=30)
    assert (newest[:5], newest[-5:], len(newest)) == ("2007 ", " 2026", 30)
    assert " ".join(words) == "FMS notified by year, most $52 B in 2026"
    (marked, *words) = drawn(many, cells=30, marked=[1980])
    assert (marked[:8], marked[-5:], len(marked)) == ("1980 [▂]", " 1997", 30)
    assert " ".join(words) == "FMS notified by year, most $23 B in 1997, 1 of unknown value"


YEARS = st.dictionaries(
    st.integers(1974, 2026), st.builds(Year, st.none() | st.integers(0, 10**13), st.integers(0, 9)), max_size=53
)


@given(YEARS, st.integers(5, 200), st.booleans(), st.integers(1974, 2026), st.integers(0, 99))
def test_it_fits_and_shows_the_marked_year(
    years: dict[int, Year], cells: int, unicode: bool, marked: int, undated: int
) -> None:
    lines = YearsPicture(years, 2026, [marked], undated).lines(cells, unicode)
    assert all(line_width(line) <= cells for line in lines)
    assert unicode or all(text(line).isascii() for line in lines)
    if lines:
        assert ("[" in text(lines[0])) == (marked in years)


@given(st.integers(0, 10**13), st.integers(0, 10**13), st.booleans())
def test_a_larger_year_is_never_lower(one: int, other: int, unicode: bool) -> None:
    low, high = sorted([one, other])
    order = "_▁▂▃▄▅▆▇█" if unicode else "_:-=+*#%@"
    assert order.index(year_mark(low, high, unicode)) <= order.index(year_mark(high, high, unicode))
    assert year_mark(high, high, unicode) == (order[-1] if high else "_")
    assert (year_mark(low, high, unicode) == "_") == (low == 0)
