"""The pass that a second process makes while this one imports sees what one process sees, or nothing."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA
from ledger.made import SETTINGS

from armstrack.cli.start import _ledger_option
from armstrack.ledger.index.ahead import PassAhead, _parts, begun
from armstrack.ledger.index.scan import WHOLE, Looks, Part, scan

TEXT = "id: x\n"


def a_ledger(folder: Path, chance: random.Random) -> Path:
    """A ledger of empty records in folders of folders, some of them hidden or beside the point."""
    folder.mkdir()
    (folder / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    for at in range(60):
        kind = chance.choice(("sales", "sales", "sales", "resolutions", "packages", "figures"))
        place = folder / kind
        for _ in range(chance.randrange(3)):
            place = place / chance.choice(("2024", "2025", ".hidden", "taiwan", "x\udcff"))
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{at}.{chance.choice(('yaml', 'yml', 'txt'))}").write_text(TEXT * at, encoding="utf-8")
    return folder


def seen_ahead(folder: Path) -> Looks | None:
    """What the two processes see together."""
    ahead = PassAhead(str(folder), _parts(str(folder)), 0)
    ahead.begin()
    return ahead.looks()


def seen_alone(folder: Path) -> Looks:
    """What one process sees."""
    return scan(str(folder))._replace(began_ns=0)


@pytest.mark.parametrize("seed", range(10))
def test_two_processes_see_what_one_sees(tmp_path: Path, seed: int) -> None:
    folder = a_ledger(tmp_path / "ledger", random.Random(seed))
    before = seen_alone(folder)
    assert seen_ahead(folder) == before
    path = next((folder / "sales").rglob("*.y*ml"))
    path.write_text("changed", encoding="utf-8")
    after = seen_ahead(folder)
    assert after == seen_alone(folder)
    assert after != before


def test_each_part_is_made_once_however_the_two_share_them(tmp_path: Path) -> None:
    folder = a_ledger(tmp_path / "ledger", random.Random(1))
    ahead = PassAhead(str(folder), _parts(str(folder)), 0)
    ahead.begin()
    own = ahead.share()  # at once, so that both draw at the same time
    other = ahead.looks()
    assert other is not None
    assert own.digests.items() <= seen_alone(folder).digests.items()
    ahead = PassAhead(str(folder), (), 0)
    ahead.begin()
    assert ahead.share().digests == {}
    ahead.looks()


def test_a_link_that_leads_from_one_part_into_another_is_judged_by_one_process(tmp_path: Path) -> None:
    folder = a_ledger(tmp_path / "ledger", random.Random(2))
    shutil.rmtree(folder / "sales")
    for name in ("a", "b"):
        (folder / "sales" / name).mkdir(parents=True)
        (folder / "sales" / name / f"{name}.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "sales" / "a" / "link").symlink_to(folder / "sales" / "b")
    alone = seen_alone(folder)
    assert [each.code for _, each in alone.obstacles] == ["folder-loop"]
    assert seen_ahead(folder) in (None, alone)


def test_a_folder_that_cannot_be_read_is_told_by_both_alike(tmp_path: Path) -> None:
    folder = a_ledger(tmp_path / "ledger", random.Random(3))
    (folder / "sales" / "2030").mkdir(parents=True)
    (folder / "sales" / "2030" / "loop").symlink_to(folder / "sales" / "2030")
    alone = seen_alone(folder)
    assert alone.obstacles
    assert seen_ahead(folder) == alone


def test_without_an_answer_the_pass_is_made_anew(tmp_path: Path) -> None:
    class Stillborn(PassAhead):
        def begin(self) -> None:
            super().begin()
            os.kill(self._process, 9)

    folder = a_ledger(tmp_path / "ledger", random.Random(4))
    ahead = Stillborn(str(folder), (Part("sales", True), *WHOLE[1:]), 0)
    ahead.begin()
    assert ahead.looks() in (None, seen_alone(folder))


def test_a_folder_without_sales_needs_no_second_process(tmp_path: Path) -> None:
    assert begun(str(tmp_path)) is None


@pytest.mark.parametrize(
    ("arguments", "ledger"),
    [
        (["list"], None),
        (["--ledger", "mine", "list"], "mine"),
        (["list", "--ledger=mine"], "mine"),
        (["list", "--ledger"], ""),
        (["list", "--ledger="], ""),
    ],
)
def test_the_ledger_is_guessed_from_the_words_of_the_call(arguments: list[str], ledger: str | None) -> None:
    assert _ledger_option(arguments) == ledger


@pytest.mark.parametrize(
    "arguments", [["list"], ["--ledger", "nowhere", "list"], ["list", "--ledger", "nowhere", "--ledger", "{}"]]
)
def test_a_wrong_guess_changes_no_answer(tmp_path: Path, arguments: list[str]) -> None:
    folder = a_ledger(tmp_path / "ledger", random.Random(5))
    words = [word.format(folder) for word in arguments] + ["--format", "json"]
    environ = os.environ | {"ARMSTRACK_LEDGER": str(folder), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    ended = [
        subprocess.run([sys.executable, "-m", "armstrack", *words, *more], env=environ, capture_output=True)
        for more in ((), ("--no-index",))
    ]
    assert ended[0].returncode == ended[1].returncode
    assert ended[0].stdout == ended[1].stdout
    assert ended[0].stderr == ended[1].stderr


def test_the_look_begins_before_anything_heavy_is_loaded() -> None:
    modules = "armstrack.cli.start, armstrack.ledger.index.ahead, armstrack.ledger.locate"
    program = f"import sys, {modules}; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ended.stdout.split())
    assert not {"typer", "rich", "yaml", "sqlite3", "json", "dataclasses", "hashlib", "threading"} & loaded


@pytest.mark.parametrize("format", ["json", "csv"])
def test_the_quick_end_of_the_program_loses_nothing_of_what_it_wrote(tmp_path: Path, format: str) -> None:
    words = ["--ledger", str(DATA), "--as-of", "2026-11-20", "list", "--all", "--format", format]
    environ = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    whole = run_program_in_pipe([*words, "--no-index"], environ)
    assert len(whole) > 100_000 if format == "json" else len(whole) > 50_000
    assert run_program_in_pipe(words, environ) == whole


def run_program_in_pipe(words: list[str], environ: dict[str, str]) -> str:
    """What the program writes into a pipe of which the reader takes its time."""
    with subprocess.Popen(
        [sys.executable, "-m", "armstrack", *words], stdout=subprocess.PIPE, env=environ, encoding="utf-8"
    ) as process:
        assert process.stdout is not None
        text = process.stdout.read(10)
        return text + process.stdout.read()


def test_a_call_that_takes_no_answer_leaves_no_process_behind(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    for at in range(2500):  # more than a pipe holds
        (folder / "sales" / f"{at:04d}-a-folder-of-a-long-name").mkdir(parents=True)
        (folder / "sales" / f"{at:04d}-a-folder-of-a-long-name" / f"{at}.yaml").touch()
    (folder / "ledger.yaml").write_text(SETTINGS, encoding="utf-8")
    ahead = PassAhead(str(folder), _parts(str(folder)), 0)
    ahead.begin()
    os.close(ahead.unread)
    assert os.waitpid(ahead._process, 0)[1] == 0


def test_an_answer_that_was_cut_off_is_none(tmp_path: Path) -> None:
    class Interrupted(PassAhead):
        def begin(self) -> None:
            super().begin()
            told, says = os.pipe()
            os.write(says, b"[\x02")
            os.close(says)
            self._answer = told

    ahead = Interrupted(str(a_ledger(tmp_path / "ledger", random.Random(6))), (Part("sales", True),), 0)
    ahead.begin()
    assert ahead.looks() is None


@pytest.mark.parametrize("shell", ["trap '' CHLD; exec {}", "{} 2>&-", "{} <&-"])
def test_it_answers_where_children_are_ignored_or_a_stream_is_closed(tmp_path: Path, shell: str) -> None:
    command = (
        f"{sys.executable} -m armstrack --quiet --ledger {DATA} --as-of 2026-11-20 summary --year 2025 --format json"
    )
    environ = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    ended = subprocess.run(["sh", "-c", shell.format(command)], env=environ, stdout=subprocess.PIPE)
    assert ended.returncode == 0
    assert b'"total"' in ended.stdout


def test_links_to_files_are_seen_in_one_order(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    (folder / "sales").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for at in range(12):
        (tmp_path / "elsewhere" / f"{at}.yaml").write_text(TEXT, encoding="utf-8")
        (folder / "sales" / f"{at}.yaml").symlink_to(tmp_path / "elsewhere" / f"{at}.yaml")
    assert len({scan(str(folder)).digests["sales"] for _ in range(20)}) == 1
