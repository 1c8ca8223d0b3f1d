"""Writing a step of a resolution, as `journal` writes an entry of a sale: judged on the file as it is now."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence

from armstrack.ledger.folder import record_paths
from armstrack.ledger.journal import content_of, path_of, read_anew, write_anew, writing
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved
from armstrack.ledger.several import Change, Create, Replace, take_step
from armstrack.model.kinds import Written
from armstrack.model.resolution import RESOLUTION, RESOLUTION_ENTRY, Resolution
from armstrack.workflow.move import Refusal
from armstrack.workflow.resolution_move import ResolutionAccepted
from armstrack.yaml_text.check import plain
from armstrack.yaml_text.history import append_entry
from armstrack.yaml_text.record_text import record_text

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
            new = append_entry(text, RESOLUTION_ENTRY.write(outcome.entry))
            write_anew(ledger, lock, path, RESOLUTION, new, content, outcome.resolution)
        return outcome


def take_in_resolutions(
    ledger: Ledger, new: Mapping[str, Mapping[str, Written]], steps: Mapping[str, Sequence[ResolutionJudge]]
) -> None:
    """Makes the files of new resolutions, and adds steps to those there are, in one step: all of them, or none.

    `new` are the records by id, as a file has them; `steps` are judged one after the other on the file as it is
    now. Raises FileExistsError where an id is taken by now, RecordUnusable where one is no resolution, GroundMoved
    where a step is refused by now, and what `writing` and `take_step` raise; then nothing was written.
    """
    folder = ledger.folder / "resolutions"
    with writing(ledger):
        taken = {path.stem for path in record_paths(folder)[0]}
        changes: list[Change] = []
        for name, record in new.items():
            path = folder / f"{name}.yaml"
            if name in taken:
                raise FileExistsError(errno.EEXIST, "a resolution of this id exists already", str(path))
            meant = RESOLUTION.read(plain(record), (), [])
            changes.append(Create(path, content_of(path, record_text(record, {}), RESOLUTION, meant)))
        for name, judges in steps.items():
            path = path_of(ledger, "resolutions", name)
            resolution, text, content = read_anew(path, RESOLUTION)
            for judge in judges:
                outcome = judge(resolution)
                if isinstance(outcome, Refusal):
                    raise GroundMoved(path)
                resolution, text = outcome.resolution, append_entry(text, RESOLUTION_ENTRY.write(outcome.entry))
            changes.append(Replace(path, content_of(path, text, RESOLUTION, resolution), content))
        take_step(ledger.folder, changes)
    for change in changes:
        ledger.written(change.path)
