"""Every line of a shell on the pages of the manual runs as it stands, without a network: sources are played here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import TESTS
from notices.documents import page_of, pdf_of

from armstrack.sources.registry import SOURCES

DOCS = TESTS.parent / "docs"

ELSEWHERE = {"commands.md": "test_examples_of_the_help.py", "questions.md": "test_questions_page.py"}
"""Pages whose examples are tried elsewhere."""

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)

NOTICE = (TESTS / "notice.txt").read_text(encoding="utf-8")


Shell = Callable[[str], subprocess.CompletedProcess[str]]


def blocks(page: str) -> list[tuple[str, str]]:
    """The blocks of a page, each with its language."""
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


EXAMPLES = [
    (path.name, text)
    for path in sorted(DOCS.glob("*.md"))
    if path.name not in ELSEWHERE
    for language, text in blocks(path.name)
    if language == "sh"
]


def about(buyer: str, number: str) -> str:
    """The notice of the tests, of another buyer."""
    return NOTICE.replace("Norway", buyer).replace("27-90", number)


@pytest.fixture
def desk(ledger: Path, tmp_path: Path) -> Path:
    """A ledger, and what the examples find beside it: a page, a document, texts, rows."""
    (ledger / "release.html").write_text(page_of(about("Iceland", "27-91")), encoding="utf-8")
    (ledger / "notice.pdf").write_bytes(pdf_of(about("Japan", "27-92")))
    (ledger / "notices").mkdir()
    for number, buyer in (("27-93", "Poland"), ("27-94", "Kuwait")):
        (ledger / f"notices/{number}.txt").write_text(about(buyer, number), encoding="utf-8")
    (ledger / "fr.txt").write_text(about("Chile", "27-95"), encoding="utf-8")
    (ledger / "sales/chile-torpedoes-2026.yaml").write_text(
        "id: chile-torpedoes-2026\ntitle: Torpedoes\nrecipient: CL\nauthority: 36(b)(1)\ntransmittal: 27-95\n"
        "history:\n  - {date: 2026-11-19, state: notified}\n",
        encoding="utf-8",
    )
    (ledger / "rows.csv").write_text("Item,Value,Buyer,Day\nBoats,12M,Qatar,2026-11-20\n", encoding="utf-8")
    return ledger


@pytest.fixture
def shell(desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """Runs lines in a shell, whose `armstrack` is this program and asks a server on this machine for documents."""
    monkeypatch.syspath_prepend(TESTS / "sources")
    from documents_of_sources import registers
    from served import served

    with served(registers("27-96")) as server:
        played = " ".join(f"--base-url {source}={server.address}" for source in SOURCES)
        programs = {
            "armstrack": f'case "$1" in fetch) shift; set -- fetch {played} "$@";; esac\n'
            f'exec "{sys.executable}" -m armstrack "$@"\n',
            "pip": "exit 0\n",
            "pbpaste": f'cat "{TESTS / "notice.txt"}"\n',
            "xdg-open": "exit 0\n",
        }
        folder = tmp_path / "bin"
        folder.mkdir()
        for name, script in programs.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}", encoding="utf-8")
            (folder / name).chmod(0o755)

        def run(block: str) -> subprocess.CompletedProcess[str]:
            environ = {name: value for name, value in os.environ.items() if not name.startswith("ARMSTRACK_")}
            environ |= {
                "PATH": f"{folder}{os.pathsep}{environ['PATH']}",
                "PYTHONPATH": str(TESTS.parent),
                "BROWSER": "",
            }
            return subprocess.run(
                ["sh", "-c", block], cwd=desk, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True
            )

        yield run


@pytest.mark.skipif(sys.platform == "win32", reason="the lines are those of a Unix shell")
@pytest.mark.parametrize(("page", "block"), EXAMPLES, ids=[f"{page}-{at}" for at, (page, _) in enumerate(EXAMPLES)])
def test_a_block_of_a_shell_runs_as_it_stands(shell: Shell, desk: Path, page: str, block: str) -> None:
    for library in re.findall(r"armstrack\[(\w+)\]", block):
        if library == "site":
            pytest.importorskip("jinja2", reason="pip install 'armstrack[site]'")
        elif library == "xlsx":
            pytest.importorskip("xlsxwriter", reason="pip install 'armstrack[xlsx]'")
    if page == "import.md":
        pytest.importorskip("pypdf", reason="pip install 'armstrack[pdf]'")
        pytest.importorskip("selectolax", reason="pip install 'armstrack[html]'")
    for line in block.splitlines():
        program = line.split()[0]
        if program not in ("armstrack", "pip", "pbpaste") and shutil.which(program) is None:
            pytest.skip(f"runs {program}, which is not installed")
        if program == "duckdb":
            assert shell("armstrack export sqlite -o ledger.db").returncode == 0
        ran = shell(line)
        # A server that plays the Register alone leaves the other sources without an answer, as the page says.
        assert ran.returncode == (6 if " fetch" in line and program == "armstrack" else 0), f"{line}\n{ran.stderr}"
        assert ran.stdout or ran.stderr or program == "pip" or " -o " in line, line


def test_the_imports_of_the_page_do_what_it_says(shell: Shell, desk: Path) -> None:
    pytest.importorskip("pypdf", reason="pip install 'armstrack[pdf]'")
    pytest.importorskip("selectolax", reason="pip install 'armstrack[html]'")
    (block,) = [text for page, text in EXAMPLES if page == "import.md"]
    before = set(desk.glob("sales/**/*.yaml"))
    assert shell(block).returncode == 0
    made = {path.stem.split("-")[0] for path in set(desk.glob("sales/**/*.yaml")) - before}
    assert made == {"iceland", "poland", "kuwait", "norway", "qatar"}, "the dry run made none, and --into a second none"
    (norway,) = desk.glob("sales/**/norway-*.yaml")
    assert "https://example.org/notice" in norway.read_text(encoding="utf-8")
    assert "61.5M" in (desk / "sales/chile-torpedoes-2026.yaml").read_text(encoding="utf-8")


def test_every_block_says_what_it_is_and_every_shell_is_tried() -> None:
    for path in DOCS.glob("*.md"):
        languages = {language for language, _ in blocks(path.name)}
        assert languages <= {"sh", "console", "yaml", "json", "python", "text", "sql"}, f"{path.name}: {languages}"
    assert {page for page, _ in EXAMPLES} >= {"import.md", "fetch.md", "export.md", "site.md"}
