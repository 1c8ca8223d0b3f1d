"""A step of a resolution, judged before it is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from armstrack.model.resolution import Resolution, ResolutionEntry
from armstrack.workflow.move import Refusal
from armstrack.workflow.order import in_order
from armstrack.workflow.procedure import procedures
from armstrack.workflow.resolution_life import congress_ends, resolution_objections, resolution_standing
from armstrack.workflow.transition import Objection, steps_to_skip, table_objection


@dataclass(frozen=True, slots=True)
class ResolutionAccepted:
    """The step may be written."""

    resolution: Resolution
    entry: ResolutionEntry


def judge_resolution(resolution: Resolution, entry: ResolutionEntry, day: date) -> ResolutionAccepted | Refusal:
    """Whether a step may be added to a resolution's history, as things are known on a day.

    `entry.state` must be a state of the procedure of resolutions.
    """
    objection = _objection(resolution, entry, day)
    if objection is None:
        return ResolutionAccepted(replace(resolution, history=(*resolution.history, entry)), entry)
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


def with_steps_skipped(resolution: Resolution, entry: ResolutionEntry) -> ResolutionEntry:
    """The entry with the steps named that it passes over."""
    if entry.state is None:
        return entry
    before: str | None = None
    for other in in_order((*resolution.history, entry)):
        if other is entry:
            break
        before = other.state or before
    return replace(entry, skipped=steps_to_skip(procedures()["resolution"], before, entry.state, None))


def possible_steps(resolution: Resolution, day: date) -> tuple[str, ...]:
    """The states that a resolution could move into on a day."""
    procedure = procedures()["resolution"]
    now = resolution_standing(resolution, day).state
    if now is None:
        return ("introduced",)
    return tuple(state for state in procedure.writable if table_objection(procedure, now, state, (), None) is None)


def _objection(resolution: Resolution, entry: ResolutionEntry, day: date) -> Objection | None:
    if entry.date.earliest is not None and entry.date.earliest > day:
        return Objection("not-yet", f"{entry.date.text} has not come: the day is {day}.")
    ends = congress_ends(resolution.congress)
    if entry.date.earliest is not None and entry.date.earliest >= ends:
        reason = f"The Congress of this resolution, the {resolution.congress}th, ended on {ends}; it died then."
        return Objection("congress-ended", reason, ("Constitution, amendment XX",))
    made_by = procedures()["resolution"].by_name[entry.state].made_by if entry.state is not None else None
    if made_by is not None:
        reason = f"`{entry.state}` is never written: the calendar makes it true on {ends}."
        return Objection("never-written", reason, ("Constitution, amendment XX",))
    candidate = replace(resolution, history=(*resolution.history, entry))
    known = {at for at, _ in resolution_objections(resolution)}
    found = dict(resolution_objections(candidate))
    if len(resolution.history) in found:
        return found[len(resolution.history)]
    for at, objection in found.items():
        if at not in known:
            later = resolution.history[at]
            reason = f"The entry of {later.date}, `{later.word}`, would no longer be possible: {objection.reason}"
            return Objection("breaks-later", reason, remedy="Check the two days and their sources.")
    return None
