"""A terminal of a given width for the program to write to; only systems with pseudo-terminals can import this."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import struct
import termios
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager


class Seen:
    """What a screen has shown, complete once it is closed."""

    def __init__(self, master: int) -> None:
        self.keyboard = master
        self.text = ""

    def read(self) -> None:
        """Reads until nobody holds the screen's other end any more."""
        pieces = []
        while True:
            try:
                piece = os.read(self.keyboard, 65536)
            except OSError:  # Linux's way of saying that the other end is closed
                break
            if not piece:
                break
            pieces.append(piece)
        self.text = b"".join(pieces).decode()


@contextmanager
def screen(columns: int, encoding: str = "utf-8") -> Iterator[tuple[io.TextIOWrapper, Seen]]:
    """A terminal of that width and encoding: the stream to write to, and what will have been seen."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    # Raw: no echo of what is typed, and a line end stays the one character that was written.
    tty.setraw(slave)
    seen = Seen(master)
    reader = threading.Thread(target=seen.read)
    reader.start()
    try:
        with open(slave, "w", encoding=encoding, buffering=1, newline="") as stream:
            yield stream, seen
    finally:
        reader.join()
        os.close(master)
