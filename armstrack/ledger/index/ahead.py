"""The pass over a ledger's folders, made by a second process while this one is still importing.

Looking at ten thousand files takes about as long as importing the library of the command
line, and neither needs the other. The parts of the pass lie in a pipe as tokens; the second
process takes them from the beginning, and when this one has nothing else to do, it takes
what is left. Whatever goes wrong there, the pass is made here from the start.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys
import time
from contextlib import suppress

from armstrack.ledger.folder import KINDS, Obstacle
from armstrack.ledger.index.scan import WHOLE, Looks, Part, Share, looks_of

TOKEN_BYTES = 2
"""A token is the place of a part; a pipe hands each to one reader only."""

MOST_PARTS = 16_384
"""As many tokens as the smallest pipe of a common system holds without a reader."""


class PassAhead:
    """A pass that a second process has begun."""

    def __init__(self, folder: str, parts: tuple[Part, ...], began_ns: int) -> None:
        self.folder, self._parts, self._began_ns = folder, parts, began_ns
        self._tokens, self._answer, self._process = -1, -1, 0

    def begin(self) -> None:
        """Begins it. Raises OSError where the system has no process or pipe left."""
        self._tokens, tokens = os.pipe()
        self._answer, answer = os.pipe()
        os.write(tokens, b"".join(at.to_bytes(TOKEN_BYTES, "big") for at in range(len(self._parts))))
        os.close(tokens)
        self._process = os.fork()
        if self._process == 0:
            _answer(self, answer)
        os.close(answer)

    @property
    def tokens(self) -> int:
        """The end of the pipe from which parts are taken."""
        return self._tokens

    @property
    def unread(self) -> int:
        """The end of the pipe from which this process hears the other."""
        return self._answer

    def share(self) -> Share:
        """The parts that nobody has taken yet, made here."""
        share = Share(self.folder)
        while token := os.read(self._tokens, TOKEN_BYTES):
            at = int.from_bytes(token, "big")
            share.look(at, self._parts[at])
        return share

    def looks(self) -> Looks | None:
        """What both saw; `None` where the other failed, or where only one process can tell what was seen twice."""
        own = self.share()
        with open(self._answer, "rb") as answer:
            text = answer.read()
        os.close(self._tokens)
        with suppress(ChildProcessError):  # nobody is left to wait for where a parent of ours ignores its children
            os.waitpid(self._process, 0)
        other = Share(self.folder)
        try:
            other.digests, obstacles, other.seen = marshal.loads(text)
        except (EOFError, ValueError, TypeError):  # it was ended before it had told everything
            return None
        other.obstacles = [(at, Obstacle(*told)) for at, told in obstacles]
        if not own.seen.isdisjoint(other.seen):
            return None
        return looks_of(self.folder, self._parts, (own, other), self._began_ns)


def _answer(ahead: PassAhead, answer: int) -> None:
    """The second process: makes parts while there are any, tells what it saw, and ends."""
    with suppress(BaseException):
        gc.disable()
        os.close(ahead.unread)  # so that telling ends, and does not wait, when nobody is left to hear
        # Who reads this program's output shall not wait for this process. A pipe may have a closed stream's number.
        for stream in {0, 1, 2} - {ahead.tokens, answer}:
            with suppress(OSError):
                os.close(stream)
        share = ahead.share()
        told = [(at, tuple(each)) for at, each in share.obstacles]
        with open(answer, "wb") as file:
            file.write(marshal.dumps((share.digests, told, share.seen)))
    os._exit(0)


def begun(folder: str) -> PassAhead | None:
    """The pass over a ledger's folders, begun by a second process; `None` where there can be none, or need be none."""
    if not hasattr(os, "fork") or "threading" in sys.modules:
        return None
    if hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) < 2:
        return None
    ahead = PassAhead(folder, _parts(folder), time.time_ns())
    if not 0 < len(ahead._parts) <= MOST_PARTS:
        return None
    try:
        ahead.begin()
    except OSError:
        return None
    return ahead


def _parts(folder: str) -> tuple[Part, ...]:
    """The parts of the pass: each folder of sales with all below it, and the rest."""
    base = "" if folder == os.curdir else folder
    sales = KINDS[0]
    try:
        below = sorted(entry.name for entry in os.scandir(os.path.join(base, sales)) if entry.is_dir())
    except OSError:
        return ()
    below = [name for name in below if not name.startswith(".")]
    return (Part(sales, False), *(Part(os.path.join(sales, name), True) for name in below), *WHOLE[1:])
