"""The first step of the program."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Runs the program and exits with one of the documented codes."""
    # A short life makes much and leaves no circles worth looking for so often.
    gc.set_threshold(50_000, 20, 20)
    from armstrack.cli.main import run_program

    sys.exit(run_program(sys.argv[1:]))
