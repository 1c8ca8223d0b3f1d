"""The page on `fetch`: its workflow is a workflow, and every command in it is one that the program takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from conftest import Run

from armstrack.sources.registry import SOURCES

PAGE = (Path(__file__).parents[2] / "docs" / "fetch.md").read_text(encoding="utf-8")
(WORKFLOW,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = sorted(
    {re.sub(r"\s+(?:#|>|\|\|).*", "", line) for line in re.findall(r"\barmstrack (?:fetch|validate)[^\n`]*", PAGE)}
)


def test_the_workflow_fetches_validates_and_opens_a_pull_request() -> None:
    workflow = yaml.safe_load(WORKFLOW)
    steps = workflow["jobs"]["fetch"]["steps"]
    words = " ".join(step.get("run", "") for step in steps)
    assert workflow[True]["schedule"] == [{"cron": "17 11 * * 1-5"}]  # YAML 1.1 reads the key `on` as a truth value
    places = [words.index(part) for part in ("fetch --import", "armstrack validate", "--missing", "gh pr create")]
    assert places == sorted(places)
    assert workflow["permissions"] == {"contents": "write", "pull-requests": "write"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_is_one_that_the_program_takes(run: Run, command: str) -> None:
    name, *words = shlex.split(command)[1:]
    shown = run(name, "--help", env={"COLUMNS": "200"}).out
    for word in words:
        assert word in shown or word in SOURCES or word == "md", word


def test_the_page_names_every_source() -> None:
    assert all(f"`{name}`" in PAGE for name in SOURCES)
