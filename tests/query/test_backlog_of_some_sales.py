"""What a backlog counts of a few sales, asked of the questions themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import day
from query.asking import Written

from armstrack.query.filter import Filter
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.backlog import BacklogChanges, BacklogQuestion, BacklogSeries


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    return Written(tmp_path / "ledger")


def counted(ledger: Written, on: str, **options: str) -> dict[str, int | None]:
    """What the backlog counts of each sale, in US dollars."""
    return {row["id"]: row["backlog_usd"] for row in ledger.ask(BacklogQuestion(**options), on)["sales"]}  # type: ignore[arg-type]


def lines(ledger: Written, since: str, on: str) -> list[tuple[str, str, int | None]]:
    """What lies between two evenings: each change, its day and its dollars; held to lead from the one to the other."""
    found = ledger.ask(BacklogChanges(day(since)), on)
    known = [each["value_usd"] or 0 for each in found["changes"]]
    assert (found["opening"]["value_usd"] or 0) + sum(known) == (found["closing"]["value_usd"] or 0)
    return [(each["change"], each["counted_from"], each["value_usd"]) for each in found["changes"]]


def changed(ledger: Written, since: str, on: str) -> list[tuple[str, str, str, str | None]]:
    """What changed, of which sale, on which day, and why."""
    found = ledger.ask(BacklogChanges(day(since)), on)
    return [(each["change"], each["id"], each["counted_from"], each["reason"]) for each in found["changes"]]


def test_a_report_leaves_with_the_end_of_the_sale_that_it_amends(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", "2022-03-04 cancelled", total="1B")
    ledger.sale("range", "2021-02-03 reported-to-congress", authority="36(b)(5)(A)", more="amends: tanks")
    assert counted(ledger, "2022-03-03") == {"tanks": 1_000_000_000, "range": None}
    assert counted(ledger, "2022-03-04") == {}
    assert changed(ledger, "2022-03-03", "2022-03-04") == [
        ("removed", "range", "2022-03-04", "cancelled with tanks, which it amends"),
        ("removed", "tanks", "2022-03-04", "cancelled"),
    ]


def test_what_is_asked_for_anew_counts_again_from_its_next_notification_on(ledger: Written) -> None:
    history = ("2020-01-02 notified", "2021-03-04 withdrawn", "2022-01-05 requested", "2023-01-05 notified")
    ledger.sale("again", *history, total="1B")
    days = ("2021-03-03", "2021-03-04", "2022-01-05", "2023-01-04", "2023-01-05")
    assert [list(counted(ledger, on)) for on in days] == [["again"], [], [], [], ["again"]]


def test_an_increase_stays_when_the_sale_that_it_amends_is_over(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", "2022-03-04 cancelled", total="1B")
    ledger.sale(
        "more-tanks", "2021-02-03 notified", authority="36(b)(5)(C)", more="amends: tanks\nvalue: {increase: 5M}"
    )
    assert counted(ledger, "2022-03-04") == {"more-tanks": 5_000_000}


def test_a_report_of_a_sale_that_the_ledger_does_not_hold_stays(ledger: Written) -> None:
    outside = "amends: {transmittal: 10-01, recipient: TW, title: Tanks}"
    ledger.sale("range", "2021-02-03 reported-to-congress", authority="36(b)(5)(A)", more=outside)
    assert counted(ledger, "2022-03-04") == {"range": None}


FIRST, SECOND = (
    "2021-01-05 accepted case: TW-D-AAA, skipped: [offered], value: 1B",
    "2021-03-02 accepted case: TW-D-BBB, skipped: [offered], value: 2B",
)
BILLION = 10**9


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (("2022-01-05 cancelled case: TW-D-AAA",), [("revalued", "2022-01-05", -BILLION)]),
        (
            ("2022-01-05 cancelled case: TW-D-AAA", "2022-02-05 cancelled case: TW-D-BBB"),
            [("revalued", "2022-01-05", -BILLION), ("removed", "2022-02-05", -2 * BILLION)],
        ),
        (
            ("2022-01-05 cancelled case: TW-D-AAA", "2022-01-05 cancelled case: TW-D-BBB"),
            [("removed", "2022-01-05", -3 * BILLION)],
        ),
        (
            ("2022-01-05 cancelled case: TW-D-AAA", "2022-02-05 delivered case: TW-D-BBB, skipped: [implemented]"),
            [("revalued", "2022-01-05", -BILLION), ("delivered", "2022-02-05", -2 * BILLION)],
        ),
        (
            (
                "2022-01-05 cancelled case: TW-D-AAA",
                "2022-01-05 cancelled case: TW-D-BBB",
                "2022-06-05 offered case: TW-D-CCC, amount: 4B",
            ),
            [("removed", "2022-01-05", -3 * BILLION), ("added", "2022-06-05", 4 * BILLION)],
        ),
        (("2022-01-05 restated case: TW-D-AAA, amount: 1.5B",), [("revalued", "2022-01-05", BILLION // 2)]),
        # A letter without an amount of its own leaves the ceiling of the notification.
        (("2022-01-05 accepted case: TW-D-CCC, skipped: [offered]",), [("revalued", "2022-01-05", 2 * BILLION)]),
        (("2022-01-05 delivered skipped: [implemented]",), [("revalued", "2022-01-05", 2 * BILLION)]),
    ],
)
def test_what_becomes_of_one_of_two_letters_is_told_and_adds_up(
    ledger: Written, then: tuple[str, ...], expected: list[tuple[str, str, int]]
) -> None:
    ledger.sale("tanks", "2020-01-02 notified", FIRST, SECOND, *then, total="5B")
    assert counted(ledger, "2021-12-31") == {"tanks": 3 * BILLION}
    assert lines(ledger, "2021-12-31", "2022-12-31") == expected


def test_a_second_letter_adds_nothing_before_it_surely_stands(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", FIRST, SECOND.replace("2021-03-02", "2021-03"), total="5B")
    assert [counted(ledger, on)["tanks"] for on in ("2021-03-15", "2021-03-30", "2021-03-31")] == [
        BILLION, BILLION, 3 * BILLION,
    ]  # fmt: skip
    assert lines(ledger, "2021-02-01", "2021-03-15") == []
    assert lines(ledger, "2021-03-15", "2021-04-15") == [("revalued", "2021-03-31", 2 * BILLION)]


@pytest.mark.parametrize(
    ("before", "change"),
    [((), "removed"), (("2021-06-05 delivered case: TW-D-AAA, skipped: [implemented]",), "delivered")],
)
def test_what_a_law_blocks_leaves_with_what_its_letters_came_to(
    ledger: Written, before: tuple[str, ...], change: str
) -> None:
    ledger.sale("tanks", "2020-01-02 notified", FIRST, SECOND, *before, total="5B")
    ledger.file(
        "resolutions/117-sjres-1.yaml",
        "id: 117-sjres-1\ncongress: 117\nmeasure: S.J.Res. 1\ntitle: Disapproval\nsales: [tanks]\nhistory:\n"
        "  - {date: 2021-02-05, state: introduced}\n  - {date: 2022-01-20, state: enacted, skipped: [passed-both]}\n",
    )
    assert lines(ledger, "2021-12-31", "2022-12-31") == [(change, "2022-01-20", -3 * BILLION)]


def test_the_amount_of_the_only_letter_leaves_the_ceiling(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", "2021-01-05 accepted skipped: [offered], amount: 1B", total="5B")
    assert counted(ledger, "2022-01-01") == {"tanks": 5 * BILLION}


def test_what_a_delivery_is_said_to_be_worth_restates_nothing(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", "2021-01-05 delivery value: 1B", total="5B")
    assert counted(ledger, "2022-01-01") == {"tanks": 5 * BILLION}
    assert counted(ledger, "2022-01-01", rule="remaining-value") == {"tanks": 4 * BILLION}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("value-revised value: 3B", 3 * BILLION),
        ("value-revised amount: 3B", 3 * BILLION),
        ("value-revised note: smaller", None),
        ("accepted skipped: [offered], value: 3B", 3 * BILLION),
    ],
)
def test_a_value_is_restated_by_what_gives_one_and_unknown_where_it_is_only_said_to_change(
    ledger: Written, entry: str, expected: int | None
) -> None:
    ledger.sale("tanks", "2020-01-02 notified", f"2021-01-05 {entry}", total="5B")
    assert counted(ledger, "2021-01-04") == {"tanks": 5 * BILLION}
    assert counted(ledger, "2021-01-05") == {"tanks": expected}


def test_a_change_is_told_of_the_move_of_the_letter_that_made_it(ledger: Written) -> None:
    same_day = ("2022-01-05 cancelled case: TW-D-AAA", "2022-01-05 note case: TW-D-BBB, note: goes on")
    ledger.sale("tanks", "2020-01-02 notified", FIRST, SECOND, *same_day, total="5B")
    (change,) = ledger.ask(BacklogChanges(day("2021-12-31")), "2022-12-31")["changes"]
    assert (change["change"], change["what"]) == ("revalued", "cancelled")


# --- loosely known days, groups and series ------------------------------------------------------------------


def row_of(ledger: Written, on: str) -> dict[str, object]:
    (row,) = ledger.ask(BacklogQuestion(), on)["sales"]
    return dict(row)


def test_a_sale_may_have_left_by_what_it_does_not_count_as_and_by_nothing_else(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-05 notified", "2021 cancelled")
    assert row_of(ledger, "2020-02-01")["may_have_left"] == []
    assert row_of(ledger, "2021-06-01")["may_have_left"] == ["cancelled"]
    assert counted(ledger, "2021-12-31") == {}


def test_a_clearance_that_may_have_come_is_no_leaving(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01 notified")
    row = row_of(ledger, "2020-02-10")
    assert (row["state"], row["maybe"], row["may_have_left"]) == ("notified", ["cleared"], [])


def test_what_was_delivered_on_the_first_evening_is_no_change_since(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-05 notified", "2021-01-05 delivery value: 1B", total="5B")
    for since, expected in (("2021-01-04", [("delivered", -BILLION)]), ("2021-01-05", [])):
        found = ledger.ask(BacklogChanges(day(since), rule="remaining-value"), "2022-01-05")
        assert [(each["change"], each["value_usd"]) for each in found["changes"]] == expected


def test_a_group_that_held_something_in_between_only_is_told_by_all_its_lines(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-05 notified", "2021-01-05 cancelled", total="5B", more="class: traditional")
    found = ledger.ask(BacklogChanges(day("2019-01-01"), by=("recipient", "class")), "2022-01-05")
    (group,) = found["groups"]
    assert (group["key"], group["opening"]["sales"], group["closing"]["sales"]) == (["TW", "traditional"], 0, 0)
    assert (group["added"]["value_usd"], group["removed"]["value_usd"]) == (5 * BILLION, 5 * BILLION)
    (held,) = ledger.ask(BacklogQuestion(by=("recipient", "class")), "2020-06-05")["groups"]
    assert (held["key"], held["sales"]) == (["TW", "traditional"], 1)
    (held,) = ledger.ask(BacklogQuestion(by=("recipient",)), "2020-06-05")["groups"]
    assert held["key"] == "TW"


def series(ledger: Written, on: str, **options: object) -> list[tuple[str, int, int, int]]:
    """Each day: the sales, how many of them may have left, and how many others may belong."""
    found = ledger.ask(BacklogSeries(every="year", **options), on)  # type: ignore[arg-type]
    return [(row["day"], row["sales"], row["maybe"], row["undated"]) for row in found["series"]]


def test_a_series_begins_with_the_first_notification_and_counts_what_may_have_left_or_may_belong(
    ledger: Written,
) -> None:
    ledger.sale("tanks", "2018-06-05 notified", "unknown cancelled not-before: 2019-06-01, not-after: 2020-06-01")
    ledger.sale("radar", "unknown notified not-before: 2019-06-01, not-after: 2021-06-01")
    assert series(ledger, "2021-12-31") == [
        ("2018-12-31", 1, 0, 0),
        ("2019-12-31", 1, 1, 1),
        ("2020-12-31", 0, 0, 1),
        ("2021-12-31", 1, 0, 0),
    ]
    for row in series(ledger, "2021-12-31"):
        whole = ledger.ask(BacklogQuestion(), row[0])["total"]
        assert (row[0], whole["sales"], whole["maybe"], whole["undated"]) == row


def test_a_series_counts_apart_what_a_filter_cannot_decide_on(ledger: Written) -> None:
    ledger.sale("radar", "unknown notified not-before: 2019-06-01, not-after: 2020-06-01")
    since_2020 = Filter(since=day("2020-01-01"))
    told = [("2019-12-31", 0, 0, 1), ("2020-12-31", 0, 0, 1)]
    assert series(ledger, "2020-12-31", wanted=since_2020, first=day("2019-12-31")) == told


@pytest.mark.parametrize("wanted", [Filter(overdue=True), Filter(search=("kept",)), Filter(states=("accepted",))])
def test_what_a_filter_chooses_on_some_days_only_is_asked_on_each(ledger: Written, wanted: Filter) -> None:
    ledger.sale(
        "tanks",
        "2018-06-05 notified",
        "2019-03-01 promised expected: 2019-06-01",
        "2019-09-01 accepted skipped: [offered], note: kept",
    )
    days = [("2018-12-31", 0), ("2019-12-31", 1)]
    assert [row[:2] for row in series(ledger, "2019-12-31", wanted=wanted, first=day("2018-12-31"))] == days


def test_a_series_is_of_one_kind_of_period_and_ends_after_it_begins(ledger: Written) -> None:
    with pytest.raises(WrongWord, match="give one of month, quarter and year"):
        BacklogSeries(every="month,year")
    ledger.sale("tanks", "2018-06-05 notified")
    with pytest.raises(WrongWord, match="--from 2020-01-01 is later than 2019-12-31"):
        ledger.ask(BacklogSeries(first=day("2020-01-01")), "2019-12-31")
    assert len(series(ledger, "2019-12-31", first=day("2019-12-31"))) == 1
