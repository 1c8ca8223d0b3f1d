"""Whatever a file of a ledger says, every command answers in its own words, and no file hides the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import BOATS, FIGURE, FILES, GOOD, QUESTIONS, RESOLUTION, faults, mutants, said
from writes import LONG

from armstrack.model.problem import MOST_FINDINGS

HEAD = "id: good\ntitle: Good\nrecipient: TW\nauthority: 36(b)(1)\nvalue: {total: 10M}\n"
HISTORY = "history:\n  - {date: 2025-12-17, state: notified}\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger with every kind of record, and a good sale beside them."""
    for name, text in {**FILES, "sales/good.yaml": GOOD}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_mutated_files_of_every_kind_are_answered(tmp_path: Path) -> None:
    wrong = [one for one in mutants(10_000 if LONG else 60, seed=2026) if one["wrong"]]
    assert wrong == []


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-20", "2200-01-01", "1899-12-31", "0001-01-01", "2026-02-30"])
@pytest.mark.parametrize(
    ("file", "old"),
    [
        ("sales/radar.yaml", "date: 2025-12-17"),
        ("sales/radar.yaml", "not-after: 2026-03-01"),
        ("sales/radar.yaml", "not-before: 2026-01-01"),
        ("sales/radar.yaml", "expires: 2026-09-26"),
        ("sales/radar.yaml", "expected: 2027-03"),
        ("sales/radar.yaml", "published: 2025-12-17"),
        ("sales/radar.yaml", "{source: dsca, date: 2026-04"),
        ("resolutions/119-sjres-9.yaml", "date: 2026-01-05"),
        ("packages/spring.yaml", "announced: 2025-12-17"),
        ("figures/total.yaml", "since: 2024-01-01"),
    ],
)
def test_a_day_that_the_field_does_not_have_is_an_error_in_its_place(
    ledger: Path, day: str, file: str, old: str
) -> None:
    text = FILES[file].replace(old, f"{old.rpartition(': ')[0]}: {day}", 1)
    (ledger / file).write_text(text, encoding="utf-8")
    assert list(faults(ledger)) == []
    assert f"{file}:" in located(ledger)
    assert "error[bad-date]" in located(ledger)


@pytest.mark.parametrize("day", ["2199-12-31", "1900-01-01", "2199", "1900"])
def test_the_first_and_the_last_day_of_the_field_can_be_counted_from(ledger: Path, day: str) -> None:
    for name, text in {"sales/radar.yaml": FILES["sales/radar.yaml"], "sales/boats.yaml": BOATS}.items():
        for old in ("date: 2025-12-17, state", "date: 2024-05-01", "date: 2026-03, state"):
            text = text.replace(old, f"date: {day}{', state' if old.endswith('state') else ''}")
        (ledger / name).write_text(text, encoding="utf-8")
    for as_of in ("1900-01-01", "2026-05-01", "2199-12-31"):
        assert list(faults(ledger, tuple((*question, "--as-of", as_of) for question in QUESTIONS))) == []


@pytest.mark.parametrize("congress", ["0", "1", "55", "207", "9999", "999999999999", "unknown", "-1"])
def test_a_congress_that_never_sits_is_an_error_in_its_place(ledger: Path, congress: str) -> None:
    path = ledger / "resolutions/119-sjres-9.yaml"
    path.write_text(RESOLUTION.replace("congress: 119", f"congress: {congress}"), encoding="utf-8")
    assert list(faults(ledger)) == []
    assert f"{Path('resolutions/119-sjres-9.yaml')}:2:11: error[bad-number]" in located(ledger)


@pytest.mark.parametrize("year", ["0", "1", "1899", "2200", "10000", "999999999999"])
@pytest.mark.parametrize("key", ["year", "fy"])
def test_a_year_of_a_figure_that_the_field_does_not_have_is_an_error_in_its_place(
    ledger: Path, key: str, year: str
) -> None:
    text = FIGURE.replace("year: 2025", f"year: {year}") if key == "year" else FIGURE.replace("fy: 2026", f"fy: {year}")
    (ledger / "figures/total.yaml").write_text(text, encoding="utf-8")
    assert list(faults(ledger)) == []
    assert "error[bad-number]" in located(ledger)


def located(ledger: Path) -> str:
    """What `validate` says of the ledger in a folder."""
    from contextlib import chdir

    with chdir(ledger):
        return said("validate")[1]


def many(number: int) -> dict[str, str]:
    """Files with so many things wrong, or merely so many things, of every kind."""
    each = range(number)
    return {
        "recipients": HEAD.replace("TW", f"[{','.join('QQ' for _ in each)}]") + HISTORY,
        "a recipient's leads": HEAD.replace("TW", f"'{'the ' * min(number, 4_000)}'") + HISTORY,
        "keys": HEAD + "".join(f"colour-{at}: grey\n" for at in each) + HISTORY,
        "entries": HEAD + HISTORY + "  - {date: 2025-12-17, event: note}\n" * number,
        "unknown days": HEAD + HISTORY + "  - {date: unknown, event: hold}\n" * number,
        "bad days": HEAD + HISTORY + "  - {date: 9999-12-31, event: hold}\n" * number,
        "states": HEAD + HISTORY + "  - {date: 2026-03-01, state: nowhere}\n" * number,
        "sources": HEAD + "sources:\n" + "".join(f"  s{at}: {{title: a}}\n" for at in each) + HISTORY,
        "wrong sources": HEAD + HISTORY + "".join(f"  - {{date: 2026, event: note, source: z{at}}}\n" for at in each),
        "contractors": HEAD + "contractors:\n" + "".join(f"  - Firm {at}\n" for at in each) + HISTORY,
        "known": HEAD + "known:\n" + "  - {code: disputed, reason: x}\n" * number + HISTORY,
        "items": HEAD + "items:\n" + "".join(f"  - {{quantity: 1, name: Radar {at}}}\n" for at in each) + HISTORY,
        "words": HEAD.replace("Good", f'"{"x" * number * 20}"') + HISTORY,
        "brackets": HEAD + f"items: {'[' * number}{']' * number}\n" + HISTORY,
        "steps": HEAD + HISTORY + f"  - {{date: 2026-03-01, state: accepted, skipped: [{'offered, ' * number}]}}\n",
    }


@pytest.mark.parametrize("kind", list(many(0)))
def test_thousands_of_mistakes_are_told_by_the_first_dozens(tmp_path: Path, kind: str) -> None:
    """A check that took the square of these would not come to an end while one waits."""
    (tmp_path / "sales").mkdir()
    (tmp_path / "ledger.yaml").write_text("name: A ledger\nformat: 1\n")
    (tmp_path / "sales/good.yaml").write_text(many(10_000)[kind], encoding="utf-8")
    told = located(tmp_path)
    assert told.count("error[") + told.count("warning[") <= MOST_FINDINGS
    assert max(map(len, told.splitlines())) < 2_500
