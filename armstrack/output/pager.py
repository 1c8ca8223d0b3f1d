"""A long text on a terminal, page by page, in the program that a person has chosen for that."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Mapping

USUAL = {"LESS": "FRX", "LV": "-c"}
"""What git tells a pager of which nothing is said: quit if it all fits, show colours, leave the screen as it is."""


def pager_of(environ: Mapping[str, str]) -> list[str]:
    """The command of the pager: `PAGER`, else `less`; empty where there is none, or `cat` is asked for."""
    given = environ.get("PAGER")
    if given is None:
        return ["less"] if shutil.which("less") and environ.get("TERM") != "dumb" else []
    try:
        words = shlex.split(given)
    except ValueError:  # a quote that is never closed
        return []
    return [] if words == ["cat"] else words


def is_long(text: str, environ: Mapping[str, str]) -> bool:
    """Whether a text has more lines than the terminal that it goes to."""
    lines = environ.get("LINES", "")
    if lines.isascii() and lines.isdigit() and len(lines) < 6 and int(lines):
        height = int(lines)
    else:
        try:
            height = os.get_terminal_size(1).lines
        except OSError:
            return False
    return height > 0 and text.count("\n") >= height


def paged(text: str, command: list[str], environ: Mapping[str, str]) -> bool:
    """Shows a text in a pager until it is left; whether it could be started."""
    encoded = text.encode("utf-8", errors="backslashreplace")
    here = threading.current_thread() is threading.main_thread()
    # Ctrl-C is for the pager, which knows what it means there.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if here else None
    try:
        with subprocess.Popen(command, stdin=subprocess.PIPE, env={**USUAL, **environ}) as pager:
            pager.communicate(encoded)
    except OSError:
        return False
    finally:
        if here:
            signal.signal(signal.SIGINT, before)
    return pager.returncode != 127  # a shell's word for a command that is not there
