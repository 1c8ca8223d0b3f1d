"""What the tests of whole commands share: a ledger to write to, and the program, called in process or for real."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import sampling
from hypothesis import is_hypothesis_test, settings

from armstrack.cli.main import run_program

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pseudo_terminal import Seen

TESTS = Path(__file__).parent
NOVEMBER = TESTS / "november_2026"
"""The reference ledger as it stood in November 2026: it does not grow, so that what is counted in it stays."""

QUICK = ("model/", "law/", "workflow/", "ledger/", "query/", "index/", "notices/", "output/")
"""The rooms whose tests ask functions and not whole commands."""

NOT_QUICK = {"index/test_index.py", "notices/test_any_text.py"}
"""What takes its time in them."""

TAIWAN = (
    "taiwan-ah1w-parts-2025",
    "taiwan-altius-2025",
    "taiwan-harpoon-repair-2025",
    "taiwan-himars-2025",
    "taiwan-javelin-2025",
    "taiwan-m109a7-2025",
    "taiwan-tactical-mission-network",
    "taiwan-tow-2025",
    "taiwan-pac3-nasams-2026",
    "taiwan-2025-12-17",
    "119-sjres-101",
)
"""The eight sales of 17 December 2025, the one reported after them, their package and their resolution."""

STEERING = ("ARMSTRACK_LEDGER", "ARMSTRACK_DEBUG", "COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TERM", "LC_ALL")
"""What in the environment could change an answer; a test gives what it means to give."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate", action="store_true", help="Write the golden screens anew instead of comparing with them."
    )


def pytest_configure(config: pytest.Config) -> None:
    sampling.register_profiles()
    if not config.getoption("--hypothesis-profile"):
        settings.load_profile(sampling.WHOLE if _is_whole(config) else sampling.SAMPLE)


def _is_whole(config: pytest.Config) -> bool:
    """Whether the slow tests are asked for, and with them every property on all its examples."""
    return config.getoption("markexpr").strip() == "slow"


def _is_quick(path: Path) -> bool:
    """Whether a file of tests belongs to the quick loop."""
    place = path.relative_to(TESTS).as_posix()
    return place.startswith(QUICK) and place not in NOT_QUICK


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Under `-m quick` no other file is as much as imported."""
    if config.getoption("markexpr").strip() != "quick" or collection_path.suffix != ".py":
        return None
    return not _is_quick(collection_path) or None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks what is quick by its room; and under `-m slow` every property, which is tried on all its examples then."""
    whole = _is_whole(config)
    for item in items:
        if whole and is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.slow)
        if item.get_closest_marker("slow") is None and _is_quick(item.path):
            item.add_marker(pytest.mark.quick)


@pytest.fixture(autouse=True, scope="session")
def _own_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An index is never kept in the cache folder of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("LOCALAPPDATA", str(folder))
        yield folder


def a_terminal(columns: int, encoding: str = "utf-8") -> AbstractContextManager[tuple[io.TextIOWrapper, Seen]]:
    """A terminal of that width and encoding: the stream to write to, and what will have been seen."""
    if sys.platform == "win32":
        pytest.skip("Windows has no pseudo-terminal to look at; what a screen shows is tested on Linux and macOS")
    from pseudo_terminal import screen

    return screen(columns, encoding)


