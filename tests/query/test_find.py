"""Which sale a name means, and what is said where it means none or several."""

from __future__ import annotations

import pytest
from builders import a_sale

from armstrack.model.sale import Sale
from armstrack.query.filter import Filter, filter_of
from armstrack.query.find import AmbiguousName, NoSuchRecord, RecordVanished, find_sale, sale_of_id
from armstrack.query.nearby import asks_for_reviews

SALES: dict[str, Sale] = {id: a_sale(id=id) for id in ("taiwan-tow", "taiwan-himars", "peru-radars")}


def test_a_beginning_that_several_sales_have_names_them_all() -> None:
    with pytest.raises(AmbiguousName) as refused:
        find_sale(SALES, "Taiwan")
    assert refused.value.candidates == ("taiwan-himars", "taiwan-tow")
    assert str(refused.value) == "`Taiwan` can mean 2 sales"
    assert refused.value.lines == ("  taiwan-himars", "  taiwan-tow")


@pytest.mark.parametrize(
    ("name", "nearest", "hint"),
    [
        ("himars", ("taiwan-himars",), "did you mean taiwan-himars?"),
        ("RADARS", ("peru-radars",), "did you mean peru-radars?"),
        ("zzz", (), "`armstrack list` names them all"),
        ("", (), "`armstrack list` names them all"),
    ],
)
def test_a_name_of_none_is_answered_with_what_resembles_it(name: str, nearest: tuple[str, ...], hint: str) -> None:
    with pytest.raises(NoSuchRecord) as refused:
        find_sale(SALES, name)
    assert (refused.value.nearest, refused.value.hint) == (nearest, hint)


def test_a_sale_that_another_process_took_away_is_told_as_vanished() -> None:
    with pytest.raises(RecordVanished):
        sale_of_id({}, "taiwan-tow")


@pytest.mark.parametrize(
    ("states", "reviews"),
    [((), False), (("notified",), True), (("accepted",), False), (("notified", "accepted"), False)],
)
def test_a_filter_asks_for_reviews_where_it_asks_for_nothing_else(states: tuple[str, ...], reviews: bool) -> None:
    assert asks_for_reviews(Filter(states=states)) is reviews


def test_an_option_that_is_given_no_word_asks_for_nothing() -> None:
    assert filter_of({"since": [], "min_value": [], "recipient": None, "overdue": False}) == Filter()
