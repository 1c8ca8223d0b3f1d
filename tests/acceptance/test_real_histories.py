"""Real histories of the reference ledger replay as they happened."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

from armstrack.ledger.ledger import Ledger
from armstrack.query.resolutions import resolution_document, resolution_row, vote_rows
from armstrack.query.timeline import timeline_document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.life import Life, life_of

if TYPE_CHECKING:
    from conftest import Run


@cache
def reference() -> Ledger:
    """The reference ledger, read once for this file."""
    return Ledger(NOVEMBER)


def sale_on(id: str, day: str) -> SaleOnDay:
    sale = reference().contents.sales[id]
    return SaleOnDay(sale, reference().context(sale), date.fromisoformat(day))


def states(id: str, *days: str) -> list[str | None]:
    return [sale_on(id, day).standing.state for day in days]


def life(id: str) -> Life:
    sale = reference().contents.sales[id]
    return life_of(sale, reference().context(sale))


def resolution(id: str, day: str) -> dict[str, Any]:
    row: dict[str, Any] = resolution_row(reference().contents.resolutions[id], reference(), date.fromisoformat(day))
    return row


def steps(id: str, day: str = "2026-11-22") -> dict[str, dict[str, Any]]:
    document = timeline_document(sale_on(id, day))
    return {step["step"]: step for step in document["steps"]}


@pytest.mark.parametrize(
    "id",
    [
        "saudi-paveway-coproduction-2019", "saudi-paveway-fuzing-2019", "uae-paveway-2019", "uae-f35-2020",
        "uae-mq9b-2020", "turkey-f16-2024", "pakistan-f16-2016", "israel-155mm-2023", "germany-ch47f-2023",
        "germany-ch47f-upgrade-2025", "germany-ch47f-upgrade-2026", "taiwan-himars-2025",
    ],
)  # fmt: skip
def test_nothing_in_them_would_have_been_refused(id: str) -> None:
    assert life(id).refused == ()


@pytest.mark.parametrize(
    "folder", [NOVEMBER, NOVEMBER.parents[1] / "data"], ids=["that the tests count in", "that is shipped"]
)
def test_no_sale_and_no_resolution_of_the_ledger_would_have_been_refused_unnoticed(run: Run, folder: Path) -> None:
    found = run("--ledger", str(folder), "--as-of", "2026-11-22", "validate", "--strict", "--format", "json")
    assert found.code == 0
    assert [one for one in found.json if one["severity"] == "error"] == []


# --- May 2019: an emergency for Saudi Arabia and the Emirates, and three vetoes --------------------------

EMERGENCY = {
    "saudi-paveway-coproduction-2019": ("116-sjres-36", "SA+GB+ES+IT", (53, 45), (238, 190), (45, 40)),
    "uae-paveway-2019": ("116-sjres-37", "AE+GB+FR", (51, 45), (238, 190), (45, 39)),
    "saudi-paveway-fuzing-2019": ("116-sjres-38", "SA+GB", (53, 45), (237, 190), (46, 41)),
}


@pytest.mark.parametrize("id", EMERGENCY)
def test_an_emergency_clears_on_its_day_and_three_vetoed_resolutions_change_nothing(id: str) -> None:
    resolution_id, recipients, *_ = EMERGENCY[id]
    one = sale_on(id, "2019-05-24")
    assert "+".join(one.sale.recipients) == recipients
    assert (one.standing.state, one.standing.emergency) == ("cleared", True)
    assert (one.standing.review.review_days, one.standing.review.last_review_day) == (0, None)
    assert one.standing.review.earliest_action == date(2019, 5, 24)
    waivers = {
        "36(c)": "AECA 36(c)(2), 22 U.S.C. 2776(c)(2), emergency stated in the certification",
        "36(d)": "AECA 36(d)(2), 22 U.S.C. 2776(d)(2), emergency stated in the certification",
    }
    assert one.standing.review.citations == tuple(waivers[each] for each in one.sale.authorities)
    days = ("2019-06-20", "2019-07-17", "2019-07-24", "2019-07-29", "2021-01-03", "2026-11-22")
    assert states(id, "2019-05-23", *days) == [None, *["cleared"] * len(days)]
    assert [named.id for named in one.resolutions] == [resolution_id]
    assert life(id).blocked_by is None


@pytest.mark.parametrize(
    ("resolution_id", "senate", "house", "override"), [row[:1] + row[2:] for row in EMERGENCY.values()]
)
def test_each_resolution_went_through_both_chambers_and_ended_in_a_veto_that_stood(
    resolution_id: str, senate: tuple[int, int], house: tuple[int, int], override: tuple[int, int]
) -> None:
    stood = {
        "2019-06-04": None, "2019-06-05": "introduced", "2019-06-19": "discharged", "2019-06-20": "passed-senate",
        "2019-07-16": "passed-senate", "2019-07-17": "passed-both", "2019-07-24": "vetoed", "2019-07-28": "vetoed",
        "2019-07-29": "sustained", "2021-01-03": "sustained",
    }  # fmt: skip
    assert {day: resolution(resolution_id, day)["state"] for day in stood} == stood
    assert (
        resolution(resolution_id, "2019-07-24")["meaning"] == "nothing is decided; only an enacted law blocks the sale"
    )
    assert resolution(resolution_id, "2019-07-29")["meaning"] == "it failed, and changed nothing for the sale"
    assert resolution(resolution_id, "2019-06-05")["form"] == "joint"
    rows = vote_rows([reference().contents.resolutions[resolution_id]], reference(), date(2026, 11, 22))
    assert [(row["date"], row["chamber"], row["yea"], row["nay"], row["result"]) for row in rows] == [
        ("2019-06-20", "senate", *senate, "passed-senate"),
        ("2019-07-17", "house", *house, "passed-both"),
        ("2019-07-29", "senate", *override, "sustained"),
    ]
    assert [(row["to_disapprove"], row["to_let_proceed"]) for row in rows] == [senate, house, override]


NINETEEN = [f"116-sjres-{number}" for number in range(27, 49) if number not in (36, 37, 38)]


def test_nineteen_that_passed_only_the_senate_died_with_their_congress() -> None:
    assert len(NINETEEN) == 19
    for id in NINETEEN:
        assert resolution(id, "2019-06-20")["state"] == "passed-senate", id
        assert resolution(id, "2021-01-02")["state"] == "passed-senate", id
        died = resolution(id, "2021-01-03")
        assert (died["state"], died["since"]) == ("died", "2021-01-03"), id
        assert died["meaning"] == "it failed, and changed nothing for the sale"
    written = {entry.state for id in NINETEEN for entry in reference().contents.resolutions[id].history}
    assert "died" not in written, "the calendar makes it true"


def test_the_votes_of_1981_and_1986_are_told_and_what_came_of_them() -> None:
    assert resolution("99-sjres-316", "1986-06-05")["state"] == "sustained"
    rows = vote_rows([reference().contents.resolutions["99-sjres-316"]], reference(), date(2026, 11, 22))
    assert [(row["chamber"], row["yea"], row["nay"]) for row in rows] == [
        ("senate", 73, 22),
        ("house", 356, 62),
        ("senate", 66, 34),
    ]
    assert resolution("97-hconres-194", "1981-10-28")["state"] == "failed-senate"
    assert resolution("97-hconres-194", "1983-01-03")["state"] == "died"


# --- UAE, November 2020: two failed votes ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "resolution_id", "tally"),
    [("uae-f35-2020", "116-sjres-78", (47, 49)), ("uae-mq9b-2020", "116-sjres-77", (46, 50))],
)
def test_a_failed_vote_inside_the_review_changes_nothing(id: str, resolution_id: str, tally: tuple[int, int]) -> None:
    assert states(id, "2020-11-09", "2020-11-10", "2020-12-09", "2020-12-10", "2020-12-11", "2026-11-22") == [
        "tiered-review", "notified", "notified", "notified", "cleared", "cleared",
    ]  # fmt: skip
    one = sale_on(id, "2020-12-09")
    assert one.standing.review.last_review_day == date(2020, 12, 10)
    document = resolution_document(reference().contents.resolutions[resolution_id], reference(), date(2020, 12, 9))
    assert document["state"] == "discharge-failed"
    assert (
        document["meaning"] == "the vote changes nothing for the sale; it can be called again while its Congress sits"
    )
    (vote,) = [step["vote"] for step in document["history"] if step["vote"]]
    assert (vote["yea"], vote["nay"]) == tally
    assert resolution(resolution_id, "2021-01-03")["state"] == "died"


def test_the_hold_of_a_new_administration_stops_nothing() -> None:
    one = sale_on("uae-f35-2020", "2021-02-01")
    assert one.standing.hold is not None
    assert one.standing.state == "cleared"
    assert sale_on("uae-f35-2020", "2021-01-26").standing.hold is None


# --- Turkey F-16, 2024: fifteen days, and a vote after them ---------------------------------------------


def test_turkey_had_fifteen_days_and_the_vote_came_after_them() -> None:
    assert states("turkey-f16-2024", "2024-01-25", "2024-01-26", "2024-02-10", "2024-02-11") == [
        "requested", "notified", "notified", "cleared",
    ]  # fmt: skip
    review = sale_on("turkey-f16-2024", "2024-01-26").standing.review
    assert (review.review_days, review.last_review_day, review.discharge_days) == (15, date(2024, 2, 10), 5)
    assert resolution("118-sjres-60", "2024-02-05")["committee_until"] == "2024-02-10"
    voted = resolution("118-sjres-60", "2024-02-29")
    assert (voted["state"], voted["since"]) == ("discharge-failed", "2024-02-29")
    before, after = (sale_on("turkey-f16-2024", day).standing for day in ("2024-02-28", "2024-03-01"))
    assert (before.state, before.maybe) == ("cleared", ("offered",))
    assert (after.state, after.maybe) == ("offered", ("accepted",))
    assert states("turkey-f16-2024", "2024-06-05", "2024-06-06") == ["offered", "accepted"]
    assert resolution("118-sjres-60", "2025-01-03")["state"] == "died"


def test_the_days_of_turkey_are_ranges_where_the_sources_leave_them_open() -> None:
    found = steps("turkey-f16-2024")
    assert found["requested"]["days_since_notified"] == {"days": None, "at_least": -847, "at_most": -817}
    assert found["cleared"] == {
        "step": "cleared", "date": "2024-02-11", "not_before": "2024-02-11", "not_after": "2024-02-11",
        "computed": True, "days_since_previous": {"days": 16, "at_least": 16, "at_most": 16},
        "days_since_notified": {"days": 16, "at_least": 16, "at_most": 16}, "source": None, "case": None,
    }  # fmt: skip
    assert found["offered"]["days_since_notified"] == {"days": None, "at_least": 16, "at_most": 34}
    assert found["accepted"]["days_since_previous"] == {"days": None, "at_least": 0, "at_most": 116}


# --- Pakistan F-16, 2016: the offer lapsed --------------------------------------------------------------


def test_the_offer_to_pakistan_lapsed_unsigned() -> None:
    id = "pakistan-f16-2016"
    assert states(id, "2016-02-11", "2016-03-12", "2016-03-13", "2016-05-03", "2016-05-24", "2016-05-25") == [
        "notified", "notified", "cleared", "offered", "offered", "expired",
    ]  # fmt: skip
    assert sale_on(id, "2016-05-03").standing.deadline == date(2016, 5, 24)
    assert "today" in sale_on(id, "2016-05-24").standing.words
    assert sale_on(id, "2016-05-25").standing.deadline is None
    assert sale_on(id, "2016-03-10").standing.hold is not None


def test_the_vote_on_pakistan_was_on_a_motion_to_set_the_resolution_aside() -> None:
    rows = vote_rows([reference().contents.resolutions["114-sjres-31"]], reference(), date(2026, 11, 22))
    ((disapprove, proceed),) = [(row["to_disapprove"], row["to_let_proceed"]) for row in rows]
    assert proceed == 71
    assert disapprove in (21, 24)


# --- Israel, December 2023: below the threshold until it grew -------------------------------------------


def test_israel_stayed_below_the_threshold_until_the_increase(run: Run) -> None:
    def ask(on: str, total: str) -> dict[str, Any]:
        answer: dict[str, Any] = run(
            "check", "-r", "IL", "--on", on, "--mde", "0", "--total", total, "--emergency", "--format", "json"
        ).json
        return answer

    before, after = ask("2023-12-28", "96_510_000"), ask("2023-12-29", "147_500_000")
    assert (before["group"], before["required"], before["review_days"]) == ("nato-plus", False, None)
    assert (after["required"], after["review_days"], after["earliest_action"]) == (True, 0, "2023-12-29")
    total = {test["kind"]: test for test in before["tests"]}["total"]
    assert (total["value_usd"], total["threshold_usd"], total["met"]) == (96_510_000, 100_000_000, False)


def test_the_grown_sale_is_a_sale_of_its_own_that_says_what_it_grew_from(run: Run) -> None:
    one = sale_on("israel-155mm-2023", "2023-12-29")
    assert (one.standing.state, one.standing.emergency) == ("cleared", True)
    assert one.sale.grows_from is not None
    assert (one.sale.prior_value, one.sale.value.total) == (96_510_000, 147_500_000)
    assert states("israel-155mm-2023", "2023-12-28") == [None]
    found = run(
        "--ledger", str(NOVEMBER), "--as-of", "2024-01-15", "show", "israel-155mm-2023", "--format", "json"
    ).json
    assert (found["state"], found["emergency"], found["value_usd"]) == ("cleared", True, 147_500_000)
    assert found["review"] == {"review_days": 0, "last_review_day": None, "earliest_action": "2023-12-29"}


# --- Germany CH-47F: 23-26 with 25-0G and 26-1C ---------------------------------------------------------

CHAIN = ["germany-ch47f-2023", "germany-ch47f-upgrade-2025", "germany-ch47f-upgrade-2026"]


@pytest.mark.parametrize("name", [*CHAIN, "23-26", "RSAT 26-1C"])
def test_the_chain_of_the_chinooks_counts_nothing_twice(run: Run, name: str) -> None:
    found = run("--ledger", str(NOVEMBER), "--as-of", "2026-11-22", "chain", name, "--format", "json").json
    assert [sale["id"] for sale in found["sales"]] == CHAIN
    assert found["combined_ceiling_usd"] == 8_500_000_000
    assert [sale["total_usd"] for sale in found["sales"]] == [8_500_000_000] * 3
    assert [sale["increase_usd"] for sale in found["sales"]] == [None, 0, 0]


def test_each_enhancement_of_the_chinooks_had_its_own_clock(run: Run) -> None:
    assert states("germany-ch47f-upgrade-2026", "2026-05-18", "2026-05-19", "2026-06-03", "2026-06-04") == [
        None, "notified", "notified", "cleared",
    ]  # fmt: skip
    assert states("germany-ch47f-2023", "2023-05-11", "2023-05-26", "2023-05-27", "2026-05-19") == [
        "notified", "notified", "cleared", "cleared",
    ]  # fmt: skip
    review = sale_on("germany-ch47f-upgrade-2026", "2026-05-19").standing.review
    assert (review.review_days, review.last_review_day, review.discharge_days) == (15, date(2026, 6, 3), 5)
    assert review.citations == ("SAMM C5 policy on AECA 36(b)(5)(C), 22 U.S.C. 2776(b)(5)(C)",)
    arguments = ("summary", "-r", "DE", "--search", "CH-47F", "--format", "json")
    total = run("--ledger", str(NOVEMBER), "--as-of", "2026-11-22", *arguments).json["total"]
    assert (total["sales"], total["value_usd"], total["unknown_value"]) == (3, 8_500_000_000, 0)


# --- Taiwan HIMARS: a letter with a day to sign by ------------------------------------------------------


def himars_due(run: Run, day: str) -> list[dict[str, Any]]:
    found = run("--ledger", str(NOVEMBER), "--as-of", day, "due", "--format", "json").json
    return [one for one in found if one["id"] == "taiwan-himars-2025"]


@pytest.mark.parametrize(
    ("day", "kind", "last", "left", "said"),
    [
        ("2025-12-17", "review", "2026-01-16", 30, "under review to 2026-01-16"),
        ("2026-01-16", "review", "2026-01-16", 0, "under review, last day today"),
        ("2026-03-06", "offer", "2026-03-26", 20, "to be signed by 2026-03-26"),
        ("2026-03-13", "offer", "2026-03-26", 13, "to be signed by 2026-03-26; maybe accepted"),
        ("2026-03-26", "offer", "2026-03-26", 0, "to be signed by 2026-03-26 (today); maybe accepted"),
        ("2026-03-27", "offer", "2026-03-26", -1, "deadline 2026-03-26 passed, no signature recorded; maybe accepted"),
    ],
)
def test_the_clock_of_the_himars(run: Run, day: str, kind: str, last: str, left: int, said: str) -> None:
    (found,) = himars_due(run, day)
    assert (found["kind"], found["day"], found["days_left"], found["words"]) == (kind, last, left, said)
    assert found["citations"]


@pytest.mark.parametrize("day", ["2025-12-16", "2026-01-17", "2026-03-05", "2026-05-31"])
def test_days_on_which_nothing_of_the_himars_falls_due(run: Run, day: str) -> None:
    assert himars_due(run, day) == []


def test_the_letter_was_signed_between_two_days_and_that_is_what_is_said() -> None:
    assert states("taiwan-himars-2025", "2026-03-05", "2026-03-06", "2026-05-30", "2026-05-31") == [
        "cleared", "offered", "offered", "accepted",
    ]  # fmt: skip
    accepted = steps("taiwan-himars-2025")["accepted"]
    assert (accepted["date"], accepted["not_before"], accepted["not_after"]) == (None, "2026-03-13", "2026-05-31")
    assert accepted["days_since_notified"] == {"days": None, "at_least": 86, "at_most": 165}
    assert resolution("119-sjres-101", "2026-01-15")["committee_until"] == "2026-01-15"
