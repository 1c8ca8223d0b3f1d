"""Records and settings with one or two things wrong in them, and what the program says of each.

`python mutants.py TIMES SEED` prints what went wrong and how long the slowest took, as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

from armstrack.cli.main import run_program

SALE = """\
id: radar
title: Coastal radar
recipient: [PL, TW]
purchaser: The office that buys
authority: 36(b)(1)
transmittal: 26-01
package: spring
class: asymmetric
amends: boats
value: {total: 10M, mde: 4M, other: 6M, increase: 1M}
items:
  - {quantity: 3, name: Radar, mde: true}
  - {quantity: unknown, name: Spares, note: some}
contractors:
  - A firm
  - {name: Another firm, place: Somewhere}
sources:
  dsca: {url: "https://www.example.org/a", title: A notice, published: 2025-12-17}
known:
  - {code: refused-move, reason: it happened so}
history:
  - {date: 2025-12-17, state: notified, source: dsca, basis: record}
  - {date: unknown, not-before: 2026-01-01, not-after: 2026-03-01, event: hold, actor: Somebody}
  - {date: 2026-03, state: offered, expires: 2026-09-26, source: dsca}
  - {date: 2026-04-01, event: promised, expected: 2027-03, item: Radar, quantity: 2}
  - {date: 2026-04-02, event: delivery, quantity: 1, item: Radar, value: 1M, case: TW-D-QBA}
  - {date: 2026-04-03, event: payment, amount: 2.8B TWD, conflicts: [{source: dsca, date: 2026-04, value: 1M}]}
"""

BOATS = """\
id: boats
title: Patrol boats
recipient: TW
authority: 36(c)
value: {total: unknown}
history:
  - {date: 2024-05-01, state: notified, emergency: {justification: because}}
"""

RESOLUTION = """\
id: 119-sjres-9
congress: 119
measure: S.J.Res. 9
title: What it would bar
sponsor: A senator
sales: [radar, {transmittal: 26-09, recipient: JP, title: Another}]
sources:
  gov: {url: "https://www.example.org/b"}
history:
  - {date: 2026-01-05, state: introduced, source: gov}
  - date: 2026-02-05
    state: discharged
    source: gov
    vote: {chamber: senate, question: On the motion, yea: 40, nay: 57, present: 1, for-disapproval: yea}
"""

PACKAGE = """\
id: spring
title: Announced in spring
announced: 2025-12-17
history:
  - {date: 2025-12-17, event: note, source: "https://www.example.org/c"}
"""

FIGURE = """\
id: total
title: All of it
measure: value
question: {recipient: TW, since: 2024-01-01, until: 2026-12-31, year: 2025, fy: 2026, class: asymmetric, sales: [radar]}
published: 10M
tolerance: 1M
source: gov
sources:
  gov: {url: "https://www.example.org/d"}
disputed:
  - {published: 11M, source: gov, note: another count}
"""

LEDGER = """\
name: A ledger
format: 1
law: {counting: strict}
note: for trying
"""

FILES = {
    "sales/radar.yaml": SALE,
    "sales/boats.yaml": BOATS,
    "resolutions/119-sjres-9.yaml": RESOLUTION,
    "packages/spring.yaml": PACKAGE,
    "figures/total.yaml": FIGURE,
    "ledger.yaml": LEDGER,
}

GOOD = BOATS.replace("boats", "good")
"""A sale that nothing is wrong with, and that must be told whatever the others say."""

QUESTIONS = (
    ("validate",),
    ("list",),
    ("show", "radar"),
    ("next", "radar"),
    ("timeline", "radar"),
    ("chain", "radar"),
    ("summary",),
    ("due",),
    ("backlog",),
    ("resolutions",),
    ("resolutions", "votes"),
    ("resolutions", "show", "119-sjres-9"),
    ("verify",),
    ("conflicts",),
    ("deliveries",),
    ("slip",),
    ("events",),
    ("coverage",),
    ("export", "json"),
    ("cite", "radar"),
    ("brief",),
    ("advance", "radar", "accepted", "--dry-run"),
)
"""Commands that between them read every record."""

VALUES = (
    "", "unknown", "9999-12-31", "9999-12-20", "0001-01-01", "1900", "2199-12-31", "2026-02-30", "0", "-1",
    "1e309", "NaN",
    "999999999999999", "999999999999", "99999999999999999999999", "1" * 5000, "true", "null", "~", "[]", "{}", "[[]]",
    "{a: b}", "[radar]", "radar", "total", "spring", "119-sjres-9", "XX", "TW", "[TW, TW]", "the " * 2000, "x" * 30000,
    '"\\e[31mred\\a\\0"', '"\\u202e\\u200b\\ud800"', '"a\\nb\\r\\nc"', "'=1+1'", "62", "3(d)(1)", "36(b)(5)(A)", "NATO",
    "delivered", "cleared", "blocked", "notified", "withdrawn", "vetoed", "delivery", "value-revised", "hold",
    "extended",
    "200", "9999", "10000", "1_0", "1_000", "4.05B", "999T", "0.5", "http://", "https://x.example/" + "a" * 3000,
    "&a x", "*a", "!!python/object:os.system x", "|\n    text", "? a", "- a", "@", "%", "\t", "{quantity: 1}",
    "{date: 2026-01-01, state: offered}", "value", "tally", "trend", "0" * 40, "2026-13", "26-01C", "#", "'", '"',
)  # fmt: skip
"""What is written where something else stood."""


def mutated(text: str, chance: random.Random) -> bytes:
    """The text of a record with a few things changed: values, keys, lines, order, characters, bytes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        text = chance.choice(MUTATIONS)(text, chance)
    content = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.05 and content:
        at = chance.randrange(len(content))
        content = content[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(4))) + content[at + 1 :]
    return content[: chance.randrange(len(content))] if chance.random() < 0.03 and content else content


