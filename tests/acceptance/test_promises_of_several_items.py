"""Promises told apart: a later one for engines hides no overdue one for boats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from acceptance.sales_written import write_sale

if TYPE_CHECKING:
    from conftest import Run

TODAY = "2026-11-28"
BOATS = "2024-04-01 promised expected: 2026-06-01, item: Patrol boat, quantity: 4"
ENGINES = "2024-04-01 promised expected: 2027-09-01, item: Spare engine, quantity: 10"
SIGNED = ("2024-01-01 notified", "2024-03-01 offered", "2024-03-05 accepted", "2024-03-06 implemented")


@pytest.fixture
def boats(ledger: Path) -> Callable[..., None]:
    """Writes a sale of boats in force, with more entries: `boats("2024-04-01 promised expected: 2026")`."""
    return lambda *history: write_sale(ledger, "boats", *SIGNED, *history)


def open_on(run: Run, day: str = TODAY) -> list[tuple[str, int, str | None, str | None]]:
    rows = run("--as-of", day, "due", "--format", "json").json
    return [(row["day"], row["days_left"], row["item"], row["case"]) for row in rows if row["id"] == "boats"]


def test_each_item_keeps_its_own_promise(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES)
    assert open_on(run) == [("2026-06-01", -180, "Patrol boat", None), ("2027-09-01", 277, "Spare engine", None)]
    words = [row["words"] for row in run("--as-of", TODAY, "due", "--format", "json").json if row["id"] == "boats"]
    assert words == [
        "delivery promised for 2026-06-01 (4 Patrol boat), and not recorded",
        "delivery promised for 2027-09-01 (10 Spare engine)",
    ]


def test_an_overdue_promise_is_found_and_told_wherever_it_is_asked_for(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES)
    day = ("--as-of", TODAY)
    assert [row["id"] for row in run(*day, "list", "--overdue", "--format", "json").json] == ["boats"]
    assert run("--as-of", "2026-06-01", "list", "--overdue", "--format", "json").json == []
    memo = run(*day, "brief", "--since", "2026-11-20", "--format", "json").json
    assert [fact["day"] for fact in memo["passed"] if fact["id"] == "boats"] == ["2026-06-01"]
    assert [fact["day"] for fact in memo["deadlines"] if fact["id"] == "boats"] == ["2027-09-01"]
    assert (slip := run(*day, "slip", "boats", "--format", "json").json)["passed"] is True
    assert slip["open_promises"] == 2
    shown = run(*day, "show", "boats", "--format", "json").json["promises"]
    assert [(one["item"], one["quantity"], one["passed"]) for one in shown] == [
        ("Patrol boat", 4, True),
        ("Spare engine", 10, False),
    ]
    page = run(*day, "show", "boats").out
    assert "(4 Patrol boat), and not recorded" in page
    assert "4 Patrol boat; expected 2026-06-01" in page


def test_a_later_promise_about_the_same_replaces_the_one_before(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES, "2025-04-01 delay expected: 2028-01-01, item: patrol  boat, quantity: 4")
    assert [(day, item) for day, _, item, _ in open_on(run)] == [
        ("2027-09-01", "Spare engine"),
        ("2028-01-01", "patrol  boat"),
    ]
    (_, engines, moved) = run("--as-of", TODAY, "slip", "boats", "--format", "json").json["promises"]
    assert engines["moved"] is None
    assert (moved["moved"], moved["differs"]) == ("later", [])


@pytest.mark.parametrize(
    ("later", "days"),
    [
        ("delay expected: 2028-01-01", ["2028-01-01"]),  # of everything
        ("delay expected: 2028-01-01, item: Patrol boat", ["2027-09-01", "2028-01-01"]),
        ("promised expected: 2028-01-01, item: Patrol boat, quantity: 2", ["2026-06-01", "2027-09-01", "2028-01-01"]),
        ("delay expected: 2028-01-01, case: PH-P-ABC", ["2026-06-01", "2027-09-01", "2028-01-01"]),
    ],
)
def test_what_a_later_promise_replaces(run: Run, boats: Callable[..., None], later: str, days: list[str]) -> None:
    boats(BOATS, ENGINES, f"2025-04-01 {later}")
    assert [day for day, *_ in open_on(run)] == days


def test_a_promise_for_one_item_leaves_that_for_the_whole(run: Run, boats: Callable[..., None]) -> None:
    boats("2024-04-01 promised expected: 2026-06-01", ENGINES)
    assert [day for day, *_ in open_on(run)] == ["2026-06-01", "2027-09-01"]


def test_a_delivery_keeps_the_promise_of_its_own_item(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES, "2026-03-01 delivery quantity: 4, item: Patrol boat")
    assert [day for day, *_ in open_on(run)] == ["2027-09-01"]
    boats(BOATS, ENGINES, "2026-03-01 delivery quantity: 10, item: Spare engine")
    assert [day for day, *_ in open_on(run)] == ["2026-06-01"]
    words = [row["words"] for row in run("--as-of", TODAY, "due", "--format", "json").json if row["id"] == "boats"]
    assert words[0].endswith(", and not recorded")


def test_nothing_is_waited_for_once_everything_has_come(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES, "2026-03-01 delivered")
    assert open_on(run) == []
    assert run("--as-of", TODAY, "show", "boats", "--format", "json").json["promises"] == []


def test_each_promise_is_an_event_of_its_own_in_a_calendar(run: Run, boats: Callable[..., None]) -> None:
    two = "2024-05-01 promised expected: 2028-06-01, item: Patrol boat, quantity: 2"
    boats(BOATS, ENGINES, two, f"{two.replace('2028', '2029')}, case: PH-P-ABC")

    def uids() -> list[str]:
        lines = run("--as-of", TODAY, "due", "--ics").out.replace("\r\n ", "").splitlines()
        return [line for line in lines if line.startswith("UID:boats.")]

    before = uids()
    assert len(set(before)) == len(before) == 4
    boats(BOATS.replace("2026-06", "2026-12"), ENGINES, two, f"{two.replace('2028', '2029')}, case: PH-P-ABC")
    assert sorted(uids()) == sorted(before)


def test_the_index_answers_as_the_files_do_on_every_day_that_counts(run: Run, boats: Callable[..., None]) -> None:
    boats(BOATS, ENGINES, "2026-03-01 delivery quantity: 4, item: Patrol boat", "2026-05 delay expected: 2027")
    for day in ("2024-03-31", "2024-04-01", "2026-02-28", "2026-03-01", "2026-05-30", "2026-06-02", "2028-01-01"):
        for question in (("due",), ("list", "--overdue"), ("brief", "--since", "2024-01-01")):
            asked = ("--as-of", day, *question, "--format", "json")
            assert run(*asked).out == run(*asked, "--no-index").out, (day, question)
