"""Amounts are spelled for people, and never say less than they are."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.model.money import parse_money
from armstrack.output.amounts import UNITS, count, exact, headed, short, spelled


@pytest.mark.parametrize(
    ("amount", "spelling"),
    [
        (None, "unknown"),
        (0, "$0"),
        (950_000, "$950,000"),
        (1_000_000, "$1 M"),
        (70_500_000, "$70.5 M"),
        (353_000_000, "$353 M"),
        (999_999_999, "$999,999,999"),
        (4_050_000_000, "$4.05 B"),
        (11_105_400_000, "$11.1054 B"),
        (4_050_000_001, "$4,050,000,001"),
        (1_200_000_000_000, "$1.2 T"),
        (-353_000_000, "-$353 M"),
    ],
)
def test_the_short_spelling_is_short_only_where_it_is_exact(amount: int | None, spelling: str) -> None:
    assert short(amount) == spelling


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10**6).map(lambda thousands: thousands * 10**5))
def test_no_digit_is_lost_in_the_short_spelling(amount: int) -> None:
    assert parse_money(re.sub("[$, ]", "", short(amount))) == amount


@given(st.integers())
def test_the_exact_spelling_holds_every_digit(amount: int) -> None:
    assert int(exact(amount).replace("$", "").replace(",", "")) == amount


def test_exact_figures_have_separators_and_unknown_is_a_word() -> None:
    assert exact(11_105_400_000) == "$11,105,400,000"
    assert exact(-5_000) == "-$5,000"
    assert exact(None) == "unknown"


def test_a_noun_agrees_with_its_number() -> None:
    assert count(1, "sale") == "1 sale"
    assert count(0, "sale") == "0 sales"
    assert count(1204, "sale") == "1,204 sales"
    assert count(2, "delivery", "deliveries") == "2 deliveries"


# --- in one unit ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "unit", "spelling"),
    [
        (11_105_400_000, "millions", "11,105.4"),
        (11_105_400_000, "billions", "11.1"),
        (11_105_400_000, "thousands", "11,105,400.0"),
        (11_105_400_001, "dollars", "11,105,400,001"),
        (250_000, "millions", "0.2"),
        (350_000, "millions", "0.4"),
        (50_000, "millions", "<0.1"),
        (1, "billions", "<0.1"),
        (-1, "billions", ">-0.1"),
        (0, "billions", "0.0"),
        (None, "millions", "unknown"),
    ],
)
def test_in_a_unit_an_amount_has_one_decimal_rounded_half_to_even(amount: int | None, unit: str, spelling: str) -> None:
    assert spelled(amount, UNITS[unit]) == spelling


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(UNITS)))
def test_what_is_told_in_a_unit_is_within_half_a_tenth_and_never_nothing_for_something(amount: int, name: str) -> None:
    unit = UNITS[name]
    text = spelled(amount, unit)
    if text[0] in "<>":
        assert 0 < abs(amount) * 20 <= unit.dollars
    else:
        told = Decimal(text.replace(",", ""))
        assert abs(told * unit.dollars - amount) * 20 <= unit.dollars
        assert (told == 0) == (amount == 0)


def test_the_unit_stands_in_the_heading() -> None:
    assert headed("Ceiling", UNITS["millions"]) == "Ceiling, millions of dollars"
    assert headed("Ceiling", UNITS["dollars"]) == "Ceiling, dollars"
    assert UNITS["billions"].heading("Ceilings", 2024) == "Ceilings, billions of 2024 dollars"
    assert headed("Ceiling", None) == "Ceiling"
