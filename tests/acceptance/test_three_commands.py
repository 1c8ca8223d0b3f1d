"""The commands that must always work exactly as the project describes them, and what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Run, RunReal

REPORTED = "taiwan-pac3-nasams-2026"
CEILINGS = {
    "taiwan-ah1w-parts-2025": 96_000_000,
    "taiwan-altius-2025": 1_100_000_000,
    "taiwan-harpoon-repair-2025": 91_400_000,
    "taiwan-himars-2025": 4_050_000_000,
    "taiwan-javelin-2025": 375_000_000,
    "taiwan-m109a7-2025": 4_030_000_000,
    "taiwan-tactical-mission-network": 1_010_000_000,
    "taiwan-tow-2025": 353_000_000,
}
EIGHT = list(CEILINGS)


def test_list_shows_the_eight_sales_and_the_reported_one(run_real: RunReal) -> None:
    ran = run_real("list")
    assert ran.code == 0
    header, *rows = ran.out.splitlines()
    assert header.startswith("Sale ")
    assert sorted(row.split()[0] for row in rows) == sorted([*EIGHT, REPORTED])


def test_list_works_in_any_folder_on_the_reference_ledger(run_real: RunReal, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = run_real("list", cwd=empty)
    assert ran.code == 0
    assert all(sale in ran.out for sale in EIGHT)
    assert list(empty.iterdir()) == []


def test_a_reported_package_is_advanced_to_notified(run_real: RunReal, run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{REPORTED}.yaml")
    before = path.read_text(encoding="utf-8")
    ran = run_real("advance", REPORTED, "notified")
    assert ran.code == 0, ran.err
    after = path.read_text(encoding="utf-8")
    added = after.removeprefix(before)
    assert after.startswith(before)
    assert added.count("\n") == 1
    assert "state: notified" in added
    assert run("show", REPORTED, "--format", "json").json["state"] == "notified"


def test_whoever_notifies_is_told_when_an_offer_is_possible_or_what_is_missing_to_tell(run: Run) -> None:
    ran = run("--as-of", "2026-11-20", "advance", REPORTED, "notified")
    assert "offered (from 2026-12-21)" in ran.out or "authority" in ran.out + ran.err
    refused = run("--as-of", "2026-11-20", "advance", REPORTED, "offered")
    assert refused.code == 3
    assert "2026-12-21" in refused.err or "authority" in refused.err


def test_a_notified_sale_is_not_notified_again_and_since_when_is_said(run_real: RunReal, ledger: Path) -> None:
    (path,) = ledger.rglob("taiwan-ah1w-parts-2025.yaml")
    before = path.read_bytes()
    ran = run_real("advance", "taiwan-ah1w-parts-2025", "notified", "--on", "2026-01-10", "--as-of", "2026-01-10")
    assert (ran.code, ran.out) == (3, "")
    assert "already `notified`, since 2025-12-17" in ran.err
    assert path.read_bytes() == before


def test_a_sale_past_notification_is_not_notified_again_either(run_real: RunReal) -> None:
    ran = run_real("advance", "taiwan-himars-2025", "notified")
    assert (ran.code, ran.out) == (3, "")
    assert "`notified` on 2025-12-17" in ran.err


def test_summary_of_the_year_is_eight_sales_in_one_announcement(run_real: RunReal) -> None:
    ran = run_real("summary", "--year", "2025")
    assert ran.code == 0
    assert ran.out.splitlines()[-1].split() == ["Total", "8", "1", "$11,105,400,000"]


def test_summary_of_the_package_adds_up_to_the_dollar(run: Run) -> None:
    ran = run("--as-of", "2026-01-10", "summary", "--package", "taiwan-2025-12-17", "--format", "json")
    assert ran.json["total"]["sales"] == 8
    assert ran.json["total"]["value_usd"] == 11_105_400_000
    assert ran.json["total"]["announcements"] == 1
    assert ran.json["total"]["unknown_value"] == 0
    assert ran.json["groups"] == [
        {"key": "TW", "sales": 8, "announcements": 1, "value_usd": 11_105_400_000, "unknown_value": 0}
    ]


def test_each_ceiling_is_the_announced_one(run: Run) -> None:
    rows = run("list", "--package", "taiwan-2025-12-17", "--format", "json").json
    assert {row["id"]: row["value_usd"] for row in rows} == CEILINGS
    assert sum(CEILINGS.values()) == 11_105_400_000


def test_a_sale_only_reported_counts_in_no_total(run: Run) -> None:
    total = run("--as-of", "2026-11-20", "summary", "--format", "json").json["total"]
    assert (total["sales"], total["value_usd"]) == (8, 11_105_400_000)


def test_once_notified_the_reported_package_counts_in_its_own_year(run: Run) -> None:
    assert run("--as-of", "2026-11-20", "advance", REPORTED, "notified").code == 0
    groups = run("--as-of", "2026-11-20", "summary", "--by", "year", "--format", "json").json["groups"]
    assert [(group["key"], group["sales"], group["value_usd"]) for group in groups] == [
        ("2025", 8, 11_105_400_000),
        ("2026", 1, 14_000_000_000),
    ]


def test_nothing_counts_before_its_day(run: Run) -> None:
    before = run("--as-of", "2025-12-16", "summary", "--year", "2025", "--format", "json").json
    assert before["groups"] == []
    assert before["total"]["sales"] == 0
    assert run("--as-of", "2025-12-17", "summary", "--year", "2025", "--format", "json").json["total"]["sales"] == 8


def test_in_the_whole_reference_ledger_the_package_adds_up_too(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    asked = ("--as-of", "2026-01-10", "summary", "--package", "taiwan-2025-12-17", "--format", "json")
    total = run(*asked, cwd=empty).json["total"]
    assert (total["sales"], total["announcements"], total["value_usd"]) == (8, 1, 11_105_400_000)
    assert run("summary", "--year", "2025", cwd=empty).code == 0


def test_a_copy_of_the_reference_ledger_answers_as_it_does(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run("init", "mine", "--from", "reference", cwd=tmp_path).code == 0
    question = ("--as-of", "2026-11-20", "list", "--format", "json")
    assert run(*question, cwd=tmp_path / "mine").json == run(*question, cwd=empty).json
    assert run("validate", "--strict", cwd=tmp_path / "mine").code == 0


def test_the_program_alone_says_where_one_is_and_what_to_try(run: Run) -> None:
    ran = run("--as-of", "2026-01-10")
    assert ran.code == 0
    assert "9 sales, 8 notified by 2026-01-10" in ran.out
    assert "under review to 2026-01-16" in ran.out
    suggested = [line.split("  ")[0] for line in ran.out.splitlines() if line.startswith("armstrack ")][1:]
    assert "armstrack list" in suggested
    assert any(command.startswith("armstrack show ") for command in suggested)


def test_every_command_that_is_suggested_at_first_works(run: Run) -> None:
    ran = run("--as-of", "2026-01-10")
    suggested = [line.split("  ")[0].split()[1:] for line in ran.out.splitlines() if line.startswith("armstrack ")][1:]
    assert suggested
    for command in suggested:
        assert run(*command).code == 0, command


def test_the_version_is_one_line(run: Run) -> None:
    from armstrack import __version__

    ran = run("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"armstrack {__version__}\n", "")
