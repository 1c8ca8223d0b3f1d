"""`--sort`, `--reverse` and `--limit` mean the same wherever rows are listed, in every format."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER
from hypothesis import given
from hypothesis import strategies as st

from armstrack.ledger.ledger import Ledger
from armstrack.query.from_files import FromFiles
from armstrack.query.ordering import ORDERS, Shown, Sortable
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.backlog import BacklogQuestion
from armstrack.query.questions.deliveries import DeliveriesQuestion
from armstrack.query.questions.due import DueQuestion
from armstrack.query.questions.events import EventsQuestion
from armstrack.query.questions.gaps import GapsQuestion
from armstrack.query.questions.queue import QueueQuestion
from armstrack.query.questions.slip import SlipQuestion

if TYPE_CHECKING:
    from conftest import Run

DAY = date(2026, 3, 10)
ASKED = ("--ledger", str(NOVEMBER), "--as-of", "2026-03-10")

LISTS: dict[str, Any] = {
    "backlog": BacklogQuestion,
    "due": DueQuestion,
    "queue": lambda **more: QueueQuestion("missile", **more),
    "deliveries": DeliveriesQuestion,
    "slip": SlipQuestion,
    "events": EventsQuestion,
    "gaps": lambda **more: GapsQuestion(least=30, **more),
}
WORDS = {"queue": ("queue", "--system", "missile"), "gaps": ("gaps", "--min", "30d")}
CASES = [(name, sort) for name, orders in ORDERS.items() for sort in orders]


@cache
def ledger() -> FromFiles:
    return FromFiles(Ledger(NOVEMBER))


def rows_in(answer: Any) -> list[dict[str, Any]]:
    """The rows of an answer, which some documents hold under a key."""
    if isinstance(answer, list):
        return answer
    rows: list[dict[str, Any]] = answer["silences"] if "silences" in answer else answer["sales"]
    return rows


def rows(name: str, **shown: Any) -> list[dict[str, Any]]:
    question = LISTS[name](shown=Shown(**shown))
    assert isinstance(question, Sortable)
    return rows_in(question.answer(ledger(), DAY))  # type: ignore[attr-defined]


def test_every_list_has_its_orders() -> None:
    assert set(LISTS) == set(ORDERS)
    assert all(len(rows(name)) > 2 for name in LISTS)


@pytest.mark.parametrize(("name", "sort"), CASES, ids=lambda given: given)
def test_the_rows_are_the_same_in_the_order_that_was_asked_for(name: str, sort: str) -> None:
    told, by = rows(name), ORDERS[name][sort].by
    found = rows(name, sort=sort)
    key = str
    assert sorted(map(key, found)) == sorted(map(key, told))
    values = [by(row) for row in found]
    known = [value for value in values if value is not None]
    assert values == known + [None] * (len(values) - len(known))
    assert known == sorted(known, reverse=ORDERS[name][sort].largest_first)
    turned = [by(row) for row in rows(name, sort=sort, reverse=True)]
    assert turned == known[::-1] + [None] * (len(values) - len(known))


@pytest.mark.parametrize("name", LISTS)
def test_as_they_come_they_can_be_turned_and_cut(name: str) -> None:
    told = rows(name)
    assert rows(name, reverse=True) == told[::-1]
    assert rows(name, limit=2) == told[:2]
    assert rows(name, reverse=True, limit=1) == told[-1:]
    assert rows(name, limit=0) == []


@given(st.lists(st.fixed_dictionaries({"n": st.none() | st.integers(0, 3)})), st.booleans())
def test_rows_alike_stay_as_they_come(given_rows: list[dict[str, Any]], reverse: bool) -> None:
    numbered = [{"at": at, "day": None if row["n"] is None else f"{row['n']}"} for at, row in enumerate(given_rows)]
    found = DueQuestion(shown=Shown("day", reverse)).arranged(numbered)
    for one, other in pairwise(found):
        assert one["day"] != other["day"] or one["at"] < other["at"]


@pytest.mark.parametrize("name", LISTS)
def test_every_format_follows_and_says_how_many_there_are(run: Run, name: str) -> None:
    words = (*ASKED, *WORDS.get(name, (name,)))
    whole = rows_in(run(*words, "--format", "json").json)
    cut = run(*words, "--limit", "2", "--format", "json").json
    assert rows_in(cut) == whole[:2]
    if name != "gaps":
        lines = run(*words, "--limit", "2", "--reverse", "--format", "jsonl").out.splitlines()
        assert len(lines) == 2
    table = run(*words, "--limit", "2")
    assert table.code == 0, table.err
    assert f"2 of {len(whole)}." in table.err
    assert f" of {len(whole)}." not in run(*words, "--limit", str(len(whole))).err


def test_a_backlog_keeps_its_sums_and_its_doubts_when_fewer_of_its_sales_are_shown(run: Run) -> None:
    words = (*ASKED, "backlog", "-r", "TW", "--format", "json")
    whole, cut = run(*words).json, run(*words, "--limit", "1", "--sort", "value").json
    assert {**cut, "sales": None} == {**whole, "sales": None}
    assert cut["sales"] == [max(whole["sales"], key=lambda row: row["backlog_usd"])]
    table, shorter = (run(*ASKED, "backlog", "-r", "TW", *more) for more in ((), ("--limit", "1")))
    assert table.out.splitlines()[-2:] == shorter.out.splitlines()[-2:]


@pytest.mark.parametrize("name", LISTS)
def test_another_order_is_refused_with_the_nearest(run: Run, name: str) -> None:
    sort = next(iter(ORDERS[name]))
    ran = run(*ASKED, *WORDS.get(name, (name,)), "--sort", sort[:-1] + "x")
    assert ran.code == 2
    assert "is no order" in ran.err
    assert f"`{sort}`" in ran.err or sort in ran.err
    with pytest.raises(WrongWord, match="0 on"):
        LISTS[name](shown=Shown(limit=-1))


def test_one_sale_has_no_rows_to_sort(run: Run) -> None:
    ran = run(*ASKED, "slip", "taiwan-f16-block70-2019", "--limit", "1")
    assert ran.code == 2
    assert "leave SALE out" in ran.err
