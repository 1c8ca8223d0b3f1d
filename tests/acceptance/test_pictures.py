"""Small pictures stand where somebody looks, and nowhere else; the index draws what the files draw."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

from armstrack.cli.session import Session
from armstrack.query.filter import Filter

if TYPE_CHECKING:
    from conftest import Run

PICTURES = set("▁▂▃▄▅▆▇█▏▎▍▌▋▊▉·→")
DAY = "2026-03-20"
COMMANDS = ["list -r TW", "show taiwan-himars-2025", "due"]


@pytest.fixture
def years(ledger: Path) -> Path:
    """The ledger with every sale to Taiwan that the reference has, so that there are years to be drawn."""
    for path in NOVEMBER.glob("sales/*/taiwan-*.yaml"):
        if not list(ledger.rglob(path.name)):
            shutil.copy(path, ledger / "sales" / path.name)
    return ledger


def screen(run: Run, command: str, *options: str, columns: int | None = 120, **env: str) -> str:
    ran = run("--as-of", DAY, *command.split(), *options, columns=columns, env={"NO_COLOR": "1", **env})
    assert ran.code == 0, ran
    return ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_somebody_who_looks_sees_them(run: Run, years: Path, command: str) -> None:
    assert set(screen(run, command)) & PICTURES


@pytest.mark.parametrize("format", ["table", "json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_in_a_pipe_they_vanish(run: Run, years: Path, command: str, format: str) -> None:
    assert not set(screen(run, command, "--format", format, columns=None)) & PICTURES


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_on_a_terminal_a_format_is_the_same_as_in_a_pipe(run: Run, years: Path, command: str, format: str) -> None:
    piped = screen(run, command, "--quiet", "--format", format, columns=None)
    assert screen(run, command, "--quiet", "--format", format) == piped


@pytest.mark.parametrize("command", COMMANDS)
def test_the_index_draws_what_the_files_draw(run: Run, years: Path, command: str) -> None:
    assert screen(run, command) == screen(run, command, "--no-index")


def test_a_dumb_terminal_gets_them_plain(run: Run, years: Path) -> None:
    for command in COMMANDS:
        seen = run("--as-of", DAY, *command.split(), columns=120, env={"TERM": "dumb"}).out
        assert set(seen) & PICTURES
        assert "\x1b" not in seen


LOADED = """
import sys
from armstrack.cli.main import run_program
run_program(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write("LOADED " + " ".join(sys.modules))
"""


def loaded(ledger: Path, command: str, **env: str) -> set[str]:
    arguments = ["--quiet", "--ledger", str(ledger), "--as-of", DAY, *command.split()]
    program = [sys.executable, "-c", LOADED, *arguments]
    told = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", env=os.environ | env, check=True)
    return set(told.stderr.rpartition("LOADED ")[2].split())


@pytest.mark.parametrize("command", ["list -r TW", "due"])
def test_drawing_a_list_needs_no_parser_no_law_and_no_history(command: str) -> None:
    # Of the ledger as it lies in the repository: the index trusts files that nobody touched just before it looked,
    # while it would read the files of a copy, which is seconds old, once more after two seconds.
    loaded(NOVEMBER, command)  # the index is there
    modules = loaded(NOVEMBER, command, FORCE_COLOR="1", PYTHONUTF8="1")
    assert "rich" in modules
    assert "yaml" not in modules
    assert not {"law", "workflow"} & {name.split(".")[1] for name in modules if name.startswith("armstrack.")}


@pytest.mark.parametrize("format", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_loaded_for_pictures_that_nobody_sees(years: Path, command: str, format: str) -> None:
    drawing = {"armstrack.output.years_picture", "armstrack.output.path_picture", "armstrack.query.path_of_states"}
    assert not drawing & loaded(years, f"{command} --format {format}")


# --- the years of a recipient ---------------------------------------------------------------------------


def years_line(text: str) -> str:
    return next((line for line in text.splitlines() if "notified by year" in line), "")


def test_a_list_about_one_recipient_shows_its_years_whatever_else_was_asked(run: Run, years: Path) -> None:
    line = years_line(screen(run, "list -r TW"))
    assert line.startswith("Taiwan (TW)  2")
    assert " 2026  FMS notified by year, most $" in line
    assert years_line(screen(run, "list -r taiwan --state offered --limit 1")) == line


@pytest.mark.parametrize("command", ["list", "list -r TW,JP", "list -r JP"])
def test_another_list_shows_none(run: Run, years: Path, command: str) -> None:
    assert years_line(screen(run, command)) == ""


def test_the_years_agree_with_the_summary(run: Run, years: Path) -> None:
    groups = run("--as-of", DAY, "summary", "-r", "TW", "--by", "year", "--format", "json").json["groups"]
    known = {group["key"] for group in groups if group["key"] is not None}
    bars = years_line(screen(run, "list -r TW")).split()[3]
    first = int(min(known))
    assert {str(first + at) for at, mark in enumerate(bars) if mark != "·"} == known


@pytest.mark.parametrize("day", ["2019-12-31", "2023-06-30", "2026-03-20"])
def test_the_years_are_the_same_from_the_index_and_from_the_files(day: str) -> None:
    indexed, files = (Session(str(NOVEMBER), day, no_index=without).answers for without in (False, True))
    recipients = {
        code
        for row in files.listed(Filter(), date.fromisoformat(day), "id", False, None, False).rows
        for code in codes(row)
    }
    assert {"TW", "unknown"} <= recipients
    for code in sorted(recipients):
        assert indexed.years(code, date.fromisoformat(day)) == files.years(code, date.fromisoformat(day)), code


def codes(row: dict[str, Any]) -> list[str]:
    return row["recipient"] if isinstance(row["recipient"], list) else [row["recipient"]]


def test_a_sale_marks_its_own_year(run: Run, years: Path) -> None:
    line = years_line(screen(run, "show taiwan-himars-2025"))
    assert line.index("[") == line.index(" 2026") - 4
    assert "[" not in years_line(screen(run, "show taiwan-pac3-nasams-2026"))


def test_a_joint_sale_and_one_to_nobody_known_have_no_years(
    run: Run, years: Path, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-tow-2025", "recipient: TW", "recipient: [TW, JP]")
    change("taiwan-altius-2025", "recipient: TW", "recipient: unknown")
    assert years_line(screen(run, "show taiwan-tow-2025")) == ""
    assert years_line(screen(run, "show taiwan-altius-2025")) == ""


# --- the clocks -----------------------------------------------------------------------------------------


def clocks(run: Run, day: str) -> dict[str, str]:
    seen = run("--as-of", day, "due", columns=200, env={"NO_COLOR": "1"}).out.splitlines()
    column = slice(seen[0].index("Clock"), seen[0].index("What"))
    rows = [line for line in seen[2:] if line[:2] == "20" or line.startswith("unknown")]
    sales = seen[0].index("Sale or")
    return {line[sales:].split()[0]: line[column].strip() for line in rows}


def test_a_clock_runs_from_the_notification_to_the_last_day(run: Run) -> None:
    drawn = [clocks(run, day)["taiwan-tow-2025"] for day in ("2025-12-17", "2026-01-01", "2026-01-15", "2026-01-16")]
    assert drawn == ["········", "████····", "███████▋", "████████"]


def test_a_clock_of_an_offer_runs_from_the_offer(run: Run) -> None:
    assert clocks(run, "2026-03-06")["taiwan-himars-2025"] == "········"
    assert clocks(run, "2026-03-16")["taiwan-himars-2025"] == "████····"


def test_a_window_of_which_nobody_knows_when_it_opened_has_no_clock_until_it_is_over(
    run: Run, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-himars-2025", "date: 2026-03-06, state: offered", "date: 2026-03, state: offered")
    change("taiwan-himars-2025", "expires: 2026-03-26", "expires: 2026-05-26")
    assert clocks(run, "2026-04-16")["taiwan-himars-2025"] == "?"


def test_a_promise_has_no_window(run: Run, years: Path) -> None:
    assert "promised" in screen(run, "due")
    assert clocks(run, DAY)["taiwan-himars-addition"] == ""


def test_the_clock_goes_first_when_there_is_little_room_and_nobody_needs_to_be_told(run: Run) -> None:
    narrow = run("--as-of", DAY, "due", columns=60, env={"NO_COLOR": "1"}).out
    assert "How it" in narrow
    assert "Clock" not in narrow


def test_commercial_licences_are_never_added_to_the_years(run: Run, years: Path) -> None:
    before = years_line(screen(run, "list -r TW"))
    (years / "sales/licence.yaml").write_text(
        "id: licence\ntitle: Rifles\nrecipient: TW\nauthority: 36(c)\nvalue: {total: 90B}\n"
        "history:\n  - {date: 2020-05-05, state: notified}\n",
        encoding="utf-8",
    )
    assert years_line(screen(run, "list -r TW")) == before
    assert "[" not in years_line(screen(run, "show licence"))
