"""The benchmark: how long the commands take, as ratios to floors measured in the same run.

    python tests/bench/run.py [--sizes 1000,10000,100000] [--runs 7] [--peers]

Programs are run in turns, so that what else the machine does falls on all alike, and the
median of each is taken. The ledgers, the index and the environments of the peers are made
in a cache folder of the benchmark's own (`--work`) and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import generate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FLOORS = HERE / "floors.py"
PYTHON = sys.executable


class Programs:
    """Programs to be run in turns."""

    def __init__(self, environ: dict[str, str], runs: int) -> None:
        self.environ, self.runs = environ, runs
        self.commands: dict[str, list[str]] = {}

    def add(self, name: str, *command: str) -> None:
        """One program more."""
        self.commands[name] = list(command)

    def armstrack(self, name: str, folder: Path, *arguments: str) -> None:
        """One command of the program more."""
        self.add(name, PYTHON, "-m", "armstrack", "--ledger", str(folder), *arguments)

    def measured(self) -> dict[str, float]:
        """The median of each in milliseconds."""
        times: dict[str, list[float]] = {name: [] for name in self.commands}
        for turn in range(self.runs + 1):
            for name, command in self.commands.items():
                began = time.perf_counter()
                done = subprocess.run(command, env=self.environ, capture_output=True)
                if done.returncode:
                    raise SystemExit(f"{name}: {done.stderr.decode()}")
                if turn:  # the first turn warms what is warm later
                    times[name].append((time.perf_counter() - began) * 1000)
        return {name: statistics.median(each) for name, each in times.items()}


def peak_memory(command: list[str], environ: dict[str, str]) -> float:
    """The most memory that a program holds, in MiB."""
    child = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def warm_commands(folder: Path, sale: str, year: str, environ: dict[str, str], runs: int) -> None:
    """The warm commands beside their floors."""
    programs = Programs(environ, runs)
    programs.add("bare", PYTHON, "-c", "pass")
    programs.add("hello", PYTHON, str(FLOORS), "hello")
    programs.add("table 20", PYTHON, str(FLOORS), "table", "20", "8")
    programs.add("table 5", PYTHON, str(FLOORS), "table", "5", "5")
    programs.add("looks", PYTHON, str(FLOORS), "stat", str(folder))
    as_a_screen = {"FORCE_COLOR": "1", "COLUMNS": "120"}
    programs.armstrack("list json", folder, "list", "--format", "json", "--limit", "50")
    programs.armstrack("summary json", folder, "summary", "--year", year, "--format", "json")
    programs.armstrack("show json", folder, "show", sale, "--format", "json")
    programs.armstrack("due json", folder, "due", "--within", "30d", "--format", "json")
    programs.armstrack("search json", folder, "list", "--search", "missile", "--limit", "50", "--format", "json")
    programs.armstrack("list, plain", folder, "list", "--limit", "20")
    programs.add("list table", PYTHON, "-c", _with(as_a_screen), "-m", "--ledger", str(folder), "list", "--limit", "20")
    programs.add(
        "summary table", PYTHON, "-c", _with(as_a_screen), "-m", "--ledger", str(folder), "summary", "--year", year
    )
    programs.add("completion", PYTHON, "-c", _completion(folder, sale))
    found = programs.measured()
    stat = found["looks"] - found["bare"]
    print(f"\nhello {found['hello']:.0f} ms, stat {stat:.0f} ms, "
          f"table of 20 rows {found['table 20']:.0f} ms, of 5 rows {found['table 5']:.0f} ms\n")  # fmt: skip
    print("| command | ms | floor | ratio | bar |\n|---|---|---|---|---|")
    machine, plain = found["hello"] + stat, found["hello"]
    bars = [
        ("list json", machine, 1.1), ("summary json", machine, 1.1), ("show json", machine, 1.1),
        ("due json", machine, None), ("search json", machine, None), ("list, plain", machine, None),
        ("list table", found["table 20"] + stat, 1.15), ("summary table", found["table 5"] + stat, 1.15),
        ("completion", plain, 1.1),
    ]  # fmt: skip
    for name, floor, bar in bars:
        _tell(name, found[name], floor, bar)
    _writing(folder, sale, environ, runs)
    memory = {
        name: peak_memory(programs.commands[name], environ)
        for name in ("table 20", "list json", "list table", "summary table", "show json", "due json")
    }
    print("\npeak memory, MiB: " + ", ".join(f"{name} {each:.0f}" for name, each in memory.items()))


def _tell(name: str, took: float, floor: float, bar: float | None) -> None:
    ratio = took / floor
    verdict = "" if bar is None else f"{bar} {'holds' if ratio <= bar else 'does not hold'}"
    print(f"| {name} | {took:.0f} | {floor:.0f} | {ratio:.2f} | {verdict} |")


def _writing(folder: Path, sale: str, environ: dict[str, str], runs: int) -> None:
    """A write, on a ledger of its own, since the file that it leaves is read again by what comes next."""
    copy = folder.with_name(f"{folder.name}-written")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    programs = Programs(environ, runs)
    programs.add("bare", PYTHON, "-c", "pass")
    programs.add("table", PYTHON, str(FLOORS), "table", "5", "5")
    programs.add("looks", PYTHON, str(FLOORS), "stat", str(copy))
    programs.armstrack(
        "record", copy, "record", sale, "note", "--note", "of the benchmark", "--source", "https://example.org/"
    )
    programs.armstrack("list json after it", copy, "list", "--format", "json", "--limit", "50")
    time.sleep(2.5)
    found = programs.measured()
    stat = found["looks"] - found["bare"]
    _tell("record", found["record"], found["table"] + stat, 1.3)
    _tell("list json just after a write", found["list json after it"], found["table"] + stat, None)


def _with(environ: dict[str, str]) -> str:
    """A program that is armstrack in an environment."""
    return (
        f"import os, sys; os.environ.update({environ!r}); sys.argv.pop(0)\n"
        "sys.argv.insert(0, 'armstrack')\nfrom armstrack.cli.start import main\nsys.argv[1:] = sys.argv[2:]\nmain()"
    )


def _completion(folder: Path, sale: str) -> str:
    """What a shell runs at every TAB."""
    words = f"armstrack --ledger {folder} show {sale[:6]}"
    environ = {"_ARMSTRACK_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": "4"}
    return (
        f"import os, sys; os.environ.update({environ!r}); sys.argv = ['armstrack']\n"
        "from armstrack.cli.start import main\nmain()"
    )


def building(folder: Path, environ: dict[str, str], runs: int) -> None:
    """Building the index beside reading the files through the parser's events."""
    cache = Path(environ["XDG_CACHE_HOME"])
    ours, floor = [], []
    for _ in range(runs):
        shutil.rmtree(cache, ignore_errors=True)
        began = time.perf_counter()
        command = [PYTHON, "-m", "armstrack", "--ledger", str(folder), "list", "--limit", "1", "--format", "json"]
        subprocess.run(command, env=environ, check=True, capture_output=True)
        ours.append(time.perf_counter() - began)
        began = time.perf_counter()
        subprocess.run([PYTHON, str(FLOORS), "events", str(folder)], env=environ, check=True)
        floor.append(time.perf_counter() - began)
    built, read = statistics.median(ours), statistics.median(floor)
    ratio = built / read
    verdict = "holds" if ratio <= 1.3 else "does not hold"
    print(
        f"\nbuilding: {built:.1f} s; the parser's events on all cores: {read:.1f} s; ratio {ratio:.2f} (1.3 {verdict})"
    )


