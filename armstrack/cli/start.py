"""The first step of the program."""

from __future__ import annotations

import gc
import sys

from armstrack.cli.streams import give_up_streams, open_streams


def main() -> None:
    """Runs the program and exits with one of the documented codes."""
    # A short life makes much and leaves no circles worth looking for so often.
    gc.set_threshold(50_000, 20, 20)
    open_streams()
    from armstrack.cli.main import run_program

    try:
        sys.exit(run_program(sys.argv[1:]))
    finally:
        give_up_streams()
        # Nor is there any at its end, when all memory is given back at once: the interpreter looks several times.
        gc.freeze()
