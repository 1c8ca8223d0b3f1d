"""The index answers as the files do, whatever happens to the files, to the index, or to both at once."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import NOVEMBER
from ledger.made import SETTINGS
from sampling import sampled

from armstrack.cli.main import run_program
from armstrack.index.place import index_path

ROOT = Path(__file__).parents[2]

AMENDING = [
    path.stem
    for path in sorted((NOVEMBER / "sales").rglob("*.yaml"))
    if "\namends:" in path.read_text(encoding="utf-8")
][:4]
"""Sales that amend another."""

QUESTIONS = [
    ["list"],
    ["list", "--sort", "value", "--reverse"],
    ["list", "--sort", "since", "--limit", "3"],
    ["list", "--state", "cleared"],
    ["list", "--year", "2025", "--min-value", "100M"],
    ["list", "--search", "missile"],
    ["list", "--search", "f-"],
    ["list", "--item", "radar", "--event", "note"],
    ["list", "--contractor", "raytheon"],
    ["list", "--contractor", "United Technologies", "--contractor", "bell"],
    ["list", "--overdue"],
    ["list", "-r", "unknown,TW"],
    ["list", "--region", "EUR,organization", "--sort", "value"],
    ["summary", "--region", "near eastern", "--by", "recipient"],
    ["list", "--kind", "dcs,report"],
    ["list", "--case", "TW-D-QBZ", "--case", "tw-b-zcx", "--kind", "fms"],
    ["list", "--system", "M142", "--system", "radar"],
    ["summary", "--by", "year,state"],
    ["summary", "--by", "contractor,class"],
    ["summary", "--fy", "2025", "--by", "month"],
    ["summary", "--by", "region,procedure", "--share"],
    ["summary", "--by", "package,administration", "--count-by", "package", "--top", "3"],
    ["summary", "--by", "authority,contractor", "--top", "2", "--count-by", "announcement"],
    ["summary", "--by", "year", "--rolling", "3", "--real", "2025", "--measure", "net"],
    ["summary", "--by", "fy", "--measure", "accepted", "--real", "2024"],
    ["summary", "--measure", "delivered", "--search", "missile"],
    ["summary", "--by", "class", "--audit"],
    ["summary", "--by", "quarter,fy", "--fy", "2025", "--fy-start", "7", "--count-by", "declaration"],
    ["summary", "--by", "fy-quarter,region", "--measure", "net", "--emergency"],
    ["summary", "--year", "2025", "--audit", "--together", "--min-value", "100M"],
    ["due"],
    ["due", "--within", "30d"],
    ["due", "-r", "TW"],
    ["due", "--system", "HIMARS", "--since", "2017-01-01"],
    ["export", "json", "--kind", "fms"],
    ["backlog", "--by", "state"],
    ["backlog", "diff", "--from", "2019-01-01", "--rule", "remaining-value"],
    ["show", "taiwan-himars-2025"],
    ["timeline", "--gaps", "-r", "TW"],
    ["timeline", "taiwan-himars-2025", "--compare", "median"],
    ["gaps", "-r", "TW", "--min", "30d"],
    ["queue", "--system", "HIMARS"],
    ["timeline", "--gaps", "--since", "2019-01-01", "--min-value", "100M"],
    ["slip"],
    ["slip", "-r", "TW"],
    ["clusters"],
    ["backlog", "--rule", "accepted-only", "--stats", "age"],
    ["backlog", "--year", "2020", "--min-value", "500M"],
    ["backlog", "diff", "--from", "2020-06-30", "--by", "contractor,state", "-r", "TW"],
    ["backlog", "diff", "--from", "2017-01-01", "--state", "cleared"],
    ["brief", "--since", "30d"],
    ["gaps", "--since", "2020-01-01", "--min-value", "100M", "--min", "60d"],
    ["queue", "--system", "missile", "-r", "TW"],
    ["queue", "--system", "M142", "--year", "2025", "--min-value", "100M"],
    ["queue", "--system", "hymars"],
    ["conflicts"],
    ["conflicts", "-r", "TW"],
    ["conflicts", "--year", "2025"],
    ["deliveries"],
    ["deliveries", "--state", "delivered"],
    ["events"],
    ["events", "--event", "hold", "--on-or-before", "2022-01-01"],
    ["coverage"],
    ["coverage", "-r", "TW", "--since", "2019"],
    ["chain", "taiwan-himars-2025"],
    *(["chain", name] for name in AMENDING),
    ["cite", "summary", "-r", "TW"],
    ["resolutions"],
]
PARTS = 4
"""The questions are asked in so many parts, each on a ledger of its own."""


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code, and what a command writes to its two streams."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = run_program(list(arguments))
    return code, output.getvalue(), errors.getvalue()


def agree(folder: Path, question: list[str], day: date, format: str = "json") -> None:
    """The index and the files answer alike, in words, in data and in what they complain of."""
    common = ["--ledger", str(folder), "--as-of", day.isoformat(), "--format", format]
    assert run(*question, *common) == run(*question, *common, "--no-index"), (question, day)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with some of the real sales, those that resolutions name and those that amend others among them."""
    ledger = tmp_path / "ledger"
    ledger.mkdir()
    (ledger / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    chance = random.Random(4)
    sales = sorted((NOVEMBER / "sales").rglob("*.yaml"))
    chosen = {path for path in sales if "amends:" in path.read_text(encoding="utf-8") or "taiwan-himars" in path.name}
    chosen |= {path for path in sales if path.stem in named_by_resolutions()} | set(chance.sample(sales, 25))
    for path in sorted(chosen):
        target = ledger / path.relative_to(NOVEMBER)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for kind in ("resolutions", "packages", "figures"):
        shutil.copytree(NOVEMBER / kind, ledger / kind)
    return ledger


def named_by_resolutions() -> set[str]:
    """Sales that the real resolutions name."""
    texts = [path.read_text(encoding="utf-8") for path in (NOVEMBER / "resolutions").glob("116-sjres-3*.yaml")]
    return {path.stem for path in (NOVEMBER / "sales").rglob("*.yaml") if any(path.stem in text for text in texts)}


def the_index(folder: Path) -> Path:
    """The file of a ledger's index."""
    path = index_path(str(folder), os.environ)
    assert path is not None
    return Path(path)


# --- edits ------------------------------------------------------------------------------------------


def a_sale(folder: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(folder.rglob("sales/**/*.yaml")))


def add(folder: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((NOVEMBER / "sales").rglob("*.yaml")))
    target = folder / "sales" / chance.choice(["", "new", "b-c", "b"]) / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)


