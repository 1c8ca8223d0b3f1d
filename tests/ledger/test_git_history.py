"""What a ledger said on an earlier day is asked of the repository that it is kept in."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from armstrack.ledger.git_history import NoGitHistory, extract, revision_at, revision_now
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.record_file import LARGEST
from armstrack.query.changes import changes

SALE = """\
id: {name}
title: Radar
recipient: PL
authority: 36(b)(1)
value:
  total: {total}
history:
  - {{date: 2026-01-05, state: notified, source: "https://example.org/notice"}}
"""


def git(folder: Path, *words: str, when: str = "2026-02-01T12:00:00-05:00") -> str:
    env = {
        **os.environ,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.org",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True, text=True).stdout


def write(folder: Path, name: str, total: str = "96M", more: str = "") -> None:
    path = folder / "sales" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SALE.format(name=name, total=total) + more)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger inside a repository, committed on 1 February and again on 1 March 2026."""
    folder = tmp_path / "project" / "ledger"
    folder.mkdir(parents=True)
    git(folder.parent, "init", "-q")
    (folder / "ledger.yaml").write_text("name: a\nformat: 1\n")
    write(folder, "radar")
    write(folder, "boats")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "first")
    write(folder, "radar", "98M", '  - {date: 2026-01-25, state: offered, source: "https://example.org/offer"}\n')
    (folder / "sales" / "boats.yaml").unlink()
    write(folder, "trucks")
    git(folder.parent, "add", "-A")
    git(folder.parent, "commit", "-qm", "second", when="2026-03-01T23:30:00-05:00")
    return folder


def sales_at(ledger: Path, tmp_path: Path, when: str) -> Ledger:
    place = tmp_path / "then"
    place.mkdir()
    extract(ledger, revision_at(ledger, when), place)
    return Ledger(place)


def test_on_a_day_the_ledger_says_what_was_committed_by_its_end_in_washington(ledger: Path, tmp_path: Path) -> None:
    assert revision_at(ledger, "2026-02-28") == git(ledger, "rev-parse", "HEAD~1").strip()
    assert revision_at(ledger, "2026-03-01") == git(ledger, "rev-parse", "HEAD").strip()
    then = sales_at(ledger, tmp_path, "2026-02-28").contents.sales
    assert sorted(then) == ["boats", "radar"]
    assert then["radar"].value.total == 96_000_000


def test_a_revision_can_be_named_instead_of_a_day(ledger: Path, tmp_path: Path) -> None:
    assert sorted(sales_at(ledger, tmp_path, "HEAD~1").contents.sales) == ["boats", "radar"]


def test_what_changed_is_told_sale_by_sale(ledger: Path, tmp_path: Path) -> None:
    before = sales_at(ledger, tmp_path, "2026-02-28").contents
    told = [(one.kind, one.sale, one.detail) for one in changes(before, Ledger(ledger).contents)]
    assert told == [
        ("added", "trucks", "Radar"),
        ("moved", "radar", "offered on 2026-01-25"),
        ("revalued", "radar", "96,000,000 to 98,000,000"),
        ("removed", "boats", "Radar"),
    ]


def test_a_corrected_day_is_a_correction_and_no_move(ledger: Path, tmp_path: Path) -> None:
    before = Ledger(ledger).contents
    path = ledger / "sales" / "trucks.yaml"
    path.write_text(path.read_text().replace("2026-01-05", "2026-01-06").replace("Radar", "Trucks"))
    told = [(one.kind, one.detail) for one in changes(before, Ledger(ledger).contents)]
    assert told == [("corrected", "title, history")]


@pytest.mark.parametrize("when", ["2026-01-31", "no-such-revision", "--all"])
def test_a_past_that_is_not_there_is_said_to_be_missing(ledger: Path, when: str) -> None:
    with pytest.raises(NoGitHistory):
        revision_at(ledger, when)


def test_a_ledger_outside_a_repository_has_no_past(tmp_path: Path) -> None:
    with pytest.raises(NoGitHistory, match="in no git repository"):
        revision_at(tmp_path, "2026-01-31")


def bare_repository_inside(folder: Path, command: str) -> None:
    """Puts the files of a bare repository into a ledger's folder, with a configuration that names a command."""
    inner = folder.parent.parent / "inner"
    inner.mkdir()
    git(inner, "init", "-q", "-b", "main")
    (inner / "ledger.yaml").write_text("name: false\nformat: 1\n")
    git(inner, "add", "-A")
    git(inner, "commit", "-qm", "i")
    for part in ("HEAD", "objects", "refs", "index"):
        origin = inner / ".git" / part
        (shutil.copytree if origin.is_dir() else shutil.copy)(origin, folder / part)
    hostile_config(folder / "config", command)


def hostile_config(path: Path, command: str) -> None:
    """A configuration of a repository that names a command wherever git would run one."""
    path.write_text(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n"
        f'\tfsmonitor = "{command}"\n\tpager = "{command}"\n\tsshCommand = "{command}"\n'
        f'[diff]\n\texternal = "{command}"\n[filter "x"]\n\tclean = "{command}"\n'
        f'\tsmudge = "{command}"\n\tprocess = "{command}"\n[alias]\n\trev-parse = "!{command}"\n'
        f'[tar "tar"]\n\tcommand = "{command}"\n[log]\n\tshowSignature = true\n'
        f'[gpg]\n\tprogram = "{command}"\n'
    )


