"""A step of a resolution adds one line, and many of several resolutions are one step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from made import make

from armstrack.ledger.journal import RecordUnusable
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved
from armstrack.ledger.resolution_journal import add_resolution_entry, take_in_resolutions
from armstrack.model.kinds import Written
from armstrack.model.partial_date import parse_partial_date
from armstrack.model.resolution import ResolutionEntry, Vote
from armstrack.workflow.move import Refusal
from armstrack.workflow.resolution_move import ResolutionAccepted, judge_resolution

DAY = date(2026, 3, 1)
TEXT = """\
id: 119-sjres-{number}   # ours
congress: 119
measure: S.J.Res. {number}
title: Disapproval
sales: [{{recipient: PH, title: Radars}}]
history:
  - {{date: 2025-02-03, state: introduced}} # told by the clerk
# the end
"""
NEW: Mapping[str, Written] = {
    "id": "119-sjres-9",
    "congress": "119",
    "measure": "S.J.Res. 9",
    "title": "Disapproval",
    "sales": [{"recipient": "PH", "title": "Radars"}],
    "history": [{"date": "2025-02-03", "state": "introduced"}],
}


def file(ledger: Ledger, number: int) -> Path:
    return ledger.folder / "resolutions" / f"119-sjres-{number}.yaml"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    files: dict[str, str | bytes] = {f"resolutions/119-sjres-{at}.yaml": TEXT.format(number=at) for at in (1, 2)}
    return make(tmp_path, files)


def step(word: str, on: str, vote: Vote | None = None) -> ResolutionEntry:
    return ResolutionEntry(parse_partial_date(on), word, vote=vote, source="https://www.congress.gov/")


def moving(entry: ResolutionEntry) -> partial[ResolutionAccepted | Refusal]:
    return partial(judge_resolution, entry=entry, day=DAY)


DISCHARGED = moving(step("discharged", "2025-03-10"))


def snapshot(ledger: Ledger) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in ledger.folder.rglob("*.yaml")}


def test_a_step_adds_one_line_behind_the_last(ledger: Ledger) -> None:
    outcome = add_resolution_entry(ledger, "119-sjres-1", DISCHARGED)
    assert isinstance(outcome, ResolutionAccepted)
    line = '  - {date: 2025-03-10, state: discharged, source: "https://www.congress.gov/"}\n'
    assert file(ledger, 1).read_text() == TEXT.format(number=1).replace("# the end", f"{line}# the end")
    assert ledger.anew().contents.resolutions["119-sjres-1"] == outcome.resolution


def test_a_vote_is_written_with_what_was_counted(ledger: Ledger) -> None:
    vote = Vote("senate", "the motion to discharge", 55, 44, None, "yea")
    add_resolution_entry(ledger, "119-sjres-1", moving(step("discharged", "2025-03-10", vote)))
    said = "vote: {chamber: senate, question: the motion to discharge, yea: 55, nay: 44, for-disapproval: yea}"
    assert said in file(ledger, 1).read_text()


def test_a_refused_step_and_a_dry_run_write_nothing(ledger: Ledger) -> None:
    before = snapshot(ledger)
    refusal = add_resolution_entry(ledger, "119-sjres-1", moving(step("enacted", "2025-03-10")))
    assert isinstance(refusal, Refusal)
    assert isinstance(add_resolution_entry(ledger, "119-sjres-1", DISCHARGED, dry_run=True), ResolutionAccepted)
    assert snapshot(ledger) == before


def test_new_resolutions_and_steps_are_one_step(ledger: Ledger) -> None:
    steps = [DISCHARGED, moving(step("passed-senate", "2025-03-12"))]
    take_in_resolutions(ledger, {"119-sjres-9": NEW}, {"119-sjres-1": steps})
    held = ledger.anew().contents.resolutions
    assert [one.state for one in held["119-sjres-1"].history] == ["introduced", "discharged", "passed-senate"]
    assert held["119-sjres-9"].measure == "S.J.Res. 9"
    assert file(ledger, 2).read_text() == TEXT.format(number=2)


def test_an_id_is_taken_wherever_its_file_lies(ledger: Ledger) -> None:
    (ledger.folder / "resolutions" / "119").mkdir()
    file(ledger, 2).rename(ledger.folder / "resolutions" / "119" / file(ledger, 2).name)
    with pytest.raises(FileExistsError):
        take_in_resolutions(ledger, {"119-sjres-2": {**NEW, "id": "119-sjres-2"}}, {})
    assert not file(ledger, 2).exists()


@pytest.mark.parametrize(
    ("new", "steps", "raised"),
    [
        ({"119-sjres-2": {**NEW, "id": "119-sjres-2"}}, {}, FileExistsError),
        ({"119-sjres-9": {**NEW, "measure": []}}, {}, RecordUnusable),
        ({"119-sjres-9": {**NEW, "history": [{"date": "2025", "state": "flown"}]}}, {}, RecordUnusable),
        ({"119-sjres-9": NEW}, {"119-sjres-1": [moving(step("enacted", "2025-03-10"))]}, GroundMoved),
        ({}, {"119-sjres-1": [DISCHARGED, DISCHARGED]}, GroundMoved),
        ({"119-sjres-9": NEW}, {"119-sjres-7": [DISCHARGED]}, GroundMoved),
    ],
)
def test_where_one_cannot_be_written_none_is(
    ledger: Ledger,
    new: Mapping[str, Mapping[str, Written]],
    steps: Mapping[str, list[partial[ResolutionAccepted | Refusal]]],
    raised: type[Exception],
) -> None:
    before = snapshot(ledger)
    with pytest.raises(raised):
        take_in_resolutions(ledger, new, steps)
    assert snapshot(ledger) == before
