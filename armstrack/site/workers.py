"""Rendering pages, in several processes where that pays."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence

from armstrack.site.page import Page

MANY = 300
"""Pages from which on several processes render faster than one, their start included."""

CHUNK = 50
"""Pages that a process renders before it reports."""

Render = Callable[[Page], bytes]

_work: list[tuple[Sequence[Page], Render]] = []
"""What the workers are to do, which they find in the memory that they share with the process that made them."""


def rendered(pages: Sequence[Page], render: Render, cores: int | None = None) -> Iterator[tuple[Page, bytes]]:
    """Each page with its bytes, in their order, whatever the number of processes.

    Several processes are used where there are many pages, and where the system can copy this one: what pages
    are made from is a whole ledger, which would have to be read again otherwise.
    """
    if cores is None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    if len(pages) < MANY or cores < 2 or sys.platform != "linux":
        yield from ((page, render(page)) for page in pages)
        return
    from multiprocessing import get_context

    _work[:] = [(pages, render)]
    try:
        with get_context("fork").Pool(cores, _begin) as pool:
            chunks = [range(at, min(at + CHUNK, len(pages))) for at in range(0, len(pages), CHUNK)]
            for places, made in zip(chunks, pool.imap(_render_some, chunks), strict=True):
                yield from zip((pages[at] for at in places), made, strict=True)
    finally:
        _work.clear()


def _begin() -> None:
    # Ctrl-C reaches every process of the terminal; the one that was asked ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _render_some(places: range) -> list[bytes]:
    ((pages, render),) = _work
    return [render(pages[at]) for at in places]
