"""What the three shells complete, asked as a person asks: in a terminal, by TAB."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from armstrack.cli.completing import offered
from armstrack.cli.completion_scripts import SCRIPTS
from armstrack.cli.main import COMMANDS
from armstrack.cli.offer import FILES, FOLDERS, Offer

ROOT = Path(__file__).parents[2]

BEGUN = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
"""Each shell without anybody's settings."""

SET_UP = {
    "bash": "PS1='ready> '; source ./script",
    "zsh": "PS1='ready> '; autoload -Uz compinit; compinit -u -D; source ./script",
    "fish": "function fish_prompt; echo 'ready> '; end; source ./script",
}

PATIENCE = 60.0
"""Seconds within which a shell on a busy machine has answered."""

COMPLETED = {
    "a command": ("backl", "backlog"),
    "the command of a family": ("backlog d", "backlog diff"),
    "a state that is legal next": ("advance taiwan-tow-2025 susp", "advance taiwan-tow-2025 suspended"),
    "a recipient by name": ("list --recipient Taiw", "list --recipient Taiwan"),
    "a format": ("list --format cs", "list --format csv"),
    "a sale": ("show taiwan-him", "show taiwan-himars-2025"),
    "a package": ("list --package taiwan-2025", "list --package taiwan-2025-12-17"),
    "a resolution": ("resolutions show 119-", "resolutions show 119-sjres-101"),
    "a class": ("list --class mun", "list --class munitions"),
    "an option": ("list --authori", "list --authority"),
    "an event": ("record taiwan-tow-2025 hold-l", "record taiwan-tow-2025 hold-lifted"),
    "a file where one is meant": ("import noti", "import notice-of-radars.txt"),
}


class Shell:
    """A shell in a terminal of its own."""

    def __init__(self, name: str, folder: Path, environ: dict[str, str]) -> None:
        self.name = name
        self.socket = str(folder / "tmux.socket")
        self.environ = environ
        command = ["new-session", "-d", "-x", "120", "-y", "40", "-c", str(folder), *BEGUN[name]]
        self.tmux(*command)
        self.type(SET_UP[name], "Enter")
        self.wait(lambda screen: "ready>" in screen.splitlines()[-1] if screen else False)

    def tmux(self, *words: str) -> str:
        command = ["tmux", "-f", os.devnull, "-S", self.socket, *words]
        return subprocess.run(command, env=self.environ, capture_output=True, text=True, check=True).stdout

    def type(self, *keys: str) -> None:
        """Types words, and keys by their names."""
        for key in keys:
            named = key in ("Tab", "Enter", "C-c", "C-u", "C-l")
            self.tmux("send-keys", *([key] if named else ["-l", key]))

    def wait(self, seen: Callable[[str], bool]) -> str:
        """The screen, once it shows what is waited for."""
        ends = time.monotonic() + PATIENCE
        while True:
            screen = self.tmux("capture-pane", "-p", "-J").rstrip()
            if seen(screen):
                return screen
            assert time.monotonic() < ends, f"{self.name} shows only:\n{screen}"
            select.select([], [], [], 0.05)  # give the shell a moment


@pytest.fixture(params=list(BEGUN))
def shell(request: pytest.FixtureRequest, ledger: Path, tmp_path: Path) -> Iterator[Shell]:
    name = request.param
    for program in ("tmux", name):
        if shutil.which(program) is None:
            pytest.skip(f"asks {name} in a terminal, and {program} is missing: apt-get install {program}")
    place = tmp_path / "bin"
    place.mkdir()
    script = place / "armstrack"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -m armstrack "$@"\n')
    script.chmod(0o755)
    (ledger / "script").write_text(SCRIPTS[name], encoding="utf-8")
    (ledger / "notice-of-radars.txt").write_text("a notice")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("ARMSTRACK_", "TMUX"))}
    home = tmp_path / "home"
    home.mkdir()
    environ |= {"PATH": f"{place}{os.pathsep}{environ['PATH']}", "PYTHONPATH": str(ROOT), "HOME": str(home)}
    environ |= {"TERM": "xterm", "LC_ALL": "C.UTF-8", "HISTFILE": "", "SHELL": "/bin/sh"}
    subprocess.run([str(script), "list"], cwd=ledger, env=environ, capture_output=True, check=True)
    started = Shell(name, ledger, environ)
    yield started
    started.tmux("kill-server")


@pytest.mark.skipif(sys.platform == "win32", reason="these shells and tmux are not Windows's")
def test_the_shells_complete_what_was_begun(shell: Shell) -> None:
    for typed, whole in COMPLETED.values():
        shell.type("C-u", "C-l", f"armstrack {typed}", "Tab")
        shell.wait(lambda screen, whole=whole: f"armstrack {whole}" in screen)  # type: ignore[misc]
    if shell.name != "bash":
        shell.type("C-u", "C-l", "armstrack advance taiwan-tow-2025 ", "Tab", "Tab")
        shell.wait(lambda screen: "purchaser or the executive" in screen and "cancelled" in screen)
    shell.type("C-u", "C-l", "armstrack undo taiwan-tow-2025 ", "Tab", "Tab", "done")
    screen = shell.wait(lambda screen: "done" in screen)
    assert "notice-of-radars.txt" not in screen, "no file is meant here"
    assert "ledger.yaml" not in screen


