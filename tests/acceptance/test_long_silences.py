"""`gaps`: the longest periods without a notification, from which sale to which, and what may lie inside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from acceptance.sales_written import write_sale
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Run

KEYS = [
    "days", "at_least", "at_most", "after", "after_not_before", "after_not_after", "until", "until_not_before",
    "until_not_after", "running", "after_sales", "until_sales", "may_lie_inside",
]  # fmt: skip


def gaps(run: Run, *more: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "gaps", *more, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    assert all(list(one) == KEYS for one in document["silences"])
    return document


def spells(document: dict[str, Any]) -> list[tuple[int, str, str, bool]]:
    return [(one["days"], one["after"], one["until"], one["running"]) for one in document["silences"]]


@pytest.fixture
def notified(ledger: Path) -> None:
    """Four notifications to the Netherlands, two of them on one day."""
    for id, day in {"a": "2024-01-01", "b": "2024-01-31", "c": "2024-01-31", "d": "2025-01-30"}.items():
        write_sale(ledger, id, f"{day} notified", recipient="NL", title=f"Sale {id}")


@pytest.mark.usefixtures("notified")
def test_the_longest_silence_comes_first_with_the_sales_at_both_ends(run: Run) -> None:
    found = gaps(run, "-r", "NL")
    assert spells(found) == [
        (659, "2025-01-30", "2026-11-20", True),
        (365, "2024-01-31", "2025-01-30", False),
    ]
    running, ended = found["silences"]
    assert (ended["after_sales"], ended["until_sales"]) == (["b", "c"], ["d"])
    assert (running["after_sales"], running["until_sales"]) == (["d"], [])
    assert (found["notifications"], found["days_of_notification"], found["running_days"]) == (4, 3, 659)


@pytest.mark.usefixtures("notified")
def test_every_silence_together_lasts_from_the_first_notification_to_the_day(run: Run) -> None:
    found = gaps(run, "-r", "NL", "--min", "0d")
    assert [one["days"] for one in found["silences"]] == [659, 365, 30]
    assert sum(one["days"] for one in found["silences"]) == 1054  # 1 January 2024 to 20 November 2026


@pytest.mark.usefixtures("notified")
@pytest.mark.parametrize(("least", "shown"), [("365d", 2), ("366d", 1), ("52w", 2), ("660", 0)])
def test_the_least_length_is_included(run: Run, least: str, shown: int) -> None:
    assert len(gaps(run, "-r", "NL", "--min", least)["silences"]) == shown


@pytest.mark.usefixtures("notified")
def test_on_the_day_of_a_notification_no_silence_runs(run: Run) -> None:
    found = gaps(run, "-r", "NL", day="2025-01-30")
    assert (spells(found), found["running_days"]) == ([(365, "2024-01-31", "2025-01-30", False)], 0)
    assert "the last on that day" in run("--as-of", "2025-01-30", "gaps", "-r", "NL").err


@pytest.mark.usefixtures("notified")
def test_a_later_notification_ends_no_silence_of_an_earlier_day(run: Run) -> None:
    assert spells(gaps(run, "-r", "NL", "--min", "0d", day="2024-06-01")) == [
        (122, "2024-01-31", "2024-06-01", True),
        (30, "2024-01-01", "2024-01-31", False),
    ]


@pytest.mark.usefixtures("notified")
def test_a_notification_that_only_may_lie_inside_ends_nothing_and_is_named(run: Run, ledger: Path) -> None:
    write_sale(ledger, "across", "2024 notified", recipient="NL")
    found = gaps(run, "-r", "NL", "--min", "0d")
    assert [one["days"] for one in found["silences"]] == [659, 365, 30]
    assert [[each["id"] for each in one["may_lie_inside"]] for one in found["silences"]] == [[], ["across"], ["across"]]
    assert (found["notifications"], found["loosely_dated"]) == (4, 1), "what ends no silence is not counted among them"
    ran = run("--as-of", "2026-11-20", "gaps", "-r", "NL")
    assert "between 4 notifications on 3 days since 2024-01-01" in ran.err
    assert "1 more notification, too loosely dated, ends none; inside one shown may lie across, 2024." in ran.err


@pytest.mark.usefixtures("notified")
def test_a_notification_that_surely_lies_inside_parts_the_silence(run: Run, ledger: Path) -> None:
    write_sale(ledger, "inside", "2024-06 notified", recipient="NL")
    found = gaps(run, "-r", "NL", "--min", "100d", "--until", "2025-01-01")
    told = [(one["days"], one["at_least"], one["at_most"], one["after"], one["until"]) for one in found["silences"]]
    assert told == [(None, 214, 243, "2024-06", "2025-01-30"), (None, 122, 151, "2024-01-31", "2024-06")]
    second, first = found["silences"]
    assert (first["until_not_before"], first["until_not_after"]) == ("2024-06-01", "2024-06-30")
    assert (first["until_sales"], second["after_sales"]) == (["inside"], ["inside"])
    assert first["may_lie_inside"] == second["may_lie_inside"] == []
    assert (found["notifications"], found["days_of_notification"], found["known_in_part"]) == (5, 3, 1)
    assert found["loosely_dated"] == 0
    ran = run("--as-of", "2026-11-20", "gaps", "-r", "NL", "--min", "100d")
    assert "214 to 243  2024-06     2025-01-30" in ran.out
    assert "counts by the most days" in ran.out.replace("\n", " ")
    assert "between 4 notifications on 3 days and 1 on a day known in part since 2024-01-01" in ran.err


@pytest.mark.usefixtures("notified")
@pytest.mark.parametrize(("least", "shown"), [("243d", 3), ("244d", 1)])
def test_a_silence_that_may_have_lasted_long_enough_is_shown(run: Run, ledger: Path, least: str, shown: int) -> None:
    write_sale(ledger, "inside", "2024-06 notified", recipient="NL")
    write_sale(ledger, "again", "2025-09 notified", recipient="NL")
    assert len(gaps(run, "-r", "NL", "--min", least)["silences"]) == shown


@pytest.mark.usefixtures("notified")
def test_the_days_since_the_last_are_a_range_where_its_day_is_known_in_part(run: Run, ledger: Path) -> None:
    write_sale(ledger, "latest", "2026-10 notified", recipient="NL")
    found = gaps(run, "-r", "NL", "--min", "0d")
    assert (found["running_days"], found["running_at_least"], found["running_at_most"]) == (None, 20, 50)
    (running,) = [one for one in found["silences"] if one["running"]]
    assert (running["after"], running["until"], running["at_most"]) == ("2026-10", "2026-11-20", 50)
    assert "; 20 to 50 days since the last." in run("--as-of", "2026-11-20", "gaps", "-r", "NL").err
    not_yet = gaps(run, "-r", "NL", "--min", "0d", day="2026-10-30")
    assert not_yet["running_days"] == 638, "that day it had not surely come"
    assert [each["id"] for each in not_yet["silences"][0]["may_lie_inside"]] == ["latest"]


@pytest.mark.usefixtures("notified")
def test_a_spreadsheet_tells_a_silence_of_which_an_end_is_known_in_part(run: Run, ledger: Path) -> None:
    write_sale(ledger, "inside", "2024-06 notified", recipient="NL")
    lines = run("--as-of", "2026-11-20", "gaps", "-r", "NL", "--min", "150d", "--format", "csv").out.splitlines()
    assert lines[0] == ",".join(KEYS)
    assert ",122,151,2024-01-31,2024-01-31,2024-01-31,2024-06,2024-06-01,2024-06-30,false,b; c,inside," in lines


def test_the_real_silence_towards_australia_is_parted_by_the_notice_of_june(run: Run) -> None:
    found = gaps(run, "-r", "AU", "--min", "30d", "--ledger", str(NOVEMBER))
    told = [(one["days"], one["at_least"], one["at_most"], one["after"], one["until"]) for one in found["silences"]]
    assert (None, 53, 82, "2025-04-09", "2025-06") in told
    assert (None, 37, 66, "2025-06", "2025-08-06") in told
    assert all(after != "2025-04-09" or until == "2025-06" for _, _, _, after, until in told)


@pytest.mark.usefixtures("notified")
def test_a_silence_is_no_shorter_for_a_period_being_asked_about(run: Run) -> None:
    assert spells(gaps(run, "-r", "NL", "--year", "2025")) == [
        (659, "2025-01-30", "2026-11-20", True),
        (365, "2024-01-31", "2025-01-30", False),
    ]
    assert spells(gaps(run, "-r", "NL", "--until", "2025-01-30")) == [(365, "2024-01-31", "2025-01-30", False)]
    assert spells(gaps(run, "-r", "NL", "--since", "2025-01-30")) == [(659, "2025-01-30", "2026-11-20", True)]


def test_a_second_notification_of_one_sale_counts_too(run: Run, ledger: Path) -> None:
    write_sale(
        ledger, "again", "2022-01-01 notified", "2022-06-01 offered", "2022-08-01 expired", "2024-01-01 notified",
        recipient="NL",
    )  # fmt: skip
    assert spells(gaps(run, "-r", "NL", "--min", "365d"))[-1] == (730, "2022-01-01", "2024-01-01", False)


def test_without_a_certain_day_there_is_no_silence(run: Run, ledger: Path) -> None:
    write_sale(ledger, "loose", "2024 notified", recipient="NL")
    found = gaps(run, "-r", "NL")
    assert (found["silences"], found["first"], found["running_days"]) == ([], None, None)
    ran = run("--as-of", "2026-11-20", "gaps", "-r", "NL")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No notification on a certain day as of 2026-11-20; 1 on days too loosely known.\n"


def test_an_empty_choice_says_what_was_near(run: Run) -> None:
    ran = run("--as-of", "2026-11-20", "gaps", "-r", "JP")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "None as of 2026-11-20; 8 without --recipient.\n"


@pytest.mark.parametrize("least", ["soon", "-3d", "3m", ""])
def test_a_length_that_is_no_number_of_days_is_refused(run: Run, least: str) -> None:
    ran = run("--as-of", "2026-11-20", "gaps", f"--min={least}")
    assert (ran.code, ran.out) == (2, "")
    assert "is not a number of days" in ran.err


def test_the_silences_towards_taiwan_are_those_of_the_notices(run: Run) -> None:
    """By hand, from the days of the notices: none between June 2017 and September 2018, and so on."""
    found = gaps(run, "-r", "TW", "--until", "2025-12-31", "--ledger", str(NOVEMBER))
    by_length = spells(found)
    assert by_length[0] == (452, "2017-06-29", "2018-09-24", False)
    assert (328, "2024-12-20", "2025-11-13", False) in by_length
    assert (274, "2019-08-20", "2020-05-20", False) in by_length
    assert (240, "2020-12-07", "2021-08-04", False) in by_length
    first = found["silences"][0]
    assert "taiwan-jsow-2017" in first["after_sales"]
    assert first["until_sales"] == ["taiwan-aircraft-parts-2018"]
    loose = {each["id"] for one in found["silences"] for each in one["may_lie_inside"]}
    assert "taiwan-himars-addition" in loose
    assert "taiwan-himars-addition" not in {each["id"] for each in first["may_lie_inside"]}, "not before 2020-10-21"
