"""`timeline --gaps` and `timeline SALE --compare median`: the days between the five dates, of many sales and of one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from acceptance.sales_written import write_sale
from conftest import NOVEMBER

from armstrack.query.contributions.five_dates import dates
from armstrack.query.five_dates import FEWEST, gaps_asked

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def add(ledger: Path) -> Callable[..., None]:
    return lambda id, *history, **more: write_sale(ledger, id, *history, **more)


def exactly(days: float) -> dict[str, float]:
    return {"days": days, "at_least": days, "at_most": days}


def within(least: float | None, most: float | None) -> dict[str, float | None]:
    return {"days": None, "at_least": least, "at_most": most}


def gaps(run: Run, *filters: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "timeline", "--gaps", *filters, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


def step(document: dict[str, Any], first: str, second: str) -> dict[str, Any]:
    (found,) = [one for one in document["steps"] if (one["from"], one["to"]) == (first, second)]
    return found


def recorded(document: dict[str, Any], date: str) -> tuple[int, int, int]:
    (found,) = [one for one in document["dates"] if one["date"] == date]
    return found["recorded"], found["loose"], found["not_recorded"]


WHOLE = (
    "2019-02-01 requested",
    "2019-07-08 notified",
    "2019-08-20 offered",
    "2019-12-13 accepted",
    "2020-05-01 contract",
    "2022-01-31 delivery",
    "2023-06-30 delivery",
    "2024-02-29 delivered",
)


def test_each_step_counts_the_sales_with_both_ends(run: Run, add: Callable[..., None]) -> None:
    add("whole", *WHOLE, recipient="NL")
    add("half", "2020-01-01 notified", "2020-01-31 accepted skipped: [offered]", recipient="NL")
    found = gaps(run, "-r", "NL")
    assert found["sales"] == 2
    asked = gaps_asked(dates())
    assert [(one["from"], one["to"], one["sales"]) for one in found["steps"]] == [
        (first, second, 2 if (first, second) == ("notified", "accepted") else 1) for first, second in asked
    ]
    assert step(found, "requested", "notified")["median"] == exactly(157)
    signed = step(found, "notified", "accepted")
    assert (signed["shortest"], signed["median"], signed["longest"]) == (exactly(30), exactly(94), exactly(158))
    assert {one["id"]: one["days"]["days"] for one in signed["of_sales"]} == {"half": 30, "whole": 158}
    assert step(found, "first delivery", "delivered")["median"] == exactly(759)
    assert step(found, "notified", "delivered")["median"] == exactly(1697)


def test_a_date_that_is_not_recorded_is_counted_and_never_assumed(run: Run, add: Callable[..., None]) -> None:
    add("whole", *WHOLE, recipient="NL")
    add("bare", "2020-01-01 notified", recipient="NL")
    add("later", "2025-01-01 notified", "2026 accepted skipped: [offered]", recipient="NL")
    found = gaps(run, "-r", "NL")
    assert recorded(found, "notified") == (3, 0, 0)
    assert recorded(found, "accepted") == (1, 1, 1), "a signature of 2026 may still be to come in November"
    assert recorded(found, "delivered") == (1, 0, 2)
    table = run(*DAY, "timeline", "--gaps", "-r", "NL").out
    assert re.search(r"^signature +1 +1 of 3 +1 ", table, re.MULTILINE)
    assert re.search(r"^request +1 +2 of 3 ", table, re.MULTILINE)
    later = compared(run, "later")[SIGNED]
    assert (later["days"], later["days_so_far"], later["verdict"]) == (None, None, "known too loosely")


def test_a_loose_day_makes_the_median_a_range(run: Run, add: Callable[..., None]) -> None:
    add("a", "2024-01-01 notified", "2024-03 accepted skipped: [offered]", recipient="NL")
    assert step(gaps(run, "-r", "NL"), "notified", "accepted")["median"] == within(60, 90)
    add("b", "2024-01-01 notified", "2024-01-11 accepted skipped: [offered]", recipient="NL")
    add("c", "2024-01-01 notified", "2024-12-01 accepted skipped: [offered]", recipient="NL")
    signed = step(gaps(run, "-r", "NL"), "notified", "accepted")
    assert (signed["shortest"], signed["longest"]) == (exactly(10), exactly(335))
    add("d", "2024-01-01 notified", "2024-03-10 accepted skipped: [offered]", recipient="NL")
    assert step(gaps(run, "-r", "NL"), "notified", "accepted")["median"] == within(64.5, 79.5)


def test_all_the_other_sales_stand_beside(run: Run, add: Callable[..., None]) -> None:
    add("a", "2024-01-01 notified", "2024-03-01 accepted skipped: [offered]", recipient="NL")
    add("b", "2024-01-01 notified", "2024-02-01 accepted skipped: [offered]", recipient="DE")
    found = gaps(run, "-r", "NL")
    assert (found["sales"], found["other_sales"]) == (1, 10)
    others = step(found, "notified", "accepted")["others"]
    assert (others["sales"], others["shortest"]) == (2, exactly(31))
    assert gaps(run)["other_sales"] == 0
    assert "Other sales" not in run(*DAY, "timeline", "--gaps").out


def test_what_has_no_letter_of_offer_or_had_not_begun_is_left_out_and_said(run: Run, add: Callable[..., None]) -> None:
    add("licence", "2024-01-01 notified", authority="36(c)", recipient="NL")
    add("sale", "2024-01-01 notified", recipient="NL")
    add("to-come", "2026-11-21 notified", recipient="NL")
    found = gaps(run, "-r", "NL")
    assert found["sales"] == 1
    assert found["left_out"] == {"other_procedure": 1, "not_begun": 1, "undated": 0, "unvalued": 0}
    assert (
        "Left out: 1 without a letter of offer, 1 not begun by that day."
        in run(*DAY, "timeline", "--gaps", "-r", "NL").err
    )


def test_a_sale_that_a_filter_cannot_decide_on_is_in_neither_part(run: Run, add: Callable[..., None]) -> None:
    add("loose", "2024 notified")
    found = gaps(run, "--since", "2024-06-01")
    assert found["left_out"]["undated"] == 1
    assert found["sales"] + found["other_sales"] == 9


def test_on_an_earlier_day_only_what_was_known_counts(run: Run, add: Callable[..., None]) -> None:
    add("whole", *WHOLE, recipient="NL")
    found = gaps(run, "-r", "NL", day="2020-01-01")
    assert recorded(found, "accepted") == (1, 0, 0)
    assert recorded(found, "contract") == (0, 0, 1)


def test_an_empty_choice_says_what_was_near(run: Run) -> None:
    ran = run(*DAY, "timeline", "--gaps", "-r", "JP")
    assert (ran.code, ran.out, ran.err) == (0, "", "None as of 2026-11-20; 9 without --recipient.\n")


# --- one sale against the median of the others ---------------------------------------------------------------


def compared(run: Run, name: str, *more: str, day: str = "2026-11-20") -> dict[tuple[str, str], dict[str, Any]]:
    ran = run("--as-of", day, "timeline", name, "--compare", "median", *more, "--format", "json")
    assert ran.code == 0, ran.err
    return {(one["from"], one["to"]): one for one in ran.json["gaps"]}


SIGNED = ("notified", "accepted")


def signed_after(add: Callable[..., None], *days: str) -> None:
    """Sales to the Netherlands notified on 1 January 2024 and signed on these days."""
    for at, signed in enumerate(days):
        add(f"other-{at}", "2024-01-01 notified", f"{signed} accepted skipped: [offered]", recipient="NL")


@pytest.mark.parametrize(
    ("signed", "verdict", "unusual"),
    [
        ("2024-03-01", "usual", False),
        ("2024-03-02", "unusually long", True),  # 61 days, and twice the median of 30 is 60
        ("2024-03", "cannot be told", None),
        ("2024-04", "unusually long", True),
        ("2024-02", "usual", False),
    ],
)
def test_unusually_long_is_more_than_twice_the_median(
    run: Run, add: Callable[..., None], signed: str, verdict: str, unusual: bool | None
) -> None:
    signed_after(add, "2024-01-11", "2024-01-21", "2024-01-31", "2024-02-10", "2024-06-01")
    add("mine", "2024-01-01 notified", f"{signed} accepted skipped: [offered]", recipient="NL")
    gap = compared(run, "mine", "-r", "NL")[SIGNED]
    assert (gap["others"], gap["median"]) == (FEWEST, exactly(30))
    assert (gap["verdict"], gap["unusually_long"]) == (verdict, unusual)


def test_too_few_others_call_nothing_unusual(run: Run, add: Callable[..., None]) -> None:
    signed_after(add, "2024-01-11", "2024-01-21", "2024-01-31", "2024-02-10")
    add("mine", "2024-01-01 notified", "2025-03-01 accepted skipped: [offered]", recipient="NL")
    gap = compared(run, "mine", "-r", "NL")[SIGNED]
    assert (gap["verdict"], gap["unusually_long"]) == ("fewer than 5 to compare with", None)


def test_a_gap_still_open_is_counted_to_the_day_and_claims_nothing(run: Run, add: Callable[..., None]) -> None:
    signed_after(add, "2024-01-11", "2024-01-21", "2024-01-31", "2024-02-10", "2024-06-01")
    add("mine", "2024-01-01 notified", recipient="NL")
    gap = compared(run, "mine", "-r", "NL")[SIGNED]
    assert (gap["days"], gap["days_so_far"]) == (None, exactly(1054))
    assert (gap["verdict"], gap["unusually_long"]) == ("unusually long, unless it ended unrecorded", None)
    early = compared(run, "mine", "-r", "NL", day="2024-02-29")[SIGNED]
    assert (early["days_so_far"], early["verdict"]) == (exactly(59), "fewer than 5 to compare with")


@pytest.mark.parametrize("last", ["2024-05-01 cancelled", "2024-05-01 implemented skipped: [offered, accepted]"])
def test_a_gap_does_not_run_on_when_the_sale_is_past_it_or_over(run: Run, add: Callable[..., None], last: str) -> None:
    add("mine", "2024-01-01 notified", last, recipient="NL")
    gap = compared(run, "mine")[SIGNED]
    assert (gap["days_so_far"], gap["verdict"]) == (None, "not recorded")


def test_a_gap_with_a_later_date_recorded_does_not_run(run: Run, add: Callable[..., None]) -> None:
    add("mine", "2024-01-01 notified", "2024-05-01 contract", recipient="NL")
    found = compared(run, "mine")
    assert found[SIGNED]["days_so_far"] is None
    assert found["contract", "first delivery"]["days_so_far"] == exactly(933)


def test_the_rule_is_said_beside_the_answer(run: Run) -> None:
    said = run(*DAY, "timeline", "taiwan-himars-2025", "--compare", "median").out
    assert "Unusually long: certainly more than 2 times the median of at least 5 other sales." in said
    assert (
        "Five dates: request, notification, signature of the letter of offer, contract, and delivery"
        in run(*DAY, "timeline", "--gaps").out
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline",), "Which sale?"),
        (("timeline", "26-01", "--gaps"), "--gaps is about many sales."),
        (("timeline", "--gaps", "--compare", "median"), "--gaps is about many sales."),
        (("timeline", "26-01", "-r", "TW"), "The filters choose nothing for one sale alone."),
        (("timeline", "26-01", "--compare", "mean"), "`mean` is no comparison."),
        (("timeline", "taiwan-pac3-nasams-2026", "--compare", "median", "--year", "12"), "--year: 12 is not a year."),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, arguments: tuple[str, ...], message: str) -> None:
    ran = run(*DAY, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_licence_is_not_compared(run: Run, add: Callable[..., None]) -> None:
    add("licence", "2024-01-01 notified", authority="36(c)")
    ran = run(*DAY, "timeline", "licence", "--compare", "median")
    assert ran.code == 2
    assert "licence is no Foreign Military Sale" in ran.err


# --- the reference ledger ----------------------------------------------------------------------------------


def test_the_steps_of_taiwan_are_those_of_its_files(run: Run) -> None:
    """From the files: five sales signed on days known exactly or within bounds, and what they come to by hand."""
    found = gaps(run, "-r", "TW", "--until", "2025-12-31", "--ledger", str(NOVEMBER))
    days = {one["id"]: one["days"] for one in step(found, "notified", "accepted")["of_sales"]}
    assert days["taiwan-f16-block70-2019"] == exactly(115)  # 20 August to 13 December 2019
    assert days["taiwan-m1a2t-2019"] == exactly(158)  # 8 July to 13 December 2019
    assert days["taiwan-altius-2024"] == within(75, 104)  # 18 June to some day of September 2024
    assert days["taiwan-himars-2025"] == within(86, 165)  # 17 December 2025 to 13 March, at most 31 May 2026
    first = {one["id"]: one["days"] for one in step(found, "notified", "first delivery")["of_sales"]}
    assert first["taiwan-m1a2t-2019"] == exactly(1987)  # 8 July 2019 to 15 December 2024
    assert first["taiwan-harm-2017"] == within(1647, 2011)  # 29 June 2017 to some day of 2022


def test_the_joint_standoff_weapons_of_2017_wait_unusually_long(run: Run) -> None:
    found = compared(run, "taiwan-jsow-2017", "--ledger", str(NOVEMBER))
    waiting = found["notified", "first delivery"]
    assert waiting["days_so_far"] == exactly(3431)  # 29 June 2017 to 20 November 2026
    assert waiting["verdict"] == "unusually long, unless it ended unrecorded"
    assert found["notified", "contract"]["days"] == within(None, 2412)
