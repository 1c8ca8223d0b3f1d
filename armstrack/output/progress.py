"""How far a long piece of work is, on one line of a terminal that is written over and wiped in the end."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from armstrack.output.terminal import Terminal

T = TypeVar("T")

_LEAST = 25
"""Pieces of work below which nobody waits long enough to look."""
_BAR = 24
_PATIENCE = 0.5
"""Seconds after which a person wants to see that something happens, where nobody knows how long it takes."""


def followed(work: Sequence[T], what: str, stream: TextIO, terminal: Terminal) -> Iterator[T]:
    """The pieces of work, one after the other, with a bar on a person's terminal where there are many."""
    shown = terminal.interactive and len(work) > _LEAST
    full, empty = ("█", "·") if terminal.unicode else ("#", ".")
    for done, piece in enumerate(work):
        if shown and done % max(1, len(work) // 100) == 0:
            filled = _BAR * done // len(work)
            stream.write(f"\r{full * filled}{empty * (_BAR - filled)} {done} of {len(work)} {what}")
            stream.flush()
        yield piece
    if shown:
        stream.write("\r" + " " * (_BAR + 2 * len(str(len(work))) + len(what) + 8) + "\r")
        stream.flush()


class Progress:
    """The same bar for work that tells by itself how far it is; it is drawn when the work takes a while."""

    def __init__(self, what: str, stream: TextIO, terminal: Terminal) -> None:
        self._what, self._stream = what, stream
        self._full, self._empty = ("█", "·") if terminal.unicode else ("#", ".")
        self._began = self._drawn = time.monotonic()
        self._width = 0

    def __call__(self, done: int, total: int) -> None:
        """So many of so many are done."""
        now = time.monotonic()
        if done >= total:
            self.end()
        elif total > _LEAST and now - self._began >= _PATIENCE and now - self._drawn >= 0.1:
            self._drawn = now
            filled = _BAR * done // total
            line = f"{self._full * filled}{self._empty * (_BAR - filled)} {done} of {total} {self._what}"
            self._width = max(self._width, len(line))
            self._stream.write(f"\r{line}")
            self._stream.flush()

    def end(self) -> None:
        """Wipes the bar, also of work that was stopped in the middle; nothing where none is drawn."""
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()
            self._width = 0