# --- what is offered, without a shell ---------------------------------------------------------------------


def values(*words: str) -> list[str]:
    return [offer.value for offer in offered(words[:-1], words[-1], COMMANDS)]


@pytest.fixture
def here(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ledger)
    monkeypatch.delenv("ARMSTRACK_LEDGER", raising=False)
    return ledger


@pytest.mark.parametrize(
    ("words", "some"),
    [
        (("summary", "--by", "y"), ["year"]),
        (("summary", "--by", "class,y"), ["class,year"]),
        (("summary", "--by", "class,q"), ["class,quarter"]),
        (("summary", "--count-by", "pack"), ["package"]),
        (("summary", "--count-by", "dec"), ["declaration"]),
        (("summary", "--fy-start", "0"), [f"{month:02d}" for month in range(1, 10)]),
        (("summary", "--pi"), ["--pivot"]),
        (("list", "--unit", "m"), ["millions"]),
        (("backlog", "series", "--unit", "b"), ["billions"]),
        (("due", "--sort", ""), ["day", "id", "kind", "title"]),
        (("backlog", "--sort", "wai"), ["waited"]),
        (("backlog", "list", "--sort", "wai"), ["waited"]),
        (("gaps", "--sort", ""), ["days", "after"]),
        (("cite", "backlog", "s"), ["series"]),
        (("cite", "backlog", "series", "--every", "q"), ["quarter"]),
        (("cite", "backlog", "series", "--style", "r"), ["ris"]),
        (("list", "-r", "TW,Jap"), ["TW,Japan"]),
        (("list", "--state", "noti"), ["notified"]),
        (("list", "--state=noti"), ["--state=notified"]),
        (("list", "--state", "=", "noti"), ["notified"]),
        (("list", "--authority", "36(b)(5"), ["36(b)(5)(A)", "36(b)(5)(C)"]),
        (("list", "--sort", "val"), ["value"]),
        (("list", "--columns", "id,tit"), ["id,title"]),
        (("list", "--since", "last"), ["last week", "last month", "last year"]),
        (("list", "--kind", "fms,d"), ["fms,dcs"]),
        (("list", "--region", "E"), ["EAP", "EUR"]),
        (("due", "--kind", "d"), ["delivery-wait", "discharge", "dcs"]),
        (("due", "119-"), ["119-sjres-101"]),
        (("site", ""), [FOLDERS]),
        (("site", "out", "--templates", ""), [FOLDERS]),
        (("queue", "--system", "HIM"), ["HIMARS"]),
        (("backlog", "--rule", "acc"), ["accepted-only"]),
        (("cite", "s"), ["summary"]),
        (("cite", "119-"), ["119-sjres-101"]),
        (("cite", "record", "119-"), ["119-sjres-101"]),
        (("show", "taiwan-2025"), ["taiwan-2025-12-17"]),
        (("export", "sq"), ["sqlite"]),
        (("export", "csv", "-o", ""), [FILES]),
        (("schema", "pac"), ["package"]),
        (("workflow", "dc"), ["dcs"]),
        (("fetch", "fed"), ["federal-register"]),
        (("resolutions", "advance", "119-sjres-101", "disch"), ["discharge-failed", "discharged"]),
        (("--format", "js"), ["json", "jsonl"]),
        (("--as-of", "2026-01-10", "list", "--emer"), ["--emergency"]),
        (("init", "--editor", "v"), ["vscode"]),
        (("set", "taiwan-tow-2025", "value.t"), ["value.total"]),
        (("undo", "taiwan-tow-2025", ""), []),
        (("rename", "taiwan-tow-2025", ""), []),
        (("no-such-command", ""), []),
        (("record", "taiwan-tow-2025", "note", "--note", ""), []),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else None,
)
def test_every_closed_set_is_offered_and_nothing_else(here: Path, words: tuple[str, ...], some: list[str]) -> None:
    assert values(*words) == some


def test_the_states_offered_are_those_that_the_day_allows(here: Path) -> None:
    begun = ("advance", "taiwan-himars-2025", "")
    assert "offered" in values("--as-of", "2026-01-10", *begun)
    assert "offered" not in values("--as-of", "2026-11-20", *begun)
    offers = offered(["--as-of", "2026-01-10", *begun[:-1]], "off", COMMANDS)
    assert offers == [Offer("offered", "from 2026-01-17, implementing agency")]


def test_what_is_wrong_is_not_said_at_a_tab(here: Path, tmp_path: Path) -> None:
    (here / "ledger.yaml").write_text("nonsense", encoding="utf-8")
    environ = os.environ | {"_ARMSTRACK_COMPLETE": "complete_bash", "COMP_CWORD": "3"}
    for words in (
        "armstrack\nadvance\ntaiwan-tow-2025\n",
        "armstrack\nadvance\nnone\n",
        "armstrack\n--ledger=/none\nshow\nx",
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "armstrack"], env=environ | {"COMP_WORDS": words}, cwd=here, capture_output=True
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