def everything_asked_of(ledger: Path, place: Path) -> None:
    """Every question that the program has for a repository."""
    place.mkdir()
    revision_now(ledger)
    extract(ledger, revision_at(ledger, "2026-02-28"), place)
    revision_at(ledger, "HEAD")


def test_a_repository_inside_the_ledger_is_neither_obeyed_nor_asked(ledger: Path, tmp_path: Path) -> None:
    before = git(ledger, "rev-parse", "HEAD").strip()
    bare_repository_inside(ledger, f"touch {tmp_path}/ran; false")
    everything_asked_of(ledger, tmp_path / "then")
    assert not (tmp_path / "ran").exists()
    assert revision_now(ledger).commit == before


def test_no_command_of_a_repository_s_own_configuration_is_run(ledger: Path, tmp_path: Path) -> None:
    command = f"touch {tmp_path}/ran; false"
    hostile_config(ledger.parent / ".git" / "config", command)
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        path = ledger.parent / ".git" / "hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{command}\n")
        path.chmod(0o755)
    (ledger.parent / ".gitattributes").write_text("*.yaml filter=x diff=x\n")
    write(ledger, "radar", "99M")
    everything_asked_of(ledger, tmp_path / "then")
    assert not (tmp_path / "ran").exists()


def test_what_a_hook_s_environment_says_of_another_repository_is_not_asked(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = git(ledger, "rev-parse", "HEAD").strip()
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    for name in ("GIT_DIR", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / "objects"))
    monkeypatch.setenv("GIT_NAMESPACE", "other")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "0")
    assert revision_at(ledger, "HEAD") == head
    assert revision_now(ledger).commit == head


def test_links_attributes_and_what_is_no_record_stay_out_of_a_revision(ledger: Path, tmp_path: Path) -> None:
    (ledger / "sales" / "notes").symlink_to("../../../../etc/hostname")
    (ledger / "sales" / "link.yaml").symlink_to("/etc/hostname")
    (ledger.parent / "away").symlink_to("/etc")
    (ledger / "sales" / ".hidden.yaml").write_text("x")
    (ledger / "sales" / "page.html").write_text("x")
    (ledger / "elsewhere").mkdir()
    (ledger / "elsewhere" / "x.yaml").write_text("x")
    (ledger.parent / ".gitattributes").write_text("** export-ignore\n*.yaml export-subst\n")
    git(ledger.parent, "add", "-A", "-f")
    git(ledger.parent, "commit", "-qm", "third", when="2026-03-02T12:00:00-05:00")
    sales_at(ledger, tmp_path, "HEAD")
    files = sorted(path.relative_to(tmp_path / "then").as_posix() for path in (tmp_path / "then").rglob("*.*"))
    assert files == ["ledger.yaml", "sales/radar.yaml", "sales/trucks.yaml"]
    assert not revision_now(ledger).dirty


@pytest.mark.parametrize("day", ["1900-01-01", "1969-12-31", "1970-01-01", "1972-01-01", "1973-03-03", "2026-01-31"])
def test_before_the_first_commit_the_repository_holds_nothing(ledger: Path, day: str) -> None:
    with pytest.raises(NoGitHistory, match=f"holds nothing of this ledger by {day}"):
        revision_at(ledger, day)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0001-01-01", "9999-12-31", "2200-01-01"])
def test_a_day_that_is_none_is_no_revision_either(ledger: Path, day: str) -> None:
    with pytest.raises(ValueError, match=day):
        revision_at(ledger, day)


@pytest.mark.parametrize("name", ["nonsense", "--output=x", "HEAD:ledger.yaml", "HEAD^{tree}", "a\0b", ""])
def test_a_name_that_means_no_commit_is_answered_in_the_program_s_own_words(ledger: Path, name: str) -> None:
    with pytest.raises(NoGitHistory) as refusal:
        revision_at(ledger, name)
    assert "fatal" not in str(refusal.value)
    assert "revision" in str(refusal.value)


def test_what_differs_from_the_revision_is_seen_without_asking_git_to_compare(ledger: Path) -> None:
    assert not revision_now(ledger).dirty
    path = ledger / "sales" / "trucks.yaml"
    content = path.read_bytes()
    path.write_bytes(content.replace(b"\n", b"\r\n"))
    assert not revision_now(ledger).dirty
    path.write_bytes(content + b"# a remark\n")
    assert revision_now(ledger).dirty
    path.write_bytes(content)
    write(ledger, "another")
    assert revision_now(ledger).dirty


def test_what_is_larger_than_any_record_is_told_and_not_read(ledger: Path, tmp_path: Path) -> None:
    (ledger / "sales" / "huge.yaml").write_bytes(b"x" * (LARGEST + 10))
    git(ledger.parent, "add", "-A")
    git(ledger.parent, "commit", "-qm", "third", when="2026-03-02T12:00:00-05:00")
    contents = sales_at(ledger, tmp_path, "HEAD").contents
    assert [problem.code for problem in contents.problems] == ["too-large"]
    assert sorted(contents.sales) == ["radar", "trucks"]
