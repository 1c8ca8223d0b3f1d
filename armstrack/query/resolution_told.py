"""What documents of Congress add to the resolutions of a ledger: steps that it lacks, and where the two disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Any

from armstrack.model.congress import MeasureTold, short_name
from armstrack.model.data_class import dataclass
from armstrack.model.kinds import Written
from armstrack.model.resolution import RESOLUTION_ENTRY, Resolution, ResolutionEntry
from armstrack.query.document import Document
from armstrack.query.match import HeldSales
from armstrack.query.resolutions import step_document
from armstrack.workflow.move import Refusal
from armstrack.workflow.procedure import procedures
from armstrack.workflow.resolution_move import judge_resolution
from armstrack.workflow.told_steps import StepTold

NEW, STEPS, UNCHANGED, UNKNOWN = "new", "steps", "unchanged", "not in the ledger"
"""What becomes of a measure: a new file, steps in the file there is, nothing, or nothing for lack of its status."""


@dataclass
class ResolutionTold:
    """One measure, and what documents add to it."""

    id: str
    measure: str
    what: str
    added: list[ResolutionEntry] = field(default_factory=list)
    """The steps that the ledger lacks, each with its source."""
    held: list[ResolutionEntry] = field(default_factory=list)
    """The steps that it has."""
    differs: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    """The steps that the procedure refuses, and why; a person decides."""
    record: Mapping[str, Written] | None = None
    """The record of a measure that the ledger does not have."""

    def document(self, written: bool) -> Document:
        """The same as plain values."""
        return {
            "id": self.id,
            "measure": self.measure,
            "what": self.what,
            "written": written and self.what in (NEW, STEPS),
            "steps": [step_document(entry) for entry in self.added],
            "held": len(self.held),
            "differs": self.differs,
            "refused": self.refused,
        }


def resolution_told(
    congress: int,
    measure: str,
    status: MeasureTold | None,
    steps: Sequence[StepTold],
    resolutions: Iterable[Resolution],
    held: HeldSales,
    day: date,
) -> ResolutionTold:
    """What the documents on one measure add to a ledger, as things are known on a day."""
    known = next((one for one in resolutions if (one.congress, one.measure) == (congress, measure)), None)
    sourced = [replace(step.entry, source=step.address) for step in steps]
    if known is not None:
        return _of_known(known, sourced, day)
    told = ResolutionTold(f"{congress}-{short_name(measure)}", measure, UNKNOWN if status is None else NEW)
    if status is None or not sourced:
        told.what = UNKNOWN
        return told
    first = Resolution(told.id, congress, measure, status.title, (), ())
    for entry in sourced:
        first = _judged(first, entry, day, told)
    told.record = _record(told, status, held)
    return told


def _of_known(known: Resolution, sourced: Sequence[ResolutionEntry], day: date) -> ResolutionTold:
    told = ResolutionTold(known.id, known.measure, UNCHANGED)
    current = known
    for entry in sourced:
        ours = _counterpart(entry, known)
        if ours is None:
            current = _judged(current, entry, day, told)
            continue
        told.held.append(ours)
        told.differs += _differences(ours, entry)
    if told.added:
        told.what = STEPS
    return told


def _judged(resolution: Resolution, entry: ResolutionEntry, day: date, told: ResolutionTold) -> Resolution:
    outcome = judge_resolution(resolution, entry, day)
    if isinstance(outcome, Refusal):
        told.refused.append(f"{entry.word} on {entry.date}: {outcome.reason}")
        return resolution
    told.added.append(outcome.entry)
    return outcome.resolution


def _counterpart(entry: ResolutionEntry, known: Resolution) -> ResolutionEntry | None:
    """The entry of the ledger that tells the same step; an introduction happens once, whatever its day."""
    day, first = entry.date.exact, procedures()["resolution"].steps[0]
    for ours in known.history:
        same_vote = (
            ours.vote is not None
            and entry.vote is not None
            and ours.vote.chamber == entry.vote.chamber
            and (ours.vote.yea, ours.vote.nay) == (entry.vote.yea, entry.vote.nay)
        )
        near = day is not None and ours.date.may_touch(day, day)
        if ours.state == entry.state == first:
            return ours
        if near and (same_vote or (ours.word == entry.word and (entry.state is not None or same_vote))):
            return ours
    return None


def _differences(ours: ResolutionEntry, theirs: ResolutionEntry) -> list[str]:
    found = []
    if ours.date != theirs.date:
        found.append(f"{theirs.word}: {ours.date} in the ledger, {theirs.date} in the document")
    if ours.word != theirs.word:
        found.append(f"{theirs.date}: {ours.word} in the ledger, {theirs.word} in the document")
    if theirs.vote is not None:
        tally = f"{theirs.vote.yea} to {theirs.vote.nay}"
        if ours.vote is None:
            found.append(f"{theirs.word} on {theirs.date}: no roll call in the ledger, {tally} in the document")
        elif (ours.vote.yea, ours.vote.nay) != (theirs.vote.yea, theirs.vote.nay):
            has = f"{ours.vote.yea} to {ours.vote.nay}"
            found.append(f"{theirs.word} on {theirs.date}: {has} in the ledger, {tally} in the document")
        elif ours.vote.for_disapproval != theirs.vote.for_disapproval:
            sides = (
                f"{ours.vote.for_disapproval} disapproves in the ledger, {theirs.vote.for_disapproval} in the document"
            )
            found.append(f"{theirs.word} on {theirs.date}: {sides}")
    return found


def _record(told: ResolutionTold, status: MeasureTold, held: HeldSales) -> Mapping[str, Written]:
    """A new resolution in the ledger's own words."""
    record: dict[str, Any] = {
        "id": told.id,
        "congress": str(status.congress),
        "measure": status.measure,
        "title": _title(status.title),
    }
    if status.sponsor is not None:
        record["sponsor"] = status.sponsor
    record["sales"] = _sales(status, held)
    record["history"] = [RESOLUTION_ENTRY.write(entry) for entry in told.added]
    return record


def _title(title: str) -> str:
    """The title without the words that every such title begins with."""
    words = title.strip().rstrip(".")
    for lead in (
        "A joint resolution ",
        "A concurrent resolution ",
        "Joint resolution ",
        "Providing for ",
        "providing for ",
    ):
        words = words.removeprefix(lead)
    return words[:1].upper() + words[1:]


def _sales(status: MeasureTold, held: HeldSales) -> list[Written]:
    """The sales that it names: by their ids where the ledger has them, else by what is known of them."""
    recipient: Written = list(status.recipients) if len(status.recipients) > 1 else "".join(status.recipients)
    named: list[Written] = []
    for number in status.transmittals:
        sale = held.numbered(number, status.recipients)
        named.append(
            sale.id
            if sale is not None
            else {"transmittal": number, "recipient": recipient or "unknown", "title": _title(status.title)}
        )
    return named or [{"recipient": recipient or "unknown", "title": _title(status.title)}]
