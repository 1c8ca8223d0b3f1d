"""A record is found by its id of whatever kind, or by words; and long answers are read page by page."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from armstrack.model.folded import folded

if TYPE_CHECKING:
    from conftest import Run, RunReal

DAY = ("--as-of", "2026-11-20")
PACKAGE = "taiwan-2025-12-17"

needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no terminals of this kind")


@pytest.mark.parametrize("text", ["Türkiye", "TÜRKIYE", "turkiye", unicodedata.normalize("NFD", "Türkiye")])
def test_accents_and_case_say_nothing_where_somebody_searches(text: str) -> None:
    assert folded(text) == "turkiye"
    assert folded("Straße") == folded("STRASSE")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("asked", ["vehiculo blindado", "VEHÍCULO", unicodedata.normalize("NFD", "vehículo")])
def test_a_search_finds_what_is_written_with_accents_however_encoded(
    run: Run, change: Callable[[str, str, str], Path], form: str, asked: str
) -> None:
    change("taiwan-tow-2025", "TOW 2B Missile System", unicodedata.normalize(form, "Vehículo Blindado"))
    for way in ((), ("--no-index",)):
        found = run(*DAY, *way, "list", "--search", asked, "--format", "json").json
        assert [sale["id"] for sale in found] == ["taiwan-tow-2025"]


def test_a_package_given_to_show_is_shown_with_its_sales(run: Run) -> None:
    document = run(*DAY, "show", PACKAGE, "--format", "json").json
    assert (document["id"], document["announced"], len(document["sales"])) == (PACKAGE, "2025-12-17", 8)
    assert document["announced_usd"] == document["value_usd"] == 11_105_400_000
    page = run(*DAY, "show", PACKAGE).out
    assert "8 sales in this ledger, $11,105,400,000 together" in page
    assert "taiwan-tow-2025" in page
    assert "taiwan-tow-2025" in run(*DAY, "show", PACKAGE, "--format", "csv").out
    assert run("--as-of", "2025-12-17", "show", PACKAGE, "--format", "json").json["history"][0]["date"] == "2025-11"


@pytest.mark.parametrize("name", ["119-sjres-101", "S.J.Res. 101"])
def test_a_resolution_given_to_show_is_shown(run: Run, name: str) -> None:
    assert run(*DAY, "show", name).out == run(*DAY, "resolutions", "show", name).out
    assert run(*DAY, "show", name, "--format", "json").json["measure"] == "S.J.Res. 101"


@needs_a_terminal
def test_words_that_name_no_record_are_searched_for_on_a_terminal(run: Run) -> None:
    one = run(*DAY, "show", "javelin", "missile", columns=100, env={"NO_COLOR": "1"})
    assert one.code == 0
    assert "these words stand in one sale" in one.out
    assert "taiwan-javelin-2025: Javelin Missile System" in one.out
    several = run(*DAY, "show", "missile", columns=100, env={"NO_COLOR": "1"})
    assert several.code == 0
    assert "taiwan-tow-2025" in several.out
    assert "taiwan-javelin-2025" in several.out
    none = run(*DAY, "show", "no", "such", "thing", columns=100, env={"NO_COLOR": "1"})
    assert none.code == 5


def test_a_program_is_never_guessed_at(run: Run) -> None:
    for words in (("javelin", "missile"), ("missile",)):
        ran = run(*DAY, "show", *words, "--format", "json")
        assert (ran.code, ran.out, ran.error["code"]) == (5, "", "not-found")
        assert isinstance(ran.error["nearest"], list)
        assert run(*DAY, "show", *words).code == 5, "nor a pipe"
    assert run(*DAY, "advance", "missile", "offered").code == 5


# --- what matters first ---------------------------------------------------------------------------------


def test_where_a_sale_stands_and_what_may_come_is_told_first(run: Run) -> None:
    lines = run(*DAY, "show", "taiwan-himars-2025").out.splitlines()
    assert lines[1].startswith("Stands")
    at = {line: number for number, line in enumerate(lines)}
    assert at["Possible next"] < at["Line items"] < at["History"]


def test_reasons_that_are_the_same_are_told_once_and_explained_when_asked(run: Run) -> None:
    day = ("--as-of", "2026-01-10")
    plain = run(*day, "next", "taiwan-himars-2025").out
    assert plain.count("30-day review runs to 2026-01-16") == 1
    assert "accepted, implemented" in plain
    document = run(*day, "next", "taiwan-himars-2025", "--format", "json").json
    assert len(document["not_possible"]) == 9, "a program has a row for each"
    explained = run(*day, "next", "taiwan-himars-2025", "--explain").out
    assert "day 30 is 2026-01-16" in explained
    assert "explanation" in run(*day, "next", "taiwan-himars-2025", "--explain", "--format", "json").json


# --- page by page ---------------------------------------------------------------------------------------


@pytest.fixture
def pager(tmp_path: Path) -> dict[str, str]:
    """A pager that marks each line that it shows."""
    script = tmp_path / "pager"
    script.write_text("#!/bin/sh\nsed 's/^/paged: /'\n")
    script.chmod(0o755)
    return {"PAGER": str(script), "NO_COLOR": "1"}


@needs_a_terminal
def test_a_long_answer_on_a_terminal_is_shown_in_the_pager(run_real: RunReal, pager: dict[str, str]) -> None:
    law = run_real(*DAY, "law", tty=True, env=pager)
    assert law.code == 0
    assert law.out.startswith("paged: ")
    short = run_real(*DAY, "next", "taiwan-himars-2025", tty=True, env=pager)
    assert "paged: " not in short.out


@needs_a_terminal
def test_no_pager_in_a_pipe_or_where_none_is_wanted(run_real: RunReal, pager: dict[str, str]) -> None:
    assert "paged: " not in run_real(*DAY, "law", env=pager).out
    assert "paged: " not in run_real(*DAY, "law", "--no-pager", tty=True, env=pager).out
    assert "paged: " not in run_real(*DAY, "law", "--format", "json", tty=True, env=pager).out
    for none in ("cat", "", "/no/such/pager"):
        ran = run_real(*DAY, "law", tty=True, env=pager | {"PAGER": none})
        assert ran.code == 0
        assert "paged: " not in ran.out
        assert ran.out.startswith("The law in force")
