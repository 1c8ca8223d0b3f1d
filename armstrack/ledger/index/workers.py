"""Reading files in several processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from multiprocessing import get_context

from armstrack.ledger.index.reading import CHUNK, Derive, FileRead, Surroundings, read_file

_work: list[tuple[Surroundings, Derive]] = []
"""What a worker was told at its start."""


def read_in_parallel(
    names: list[str], around: Surroundings, derive: Derive, cores: int, tell: Callable[[int], None]
) -> Iterator[FileRead]:
    """Reads the files of sales in as many processes as there are cores; the order is not kept."""
    # Where the system can copy this process, the workers need not import everything again.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    chunks = [names[at : at + CHUNK] for at in range(0, len(names), CHUNK)]
    done = 0
    with context.Pool(cores, _begin, (around, derive)) as pool:
        for files in pool.imap_unordered(_read_chunk, chunks):
            yield from files
            done += len(files)
            tell(done)


def _begin(around: Surroundings, derive: Derive) -> None:
    _work[:] = [(around, derive)]


def _read_chunk(names: list[str]) -> list[FileRead]:
    ((around, derive),) = _work
    return [read_file(name, around, derive) for name in names]
