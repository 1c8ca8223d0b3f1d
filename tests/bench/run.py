"""The benchmark: how long the commands take, as ratios to floors measured in the same run.

    python tests/bench/run.py [--sizes 1500,10000,100000] [--runs 7] [--peers]

Programs are run in turns, so that what else the machine does falls on all alike, and the
median of each is taken. The ledgers, the index and the environments of the peers are made
in a cache folder of the benchmark's own (`--work`) and used again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
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

    by_processor = False
    """Whether the time is that of the processor: the clock says little on a machine that others load."""

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
                took = self._took(name, command)
                if turn:  # the first turn warms what is warm later
                    times[name].append(took)
        return {name: statistics.median(each) for name, each in times.items()}

    def _took(self, name: str, command: list[str]) -> float:
        """How long one takes in milliseconds, by the clock or by the processor's time."""
        began, before = time.perf_counter(), _processor_time()
        # What is printed is kept nowhere: a program that is started counts the memory of whoever starts it as its own.
        done = subprocess.run(command, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        took = time.perf_counter() - began
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr.decode()}")
        if self.by_processor:
            took = _processor_time() - before
        return took * 1000


def _processor_time() -> float:
    """The seconds that the programs run so far have had of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_memory(command: list[str], environ: dict[str, str]) -> float:
    """The most memory that a program holds, in MiB."""
    child = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


EVERYDAY = {"small": 1.15, "large": 1.3}
OTHERS = {"small": 1.6, "large": 4.0}
WRITING = {"small": 1.4, "large": 1.4}
COMPLETION = {"small": 1.1, "large": 1.1}
"""The bars: up to `SMALL` sales, and above."""

SMALL = 2000

BUILDING = 6
"""Times the parser's bare events."""


def questions(sale: str, year: str) -> dict[str, list[str]]:
    """The questions of analysts beside those of every day."""
    since = f"{int(year) - 1}-01-01"
    return {
        "backlog": ["backlog"],
        "backlog -r TW": ["backlog", "-r", "TW"],
        "backlog diff": ["backlog", "diff", "--from", since],
        "brief": ["brief", "--since", "7d"],
        "gaps": ["gaps"],
        "queue": ["queue", "--system", "F-16"],
        "clusters": ["clusters"],
        "conflicts": ["conflicts"],
        "deliveries": ["deliveries"],
        "timeline --gaps": ["timeline", "--gaps", "-r", "TW"],
        "slip": ["slip"],
        "events": ["events", "--event", "hold"],
        "coverage": ["coverage"],
        "chain": ["chain", sale],
        "summary --measure": ["summary", "--measure", "accepted"],
        "cite summary": ["cite", "summary", "-r", "TW"],
    }


def warm_commands(folder: Path, sale: str, year: str, environ: dict[str, str], runs: int, size: str) -> None:
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
    programs.add("list table", PYTHON, "-c", _with(as_a_screen), "-m", "--ledger", str(folder), "list", "--limit", "20")
    programs.add(
        "summary table", PYTHON, "-c", _with(as_a_screen), "-m", "--ledger", str(folder), "summary", "--year", year
    )
    asked = questions(sale, year)
    for name, words in asked.items():
        programs.armstrack(name, folder, *words, "--format", "json")
    programs.add("completion", PYTHON, "-c", _completion(folder, sale))
    found = programs.measured()
    stat = found["looks"] - found["bare"]
    print(f"\nhello {found['hello']:.0f} ms, stat {stat:.0f} ms, "
          f"table of 20 rows {found['table 20']:.0f} ms, of 5 rows {found['table 5']:.0f} ms\n")  # fmt: skip
    print("| command | ms | floor | ratio | bar |\n|---|---|---|---|---|")
    machine = found["hello"] + stat
    for name in ("list json", "summary json", "show json", "due json"):
        _tell(name, found[name], machine, EVERYDAY[size])
    _tell("search json", found["search json"], machine, None)
    _tell("list table", found["list table"], found["table 20"] + stat, EVERYDAY[size])
    _tell("summary table", found["summary table"], found["table 5"] + stat, EVERYDAY[size])
    for name in asked:
        _tell(name, found[name], machine, OTHERS[size])
    _tell("completion", found["completion"], found["hello"], COMPLETION[size])
    _writing(folder, sale, environ, runs, WRITING[size])
    memory = {
        name: peak_memory(programs.commands[name], environ)
        for name in ("table 20", "list json", "list table", "summary table", "show json", "due json", *asked)
    }
    floor = memory.pop("table 20")
    most = max(memory, key=lambda name: memory[name])
    each = ", ".join(f"{name} {much:.0f}" for name, much in memory.items())
    print(f"\npeak memory, MiB: a table of constants {floor:.0f}; {each}")
    print(f"the most is {memory[most] / floor:.1f} times the table's, of {most}")


def _tell(name: str, took: float, floor: float, bar: float | None) -> None:
    ratio = took / floor
    verdict = "" if bar is None else f"{bar} {'holds' if ratio <= bar else 'does not hold'}"
    print(f"| {name} | {took:.0f} | {floor:.0f} | {ratio:.2f} | {verdict} |")


def _writing(folder: Path, sale: str, environ: dict[str, str], runs: int, bar: float) -> None:
    """Writes, on a ledger of its own, since the file that they leave is read again by what comes next."""
    copy = folder.with_name(f"{folder.name}-written")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    programs = Programs(environ, runs)
    programs.add("bare", PYTHON, "-c", "pass")
    programs.add("table", PYTHON, str(FLOORS), "table", "5", "5")
    programs.add("looks", PYTHON, str(FLOORS), "stat", str(copy))
    source = ["--source", "https://example.org/"]
    programs.armstrack("record", copy, "record", sale, "note", "--note", "of the benchmark", *source)
    programs.armstrack("list json after it", copy, "list", "--format", "json", "--limit", "50")
    programs.armstrack("undo", copy, "undo", sale)
    programs.armstrack("advance, a dry run", copy, "advance", sale, "implemented", "--dry-run", *source)
    time.sleep(2.5)
    found = programs.measured()
    stat = found["looks"] - found["bare"]
    for name in ("record", "undo", "advance, a dry run"):
        _tell(name, found[name], found["table"] + stat, bar)
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
    verdict = "holds" if ratio <= BUILDING else "does not hold"
    print(f"\nbuilding: {built:.1f} s; the parser's events on all cores: {read:.1f} s; ratio {ratio:.2f}")
    print(f"the bar is {BUILDING}: it {verdict}")


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
    parser.add_argument("--sizes", default="1500,10000")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--builds", type=int, default=3)
    parser.add_argument("--by-processor", action="store_true", help="count the processor's time and not the clock's")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--work", type=Path, default=Path.home() / ".cache" / "armstrack-bench")
    given = parser.parse_args()
    Programs.by_processor = given.by_processor
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
        warm_commands(
            folder, rows[0]["id"], rows[0]["notified"][:4], environ, given.runs, "small" if size <= SMALL else "large"
        )
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
