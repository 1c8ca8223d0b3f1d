"""Every kind of problem has a reproducer, which shows it and nothing else, in the right place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from make_error_gallery import GALLERY, REPRODUCERS, gallery, make_ledger, problems_here, reproduced
from systems import needs_pipes

from armstrack.model.codes import CODES, severity_of
from armstrack.model.problem import Severity

PLACES: dict[str, list[tuple[str, int, int]]] = {
    "not-utf8": [("sales/not-utf8.yaml", 2, 22)],
    "not-a-file": [("sales/not-a-file.yaml", 1, 1)],
    "unreadable": [("sales/unreadable.yaml", 1, 1)],
    "too-large": [("sales/too-large.yaml", 1, 1)],
    "too-deep": [("sales/too-deep.yaml", 8, 19)],
    "syntax": [("sales/syntax.yaml", 2, 13)],
    "empty-file": [("sales/empty-file.yaml", 1, 1)],
    "several-documents": [("sales/several-documents.yaml", 12, 1)],
    "duplicate-key": [("sales/duplicate-key.yaml", 8, 1)],
    "alias": [("sales/alias.yaml", 3, 12)],
    "tag": [("sales/tag.yaml", 7, 10)],
    "unknown-key": [("sales/unknown-key.yaml", 5, 1)],
    "missing-key": [("sales/missing-key.yaml", 1, 1)],
    "missing-value": [("sales/missing-value.yaml", 8, 11)],
    "wrong-kind": [("sales/wrong-kind.yaml", 6, 8)],
    "bad-text": [("sales/bad-text.yaml", 5, 14)],
    "bad-choice": [("sales/bad-choice.yaml", 8, 8)],
    "bad-date": [("sales/bad-date.yaml", 11, 12)],
    "bad-number": [("sales/bad-number.yaml", 9, 16)],
    "bad-money": [("sales/bad-money.yaml", 7, 10)],
    "bad-recipient": [("sales/bad-recipient.yaml", 3, 12)],
    "bad-url": [("sales/bad-url.yaml", 11, 49)],
    "bad-entry": [("sales/bad-entry.yaml", 12, 5)],
    "bad-interval": [("sales/bad-interval.yaml", 11, 5)],
    "bad-state": [("sales/bad-state.yaml", 12, 31)],
    "never-written": [("sales/never-written.yaml", 12, 31)],
    "id-not-file-name": [("sales/id-not-file-name.yaml", 1, 5)],
    "duplicate-id": [("sales/2026/radar.yaml", 1, 5)],
    "history-not-last": [("sales/history-not-last.yaml", 10, 1)],
    "format-version": [("ledger.yaml", 2, 9)],
    "unknown-reference": [("sales/unknown-reference.yaml", 8, 10)],
    "missing-source": [("sales/missing-source.yaml", 12, 5)],
    "unused-source": [("sales/unused-source.yaml", 10, 3)],
    "kept-text": [("sales/kept-text.yaml", 9, 59)],
    "entered-twice": [("sales/patrol-boats.yaml", 1, 5)],
    "refused-move": [("sales/refused-move.yaml", 12, 5)],
    "event-before-start": [("sales/event-before-start.yaml", 12, 5)],
    "may-fall-in-review": [("sales/may-fall-in-review.yaml", 12, 5)],
    "which-letter": [("sales/which-letter.yaml", 10, 5)],
    "above-notified": [("sales/above-notified.yaml", 8, 5)],
    "parts-exceed-total": [("sales/parts-exceed-total.yaml", 7, 10)],
    "circular-reference": [("sales/circular-reference.yaml", 7, 9)],
    "incomplete": [("sales/incomplete.yaml", 9, 5)],
    "ends-before-start": [("sales/ends-before-start.yaml", 9, 49)],
    "nothing-open": [("sales/nothing-open.yaml", 9, 5)],
    "before-the-law": [("sales/before-the-law.yaml", 8, 5)],
    "printed-before": [("sales/printed-before.yaml", 10, 49)],
    "more-than-sold": [("sales/more-than-sold.yaml", 14, 5)],
    "package-sum": [("packages/package-sum.yaml", 4, 8)],
    "impossible-tally": [("resolutions/119-sjres-9.yaml", 8, 123)],
    "wrong-chamber": [("resolutions/119-sjres-9.yaml", 8, 62)],
    "result-against-tally": [("resolutions/119-sjres-9.yaml", 8, 94)],
    "misnamed-resolution": [("resolutions/118-sjres-9.yaml", 2, 11)],
    "outside-congress": [("resolutions/119-sjres-9.yaml", 7, 5)],
    "never-holds": [("figures/radars-2025.yaml", 4, 34)],
    "shared-transmittal": [("sales/coastal-radar.yaml", 5, 14), ("sales/patrol-boats.yaml", 5, 14)],
    "empty-package": [("packages/spring-2026.yaml", 1, 5)],
    "disputed": [("sales/disputed.yaml", 12, 67)],
    "stale-known": [("sales/stale-known.yaml", 11, 5)],
    "link-outside": [("sales/elsewhere", 1, 1)],
    "unfinished-step": [(".unfinished", 1, 1)],
    "folder-loop": [("sales/all-sales", 1, 1)],
}
"""Where the problem of each reproducer stands."""


def test_every_code_has_exactly_one_reproducer() -> None:
    assert sorted(reproduced()) == sorted(CODES)
    assert list(PLACES) == list(CODES)


@pytest.mark.parametrize(
    "code", [pytest.param(code, marks=needs_pipes if code == "not-a-file" else ()) for code in PLACES]
)
def test_a_reproducer_shows_its_problem_and_nothing_else(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ledger(code, tmp_path)
    monkeypatch.chdir(tmp_path)
    found = problems_here()
    assert {one.code for one in found} == {code}
    assert [(Path(one.file).as_posix(), one.line, one.column) for one in found] == PLACES[code]
    assert {one.severity for one in found} == {severity_of(code)}
    assert all(one.message and not one.acknowledged for one in found)


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for name, code in CODES.items():
        assert code.name == name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert code.meaning.endswith(".")
        assert code.remedy.endswith(".")
    assert {code.severity for code in CODES.values()} == {Severity.ERROR, Severity.WARNING}


def test_no_code_is_used_that_the_table_does_not_hold() -> None:
    """Findings and problems name their code in the source; each of these is in the table."""
    package = REPRODUCERS.parent.parent / "armstrack"
    calls = r"(?:Finding\(|YamlRefusal\(|severity_of\(|_problem\(path, )[^\"`]*?"
    calls += r"\"([a-z0-9]+(?:-[a-z0-9]+)+|syntax|alias|tag)\""
    used = {code for file in package.rglob("*.py") for code in re.findall(calls, file.read_text(encoding="utf-8"))}
    assert len(used) > 20
    assert used <= set(CODES)


@needs_pipes
def test_the_gallery_shows_what_is_printed() -> None:
    # Where it does not: run `python tests/make_error_gallery.py` and look at what changed.
    assert GALLERY.read_text(encoding="utf-8") == gallery()
