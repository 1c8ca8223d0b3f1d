"""`slip`: how often a promised delivery moved, by how much, and whether the last promise has passed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from acceptance.sales_written import write_sale
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")


@pytest.fixture
def promised(ledger: Path) -> Callable[..., None]:
    """Writes a sale notified in 2020 with promises: `promised("2021-01-05 promised expected: 2023")`."""
    return lambda *history, id="late", **more: write_sale(ledger, id, "2020-01-01 notified", *history, **more)


def slip(run: Run, name: str = "late", *more: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "slip", name, *more, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


def moves(document: dict[str, Any]) -> list[tuple[str, int | None, int | None, str | None]]:
    found = []
    for one in document["promises"]:
        shift = one["shift_days"] or {"at_least": None, "at_most": None}
        found.append((one["expected"], shift["at_least"], shift["at_most"], one["moved"]))
    return found


def test_each_promise_is_set_against_the_one_before(run: Run, promised: Callable[..., None]) -> None:
    promised(
        "2021-01-05 promised expected: 2023-06-30",
        "2022-01-05 delay expected: 2024-06-30",
        "2023-01-05 delay expected: 2027-01",
        "2024-01-05 promised expected: 2026-12-01",
        "2025-01-05 promised expected: 2026-12-01",
        "2025-06-05 promised expected: 2026",
    )
    found = slip(run)
    assert moves(found) == [
        ("2023-06-30", None, None, None),
        ("2024-06-30", 366, 366, "later"),
        ("2027-01", 915, 945, "later"),
        ("2026-12-01", -61, -31, "earlier"),
        ("2026-12-01", 0, 0, "same"),
        ("2026", -334, 30, "unsure"),
    ]
    assert found["moved"] == {"later": 2, "earlier": 1, "same": 1, "unsure": 1}
    assert found["total_days"] == {"days": None, "at_least": 916, "at_most": 1280}


def test_years_alone_give_the_range_of_days_between_them(run: Run, promised: Callable[..., None]) -> None:
    promised("2021-01-05 promised expected: 2023", "2022-12-07 delay expected: 2026", "2025-11-03 delay expected: 2028")
    assert moves(slip(run)) == [
        ("2023", None, None, None),
        ("2026", 732, 1460, "later"),  # 2023-12-31 to 2026-01-01, and 2023-01-01 to 2026-12-31
        ("2028", 366, 1095, "later"),
    ]
    assert slip(run)["total_days"] == {"days": None, "at_least": 1462, "at_most": 2191}


def test_the_same_year_again_is_the_same_promise_and_no_certain_number_of_days(
    run: Run, promised: Callable[..., None]
) -> None:
    promised("2021-01-05 promised expected: 2026", "2022-12-07 promised expected: 2026")
    assert moves(slip(run))[1] == ("2026", -364, 364, "same")


@pytest.mark.parametrize(
    ("first", "second", "differs"),
    [
        ("promised expected: 2023, quantity: 11", "promised expected: 2026, quantity: 18", ["quantity"]),
        ("promised expected: 2023", "promised expected: 2026, quantity: 18", ["quantity"]),
        ("promised expected: 2023, item: launcher", "promised expected: 2026, item: rocket", ["item"]),
        ("contract expected: 2023", "promised expected: 2026", ["contract"]),
        ("promised expected: 2023, quantity: 11", "delay expected: 2026, quantity: 11", []),
        ("contract expected: 2023", "contract expected: 2026", []),
    ],
)
def test_promises_about_different_things_are_shown_and_not_compared(
    run: Run, promised: Callable[..., None], first: str, second: str, differs: list[str]
) -> None:
    promised(f"2021-01-05 {first}", f"2022-12-07 {second}")
    found = slip(run)
    last = found["promises"][1]
    assert (last["differs"], last["moved"]) == (differs, None if differs else "later")
    assert found["about_something_else"] == bool(differs)
    assert (found["total_days"] is None) == bool(differs)
    assert found["moved"]["later"] == (not differs)
    seen = run(*DAY, "slip", "late")
    assert ("not compared: " in seen.out) == bool(differs)
    assert ("not added up" in seen.err) == bool(differs)


@pytest.mark.parametrize(("day", "passed"), [("2026-11-20", False), ("2026-12-31", False), ("2027-01-01", True)])
def test_a_promise_has_passed_when_its_last_day_has(
    run: Run, promised: Callable[..., None], day: str, passed: bool
) -> None:
    promised("2021-01-05 promised expected: 2026")
    assert slip(run, day=day)["passed"] is passed
    assert f"has {'' if passed else 'not '}passed" in run("--as-of", day, "slip", "late").err


def test_a_promise_of_an_unknown_day_has_no_end(run: Run, promised: Callable[..., None]) -> None:
    promised("2021-01-05 promised expected: unknown")
    assert slip(run)["passed"] is None


def test_what_was_delivered_is_no_longer_due(run: Run, promised: Callable[..., None]) -> None:
    promised("2021-01-05 promised expected: 2022", "2023-01-05 delivered skipped: [offered, accepted, implemented]")
    assert slip(run)["arrived"]
    assert "It is delivered." in run(*DAY, "slip", "late").err


def test_only_what_was_said_by_the_day_is_told(run: Run, promised: Callable[..., None]) -> None:
    promised("2021-01-05 promised expected: 2023", "2022 delay expected: 2026")
    assert [one["expected"] for one in slip(run, day="2022-12-30")["promises"]] == ["2023"]
    assert slip(run, day="2022-12-30")["loosely_dated"] == 1
    assert [one["expected"] for one in slip(run, day="2022-12-31")["promises"]] == ["2023", "2026"]


def test_a_sale_without_a_promise_says_so(run: Run) -> None:
    ran = run(*DAY, "slip", "taiwan-tow-2025")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No promised delivery is recorded for taiwan-tow-2025 as of 2026-11-20.\n"


def test_without_a_sale_all_with_two_promises_come_the_most_moved_first(
    run: Run, promised: Callable[..., None]
) -> None:
    promised("2021-01-05 promised expected: 2023", "2022-12-07 delay expected: 2024", id="little")
    promised("2021-01-05 promised expected: 2023", "2022-12-07 delay expected: 2029", id="much")
    promised("2021-01-05 promised expected: 2023", "2022-12-07 contract expected: 2029", id="other")
    promised("2021-01-05 promised expected: 2023", id="once")
    ran = run(*DAY, "slip", "--format", "json")
    assert [one["id"] for one in ran.json] == ["much", "little", "other"]
    assert run(*DAY, "slip").err.endswith("3 of 13 sales with more than one promise, as of 2026-11-20.\n")
    assert run(*DAY, "slip", "-r", "NL", "--format", "json").json == []


@pytest.mark.parametrize(
    ("arguments", "code"), [(("late", "-r", "TW"), 2), (("no-such-sale",), 5), (("taiwan-t",), 5), (("--year", "1"), 2)]
)
def test_what_cannot_be_meant_is_refused(run: Run, promised: Callable[..., None], arguments: Any, code: int) -> None:
    promised("2021-01-05 promised expected: 2023")
    ran = run(*DAY, "slip", *arguments)
    assert (ran.code, ran.out) == (code, "")


def test_the_promises_of_the_joint_standoff_weapons_of_2017(run: Run) -> None:
    """The file records 2023, promised on no known day, 2026, told in December 2022, and 2028, told in November 2025."""
    found = slip(run, "taiwan-jsow-2017", "--ledger", str(NOVEMBER))
    assert [one["expected"] for one in found["promises"]] == ["2023", "2026", "2028"]
    last = found["promises"][-1]
    assert (last["date"], last["source"]) == ("2025-11-03", "taipei-times")
    assert last["moved"] == "later"
    assert last["shift_days"] == {"days": None, "at_least": 366, "at_most": 1095}
    assert found["passed"] is False


def test_a_promise_of_eleven_launchers_was_kept(run: Run) -> None:
    common = ("--as-of", "2026-11-20", "--ledger", str(NOVEMBER))
    found = slip(run, "taiwan-himars-2020", "--ledger", str(NOVEMBER))
    assert (found["kept"], found["passed"]) == (True, True)
    assert "As many as the last promise says have come." in run(*common, "slip", "taiwan-himars-2020").err
    assert "taiwan-himars-2020" not in [row["id"] for row in run(*common, "due", "--format", "json").json]
    assert "taiwan-himars-2020" not in [row["id"] for row in run(*common, "list", "--overdue", "--format", "json").json]
    assert run("--as-of", "2024-06-01", "--ledger", str(NOVEMBER), "due", "--format", "json").json != []


def test_a_licence_returned_without_action_has_not_arrived(run: Run, ledger: Path) -> None:
    (ledger / "sales/licence.yaml").write_text(
        "id: licence\ntitle: Rifles\nrecipient: PH\nauthority: 36(c)\nhistory:\n"
        "  - {date: 2024-01-05, state: applied}\n  - {date: 2024-02-05, event: promised, expected: 2025}\n"
        "  - {date: 2024-03-05, state: returned}\n",
        encoding="utf-8",
    )
    assert slip(run, "licence")["arrived"] is False