def _spans(text: str) -> list[tuple[int, int]]:
    """Where the values of a text stand, told by their surroundings only: behind a colon, in brackets."""
    import re

    return [match.span(1) for match in re.finditer(r"(?:: |- |\[|, )([^,\[\]{}\n]+)", text)]


def _other_value(text: str, chance: random.Random) -> str:
    spans = _spans(text)
    if not spans:
        return text
    start, end = chance.choice(spans)
    return text[:start] + chance.choice(VALUES) + text[end:]


def _swapped(text: str, chance: random.Random) -> str:
    spans = _spans(text)
    if len(spans) < 2:
        return text
    (a, b), (c, d) = sorted(chance.sample(spans, 2))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _line(change: Callable[[list[str], int, random.Random], None]) -> Callable[[str, random.Random], str]:
    def changed(text: str, chance: random.Random) -> str:
        lines = text.splitlines(keepends=True)
        if lines:
            change(lines, chance.randrange(len(lines)), chance)
        return "".join(lines)

    return changed


def _without_line(lines: list[str], at: int, _: random.Random) -> None:
    del lines[at]


def _line_twice(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 2, 300))


def _line_elsewhere(lines: list[str], at: int, chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indented(lines: list[str], at: int, chance: random.Random) -> None:
    lines[at] = chance.choice((" ", "    ", "\t", "- ")) + lines[at]


def _other_key(text: str, chance: random.Random) -> str:
    import re

    keys = list(re.finditer(r"([a-z-]+):", text))
    if not keys:
        return text
    here = chance.choice(keys)
    name = chance.choice([*(key[1] for key in keys), "colour", "", "x" * 400, "\x7f", "history", "id", "<<"])
    return text[: here.start(1)] + name + text[here.end(1) :]


def _other_character(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return (
        text[:at] + chance.choice("\x00\x1b\x85\u2028\ufeff\ud800{}[]:,&*!|>'\"%@`#-\t\r\n\U000e0041") + text[at + 1 :]
    )


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _other_value, _other_value, _other_value, _other_value, _swapped, _line(_without_line), _line(_line_twice),
    _line(_line_elsewhere), _line(_indented), _other_key, _other_character,
)  # fmt: skip


def said(*arguments: str) -> tuple[int, str, str]:
    """What the program answers to a call in this folder."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = int(run_program(["--as-of", "2026-05-01", "--no-index", *arguments]))
    return code, out.getvalue(), err.getvalue()


def faults(folder: Path, questions: tuple[tuple[str, ...], ...] = QUESTIONS) -> Iterator[str]:
    """What the program does with the ledger in a folder that it must not do with any."""
    with chdir(folder):
        for question in questions:
            try:
                code, out, err = said(*question)
            except BaseException as error:
                yield f"{' '.join(question)}: {type(error).__name__}: {error}"
                continue
            if code not in (0, 2, 3, 4, 5) or "should not have happened" in err or "Traceback" in out + err:
                yield f"{' '.join(question)}: {code}: {err[-300:]}"
            if "\x1b" in out + err or "\x00" in out + err:
                yield f"{' '.join(question)}: a control character came through"
        code, out, err = said("list", "--format", "json")
        if "The ledger cannot be read" not in err and "good" not in [row["id"] for row in json.loads(out or "[]")]:
            yield f"list: {code}: the good sale is hidden: {err[-300:]}"


def mutants(times: int, seed: int) -> Iterator[dict[str, Any]]:
    """Ledgers of which one file is mutated; of each the file, its bytes, what was wrong, and how long it took."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, text in {**FILES, "sales/good.yaml": GOOD}.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        for _ in range(times):
            name = chance.choice([*FILES, "sales/radar.yaml", "resolutions/119-sjres-9.yaml"])
            content = mutated(FILES[name], chance)
            (folder / name).write_bytes(content)
            began = time.monotonic()
            questions = ("validate",), *chance.sample(QUESTIONS[1:], 6)
            wrong = list(faults(folder, questions))
            yield {"file": name, "content": content, "wrong": wrong, "seconds": time.monotonic() - began}
            (folder / name).write_text(FILES[name], encoding="utf-8")


def main() -> None:
    """Prints the faults, one a line, and at last the count."""
    count = bad = 0
    slowest = 0.0
    for one in mutants(int(sys.argv[1]), int(sys.argv[2])):
        count += 1
        slowest = max(slowest, one["seconds"])
        if one["wrong"]:
            bad += 1
            line = {"file": one["file"], "wrong": one["wrong"], "content": one["content"].decode("latin-1")[:4000]}
            print(json.dumps(line), flush=True)
    print(json.dumps({"files": count, "faults": bad, "slowest": round(slowest, 2)}), flush=True)


if __name__ == "__main__":
    main()
