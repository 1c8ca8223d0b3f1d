"""Reading the files of sales, in several processes where that pays."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from armstrack.index.reading import FileRead, Surroundings, read_file

MANY = 400
"""Files from which on several processes read faster than one, their start included."""

CHUNK = 50
"""Files that a process reads before it reports."""

_work: list[Surroundings] = []
"""What a worker was told at its start."""


def read_files(
    names: list[str], around: Surroundings, tell: Callable[[int], None], alone: bool = False
) -> Iterator[FileRead]:
    """Reads the files of sales, on all cores where that pays; `tell` hears how many are done.

    In one process, and then in their order, where there are few or it is to do it `alone`.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if alone or len(names) < MANY or cores < 2:
        for done, name in enumerate(names, 1):
            yield read_file(name, around)
            tell(done)
        return
    yield from _read_in_parallel(names, around, cores, tell)


def _read_in_parallel(
    names: list[str], around: Surroundings, cores: int, tell: Callable[[int], None]
) -> Iterator[FileRead]:
    """Reads the files of sales in as many processes as there are cores; the order is not kept."""
    from multiprocessing import get_context

    # Where the system can copy this process, the workers need not import everything again.
    context = get_context("fork" if sys.platform == "linux" else "spawn")
    chunks = [names[at : at + CHUNK] for at in range(0, len(names), CHUNK)]
    done = 0
    with _deaf_to_interrupts():
        workers = context.Pool(cores, _begin, (around,))
    with workers as pool:
        for files in pool.imap_unordered(_read_chunk, chunks):
            yield from files
            done += len(files)
            tell(done)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """While workers are made, so that a Ctrl-C finds none that has not been told yet to leave it to this process."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin(around: Surroundings) -> None:
    # Ctrl-C reaches every process of the terminal; the one that was asked ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _work[:] = [around]


def _read_chunk(names: list[str]) -> list[FileRead]:
    (around,) = _work
    return [read_file(name, around) for name in names]
