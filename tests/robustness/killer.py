"""Calls commands that write, in processes that are killed, and prints what was found after each as one line of JSON.

`python killer.py FOLDER TIMES SEED COMMAND...` kills each command right before and right after every call to the
system that it makes from the lock on, and then at moments that chance chooses, until there were so many. Where that
are fewer than a hundred, every eighth call has to do.
"""

from __future__ import annotations

import json
import os
import random
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from writes import COMMANDS, found, make, records

from armstrack.cli.main import run_program

CALLS = (
    "open", "write", "read", "close", "fsync", "ftruncate", "lseek", "replace", "rename", "link", "unlink", "mkdir",
    "rmdir", "chmod", "chown", "stat", "lstat", "access", "readlink", "scandir",
)  # fmt: skip
"""The calls to the system that the program makes by name."""

COMMON = ("--no-index", "--as-of", "2026-03-05")


def run(arguments: tuple[str, ...], ledger: Path) -> int:
    """The program, called in the ledger's folder with nobody listening; for a child process only."""
    os.chdir(ledger)
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(quiet, number)
    return run_program([*COMMON, *arguments])


def child(work: Callable[[], int]) -> int:
    """Starts a process that does some work and ends with its answer; the number of the process."""
    number = os.fork()
    if not number:
        try:
            os._exit(work())
        except BaseException:
            os._exit(99)
    return number


def ended(number: int) -> int:
    """The exit code of a process, or its signal below zero."""
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def deadly(count: int, before: bool) -> None:
    """Makes this process end itself at a call to the system, counted from the opening of the lock."""
    state = {"armed": False, "calls": 0}

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            if name == "open" and str(arguments[0]).endswith(".lock"):
                state["armed"] = True
            state["calls"] += state["armed"]
            if before and state["calls"] == count:
                os.kill(os.getpid(), signal.SIGKILL)
            result = call(*arguments, **options)
            if state["calls"] == count:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted

    # What makes a file for others takes no lock.
    state["armed"] = "export" in sys.argv
    for name in CALLS:
        setattr(os, name, wrapped(name, getattr(os, name)))


def at_every_call(arguments: tuple[str, ...], stride: int, offset: int, fresh: Callable[[], Path]) -> Iterator[None]:
    """The command, killed at one call after the other (or at each of so many), until it comes through."""
    for before in (True, False):
        for count in range(1 + offset, 2000, stride):
            ledger = fresh()

            def work(ledger: Path = ledger, count: int = count, before: bool = before) -> int:
                deadly(count, before)
                return run(arguments, ledger)

            if ended(child(work)) != -signal.SIGKILL:
                break
            yield


def at_any_moment(
    arguments: tuple[str, ...], times: int, chance: random.Random, fresh: Callable[[], Path]
) -> Iterator[None]:
    """The command, killed at moments that chance chooses within the time that it takes."""
    first = fresh()
    started = time.monotonic()
    ended(child(lambda: run(arguments, first)))
    takes = time.monotonic() - started
    done = 0
    while done < times:
        ledger = fresh()
        number = child(lambda ledger=ledger: run(arguments, ledger))  # type: ignore[misc]
        select.select([], [], [], takes * chance.random())
        os.kill(number, signal.SIGKILL)
        if ended(number) == -signal.SIGKILL:
            done += 1
            yield


def main() -> None:
    """Kills, looks, and calls the command again."""
    place, times, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    stride = 1 if times >= 100 else 8
    for name in sys.argv[4:]:
        arguments, number = COMMANDS[name], 0

        def fresh() -> Path:
            nonlocal number
            number += 1
            shutil.rmtree(place / f"{number - 1}", ignore_errors=True)
            return make(place / f"{number}")

        def here() -> Path:
            return place / f"{number}"  # noqa: B023  the ledger made last

        fresh()
        old = found(here())
        assert ended(child(lambda: run(arguments, here() / "ledger"))) == 0  # noqa: B023
        new = found(here())
        kills, states = 0, {"old": 0, "new": 0, "told": 0}
        wrong: list[str] = []
        several = [
            at_every_call(arguments, stride, chance.randrange(stride), fresh),
            at_any_moment(arguments, times, chance, fresh),
        ]
        for kind in several:
            for _ in kind:
                kills += 1
                left = found(here())
                cut_off = "ledger/.unfinished" in left
                state = "old" if records(left) == old else "new" if records(left) == new else "told"
                states[state] += 1
                if state == "told":
                    told = ended(child(lambda: run(("validate",), here() / "ledger")))
                    if not cut_off or told != 4:
                        wrong.append(f"a third state that nothing tells of: {sorted(left)}")
                # The old state is the one that every other test begins with: now and then is enough.
                if state == "told" or cut_off or (state == "old" and chance.random() < 0.1):
                    again = ended(child(lambda: run(arguments, here() / "ledger")))  # noqa: B023
                    whole = found(here())
                    if again != 0 or records(whole) != new:
                        wrong.append(f"called again it ended with {again}: {sorted(whole)}")
                    hidden = {each for each in whole if Path(each).name.startswith(".")}
                    if any("step" in each or "finished" in each for each in hidden):
                        wrong.append(f"left behind: {sorted(hidden)}")
                if kind is several[1] and kills >= times:
                    break
        print(json.dumps({"command": name, "kills": kills, **states, "wrong": wrong[:5]}), flush=True)


if __name__ == "__main__":
    main()
