"""Columns give way in a known order, and the plan always fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.layout import GAP, Wish, plan

WISHES = st.lists(
    st.builds(
        lambda natural, least, importance, whole: Wish(natural, min(natural, least), importance, whole),
        st.integers(0, 70),
        st.integers(0, 40),
        st.integers(1, 4),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


def used(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


@given(WISHES, st.integers(20, 200))
def test_a_plan_fits_and_never_gives_more_than_was_wished(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room)
    assert widths
    assert used(list(widths.values())) <= room
    assert all(cells <= max(wishes[i].natural, 1) for i, cells in widths.items())


@given(WISHES, st.integers(20, 200))
def test_a_cut_uses_the_whole_line(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room)
    if any(cells < wishes[i].natural for i, cells in widths.items()):
        assert used(list(widths.values())) == room


@given(WISHES, st.integers(20, 200))
def test_what_is_left_out_matters_no_more_than_what_is_shown(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room)
    out = [wish.importance for i, wish in enumerate(wishes) if i not in widths and wish.importance > 1]
    kept = [wishes[i].importance for i in widths]
    assert not out or max(kept) <= min(out)


def test_everything_that_fits_is_whole() -> None:
    assert plan([Wish(5, 5, 1), Wish(7, 3, 2)], 14) == {0: 5, 1: 7}


def test_flexible_columns_give_way_before_columns_go() -> None:
    wishes = [Wish(20, 8, 1), Wish(30, 10, 3), Wish(6, 6, 2)]
    assert plan(wishes, 40) == {0: 15, 1: 15, 2: 6}
    assert plan(wishes, 30) == {0: 10, 1: 10, 2: 6}
    assert plan(wishes, 27) == {0: 19, 2: 6}


def test_of_equally_important_columns_the_last_goes_first() -> None:
    assert list(plan([Wish(10, 10, 1), Wish(10, 10, 2), Wish(10, 10, 2)], 24)) == [0, 1]


def test_figures_are_cut_last() -> None:
    assert plan([Wish(30, 16, 1), Wish(9, 9, 1, whole=True), Wish(11, 11, 1)], 20) == {0: 4, 1: 9, 2: 3}
