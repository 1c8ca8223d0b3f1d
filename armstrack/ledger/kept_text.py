"""The texts that a ledger keeps beside its records: what a record was read from, as it was read.

The name of such a file says what is in it, so a record that names one never has to be read again because
of it. A file that holds something else by now is not believed: it is passed over, and `validate` tells.
"""

from __future__ import annotations

import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from armstrack.ledger.digest import digest
from armstrack.model.sale import Sale, Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from armstrack.model.partial_date import PartialDate

FOLDER = "documents"
LARGEST = 20_000_000
_DIGITS = 12


def kept_name(year: int | None, source: str, text: str) -> str:
    """What a text is called below the ledger's folder. Two texts never have one name."""
    return f"{FOLDER}/{year if year is not None else 'undated'}/{source}-{_mark(text.encode('utf-8'))}.txt"


def kept_text(folder: Path, name: str) -> str | None:
    """A kept text; `None` where the file is missing, cannot be read, or holds another text than its name says."""
    path = folder / name
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size > LARGEST:
            return None
        content = path.read_bytes()
        return content.decode("utf-8") if _mark(content) == path.stem.rpartition("-")[2] else None
    except (OSError, UnicodeDecodeError):
        return None


def texts_of(folder: Path, sale: Sale) -> Callable[[], tuple[tuple[PartialDate | None, str], ...]]:
    """What reads the texts that a sale was read from, each on one line, with the day on which it came out."""
    sources = tuple(source for source in sale.sources.values() if source.kept is not None)
    return partial(_read, folder, sources) if sources else tuple


def _read(folder: Path, sources: tuple[Source, ...]) -> tuple[tuple[PartialDate | None, str], ...]:
    read = ((source.published, kept_text(folder, source.kept or "")) for source in sources)
    return tuple((published, " ".join(text.split())) for published, text in read if text is not None)


def _mark(content: bytes) -> str:
    return digest(content).hex()[:_DIGITS]
