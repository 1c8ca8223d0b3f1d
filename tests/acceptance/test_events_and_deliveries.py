"""`events` and `deliveries`: what happened besides the moves, and how much of what was notified has come."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_sale, an_entry
from conftest import NOVEMBER
from hypothesis import given
from hypothesis import strategies as st

from armstrack.model.sale import LineItem
from armstrack.query.contributions.deliveries import items_delivered
from armstrack.query.view import SaleOnDay
from armstrack.workflow.context import Context

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")


def sale_file(ledger: Path, items: str, *history: str) -> None:
    lines = "".join(f"  - {{{entry}}}\n" for entry in history)
    (ledger / "sales/boats.yaml").write_text(
        "id: boats\ntitle: Boats\nrecipient: PH\nauthority: 36(b)(1)\n"
        f"items:\n{items}history:\n  - {{date: 2020-01-02, state: notified}}\n{lines}",
        encoding="utf-8",
    )


def asked(run: Run, *words: str) -> list[dict[str, Any]]:
    ran = run(*DAY, *words, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = ran.json
    return found


# --- events ------------------------------------------------------------------------------------------------


def test_a_hold_lasts_until_its_end_is_recorded_or_to_the_day(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {name: Boat}\n",
        "date: 2020-01-10, event: hold, actor: The chairman",
        "date: 2020-02, event: hold-lifted",
        "date: 2026-11-01, event: hold",
    )
    running, lifted = asked(run, "events", "-r", "PH", "--event", "hold")
    assert running["lasted_days"] == {"days": 19, "at_least": 19, "at_most": 19}
    assert not running["end_recorded"]
    assert lifted["lasted_days"] == {"days": None, "at_least": 22, "at_most": 50}
    assert (lifted["end_recorded"], lifted["actor"]) == (True, "The chairman")


def test_nothing_that_comes_after_the_day_has_happened(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {name: Boat}\n", "date: 2026-12-01, event: hold", "date: 2026-10, event: note")
    assert [row["event"] for row in asked(run, "events", "-r", "PH")] == ["note"]


def test_what_may_have_happened_by_the_day_is_counted_and_not_told(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {name: Boat}\n",
        "date: 2026-11, event: hold",
        "date: unknown, not-after: 2027-01-31, event: contract",
        "date: unknown, not-before: 2027-01-01, event: note",
    )
    for words in (["events", "-r", "PH"], ["events", "-r", "PH", "--format", "json"]):
        ran = run(*DAY, *words)
        assert ran.out in ("", "[]\n")
        assert "2 more may have happened by then" in ran.err
    told = run("--as-of", "2026-11-30", "events", "-r", "PH")
    assert "hold" in told.out
    assert "1 more may have happened by then" in told.err


@pytest.mark.parametrize("words", ["events", "show boats", "timeline boats", "deliveries"])
def test_what_is_only_known_to_be_no_later_is_not_older_than_its_sale(run: Run, ledger: Path, words: str) -> None:
    sale_file(
        ledger,
        "  - {name: Boat}\n",
        "date: unknown, not-after: 2024-02-05, event: contract, actor: Shipyard",
        "date: unknown, not-after: 2024-02-05, event: delivery, quantity: 1",
    )
    before, since = (run("--as-of", day, *words.split(), "--format", "json") for day in ("1950-01-01", "2020-01-02"))
    assert not any(told in before.out + before.err for told in ("2024-02-05", "perhaps", "more may"))
    assert any(told in since.out + since.err for told in ("2024-02-05", "perhaps", "more may"))


def test_a_lifting_that_may_have_come_ends_a_hold_no_later_than_the_day(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {name: Boat}\n", "date: 2026-10-01, event: hold", "date: 2026-11, event: hold-lifted")
    (hold,) = asked(run, "events", "-r", "PH", "--event", "hold")
    assert hold["lasted_days"] == {"days": None, "at_least": 31, "at_most": 50}


def in_period(run: Run, *words: str) -> list[str]:
    return [row["date"] for row in asked(run, "events", "-r", "PH", *words)]


def test_events_are_asked_for_by_their_own_day(run: Run, ledger: Path) -> None:
    days = ("2025-12-31", "2026-01-01", "2026-01", "2026-03-31", "2026-04-01")
    sale_file(ledger, "  - {name: Boat}\n", *(f"date: {day}, event: note" for day in days))
    assert in_period(run, "--on-or-after", "2026-01-01") == ["2026-04-01", "2026-03-31", "2026-01", "2026-01-01"]
    assert in_period(run, "--on-or-before", "2025-12-31") == ["2025-12-31"]
    assert in_period(run, "--on-or-after", "2026-03-31", "--on-or-before", "2026-03-31") == ["2026-03-31"]


def test_an_event_lies_in_a_period_only_with_every_day_that_it_may_mean(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {name: Boat}\n", "date: 2026-01, event: note", "date: 2026-08-02, event: note")
    ran = run(*DAY, "events", "-r", "PH", "--on-or-after", "2026-01-15")
    assert "2026-01 " not in ran.out
    assert "1 more may lie in that time: the day is known only in part." in ran.err
    ran = run(*DAY, "events", "-r", "PH", "--on-or-after", "2026-02-01")
    assert "may lie" not in ran.err


def test_the_filters_mean_the_notification_and_an_empty_answer_says_so(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {name: Boat}\n", "date: 2026-02-03, event: note")
    for words in (["--since", "2026-01-01"], ["--until", "2019-12-31"], ["--year", "2026"], ["--fy", "2026"]):
        ran = run(*DAY, "events", "-r", "PH", *words)
        assert ran.out == ""
        assert "ask for the day on which the sale was notified; --on-or-after and --on-or-before" in ran.err
    ran = run(*DAY, "events", "-r", "PH", "--since", "2020-01-01", "--on-or-after", "2026-01-01")
    assert "2026-02-03" in ran.out
    assert "--on-or-after" not in ran.err
    assert "--on-or-after" not in run(*DAY, "events", "-r", "JP").err


def test_a_period_that_ends_before_it_begins_is_refused(run: Run) -> None:
    ran = run(*DAY, "events", "--on-or-after", "2026-01-02", "--on-or-before", "2026-01-01")
    assert (ran.code, ran.out) == (2, "")
    assert "2026-01-02 is later than 2026-01-01" in ran.err


def test_the_real_events_of_2026_are_found_whenever_the_sale_was_notified(run: Run) -> None:
    rows = asked(run, "--ledger", str(NOVEMBER), "events", "-r", "TW", "--on-or-after", "2026-01-01")
    assert {"taiwan-altius-2025", "taiwan-mq9b-2020"} <= {row["id"] for row in rows}
    assert all((row["date"] or row["not_before"]) >= "2026" for row in rows)


def test_only_the_kinds_asked_for_are_told_each_with_its_source(run: Run) -> None:
    rows = asked(run, "--ledger", str(NOVEMBER), "events", "-r", "TW", "--event", "delay", "--event", "hold")
    assert {row["event"] for row in rows} == {"delay", "hold"}
    assert all(row["url"].startswith("https://") for row in rows)
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)


def test_the_real_holds_are_told_with_who_holds(run: Run) -> None:
    rows = asked(run, "--ledger", str(NOVEMBER), "events", "--event", "hold")
    by_sale = {row["id"]: row.get("actor") for row in rows}
    assert by_sale["taiwan-pac3-nasams-2026"] == "Donald Trump"
    assert "Corker" in str(by_sale["pakistan-f16-2016"])


# --- deliveries --------------------------------------------------------------------------------------------


def test_deliveries_of_a_line_item_add_up(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {quantity: 8, name: Patrol boat}\n  - {quantity: 16, name: Outboard motor}\n",
        "date: 2024-05-01, event: delivery, quantity: 2, item: Patrol boat",
        "date: 2025-05-01, event: delivery, quantity: 3, item: patrol boat",
        "date: 2025-06-01, event: delivery, item: Patrol boat",
        "date: 2026-11, event: delivery, quantity: 1, item: Patrol boat",
        "date: 2026-12-01, event: delivery, quantity: 2, item: Patrol boat",
    )
    (sale,) = asked(run, "deliveries", "-r", "PH")
    assert sale["items"] == [
        {
            "name": "Patrol boat",
            "notified": 8,
            "delivered": 5,
            "perhaps": 1,
            "deliveries_without_quantity": 1,
            "share_percent": None,
            "at_least_percent": 62.5,
        }
    ]
    table = run(*DAY, "deliveries", "-r", "PH").out
    assert "5 + perhaps 1 more + an unknown number" in table


def test_a_delivery_of_no_one_line_item_counts_for_none(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {quantity: 8, name: Patrol boat}\n  - {name: Outboard motor}\n",
        "date: 2024-05-01, event: delivery, quantity: 2",
        "date: 2024-06-01, event: delivery, quantity: 4, item: Trailer",
    )
    (sale,) = asked(run, "deliveries", "-r", "PH")
    assert sale["items"] == []
    assert [entry["quantity"] for entry in sale["other_deliveries"]] == [2, 4]


def spreadsheet(run: Run, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(run(*DAY, "deliveries", *words, "--format", "csv").out.splitlines()))


def test_a_spreadsheet_has_every_row_of_the_table(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {quantity: 8, name: Patrol boat}\n  - {name: Outboard motor}\n",
        "date: 2024-05-01, event: delivery, quantity: 2, item: Patrol boat",
        "date: 2024-06-01, event: delivery, quantity: 4, item: Trailer",
        "date: 2024-07-01, event: delivery",
        "date: 2026-11, event: delivery, quantity: 3, item: Crane",
    )
    rows = spreadsheet(run, "-r", "PH")
    assert [(row["name"], row["notified"], row["delivered"], row["perhaps"], row["of"]) for row in rows] == [
        ("Patrol boat", "8", "2", "0", "line item"),
        ("Trailer", "", "4", "0", "no one line item"),
        ("", "", "", "0", "no one line item"),
        ("Crane", "", "0", "3", "no one line item"),
    ]
    assert rows[2]["deliveries_without_quantity"] == "1"
    table = run(*DAY, "deliveries", "-r", "PH").out
    assert len(table.splitlines()) == 1 + len(rows)
    assert "0 + perhaps 3 more" in table


def test_a_sale_recorded_as_delivered_without_a_delivery_is_told(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {quantity: 8, name: Patrol boat}\n",
        "date: 2022, state: delivered, skipped: [offered, accepted, implemented]",
    )
    (sale,) = asked(run, "deliveries", "-r", "PH")
    assert (sale["surely"], sale["delivered_whole"], sale["items"], sale["other_deliveries"]) == (True, True, [], [])
    (row,) = spreadsheet(run, "-r", "PH")
    assert (row["state"], row["of"], row["name"], row["delivered"]) == ("delivered", "whole sale", "", "")
    assert "everything, as the record says" in run(*DAY, "deliveries", "-r", "PH").out
    ran = run("--as-of", "2022-06-01", "deliveries", "-r", "PH")
    assert (ran.out, ran.err) == ("", "Deliveries are recorded of 0 of 1 sale, as of 2022-06-01.\n")


def test_of_several_letters_one_delivered_is_not_everything(run: Run, ledger: Path) -> None:
    letters = (
        "date: 2020-04-02, state: accepted, skipped: [offered], case: PH-D-QBA",
        "date: 2020-04-03, state: accepted, case: PH-P-LGA",
        "date: 2021-01-01, state: delivered, skipped: [implemented], case: PH-D-QBA",
    )
    last = "date: 2022-01-01, state: delivered, skipped: [implemented], case: PH-P-LGA"
    for history, whole in ((letters, False), ((*letters, last), True)):
        sale_file(ledger, "  - {quantity: 8, name: Patrol boat}\n", *history)
        (sale,) = asked(run, "deliveries", "-r", "PH")
        assert (sale["surely"], sale["delivered_whole"]) == (True, whole)


def test_a_sale_recorded_as_delivering_without_a_delivery_is_told(run: Run, ledger: Path) -> None:
    skipped = "skipped: [offered, accepted, implemented]"
    sale_file(ledger, "  - {quantity: 8, name: Patrol boat}\n", f"date: 2022-03-04, state: delivering, {skipped}")
    (row,) = spreadsheet(run, "-r", "PH")
    assert (row["of"], row["delivered"]) == ("begun", "")
    assert "it is not said of what" in run(*DAY, "deliveries", "-r", "PH").out


def test_what_only_may_have_been_delivered_is_counted_apart(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {quantity: 8, name: Patrol boat}\n", "date: 2026-11, event: delivery, quantity: 3")
    assert "recorded of 0 of 1 sale, and perhaps of 1 more" in run(*DAY, "deliveries", "-r", "PH").err


@pytest.mark.parametrize("day", ["2021-12-31", "2022-12-31", "2024-12-31", "2026-11-20"])
def test_as_many_sales_are_delivered_as_the_summary_counts(run: Run, day: str) -> None:
    common = ("--as-of", day, "--ledger", str(NOVEMBER), "--format", "json")
    summary = run(*common, "summary", "--measure", "delivered").json
    found = run(*common, "deliveries").json
    assert sum(1 for sale in found if sale["surely"]) == summary["total"]["sales"]


def test_an_item_of_unknown_quantity_has_no_share(run: Run, ledger: Path) -> None:
    sale_file(ledger, "  - {name: Boat}\n", "date: 2024-05-01, event: delivery, quantity: 2")
    (sale,) = asked(run, "deliveries", "-r", "PH")
    assert (sale["items"][0]["delivered"], sale["items"][0]["share_percent"]) == (2, None)


def test_the_real_tanks_and_launchers(run: Run) -> None:
    sales = {sale["id"]: sale for sale in asked(run, "--ledger", str(NOVEMBER), "deliveries", "-r", "TW")}
    (tanks,) = sales["taiwan-m1a2t-2019"]["items"]
    assert (tanks["notified"], tanks["delivered"], tanks["deliveries_without_quantity"]) == (108, 38, 1)
    (launchers,) = sales["taiwan-himars-2020"]["items"]  # the delivery names them by another name of the system
    assert (launchers["notified"], launchers["delivered"], launchers["share_percent"]) == (11, 11, 100.0)


@given(st.lists(st.tuples(st.integers(2020, 2030), st.none() | st.integers(0, 50)), max_size=8))
def test_every_delivery_by_the_day_is_counted_once(deliveries: list[tuple[int, int | None]]) -> None:
    history = [an_entry(str(year), "delivery", quantity=quantity, item="Boat") for year, quantity in deliveries]
    sale = a_sale(an_entry("2019-01-02", "notified"), *history)
    object.__setattr__(sale, "items", (LineItem("Boat", 100), LineItem("Motor", 5)))
    items, others = items_delivered(SaleOnDay(sale, Context(), date(2025, 6, 30)))
    assert not others
    surely = sum(quantity or 0 for year, quantity in deliveries if year < 2025)
    perhaps = sum(quantity or 0 for year, quantity in deliveries if year == 2025)
    unsaid = sum(1 for year, quantity in deliveries if year <= 2025 and quantity is None)
    counted = [(each.delivered, each.perhaps, each.without_quantity) for each in items]
    assert counted == ([(surely, perhaps, unsaid)] if any(year <= 2025 for year, _ in deliveries) else [])


@pytest.mark.parametrize("words", [["events", "-r", "TW"], ["deliveries", "-r", "TW"]])
def test_the_index_and_the_files_agree(run: Run, words: list[str]) -> None:
    common = (*DAY, "--ledger", str(NOVEMBER), "--format", "json")
    assert run(*common, *words) == run(*common, *words, "--no-index")


def test_a_hold_ends_with_the_word_of_who_holds(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {name: Boat}\n",
        "date: 2020-01-10, event: hold, actor: The chairman",
        "date: 2020-01-11, event: hold, actor: The ranking member",
        "date: 2020-01-20, event: hold-lifted, actor: The ranking member",
        "date: 2020-02-10, event: hold-lifted, actor: The chairman",
    )
    lasted = {row["actor"]: row["lasted_days"]["days"] for row in asked(run, "events", "-r", "PH", "--event", "hold")}
    assert lasted == {"The chairman": 31, "The ranking member": 9}


def test_a_delivery_in_an_unknown_number_makes_the_share_a_least(run: Run, ledger: Path) -> None:
    sale_file(
        ledger,
        "  - {quantity: 8, name: Boat}\n",
        "date: 2024-05-01, event: delivery, item: Boat",
    )
    (item,) = asked(run, "deliveries", "-r", "PH")[0]["items"]
    assert (item["delivered"], item["share_percent"], item["at_least_percent"]) == (None, None, None)
    (tanks,) = asked(run, "--ledger", str(NOVEMBER), "deliveries", "--search", "M1A2T Abrams Tanks", "-r", "TW")[0][
        "items"
    ]
    assert (tanks["share_percent"], tanks["at_least_percent"]) == (None, 35.2)
    assert "at least 35.2" in run(*DAY, "--ledger", str(NOVEMBER), "deliveries", "-r", "TW").out