def start_up(environ: dict[str, str], runs: int) -> None:
    """What importing each command costs."""
    from armstrack.cli.lazy import Entry
    from armstrack.cli.main import COMMANDS

    programs = Programs(environ, runs)
    programs.add("typer", PYTHON, "-c", "import typer")
    for name, entry in COMMANDS.items():
        if isinstance(entry, Entry):
            module = entry.target.split(":")[0]
            programs.add(name, PYTHON, "-c", f"import armstrack.cli.main, {module}")
    found = programs.measured()
    print("\nimporting, ms beyond Typer: " + ", ".join(
        f"{name} {each - found['typer']:.0f}" for name, each in found.items() if name != "typer"
    ))  # fmt: skip


def main() -> None:
    """Runs the benchmark and prints its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--builds", type=int, default=3)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--work", type=Path, default=Path.home() / ".cache" / "armstrack-bench")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ARMSTRACK_")}
    environ |= {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(given.work / "cache")}
    environ |= {"PYTHONPYCACHEPREFIX": str(given.work / "pycache")}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    print(f"{platform.platform()}, {os.cpu_count()} cores, CPython {platform.python_version()}, {_processor()}")
    print(f"load {os.getloadavg()[0]:.1f} at the start; medians of {given.runs} interleaved runs")
    start_up(environ, given.runs)
    for size in (int(each) for each in given.sizes.split(",")):
        folder = given.work / f"ledger-{size}"
        if not folder.exists():
            generate(folder, size)
            time.sleep(3)
        print(f"\n## {size:,} sales")
        building(folder, environ, given.builds)
        rows = json.loads(
            subprocess.run(
                [PYTHON, "-m", "armstrack", "--ledger", str(folder), "list", "--state", "accepted", "--limit", "1",
                 "--format", "json"],
                env=environ, check=True, capture_output=True,
            ).stdout
        )  # fmt: skip
        time.sleep(2.5)
        warm_commands(folder, rows[0]["id"], rows[0]["notified"][:4], environ, given.runs)
        if given.peers:
            from peers import beside_peers

            beside_peers(folder, given.work, environ, given.runs)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
