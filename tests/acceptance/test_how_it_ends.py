"""Exit codes, and messages that say what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run, RunReal

DAY = ("--as-of", "2026-11-20")
DONE, USAGE, REFUSED, INVALID, NOT_FOUND = 0, 2, 3, 4, 5


@pytest.mark.parametrize(
    ("code", "command"),
    [
        (DONE, ("list",)),
        (DONE, ("list", "--state", "notified")),
        (DONE, ("validate", "--strict")),
        (USAGE, ("list", "--state", "ofered")),
        (REFUSED, ("advance", "taiwan-himars-2025", "offered", "--on", "2026-01-10")),
        (NOT_FOUND, ("show", "taiwan-hymars")),
        (NOT_FOUND, ("show", "taiwan")),
        (NOT_FOUND, ("list", "--ledger", "nowhere")),
    ],
)
def test_the_exit_code_says_how_it_ended(run_real: RunReal, code: int, command: tuple[str, ...]) -> None:
    ran = run_real(*DAY, *command)
    assert ran.code == code
    if code != DONE:
        assert ran.out == ""
        assert ran.err.strip()
        assert "Traceback" not in ran.err


def test_invalid_data_has_its_own_exit_code(
    run: Run, run_real: RunReal, change: Callable[[str, str, str], Path]
) -> None:
    change("taiwan-tow-2025", "title:", "titel:")
    assert run_real(*DAY, "list").code == INVALID
    for command in (("list",), ("validate",), ("summary",), ("show", "taiwan-tow-2025"), ()):
        assert run(*DAY, *command).code == INVALID, command


@pytest.mark.parametrize(
    ("code", "command", "says"),
    [
        # sales
        (NOT_FOUND, ("show", "taiwan-hymars"), "taiwan-himars-2025"),
        (NOT_FOUND, ("show", "himars"), "taiwan-himars-2025"),
        (NOT_FOUND, ("next", "javelin"), "taiwan-javelin-2025"),
        (NOT_FOUND, ("advance", "nothing-like-it", "offered"), "armstrack list"),
        (NOT_FOUND, ("show", "99-99"), "armstrack list"),
        # recipients
        (USAGE, ("list", "-r", "Tiwan"), "TW (Taiwan)"),
        (USAGE, ("list", "-r", "XX"), "`XX` is no recipient"),
        (USAGE, ("check", "-r", "Nederlands"), "Netherlands"),
        # states and events
        (USAGE, ("list", "--state", "ofered"), "did you mean `offered`?"),
        (USAGE, ("advance", "taiwan-tow-2025", "aproved"), "states:"),
        (USAGE, ("advance", "taiwan-tow-2025", "acepted"), "did you mean `accepted`?"),
        (USAGE, ("record", "taiwan-tow-2025", "holdd"), "did you mean `hold`?"),
        (USAGE, ("list", "--event", "delivry"), "did you mean `delivery`?"),
        # commands and options
        (USAGE, ("shwo", "taiwan-tow-2025"), "show"),
        (USAGE, ("lst",), "list"),
        (USAGE, ("summry",), "summary"),
        (USAGE, ("list", "--recipeint", "TW"), "--recipient"),
        (USAGE, ("show",), "SALE"),
        (USAGE, ("advance", "taiwan-tow-2025"), "STATE"),
        (USAGE, ("check",), "--recipient"),
        # words of closed lists
        (USAGE, ("list", "--sort", "valeu"), "did you mean `value`?"),
        (USAGE, ("list", "--columns", "id,titel"), "did you mean `title`?"),
        (USAGE, ("summary", "--by", "recipent"), "did you mean `recipient`?"),
        (USAGE, ("list", "--class", "asymetric"), "did you mean `asymmetric`?"),
        (USAGE, ("list", "--authority", "36(b)(2)"), "36(b)(1)"),
        (USAGE, ("list", "--format", "xml"), "table, json, jsonl, csv, md"),
        (USAGE, ("schema", "sales"), "did you mean `sale`?"),
        (USAGE, ("init", "mine", "--from", "referense"), "reference"),
        # values
        (USAGE, ("list", "--as-of", "tomorrow"), "--as-of"),
        (USAGE, ("list", "--since", "2026-02-30"), "2026-02-30"),
        (USAGE, ("list", "--min-value", "12X"), "4.05B"),
        (USAGE, ("list", "--year", "12"), "12 is not a year"),
        (USAGE, ("list", "--fy", "2024,25"), "--fy: 25 is not a year"),
        (USAGE, ("list", "--year", "2024,"), "--year: nothing is not a year"),
        (USAGE, ("list", "--year", "last"), "--year: last is not a year"),
        (USAGE, ("list", "--limit", "-1"), "--limit"),
        (USAGE, ("list", "--limit", "3", "--all"), "--all"),
        (USAGE, ("record", "taiwan-tow-2025", "delivery", "--quantity", "some"), "--quantity"),
        (USAGE, ("record", "taiwan-tow-2025", "promised"), "--expected"),
        (USAGE, ("record", "taiwan-tow-2025", "note", "--note", " "), "--note is empty"),
        (USAGE, ("advance", "taiwan-ah1w-parts-2025", "offered", "--on", "2026-13-01"), "--on"),
        (USAGE, ("advance", "taiwan-ah1w-parts-2025", "offered", "--expires", "soon"), "--expires"),
        (USAGE, ("advance", "taiwan-ah1w-parts-2025", "offered", "--source", "dcsa"), "did you mean `dsca`?"),
        (USAGE, ("advance", "taiwan-ah1w-parts-2025", "offered", "--amount", "5 dollars"), "--amount"),
        (USAGE, ("advance", "taiwan-pac3-nasams-2026", "notified", "--emergency"), "--justification"),
        (USAGE, ("advance", "taiwan-pac3-nasams-2026", "notified", "--justification", "War"), "--emergency"),
        (USAGE, ("advance", "taiwan-ah1w-parts-2025", "offered", "--emergency", "--justification", "War"), "notified"),
        (USAGE, ("check", "-r", "TW", "--mde", "20M", "--total", "10M"), "--total"),
        (USAGE, ("check", "-r", "unknown,TW"), "unknown recipient"),
    ],
)
def test_a_message_says_what_to_do(run: Run, ledger: Path, code: int, command: tuple[str, ...], says: str) -> None:
    before = {path: path.read_bytes() for path in ledger.rglob("*.yaml")}
    ran = run(*DAY, *command)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err
    assert ran.err.startswith("armstrack: ")
    assert {path: path.read_bytes() for path in ledger.rglob("*.yaml")} == before
    asked_as_data = run(*DAY, *command, *(() if "xml" in command else ("--format", "json")))
    assert asked_as_data.code == code
    if "xml" not in command:
        assert asked_as_data.out == ""
        assert set(asked_as_data.error) >= {"code", "message"}
        assert says in " ".join(str(value) for value in asked_as_data.error.values())


@pytest.mark.parametrize(
    "command",
    ["list", "summary", "backlog", "backlog diff --from 2024-01-01", "timeline", "gaps", "events", "deliveries",
     "queue --system patriot", "slip", "clusters", "conflicts", "cite summary"],
)  # fmt: skip
def test_days_that_were_swapped_are_refused_by_every_command_that_chooses_sales(run: Run, command: str) -> None:
    words = (*DAY, *command.split(), "--since", "2026-01-01", "--until", "2025-01-01", "--format", "json")
    ran = run(*words)
    assert (ran.code, ran.out) == (USAGE, "")
    assert ran.error["message"] == "--since 2026-01-01 lies after --until 2025-01-01."
    assert ran.error["hint"] == "write --since 2025-01-01 --until 2026-01-01"
    assert "lies after" not in run(*words[:-6], "--since", "2026-01-01", "--until", "2026-01-01").err


@pytest.mark.parametrize("text", ["unknown", "tomorrow", "soon"])
def test_what_names_no_day_is_told_how_days_are_written(run: Run, text: str) -> None:
    ran = run("--as-of", text, "list")
    assert ran.code == USAGE
    assert "2026-03-17" in ran.err
    assert "or unknown" not in ran.err


def test_an_ambiguous_beginning_lists_what_it_can_mean(run: Run) -> None:
    ran = run(*DAY, "show", "taiwan-t")
    assert ran.code == NOT_FOUND
    assert ran.err.splitlines()[:3] == [
        "armstrack: `taiwan-t` can mean 2 sales.",
        "  taiwan-tactical-mission-network",
        "  taiwan-tow-2025",
    ]
    error = run(*DAY, "show", "taiwan-t", "--format", "json").error
    assert error["code"] == "ambiguous"
    assert error["candidates"] == ["taiwan-tactical-mission-network", "taiwan-tow-2025"]


def test_an_unknown_sale_as_data_names_the_nearest(run: Run) -> None:
    error = run(*DAY, "show", "taiwan-hymars", "--format", "json").error
    assert error["code"] == "not-found"
    assert error["nearest"][0] == "taiwan-himars-2025"


@pytest.mark.parametrize(
    ("name", "sale"),
    [
        ("taiwan-himars-2025", "taiwan-himars-2025"),
        ("taiwan-hi", "taiwan-himars-2025"),
        ("Taiwan-Hi", "taiwan-himars-2025"),
        ("26-01", "taiwan-himars-2025"),
        ("26-1", "taiwan-himars-2025"),
        ("25-108", "taiwan-m109a7-2025"),
        ("25-93", "taiwan-ah1w-parts-2025"),
        ("26-9", "taiwan-altius-2025"),
    ],
)
def test_a_sale_answers_to_its_id_its_beginning_and_its_transmittal(run: Run, name: str, sale: str) -> None:
    assert run(*DAY, "show", name, "--format", "json").json["id"] == sale


def test_an_exact_id_beats_a_beginning(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob("taiwan-tow-2025.yaml")
    longer = path.with_name("taiwan-tow-2025-b.yaml")
    longer.write_text(path.read_text().replace("id: taiwan-tow-2025", "id: taiwan-tow-2025-b"))
    assert run(*DAY, "show", "taiwan-tow-2025", "--format", "json").json["id"] == "taiwan-tow-2025"
    shared = run(*DAY, "show", "26-02", "--format", "json")
    assert (shared.code, shared.error["candidates"]) == (NOT_FOUND, ["taiwan-tow-2025", "taiwan-tow-2025-b"])


def test_a_ledger_that_is_not_there_comes_with_the_command_that_makes_it(run: Run, tmp_path: Path) -> None:
    ran = run("list", "--ledger", str(tmp_path / "new"))
    assert ran.code == NOT_FOUND
    assert f"armstrack init {tmp_path / 'new'}" in ran.err
    named = run("list", env={"ARMSTRACK_LEDGER": str(tmp_path / "new")})
    assert named.code == NOT_FOUND
    assert "ARMSTRACK_LEDGER" in named.err


def test_a_ledger_is_not_made_twice(run: Run, ledger: Path) -> None:
    before = (ledger / "ledger.yaml").read_bytes()
    ran = run("init", str(ledger), "--from", "reference")
    assert (ran.code, ran.out) == (REFUSED, "")
    assert "is a ledger already" in ran.err
    assert (ledger / "ledger.yaml").read_bytes() == before


def test_a_ledger_in_a_format_from_the_future_is_invalid(run: Run, ledger: Path) -> None:
    settings = ledger / "ledger.yaml"
    settings.write_text(settings.read_text().replace("format: 1", "format: 2"))
    ran = run("list")
    assert (ran.code, ran.out) == (INVALID, "")
    assert "ledger.yaml:2" in ran.err


def test_a_sale_that_cannot_be_read_is_not_called_missing(
    run: Run, ledger: Path, change: Callable[[str, str, str], Path]
) -> None:
    path = change("taiwan-tow-2025", "title:", "titel:")
    before = path.read_bytes()
    for command in (("show",), ("next",), ("advance", "cancelled"), ("undo",)):
        name, *rest = command
        ran = run(*DAY, name, "taiwan-tow-2025", *rest)
        assert (ran.code, ran.out) == (INVALID, ""), command
        assert "taiwan-tow-2025.yaml:2:1" in ran.err
        assert "title" in ran.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["list", "show", "next", "advance", "record", "undo", "summary", "check", "init"])
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_explains_itself(run: Run, command: str, asked: str) -> None:
    ran = run(command, asked)
    assert (ran.code, ran.err) == (DONE, "")
    assert f"armstrack {command}" in ran.out
    for option in ("--ledger", "--as-of", "--format", "--quiet"):
        assert option in ran.out


def test_the_help_of_the_program_groups_its_commands(run: Run) -> None:
    ran = run("--help")
    assert ran.code == DONE
    places = [ran.out.index(f" {word} ") for word in ("Track", "list", "advance", "Ask", "summary", "Law", "Keep")]
    assert places == sorted(places)
