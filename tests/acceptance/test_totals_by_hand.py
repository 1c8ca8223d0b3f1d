"""Totals of `summary` beside the same totals added up by `find` and `awk`, straight from the files."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import NOVEMBER
from systems import needs_shell

if TYPE_CHECKING:
    from conftest import Run

pytestmark = needs_shell

HERE = Path(__file__).parent
DAY = "2026-11-20"

QUESTIONS = {
    "taiwan-first-trump": ("-r", "TW", "--since", "2017-01-20", "--until", "2021-01-19"),
    "taiwan-first-trump-maintenance": (
        "-r", "TW", "--since", "2017-01-20", "--until", "2021-01-19", "--class", "maintenance",
    ),
    "taiwan-biden": ("-r", "TW", "--since", "2021-01-20", "--until", "2025-01-19"),
    "package-of-17-december-2025": ("--package", "taiwan-2025-12-17"),
    "israel-and-saudi-30-january-2026": ("-r", "IL,SA", "--since", "2026-01-30", "--until", "2026-01-30"),
    "fms-of-2025": ("--year", "2025"),
    "fms-of-fiscal-2025": ("--fy", "2025"),
}  # fmt: skip
"""Each total of the script, and the question whose FMS total is the same."""


@cache
def by_hand() -> dict[str, tuple[int, ...]]:
    """The totals of the script: notifications, announcements, dollars, sales of unknown value."""
    done = subprocess.run(
        ["sh", str(HERE / "totals_by_hand.sh"), str(NOVEMBER), DAY], capture_output=True, text=True, check=True
    )
    lines = [line.split() for line in done.stdout.splitlines()]
    return {name: tuple(int(number) for number in numbers) for name, *numbers in lines}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_total_is_what_it_is_by_hand(run: Run, name: str) -> None:
    ran = run("--ledger", str(NOVEMBER), "--as-of", DAY, "summary", *QUESTIONS[name], "--format", "json")
    total = ran.json["totals"]["fms"]
    assert by_hand()[name] == (
        total["sales"],
        total["announcements"],
        total["value_usd"],
        total["unknown_value"],
    )


def test_the_script_counts_nothing_else_and_its_figures_are_the_published_ones() -> None:
    assert set(by_hand()) == set(QUESTIONS)
    assert by_hand()["taiwan-first-trump"] == (20, 11, 18_277_860_000, 0)
    assert by_hand()["taiwan-biden"] == (28, 19, 8_377_400_000, 0)
    assert by_hand()["package-of-17-december-2025"] == (8, 1, 11_105_400_000, 0)
