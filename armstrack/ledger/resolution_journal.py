"""Writing a step of a resolution, as `journal` writes an entry of a sale: judged on the file as it is now."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence

from armstrack.ledger.folder import record_paths
from armstrack.ledger.history_text import EntryValue, append_entry
from armstrack.ledger.journal import begun, path_of, read_anew, read_back, require_meant, write_anew, writing
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved
from armstrack.ledger.several import Change, Create, Replace, take_step
from armstrack.model.resolution import RESOLUTION, Resolution, ResolutionEntry
from armstrack.workflow.move import Refusal
from armstrack.workflow.resolution_move import ResolutionAccepted

ResolutionJudge = Callable[[Resolution], ResolutionAccepted | Refusal]
"""Makes a step of a resolution as just read."""


def add_resolution_entry(
    ledger: Ledger, resolution_id: str, judge: ResolutionJudge, dry_run: bool = False
) -> ResolutionAccepted | Refusal:
    """Judges a step on the file as it is now and writes its entry, as `armstrack.ledger.journal.add_entries` does."""
    path = path_of(ledger, "resolutions", resolution_id)
    if dry_run:
        return judge(read_anew(path, RESOLUTION)[0])
    with writing(ledger) as lock:
        resolution, text, content = read_anew(path, RESOLUTION)
        outcome = judge(resolution)
        if isinstance(outcome, ResolutionAccepted):
            new = append_entry(text, step_as_written(outcome.entry))
            write_anew(ledger, lock, path, RESOLUTION, new, content, outcome.resolution)
        return outcome


def take_in_resolutions(ledger: Ledger, new: Mapping[str, str], steps: Mapping[str, Sequence[ResolutionJudge]]) -> None:
    """Makes the files of new resolutions, and adds steps to those there are, in one step: all of them, or none.

    `new` are the texts by id; `steps` are judged one after the other on the file as it is now. Raises
    FileExistsError where an id is taken by now, RecordUnusable where a text is no resolution, GroundMoved where
    a step is refused by now, and what `writing` and `take_step` raise; then nothing was written.
    """
    folder = ledger.folder / "resolutions"
    with writing(ledger):
        taken = {path.stem for path in record_paths(folder)[0]}
        changes: list[Change] = []
        for name, text in new.items():
            path = folder / f"{name}.yaml"
            if name in taken:
                raise FileExistsError(errno.EEXIST, "a resolution of this id exists already", str(path))
            read_back(path, text, RESOLUTION)
            changes.append(Create(path, text.encode("utf-8")))
        for name, judges in steps.items():
            path = path_of(ledger, "resolutions", name)
            resolution, text, content = read_anew(path, RESOLUTION)
            for judge in judges:
                outcome = judge(resolution)
                if isinstance(outcome, Refusal):
                    raise GroundMoved(path)
                resolution, text = outcome.resolution, append_entry(text, step_as_written(outcome.entry))
            require_meant(path, text, RESOLUTION, resolution)
            changes.append(Replace(path, text.encode("utf-8"), content))
        take_step(ledger.folder, changes)
    for change in changes:
        ledger.written(change.path)


def step_as_written(entry: ResolutionEntry) -> dict[str, EntryValue]:
    """The keys of a step in the order in which a file has them, each as the text that the reader reads back."""
    written = begun(entry)
    if entry.skipped:
        written["skipped"] = list(entry.skipped)
    if entry.vote is not None:
        vote = entry.vote
        numbers = (("yea", vote.yea), ("nay", vote.nay), ("present", vote.present))
        counted = {key: str(number) for key, number in numbers if number is not None}
        written["vote"] = {
            "chamber": vote.chamber,
            "question": vote.question,
            **counted,
            "for-disapproval": vote.for_disapproval,
        }
    for key, text in (("actor", entry.actor), ("source", entry.source), ("note", entry.note)):
        if text is not None:
            written[key] = text
    return written
