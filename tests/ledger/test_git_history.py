"""What a ledger said on an earlier day is asked of the repository that it is kept in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from armstrack.ledger.git_history import NoGitHistory, extract, revision_at
from armstrack.ledger.ledger import Ledger
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
    with pytest.raises(NoGitHistory, match="not a git repository"):
        revision_at(tmp_path, "2026-01-31")
