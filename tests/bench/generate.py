"""Ledgers as large as wanted and as like the real one as can be: its own files, drawn again and again.

    python tests/bench/generate.py FOLDER 10000 [SEED]

Each sale is a copy of a sale of the reference ledger, drawn at random, under an id of its
own and moved by whole years so that the sales spread over the fifty years of the law. So
lengths of files, numbers of items, entries and notes, recipients, values and dates known
only in part are distributed as they really are. Resolutions are drawn in proportion.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from pathlib import Path

NOVEMBER = Path(__file__).parents[1] / "november_2026"
FIRST_YEAR, LAST_YEAR = 1976, 2026

SETTINGS = """\
name: {sales} generated sales
format: 1
looked-at: 2026-10-02
covers:
  - {{authorities: [36(b)(1)], from: 1976-07-01, to: 2026-10-02}}
  - {{recipients: [TW], from: 1976-07-01, to: 2026-10-02}}
"""
"""What a ledger says of itself that claims to be complete."""

_DAY = re.compile(r"\b((?:19|20)[0-9]{2})((?:-[0-9]{2}){1,2})\b")
_SALE_ID = re.compile(r"^id: .*$", re.MULTILINE)
_TRANSMITTAL = re.compile(r"^transmittal: .*$", re.MULTILINE)
_AMENDS = re.compile(r"^(amends|grows-from): [a-z0-9-]+$", re.MULTILINE)


def generate(folder: Path, sales: int, seed: int = 1) -> None:
    """Makes a ledger of so many sales; the same seed makes the same files."""
    chance = random.Random(seed)
    templates = [path.read_text(encoding="utf-8") for path in sorted((NOVEMBER / "sales").rglob("*.yaml"))]
    resolutions = [path.read_text(encoding="utf-8") for path in sorted((NOVEMBER / "resolutions").glob("*.yaml"))]
    folder.mkdir(parents=True)
    (folder / "ledger.yaml").write_text(SETTINGS.format(sales=sales), encoding="utf-8")
    shutil.copytree(NOVEMBER / "packages", folder / "packages")
    ids: list[str] = []
    for number in range(sales):
        text = chance.choice(templates)
        year = chance.randint(FIRST_YEAR, LAST_YEAR)
        first = _DAY.search(text.partition("\nhistory:")[2])
        moved = _moved(text, year - (int(first[1]) if first else year))
        stem = re.sub(r"-[0-9]{4}$", "", (_SALE_ID.search(text) or [""])[0].removeprefix("id: ").strip())
        identity = f"{stem}-{year}-{number}"
        made = _TRANSMITTAL.sub(f"transmittal: {year % 100:02d}-{number}", _SALE_ID.sub(f"id: {identity}", moved))
        parent = chance.choice(ids) if ids else identity
        made = _AMENDS.sub(lambda match, parent=parent: f"{match[1]}: {parent}", made)
        target = folder / "sales" / str(year)
        target.mkdir(parents=True, exist_ok=True)
        (target / f"{identity}.yaml").write_text(made, encoding="utf-8")
        ids.append(identity)
    (folder / "resolutions").mkdir()
    for number in range(len(resolutions) * sales // max(len(templates), 1)):
        text = chance.choice(resolutions)
        identity = f"{(_SALE_ID.search(text) or [''])[0].removeprefix('id: ').strip()}-{number}"
        named = re.search(r"^sales:.*?(?=^\S)", text, re.MULTILINE | re.DOTALL)
        made = _SALE_ID.sub(f"id: {identity}", text)
        if named is not None:
            made = made.replace(named[0], f"sales: [{chance.choice(ids)}]\n")
        (folder / "resolutions" / f"{identity}.yaml").write_text(made, encoding="utf-8")


def _moved(text: str, years: int) -> str:
    def move(match: re.Match[str]) -> str:
        rest = "-02-28" if match[2] == "-02-29" else match[2]
        return f"{int(match[1]) + years}{rest}" if 1900 <= int(match[1]) + years < 2100 else match[0]

    kept = ("package:", "  url:")
    lines = text.splitlines(keepends=True)
    return "".join(line if "http" in line or line.startswith(kept) else _DAY.sub(move, line) for line in lines)


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
