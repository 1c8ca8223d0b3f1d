"""New sales, and sales that learnt something, written in one step: all of them, or none.

Whoever makes the changes judges each on the file as read; here every guard is asked again under the
ledger's lock, of all of them, before the first byte is written. A failure takes back what was made, and a
process that is killed in between leaves a plan that the next writer takes back.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Sequence
from pathlib import Path

from armstrack.ledger.folder import record_paths
from armstrack.ledger.journal import content_of, read_anew, writing
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved, create_file
from armstrack.ledger.several import Change, Create, Replace, take_step
from armstrack.model.data_class import dataclass
from armstrack.model.sale import SALE, Sale


@dataclass(frozen=True, slots=True)
class Intake:
    """One file of a sale as it will be: a new one, or a changed one with what it held when that was judged."""

    path: Path
    text: str
    meant: Sale
    """What the text says. It is read back and compared with this before anything is written."""
    judged_on: bytes | None = None
    """The content of a file that is changed; `None` where the file is new."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text that stays beside the records: where, and what it says."""

    path: Path
    text: str


def new_sale_path(ledger: Ledger, sale_id: str, year: int | None) -> Path:
    """Where the file of a new sale goes: in the folder of its year."""
    return ledger.folder / "sales" / (str(year) if year is not None else "undated") / f"{sale_id}.yaml"


def held_sale(ledger: Ledger, sale_id: str) -> tuple[Path, Sale, str, bytes]:
    """A sale as its file says now: path, sale, text and bytes. Raises RecordUnusable."""
    path = ledger.contents.paths["sales", sale_id]
    sale, text, content = read_anew(path, SALE)
    return path, sale, text, content


def take_in(ledger: Ledger, intakes: Sequence[Intake], kept: Sequence[KeptText] = ()) -> None:
    """Writes every change and keeps every text, in one step.

    Raises FileExistsError where an id is taken by now, RecordUnusable where a text is no sale of this
    format, GroundMoved where a file changed since it was judged, ReadOnlyLedger, LockHeld or OSError;
    then nothing was written.
    """
    changes = [_change(one) for one in intakes]
    with writing(ledger):
        _ask(ledger, intakes, kept)
        made: list[Path] = []
        try:
            for text in kept:
                if not text.path.exists():
                    text.path.parent.mkdir(parents=True, exist_ok=True)
                    create_file(text.path, text.text.encode("utf-8"))
                    made.append(text.path)
            take_step(ledger.folder, changes)
        except BaseException:
            for path in made:
                with contextlib.suppress(OSError):
                    path.unlink()
            raise
    for one in intakes:
        ledger.written(one.path)


def _change(one: Intake) -> Change:
    new = content_of(one.path, one.text, SALE, one.meant)
    return Create(one.path, new) if one.judged_on is None else Replace(one.path, new, one.judged_on)


def _ask(ledger: Ledger, intakes: Sequence[Intake], kept: Sequence[KeptText]) -> None:
    """Every guard that only the present state of the files can answer."""
    taken = {path.stem for path in record_paths(ledger.folder / "sales")[0]}
    for one in intakes:
        if one.judged_on is None:
            if one.path.stem in taken or os.path.lexists(one.path):
                raise FileExistsError(errno.EEXIST, "a sale of this id exists already", str(one.path))
            taken.add(one.path.stem)
        elif not one.path.exists() or one.path.read_bytes() != one.judged_on:
            raise GroundMoved(one.path)
    for text in kept:
        if text.path.exists() and text.path.read_bytes() != text.text.encode("utf-8"):
            raise FileExistsError(errno.EEXIST, "another text is kept there already", str(text.path))
