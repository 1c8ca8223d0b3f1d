"""A step of a resolution, judged before it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import on
from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.workflow.move import Refusal, breaks_later, not_yet
from armstrack.workflow.order import in_order
from armstrack.workflow.resolution_life import (
    congress_ends,
    procedure_of_resolution,
    replayed_resolution,
    resolution_standing,
)
from armstrack.workflow.roll_call import roll_call_doubts
from armstrack.workflow.track import newly_refused
from armstrack.workflow.transition import Objection, steps_to_skip


@dataclass(frozen=True, slots=True)
class ResolutionAccepted:
    """The step may be written."""

    resolution: Resolution
    entry: ResolutionEntry
    warning: str | None = None
    """What to consider, although nothing forbids the step."""


def judge_resolution(
    resolution: Resolution, entry: ResolutionEntry, day: date, committee_until: date | None = None
) -> ResolutionAccepted | Refusal:
    """Whether a step may be added to a resolution's history, as things are known on a day.

    `entry.state` must be a state of the procedure of resolutions. `committee_until` is the last of the days of the
    Senate's committee, where they are known: a discharge before it needs unanimous consent, and is not refused.
    """
    objection = _objection(resolution, entry, day)
    if objection is None:
        after = replace(resolution, history=(*resolution.history, entry))
        early = _early_discharge(resolution, entry, committee_until)
        doubts = [doubt.message for at, doubt in roll_call_doubts(after) if at == len(resolution.history)]
        told = "; ".join([early, *doubts] if early is not None else doubts)
        return ResolutionAccepted(after, entry, told or None)
    when = entry.date.latest or day
    return Refusal(
        objection.code,
        resolution.id,
        entry.word,
        entry.date.text,
        objection.reason,
        objection.citations,
        objection.earliest,
        possible_steps(resolution, when),
        remedy=objection.remedy,
    )


def _early_discharge(resolution: Resolution, entry: ResolutionEntry, until: date | None) -> str | None:
    procedure = procedure_of_resolution(resolution)
    state = procedure.by_name.get(entry.state or "")
    if state is None or not state.has("discharged") or until is None or entry.date.latest is None:
        return None
    if entry.date.latest > until:
        return None
    return f"the committee's days run to {until}; before, only unanimous consent discharges it"


def with_steps_skipped(resolution: Resolution, entry: ResolutionEntry) -> ResolutionEntry:
    """The entry with the steps named that it passes over."""
    if entry.state is None:
        return entry
    before: str | None = None
    for other in in_order((*resolution.history, entry)):
        if other is entry:
            break
        before = other.state or before
    procedure = procedure_of_resolution(resolution)
    return replace(entry, skipped=steps_to_skip(procedure, before, entry.state, None))


def possible_steps(resolution: Resolution, day: date) -> tuple[str, ...]:
    """The states that a resolution could move into on a day."""
    procedure = procedure_of_resolution(resolution)
    if resolution_standing(resolution, day).state is None:
        return procedure.steps[:1]
    known = replace(resolution, history=tuple(one for one in resolution.history if one.date.maybe_by(day)))
    return tuple(
        state for state in procedure.writable if _objection(known, ResolutionEntry(on(day), state), day) is None
    )


def _objection(resolution: Resolution, entry: ResolutionEntry, day: date) -> Objection | None:
    if entry.date.earliest is not None and entry.date.earliest > day:
        return not_yet(entry.date, day)
    procedure = procedure_of_resolution(resolution)
    state = procedure.by_name[entry.state] if entry.state is not None else None
    if state is not None and state.made_by is not None:
        ends = congress_ends(resolution.congress)
        reason = f"`{state.name}` is never written: the calendar makes it true on {ends}."
        return Objection("never-written", reason, ("Constitution, amendment XX",))
    candidate = replace(resolution, history=(*resolution.history, entry))
    _, found = replayed_resolution(candidate)
    new = len(resolution.history)
    refused = {remark.at: remark.objection for remark in found}
    if new in refused:
        return refused[new]
    broken = newly_refused(replayed_resolution(resolution)[1], found)
    return None if broken is None else breaks_later(resolution.history[broken.at], broken)
