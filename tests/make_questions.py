"""Makes docs/questions.md: the questions that people ask, each with the command that answers it and its real answer.

Run `python tests/make_questions.py` after a change to a command, to the reference ledger, or to tests/questions.yaml.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
QUESTIONS = Path(__file__).parent / "questions.yaml"
PAGE = ROOT / "docs" / "questions.md"
NOTICE = Path(__file__).parent / "notice.txt"

LINES = 12
"""Lines of an answer that are shown, unless the question says otherwise."""

WIDE = 160
"""Characters of a line that are shown."""

REVISION = "0123456789abcdef0123456789abcdef01234567"
"""What stands for the git revision of the copy that is asked, which is another for each copy."""

INTRODUCTION = """\
# The questions people ask

What committee staff, researchers, journalists and exporters want to know, each with the command that
answers it and the answer of the reference ledger. Long answers are cut: `[…]` stands for more.

<!-- Made by `python tests/make_questions.py` from tests/questions.yaml; change that instead. -->
"""


def groups() -> list[dict[str, Any]]:
    """The questions, in groups."""
    found: list[dict[str, Any]] = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    return found


def questions() -> list[dict[str, Any]]:
    """Every question."""
    return [question for group in groups() for question in group["questions"]]


def folder_to_ask_in(place: Path) -> Path:
    """A folder with a copy of the reference ledger, kept in git as it stands, and a saved notice."""
    shutil.copytree(ROOT / "data", place / "data")
    shutil.copy(NOTICE, place / "notice.txt")
    name = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org")
    environ = os.environ | {f"GIT_{who}_DATE": "2026-11-20T12:00:00+0000" for who in ("AUTHOR", "COMMITTER")}
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "The reference ledger"]):
        subprocess.run(["git", *name, *words], cwd=place, env=environ, check=True)
    return place


def answer(command: str, place: Path) -> tuple[int, str]:
    """The exit code of a command, and what it prints."""
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("ARMSTRACK_", "COLUMNS"))}
    ran = subprocess.run(
        [sys.executable, "-m", "armstrack", *shlex.split(command)],
        cwd=place,
        env=environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(place / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    git = ["git", "rev-parse", "HEAD"]
    head = subprocess.run(git, cwd=place, capture_output=True, encoding="utf-8", check=True).stdout.strip()
    text = ran.stdout
    for length in (40, 12, 10):
        text = text.replace(head[:length], REVISION[:length])
    return ran.returncode, text


def shown(text: str, lines: int, last: int) -> str:
    """The beginning of an answer, or so many of its last lines."""
    found = [line if len(line) <= WIDE else line[: WIDE - 3] + "[…]" for line in text.splitlines()]
    if last:
        return "\n".join(["[…]", *found[-last:]])
    return "\n".join(found if len(found) <= lines else [*found[:lines], "[…]"])


def page(place: Path) -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_sections(place)])


def _sections(place: Path) -> Iterator[str]:
    number = 0
    for group in groups():
        yield f"## {group['group']}\n"
        for question in group["questions"]:
            number += 1
            yield f"### {number}. {question['ask']}\n"
            if "run" in question:
                code, text = answer(question["run"], place)
                if code:
                    raise SystemExit(f"armstrack {question['run']} ended with {code}:\n{text}")
                said = shown(text, question.get("lines", LINES), question.get("last", 0))
                yield f"```console\n$ armstrack {question['run']}\n{said}\n```\n"
            if "note" in question:
                yield f"{question['note']}\n"


def main() -> None:
    """Writes the page."""
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(page(folder_to_ask_in(Path(place))), encoding="utf-8")


if __name__ == "__main__":
    main()
