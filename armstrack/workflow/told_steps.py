"""From what documents of Congress tell of a resolution to steps of its history, each told once.

The status of a measure and the roll call of a chamber tell the same vote; so do two systems behind one status,
with other words and now and then another session. A roll call is one by its chamber, number and day; any other
action by its day and by the state that it leads to. A tally is the chamber's own, else that of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from armstrack.model.congress import ActionTold, MeasureTold, RollCallTold
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import on
from armstrack.model.resolution import ResolutionEntry, Vote
from armstrack.workflow.procedure import procedures


class _Row(NamedTuple):
    """How words of Congress lead to a state."""

    says: re.Pattern[str]
    state: str | None
    """The state that is entered; `None` for a vote that moves nothing."""
    question: str = ""
    """What a vote on it decides, in the ledger's words."""
    decides: str | None = None
    """The state to which the answer to the question leads, where this one is the other answer."""


def _row(says: str, state: str | None, question: str = "", decides: str | None = None) -> _Row:
    return _Row(re.compile(says, re.IGNORECASE), state, question, decides)


_DISCHARGE = "motion to discharge the committee"
_TABLE = "motion to table"
_PROCEED = "motion to proceed to it"
_OVER_VETO = "passage over the veto"

_CLOTURE = "motion to end debate"
_AGAIN = "motion to reconsider"

ACTIONS = (
    _row(r"\bcloture\b", None, _CLOTURE),
    _row(r"\breconsider\b", None, _AGAIN),
    _row(r"^motion to table\b.*\b(?:rejected|not agreed)", None, _TABLE, "tabled"),
    _row(r"^motion to table\b.*\bagreed|\blaid on the table in senate\b", "tabled", _TABLE),
    _row(r"^motion to discharge\b.*\b(?:rejected|not agreed)", "discharge-failed", _DISCHARGE),
    _row(r"^motion to discharge\b.*\bagreed|^senate committee on .*\bdischarged\b", "discharged", _DISCHARGE),
    _row(r"^motion to proceed\b.*\b(?:rejected|not agreed)", "discharge-failed", _PROCEED),
    _row(r"^motion to proceed\b.*\bagreed", None, _PROCEED, "discharged"),
    _row(r"\breported (?:by|to senate by|favorably|adversely|without|\(amended\))", "committee-reported"),
    _row(r"\b(?:failed|not sustained|not agreed).*\bsenate over veto|\bsenate over veto.*\bfailed", "sustained", _OVER_VETO),
    _row(r"\bpassed senate over veto|\bsenate over veto.*\bpassed", "override-passed-senate", _OVER_VETO),
    _row(r"\bobjections of the president\b.*\bfailed|\bfailed of passage in house over veto", "sustained", _OVER_VETO),
    _row(r"\bobjections of the president\b.*\bpassed|\bpassed house over veto", "override-passed-house", _OVER_VETO),
    _row(r"\bfailed of passage in senate|\bsenate\b.*\bfailed of passage", "failed-senate", "passage"),
    _row(r"^passed senate|^passed/agreed to in senate", "passed-senate", "passage"),
    _row(r"\bon passage failed|\bfailed of passage/not agreed to in house|\bfailed of passage in house", "failed-house", "passage"),
    _row(r"\bon passage passed|^passed/agreed to in house|\bagreed to in house\b", "passed-house", "passage"),
    _row(r"^presented to president", "presented"),
    _row(r"^pocket vetoed", "pocket-vetoed"),
    _row(r"^vetoed by president", "vetoed"),
    _row(r"^signed by president", "enacted"),
    _row(r"^became (?:public|private) law.*without", "became-law"),
)  # fmt: skip
"""The sentences of the status of a measure. The first row that says it decides; what no row says is no step."""

QUESTIONS = (
    _row(r"\bcloture\b", None, _CLOTURE),
    _row(r"\breconsider\b", None, _AGAIN),
    _row(r"motion to table\b.*\|.*\b(?:rejected|not agreed)", None, _TABLE, "tabled"),
    _row(r"motion to table\b.*\|.*\bagreed", "tabled", _TABLE),
    _row(r"motion to discharge\b.*\|.*\b(?:rejected|not agreed)", "discharge-failed", _DISCHARGE),
    _row(r"motion to discharge\b.*\|.*\bagreed", "discharged", _DISCHARGE),
    _row(r"motion to proceed\b.*\|.*\b(?:rejected|not agreed)", "discharge-failed", _PROCEED),
    _row(r"motion to proceed\b.*\|.*\bagreed", None, _PROCEED, "discharged"),
    _row(r"(?:overrid|objections of the president|veto).*\|.*\b(?:fail|not sustain|reject|sustain)", "sustained", _OVER_VETO),
    _row(r"(?:overrid|objections of the president|veto).*\|.*\bpass", "override-passed-{chamber}", _OVER_VETO),
    _row(r"(?:on (?:the )?(?:joint|concurrent) resolution|passage|agreeing).*\|.*\b(?:fail|defeat|reject|not agreed)", "failed-{chamber}", "passage"),
    _row(r"(?:on (?:the )?(?:joint|concurrent) resolution|passage|agreeing).*\|.*\b(?:pass|agreed)", "passed-{chamber}", "passage"),
)  # fmt: skip
"""The question of a roll call, a bar, and its result."""

