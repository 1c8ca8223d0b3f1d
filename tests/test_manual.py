"""The manual says what the program does: its pages are made from it, and its examples run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from conftest import NOVEMBER
from make_manual import CONSOLES, PAGES, made

from armstrack.cli.examples import EXAMPLES
from armstrack.model.told import ExitCode

if TYPE_CHECKING:
    from conftest import Run

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", [*PAGES, *CONSOLES])
def test_a_page_is_what_the_program_gives(name: str) -> None:
    again = "run `python tests/make_manual.py` and read the difference"
    assert (DOCS / name).read_text(encoding="utf-8") == made(name), again


def test_the_examples_of_the_python_page_run(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 4
    shutil.copytree(NOVEMBER, tmp_path / "data")
    program = "\n".join(blocks)
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    assert "taiwan-himars-2025 notified" in ran.stdout


def test_every_page_is_in_the_table_of_contents() -> None:
    manual = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    named = {page for entry in manual["nav"] for page in entry.values()}
    assert named == {path.name for path in DOCS.glob("*.md")}


def test_the_commands_of_the_publishing_page_are_understood(run: Run) -> None:
    text = (DOCS / "publishing.md").read_text(encoding="utf-8")
    for command in re.findall(r"`armstrack ([^`]+)`", text):
        words = command.split()
        if "-o" in words or "--ics" in words or words[0] == "site":
            continue  # tried where exports and calendars are tested
        ran = run("--as-of", "2026-11-20", *words)
        assert ran.code in (ExitCode.DONE, ExitCode.INVALID_DATA), f"{command}: {ran.err}"


def test_the_manual_is_built_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="builds the manual: pip install 'armstrack[docs]'")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "manual")]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "manual" / "first-steps" / "index.html").is_file()


def test_the_page_for_man_names_every_command_and_its_examples(run: Run, tmp_path: Path) -> None:
    page = run("help", "--man").out
    assert page.startswith(".TH ARMSTRACK 1 ")
    for command, pair in EXAMPLES.items():
        assert f".SS {command.replace('-', chr(92) + '-')}" in page
        assert all(line.replace("-", "\\-") in page for line in pair)
    for code in ExitCode:
        assert f"\n.TP\n{int(code)}\n" in page
    if shutil.which("groff") is None:
        pytest.skip("lets groff read the page, which is missing: apt-get install groff-base")
    ran = subprocess.run(["groff", "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
