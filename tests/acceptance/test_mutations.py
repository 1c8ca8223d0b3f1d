"""A sale file damaged in a thousand ways is read, or refused with a place and a known code; nothing else happens."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sampling import sampled

from armstrack.cli.main import run_program
from armstrack.ledger.audit import audit
from armstrack.ledger.ledger import Ledger, read_checked
from armstrack.model.codes import CODES, severity_of
from armstrack.model.problem import Problem
from armstrack.model.sale import SALE, Sale

NAME = "radar"
VALID = """\
# a sale with a bit of everything
id: radar
title: Coastal Radar & "Towers"
recipient: [NO, PH]
purchaser: 'The Navy''s Office'
authority: 36(b)(1)
transmittal: 26-01
class: asymmetric
value:
  total: 4.05B  # as notified
  mde: unknown
items:
  - {quantity: 82, name: Radar (AN/TPS-80), mde: true}
  - name: Towers
    note: |
      in two
      parts
contractors: [Northrop, {name: Müller, place: "Kiel, Germany"}]
sources:
  dsca: {url: "https://www.dsca.mil/radar#top", title: DSCA notice, published: 2025-12-17}
  page: {title: A page}
known:
  - {code: missing-source, reason: It was told by telephone}
history:
  - {date: 2025-12-17, state: notified, source: dsca, conflicts: [{source: page, date: 2025-12-18}]}
  - date: 2026-02
    event: funding
    amount: 2.8B TWD
  - {date: unknown, not-before: 2026-03-01, not-after: 2026-05-31, state: offered, source: page}
"""

ALPHABET = [
    *" \t\n\r:-,[]{}&*!|>'\"#%@`?~=<0a_.\\/",
    "\0", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\u2028", "\ufeff", "\ufffe", "é", "陸", "\U0001f680",
    ": ", "- ", "? ", "<<: ", "&a ", "*a ", "!!int ", "...", "---", "\n---\n", "\r\n", "  ", "    ", "[[[[", "{{{{",
    "null", "NO", "unknown", "-1", "1e9", "history:\n", "id: radar\n", "date: 2026-13",
]  # fmt: skip
"""What means something in YAML, or in a sale."""

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

Edit = Callable[[random.Random, str], str]


def _span(chance: random.Random, text: str, longest: int = 12) -> tuple[int, int]:
    start = chance.randrange(len(text))
    return start, min(len(text), start + chance.randint(1, longest))


def delete(chance: random.Random, text: str) -> str:
    start, end = _span(chance, text)
    return text[:start] + text[end:]


def insert(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(ALPHABET) + text[at:]


def replace(chance: random.Random, text: str) -> str:
    start, end = _span(chance, text, 3)
    return text[:start] + chance.choice(ALPHABET) + text[end:]


def double(chance: random.Random, text: str) -> str:
    start, end = _span(chance, text, 40)
    return text[:end] + text[start:end] + text[end:]


def swap(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text) - 1)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def cut(chance: random.Random, text: str) -> str:
    return text[: chance.randrange(len(text))]


def _lines(text: str, change: Callable[[list[str]], None]) -> str:
    lines = text.splitlines(keepends=True)
    change(lines)
    return "".join(lines)


def delete_line(chance: random.Random, text: str) -> str:
    return _lines(text, lambda lines: lines.__delitem__(chance.randrange(len(lines))))


def double_line(chance: random.Random, text: str) -> str:
    return _lines(text, lambda lines: lines.insert(chance.randrange(len(lines)), chance.choice(lines)))


def shuffle_lines(chance: random.Random, text: str) -> str:
    def change(lines: list[str]) -> None:
        line = lines.pop(chance.randrange(len(lines)))
        lines.insert(chance.randrange(len(lines) + 1), line)

    return _lines(text, change)


def indent_line(chance: random.Random, text: str) -> str:
    def change(lines: list[str]) -> None:
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(["", " ", "  ", "\t", "      "]) + lines[at].lstrip(" ")

    return _lines(text, change)


EDITS: tuple[Edit, ...] = (
    delete, insert, insert, replace, double, swap, cut, delete_line, double_line, shuffle_lines, indent_line,
)  # fmt: skip


def damaged(seed: int) -> bytes:
    """The valid file with one to three edits, and sometimes with a byte of it changed as well."""
    chance = random.Random(seed)
    text = VALID
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        text = chance.choice(EDITS)(chance, text) or "\n"
        if len(text) < 2:
            break
    content = bytearray(text.encode("utf-8"))
    if chance.random() < 0.1:
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


def check_place(problem: Problem, content: bytes) -> None:
    assert problem.code in CODES
    assert problem.severity is severity_of(problem.code)
    assert problem.message
    text = content.decode("utf-8", "replace")
    assert 1 <= problem.line <= len(BREAK.split(text)) + 1
    assert 1 <= problem.column <= len(text) + 1


def test_the_file_is_valid_before_it_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.yaml"
    path.write_text(VALID, encoding="utf-8")
    found = read_checked(path, SALE)
    assert found.problems == ()
    assert isinstance(found.record, Sale)


@pytest.mark.parametrize("block", sampled(range(10), 2))
def test_a_damaged_file_is_read_or_refused_with_a_place(tmp_path: Path, block: int) -> None:
    path = tmp_path / f"{NAME}.yaml"
    read = refused = 0
    for seed in range(block * 100, block * 100 + 100):
        content = damaged(seed)
        path.write_bytes(content)
        found = read_checked(path, SALE)
        assert (found.record is None) == bool(found.problems), seed
        for problem in found.problems:
            check_place(problem, content)
        if found.record is None:
            refused += 1
        else:
            assert isinstance(found.record, Sale)
            read += 1
    assert read > 5
    assert refused > 40


def test_a_damaged_file_can_be_audited_with_its_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").write_text("name: A ledger\nformat: 1\n")
    (tmp_path / "sales").mkdir()
    for seed in range(2000, 2100):
        content = damaged(seed)
        (tmp_path / "sales" / f"{NAME}.yaml").write_bytes(content)
        for problem in audit(Ledger(tmp_path)):
            check_place(problem, content)


@pytest.mark.parametrize("seed", sampled(range(3000, 3040), 8))
def test_a_damaged_file_never_breaks_a_list(
    tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARMSTRACK_DEBUG", "1")  # what nobody expected is raised
    (tmp_path / "ledger.yaml").write_text("name: A ledger\nformat: 1\n")
    (tmp_path / "sales").mkdir()
    (tmp_path / "sales" / f"{NAME}.yaml").write_bytes(damaged(seed))
    good = VALID.replace("id: radar", "id: good").replace("26-01", "26-02")
    (tmp_path / "sales/good.yaml").write_text(good, encoding="utf-8")
    code = run_program(["--ledger", str(tmp_path), "--as-of", "2026-06-01", "list", "--format", "csv"])
    output = capsys.readouterr()
    assert code in (0, 4)
    assert "\ngood," in output.out
    assert ("\nradar," in output.out) == (code == 0)
    assert ("error[" in output.err) == (code == 4)
    assert "Traceback" not in output.err