def delete(folder: Path, chance: random.Random) -> None:
    a_sale(folder, chance).unlink()


def rename(folder: Path, chance: random.Random) -> None:
    path = a_sale(folder, chance)
    path.rename(path.with_stem(path.stem + chance.choice(["-2", "x"])))


def rename_within(folder: Path, chance: random.Random) -> None:
    path = a_sale(folder, chance)
    text = path.read_text(encoding="utf-8")
    path.unlink()
    new = path.with_stem(path.stem + "-x")
    new.write_text(text.replace(f"id: {path.stem}", f"id: {new.stem}", 1), encoding="utf-8")


def move(folder: Path, chance: random.Random) -> None:
    path = a_sale(folder, chance)
    target = folder / "sales" / chance.choice(["a", "z"]) / path.name
    target.parent.mkdir(exist_ok=True)
    path.rename(target)


def copy(folder: Path, chance: random.Random) -> None:
    """The same id twice."""
    path = a_sale(folder, chance)
    target = folder / "sales" / chance.choice(["a", "z"]) / path.name
    target.parent.mkdir(exist_ok=True)
    if target != path:
        shutil.copy(path, target)


def touch(folder: Path, chance: random.Random) -> None:
    os.utime(a_sale(folder, chance))


def clock_back(folder: Path, chance: random.Random) -> None:
    """A change whose file says that it is older than before."""
    path = a_sale(folder, chance)
    change(folder, chance, path)
    back = path.stat().st_mtime - chance.choice([1, 3600, 10**8])
    os.utime(path, (back, back))


def clock_ahead(folder: Path, chance: random.Random) -> None:
    path = a_sale(folder, chance)
    change(folder, chance, path)
    ahead = time.time() + 10**6
    os.utime(path, (ahead, ahead))


def change(folder: Path, chance: random.Random, path: Path | None = None) -> None:
    path = path or a_sale(folder, chance)
    content = path.read_bytes().rstrip(b"\n")
    more = [
        b"\n  - {date: 2026-02, event: note, note: a missile of Raytheon}",
        b"\n  - {date: 2026-01-30, event: promised, expected: 2026-04}",
        b"\n  - {date: unknown, not-before: 2026-01-01, not-after: 2026-05-01, event: hold}",
        b"\n  - {date: 2026-03-01, state: cancelled}",
        b"\n  - {date: 2026-03-01, state: nonsense}",
        b"\n  - {date: ",
        b"\n\xff",
    ]
    path.write_bytes(content + chance.choice(more) + b"\n")


