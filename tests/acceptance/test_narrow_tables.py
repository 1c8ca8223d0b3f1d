"""A narrow terminal leaves columns out and says so; an id, a day and an amount it shows are whole."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Callable
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER
from sampling import sampled

from armstrack.cli.main import run_program

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--ledger", str(NOVEMBER), "--as-of", "2026-11-20")
NARROWEST = 40

Ids = Callable[[Any], list[str]]


def of_rows(document: Any) -> list[str]:
    return [row["id"] for row in document]


def under(key: str) -> Ids:
    return lambda document: of_rows(document[key])


LISTS: dict[str, Ids] = {
    "list -r TW": of_rows,
    "list --state offered": of_rows,
    "list --search radar --columns value_usd,id,purchaser,title,package,held.since": of_rows,
    "due --within 400d": of_rows,
    "--as-of 2026-01-10 due": of_rows,
    "backlog -r TW": under("sales"),
    "backlog diff -r TW --from 2020-12-31": under("changes"),
    "deliveries": of_rows,
    "slip": of_rows,
    "events": of_rows,
    "events --event hold": of_rows,
    "queue --system HIMARS": under("sales"),
    "conflicts": of_rows,
    "resolutions": of_rows,
    "chain taiwan-himars-2020": under("sales"),
    "verify": lambda document: [row["figure"] for row in document],
    "explain": lambda document: [row["code"] for row in document],
}
"""Each list, and the ids of its rows in its JSON document."""


@pytest.fixture(scope="module")
def answers() -> dict[str, list[str]]:
    """The ids in the JSON of each list, asked once."""
    found = {}
    for command, ids in LISTS.items():
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
            run_program([*DAY, "--quiet", "--format", "json", *command.split()])
        found[command] = ids(json.loads(out.getvalue()))
        assert found[command], f"{command} has no rows to look at"
    return found


@pytest.fixture
def screen(run: Run) -> Callable[[str, int], str]:
    def shown(command: str, columns: int) -> str:
        return run(*DAY, *command.split(), columns=columns, env={"NO_COLOR": "1", "PAGER": ""}).out

    return shown


def words(text: str) -> set[str]:
    """The words on a screen, as a double click copies them; what closes a sentence is no part of them."""
    return {word.rstrip(",;:") for line in text.splitlines() for word in line.split(" ")}


@pytest.mark.parametrize(
    ("command", "width"),
    [
        *product(LISTS, (NARROWEST, 60)),
        *sampled([each for each in product(LISTS, range(41, 201)) if each[1] != 60], 60),
    ],
)
def test_every_id_stands_whole(
    answers: dict[str, list[str]], screen: Callable[[str, int], str], command: str, width: int
) -> None:
    every_row = " --all" if command.startswith("list") else ""
    missing = set(answers[command]) - words(screen(command + every_row, width))
    assert not missing


@pytest.mark.parametrize("width", [NARROWEST, 52, 60, 80])
@pytest.mark.parametrize("command", LISTS)
def test_no_day_and_no_amount_is_cut(screen: Callable[[str, int], str], command: str, width: int) -> None:
    seen = screen(command, width)
    assert not re.findall(r"\$[\d,.]*…|\b\d{4}-\d{0,2}-?\d?…", seen)
    assert not re.findall(r"(?:^| )\d{4}-(?:\d\d-)?$", seen, re.MULTILINE), "a day is never broken"
