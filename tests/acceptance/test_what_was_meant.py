"""A wrong call is answered with the right one: words of other programs, and words that lack their option."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from armstrack.cli.lazy import LazyCommand, every_command
from armstrack.cli.main import COMMANDS
from armstrack.cli.meant import COMMANDS as OTHER_COMMANDS
from armstrack.cli.meant import OPTIONS
from armstrack.model.terms import STATES_MEANT
from armstrack.workflow.procedure import sale_states

if TYPE_CHECKING:
    from conftest import Run

HINTS = {
    "list --country Taiwan": "did you mean --recipient?",
    "list --json": "did you mean --format json?",
    "summary --csv": "did you mean --format csv?",
    "list --status offered": "did you mean --state?",
    "list --order value": "did you mean --sort?",
    "list --colums id": "did you mean --columns?",
    "list --from 2024": "did you mean --since?",
    "list -n 5": "did you mean --limit?",
    "list -q": "did you mean --quiet?",
    "list -o sales.csv": "`> FILE` behind the command",
    "-V": "did you mean --version?",
    "backlog --chart": "`armstrack backlog series --chart-file FILE`",
    "show taiwan-tow-2025 --bogus": "`armstrack show --help` lists what it takes",
    "list Taiwan": "did you mean `armstrack list -r Taiwan`?",
    "list South Korea": "did you mean `armstrack list -r 'South Korea'`?",
    "summary Europe": "did you mean `armstrack summary --region Europe`?",
    "gaps offered": "did you mean `armstrack gaps --state offered`?",
    "events HIMARS": "did you mean `armstrack events --system HIMARS`?",
    "coverage 2024": "did you mean `armstrack coverage --year 2024`?",
    "deliveries radios": "did you mean `armstrack deliveries --search radios`?",
    "resolutions Taiwan": "did you mean `armstrack resolutions -r Taiwan`?",
    "queue HIMARS": "did you mean `armstrack queue --system HIMARS`?",
    "check taiwan-himars-2025": "`armstrack show taiwan-himars-2025 --explain`",
    "list --state approved": "no sale is approved by Congress",
    "list --state 'under review'": "Congress reviews what is `notified`",
    "list --state oferred": "did you mean `offered`?",
    "advance taiwan-tow-2025 approved": "no sale is approved by Congress",
    "list -r Europe": "--region EUR",
    "approve": "Congress approves no sale",
    "add": "`armstrack new` enters a sale",
    "lst": "did you mean `list`?",
    "backlog lst": "did you mean `list`?",
    "taiwan": "did you mean `armstrack list -r taiwan`?",
    "taiwan-himars-2025": "`armstrack show taiwan-himars-2025`",
}


@pytest.mark.parametrize("typed", HINTS)
def test_a_hint_names_the_right_call(run: Run, typed: str) -> None:
    ran = run(*shlex.split(typed))
    assert (ran.code, ran.out) == (2, "")
    _, hint = ran.err.splitlines()
    assert HINTS[typed] in hint


@pytest.mark.parametrize(
    ("word", "hint"), [("offered", "--state offered"), ("Taiwan", "-r Taiwan"), ("2025", "--year 2025")]
)
def test_a_word_that_names_no_record_may_be_a_filter(run: Run, word: str, hint: str) -> None:
    ran = run("due", word)
    assert (ran.code, ran.out) == (5, "")
    assert f"did you mean `armstrack due {hint}`?" in ran.err


def test_a_number_out_of_range_is_told_in_words(run: Run) -> None:
    assert "-1 is less than 0." in run("list", "--limit", "-1").err
    assert "'x' is no whole number." in run("list", "--limit", "x").err
    assert "is no number from 0 to" in run("record", "taiwan-tow-2025", "delivery", "--quantity", "-1").err


def test_hints_are_data_for_a_program(run: Run) -> None:
    error = run("list", "--country", "TW", "--format", "json").error
    assert (error["code"], error["hint"]) == ("usage", "did you mean --recipient?")


def test_what_is_meant_is_there() -> None:
    options = {
        option
        for words, entry in every_command(COMMANDS)
        for one in LazyCommand(words.split()[-1], entry).real().params
        for option in one.opts
    }
    meant = {option.split(" ")[0] for candidates in OPTIONS.values() for option in candidates}
    assert meant - options == {"--version"}
    commands = [hint for each in OTHER_COMMANDS.values() for hint in re.findall(r"`(?:armstrack )?([a-z]+)", each)]
    assert set(commands) - {"armstrack"} <= set(COMMANDS)
    assert not set(OTHER_COMMANDS) & set(COMMANDS)
    assert not set(STATES_MEANT) & set(sale_states())
