"""Constant dollars: one table, named and dated, each amount rounded once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.query.summary.constant_dollars import TABLE, Dollars, NoPriceLevel, dollars_of, price_levels, read_levels
from armstrack.yaml_text.table import BadTable

PRINTED = """
1974 49.3  1975 53.8  1976 56.9  1977 60.6  1978 65.2  1979 72.6  1980 82.4  1981 90.9  1982 96.5  1983 99.6
1984 103.9 1985 107.6 1986 109.6 1987 113.6 1988 118.3 1989 124.0 1990 130.7 1991 136.2 1992 140.3 1993 144.5
1994 148.2 1995 152.4 1996 156.9 1997 160.5 1998 163.0 1999 166.6 2000 172.2 2001 177.1 2002 179.9 2003 184.0
2004 188.9 2005 195.3 2006 201.6 2007 207.342 2008 215.303 2009 214.537 2010 218.056 2011 224.939 2012 229.594
2013 232.957 2014 236.736 2015 237.017 2016 240.007 2017 245.120 2018 251.107 2019 255.657 2020 258.811
2021 270.970 2022 292.655 2023 304.702 2024 313.689 2025 321.943
"""
"""Annual averages of the CPI-U, typed from copies of the Bureau's table apart from the one that is shipped."""

MONTHS_OF_2025 = "317.671 319.082 319.799 320.795 321.465 322.561 323.048 323.976 324.800 324.122 324.054"
"""January to September, November and December; October was not collected."""


def thousandths(text: str) -> int:
    return int(Fraction(text) * 1000)


def test_the_table_holds_what_the_bureau_printed() -> None:
    words = PRINTED.split()
    printed = {int(year): thousandths(level) for year, level in zip(words[::2], words[1::2], strict=True)}
    assert price_levels().levels == printed


def test_the_base_of_the_index_is_the_average_of_its_three_years() -> None:
    levels = price_levels().levels
    assert sum(levels[year] for year in (1982, 1983, 1984)) == 3 * 100_000


def test_the_average_of_2025_is_that_of_the_eleven_months_there_are() -> None:
    months = [thousandths(month) for month in MONTHS_OF_2025.split()]
    assert len(months) == 11
    assert round(Fraction(sum(months), 11)) == price_levels().levels[2025]


def test_the_table_says_what_it_is() -> None:
    prices = price_levels()
    assert (prices.index, prices.series, prices.base) == ("CPI-U", "CUUR0000SA0", "1982-84=100")
    assert "2025" in prices.version
    assert "Bureau of Labor Statistics" in prices.source


@given(st.integers(0, 10**14), st.integers(1974, 2025), st.integers(1974, 2025))
def test_an_amount_is_rounded_once_to_the_nearest_dollar(amount: int, year: int, into: int) -> None:
    levels = price_levels().levels
    exact = Fraction(amount * levels[into], levels[year])
    converted = Dollars(into, price_levels()).of(amount, str(year))
    assert converted is not None
    assert abs(converted - exact) <= Fraction(1, 2)
    if year == into:
        assert converted == amount


def test_a_year_without_a_level_leaves_the_amount_unknown() -> None:
    dollars = dollars_of(2025)
    assert dollars.of(10**9, "1974") == 6_530_283_976
    assert dollars.of(10**9, "2026") is None
    assert dollars.of(10**9, "1973") is None
    assert dollars.of(10**9, None) is None


@pytest.mark.parametrize("year", [1973, 2026, 0])
def test_the_dollars_of_a_year_that_the_table_lacks_are_refused(year: int) -> None:
    with pytest.raises(NoPriceLevel, match=f"1974 to 2025, not {year}"):
        dollars_of(year)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{year: 1990, level: 130.7}", "{year: 1989, level: 130.7}"),
        ("  - {year: 1990, level: 130.7}\n", ""),
        ("level: 130.7", "level: 130"),
        ("level: 130.7", "level: 0.5"),
        ("level: 130.7", "level: 130.7000"),
        ("year: 1974,", "year: unknown,"),
        ("series: CUUR0000SA0\n", ""),
    ],
)
def test_a_table_with_a_hole_or_without_its_source_is_refused(old: str, new: str) -> None:
    text = TABLE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(BadTable):
        read_levels(TABLE.name, text.replace(old, new, 1))