def same_size_and_second(folder: Path, chance: random.Random) -> None:
    """A change that leaves the size and the second of the file as they were."""
    path = a_sale(folder, chance)
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"20", b"19", 3) if chance.random() < 0.5 else content.swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def change_resolution(folder: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((folder / "resolutions").glob("*.yaml")) or [None])  # type: ignore[list-item]
    if path is None:
        return
    text = path.read_text(encoding="utf-8").rstrip("\n")
    enacted = "\n  - {date: 2026-01-20, state: enacted, skipped: [passed-both, presented]}\n"
    edits: list[Callable[[], object]] = [
        path.unlink,
        lambda: path.write_text(text + enacted, encoding="utf-8"),
        lambda: path.write_text(text.replace("sales:", "sells:"), encoding="utf-8"),
    ]
    chance.choice(edits)()


def restore_resolution(folder: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((NOVEMBER / "resolutions").glob("*.yaml")))
    shutil.copy(path, folder / "resolutions" / path.name)


def change_the_law(folder: Path, chance: random.Random) -> None:
    counting = chance.choice(["strict", "literal"])
    (folder / "ledger.yaml").write_text(SETTINGS + f"law: {{counting: {counting}}}\n", encoding="utf-8")


def not_a_file(folder: Path, chance: random.Random) -> None:
    path = folder / "sales" / f"link-{chance.randrange(3)}.yaml"
    if not path.is_symlink() and hasattr(os, "symlink"):
        path.symlink_to(chance.choice(["nowhere", "/dev/null"]))


EDITS = (
    add, add, delete, rename, rename_within, move, copy, touch, clock_back, clock_ahead, change, change, change,
    same_size_and_second, change_resolution, restore_resolution, change_the_law, not_a_file,
)  # fmt: skip


@pytest.mark.parametrize("seed", sampled(range(12), 3))
def test_after_any_edits_the_index_and_the_files_agree(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(4):
        for edit in chance.choices(EDITS, k=chance.randint(0, 4)):
            edit(folder, chance)
        for question in chance.sample(QUESTIONS, 3):
            agree(folder, question, date(2024, 6, 1).fromordinal(date(2024, 6, 1).toordinal() + chance.randrange(1000)))


@pytest.mark.parametrize("part", sampled(range(PARTS), 1))
def test_every_question_on_many_days(folder: Path, part: int) -> None:
    chance = random.Random(part)
    for question in QUESTIONS[part::PARTS]:
        agree(
            folder,
            question,
            date.fromordinal(chance.randrange(date(2016, 1, 1).toordinal(), date(2027, 1, 1).toordinal())),
        )
        agree(folder, question, date(2026, 1, 16), "csv" if question[0] != "show" else "jsonl")
        agree(folder, question, date(2026, 1, 17), "table")


def test_what_resolutions_and_figures_dispute_is_the_same_on_any_day(folder: Path) -> None:
    chance = random.Random(7)
    first, last = date(2017, 1, 1).toordinal(), date(2027, 1, 1).toordinal()
    found = set()
    for day in map(date.fromordinal, [first, *(chance.randrange(first, last) for _ in range(8)), last]):
        agree(folder, ["conflicts"], day)
        agree(folder, ["conflicts", "-r", "TW"], day)
        rows = json.loads(run("conflicts", "--ledger", str(folder), "--as-of", str(day), "--format", "json")[1])
        found |= {row["record"] for row in rows}
    assert {"resolution", "figure"} <= found


# --- what is wrong with the index ------------------------------------------------------------------------


def answers(folder: Path) -> tuple[int, str, str]:
    return run("list", "--ledger", str(folder), "--as-of", "2026-01-10", "--format", "json")


@pytest.fixture
def answer(folder: Path) -> str:
    code, output, errors = answers(folder)
    assert (code, errors) == (0, "")
    assert the_index(folder).is_file()
    return output


DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(b"garbage" * 1000),
    "cut short": lambda path: path.write_bytes(path.read_bytes()[:20000]),
    "another program's": lambda path: make_database(path, "CREATE TABLE meta (a, b)"),
    "another version's": lambda path: execute(path, "UPDATE meta SET value = x'00' WHERE key = 'program'"),
    "another ledger's": lambda path: execute(path, "UPDATE meta SET value = x'00' WHERE key = 'folder'"),
}


