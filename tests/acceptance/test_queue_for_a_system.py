"""`queue`: who waits for the same system, in the order of notification, with the quantities that the notices give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from acceptance.sales_written import write_sale
from conftest import NOVEMBER

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
KEYS = [
    "place", "id", "title", "recipient", "notified", "not_before", "not_after", "state", "maybe", "age_days",
    "in_title_only", "items",
]  # fmt: skip


def queue(run: Run, system: str, *more: str, day: str = "2026-11-20") -> dict[str, Any]:
    ran = run("--as-of", day, "queue", "--system", system, *more, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    assert all(list(one) == KEYS for one in document["sales"])
    return document


def ids(document: dict[str, Any]) -> list[str]:
    return [one["id"] for one in document["sales"]]


@pytest.fixture
def waiting(ledger: Path) -> None:
    """Sales that name the howitzer under several names, and some that do not."""
    write_sale(ledger, "second", "2024-02-01 notified", items=("quantity: 40, name: M109A7 howitzer",), recipient="NL")
    write_sale(ledger, "first", "2024-01-01 notified", items=("name: Paladin ammunition carrier",), recipient="DE")
    write_sale(ledger, "titled", "2024-03 notified", title="M109 Howitzer Overhaul", recipient="FR")
    write_sale(ledger, "trailer", "2024-01-01 notified", items=("name: M1095 trailers",), recipient="NL")
    write_sale(ledger, "spoken-of", "2024-01-01 reported", title="More M109 Howitzers", recipient="PL")
    write_sale(ledger, "unknown-day", "unknown notified", title="M109 Howitzer Parts", recipient="PL")
    write_sale(
        ledger, "whole", "2020-01-01 notified", "2022-01-01 delivered skipped: [offered, accepted, implemented]",
        title="M109A6 Howitzers", recipient="PL",
    )  # fmt: skip
    write_sale(ledger, "over", "2020-01-01 notified", "2021-01-01 cancelled", title="M109A6 Howitzers", recipient="PL")


@pytest.mark.usefixtures("waiting")
def test_who_waits_stands_in_the_order_of_notification(run: Run) -> None:
    found = queue(run, "M109")
    assert ids(found) == ["first", "second", "titled", "taiwan-m109a7-2025", "unknown-day", "spoken-of"]
    assert [one["place"] for one in found["sales"]] == [1, 2, 3, 4, 5, 6]
    assert found["system"]["name"] == "M109 howitzer"
    assert found["no_longer_waiting"] == 2


@pytest.mark.usefixtures("waiting")
def test_a_quantity_that_the_notice_does_not_give_stays_unknown(run: Run) -> None:
    found = {one["id"]: one for one in queue(run, "Paladin")["sales"]}
    assert found["second"]["items"] == [
        {"quantity": 40, "name": "M109A7 howitzer", "mde": False}
        | {"delivered": None, "perhaps": 0, "deliveries_without_quantity": 0}
    ]
    assert found["first"]["items"][0]["quantity"] is None
    assert (found["titled"]["items"], found["titled"]["in_title_only"]) == ([], True)
    seen = run(*DAY, "queue", "--system", "M109").out
    assert "unknown  cleared" in seen
    assert "named in the title only" in seen


@pytest.mark.usefixtures("waiting")
def test_how_long_they_have_waited_is_as_certain_as_the_notification(run: Run) -> None:
    ages = {one["id"]: one["age_days"] for one in queue(run, "M109")["sales"]}
    assert ages["first"] == {"days": 1054, "at_least": 1054, "at_most": 1054}
    assert ages["titled"] == {"days": None, "at_least": 964, "at_most": 994}
    assert ages["unknown-day"] == {"days": None, "at_least": None, "at_most": None}
    assert ages["spoken-of"] is None


@pytest.mark.usefixtures("waiting")
def test_it_waits_until_it_is_delivered_or_over(run: Run) -> None:
    assert ids(queue(run, "M109", "-r", "PL", day="2020-06-01")) == ["over", "whole", "unknown-day"]
    assert ids(queue(run, "M109", "-r", "PL", day="2021-06-01")) == ["whole", "unknown-day"]
    assert ids(queue(run, "M109", "-r", "PL", day="2022-06-01")) == ["unknown-day"]


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("name", ["m109", "M-109", "paladin", "Paladins", "M109 howitzer"])
def test_every_name_of_a_system_finds_the_same(run: Run, name: str) -> None:
    assert ids(queue(run, name)) == ids(queue(run, "M109"))


@pytest.mark.usefixtures("waiting")
def test_a_name_that_the_table_does_not_know_is_searched_as_text(run: Run) -> None:
    found = queue(run, "M1095")
    assert (ids(found), found["system"], found["nearest"]) == (["trailer", "taiwan-himars-2025"], None, [])
    assert "was searched as text" in run(*DAY, "queue", "--system", "M1095").err
    assert ids(queue(run, "M10")) == []
    assert ids(queue(run, "Ammunition carrier", "-r", "DE,NL")) == ["first"]


def test_the_nearest_names_are_suggested_when_nothing_is_found(run: Run) -> None:
    ran = run(*DAY, "queue", "--system", "Hymars")
    assert (ran.code, ran.out) == (0, "")
    assert "Did you mean HIMARS?" in ran.err.replace("\n", " ")
    assert queue(run, "Hymars")["nearest"] == ["HIMARS"]


@pytest.mark.usefixtures("waiting")
def test_the_filters_choose_among_them(run: Run) -> None:
    assert ids(queue(run, "M109", "-r", "NL,DE")) == ["first", "second"]
    assert ids(queue(run, "M109", "--state", "reported")) == ["spoken-of"]


@pytest.mark.usefixtures("waiting")
def test_a_spreadsheet_gets_a_row_for_each_line_item(run: Run) -> None:
    lines = run(*DAY, "queue", "--system", "M109", "--format", "csv").out.splitlines()
    assert lines[0].split(",")[-5:-2] == ["item", "mde", "delivered"]
    assert "2,second,Sale second,NL,2024-02-01,cleared,1023,1023,40,M109A7 howitzer,false,,0,0" in lines
    assert "3,titled,M109 Howitzer Overhaul,FR,2024-03,cleared,964,994,,,,,," in lines


@pytest.mark.parametrize(
    ("deliveries", "waits"),
    [
        (["2025-01-01 delivery quantity: 8, item: M109A7 howitzer"], True),
        (["2025-01-01 delivery quantity: 8, item: Paladin", "2026-02 delivery quantity: 1, item: Paladins"], True),
        (["2025-01-01 delivery quantity: 8, item: Paladin", "2025-02 delivery quantity: 2, item: Trailer"], True),
        (["2025-01-01 delivery quantity: 10, item: M109A7 howitzer"], False),
        (["2025-01-01 delivery quantity: 6, item: Paladin", "2025-12 delivery quantity: 4, item: Paladins"], False),
        (["2026-11 delivery quantity: 10, item: M109A7 howitzer"], True),
        (["2025-01-01 delivery item: M109A7 howitzer"], True),
    ],
)
def test_a_sale_waits_until_every_item_that_names_the_system_has_surely_come_whole(
    run: Run, ledger: Path, deliveries: list[str], waits: bool
) -> None:
    items = ("quantity: 10, name: M109A7 howitzer", "quantity: 5, name: Radio")
    write_sale(ledger, "guns", "2024-02-01 notified", *deliveries, items=items, recipient="NL")
    found = queue(run, "M109", "-r", "NL")
    assert ids(found) == (["guns"] if waits else [])
    assert found["no_longer_waiting"] == (0 if waits else 1)


def test_an_item_without_a_quantity_is_never_known_to_have_come_whole(run: Run, ledger: Path) -> None:
    write_sale(
        ledger, "guns", "2024-02-01 notified", "2025-01-01 delivery quantity: 10", items=("name: M109A7 howitzer",),
        recipient="NL",
    )  # fmt: skip
    assert ids(queue(run, "M109", "-r", "NL")) == ["guns"]


def test_what_has_come_is_shown_beside_the_quantity(run: Run, ledger: Path) -> None:
    some = ("quantity: 10, name: M109A7 howitzer", "quantity: 4, name: M109 ammunition carrier")
    write_sale(
        ledger, "guns", "2024-02-01 notified", "2025-01-01 delivery quantity: 8, item: M109A7 howitzer",
        "2025-06-01 delivery item: M109A7 howitzer", "2026-11 delivery quantity: 1, item: M109A7 howitzer",
        items=some, recipient="NL",
    )  # fmt: skip
    guns, carrier = queue(run, "M109", "-r", "NL")["sales"][0]["items"]
    assert (guns["delivered"], guns["perhaps"], guns["deliveries_without_quantity"]) == (8, 1, 1)
    assert (carrier["delivered"], carrier["perhaps"], carrier["deliveries_without_quantity"]) == (None, 0, 0)
    seen = " ".join(run(*DAY, "queue", "--system", "M109", "-r", "NL").out.split())
    assert "8 + perhaps 1 more + an unknown number" in seen
    assert "Delivered" not in run(*DAY, "queue", "--system", "HIMARS").out, "nothing of it has come"
    lines = run(*DAY, "queue", "--system", "M109", "-r", "NL", "--format", "csv").out.splitlines()
    assert [line.split(",")[-3:] for line in lines[1:]] == [["8", "1", "1"], ["", "0", "0"]]


@pytest.mark.usefixtures("waiting")
def test_what_had_not_begun_is_not_over(run: Run) -> None:
    found = queue(run, "M109", "-r", "PL", day="2019-06-01")
    assert (ids(found), found["no_longer_waiting"], found["not_begun"]) == (["unknown-day"], 0, 3)
    said = run("--as-of", "2019-06-01", "queue", "--system", "M109", "-r", "PL").err.replace("\n", " ")
    assert "; 3 more name it and had not begun by that day." in said
    later = queue(run, "M109", "-r", "PL", day="2023-01-01")
    assert (later["no_longer_waiting"], later["not_begun"]) == (2, 1)
    said = run("--as-of", "2023-01-01", "queue", "--system", "M109", "-r", "PL").err.replace("\n", " ")
    assert "; 2 more name it and wait no longer; 1 more names it and had not begun by that day." in said


@pytest.mark.parametrize("system", ["", " ", "*", "—"])
def test_a_name_without_a_letter_or_figure_is_refused(run: Run, system: str) -> None:
    ran = run(*DAY, "queue", "--system", system)
    assert (ran.code, ran.out) == (2, "")


def test_a_system_must_be_named(run: Run) -> None:
    ran = run(*DAY, "queue")
    assert ran.code == 2
    assert "--system" in ran.err


def test_a_name_is_text_and_no_pattern(run: Run) -> None:
    assert ids(queue(run, "M1.2")) == []
    assert ids(queue(run, "M142.*")) == []
    assert ids(queue(run, "(HIMARS")) == ["taiwan-himars-2025"]


def test_who_waits_for_himars_in_the_reference_ledger(run: Run) -> None:
    found = queue(run, "M142", "--ledger", str(NOVEMBER), "--until", "2026-09-15")
    quantities = {one["id"]: [item["quantity"] for item in one["items"]] for one in found["sales"]}
    assert ids(found)[0] == "croatia-himars-2024"
    assert "taiwan-himars-2020" not in ids(found), "all eleven launchers have come"
    assert found["no_longer_waiting"] == 1
    assert quantities["taiwan-himars-2025"] == [82]
    assert quantities["australia-himars-2025"] == [48]
    assert quantities["singapore-himars-fire-control-2026"] == []


def test_a_report_of_an_enhancement_orders_nothing_a_second_time(run: Run, ledger: Path) -> None:
    write_sale(ledger, "first", "2018-01-05 notified", items=("quantity: 10, name: Harpoon missile",), total="300M")
    text = (
        "id: better\ntitle: Better Harpoon missiles\nrecipient: TW\nauthority: 36(b)(5)(A)\namends: first\n"
        "items:\n  - {quantity: 10, name: Harpoon missile}\nhistory:\n"
        "  - {date: 2020-01-05, state: reported-to-congress}\n"
    )
    (ledger / "sales/better.yaml").write_text(text, encoding="utf-8")
    found = run("--as-of", "2026-11-20", "queue", "--system", "Harpoon", "--format", "json").json
    assert "better" not in [sale["id"] for sale in found["sales"]]
    assert "first" in [sale["id"] for sale in found["sales"]]
