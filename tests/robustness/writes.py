"""What the tests of broken writes share: a small ledger, every command that writes, and what is found afterwards."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

LONG = os.environ.get("ARMSTRACK_LONG_TESTS", "") not in ("", "0")
"""Whether the long form of these tests is run, which takes an hour."""

SALE = """\
id: {name}
title: Radar
recipient: TW
authority: 36(b)(1)
value: {{total: 10M}}
history:
  - {{date: 2025-12-17, state: notified}}
  - {{date: 2026-02-01, event: note, note: a remark}}
"""

RESOLUTION = """\
id: 119-sjres-9
congress: 119
measure: S.J.Res. 9
title: What it would bar
sales: [radar, boats]
history:
  - {date: 2026-01-05, state: introduced}
"""

FIGURE = """\
id: two-sales
title: Two of them
measure: sales
question: {sales: [boats, radar]}
published: 2
source: "https://example.org/figure"
"""

_EDITS = (
    "import pathlib, sys; path = pathlib.Path(sys.argv[1]); "
    "path.write_text(path.read_text().replace('title: Radar', 'title: Better radar'))"
)

ROWS = """\
recipient,title,total,notified
Japan,Patrol aircraft,5M,2026-03-01
Norway,Coastal guns,6M,2026-03-02
Poland,Field bridges,7M,2025-03-03
"""

EDITOR = f"{shlex.quote(sys.executable)} -c {shlex.quote(_EDITS)}"
"""An editor that gives a sale another title by itself."""

COMMANDS: dict[str, tuple[str, ...]] = {
    "record": ("record", "radar", "hold", "--note", "x"),
    "advance": ("advance", "radar", "offered"),
    "new": ("new", "-r", "JP", "--title", "Coastal guns", "--authority", "36(b)(1)", "--notified", "2026-03-01"),
    "edit": ("edit", "radar"),
    "undo": ("undo", "radar", "--yes"),
    "set": ("set", "radar", "title", "Better radar"),
    "rename": ("rename", "radar", "better"),
    "import": ("import", "../rows.csv"),
    "resolutions advance": ("resolutions", "advance", "119-sjres-9", "discharged", "--skip"),
    "export": ("export", "csv", "-o", "../out.csv"),
}
"""Every command that writes, by its name, as it is called in the ledger's folder."""


def make(place: Path) -> Path:
    """A ledger that every one of the commands can be called in, and the rows that one of them reads."""
    ledger = place / "ledger"
    for name, text in {
        "ledger/ledger.yaml": "name: A ledger\nformat: 1\n",
        "ledger/sales/radar.yaml": SALE.format(name="radar"),
        "ledger/sales/boats.yaml": SALE.format(name="boats").replace("value:", "amends: radar\nvalue:"),
        "ledger/resolutions/119-sjres-9.yaml": RESOLUTION,
        "ledger/figures/two-sales.yaml": FIGURE,
        "rows.csv": ROWS,
    }.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return ledger


def found(place: Path) -> dict[str, bytes]:
    """Every file but the lock, hidden ones too, by its name."""
    files = (path for path in place.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in files}


def records(files: dict[str, bytes]) -> dict[str, bytes]:
    """Of these files those that a reader sees."""
    return {name: content for name, content in files.items() if not Path(name).name.startswith(".")}
