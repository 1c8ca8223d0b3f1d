"""Writing a step of a resolution, as `journal` writes an entry of a sale: judged on the file as it is now."""

from __future__ import annotations

from collections.abc import Callable

from armstrack.ledger.history_text import EntryValue, append_entry
from armstrack.ledger.journal import begun, path_of, read_anew, write_anew, writing
from armstrack.ledger.ledger import Ledger
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
