"""Text from a ledger, a notice or the command line never acts: not on a terminal, not in a calendar, in no format."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
from mutants import FILES

from armstrack.cli.lazy import every_command
from armstrack.cli.main import COMMANDS
from armstrack.cli.session import FORMATS

HOSTILE = r"\e]0;PWN\a\e[31mRED\x9b2J\0\v\f\x1c\u0085\u2028\u202e\u200b\b\x7f\U000e0041 [bold]x[/] |`<b>"
"""What a text may try, as YAML's escapes: escape sequences, controls, overrides, and markup of every output."""

TYPED = "\x1b]0;PWN\x07\x1b[31mRED\x9b2J\v\f\x1c\x85\u2028\u202e\u200b\b\x7f\U000e0041 [bold]x[/] |`<b>"
"""The same as it is."""

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
STYLE = re.compile("\x1b\\[[0-9;]*m")
DAY = "2026-05-01"

WORDS: dict[str, tuple[str, ...]] = {
    "advance": ("radar", "accepted", "--dry-run", "--note", "\x1b[31mx"),
    "record": ("radar", "note", "--dry-run", "--note", "\x1b[31mx"),
    "set": ("radar", "purchaser", "\x1b[31mx\u202e"),
    "rename": ("radar", "better"),
    "new": ("-r", "JP", "--title", "\x1b[31mx", "--authority", "36(c)", "--notified", "2026-03", "--dry-run"),
    "edit": ("radar",),
    "undo": ("boats", "--yes"),
    "import": ("rows.csv", "--dry-run"),
    "show": ("radar",),
    "next": ("radar",),
    "timeline": ("radar",),
    "chain": ("radar",),
    "cite record": ("radar",),
    "queue": ("Radar",),
    "resolutions show": ("119-sjres-9",),
    "resolutions advance": ("119-sjres-9", "discharged", "--dry-run", "--note", "\x1b[31mx"),
    "check": ("TW", "--total", "100M"),
    "law": (),
    "log": ("--since", "HEAD"),
    "backlog diff": ("2026-01-01", "2026-05-01"),
    "workflow": ("fms",),
    "export": ("csv",),
    "completion": ("bash",),
    "explain": ("\x1b[31mx",),
    "help": ("\x1b[31mx",),
    "init": ("new\x1b[31m",),
}
"""What each command is given, where it needs something."""


class Run(Protocol):
    def __call__(self, *args: str, cwd: Path | None = None, columns: int | None = None) -> Any: ...


def calls() -> Iterator[str]:
    """Every command, by the words that call it."""
    return (words for words, _ in every_command(COMMANDS))


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A ledger in which every text that may be free says something hostile, and rows that do."""
    folder = tmp_path / "hostile"
    for name, text in FILES.items():
        for old in (
            "Coastal radar", "The office that buys", "name: Radar", "name: Spares", "note: some", "- A firm",
            "name: Another firm", "place: Somewhere", "title: A notice", "actor: Somebody", "item: Radar",
            "Patrol boats",
            "justification: because", "What it would bar", "sponsor: A senator", "title: Another",
            "question: On the motion",
            "Announced in spring", "All of it", "note: another count", "name: A ledger", "note: for trying",
            "reason: it happened so",
        ):  # fmt: skip
            key, colon, said = old.rpartition(": ")
            lead = f"{key}{colon}" if colon else "- " if old.startswith("- ") else ""
            text = text.replace(old, f'{lead}"{said.removeprefix("- ")} {HOSTILE}"')
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    rows = folder / "rows.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["recipient", "title", "total", "notified", "items", "contractors", "purchaser"])
        writer.writerow(
            ["Taiwan", f"Good {TYPED}", "10M", "2025-12-17", f"3 Radar {TYPED} sets", f"Firm {TYPED}", TYPED]
        )
    return folder


def acting(shown: str) -> str | None:
    """The first character of what is shown that would act, styles of our own tables aside."""
    found = ACTING.search(STYLE.sub("", shown).replace("\r\n", "\n"))
    return None if found is None else repr(shown[max(0, found.start() - 60) : found.end() + 20])


def test_the_ledger_says_what_is_hostile_and_is_valid(hostile: Path, run: Run) -> None:
    validated = run("validate", "--format", "json", cwd=hostile)
    assert [one for one in json.loads(validated.out) if one["severity"] == "error"] == []
    shown = json.loads(run("show", "radar", "--format", "json", "--as-of", DAY, cwd=hostile).out)
    assert "\x1b" in shown["title"]


EDITED = {"EDITOR": "true", "VISUAL": ""}
"""An editor that changes nothing and waits for nobody."""


@pytest.mark.parametrize("command", list(calls()))
def test_nothing_that_acts_reaches_a_pipe_or_a_terminal_by_any_command(command: str, hostile: Path, run: Run) -> None:
    words = (*command.split(), *WORDS.get(command, ()))
    for form in FORMATS:
        piped = run("--as-of", DAY, "--format", form, *words, cwd=hostile, env=EDITED)
        assert "should not have happened" not in piped.err, piped.err
        assert acting(piped.out) is None, (form, acting(piped.out))
        assert acting(piped.err) is None, (form, acting(piped.err))
        assert "\x1b" not in piped.out + piped.err
    screen = run("--as-of", DAY, *words, cwd=hostile, columns=100, env=EDITED)
    assert acting(screen.out) is None, acting(screen.out)


def test_nothing_that_acts_reaches_a_calendar_and_no_line_is_forged(hostile: Path, run: Run) -> None:
    pytest.importorskip("icalendar")
    calendar = run("--as-of", "2026-01-02", "due", "--ics", cwd=hostile).out
    assert "RED" in calendar
    assert acting(calendar) is None
    names = {line.partition(":")[0].partition(";")[0] for line in calendar.splitlines() if not line.startswith(" ")}
    assert all(re.fullmatch("[A-Z-]+", name) for name in names), names


def test_a_merged_notice_and_a_corrected_value_are_shown_without_what_acts(hostile: Path, run: Run) -> None:
    for words in (("import", "rows.csv", "--into", "radar"), ("import", "rows.csv"), ("validate",)):
        ran = run("--as-of", DAY, *words, cwd=hostile)
        assert acting(ran.out + ran.err) is None, acting(ran.out + ran.err)


@pytest.mark.parametrize("kind", ["sqlite", "csv", "json", "jsonl"])
def test_exports_of_hostile_text_are_made(kind: str, hostile: Path, run: Run) -> None:
    ran = run("--as-of", DAY, "export", kind, "-o", "../out", cwd=hostile)
    assert ran.code == 0, ran.err
    if kind != "sqlite":
        assert acting((hostile.parent / "out").read_text(encoding="utf-8")) is None
