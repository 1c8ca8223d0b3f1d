"""Money is exact, in whole dollars, and unknown is not zero."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from armstrack.model.money import add, parse_money, write_money

untimed = settings(deadline=None)

AMOUNTS = [
    ("0", 0),
    ("1", 1),
    ("999", 999),
    ("1_500_000", 1_500_000),
    ("1500000", 1_500_000),
    ("11_105_400_000", 11_105_400_000),
    ("500K", 500_000),
    ("96M", 96_000_000),
    ("96.51M", 96_510_000),
    ("4.05B", 4_050_000_000),
    ("0.5M", 500_000),
    ("1.05K", 1_050),
    ("1.25T", 1_250_000_000_000),
    ("999T", 999_000_000_000_000),
    ("4.050B", 4_050_000_000),
    ("3.0", 3),
]

NOT_AMOUNTS = [
    "", " ", "010", "00", "01M", "-1", "+1", "1,500,000", "1 500 000", "1_50_000", "_1", "1_", "1_500_00", "1__000",
    "4,05B", "4.05 B", "4.05b", "4.05G", "B", ".5M", "5.", "5.M", "1e9", "0x10", "$5M", "5 M", "5M ", " 5M", "5M\n",
    "nan", "inf", "unknown", "None", "٣M", "1.5_000M",
]  # fmt: skip


@pytest.mark.parametrize(("text", "dollars"), AMOUNTS)
def test_an_amount_is_read_exactly(text: str, dollars: int) -> None:
    read = parse_money(text)
    assert read == dollars
    assert type(read) is int


@pytest.mark.parametrize("text", NOT_AMOUNTS)
def test_what_is_not_an_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an amount; write 4\.05B, 96M or 1_500_000"):
        parse_money(text)


@pytest.mark.parametrize("text", ["0.5", "1.5", "1.0005K", "4.0500000001B", "0.0000001M"])
def test_a_fraction_of_a_dollar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a whole number of dollars"):
        parse_money(text)


@pytest.mark.parametrize(
    "text", ["1000T", "1_000_000_000_000_000", "9" * 40, "9" * 5000 + "B", "1." + "0" * 5000 + "B"]
)
def test_more_than_any_sale_has_cost_is_refused_without_computing_it(text: str) -> None:
    with pytest.raises(ValueError, match="more than any sale has cost; check the unit"):
        parse_money(text)


@untimed
@given(st.integers(0, 10**15 - 1))
@example(0)
@example(1_000_000)
@example(999_999)
@example(4_050_000_000)
@example(10**15 - 1)
def test_what_is_written_is_read_back_exactly(dollars: int) -> None:
    assert parse_money(write_money(dollars)) == dollars


@untimed
@given(st.integers(0, 999_999), st.integers(0, 9), st.sampled_from("KMBT"))
def test_a_decimal_point_means_what_it_means_on_paper(whole: int, tenth: int, unit: str) -> None:
    multiple = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}[unit]
    if whole * multiple < 10**15 - multiple:
        assert parse_money(f"{whole}.{tenth}{unit}") == whole * multiple + tenth * multiple // 10


@pytest.mark.parametrize(
    ("dollars", "text"),
    [
        (4_050_000_000, "4.05B"),
        (96_000_000, "96M"),
        (151_800_000, "151.8M"),
        (11_105_400_000, "11105.4M"),
        (1_000_000_000, "1B"),
        (1_001_000_000, "1.001B"),
        (1_000_100_000, "1000.1M"),
        (1_234_567_890, "1_234_567_890"),
        (1_500, "1_500"),
        (0, "0"),
    ],
)
def test_an_amount_is_written_short_only_where_that_is_exact(dollars: int, text: str) -> None:
    assert write_money(dollars) == text


def test_a_sum_counts_what_is_unknown_beside_what_is_known() -> None:
    assert add([4_050_000_000, None, 96_000_000]) == (4_146_000_000, 1)


def test_a_sum_of_nothing_is_zero_and_a_sum_of_unknowns_is_unknown() -> None:
    assert add([]) == (0, 0)
    assert add([None, None]) == (None, 2)
    assert add([0, None]) == (0, 1)
