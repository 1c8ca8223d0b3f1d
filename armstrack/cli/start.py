"""The first step of the program: a look at the ledger's files begins while everything else is still being imported.

What the command line says is only guessed at here. A wrong guess costs a moment of another
core and changes no answer.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from armstrack.ledger.index.ahead import PassAhead

WITHOUT = {"--help", "-h", "--version", "--no-index", "--known-at", "check", "init", "law", "schema", "workflow"}
"""Words of a call that does not ask the index."""


def main() -> None:
    """Runs the program and exits with one of the documented codes."""
    # A short life makes much and leaves no circles worth looking for so often.
    gc.set_threshold(50_000, 20, 20)
    ahead = _begun(sys.argv[1:])
    from armstrack.cli.main import run_program

    try:
        code = run_program(sys.argv[1:], ahead)
    except SystemExit as end:  # how the completion of a shell's line ends
        code = int(end.code or 0)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            if stream is not None:
                stream.flush()
    # Taking everything apart would take a tenth of the time of a question; the system does it at once.
    atexit._run_exitfuncs()
    os._exit(code)


def _begun(arguments: list[str]) -> PassAhead | None:
    completing = any(name.endswith("_COMPLETE") for name in os.environ)
    if not arguments or completing or not WITHOUT.isdisjoint(arguments):
        return None
    from armstrack.ledger.index.ahead import begun
    from armstrack.ledger.locate import LedgerNotFound, locate_from

    try:
        location = locate_from(_ledger_option(arguments), os.environ, Path.cwd())
    except (LedgerNotFound, OSError, ValueError):
        return None
    return begun(str(location.folder))


def _ledger_option(arguments: list[str]) -> str | None:
    """What `--ledger` seems to be given as."""
    for option, value in pairwise([*arguments, ""]):
        if option == "--ledger":
            return value
        if option.startswith("--ledger="):
            return option.partition("=")[2]
    return None
