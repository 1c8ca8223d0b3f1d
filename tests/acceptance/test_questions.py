"""Questions that people put to such a ledger, asked of the reference ledger, each with its answer.

The answers are typed from published lists and from the files, not from the program's output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Run

DAY = "2026-11-22"


@pytest.fixture
def ask(run: Run) -> Any:
    """Asks the reference ledger a question in JSON, on a day."""

    def asked(*words: str, as_of: str = DAY) -> Any:
        ran = run("--ledger", str(NOVEMBER), "--as-of", as_of, "--format", "json", *words)
        assert ran.code == 0, ran.err
        return ran.json

    return asked


def ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows}


def total(document: dict[str, Any]) -> tuple[int, int, int]:
    whole = document["total"]
    return whole["sales"], whole["announcements"], whole["value_usd"]


# --- review clocks and Congress -------------------------------------------------------------------------


def test_which_sales_are_under_review_and_when_does_each_clock_end(ask: Any) -> None:
    running = [row for row in ask("due", as_of="2026-01-10") if row["kind"] == "review"]
    assert [row["day"] for row in running] == sorted(row["day"] for row in running)
    taiwan = [row for row in running if row["id"].startswith("taiwan-")]
    assert len(taiwan) == 8
    assert {(row["day"], row["days_left"]) for row in taiwan} == {("2026-01-16", 6)}
    others = {row["id"]: row["day"] for row in running if row not in taiwan}
    assert others["denmark-p8a-2025"] == "2026-01-13"


def test_which_clocks_end_within_seven_days(ask: Any) -> None:
    soon = [row for row in ask("due", "--within", "7d", as_of="2026-08-25") if row["kind"] == "review"]
    assert [(row["id"], row["day"]) for row in soon] == [("kuwait-26-53-2026", "2026-08-26")]


def test_when_can_a_sale_be_offered_at_the_earliest_and_why(ask: Any) -> None:
    shown = ask("show", "taiwan-himars-2025", "--explain", as_of="2025-12-20")
    assert shown["review"]["earliest_action"] == "2026-01-17"
    assert "2025-12-17 is day 0; day 30 is 2026-01-16; strict counting: from 2026-01-17" in shown["explanation"][-1]


@pytest.mark.parametrize(
    ("sale", "days"),
    [
        ("taiwan-himars-2025", 30),
        ("turkey-f16-2024", 15),
        ("germany-ch47f-upgrade-2026", 15),
        ("israel-blu110-2026", 0),
    ],
)
def test_with_which_window_was_a_sale_notified(ask: Any, sale: str, days: int) -> None:
    assert ask("show", sale)["review"]["review_days"] == days


def test_which_sales_were_held(ask: Any) -> None:
    held = ids(ask("list", "--event", "hold"))
    assert {"uae-f35-2020", "uae-mq9b-2020", "uae-munitions-2020", "saudi-sdb-2020", "pakistan-f16-2016"} <= held


def test_which_sales_of_2026_used_an_emergency_waiver(ask: Any) -> None:
    emergencies = ask("summary", "--emergency", "--year", "2026")
    # One of 6 March, six of 19 March and five of 1 May.
    assert total(emergencies)[0] == 12
    assert total(ask("summary", "--emergency", "--since", "2026-05-01", "--until", "2026-05-01"))[::2] == (
        5,
        8_642_400_000,
    )


def test_no_emergency_of_the_ledger_had_been_held_before(ask: Any) -> None:
    assert ask("list", "--emergency", "--event", "hold") == []


def test_which_resolutions_target_sales_to_israel_and_how_did_each_vote_go(ask: Any) -> None:
    votes = [row for row in ask("resolutions", "votes", "--recipient", "IL") if row["date"] >= "2024"]
    assert [(row["measure"], row["to_disapprove"], row["to_let_proceed"]) for row in votes] == [
        ("S.J.Res. 111", 18, 79),
        ("S.J.Res. 113", 19, 78),
        ("S.J.Res. 115", 17, 80),
        ("S.J.Res. 26", 15, 83),
        ("S.J.Res. 33", 15, 82),
        ("S.J.Res. 34", 24, 73),
        ("S.J.Res. 41", 27, 70),
        ("S.J.Res. 138", 36, 63),
        ("S.J.Res. 32", 40, 59),
    ]


def test_which_open_resolutions_name_sales_that_are_past_their_window(ask: Any) -> None:
    open_ones = [row for row in ask("resolutions") if row["state"] == "introduced" and row["recipients"] == ["TW"]]
    assert [row["id"] for row in open_ones] == ["119-sjres-101"]
    assert all(ask("show", sale)["review"]["last_review_day"] < DAY for sale in open_ones[0]["sales"])


def test_a_package_only_reported_is_not_notified(ask: Any) -> None:
    assert ids(ask("list", "--state", "reported", "--recipient", "TW")) == {"taiwan-pac3-nasams-2026"}
    assert total(ask("summary", "--search", "taiwan-pac3-nasams-2026"))[0] == 0


def test_nothing_is_under_review_today_and_what_was_near_is_said(run: Run) -> None:
    ran = run("--ledger", str(NOVEMBER), "--as-of", DAY, "list", "--year", "2026", "--state", "notified")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"None under review on {DAY}; 80 are past review.\n"


# --- totals ---------------------------------------------------------------------------------------------


def test_what_was_notified_to_taiwan_by_year(ask: Any) -> None:
    years = {group["key"]: group for group in ask("summary", "--recipient", "TW", "--by", "year")["groups"]}
    assert {year: (group["sales"], group["value_usd"]) for year, group in years.items()} == {
        "2017": (7, 1_363_000_000),
        "2018": (1, 330_000_000),
        "2019": (4, 10_723_560_000),
        "2020": (8, 5_861_300_000),
        "2021": (1, 750_000_000),
        "2022": (10, 2_137_000_000),
        "2023": (5, 1_859_200_000),
        "2024": (12, 3_631_200_000),
        "2025": (9, 11_435_400_000),
    }


def test_a_fiscal_year_moves_what_was_notified_from_october_on(ask: Any) -> None:
    moved = ask("summary", "--recipient", "TW", "--fy", "2025")
    # Two on 25 October, two on 29 November and two on 20 December 2024.
    assert total(moved) == (6, 3, 2_668_000_000)


def test_by_administration_the_published_totals_come_out_to_the_dollar(ask: Any) -> None:
    groups = ask("summary", "--recipient", "TW", "--by", "administration", as_of="2026-01-01")["groups"]
    assert [(group["key"], group["sales"], group["announcements"], group["value_usd"]) for group in groups] == [
        ("Trump (first)", 20, 11, 18_277_860_000),
        ("Biden", 28, 19, 8_377_400_000),
        ("Trump (second)", 9, 2, 11_435_400_000),
    ]


def test_by_class_the_published_parts_come_out_to_the_dollar(ask: Any) -> None:
    term = ("--since", "2017-01-20", "--until", "2021-01-19")
    groups = ask("summary", "--recipient", "TW", *term, "--by", "class")["groups"]
    assert {group["key"]: (group["sales"], group["value_usd"]) for group in groups} == {
        "traditional": (4, 10_447_200_000),
        "asymmetric": (5, 3_909_660_000),
        "munitions": (7, 2_071_000_000),
        "maintenance": (4, 1_850_000_000),
    }


def test_who_was_notified_most_in_2025(ask: Any) -> None:
    groups = ask("summary", "--by", "recipient", "--year", "2025")["groups"]
    assert groups[0]["key"] == "TW"
    assert groups[0]["value_usd"] == 11_435_400_000
    values = [group["value_usd"] for group in groups]
    assert values == sorted(values, reverse=True)


def test_which_notification_is_the_largest(ask: Any) -> None:
    assert [(row["id"], row["value_usd"]) for row in ask("list", "--sort", "value", "--limit", "1")] == [
        ("turkey-f16-2024", 23_000_000_000)
    ]


def test_what_a_total_leaves_out_and_includes_is_told_beside_it(ask: Any) -> None:
    whole = ask("summary", "--recipient", "TW")["total"]
    # The howitzers of 2021 were given up; two additions have no known day.
    assert whole["ended"] == {"cancelled": 1}
    assert whole["undated"] == 2
    assert ask("summary", "--year", "2026")["total"]["unknown_value"] == 1


def test_the_whole_ledger_by_authority_never_counts_an_amendment_twice(ask: Any) -> None:
    groups = {group["key"]: group for group in ask("summary", "--by", "authority")["groups"]}
    reports = groups["36(b)(5)(C)"]
    assert reports["sales"] > reports["unknown_value"] > 0
    assert ask("chain", "germany-ch47f-2023")["combined_ceiling_usd"] == 8_500_000_000


def test_which_contractors_are_named_most(ask: Any) -> None:
    groups = [group for group in ask("summary", "--by", "contractor")["groups"] if group["key"] is not None]
    most = max(groups, key=lambda group: group["sales"])
    assert most["key"] in ("Lockheed Martin", "RTX")


def test_emergencies_of_israel_are_listed(ask: Any) -> None:
    assert ids(ask("list", "--recipient", "IL", "--emergency")) == {
        "israel-tank-cartridges-2023",
        "israel-155mm-2023",
        "israel-mk84-2025",
        "israel-mk83-jdam-2025",
        "israel-d9-2025",
        "israel-blu110-2026",
        "israel-apkws-2026",
    }


def test_every_published_figure_is_reproduced(ask: Any) -> None:
    figures = ask("verify")
    assert len(figures) >= 35
    assert [one["figure"] for one in figures if not one["holds"]] == []
    values = {one["figure"]: one["computed"] for one in figures}
    assert values["taiwan-2017-2021-value"] == 18_277_860_000
    assert values["taiwan-2021-2025-value"] == 8_377_400_000
    assert values["taiwan-2025-12-17-value"] == 11_105_400_000
    assert values["taiwan-reported-2026-counts-nothing"] == 0
    budget = [
        "taiwan-himars-2025",
        "taiwan-m109a7-2025",
        "taiwan-tow-2025",
        "taiwan-altius-2025",
        "taiwan-javelin-2025",
    ]
    assert sum(ask("show", sale)["value"]["total"] for sale in budget) == 9_908_000_000