def make_database(path: Path, statement: str) -> None:
    path.unlink()
    execute(path, statement)


def execute(path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("damage", sampled(DAMAGES, 2))
def test_a_damaged_index_is_made_anew_without_a_word(folder: Path, answer: str, damage: str) -> None:
    DAMAGES[damage](the_index(folder))
    assert answers(folder) == (0, answer, "")
    assert answers(folder) == (0, answer, "")


@pytest.mark.parametrize("damage", ["garbled in the middle", "full of zeros"])
def test_a_garbled_page_does_no_harm(folder: Path, answer: str, damage: str) -> None:
    path = the_index(folder)
    content = bytearray(path.read_bytes())
    for at in range(8192, len(content), 4096):
        content[at : at + 2000] = (b"\0" if damage == "full of zeros" else b"\xa5\x5a") * 1000
    path.write_bytes(content)
    code, output, errors = answers(folder)
    assert (code, output) == (0, answer)
    assert len(errors.splitlines()) <= 1


def test_a_locked_index_is_done_without(folder: Path, answer: str) -> None:
    with contextlib.closing(sqlite3.connect(the_index(folder), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        code, output, errors = answers(folder)
    assert (code, output) == (0, answer)
    assert len(errors.splitlines()) == 1
    assert "locked" in errors


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX")
def test_a_cache_folder_that_cannot_be_written_is_done_without(
    folder: Path, answer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "a-file"
    in_the_way.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_the_way))
    monkeypatch.setenv("LOCALAPPDATA", str(in_the_way))
    code, output, errors = answers(folder)
    assert (code, output) == (0, answer)
    assert len(errors.splitlines()) == 1


def test_a_full_disk_is_done_without(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("armstrack.index.writing.os.fsync", full)
    code, output, errors = answers(folder)
    assert (code, output) == answers(folder)[:2]
    assert "No space left" in errors
    assert not list(the_index(folder).parent.glob(f"{the_index(folder).name}*"))


def test_a_question_writes_nothing_into_the_index_that_is_up_to_date(folder: Path) -> None:
    for each in (*folder.rglob("*"), folder):
        os.utime(each, (1_700_000_000, 1_700_000_000))  # what changed just now is looked at again
    answer = answers(folder)
    path = the_index(folder)
    before = path.stat().st_mtime_ns, path.read_bytes()
    assert answers(folder) == answer
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before


def test_bad_files_are_told_every_time(folder: Path, answer: str) -> None:
    (folder / "sales" / "broken.yaml").write_text("id: [", encoding="utf-8")
    first, second = answers(folder), answers(folder)
    assert first == second
    assert first[0] == 4
    assert "broken.yaml" in first[2]


# --- two at once -----------------------------------------------------------------------------------------


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "armstrack", "--ledger", str(folder), *arguments]


@pytest.fixture
def environ() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX")
def test_two_at_once_and_one_killed_at_any_moment(
    folder: Path, environ: dict[str, str], request: pytest.FixtureRequest
) -> None:
    runs = int(os.environ.get("ARMSTRACK_KILLS", "6"))
    chance = random.Random(runs)
    note = ["record", "taiwan-himars-2025", "note", "--on", "2026-01-05", "--as-of", "2026-01-10", "--format", "json"]
    acknowledged: list[str] = []
    for turn in range(runs):
        if chance.random() < 0.3:
            the_index(folder).unlink(missing_ok=True)
        one = subprocess.Popen(
            command(folder, *note, "--note", f"one {turn}"),
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        two = subprocess.Popen(
            command(folder, *note, "--note", f"two {turn}"), env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        time.sleep(chance.uniform(0.05, 0.6))
        one.kill()
        said, _ = one.communicate()
        if said.endswith(b"}\n"):
            acknowledged.append(f"one {turn}")
        _, errors = two.communicate()
        assert two.returncode in (0, 3), errors
        if two.returncode == 0:
            acknowledged.append(f"two {turn}")
    code, output, errors = run("show", "taiwan-himars-2025", "--ledger", str(folder), "--format", "json")
    assert (code, errors) == (0, "")
    notes = [entry.get("note") for entry in json.loads(output)["history"]]
    assert set(acknowledged) <= set(notes)
    for question in (["list"], ["due"]):
        agree(folder, question, date(2026, 1, 10))
