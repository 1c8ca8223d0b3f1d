"""`clusters`: cases to one buyer that each stay below a threshold and together pass it; a question, no accusation."""

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
def case(ledger: Path) -> Callable[..., None]:
    """Writes a case below the thresholds: `case("a", "2024-01-01", "20M")`, offered on that day without a notice."""

    def written(id: str, day: str, total: str, mde: str = "0", **more: Any) -> None:
        write_sale(ledger, id, f"{day} offered", total=total, mde=mde, **more)

    return written


def clusters(run: Run, *more: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "clusters", *more, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    assert run("--as-of", day, "clusters", *more, "--format", "json", "--no-index").json == document
    return document


def members(document: dict[str, Any]) -> list[list[str]]:
    return [[one["id"] for one in cluster["cases"]] for cluster in document["clusters"]]


def test_cases_that_together_reach_the_threshold_are_a_cluster(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "20M")
    case("b", "2024-03-01", "20M")
    assert members(clusters(run)) == []
    case("c", "2024-05-01", "10M")
    found = clusters(run)
    assert members(found) == [["a", "b", "c"]]
    assert found["cases_below"] == 3
    (one,) = found["clusters"]
    assert (one["recipient"], one["authority"], one["group"]) == ("TW", "36(b)(1)", "other")
    assert (one["first_day"], one["last_day"], one["days"]) == ("2024-01-01", "2024-05-01", 121)
    assert {test["kind"]: (test["at_least_usd"], test["threshold_usd"], test["met"]) for test in one["tests"]} == {
        "mde": (0, 14_000_000, False),
        "total": (50_000_000, 50_000_000, True),
        "construction": (0, 200_000_000, False),
    }
    assert one["threshold"]["citation"] == "AECA 36(b)(1), 22 U.S.C. 2776(b)(1)"
    assert one["threshold"]["law"] == "Pub. L. 97-113"


def test_it_is_shown_as_a_question_with_the_law_beside(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-03-01", "30M")
    ran = run(*DAY, "clusters")
    assert "A question, not an accusation" in ran.out
    assert "articles and services at least $60,000,000, threshold $50,000,000" in ran.out
    assert "Pub. L. 97-113, AECA 36(b)(1), 22 U.S.C. 2776(b)(1)" in ran.out
    assert "1 cluster within 180 days, among 2 cases below the thresholds in 11 sales" in ran.err
    assert "not public in notices" in ran.err


@pytest.mark.parametrize(("window", "found"), [("60d", 1), ("59d", 0), ("9w", 1), ("0d", 0)])
def test_the_cases_lie_within_the_window(run: Run, case: Callable[..., None], window: str, found: int) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-03-01", "30M")
    assert len(clusters(run, "--window", window)["clusters"]) == found


def test_only_the_largest_sets_are_shown(run: Run, case: Callable[..., None]) -> None:
    for id, day in {"a": "2024-01-01", "b": "2024-04-01", "c": "2024-06-01", "d": "2024-09-01"}.items():
        case(id, day, "30M")
    assert members(clusters(run)) == [["b", "c", "d"], ["a", "b", "c"]]


@pytest.mark.parametrize(
    "other",
    [{"recipient": "NL"}, {"authority": "36(c)"}],
)
def test_another_buyer_or_another_authority_is_another_question(
    run: Run, case: Callable[..., None], ledger: Path, other: dict[str, str]
) -> None:
    case("a", "2024-01-01", "30M")
    word = "licensed" if "authority" in other else "offered"
    write_sale(ledger, "b", f"2024-03-01 {word}", total="30M", mde="0", **other)
    assert members(clusters(run)) == []


def test_the_thresholds_are_those_of_the_buyer_and_of_the_day(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M", recipient="NL")
    case("b", "2024-03-01", "30M", recipient="NL")
    assert members(clusters(run)) == []
    case("c", "2024-05-01", "40M", recipient="NL")
    (one,) = clusters(run)["clusters"]
    assert (one["group"], one["tests"][1]["threshold_usd"]) == ("nato-plus", 100_000_000)
    case("d", "2002-06-01", "30M", recipient="NL")
    case("e", "2002-09-29", "30M", recipient="NL")
    old = clusters(run)["clusters"][1]
    assert (old["last_day"], old["tests"][1]["threshold_usd"]) == ("2002-09-29", 50_000_000)


def test_major_defense_equipment_counts_by_itself(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "10M", mde="8M")
    case("b", "2024-03-01", "10M", mde="6M")
    (one,) = clusters(run)["clusters"]
    assert [test["met"] for test in one["tests"]] == [True, False, False]


def test_what_is_unknown_adds_nothing_and_is_said(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "10M", mde="unknown")
    case("b", "2024-03-01", "10M", mde="unknown")
    assert members(clusters(run)) == [], "the two may be all major defense equipment, and may be none"
    for at, day in enumerate(["2024-03-02", "2024-03-03", "2024-03-04"]):
        case(f"more-{at}", day, "10M", mde="unknown")
    (one,) = clusters(run)["clusters"]
    assert [test["met"] for test in one["tests"]] == [None, True, False]


def test_a_case_of_unknown_value_is_named_beside(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-03-01", "30M")
    case("blank", "2024-02-01", "unknown", mde="unknown")
    case("far", "2020-02-01", "unknown", mde="unknown")
    found = clusters(run)
    assert members(found) == [["a", "b"]]
    assert [one["id"] for one in found["clusters"][0]["beside"]] == ["blank"]
    assert {one["id"] for one in found["undecided"]} == {"blank", "far"}
    ran = run(*DAY, "clusters")
    assert "blank: value or day not known well enough" in ran.out
    assert "Left out, since value, buyer, day or authority does not tell: blank, far." in ran.err


def test_a_loose_day_belongs_only_if_every_day_of_it_does(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-06", "30M")
    assert members(clusters(run, "--window", "182d")) == [["a", "b"]]
    assert members(clusters(run, "--window", "180d")) == []


def test_what_congress_was_told_of_what_is_over_and_what_is_only_said_are_no_cases(
    run: Run, case: Callable[..., None], ledger: Path
) -> None:
    case("a", "2024-01-01", "30M")
    write_sale(ledger, "told", "2024-02-01 notified", total="30M", mde="0")
    write_sale(ledger, "over", "2024-02-01 offered", "2024-04-01 cancelled", total="30M", mde="0")
    write_sale(ledger, "said", "2024-02-01 reported", total="30M", mde="0")
    write_sale(ledger, "large", "2024-02-01 requested", total="60M", mde="0")
    found = clusters(run)
    assert (members(found), found["cases_below"]) == ([], 1)
    assert members(clusters(run, day="2024-03-01")) == [["a", "over"]], "it was not yet over"


def test_the_day_of_a_case_is_that_of_its_offer(run: Run, case: Callable[..., None], ledger: Path) -> None:
    case("a", "2024-01-01", "30M")
    write_sale(ledger, "b", "2022-01-01 requested", "2024-02-01 offered", "2025-01-01 accepted", total="30M", mde="0")
    assert members(clusters(run)) == [["a", "b"]]


def test_the_filters_choose_the_cases(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-03-01", "30M")
    assert members(clusters(run, "-r", "TW")) == [["a", "b"]]
    assert members(clusters(run, "-r", "NL")) == []


def test_a_spreadsheet_gets_a_row_for_each_case(run: Run, case: Callable[..., None]) -> None:
    case("a", "2024-01-01", "30M")
    case("b", "2024-03-01", "30M")
    lines = run(*DAY, "clusters", "--format", "csv").out.splitlines()
    assert [line.split(",")[:4] for line in lines[1:]] == [["1", "a", "TW", "36(b)(1)"], ["1", "b", "TW", "36(b)(1)"]]


def test_a_ledger_of_notices_holds_none_and_says_why(run: Run) -> None:
    found = clusters(run, "--ledger", str(NOVEMBER))
    assert (found["clusters"], found["cases_below"]) == ([], 0)
    ran = run(*DAY, "clusters", "--ledger", str(NOVEMBER))
    assert (ran.code, ran.out) == (0, "")
    assert "Sales below the thresholds are not public in notices under section 36" in ran.err


@pytest.mark.parametrize("window", ["soon", "-1d", "2y"])
def test_a_window_that_is_no_number_of_days_is_refused(run: Run, window: str) -> None:
    ran = run(*DAY, "clusters", f"--window={window}")
    assert (ran.code, ran.out) == (2, "")
    assert "--window" in ran.err


def test_an_offer_that_was_passed_over_counts_from_what_followed_it(run: Run, ledger: Path) -> None:
    write_sale(ledger, "a", "2021-01-01 requested", "2025-03-01 accepted skipped: [offered]", total="40M", mde="0")
    write_sale(ledger, "b", "2022-06-01 requested", "2025-03-02 accepted skipped: [offered]", total="40M", mde="0")
    found = clusters(run)
    assert members(found) == [["a", "b"]]
    (one,) = found["clusters"]
    assert (one["first_day"], one["last_day"]) == ("2025-03-01", "2025-03-02")


def test_a_loosely_dated_case_is_below_only_under_the_law_of_every_day_that_it_may_mean(
    run: Run, case: Callable[..., None]
) -> None:
    # The thresholds for allies rose within 2002.
    case("a", "2002", "20M", mde="20M", recipient="JP")
    case("b", "2002-12-01", "24M", mde="24M", recipient="JP")
    assert clusters(run)["cases_below"] == 1
    assert members(clusters(run)) == []
