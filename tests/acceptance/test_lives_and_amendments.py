"""`timeline`, `chain`, and sales that amend other sales: their own clocks, and money counted once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
STEP_KEYS = [
    "step", "date", "not_before", "not_after", "computed", "days_since_previous", "days_since_notified", "source",
    "case",
]  # fmt: skip


@pytest.fixture
def add(ledger: Path) -> Callable[..., None]:
    """Adds a sale to the ledger: `add("a-sale", "TW", "36(b)(1)", "2026-01-05 notified", total="1B")`."""

    def added(id: str, recipient: str, authority: str, *history: str, amends: str = "", **value: str) -> None:
        lines = [f"id: {id}", f"title: Sale {id}", f"recipient: {recipient}", f"authority: {authority}"]
        if value:
            lines.append(f"value: {{{', '.join(f'{key}: {amount}' for key, amount in value.items())}}}")
        if amends:
            lines.append(f"amends: {amends}")
        lines.append("history:")
        for entry in history:
            day, word, *more = entry.split(" ", 2)
            key = "event" if word in ("contract", "delivery", "promised", "note") else "state"
            lines.append(f"  - {{date: {day}, {key}: {word}{', ' if more else ''}{' '.join(more)}}}")
        (ledger / f"sales/{id}.yaml").write_text("\n".join(lines) + "\n")

    return added


def exactly(days: int) -> dict[str, int]:
    return {"days": days, "at_least": days, "at_most": days}


def within(least: int | None, most: int | None) -> dict[str, int | None]:
    return {"days": None, "at_least": least, "at_most": most}


def timeline(run: Run, name: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "timeline", name, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    assert all(list(step) == STEP_KEYS for step in document["steps"])
    return document


# --- timeline ----------------------------------------------------------------------------------------------


def test_a_life_of_known_days_is_counted_exactly(run: Run, add: Callable[..., None]) -> None:
    add(
        "whole", "TW", "36(b)(1)",
        "2019-01-02 reported", "2019-02-01 requested", "2019-07-08 notified", "2019-08-20 offered",
        "2019-12-13 accepted", "2020-03-01 implemented", "2020-05-01 contract", "2022-01-31 delivery",
        "2023-06-30 delivery", "2024-02-29 delivered", "2025-02-28 closed",
    )  # fmt: skip
    found = timeline(run, "whole")
    assert (found["id"], found["as_of"], found["state"], found["promised"]) == ("whole", "2026-11-20", "closed", None)
    rows = [
        (step["step"], step["date"], step["days_since_previous"], step["days_since_notified"])
        for step in found["steps"]
    ]
    assert rows == [
        ("reported", "2019-01-02", None, exactly(-187)),
        ("requested", "2019-02-01", exactly(30), exactly(-157)),
        ("notified", "2019-07-08", exactly(157), None),
        ("cleared", "2019-08-08", exactly(31), exactly(31)),
        ("offered", "2019-08-20", exactly(12), exactly(43)),
        ("accepted", "2019-12-13", exactly(115), exactly(158)),
        ("implemented", "2020-03-01", exactly(79), exactly(237)),
        ("contract", "2020-05-01", exactly(61), exactly(298)),
        ("first delivery", "2022-01-31", exactly(640), exactly(938)),
        ("latest delivery", "2023-06-30", exactly(515), exactly(1453)),
        ("delivered", "2024-02-29", exactly(244), exactly(1697)),
        ("closed", "2025-02-28", exactly(365), exactly(2062)),
    ]  # fmt: skip
    assert [step["step"] for step in found["steps"] if step["computed"]] == ["cleared"]


def test_days_known_in_part_give_ranges_and_unknown_days_none(run: Run, add: Callable[..., None]) -> None:
    add(
        "parts", "TW", "36(b)(1)",
        "2020-01-02 notified", "2020-03 offered", "2020 accepted", "unknown implemented",
        "2021 delivery", "2022-05-05 promised expected: 2027-06",
    )  # fmt: skip
    steps = {step["step"]: step for step in timeline(run, "parts")["steps"]}
    assert (steps["offered"]["date"], steps["offered"]["not_before"], steps["offered"]["not_after"]) == (
        "2020-03", "2020-03-01", "2020-03-31",
    )  # fmt: skip
    assert steps["offered"]["days_since_notified"] == within(59, 89)
    assert steps["offered"]["days_since_previous"] == within(28, 58)
    assert steps["accepted"]["days_since_notified"] == within(0, 364)
    assert steps["accepted"]["days_since_previous"] == within(0, 305)
    assert (steps["implemented"]["date"], steps["implemented"]["not_before"]) == (None, None)
    assert list(steps) == ["notified", "cleared", "offered", "accepted", "implemented", "first delivery"]
    assert steps["implemented"]["days_since_notified"]["days"] is None
    assert steps["first delivery"]["days_since_notified"] == within(365, 729)
    assert timeline(run, "parts")["promised"] == "2027-06"


def test_a_year_does_not_put_a_request_behind_its_notification(run: Run, add: Callable[..., None]) -> None:
    add("year", "TW", "36(b)(1)", "2020 requested", "2020-05-04 notified", "2020 contract")
    found = timeline(run, "year")["steps"]
    assert [step["step"] for step in found] == ["requested", "notified", "cleared", "contract"]
    assert found[0]["days_since_notified"] == within(-124, 241)
    assert found[1]["days_since_previous"] == within(0, 124)


def test_a_law_ends_a_life_and_says_that_nobody_wrote_it(run: Run, ledger: Path) -> None:
    path = ledger / "resolutions/119-sjres-101.yaml"
    path.write_text(path.read_text().rstrip() + "\n  - {date: 2026-02-10, state: enacted, skipped: [passed-both]}\n")
    steps = {step["step"]: step for step in timeline(run, "taiwan-altius-2025")["steps"]}
    assert (steps["blocked"]["date"], steps["blocked"]["computed"]) == ("2026-02-10", True)
    assert list(steps)[:3] == ["notified", "cleared", "blocked"]


def test_of_a_notification_known_to_the_month_the_clearance_is_a_range(run: Run, add: Callable[..., None]) -> None:
    add("month", "TW", "36(b)(1)", "2020-02 notified")
    cleared = timeline(run, "month")["steps"][-1]
    assert (cleared["step"], cleared["date"], cleared["computed"]) == ("cleared", None, True)
    assert (cleared["not_before"], cleared["not_after"]) == ("2020-03-03", "2020-03-31")


def test_the_days_to_the_clearance_are_those_of_the_clock_whatever_the_day_of_the_month(
    run: Run, add: Callable[..., None]
) -> None:
    add("month", "AU", "36(b)(1)", "2020-02 notified", "2020-06-01 offered")
    _, cleared, offered = timeline(run, "month")["steps"]
    assert (cleared["days_since_previous"], cleared["days_since_notified"]) == (exactly(16), exactly(16))
    assert offered["days_since_previous"] == within(77, 105), "from 2020-02-17 to 2020-03-16 until 2020-06-01"
    assert offered["days_since_notified"] == within(93, 121)


def test_where_the_law_changed_within_the_month_the_days_to_the_clearance_are_those_before_or_after(
    run: Run, add: Callable[..., None]
) -> None:
    add("joining", "FI", "36(b)(1)", "2023-04 notified")
    assert timeline(run, "joining")["steps"][-1]["days_since_notified"] == within(16, 31)


def test_what_lies_between_a_loose_notification_and_its_clearance_leaves_a_range(
    run: Run, add: Callable[..., None]
) -> None:
    add("contract", "AU", "36(b)(1)", "2020-02 notified", "2020-02-12 contract")
    steps = {step["step"]: step for step in timeline(run, "contract")["steps"]}
    assert steps["cleared"]["days_since_notified"] == exactly(16)
    assert steps["contract"]["days_since_notified"] == within(0, 11)


def test_a_timeline_of_a_past_day_knows_nothing_later(run: Run) -> None:
    def steps(day: str) -> list[str]:
        return [step["step"] for step in timeline(run, "taiwan-himars-2025", day)["steps"]]

    assert steps("2025-12-16") == []
    assert steps("2026-01-16") == ["notified"]
    assert steps("2026-01-17") == ["notified", "cleared"]
    assert steps("2026-03-06") == ["notified", "cleared", "offered"]
    assert steps("2026-03-13") == ["notified", "cleared", "offered", "accepted"]


def test_a_timeline_as_a_page_and_as_csv(run: Run) -> None:
    page = run(*DAY, "timeline", "taiwan-himars-2025")
    assert page.code == 0
    assert "2026-03-13 to 2026-05-31" in page.out
    assert "86 to 165" in page.out
    assert "the calendar" in page.out
    csv = run(*DAY, "timeline", "taiwan-himars-2025", "--format", "csv").out.splitlines()
    assert csv[0] == "step,date,not_before,not_after,computed,days_since_previous.days,source"
    assert csv[2].startswith("cleared,2026-01-17,2026-01-17,2026-01-17,true,31,")
    assert run(*DAY, "timeline", "nothing-like-it").code == 5


# --- chain -------------------------------------------------------------------------------------------------


def chain(run: Run, name: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "chain", name, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


def three(add: Callable[..., None], second: dict[str, str], third: dict[str, str], first: str = "1B") -> None:
    add("first", "TW", "36(b)(1)", "2020-01-02 notified", total=first)
    add("second", "TW", "36(b)(5)(C)", "2021-01-02 notified", amends="first", **second)
    add("third", "TW", "36(b)(5)(C)", "2022-01-02 notified", amends="second", **third)


@pytest.mark.parametrize(
    ("second", "third", "ceiling"),
    [
        ({"total": "1.2B", "increase": "200M"}, {"total": "1.5B", "increase": "300M"}, 1_500_000_000),
        ({"increase": "200M"}, {"increase": "300M"}, 1_500_000_000),
        ({"total": "1.2B"}, {"total": "1.5B"}, 1_500_000_000),
        # The later notice adds to what the earlier one revised.
        ({"total": "1.2B", "increase": "200M"}, {"increase": "300M"}, 1_500_000_000),
        # What came before a revised ceiling is in it.
        ({"increase": "unknown"}, {"total": "1.5B"}, 1_500_000_000),
        ({"increase": "200M"}, {"total": "1.5B", "increase": "300M"}, 1_500_000_000),
        ({"total": "1B", "increase": "0"}, {"total": "1B", "increase": "0"}, 1_000_000_000),
        # What is not known is not zero.
        ({"increase": "200M"}, {"increase": "unknown"}, None),
        ({"total": "1.2B"}, {}, None),
        ({}, {"increase": "300M"}, None),
    ],
)
def test_the_combined_ceiling_counts_nothing_twice(
    run: Run, add: Callable[..., None], second: dict[str, str], third: dict[str, str], ceiling: int | None
) -> None:
    three(add, second, third)
    for name in ("first", "second", "third"):
        found = chain(run, name)
        assert [sale["id"] for sale in found["sales"]] == ["first", "second", "third"]
        assert found["first"] == "first"
        assert found["combined_ceiling_usd"] == ceiling
        assert found["rule"]


def test_a_chain_grows_from_day_to_day(run: Run, add: Callable[..., None]) -> None:
    three(add, {"total": "1.2B", "increase": "200M"}, {"total": "1.5B", "increase": "300M"})
    assert [chain(run, "first", day)["combined_ceiling_usd"] for day in ("2020-06-01", "2021-01-02", "2022-01-02")] == [
        1_000_000_000,
        1_200_000_000,
        1_500_000_000,
    ]


def test_a_chain_whose_first_sale_is_not_held_is_found_by_its_number(run: Run, add: Callable[..., None]) -> None:
    outside = "{transmittal: 14-54, recipient: EE, title: Javelin missiles}"
    add("upgrade", "EE", "36(b)(5)(C)", "2022-06-23 notified", amends=outside, increase="20M")
    for name in ("upgrade", "14-54", "RSAT 14-54"):
        found = chain(run, name)
        assert found["first"]["transmittal"] == "14-54"
        assert [sale["id"] for sale in found["sales"]] == ["upgrade"]
        assert (found["combined_ceiling_usd"], found["rule"]) == (None, "the first ceiling is unknown")
    page = run(*DAY, "chain", "upgrade")
    assert "Javelin missiles (14-54), is not in this ledger." in page.err
    assert run(*DAY, "chain", "99-99").code == 5


def test_a_sale_that_nothing_amends_is_a_chain_of_one(run: Run) -> None:
    found = chain(run, "taiwan-altius-2025")
    assert [sale["id"] for sale in found["sales"]] == ["taiwan-altius-2025"]
    assert (found["combined_ceiling_usd"], found["rule"]) == (1_100_000_000, "the ceiling of the only notice")


# --- amendments ---------------------------------------------------------------------------------------------


def test_a_sum_adds_only_what_an_amendment_adds(run: Run, add: Callable[..., None]) -> None:
    three(add, {"total": "1.2B", "increase": "200M"}, {"total": "1.5B", "increase": "unknown"})
    add("report", "TW", "36(b)(5)(A)", "2023-01-02 reported-to-congress", amends="first", increase="0")
    found = run(*DAY, "summary", "--until", "2024-01-01", "--by", "authority", "--format", "json").json
    groups = {group["key"]: (group["sales"], group["value_usd"], group["unknown_value"]) for group in found["groups"]}
    assert groups == {
        "36(b)(1)": (1, 1_000_000_000, 0), "36(b)(5)(C)": (2, 200_000_000, 1), "36(b)(5)(A)": (1, 0, 0),
    }  # fmt: skip
    rows = run(*DAY, "list", "--until", "2024-01-01", "--format", "json").json
    assert {row["id"]: row["value_usd"] for row in rows} == {
        "first": 1_000_000_000, "second": 200_000_000, "third": None, "report": 0,
    }  # fmt: skip


def test_an_enhancement_has_its_own_clock_and_does_not_stop_the_first_sale(run: Run, add: Callable[..., None]) -> None:
    add("first", "DE", "36(b)(1)", "2025-01-02 notified", "2025-03-01 offered", total="1B")
    add("second", "DE", "36(b)(5)(C)", "2026-05-19 notified", amends="first", increase="120M")
    states = {
        day: {row["id"]: row["state"] for row in run("--as-of", day, "list", "--format", "json").json}
        for day in ("2026-05-19", "2026-06-03", "2026-06-04")
    }
    assert [states[day]["second"] for day in states] == ["notified", "notified", "cleared"]
    assert [states[day]["first"] for day in states] == ["offered"] * 3
    refused = run("--as-of", "2026-06-03", "advance", "second", "offered", "--format", "json")
    assert (refused.code, refused.error["code"], refused.error["earliest_action"]) == (
        3,
        "review-running",
        "2026-06-04",
    )
    assert "36(b)(5)(C)" in refused.error["citations"][0]
    assert run("--as-of", "2026-06-03", "advance", "first", "accepted").code == 0
    assert run("--as-of", "2026-06-04", "advance", "second", "offered").code == 0


def test_a_report_of_an_enhancement_lets_the_delivery_wait_and_no_more(run: Run, add: Callable[..., None]) -> None:
    add("first", "DE", "36(b)(1)", "2025-01-02 notified", total="1B")
    add("report", "DE", "36(b)(5)(A)", "2026-02-02 reported-to-congress", amends="first")
    found = run("--as-of", "2026-02-03", "show", "report", "--format", "json").json
    assert (found["state"], found["notified"]) == ("reported-to-congress", "2026-02-02")
    assert found["review"] == {"review_days": 45, "last_review_day": "2026-03-19", "earliest_action": "2026-03-20"}
    assert found["next"] == []
    assert found["amends"] == "first"
    parent = run("--as-of", "2026-02-03", "show", "first", "--format", "json").json
    assert parent["amended_by"] == ["report"]
    (due,) = [one for one in run("--as-of", "2026-02-03", "due", "--format", "json").json if one["id"] == "report"]
    assert (due["kind"], due["day"], due["words"]) == (
        "delivery-wait", "2026-03-19", "delivery possible from 2026-03-20",
    )  # fmt: skip
    refused = run("--as-of", "2026-02-03", "advance", "report", "notified")
    assert refused.code == 2
    again = run("--as-of", "2026-02-03", "advance", "report", "reported-to-congress", "--format", "json")
    assert (again.code, again.error["code"]) == (3, "already")


def test_an_amendment_notified_before_its_parent_is_odd(run: Run, add: Callable[..., None]) -> None:
    add("first", "DE", "36(b)(1)", "2025-01-02 notified", total="1B")
    add("second", "DE", "36(b)(5)(C)", "2024-05-19 notified", amends="first", increase="120M")
    problems = run(*DAY, "validate", "--format", "json").json
    assert "event-before-start" in {one["code"] for one in problems if one["file"].endswith("second.yaml")}


def test_a_chain_names_each_authority_of_a_notice_that_rests_on_several(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-tow-2025", "authority: 36(b)(1)", "authority: [36(b)(1), 36(b)(5)(C)]")
    shown = run("chain", "taiwan-tow-2025", "--as-of", "2026-01-10")
    assert shown.code == 0, shown.err
    assert "36(b)(1) and 36(b)(5)(C)" in shown.out
