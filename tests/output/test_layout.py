"""Columns give way in a known order, the plan always fits, and what may not be cut is whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.layout import GAP, INDENT, Plan, Wish, plan


def wish(natural: int, least: int, importance: int, good: int, empty: bool) -> Wish:
    return Wish(natural, min(natural, least), importance, min(natural, good), empty=empty)


COLUMNS = st.lists(
    st.builds(wish, st.integers(1, 70), st.integers(1, 40), st.integers(1, 4), st.integers(0, 20), st.booleans()),
    min_size=1,
    max_size=8,
)
IDS = st.builds(lambda cells: Wish(cells, cells, 1, id=True), st.integers(4, 40))


def used(widths: list[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


@given(COLUMNS, st.integers(20, 200))
def test_a_plan_fits_and_never_gives_more_than_was_wished(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room).widths
    assert widths
    assert used(list(widths.values())) <= room
    assert all(cells <= max(wishes[i].natural, 1) for i, cells in widths.items())


@given(COLUMNS, st.integers(20, 200))
def test_a_cut_uses_the_whole_line(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room).widths
    if any(cells < wishes[i].natural for i, cells in widths.items()):
        assert used(list(widths.values())) == room


@given(COLUMNS, st.integers(20, 200))
def test_what_is_left_out_is_empty_or_matters_no_more_than_what_is_shown(wishes: list[Wish], room: int) -> None:
    widths = plan(wishes, room).widths
    out = [wish.importance for i, wish in enumerate(wishes) if i not in widths and not wish.empty]
    assert not out or max(wishes[i].importance for i in widths) <= min(out) or min(out) == 1


@given(COLUMNS, IDS, st.integers(40, 200))
def test_an_id_is_always_whole_beside_the_rest_or_above_it(wishes: list[Wish], id: Wish, room: int) -> None:
    columns = [*wishes, id]
    found = plan(columns, room)
    at = len(wishes)
    assert found.above == at or found.widths[at] == id.natural
    assert used(list(found.widths.values())) <= room - (INDENT if found.above == at else 0)


@given(COLUMNS, st.integers(20, 200))
def test_where_everything_fits_nothing_is_left_out_not_even_what_is_empty(wishes: list[Wish], room: int) -> None:
    if used([wish.natural for wish in wishes]) <= room:
        assert plan(wishes, room) == Plan({i: wish.natural for i, wish in enumerate(wishes)})


def test_everything_that_fits_is_whole() -> None:
    assert plan([Wish(5, 5, 1), Wish(7, 3, 2)], 14).widths == {0: 5, 1: 7}


def test_empty_columns_go_before_anything_is_cut() -> None:
    wishes = [Wish(20, 8, 1), Wish(30, 10, 3), Wish(6, 6, 2, empty=True)]
    assert plan(wishes, 58).widths == {0: 20, 1: 30}
    assert plan(wishes, 60).widths == {0: 20, 1: 30, 2: 6}


def test_what_matters_less_than_a_text_goes_before_the_text_is_cut_short() -> None:
    wishes = [Wish(20, 20, 1, id=True), Wish(60, 8, 2, good=16), Wish(10, 10, 3)]
    assert plan(wishes, 50).widths == {0: 20, 1: 16, 2: 10}
    assert plan(wishes, 49).widths == {0: 20, 1: 27}


def test_a_text_is_cut_before_something_that_matters_more_goes() -> None:
    wishes = [Wish(20, 20, 1, id=True), Wish(10, 10, 2), Wish(60, 8, 3, good=16)]
    assert plan(wishes, 42).widths == {0: 20, 1: 10, 2: 8}
    assert plan(wishes, 41).widths == {0: 20, 1: 10}


def test_of_equally_important_columns_the_last_goes_first() -> None:
    assert list(plan([Wish(10, 10, 1), Wish(10, 10, 2), Wish(10, 10, 2)], 24).widths) == [0, 1]


def test_an_id_without_room_beside_it_stands_above_the_rest() -> None:
    wishes = [Wish(31, 31, 1, id=True), Wish(9, 9, 1), Wish(7, 7, 1), Wish(10, 10, 3)]
    assert plan(wishes, 51) == Plan({0: 31, 1: 9, 2: 7})
    assert plan(wishes, 50) == Plan({1: 9, 2: 7, 3: 10}, above=0)
    assert plan(wishes, 20) == Plan({1: 9, 2: 7}, above=0)


def test_words_are_broken_only_where_nothing_else_helps() -> None:
    wishes = [Wish(30, 12, 1, broken=6), Wish(10, 10, 2), Wish(18, 18, 1)]
    assert plan(wishes, 44).widths == {0: 12, 1: 10, 2: 18}
    assert plan(wishes, 32).widths == {0: 12, 2: 18}
    assert plan(wishes, 30).widths == {0: 10, 2: 18}


def test_many_lines_are_better_than_a_column_left_out() -> None:
    wishes = [Wish(13, 13, 1), Wish(60, 24, 1, broken=20, narrow=12)]
    assert plan(wishes, 39).widths == {0: 13, 1: 24}
    assert plan(wishes, 35).widths == {0: 13, 1: 20}
    assert plan(wishes, 27).widths == {0: 13, 1: 12}
    assert plan(wishes, 26).widths == {0: 13}


def test_at_last_as_many_columns_are_shown_as_fit_and_none_of_them_is_cut() -> None:
    assert plan([Wish(9, 9, 1), Wish(11, 11, 1), Wish(12, 12, 1)], 24).widths == {0: 9, 1: 11}
    assert plan([Wish(30, 30, 1), Wish(9, 9, 1)], 20).widths == {0: 20}
