"""`armstrack list`: what it chooses, in which order, in which columns, and what it says when there is nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import TAIWAN

from armstrack.query.questions.listing import COLUMNS

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
AH1W, ALTIUS, HARPOON, HIMARS, JAVELIN, M109, NETWORK, TOW, PAC3 = TAIWAN[:9]
NOTIFIED = {AH1W, ALTIUS, HARPOON, HIMARS, JAVELIN, M109, NETWORK, TOW}


def listed(run: Run, *options: str) -> list[str]:
    ran = run(*DAY, "list", *options, "--format", "json")
    assert ran.code == 0, ran.err
    return [row["id"] for row in ran.json]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), NOTIFIED | {PAC3}),
        (("-r", "TW"), NOTIFIED | {PAC3}),
        (("--recipient", "taiwan"), NOTIFIED | {PAC3}),
        (("-r", "JP,TW"), NOTIFIED | {PAC3}),
        (("-r", "JP"), set()),
        (("--state", "offered"), {JAVELIN, M109, TOW}),
        (("--state", "offered,accepted"), {JAVELIN, M109, TOW, HIMARS}),
        (("--state", "offered", "--state", "reported"), {JAVELIN, M109, TOW, PAC3}),
        (("--state", "signed"), {HIMARS}),
        (("--year", "2025"), NOTIFIED),
        (("--year", "2026"), set()),
        (("--year", "2024,2025"), NOTIFIED),
        (("--year", "2024, 2026", "--year", "2025"), NOTIFIED),
        (("--fy", "2024,2026"), NOTIFIED),
        (("--fy", "2024,2025"), set()),
        (("--fy", "2026"), NOTIFIED),
        (("--fy", "2025"), set()),
        (("--since", "2025-12-17"), NOTIFIED),
        (("--since", "2025-12-18"), set()),
        (("--until", "2025-12-17"), NOTIFIED),
        (("--until", "2025-12-16"), set()),
        (("--authority", "36(b)(1)"), NOTIFIED),
        (("--authority", "unknown"), {PAC3}),
        (("--min-value", "4B"), {HIMARS, M109, PAC3}),
        (("--min-value", "375M", "--max-value", "1.01B"), {JAVELIN, NETWORK}),
        (("--max-value", "96M"), {AH1W, HARPOON}),
        (("--class", "maintenance"), {AH1W, HARPOON}),
        (("--class", "traditional,maintenance"), {AH1W, HARPOON, M109}),
        (("--package", "taiwan-2025-12-17"), NOTIFIED),
        (("--item", "javelin"), {JAVELIN}),
        (("--transmittal", "26-1"), {HIMARS}),
        (("--transmittal", "26-01", "--transmittal", "25-108"), {HIMARS, M109}),
        (("--event", "hold"), {PAC3}),
        (("--emergency",), set()),
        (("--overdue",), set()),
        (("--search", "GMLRS"), {HIMARS}),
        (("--search", "abeyance"), {PAC3}),
        (("--state", "offered", "--min-value", "1B"), {M109}),
        (("--year", "2025", "--state", "cleared", "--class", "asymmetric"), {ALTIUS, NETWORK}),
    ],
)
def test_each_filter_chooses(run: Run, options: tuple[str, ...], found: set[str]) -> None:
    assert set(listed(run, *options)) == found


def test_a_printed_heading_is_a_name_of_its_column(run: Run) -> None:
    keys = "id,value_usd,review.last_review_day"
    for form in ((), ("--format", "csv"), ("--format", "md")):
        named = run("--as-of", "2026-11-20", "list", "--columns", "Sale,ceiling,Review to", *form)
        assert named.out == run("--as-of", "2026-11-20", "list", "--columns", keys, *form).out
        assert named.out
    by_heading = run("--as-of", "2026-11-20", "list", "--sort", "Ceiling", "--format", "json")
    assert by_heading.json == run("--as-of", "2026-11-20", "list", "--sort", "value", "--format", "json").json
    for wrong in ("id,value", ",", "Review to"):
        refused = run("list", "--sort", wrong)
        assert (refused.code, refused.out) == (2, "")


def test_a_contractor_is_found_by_a_part_of_its_name(run: Run, change: Callable[[str, str, str], Path]) -> None:
    path = change(TOW, "id:", "id:")
    (line,) = [row for row in path.read_text().splitlines() if row.startswith("contractors:")]
    change(TOW, line, 'contractors: [{name: RTX Corporation, place: "Arlington, VA"}]')
    assert listed(run, "--contractor", "rtx") == [TOW]
    assert listed(run, "--contractor", "The Raytheon Company") == [TOW]  # a former name of the firm
    assert listed(run, "--contractor", "raythe") == []  # a part of a name is looked for in what is printed


def test_emergencies_and_overdue_promises_are_found(run: Run) -> None:
    assert run(*DAY, "advance", PAC3, "notified", "--emergency", "--justification", "War").code == 0
    assert listed(run, "--emergency") == [PAC3]
    assert run(*DAY, "record", TOW, "promised", "--expected", "2026-06", "--on", "2026-04-01").code == 0
    assert run(*DAY, "record", HIMARS, "promised", "--expected", "2027").code == 0
    assert listed(run, "--overdue") == [TOW]


def test_the_newest_comes_first_and_what_is_not_notified_leads(run: Run) -> None:
    assert listed(run)[0] == PAC3
    assert listed(run)[1:] == sorted(NOTIFIED)
    assert run(*DAY, "advance", AH1W, "withdrawn").code == 0
    assert run(*DAY, "advance", PAC3, "notified").code == 0
    assert listed(run)[0] == PAC3


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("value", [HIMARS, M109, ALTIUS, NETWORK, JAVELIN, TOW, AH1W, HARPOON, PAC3]),
        ("id", sorted([*NOTIFIED, PAC3])),
        ("state", [HIMARS, AH1W, ALTIUS, HARPOON, NETWORK, JAVELIN, M109, TOW, PAC3]),
    ],
)
def test_each_order(run: Run, sort: str, order: list[str]) -> None:
    assert listed(run, "--sort", sort) == order


@pytest.mark.parametrize("sort", ["notified", "value", "id", "title", "recipient", "state", "since"])
def test_reverse_is_the_other_way_round(run: Run, sort: str) -> None:
    assert listed(run, "--sort", sort, "--reverse") == listed(run, "--sort", sort)[::-1]


def test_a_sale_of_unknown_value_is_neither_the_largest_nor_the_smallest(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change(HIMARS, "total: 4.05B", "total: unknown")
    # Behind it stands what was never notified, and counts in no total.
    assert listed(run, "--sort", "value")[-2:] == [HIMARS, PAC3]
    ran = run(*DAY, "list", "--min-value", "1")
    assert HIMARS not in ran.out
    assert "1 left out: the value is unknown." in ran.err


@pytest.mark.parametrize("limit", [0, 1, 3, 100])
def test_a_limit_takes_the_first(run: Run, limit: int) -> None:
    assert listed(run, "--limit", str(limit)) == listed(run)[:limit]


def test_a_shortened_list_says_so_on_standard_error(run: Run) -> None:
    ran = run(*DAY, "list", "--limit", "2")
    assert len(ran.out.splitlines()) == 1 + 2
    assert "2 of 9" in ran.err


def many(ledger: Path, number: int) -> None:
    (path,) = ledger.rglob(f"{AH1W}.yaml")
    text = path.read_text(encoding="utf-8")
    for at in range(number):
        path.with_name(f"sale-{at:03}.yaml").write_text(
            text.replace(f"id: {AH1W}", f"id: sale-{at:03}"), encoding="utf-8"
        )


def test_on_a_terminal_a_long_list_stops_and_says_how_to_see_all(run: Run, ledger: Path) -> None:
    many(ledger, 60)
    screen = run(*DAY, "list", columns=100, env={"NO_COLOR": "1"}).out
    assert screen.rstrip().endswith("50 of 69; --all")
    assert screen.count("TW  ") == 50
    assert run(*DAY, "list", "--all", columns=100, env={"NO_COLOR": "1"}).out.count("TW  ") == 69


def test_piped_everything_comes(run: Run, ledger: Path) -> None:
    many(ledger, 60)
    assert len(run(*DAY, "list").out.splitlines()) == 1 + 69
    assert len(listed(run)) == 69
    assert len(run(*DAY, "list", "--format", "csv", columns=100).out.splitlines()) == 1 + 69


def test_columns_are_chosen_and_ordered(run: Run) -> None:
    ran = run(*DAY, "list", "--columns", "value_usd,id", "--columns", "review.last_review_day", "--transmittal", "26-1")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["Ceiling", "Sale", "Review", "to"],
        ["$4.05", "B", HIMARS, "2026-01-16"],
    ]
    table = run(*DAY, "list", "--columns", "value_usd,id", "--format", "csv", "--transmittal", "26-1")
    assert table.out == f"value_usd,id\n4050000000,{HIMARS}\n"


@pytest.mark.parametrize("column", ["id", "title", "recipient", "purchaser", "authority", "transmittal", "package",
    "class", "notified", "state", "since", "value_usd", "emergency", "review.review_days", "review.last_review_day",
    "review.earliest_action"])  # fmt: skip
def test_every_key_of_the_document_is_a_column(run: Run, column: str) -> None:
    for form in ("table", "csv", "md"):
        ran = run(*DAY, "list", "--columns", column, "--format", form)
        assert ran.code == 0, ran.err
        assert len(ran.out.splitlines()) >= 10


@pytest.mark.parametrize(
    ("options", "near"),
    [
        (("--state", "notified"), "None under review on 2026-11-20; 8 are past review."),
        (("--state", "notified", "--year", "2025"), "8 are past review"),
        (("-r", "JP"), "9 without --recipient"),
        (("--year", "2026"), "9 without --year"),
        (("--search", "no such text", "--class", "maintenance"), "2 without --search"),
        (("--min-value", "100B"), "9 without --min-value"),
    ],
)
def test_an_empty_answer_says_what_was_near(run: Run, options: tuple[str, ...], near: str) -> None:
    ran = run(*DAY, "list", *options)
    assert (ran.code, ran.out) == (0, "")
    assert near in ran.err


def test_an_empty_summary_says_what_was_near_too(run: Run) -> None:
    ran = run(*DAY, "summary", "-r", "JP")
    assert ran.code == 0
    assert "8 without --recipient" in ran.err, "the sale only reported counts in no summary"


def test_an_empty_ledger_says_so(run: Run, tmp_path: Path) -> None:
    assert run("init", "empty", cwd=tmp_path).code == 0
    ran = run(*DAY, "list", cwd=tmp_path / "empty")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("The ledger holds no sales yet.")
    for way in ("armstrack new", "armstrack import", "armstrack fetch"):
        assert way in ran.err
    assert run(*DAY, cwd=tmp_path / "empty").code == 0


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("title:", "titel:", "2:1"),
        ("recipient: TW", "recipient: Twaiwan", "3:"),
        ("history:", "history: [", ""),
        ("id: taiwan-tow-2025", "id: &a taiwan-tow-2025", "1:"),
        ("total: 353M", "total: 0353", ""),
    ],
)
def test_one_bad_file_hides_no_other(
    run: Run, change: Callable[[str, str, str], Path], old: str, new: str, place: str
) -> None:
    change(TOW, old, new)
    ran = run(*DAY, "list", "--format", "json")
    assert ran.code == 4
    assert {row["id"] for row in ran.json} == (NOTIFIED | {PAC3}) - {TOW}
    assert f"{TOW}.yaml:{place}" in ran.err
    assert "error[" in ran.err
    assert "1 file left out" in ran.err


def test_a_bad_file_is_told_of_where_counts_would_be_wrong_without_it(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change(TOW, "title:", "titel:")
    ran = run(*DAY, "summary", "--format", "json")
    assert (ran.code, ran.json["total"]["sales"]) == (4, 7)
    assert "1 file left out" in ran.err


def test_quiet_does_not_silence_a_bad_file(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change(TOW, "title:", "titel:")
    ran = run(*DAY, "list", "--quiet")
    assert ran.code == 4
    assert f"{TOW}.yaml:2:1" in ran.err


def test_every_mistake_of_every_file_is_told_in_one_run(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change(TOW, "title:", "titel:")
    change(TOW, "recipient: TW", "recipient: Twaiwan")
    change(HIMARS, "total: 4.05B", "total: 4,05B")
    ran = run(*DAY, "validate")
    assert ran.code == 4
    assert ran.out.count("error[") >= 3
    assert f"{HIMARS}.yaml:11:" in ran.out
    assert "0 errors" not in ran.err


def test_a_file_that_cannot_be_read_is_not_reported_as_missing_where_others_name_it(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change(TOW, "title:", "titel:")
    problems = run(*DAY, "validate", "--format", "json").json
    assert {Path(problem["file"]).stem for problem in problems} == {TOW}


def test_a_region_chooses_the_sales_of_its_members(run: Run) -> None:
    """`--region` takes a bureau's letters or its name; of several any one may hold."""
    for word in ("EAP", "eap", "East Asian", "east asian and pacific affairs", "EUR,EAP"):
        assert set(listed(run, "--region", word)) == NOTIFIED | {PAC3}, word
    assert listed(run, "--region", "EUR") == []
    assert listed(run, "--region", "EAP", "-r", "JP") == []
    refused = run("list", "--region", "Europa")
    assert refused.code == 2
    assert "is not a region" in refused.err
    assert "EUR (European and Eurasian Affairs)" in refused.err


@pytest.mark.parametrize("format", ["table", "md", "csv"])
def test_every_form_of_the_list_has_the_same_columns(run: Run, ledger: Path, format: str) -> None:
    for column in COLUMNS:
        ran = run("--as-of", "2026-11-20", "list", "--columns", f"id,{column}", "--format", format)
        assert ran.code == 0, (column, ran.err)
        assert len(ran.out.splitlines()) > 9
    wrong = run("list", "--columns", "colour", "--format", format)
    assert wrong.code == 2
    assert all(column in wrong.err for column in COLUMNS)