@dataclass(frozen=True)
class Ran:
    """One call of the program: how it ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """The error document on standard error."""
        document: dict[str, dict[str, Any]] = json.loads(self.err)
        assert list(document) == ["error"]
        return document["error"]


class Run(Protocol):
    """Calls the program in this process.

    With `columns`, its streams are a terminal of that width and encoding, and `out` is the whole screen:
    what it wrote to either of them, in the order of writing.
    """

    def __call__(
        self,
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        columns: int | None = None,
        encoding: str = "utf-8",
    ) -> Ran: ...


class RunReal(Protocol):
    """Calls the program as its users do: in a process of its own; with `tty`, on a terminal that is `columns` wide."""

    def __call__(
        self,
        *args: str,
        columns: int = 80,
        tty: bool = False,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        typed: str = "",
    ) -> Ran: ...


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger that may be written to: of the reference ledger, what concerns the package of 17 December 2025.

    The reference ledger grows; a test that counts needs one that does not.
    """
    folder = tmp_path / "ledger"
    folder.mkdir()
    shutil.copy(NOVEMBER / "ledger.yaml", folder)
    for name in TAIWAN:
        (path,) = NOVEMBER.rglob(f"{name}.yaml")
        target = folder / path.relative_to(NOVEMBER)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return folder


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """A ledger that holds nothing yet."""
    folder = tmp_path / "empty"
    assert run("init", str(folder), cwd=tmp_path).code == 0
    return folder


@pytest.fixture
def change(ledger: Path) -> Callable[[str, str, str], Path]:
    """Replaces a part of one sale's file: `change("taiwan-tow-2025", "353M", "unknown")`."""

    def changed(sale: str, old: str, new: str) -> Path:
        (path,) = ledger.rglob(f"{sale}.yaml")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{path.name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return changed


@pytest.fixture
def run(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls the program in this process, quickly; in the copied ledger, unless told to go elsewhere."""

    def call(
        *args: str,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        columns: int | None = None,
        encoding: str = "utf-8",
    ) -> Ran:
        with monkeypatch.context() as patch:
            patch.chdir(cwd or ledger)
            for name in STEERING:
                patch.delenv(name, raising=False)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            if columns is None:
                out, err = io.StringIO(), io.StringIO()
                patch.setattr(sys, "stdin", io.StringIO())
                patch.setattr(sys, "stdout", out)
                patch.setattr(sys, "stderr", err)
                return Ran(int(run_program(list(args))), out.getvalue(), err.getvalue())
            if "TERM" not in (env or {}):
                patch.setenv("TERM", "xterm-256color")
            with a_terminal(columns, encoding) as (stream, seen):
                patch.setattr(sys, "stdin", io.StringIO())
                patch.setattr(sys, "stdout", stream)
                patch.setattr(sys, "stderr", stream)
                code = int(run_program(list(args)))
            return Ran(code, seen.text, "")

    return call


@pytest.fixture
def run_real(ledger: Path) -> RunReal:
    """Calls the program in a process of its own; in the copied ledger, unless told to go elsewhere."""

    def call(
        *args: str,
        columns: int = 80,
        tty: bool = False,
        cwd: Path | None = None,
        env: Mapping[str, str] | None = None,
        typed: str = "",
    ) -> Ran:
        command = [sys.executable, "-m", "armstrack", *args]
        surroundings = {name: value for name, value in os.environ.items() if name not in STEERING}
        surroundings |= {"TERM": "xterm-256color", "PYTHONUTF8": "1", "PAGER": "cat", **(env or {})}
        folder = cwd or ledger
        if not tty:
            ended = subprocess.run(command, cwd=folder, env=surroundings, input=typed.encode(), capture_output=True)
            return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
        with a_terminal(columns) as (stream, seen):
            os.write(seen.keyboard, typed.encode())
            code = subprocess.run(
                command, cwd=folder, env=surroundings, stdin=stream, stdout=stream, stderr=stream
            ).returncode
        return Ran(code, seen.text, "")

    return call


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a dozen sales that does not grow; nothing writes to it."""
    from sites import small_ledger

    return small_ledger(tmp_path_factory.mktemp("small") / "ledger")


@pytest.fixture(scope="session")
def site(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small ledger; nothing writes to it."""
    from sites import build

    out = tmp_path_factory.mktemp("site") / "out"
    build(small, out)
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of the system."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    program = next((found for name in names if (found := shutil.which(name))), None)
    if program is None:
        message = "no Chromium is installed; `apt-get install chromium` installs one"
        if os.environ.get("ARMSTRACK_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()
