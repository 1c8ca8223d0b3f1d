"""Small ledgers and sites of them, for the tests of the site."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from conftest import NOVEMBER, TAIWAN, Ran

from armstrack.cli.main import run_program

DAY = "2026-11-28"
OTHERS = ("spain-minehunting-sonar-2026", "belgium-aim9x-2025", "saudi-paveway-licence", "116-sjres-36", "116-sjres-38")
"""Records besides those of Taiwan: of other buyers, with a disagreement, one that is only reported, votes."""


def copied(names: tuple[str, ...], folder: Path) -> Path:
    """A ledger with some records of the reference ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(NOVEMBER / "ledger.yaml", folder)
    for name in names:
        (path,) = NOVEMBER.rglob(f"{name}.yaml")
        target = folder / path.relative_to(NOVEMBER)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


def small_ledger(folder: Path) -> Path:
    """A ledger of a dozen sales that does not grow."""
    return copied((*TAIWAN, *OTHERS), folder)


def call(*arguments: str) -> Ran:
    """Calls the program in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(run_program(list(arguments)))
    return Ran(code, out.getvalue(), err.getvalue())


def build(ledger: Path, out: Path, *more: str, day: str = DAY) -> Ran:
    """Builds a site of a ledger."""
    ran = call("--ledger", str(ledger), "--as-of", day, "site", str(out), *more)
    assert ran.code == 0, ran.err
    return ran


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its name below it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Text(HTMLParser):
    """The text of a page, its elements and their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self._hidden = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        """The words that a reader sees."""
        return " ".join("".join(self.words).split())


def texts_of(folder: Path, keep: Callable[[str], bool] = lambda name: True) -> dict[str, Text]:
    """Every page of a site."""
    pages = sorted(path for path in folder.rglob("*.html") if keep(path.relative_to(folder).as_posix()))
    return {path.relative_to(folder).as_posix(): Text(path.read_text(encoding="utf-8")) for path in pages}
