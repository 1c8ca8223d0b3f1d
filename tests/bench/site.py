"""How large the site of a ledger is, and how long it takes: built anew, built again, and after one changed file.

python tests/bench/site.py [LEDGER]          default: 1,400 sales that are drawn from the reference ledger
"""

from __future__ import annotations

import gzip
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from generate import generate

ROOT = Path(__file__).parents[2]
SALES = 1_400
BARS = {"MB": 30, "s anew": 60, "s after one change": 10, "kB of a page": 60, "kB of the table page": 250}


def main() -> None:
    """Builds the sites and prints what they took."""
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        ledger = work / "ledger"
        if len(sys.argv) > 1:
            subprocess.run(["cp", "-r", sys.argv[1], str(ledger)], check=True)
        else:
            generate(ledger, SALES)
        _as_a_repository(ledger)
        out, environ = work / "out", os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(work / "cache")}
        command = [
            sys.executable,
            "-m",
            "armstrack",
            "--ledger",
            str(ledger),
            "--as-of",
            "2026-11-28",
            "site",
            str(out),
        ]
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        told = {"anew": _timed(command, environ), "again": _timed(command, environ)}
        sale = sorted((ledger / "sales").rglob("*.yaml"))[0]
        sale.write_text(sale.read_text(encoding="utf-8").replace("title: ", "title: New ", 1), encoding="utf-8")
        told["after one change"] = _timed(command, environ)
        for name, (wall, own) in told.items():
            print(f"{name}: {wall:.1f} s, {own:.1f} s of it computing")
        _sizes(out)
        print("bars: " + ", ".join(f"{most} {what}" for what, most in BARS.items()))


def _as_a_repository(ledger: Path) -> None:
    """A ledger that is published is in git, and its records are cited by revisions."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "A ledger"]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *words], cwd=ledger, check=True)


def _timed(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """The seconds that passed, and those that the processor worked."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - began, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _sizes(out: Path) -> None:
    files = [path for path in out.rglob("*") if path.is_file()]
    parts = Counter[str]()
    for path in files:
        name = path.relative_to(out)
        parts[f"{name.parts[0]} {path.suffix}" if len(name.parts) > 1 else "top"] += path.stat().st_size
    print(f"{len(files):,} files, {sum(parts.values()) / 1e6:.1f} MB: " + ", ".join(
        f"{name} {size / 1e6:.1f}" for name, size in parts.most_common(12)
    ))  # fmt: skip
    table = out / "sales/index.html"
    zipped = {
        path: len(gzip.compress(path.read_bytes(), 9)) for path in files if path.suffix in (".html", ".js", ".css")
    }
    largest = max((path for path in zipped if path.suffix == ".html" and path != table), key=lambda path: zipped[path])
    shared = sum(size for path, size in zipped.items() if path.suffix in (".js", ".css"))
    print(f"the largest page, {largest.relative_to(out)}: {zipped[largest] / 1000:.0f} kB gzipped")
    whole = zipped[table] + shared
    print(f"the table page: {zipped[table] / 1000:.0f} kB gzipped, with scripts and styles {whole / 1000:.0f}")


if __name__ == "__main__":
    main()
