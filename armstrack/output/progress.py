"""How far a long piece of work is, on one line of a terminal that is written over and wiped in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

from armstrack.output.terminal import Terminal

T = TypeVar("T")

_LEAST = 25
"""Pieces of work below which nobody waits long enough to look."""
_BAR = 24


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
