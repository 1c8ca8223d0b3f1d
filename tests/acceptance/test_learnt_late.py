"""A memo tells what was recorded since it began though it happened before; notices are printed weeks late."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ledger.made import SETTINGS, make

if TYPE_CHECKING:
    from conftest import Ran, Run

SALE = """\
id: {id}
title: Coastal Radar
recipient: PH
authority: 36(b)(1)
value: {{total: 96M}}
sources:
  fr: {{url: "https://www.federalregister.gov/d/2026-1", title: Notice{published}}}
history:
{history}
"""
NOTIFIED = "  - {date: 2026-06-04, state: notified, source: fr}\n"


def write(folder: Path, id: str, history: str, published: str = "") -> None:
    text = SALE.format(id=id, history=history, published=f", published: {published}" if published else "")
    (folder / "sales").mkdir(exist_ok=True)
    (folder / "sales" / f"{id}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path / "late", {}, SETTINGS)
    return tmp_path / "late"


@pytest.fixture
def commit(folder: Path) -> Callable[[str], None]:
    """Commits the ledger as it is, on a day."""

    def made(day: str) -> None:
        moment = f"{day}T12:00:00-05:00"
        environ = os.environ | {
            "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment,
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        for words in (["init", "-q"], ["add", "."], ["commit", "-qm", day]):
            subprocess.run(["git", *words], cwd=folder, env=environ, check=True)

    return made


@pytest.fixture
def memo(run: Run, folder: Path) -> Callable[..., Ran]:
    return lambda *words: run("--ledger", str(folder), "brief", "--since", "2026-07-20", *words)


def learnt(ran: Ran) -> list[tuple[str, str]]:
    rows: list[dict[str, Any]] = ran.json["learnt"]
    return [(row["id"], row["kind"]) for row in rows]


WEEK = ("--as-of", "2026-07-24", "--format", "json")


def test_what_was_committed_in_the_week_is_learnt_in_it(
    folder: Path, commit: Callable[[str], None], memo: Callable[..., Ran]
) -> None:
    write(folder, "known", NOTIFIED)
    commit("2026-07-01")
    write(folder, "late", NOTIFIED)
    write(folder, "known", NOTIFIED + "  - {date: 2026-07-06, event: note, note: heard}\n")
    commit("2026-07-22")
    assert learnt(memo(*WEEK)) == [("late", "notification"), ("known", "event")]
    text = memo("--as-of", "2026-07-24").out
    section = text.split("## Earlier, and recorded since")[1].split("\n## ")[0]
    assert "2026-06-04: notification" in section
    assert "`late`" in section
    assert "Notified: 0 sales" in text  # it is no notification of the week


def test_what_is_not_committed_yet_is_learnt_too(
    folder: Path, commit: Callable[[str], None], memo: Callable[..., Ran]
) -> None:
    write(folder, "known", NOTIFIED)
    commit("2026-07-01")
    write(folder, "late", NOTIFIED)
    assert learnt(memo(*WEEK)) == [("late", "notification")]


def test_what_was_recorded_after_the_memo_is_not_in_it(
    folder: Path, commit: Callable[[str], None], memo: Callable[..., Ran]
) -> None:
    write(folder, "known", NOTIFIED)
    commit("2026-07-01")
    write(folder, "late", NOTIFIED)
    commit("2026-07-22")
    write(folder, "later", NOTIFIED)
    commit("2026-08-22")
    assert learnt(memo(*WEEK)) == [("late", "notification")]


def test_a_day_put_right_is_nothing_learnt(
    folder: Path, commit: Callable[[str], None], memo: Callable[..., Ran]
) -> None:
    write(folder, "known", NOTIFIED)
    commit("2026-07-01")
    write(folder, "known", NOTIFIED.replace("06-04", "06-05"))
    commit("2026-07-22")
    assert learnt(memo(*WEEK)) == []


def test_without_git_the_days_of_publication_tell(folder: Path, memo: Callable[..., Ran]) -> None:
    write(folder, "late", NOTIFIED, published="2026-07-21")
    write(folder, "before", NOTIFIED, published="2026-07-19")
    write(folder, "after", NOTIFIED, published="2026-07-25")
    write(folder, "undated", NOTIFIED)
    assert learnt(memo(*WEEK)) == [("late", "notification")]
    assert "Earlier, and recorded since\n\nNone." in memo("--as-of", "2026-07-20").out
