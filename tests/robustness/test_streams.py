"""Streams that are closed, full or broken, and arguments that are no text: an answer, and the truth about the write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from systems import needs_names_of_bytes, needs_shell
from writes import make

pytestmark = needs_shell

ROOT = Path(__file__).parents[2]
NO_SPACE = Path("/dev/full")

needs_full = pytest.mark.skipif(not NO_SPACE.exists(), reason="there is no /dev/full here to write to")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return make(tmp_path)


def called(ledger: Path, words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """What a shell sees of a call; `words` may redirect streams."""
    command = f'exec "{sys.executable}" -m armstrack --no-index --as-of 2026-03-05 {words}'
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environ}
    return subprocess.run(["sh", "-c", command], cwd=ledger, env=surroundings, capture_output=True)


WRITES = ("record radar note --note kept", "set radar title kept", "advance radar offered --note kept")


@needs_full
@pytest.mark.parametrize("words", WRITES)
@pytest.mark.parametrize("stream", [">/dev/full", ">&-", ">/dev/full 2>/dev/full", ">&- 2>&-", "<&- >&-"])
def test_what_stands_in_the_file_is_never_called_refused(mine: Path, words: str, stream: str) -> None:
    ended = called(mine, f"{words} {stream}")
    assert "kept" in (mine / "sales/radar.yaml").read_text()
    assert ended.returncode == 0
    if "2>" not in stream:
        assert b"sales/radar.yaml was written" in ended.stderr
        assert b"standard output" in ended.stderr
    assert b"Traceback" not in ended.stderr


@needs_full
@pytest.mark.parametrize("words", ["list", "summary --format json", "show radar --format csv", "validate", "due -r FR"])
@pytest.mark.parametrize("stream", [">/dev/full", ">&-", "<&- >&-"])
def test_an_answer_that_cannot_be_given_is_said_to_be_none(mine: Path, words: str, stream: str) -> None:
    ended = called(mine, f"{words} {stream}")
    if words == "due -r FR":  # nothing is due, and nothing is written to a stream
        assert ended.returncode == 0
    else:
        assert ended.returncode == 3
        assert b"standard output" in ended.stderr
    assert b"Traceback" not in ended.stderr


@needs_full
@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full", "<&-", "<&- 2>&-"])
def test_without_a_stream_for_remarks_the_answer_is_the_same(mine: Path, stream: str) -> None:
    whole = called(mine, "list --recipient TW")
    ended = called(mine, f"list --recipient TW {stream}")
    assert (ended.returncode, ended.stdout) == (0, whole.stdout)
    assert whole.stdout


def test_a_closed_standard_input_is_said_to_be_unreadable(mine: Path) -> None:
    ended = called(mine, "import - <&-")
    assert ended.returncode == 5
    assert b"standard input cannot be read" in ended.stderr


def test_no_file_of_the_ledger_takes_the_number_of_a_closed_stream(mine: Path) -> None:
    before = (mine / "sales/radar.yaml").read_bytes()
    called(mine, "record radar note --note x <&- >&- 2>&-")
    after = (mine / "sales/radar.yaml").read_bytes()
    assert after == before + b"  - {date: 2026-03-05, event: note, note: x}\n"
    assert (mine / ".lock").read_bytes().startswith(b"radar ")


BYTES = "$(printf '\\377')"


@pytest.mark.parametrize(
    "words",
    [
        f"list --search {BYTES}",
        f"list --contractor {BYTES}",
        f"list --as-of {BYTES}",
        f"set radar title {BYTES}",
        f"record radar note --note {BYTES}",
        f"summary --package {BYTES}",
        f"list --known-at {BYTES}",
    ],
)
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_an_argument_that_is_no_text_is_a_wrong_call(mine: Path, words: str, locale: str) -> None:
    ended = called(mine, words, LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.returncode == 2, ended.stderr
    assert b"should not have happened" not in ended.stderr


@pytest.mark.parametrize("words", ["list --search Zürich", "summary --contractor Żółw", "list --format json"])
def test_any_locale_takes_and_writes_letters(mine: Path, words: str) -> None:
    path = mine / "sales/radar.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Radar", "title: Zürich Radar"), encoding="utf-8")
    ended = called(mine, words, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.returncode == 0, ended.stderr
    if "Zürich" in words:
        assert b"rich Radar" in ended.stdout


@needs_names_of_bytes
def test_a_ledger_whose_name_is_no_text_is_worked_on(tmp_path: Path) -> None:
    ledger = make(tmp_path / os.fsdecode(b"caf\xe9"))
    for words in (
        f"--ledger ../caf{BYTES.replace('377', '351')}/ledger list",
        "validate",
        "record radar note --note x",
    ):
        ended = called(ledger, words.replace("../", "../../"))
        assert ended.returncode == 0, ended.stderr


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from armstrack.cli.main import run_program
count, calls = int(sys.argv[1]), 0
def watched(call):
    def wrapped(*arguments, **options):
        global calls
        calls += 1
        if calls == count:
            os.kill(os.getpid(), signal.SIGINT)
        return call(*arguments, **options)
    return wrapped
for name in ("open", "fsync", "replace", "unlink", "chmod", "ftruncate", "write"):
    setattr(os, name, watched(getattr(os, name)))
sys.exit(run_program(["--no-index", "--as-of", "2026-03-05", *sys.argv[2:]]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends itself the signal of Ctrl-C, which POSIX has")
@pytest.mark.parametrize("words", [("record", "radar", "note", "--note", "kept"), ("rename", "radar", "better")])
def test_after_ctrl_c_it_is_said_whether_it_was_written(tmp_path: Path, words: tuple[str, ...]) -> None:
    written = set()
    for count in range(1, 40, 4 if words[0] == "record" else 6):
        ledger = make(tmp_path / f"{count}")
        call = [sys.executable, "-c", INTERRUPTED, str(count), *words]
        environ = {**os.environ, "PYTHONPATH": str(ROOT)}
        ended = subprocess.run(call, cwd=ledger, env=environ, capture_output=True, text=True)
        assert ended.returncode in (0, 130), ended.stderr
        new = (ledger / "sales/better.yaml").exists() or "kept" in (ledger / "sales/radar.yaml").read_text()
        written.add(new)
        if ended.returncode == 130:
            assert ("nothing was written" in ended.stderr) != new
            assert (".yaml was written" in ended.stderr or ".yaml and" in ended.stderr) == new
        left = [path.name for path in ledger.rglob("*") if path.name.startswith(".") and path.name != ".lock"]
        assert left == []
    assert True in written


def test_a_reader_that_has_seen_enough_is_no_failure(mine: Path) -> None:
    ended = called(mine, "export json | head -c 1", ARMSTRACK_DEBUG="1")
    assert ended.stderr == b""
