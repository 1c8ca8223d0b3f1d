"""Bars are as long as their values, and a chart fits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.bars import Bar, bar, bar_chart, clock_bar
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import width

ROWS = [
    Bar("TW", 11_105_400_000, "$11.1054 B"),
    Bar("PL", 6 * 10**9, "$6 B"),
    Bar("JO", None, "unknown"),
    Bar("X", 0, "$0"),
]


@pytest.mark.parametrize(
    ("value", "drawn"), [(8, "████"), (4, "██"), (3, "█▌"), (1, "▌"), (0, ""), (None, "?"), (99, "████"), (-1, "")]
)
def test_a_bar_is_as_long_as_its_value(value: int | None, drawn: str) -> None:
    assert bar(value, 8, 4, unicode=True) == drawn


def test_a_bar_in_ascii_is_made_of_hashes() -> None:
    assert [bar(value, 8, 4, unicode=False) for value in (8, 4, 0, None)] == ["####", "##", "", "?"]


def test_a_small_value_does_not_look_like_none() -> None:
    assert bar(1, 10**12, 40, unicode=True) == "▏"
    assert bar(1, 10**12, 40, unicode=False) == "#"


def test_there_is_no_bar_without_a_measure_or_room() -> None:
    assert bar(5, 0, 10, unicode=True) == ""
    assert bar(5, 5, 0, unicode=True) == ""


def test_a_chart_aligns_labels_texts_and_bars() -> None:
    assert bar_chart(ROWS, Terminal(30, False, True, True)) == (
        "TW  $11.1054 B  ██████████████\nPL        $6 B  ███████▋\nJO     unknown  ?\nX           $0\n"
    )


def test_an_ascii_chart_holds_only_ascii() -> None:
    assert bar_chart([*ROWS, Bar("Türkiye", 1, "$1")], Terminal(40, False, True, False)).isascii()


def test_a_pipe_gets_a_chart_of_a_fixed_length() -> None:
    assert width(bar_chart(ROWS, PLAIN).split("\n")[0]) == 2 + 2 + 10 + 2 + 60


def test_without_room_beside_the_figures_a_bar_stands_below_them() -> None:
    rows = [
        Bar("A rather long label", 10, "$11,105,400,000"),
        Bar("Half of it", 5, "$5,552,700,000"),
        Bar("Zero", 0, "$0"),
    ]
    assert bar_chart(rows, Terminal(25, False, True, True)) == (
        "A rathe…  $11,105,400,000\n█████████████████████████\n"
        "Half of…   $5,552,700,000\n████████████▌\n"
        "Zero                   $0\n"
    )


def test_colour_is_only_on_the_bar() -> None:
    assert bar_chart([Bar("TW", 5, "$5")], Terminal(20, True, True, True)) == "TW  $5  \x1b[36m████████████\x1b[0m\n"
    assert bar_chart([], PLAIN) == ""


@given(
    st.lists(
        st.builds(
            Bar,
            st.text(max_size=60),
            st.none() | st.integers(-5, 10**14),
            st.text(max_size=30),
            st.just(""),
            st.booleans(),
            st.sampled_from(["", "+2?"]),
        ),
        max_size=5,
    ),
    st.integers(20, 200),
    st.booleans(),
)
def test_a_chart_fits(rows: list[Bar], cells: int, unicode: bool) -> None:
    chart = bar_chart(rows, Terminal(cells, False, True, unicode))
    assert all(width(line) <= cells for line in chart.split("\n"))


def test_what_is_not_covered_whole_is_hollow_and_what_is_unknown_besides_stands_behind() -> None:
    rows = [
        Bar("2018*", 5, "$5", hollow=True),
        Bar("2019*", None, "not covered", hollow=True),
        Bar("2020", 10, "$10", besides="+2?"),
    ]
    assert bar_chart(rows, Terminal(36, False, True, True)) == (
        "2018*           $5  ░░░░░░\n2019*  not covered\n2020           $10  ████████████ +2?\n"
    )
    assert bar_chart(rows[:1], Terminal(20, False, True, False)) == "2018*  $5  ---------\n"


@given(st.integers(0, 10**14), st.integers(0, 10**14), st.integers(1, 200), st.booleans())
def test_a_larger_value_never_has_a_shorter_bar(one: int, other: int, cells: int, unicode: bool) -> None:
    low, high = sorted([one, other])
    lengths = [bar(value, high, cells, unicode) for value in (low, high)]
    assert len(lengths[0]) <= len(lengths[1]) <= cells


@pytest.mark.parametrize(
    ("run", "drawn"),
    [
        (0, "········"), (1, "▎·······"), (15, "████····"), (29, "███████▋"), (30, "████████"), (31, "████████"),
        (-1, "········"),
    ],
)  # fmt: skip
def test_a_clock_is_as_full_as_its_window_has_run(run: int, drawn: str) -> None:
    assert clock_bar(run, 30, 8, unicode=True) == drawn


def test_a_clock_in_ascii_is_made_of_hashes_on_dots() -> None:
    assert [clock_bar(run, 30, 8, unicode=False) for run in (0, 1, 29, 30)] == [
        "........", "#.......", "#######.", "########",
    ]  # fmt: skip


def test_a_window_of_one_day_is_over_with_it_and_one_that_closes_before_it_opens_is_none() -> None:
    assert clock_bar(0, 0, 8, unicode=True) == "████████"
    assert clock_bar(0, -3, 8, unicode=True) == clock_bar(5, 30, 0, unicode=True) == ""


WINDOWS = st.integers(0, 4000)


@given(WINDOWS, st.integers(-10, 5000), st.integers(2, 30), st.booleans())
def test_a_clock_is_full_from_its_last_day_on_and_not_before(whole: int, run: int, cells: int, unicode: bool) -> None:
    drawn = clock_bar(run, whole, cells, unicode)
    full = ("█" if unicode else "#") * cells
    assert (drawn == full) == (run >= whole)
    assert width(drawn) == cells
    assert unicode or drawn.isascii()


@given(WINDOWS, st.integers(-10, 5000), st.integers(-10, 5000), st.integers(2, 30), st.booleans())
def test_a_clock_never_runs_back(whole: int, one: int, other: int, cells: int, unicode: bool) -> None:
    def filled(run: int) -> str:
        return clock_bar(run, whole, cells, unicode).rstrip("·.")

    early, late = sorted([one, other])
    # A longer bar, or the same number of cells of which the last is fuller.
    order = " .▏▎▍▌▋▊▉█#"
    weight = [sum(order.index(character) for character in filled(run)) for run in (early, late)]
    assert weight[0] <= weight[1]
    assert (filled(early) == "") == (early <= 0 and early < whole)