_TALLY = re.compile(r"\b([0-9]{1,3})\s*[-\u2013]\s*([0-9]{1,3})(?:,\s*([0-9]{1,2})\s*Present)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step of a resolution as documents tell it, and the one that proves it."""

    entry: ResolutionEntry
    """The step, without a source."""
    address: str
    roll: tuple[str, int] | None = None
    """The chamber and the number of its roll call."""


def steps_told(measure: MeasureTold | None, rolls: Iterable[RollCallTold]) -> tuple[StepTold, ...]:
    """Every step that a status and the roll calls of one measure tell, in the order of days, each once."""
    calls = {(call.chamber, call.number, call.day): call for call in rolls}
    steps: list[StepTold] = []
    for step in (*_of_measure(measure, calls), *_of_calls(calls.values())):
        _add(steps, step)
    order = [state.name for state in procedures()["resolution"].states]
    return _both_chambers(
        sorted(steps, key=lambda one: (one.entry.date.iso or "", order.index(one.entry.state or order[0])))
    )


def _add(steps: list[StepTold], step: StepTold) -> None:
    """Adds a step, unless it is there: as the same roll call, or as the same word on the same day without one."""
    for at, held in enumerate(steps):
        if held.entry.date != step.entry.date:
            continue
        if held.roll is not None and step.roll is not None:
            if held.roll == step.roll:
                return
        elif held.entry.word == step.entry.word:
            if held.roll is None:
                steps[at] = step  # the same, or more than the words alone
            return
    steps.append(step)


def _of_measure(measure: MeasureTold | None, calls: dict[tuple[str, int, date], RollCallTold]) -> Iterator[StepTold]:
    if measure is None:
        return
    first = procedures()["resolution"].steps[0]
    if measure.introduced is not None:
        yield StepTold(ResolutionEntry(on(measure.introduced), first), measure.address)
    for action in measure.actions:
        row = next((one for one in ACTIONS if one.says.search(action.text)), None)
        if row is None:
            continue
        chamber = action.chamber or ("house" if re.search(r"\bhouse\b|\bon passage\b", action.text, re.I) else "senate")
        call = calls.get((chamber, action.roll, action.day)) if action.roll is not None else None
        vote = _vote(row, call) if call is not None else _vote_of_words(row, chamber, action)
        if row.state is None and vote is None:
            continue
        yield StepTold(
            _entry(action.day, row, vote, action.roll, call),
            call.address if call is not None else measure.address,
            (chamber, action.roll) if action.roll is not None else None,
        )


def _of_calls(calls: Iterable[RollCallTold]) -> Iterator[StepTold]:
    for call in calls:
        said = f"{call.question} {call.about} | {call.result}"
        row = next((one for one in QUESTIONS if one.says.search(said)), None)
        if row is None:
            continue
        row = row._replace(state=row.state.format(chamber=call.chamber) if row.state is not None else None)
        entry = _entry(call.day, row, _vote(row, call), call.number, call)
        yield StepTold(entry, call.address, (call.chamber, call.number))


def _entry(day: date, row: _Row, vote: Vote | None, roll: int | None, call: RollCallTold | None) -> ResolutionEntry:
    note = f"Record vote {roll}" if roll is not None else None
    if call is not None and call.tie_broken_by is not None:
        note = f"{note}; the tie was broken: {call.tie_broken_by}"
    event = "vote" if row.state is None else None
    return ResolutionEntry(on(day), row.state, event, note=note, vote=vote)


def _vote(row: _Row, call: RollCallTold) -> Vote | None:
    if call.yea is None or call.nay is None:
        return None
    return Vote(call.chamber, row.question, call.yea, call.nay, call.present or None, _side(row))


def _vote_of_words(row: _Row, chamber: str, action: ActionTold) -> Vote | None:
    """The tally that the words of an action give."""
    tally = _TALLY.search(action.text) if row.question else None
    if tally is None:
        return None
    present = int(tally[3]) if tally[3] else None
    return Vote(chamber, row.question, int(tally[1]), int(tally[2]), present, _side(row))


def _side(row: _Row) -> str:
    """Which answer disapproves: the column of the table of states says it of the state that the question leads to."""
    state = procedures()["resolution"].by_name.get(row.state or row.decides or "")
    return (state.disapproves if state is not None else None) or "yea"


def _both_chambers(steps: list[StepTold]) -> tuple[StepTold, ...]:
    """The steps with the second chamber's passage as what it is: that both have passed it."""
    procedure = procedures()["resolution"]
    adopted = procedure.first("adopted")
    passed: set[str] = set()
    told: list[StepTold] = []
    for step in steps:
        entry = step.entry
        if entry.state is not None and adopted is not None and procedure.move(entry.state, adopted) is not None:
            passed.add(entry.state)
            if len(passed) == 2:
                both = ResolutionEntry(entry.date, adopted, note=entry.note, vote=entry.vote)
                step = StepTold(both, step.address, step.roll)
        told.append(step)
    return tuple(told)
