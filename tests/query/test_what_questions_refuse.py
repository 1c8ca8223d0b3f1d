"""What questions refuse before they are asked, and their answers as rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import day
from query.asking import Written

from armstrack.law.threshold import Proposal
from armstrack.query.filter import Filter
from armstrack.query.plain_words import WrongWord
from armstrack.query.questions.backlog import BacklogSeries
from armstrack.query.questions.check import CheckQuestion
from armstrack.query.questions.deliveries import DeliveriesQuestion
from armstrack.query.questions.events import EventsQuestion
from armstrack.query.questions.gaps import GapsQuestion
from armstrack.query.questions.law import ProceduresQuestion
from armstrack.query.questions.queue import QueueQuestion
from armstrack.query.questions.show import NextQuestion, ShowQuestion
from armstrack.query.questions.slip import SlipOfSaleQuestion
from armstrack.query.questions.summary import SummaryQuestion
from armstrack.query.questions.timeline import TimelineCompared, TimelineGaps


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (
            lambda: BacklogSeries(every="month,year"),
            "--every: give one of month, quarter and year; as --every quarter",
        ),
        (lambda: SummaryQuestion(real=1800), ", not 1800; give one of its years"),
        (lambda: SummaryQuestion(top=0), "--top: 0 groups are no answer; give a number from 1 on"),
        (
            lambda: SummaryQuestion(by=("year",), rolling=1),
            "--rolling: no average moves over 1; give a number from 2 on, as --rolling 3",
        ),
        (
            lambda: EventsQuestion(on_or_after=day("2026-01-02"), on_or_before=day("2026-01-01")),
            "--on-or-after: 2026-01-02 is later than 2026-01-01; no day lies between them",
        ),
    ],
)
def test_what_means_nothing_is_refused_with_a_way_out(made: Callable[[], Any], told: str) -> None:
    with pytest.raises(WrongWord) as refused:
        made()
    assert str(refused.value).endswith(told)


@pytest.mark.parametrize(
    "made",
    [
        lambda: SummaryQuestion(top=1),
        lambda: SummaryQuestion(by=("year",), rolling=2),
        lambda: SummaryQuestion(real=2020),
        lambda: EventsQuestion(on_or_after=day("2026-01-01"), on_or_before=day("2026-01-01")),
    ],
)
def test_the_least_that_means_something_is_taken(made: Callable[[], Any]) -> None:
    made()


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    return Written(tmp_path / "ledger")


def test_only_a_sale_with_a_letter_of_offer_is_set_beside_others(ledger: Written) -> None:
    ledger.sale("rifles", "2020-01-02 notified", authority="36(c)")
    with pytest.raises(WrongWord) as refused:
        ledger.ask(TimelineCompared("rifles"), "2022-01-01")
    assert str(refused.value) == (
        "rifles is no Foreign Military Sale, and has no letter of offer; "
        "`armstrack timeline rifles` shows its own milestones"
    )


def test_deliveries_of_the_newest_sale_come_first(ledger: Written) -> None:
    for id, year in (("a-old", 2018), ("b-new", 2020), ("c-middle", 2019)):
        ledger.sale(id, f"{year}-01-02 notified", "2021-01-02 delivery")
    found = ledger.ask(DeliveriesQuestion(), "2022-01-01")
    assert [each["id"] for each in found] == ["b-new", "c-middle", "a-old"]


def test_a_queue_is_answered_with_its_day_and_a_row_for_each_line_item(ledger: Written) -> None:
    items = "items: [{name: M142 HIMARS launcher, quantity: 4}, {name: spare wheel}]"
    ledger.sale("himars", "2020-01-02 notified", more=items)
    ledger.sale("titled", "2019-01-02 notified")
    question = QueueQuestion("HIMARS")
    found = ledger.ask(question, "2022-01-01")
    assert (found["as_of"], [each["id"] for each in found["sales"]]) == ("2022-01-01", ["himars"])
    (row,) = question.table(found).rows
    assert (row["item"], row["quantity"]) == ("M142 HIMARS launcher", 4)


def test_what_was_promised_of_one_sale_is_a_row_each(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", "2020-02-02 promised expected: 2021", "2021-02-02 delay expected: 2022")
    question = SlipOfSaleQuestion("tanks")
    rows = question.table(ledger.ask(question, "2022-01-01")).rows
    assert [row["expected"] for row in rows] == ["2021", "2022"]


def test_how_a_clock_was_found_is_told_where_it_is_asked_for(ledger: Written) -> None:
    ledger.sale("tanks", "2022-01-02 notified")
    for question in (NextQuestion, ShowQuestion):
        assert "explanation" not in ledger.ask(question("tanks"), "2022-01-05")
        assert ledger.ask(question("tanks", explain=True), "2022-01-05")["explanation"]


@pytest.mark.parametrize(
    ("wanted", "dated"),
    [
        (Filter(), False),
        (Filter(years=(2020,)), True),
        (Filter(fiscal_years=(2020,)), True),
        (Filter(since=day("2020-01-01")), True),
        (Filter(until=day("2020-01-01")), True),
        (Filter(recipients=("TW",)), False),
    ],
)
def test_a_filter_is_dated_where_it_asks_for_any_day_of_notification(wanted: Filter, dated: bool) -> None:
    assert wanted.dated is dated


def test_a_summary_says_by_which_rules_it_tells_shares_and_regions(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified", total="3B")
    ledger.sale("radar", "2020-01-02 notified", recipient="NO", total="1B")
    plain = ledger.ask(SummaryQuestion(), "2022-01-01")
    assert "rules" not in plain
    shared = ledger.ask(SummaryQuestion(share=True), "2022-01-01")
    assert [rule.split(":")[0] for rule in shared["rules"]] == ["Shares"]
    assert [group["value_share_percent"] for group in shared["groups"]] == [75.0, 25.0]
    by_region = ledger.ask(SummaryQuestion(by=("region",)), "2022-01-01")
    assert [rule.split(":")[0] for rule in by_region["rules"]] == ["Regions"]


def test_an_audit_is_a_table_of_what_the_total_hides(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 notified")
    question = SummaryQuestion(audit=True)
    table = question.table(ledger.ask(question, "2022-01-01"))
    assert table.columns == ("hidden", "id", "value_usd", "says")
    assert [row["id"] for row in table.rows] == ["tanks"]


def test_an_average_of_each_procedure_stands_in_columns_of_its_own(ledger: Written) -> None:
    for year in (2019, 2020):
        ledger.sale(f"tanks-{year}", f"{year}-01-02 notified", total="3B")
        ledger.sale(f"rifles-{year}", f"{year}-01-02 notified", authority="36(c)", total="1B")
    question = SummaryQuestion(by=("year",), rolling=2)
    table = question.table(ledger.ask(question, "2022-01-01"))
    averages = ("rolling_value_usd", "fms_rolling_value_usd", "dcs_rolling_value_usd")
    assert set(averages) <= set(table.columns)
    assert [table.rows[-1][name] for name in averages] == [4 * 10**9, 3 * 10**9, 10**9]


def test_the_law_s_answer_is_one_row_without_its_tests_and_each_procedure_is_a_row(ledger: Written) -> None:
    question = CheckQuestion(("TW",), ("36(b)(1)",), Proposal(None, 10**9, None, None))
    found = ledger.ask(question, "2022-01-01")
    table = question.table(found)
    assert "tests" in found
    assert "tests" not in table.columns
    assert len(table.rows) == 1
    procedures = ProceduresQuestion()
    rows = procedures.table(procedures.answer(None, day("2022-01-01"))).rows
    assert "fms" in [row["name"] for row in rows]


def test_only_a_notification_ends_a_silence_and_no_later_step(ledger: Written) -> None:
    ledger.sale("tanks", "2020-01-02 requested", "2020-03-02 notified", "2021-01-02 accepted skipped: [offered]")
    ledger.sale("radar", "2022-03-02 notified")
    found = ledger.ask(GapsQuestion(), "2023-03-02")
    assert [(one["after"], one["until"], one["days"]) for one in found["silences"]] == [
        ("2020-03-02", "2022-03-02", 730),
        ("2022-03-02", "2023-03-02", 365),
    ]


def test_five_dates_are_told_of_foreign_military_sales_that_had_begun(ledger: Written) -> None:
    ledger.sale("tanks", "2020-03-02 notified", "2021-01-02 accepted skipped: [offered]")
    ledger.sale("later", "2024-03-02 notified")
    ledger.sale("rifles", "2020-03-02 notified", authority="36(c)")
    found = ledger.ask(TimelineGaps(), "2023-03-02")
    assert found["sales"] == 1
    assert (found["left_out"]["other_procedure"], found["left_out"]["not_begun"]) == (1, 1)
    recorded = {each["date"]: each["recorded"] for each in found["dates"]}
    assert (recorded["notified"], recorded["accepted"], recorded["contract"]) == (1, 1, 0)


def test_what_was_accepted_is_counted_at_the_ceiling_for_want_of_a_value_and_what_ended_is_left_out_of_net(
    ledger: Written,
) -> None:
    ledger.sale("tanks", "2020-03-02 notified", "2021-01-02 accepted skipped: [offered]", total="3B")
    ledger.sale("radar", "2020-03-02 notified", "2021-01-02 cancelled", total="1B")
    accepted = ledger.ask(SummaryQuestion(measure="accepted"), "2023-03-02")
    assert (accepted["total"]["value_usd"], accepted["total"]["at_ceiling"]) == (3 * 10**9, 1)
    assert accepted["left_out"] == {"not recorded as accepted": 1}
    net = ledger.ask(SummaryQuestion(measure="net"), "2023-03-02")
    assert net["total"]["value_usd"] == 3 * 10**9
