"""What the ledger said on an earlier day, and what changed since: asked of the git repository that it is kept in."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

SALE = "taiwan-himars-2025"
NAMED = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@pytest.fixture
def kept_in_git(ledger: Path, run: Run) -> Path:
    """The ledger, committed on 1 June 2026; since then a move was made and a value corrected, uncommitted."""

    def git(*words: str) -> None:
        when = "2026-06-01T12:00:00-04:00"
        env = {**os.environ, **NAMED, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        subprocess.run(["git", *words], cwd=ledger, env=env, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "as it was")
    assert run("--as-of", "2026-07-01", "advance", SALE, "implemented", "--source", "https://example.org/a").code == 0
    (path,) = ledger.rglob("taiwan-tow-2025.yaml")
    path.write_text(path.read_text().replace("353M", "354M"))
    return ledger


def test_log_tells_what_was_moved_and_what_was_revalued(run: Run, kept_in_git: Path) -> None:
    rows = run("--format", "json", "log", "--since", "2026-06-02").json
    assert [(row["change"], row["sale"]) for row in rows] == [("moved", SALE), ("revalued", "taiwan-tow-2025")]
    assert rows[0]["detail"] == "implemented on 2026-07-01"
    assert rows[1]["detail"] == "353,000,000 to 354,000,000"
    table = run("log", "--since", "HEAD")
    assert "implemented on 2026-07-01" in table.out
    assert table.err.startswith("2 changes since HEAD")


def test_log_takes_the_filters_of_sales(run: Run, kept_in_git: Path) -> None:
    def changed(*words: str) -> list[str]:
        return [row["sale"] for row in run("--format", "json", "log", "--since", "HEAD", *words).json]

    assert changed("--search", "TOW") == ["taiwan-tow-2025"]
    assert changed("-r", "NO") == []
    (path,) = kept_in_git.rglob("taiwan-tow-2025.yaml")
    path.unlink()
    assert changed("--search", "TOW") == ["taiwan-tow-2025"], "what is gone is chosen as it was"
    assert changed("--search", "HIMARS") == [SALE]


def test_a_question_can_be_asked_of_what_the_ledger_said_on_a_day(run: Run, kept_in_git: Path) -> None:
    words = ("--as-of", "2026-07-01", "--format", "json")
    now = run(*words, "summary", "--package", "taiwan-2025-12-17").json["total"]["value_usd"]
    then = run(*words, "--known-at", "2026-06-02", "summary", "--package", "taiwan-2025-12-17").json["total"][
        "value_usd"
    ]
    assert (now, then) == (11_106_400_000, 11_105_400_000)
    assert run(*words, "show", SALE).json["state"] == "implemented"
    assert run(*words, "show", SALE, "--known-at", "HEAD").json["state"] == "accepted"


def test_the_past_cannot_be_written(run: Run, kept_in_git: Path) -> None:
    ran = run("--known-at", "HEAD", "--as-of", "2026-07-01", "advance", SALE, "implemented")
    assert (ran.code, ran.out) == (3, "")
    assert "read-only" in ran.err


@pytest.mark.parametrize("words", [("log", "--since", "2026-05-01"), ("--known-at", "2026-05-01", "list")])
def test_a_day_before_the_first_commit_is_said_to_be_missing(
    run: Run, kept_in_git: Path, words: tuple[str, ...]
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (5, "")
    assert "nothing of this ledger by 2026-05-01" in ran.err


def test_a_ledger_outside_a_repository_has_no_past(run: Run) -> None:
    ran = run("log", "--since", "2026-05-01", "--format", "json")
    assert ran.code == 5
    assert ran.error["code"] == "no-git-history"


def test_coverage_counts_what_is_known_of_the_sales(run: Run) -> None:
    rows = run("--as-of", "2026-11-20", "--format", "json", "coverage").json
    assert rows == [
        {
            "year": "2025",
            "sales": 8,
            "transmittal": 8,
            "value": 8,
            "mde_split": 0,
            "items": 8,
            "quantities": 4,
            "contractors": 8,
            "later_events": 8,
            "unsure": 0,
            "complete": None,
        },
        {
            "year": None,
            "sales": 1,
            "transmittal": 0,
            "value": 1,
            "mde_split": 0,
            "items": 1,
            "quantities": 0,
            "contractors": 0,
            "later_events": 1,
            "unsure": 0,
            "complete": None,
        },
    ]
