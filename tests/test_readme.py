"""The README shows real output: every console block is run, and must print what stands there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from armstrack.ledger.record_file import parse_record
from armstrack.model.sale import SALE

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[tuple[str, str]]:
    """Each command of the console blocks with the output that is printed below it."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [tuple(part.split("\n", 1)) for block in blocks for part in re.split(r"^\$ ", block, flags=re.M)[1:]]


@pytest.mark.parametrize(("command", "expected"), commands(), ids=[command for command, _ in commands()])
def test_a_command_of_the_readme_prints_what_the_readme_shows(command: str, expected: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    words = command.split()
    assert words[0] == "armstrack"
    run = subprocess.run(
        [sys.executable, "-m", "armstrack", *words[1:]],
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if not key.startswith("ARMSTRACK_")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    assert run.stdout == expected


def test_the_sale_file_of_the_readme_is_a_sale() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    read = parse_record(Path("taiwan-himars-2025.yaml"), text, SALE)
    assert read.record is not None, read.problems


def test_every_command_has_its_line_in_the_readme() -> None:
    from armstrack.cli.main import COMMANDS

    for name in COMMANDS:
        assert f"`{name}" in README, f"the README does not mention {name}"
