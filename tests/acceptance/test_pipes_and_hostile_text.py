"""A pipe gets plain text, and no text of a ledger ever steers what shows it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run, RunReal

DAY = ("--as-of", "2026-11-20")
SALE = "taiwan-tow-2025"
COMMANDS = [
    (),
    ("list",),
    ("list", "--columns", "id,title,purchaser,package"),
    ("show", SALE),
    ("next", SALE),
    ("summary", "--by", "recipient,class,state"),
    ("summary", "--chart"),
    ("check", "-r", "TW", "--mde", "14M"),
    ("validate",),
    ("advance", "taiwan-ah1w-parts-2025", "offered", "--dry-run"),
    ("advance", "taiwan-ah1w-parts-2025", "notified"),
    ("record", SALE, "hold", "--dry-run"),
    ("--help",),
    ("list", "--help"),
]
REALLY = (("list",), ("show", SALE), ("--help",), ("advance", "taiwan-ah1w-parts-2025", "notified"))
"""Those that are called in a process of their own; for the others the same code is called directly."""

HOSTILE = {
    "an escape code": "\x1b[31mred\x1b[0m",
    "a window title": "\x1b]0;owned\x07",
    "a one-byte escape": "\x9b31mred",
    "a cursor": "\x1b[2J\x1b[1;1H",
    "a carriage return": "safe\roverwritten",
    "a new line": "one\ntaiwan-fake-2025  TW  2025-12-17  closed",
    "rich markup": "[red]red[/red] [link=https://example.org]here[/link] [/]",
    "an emoji code": ":pile_of_poo: [bold]",
    "a formula": "=cmd|'/C calc'!A0",
    "a formula by plus": "+1+1",
    "a formula by minus": "-2+3",
    "a formula by at": "@SUM(A1:A9)",
    "a full-width formula": "\uff1dHYPERLINK(1)",
    "a direction override": "price \u202e000,5$\u202c",
    "an isolate": "\u2067right\u2069",
    "a zero width": "hi\u200bmars",
    "markdown": "**bold** | `code` | [here](javascript:alert(1))",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a tag letter": "hidden\U000e0041\U000e0042",
}
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
OURS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_piped_output_is_plain(run: Run, run_real: RunReal, command: tuple[str, ...]) -> None:
    # The width of a window elsewhere is nobody's business here.
    call = run_real if command in REALLY else run
    ran = call(*DAY, *command, env={"COLUMNS": "40"} if "--help" not in command else {})
    assert not STEERING.search(ran.out + ran.err)
    if "--help" not in command:
        assert not re.search("[\u2500-\u257f]", ran.out + ran.err), "box characters"
        assert "…" not in ran.out + ran.err, "truncation"


def test_a_pipe_is_not_cut_to_a_width(run: Run) -> None:
    ran = run(*DAY, "list")
    assert "Tactical Mission Network Software, Equipment and Services" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) > 120
    assert "Not shown" not in ran.err


def test_nothing_but_data_goes_to_standard_output(run: Run) -> None:
    ran = run(*DAY, "list")
    assert len(ran.out.splitlines()) == 1 + 9
    assert "as of" not in ran.out
    assert "as of 2026-11-20" in ran.err


@pytest.mark.parametrize("command", [("list",), ("list", "--format", "json"), ("schema",)])
def test_a_reader_that_stops_early_is_no_error(ledger: Path, command: tuple[str, ...]) -> None:
    for at in range(300):
        (path,) = ledger.rglob(f"{SALE}.yaml")
        text = path.read_text(encoding="utf-8").replace(f"id: {SALE}", f"id: sale-{at:03}")
        path.with_name(f"sale-{at:03}.yaml").write_text(text, encoding="utf-8")
    program = subprocess.Popen(
        [sys.executable, "-m", "armstrack", *DAY, *command],
        cwd=ledger,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    first = os.read(program.stdout.fileno(), 1)
    program.stdout.close()
    said = program.stderr.read().decode()
    program.stderr.close()
    assert program.wait() == 0
    assert first
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    assert "Exception ignored" not in said


def poisoned(ledger: Path, text: str) -> None:
    """Puts a text wherever one sale's file has room for free text."""
    (path,) = ledger.rglob(f"{SALE}.yaml")
    # JSON's escapes are YAML's too, but for those of two halves.
    quoted = "".join(letter if ord(letter) > 0xFFFF else json.dumps(letter)[1:-1] for letter in text)
    quoted = f'"{quoted}"'
    lines = [
        f"id: {SALE}",
        f"title: {quoted}",
        "recipient: TW",
        f"purchaser: {quoted}",
        "authority: 36(b)(1)",
        "transmittal: 26-02",
        f"note: {quoted}",
        "value: {total: 353M}",
        "items:",
        f"  - {{quantity: 3, name: {quoted}, mde: true}}",
        "contractors:",
        f"  - {{name: {quoted}, place: {quoted}}}",
        "sources:",
        f"  dsca: {{url: 'https://example.org/', title: {quoted}}}",
        "history:",
        f"  - {{date: 2025-12-17, state: notified, source: dsca, note: {quoted}}}",
        f"  - {{date: 2025-12-18, event: reaction, actor: {quoted}, source: dsca}}",
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


SHOWN = [
    ("list", "--columns", "id,title,purchaser"),
    ("show", SALE),
    ("next", SALE),
    ("summary", "--by", "contractor"),
    ("summary", "--by", "contractor", "--chart"),
    ("brief", "--since", "2025-12-01"),
    ("cite", SALE),
    ("cite", SALE, "--style", "chicago"),
    ("cite", SALE, "--style", "bibtex"),
    ("undo", SALE, "--yes"),
]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_steers_no_terminal_and_no_pipe(run: Run, ledger: Path, text: str) -> None:
    for command in SHOWN:
        poisoned(ledger, text)
        piped = run(*DAY, *command)
        assert piped.code == 0, piped.err
        assert not STEERING.search(piped.out + piped.err), command
        poisoned(ledger, text)
        screen = run(*DAY, *command, columns=200)
        assert not STEERING.search(OURS.sub("", screen.out)), command
        for code in OURS.findall(screen.out):
            assert code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[34m", "\x1b[35m", "\x1b[36m", "\x1b[31m"), command


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_neither_adds_a_line_nor_loses_its_letters(run: Run, ledger: Path, text: str) -> None:
    poisoned(ledger, text)
    ran = run(*DAY, "list", "--columns", "id,title")
    rows = [line for line in ran.out.splitlines() if line.startswith(SALE)]
    assert len(rows) == 1
    assert len(ran.out.splitlines()) == 1 + 9
    letters = re.sub(r"[^a-zA-Z]+", "", STEERING.sub("", text))
    assert letters in re.sub(r"\\(x..|u....|U........)", "", rows[0]).replace(" ", "") or letters in re.sub(
        r"[^a-zA-Z]+", "", re.sub(r"\\(x..|u....|U........)", "", rows[0])
    )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_json_the_text_is_what_the_file_says_and_plain_to_a_terminal(run: Run, ledger: Path, text: str) -> None:
    poisoned(ledger, text)
    for command in (("list",), ("show", SALE)):
        ran = run(*DAY, *command, "--format", "json")
        assert not STEERING.search(ran.out)
    assert run(*DAY, "show", SALE, "--format", "json").json["title"] == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_a_spreadsheet_the_text_is_no_formula(run: Run, ledger: Path, text: str) -> None:
    poisoned(ledger, text)
    for command in (("list",), ("summary", "--by", "contractor")):
        ran = run(*DAY, *command, "--format", "csv")
        assert not STEERING.search(ran.out)
        for row in csv.reader(io.StringIO(ran.out)):
            for cell in row:
                assert not re.match(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]", cell), cell


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_in_markdown_the_text_is_no_markup(run: Run, ledger: Path, text: str) -> None:
    poisoned(ledger, text)
    ran = run(*DAY, "list", "--columns", "id,title", "--format", "md")
    assert not STEERING.search(ran.out)
    (row,) = [line for line in ran.out.splitlines() if SALE in line]
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert "<script" not in row
    assert not re.search(r"(?<!\\)[*`\[]", re.sub(r"<https?://[^\s<>]*>", "", row))


@pytest.mark.parametrize("text", ["\x1b[31mred", "[red]x[/red]", "\u202eevil", "a\nb", "\x07"])
@pytest.mark.parametrize("columns", [None, 80])
def test_hostile_arguments_are_only_quoted_back(run: Run, text: str, columns: int | None) -> None:
    for command in (
        ("show", text),
        ("list", "-r", text),
        ("list", "--state", text),
        ("list", "--search", text),
        ("advance", SALE, text),
        ("record", SALE, "note", "--source", text),
        ("--as-of", text, "list"),
        ("list", "--ledger", text),
        (text,),
        (f"--{text}",),
    ):
        ran = run(*DAY, *command, columns=columns)
        assert "Traceback" not in ran.out + ran.err
        assert not STEERING.search(OURS.sub("", ran.out + ran.err)), command
        assert "\x1b[31mred" not in ran.out + ran.err


def test_a_note_of_the_command_line_is_written_as_text(run: Run, ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    before = path.read_bytes()
    for text in HOSTILE.values():
        ran = run(*DAY, "record", SALE, "note", f"--note={text}")
        assert ran.code in (0, 2), ran.err
        assert not STEERING.search(ran.out + ran.err)
        if ran.code == 0:
            assert run(*DAY, "show", SALE, "--format", "json").json["history"][-1]["note"] == text
            assert run(*DAY, "undo", SALE).code == 0
        assert path.read_bytes() == before


def test_a_terminal_that_shows_only_ascii_gets_ascii(run_real: RunReal, ledger: Path) -> None:
    poisoned(ledger, "Syst\u00e8me d\u2019armes \u2014 \u4e2d \u00e9")
    surroundings = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    for command in (("list",), ("show", SALE), ("advance", SALE, "offered", "--on", "2026-01-10")):
        ran = run_real(*DAY, *command, env=surroundings)
        assert ran.code in (0, 3), ran.err
        assert (ran.out + ran.err).isascii()
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_colour_can_be_declined_on_a_terminal(run_real: RunReal, env: dict[str, str]) -> None:
    screen = run_real(*DAY, "list", tty=True, env=env)
    assert screen.code == 0
    assert "\x1b" not in screen.out


def test_a_terminal_gets_colour(run_real: RunReal) -> None:
    assert OURS.search(run_real(*DAY, "list", tty=True).out)
