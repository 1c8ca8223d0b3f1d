"""Each help ends with two examples, which can be typed as they stand; and a code of a problem is explained."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import NOVEMBER
from sampling import sampled

from armstrack.cli.examples import EXAMPLES
from armstrack.cli.explain import example_of
from armstrack.cli.lazy import Family, LazyCommand, every_command
from armstrack.cli.main import COMMANDS
from armstrack.cli.offer import Line
from armstrack.cli.offers import KINDS, _kind
from armstrack.model.codes import CODES

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")

WRITES = (
    "advance",
    "record",
    "new",
    "edit",
    "import",
    "set",
    "rename",
    "undo",
    "resolutions",
    "init",
    "export",
    "site",
)
"""What is tried in a copy that may change; `completion` writes into the home folder."""

CASES = [line for pair in EXAMPLES.values() for line in pair]


def called() -> set[str]:
    """Every command, by the words that call it."""
    return {words for words, _ in every_command(COMMANDS)}


@pytest.fixture(scope="module")
def november(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reference ledger that may be looked at, in a git repository."""
    folder = tmp_path_factory.mktemp("november") / "data"
    shutil.copytree(NOVEMBER, folder)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "as it was", "--date", "2026-01-02T12:00:00")):
        identity = ("-c", "user.name=n", "-c", "user.email=n@example.org")
        environ = {"GIT_COMMITTER_DATE": "2026-01-02T12:00:00", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
        subprocess.run(["git", *identity, *words], cwd=folder, check=True, env=environ)
    return folder


def test_every_command_has_two_examples_of_its_own() -> None:
    assert set(EXAMPLES) == called()
    for command, pair in EXAMPLES.items():
        assert len(set(pair)) == 2
        name = command.split()[0]
        assert all(f"armstrack {name}" in line for line in pair)
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize("line", [line for line in CASES if " fetch" not in line])
def test_an_example_can_be_typed_as_it_stands(
    run: Run, ledger: Path, november: Path, tmp_path: Path, line: str
) -> None:
    if " site " in line:
        pytest.importorskip("jinja2", reason="writes a site: pip install 'armstrack[site]'")
    words = shlex.split(line)
    environ = {"HOME": str(tmp_path), "EDITOR": "true", "VISUAL": ""}
    words = words[1:] if "=" in words[0] else words
    assert words.pop(0) == "armstrack"
    looks = words[0] not in WRITES or words[1:2] in (["list"], ["votes"])
    here = november if looks else ledger
    if words[0] == "import":
        shutil.copy(Path(__file__).parents[1] / "notice.txt", ledger)
    if words[0] == "undo":
        assert run(*DAY, "record", "26-02", "note", "--note", "x", cwd=ledger).code == 0
    day = () if "--as-of" in words else DAY
    ran = run(*day, *words, cwd=here, env=environ)
    assert ran.code == 0 or (words[0] == "verify" and ran.code == 4), ran.err
    assert ran.out or ran.err


@pytest.mark.parametrize("command", sampled(sorted(called()), 25))
def test_the_help_shows_the_examples_and_help_is_the_help(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help", env={"COLUMNS": "100"})
    for line in EXAMPLES[command]:
        assert f"   {line}\n" in shown.out
    assert run("help", *command.split(), env={"COLUMNS": "100"}).out == shown.out


def test_help_of_no_command_names_the_nearest(run: Run) -> None:
    assert run("help").out == run("--help").out
    ran = run("help", "backlgo")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `backlog`?" in ran.err


# --- in the words of the field ---------------------------------------------------------------------------

OPEN = {
    *("WHO", "DAY", "SALE", "WHAT", "RECORD", "RESOLUTION", "RULE", "MM", "--package", "--system", "--ledger"),
    *("--output", "--ics", "--inbox", "import files", "init folder", "site output", "--templates", "export folder"),
    *("--into", "rename new_id", "--rule", "explain code", "help command", "init --from", "advance state"),
    "show sale",
}
"""What a completion offers values for that is no closed set, or is told as a span: records, files, days, months."""


@pytest.mark.parametrize("command", sampled(["", *COMMANDS, *sorted(called() - set(COMMANDS))], 20))
def test_no_help_speaks_of_types_and_ranges(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help", env={"COLUMNS": "200"}).out
    assert "Usage: armstrack" in shown
    signs = re.findall(r"<\w+>|\[x|x<=|\{\w+\}|\[ARGS\]|\bINTEGER\b|\bstr\b", shown)
    assert signs == []


@pytest.mark.parametrize("command", sampled(sorted(called()), 25))
def test_a_help_names_the_values_of_a_closed_set_or_who_has_them(run: Run, command: str) -> None:
    """What a completion would offer is what an option takes."""
    entry = dict(every_command(COMMANDS))[command]
    shown = " ".join(run(*command.split(), "--help", env={"COLUMNS": "200"}).out.split())
    looked_at = set()
    for parameter in LazyCommand(command.split()[-1], entry).real().params:
        kind = _kind(Line(COMMANDS, command=command), parameter)
        if kind and kind not in OPEN:
            told = shown if "--format" in kind else f"{parameter.metavar} {parameter.help}"
            values = [offer.value for offer in KINDS[kind](Line(COMMANDS, command=command), "")]
            missing = [value for value in values if value not in told]
            assert not missing or "`armstrack " in told, f"{command} {parameter.opts[0]}: {missing}"
            looked_at.add(parameter.opts[0])
    assert "--format" in looked_at


def test_a_family_shows_what_its_first_command_takes(run: Run) -> None:
    for family in (name for name, entry in COMMANDS.items() if isinstance(entry, Family)):
        shown = run(family, "--help", env={"COLUMNS": "100"}).out
        entry = COMMANDS[family]
        assert isinstance(entry, Family)
        first, *others = entry.members
        assert run(family, first, "--help", env={"COLUMNS": "100"}).out.rstrip() in shown
        rest = every_command({other: entry.members[other] for other in others}, family)
        assert all(line in shown for words, _ in rest for line in EXAMPLES[words])


# --- explain --------------------------------------------------------------------------------------------


def test_every_code_is_explained_with_an_example(run: Run) -> None:
    for code in CODES:
        assert f"[{code}]" in example_of(code), f"the gallery has no example of {code}"
    page = run("explain", "duplicate-key").out
    assert "A key stands twice in one mapping" in page
    assert re.search(r"error\[duplicate-key\]", page)
    assert "Keep one of the two." in page
    document = run("explain", "duplicate-key", "--format", "json").json
    assert list(document) == ["code", "severity", "meaning", "remedy", "example"]
    assert len(run("explain", "--format", "json").json) == len(CODES)
    assert all(code in run("explain").out for code in CODES)


def test_a_code_that_is_none_names_the_nearest(run: Run) -> None:
    ran = run("explain", "duplicate-keys")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean `duplicate-key`?" in ran.err
