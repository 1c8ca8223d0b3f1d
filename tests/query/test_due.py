"""What falls due, asked of the question itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from builders import day
from query.asking import Written

from armstrack.query.promises import MOST_TOLD
from armstrack.query.questions.due import DueQuestion
from armstrack.query.questions.timeline import TimelineQuestion


@pytest.fixture
def ledger(tmp_path: Path) -> Written:
    return Written(tmp_path / "ledger")


def due(ledger: Written, on: str, within: int | None = None) -> list[Any]:
    return list(DueQuestion(within=within).whole(ledger.answers, day(on)))


def test_two_offers_of_a_sale_that_end_on_one_day_stand_in_the_order_of_their_cases(ledger: Written) -> None:
    offers = [f"2025-06-05 offered case: TW-D-{case}, expires: 2026-03-31" for case in ("BBB", "AAA")]
    ledger.sale("tanks", "2025-01-02 notified", *offers)
    assert [(one["kind"], one["case"]) for one in due(ledger, "2026-02-02")] == [
        ("offer", "TW-D-AAA"),
        ("offer", "TW-D-BBB"),
    ]


@pytest.mark.parametrize(("within", "found"), [(56, 0), (57, 1), (None, 1)])
def test_what_falls_due_on_the_last_of_so_many_days_is_told(ledger: Written, within: int | None, found: int) -> None:
    ledger.sale("tanks", "2025-01-02 notified", "2025-06-05 offered expires: 2026-03-31")
    assert len(due(ledger, "2026-02-02", within)) == found


@pytest.mark.parametrize("before", [(), ("2025-01-02 requested",), ("2025-01-02 notified", "2025-06-02 withdrawn")])
def test_a_review_may_run_of_which_congress_may_have_been_told_by_now(ledger: Written, before: tuple[str, ...]) -> None:
    ledger.sale("tanks", *before, "unknown notified not-before: 2026-01-20, not-after: 2026-02-20")
    (review,) = due(ledger, "2026-02-02")
    told = {key: review[key] for key in ("id", "kind", "day", "not_before", "not_after", "loose")}
    assert told == {
        "id": "tanks", "kind": "review", "day": None, "not_before": "2026-02-19", "not_after": "2026-03-22",
        "loose": False,
    }  # fmt: skip
    assert due(ledger, "2026-01-19") == []


def test_a_review_that_may_have_begun_on_any_later_day_is_counted_and_not_listed(ledger: Written) -> None:
    ledger.sale("tanks", "2025-01-02 requested", "unknown notified not-before: 2026-01-20")
    (review,) = due(ledger, "2026-02-02", within=5)
    assert (review["not_before"], review["not_after"], review["loose"]) == ("2026-02-19", None, True)
    assert ledger.ask(DueQuestion(), "2026-02-02") == []


@pytest.mark.parametrize(
    ("authority", "history", "kind", "words"),
    [
        ("36(b)(1)", ("2025-06-05 offered expires: 2026-03-31",), "offer", "to be signed by 2026-03-31"),
        (
            "36(b)(1)",
            ("2025-06-05 offered expires: 2026-03-31", "2025-07-01 suspended"),
            "offer",
            "the executive has suspended it; to be signed by 2026-03-31",
        ),
        (
            "36(c)",
            ("2025-06-05 licensed expires: 2026-03-31", "2025-08-01 shipping"),
            "licence",
            "valid until 2026-03-31",
        ),
        ("62", ("2025-06-05 leased expires: 2026-03-31",), "licence", "valid until 2026-03-31"),
    ],
)
def test_a_window_opens_with_the_offer_or_the_licence_whatever_came_after_it(
    ledger: Written, authority: str, history: tuple[str, ...], kind: str, words: str
) -> None:
    ledger.sale("tanks", "2025-01-02 notified", *history, authority=authority)
    (window,) = due(ledger, "2026-02-02")
    assert (window["kind"], window["day"], window["words"]) == (kind, "2026-03-31", words)
    assert (window["opened"], window["days_left"]) == ("2025-06-05", 57)


# --- promises ---------------------------------------------------------------------------------------------


def promised(number: int) -> str:
    """The promise of so many, for the so manieth day after the first of 2026; the last of them for no known day."""
    return f"2024-05-05 promised expected: 2026-{1 + number // 28:02d}-{1 + number % 28:02d}, quantity: {number + 1}"


@pytest.mark.parametrize("more", [-1, 0, 1, 2])
def test_of_too_many_promises_those_of_the_soonest_days_are_told_and_how_many_are_later(
    ledger: Written, more: int
) -> None:
    held = [promised(at) for at in reversed(range(MOST_TOLD + more))]
    unknown = "2024-05-05 promised expected: unknown, quantity: 99"
    ledger.sale("tanks", "2024-01-02 notified", unknown, *held)
    told = due(ledger, "2025-12-31")
    left = more + 1
    expected = [*range(1, MOST_TOLD + more + 1)][:MOST_TOLD] + [99] * (left == 0)
    assert [one["quantity"] for one in told] == expected
    assert told[-1]["words"].endswith(f"; {left} more are later") == (left > 0)
    assert not any("more are later" in one["words"] for one in told[:-1])


def test_so_many_promises_are_told_of_a_sale_in_the_order_in_which_they_were_made(ledger: Written) -> None:
    numbers = [*reversed(range(MOST_TOLD))]
    ledger.sale("tanks", "2024-01-02 notified", *map(promised, numbers))
    told = ledger.ask(TimelineQuestion("tanks"), "2025-12-31")["promises"]
    assert [one["quantity"] for one in told] == [number + 1 for number in numbers]


@pytest.mark.parametrize(("on", "passed"), [("2026-01-31", False), ("2026-02-01", True)])
def test_a_promise_is_not_passed_on_its_last_day(ledger: Written, on: str, passed: bool) -> None:
    ledger.sale("tanks", "2024-01-02 notified", "2024-05-05 promised expected: 2026-01")
    (promise,) = due(ledger, on)
    assert promise["words"] == "delivery promised for 2026-01" + (", and not recorded" if passed else "")


# --- resolutions ------------------------------------------------------------------------------------------


def test_a_committee_of_two_sales_is_told_between_which_days_it_can_be_discharged(ledger: Written) -> None:
    ledger.sale("nato", "2026-01-05 notified", recipient="DE")
    ledger.sale("other", "2026-01-05 notified")
    ledger.file(
        "resolutions/119-sjres-1.yaml",
        "id: 119-sjres-1\ncongress: 119\nmeasure: S.J.Res. 1\ntitle: Disapproval\nsales: [nato, other]\nhistory:\n"
        "  - {date: 2026-01-10, state: introduced}\n",
    )
    (committee,) = (one for one in due(ledger, "2026-01-12") if one["kind"] == "discharge")
    assert committee["words"] == (
        "S.J.Res. 1 is in committee; a motion to discharge is in order after 2026-01-15 to 2026-01-20, "
        "unless a chamber adjourns for more than three days, by the sale that it is counted for"
    )
    assert [one["days_left"] for one in due(ledger, "2026-01-20") if one["kind"] == "discharge"] == [0]
    assert [one["days_left"] for one in due(ledger, "2026-01-21") if one["kind"] == "discharge"] == [-1]


@pytest.mark.parametrize(
    ("presented", "last", "then"),
    [
        ("2024-12-21", "2025-01-02", "it becomes law"),
        ("2024-12-23", "2025-01-03", "it is pocket-vetoed, as the Congress has ended"),
    ],
)
def test_what_the_president_does_not_sign_becomes_law_while_the_congress_lasts(
    ledger: Written, presented: str, last: str, then: str
) -> None:
    ledger.sale("tanks", "2024-11-05 notified")
    ledger.file(
        "resolutions/118-sjres-1.yaml",
        "id: 118-sjres-1\ncongress: 118\nmeasure: S.J.Res. 1\ntitle: Disapproval\nsales: [tanks]\nhistory:\n"
        "  - {date: 2024-11-10, state: introduced}\n"
        f"  - {{date: {presented}, state: presented, skipped: [passed-both]}}\n",
    )
    (paper,) = (one for one in due(ledger, presented) if one["kind"] == "president")
    assert (paper["day"], paper["opened"]) == (last, presented)
    assert paper["words"] == f"S.J.Res. 1 is before the President; unsigned after {last} {then}"
