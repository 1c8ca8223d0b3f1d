"""The whole text of a sale's file, as a person has edited it, put in the place of the old one.

A text that is refused is never lost: it stays beside the records under a name that no reader takes for a
record, until it is accepted or another refused text takes its place.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from armstrack.ledger.journal import read_back, writing
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved, beside, naming, replace_file
from armstrack.model.sale import SALE


def put_text(ledger: Ledger, path: Path, text: str, judged_on: bytes) -> None:
    """Puts a text in the place of a file that must still hold what was shown to whoever edited it.

    Raises RecordUnusable where the text is no sale of this format, GroundMoved, ReadOnlyLedger, LockHeld or
    OSError; then the old file stands as it was.
    """
    read_back(path, text, SALE)
    with writing(ledger) as lock:
        if not path.exists():
            raise GroundMoved(path)
        replace_file(path, text.encode("utf-8"), judged_on)
        lock.mark(b"")  # its last entry may be a person's
        ledger.written(path)


def refused_path(path: Path) -> Path:
    """Where a refused text of a file is kept: beside it, hidden."""
    return path.with_name(f".{path.name}.refused")


def keep_refused(path: Path, text: str) -> Path:
    """Keeps a refused text beside the file that it was meant for, and answers with its place. Raises OSError."""
    kept = refused_path(path)
    with naming(kept):
        kept.parent.mkdir(parents=True, exist_ok=True)
        with beside(kept, text.encode("utf-8")) as temporary:
            os.replace(temporary, kept)
    return kept


def forget_refused(path: Path) -> None:
    """Removes the refused text of a file, where there is one."""
    with contextlib.suppress(OSError):
        refused_path(path).unlink()
