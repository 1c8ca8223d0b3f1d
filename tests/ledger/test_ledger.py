"""A ledger is read whole: a bad file never hides the good ones, and a bad ledger.yaml is said at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made import NOTIFIED, make, sale, told
from systems import needs_pipes

from armstrack.law.options import LawOptions
from armstrack.ledger.ledger import Ledger, LedgerUnusable

RESOLUTION = """\
id: 119-sjres-1
congress: 119
measure: S.J.Res. 1
title: Disapproval of the radar
sales:
  - radar
  - {recipient: TW, title: A sale elsewhere}
history:
  - {date: 2026-01-05, state: introduced}
"""

PACKAGE = "id: spring\ntitle: The spring package\nannounced: 2026-03\n"


# --- ledger.yaml --------------------------------------------------------------------------------------


def unusable(folder: Path) -> list[tuple[str, str, int, int]]:
    """What is wrong with the ledger's own file; whatever is asked of the ledger says so."""
    with pytest.raises(LedgerUnusable) as asked:
        _ = Ledger(folder).contents
    with pytest.raises(LedgerUnusable):
        _ = Ledger(folder).options
    assert str(asked.value)
    return told(asked.value.problems, folder)


def test_the_settings_are_read(tmp_path: Path) -> None:
    ledger = make(tmp_path, {}, "name: Mine\nformat: 1\nlaw:\n  counting: literal\nnote: hello\n")
    assert (ledger.settings.name, ledger.settings.format, ledger.settings.note) == ("Mine", 1, "hello")
    assert ledger.options == LawOptions("literal")


def test_the_law_is_read_strictly_unless_the_ledger_says_otherwise(tmp_path: Path) -> None:
    assert make(tmp_path, {}).options == LawOptions("strict")


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ("", ("empty-file", 1, 1)),
        ("name: a\nformat: 1\nformat: 1\n", ("duplicate-key", 3, 1)),
        ("name: a\n", ("missing-key", 1, 1)),
        ("name: a\nformat: 1.0\n", ("bad-number", 2, 9)),
        ("name: a\nformat: unknown\n", ("bad-number", 2, 9)),
        ("name: a\nformat: 1\nlaw: {counting: loose}\n", ("bad-choice", 3, 17)),
        ("name: a\nformat: 1\nowner: me\n", ("unknown-key", 3, 1)),
        ("name: [\n", ("syntax", 2, 1)),
    ],
)
def test_a_broken_ledger_file_makes_the_ledger_unusable(
    tmp_path: Path, settings: str, problem: tuple[str, int, int]
) -> None:
    make(tmp_path, {"sales/radar.yaml": sale()}, settings)
    code, line, column = problem
    assert unusable(tmp_path) == [(code, "ledger.yaml", line, column)]


def test_a_format_of_the_future_is_refused_where_it_stands(tmp_path: Path) -> None:
    make(tmp_path, {}, "# mine\nname: a\nformat: 2\n")
    assert unusable(tmp_path) == [("format-version", "ledger.yaml", 3, 9)]


@needs_pipes
def test_a_ledger_file_that_is_a_pipe_or_missing_makes_the_ledger_unusable(tmp_path: Path) -> None:
    assert unusable(tmp_path) == [("unreadable", "ledger.yaml", 1, 1)]
    os.mkfifo(tmp_path / "ledger.yaml")
    assert unusable(tmp_path) == [("not-a-file", "ledger.yaml", 1, 1)]


# --- the records --------------------------------------------------------------------------------------


def test_every_kind_of_record_is_read(tmp_path: Path) -> None:
    ledger = make(
        tmp_path,
        {
            "sales/2026/radar.yaml": sale(),
            "sales/boats.yml": sale("boats", transmittal="26-11"),
            "resolutions/119-sjres-1.yaml": RESOLUTION,
            "packages/spring.yaml": PACKAGE,
            "notes/radar.yaml": "not read: [",
        },
    )
    found = ledger.contents
    assert found.problems == ()
    assert sorted(found.sales) == ["boats", "radar"]
    assert list(found.resolutions) == ["119-sjres-1"]
    assert list(found.packages) == ["spring"]
    assert found.paths["sales", "boats"] == tmp_path / "sales/boats.yml"
    assert found.paths["packages", "spring"] == tmp_path / "packages/spring.yaml"
    assert found.resolutions_by_sale == {"radar": (found.resolutions["119-sjres-1"],)}


def test_a_ledger_without_records_is_empty(tmp_path: Path) -> None:
    found = make(tmp_path, {}).contents
    assert (found.sales, found.resolutions, found.packages, found.problems) == ({}, {}, {}, ())


def test_hidden_files_are_not_records(tmp_path: Path) -> None:
    ledger = make(tmp_path, {"sales/.radar.yaml.7.tmp": "[", "sales/.radar.yaml": "[", "sales/.old/radar.yaml": "["})
    assert ledger.contents.sales == {}
    assert ledger.contents.problems == ()


@needs_pipes
def test_a_bad_file_never_hides_the_good_ones(tmp_path: Path) -> None:
    bad: dict[str, str | bytes] = {
        "sales/aaa.yaml": "id: [",
        "sales/binary.yaml": b"\x00\xff",
        "sales/empty.yaml": "",
        "sales/other-id.yaml": sale("radar-2"),
        "sales/typo.yaml": sale("typo", more="recipent: PH\n"),
        "sales/zzz.yaml": "a: *b",
        "packages/spring.yaml": "id: spring\n",
        "resolutions/119-sjres-1.yaml": "- 1\n",
    }
    ledger = make(
        tmp_path, {**bad, "sales/radar.yaml": sale(), "packages/autumn.yaml": PACKAGE.replace("spring", "autumn")}
    )
    os.mkfifo(tmp_path / "sales/pipe.yaml")
    (tmp_path / "sales/dangling.yaml").symlink_to("nowhere")
    (tmp_path / "sales/loop").symlink_to(".")
    found = ledger.contents
    assert list(found.sales) == ["radar"]
    assert list(found.packages) == ["autumn"]
    files = {Path(one.file).relative_to(tmp_path).as_posix() for one in found.problems}
    assert files == {*bad, "sales/pipe.yaml", "sales/dangling.yaml", "sales/loop"}


def test_a_folder_named_like_a_record_is_looked_into(tmp_path: Path) -> None:
    found = make(tmp_path, {"sales/radar.yaml/radar.yaml": sale()}).contents
    assert list(found.sales) == ["radar"]
    assert found.problems == ()


def test_two_files_of_one_id_are_told_and_the_first_is_read(tmp_path: Path) -> None:
    second = sale().replace("Coastal Radar", "Another Radar")
    ledger = make(tmp_path, {"sales/2025/radar.yaml": sale(), "sales/2026/radar.yaml": second})
    found = ledger.contents
    assert found.sales["radar"].title == "Coastal Radar"
    assert found.paths["sales", "radar"] == tmp_path / "sales/2025/radar.yaml"
    (problem,) = found.problems
    assert str(tmp_path / "sales/2025/radar.yaml") in problem.message
    assert told(found.problems, tmp_path) == [("duplicate-id", "sales/2026/radar.yaml", 2, 5)]


def test_one_id_may_name_records_of_two_kinds(tmp_path: Path) -> None:
    found = make(
        tmp_path, {"sales/radar.yaml": sale(), "packages/radar.yaml": PACKAGE.replace("spring", "radar")}
    ).contents
    assert found.problems == ()


# --- states that the procedure does not have, or that nobody writes ------------------------------------


def history(*entries: str) -> str:
    return NOTIFIED + "".join(f"  - {{{entry}, source: dsca}}\n" for entry in entries)


@pytest.mark.parametrize(
    ("entry", "code", "column", "hint"),
    [
        ("date: 2026-02-01, state: approved", "bad-state", 31, "states: "),
        ("date: 2026-02-01, state: offerred", "bad-state", 31, "did you mean `offered`?"),
        ("date: 2026-02-01, state: cleared", "never-written", 31, "remove the entry"),
        ("date: 2026-02-01, event: note, emergency: {justification: x}", "bad-entry", 48, "put it on"),
        ("date: 2026-02-01, state: offered, emergency: {justification: x}", "bad-entry", 51, "put it on"),
        ("date: 2026-02-01, state: blocked", "never-written", 31, "remove the entry"),
        ("date: 2026-02-01, state: accepted, skipped: [offfered]", "bad-state", 51, "did you mean `offered`?"),
        ("date: 2026-02-01, state: accepted, skipped: [cleared]", "never-written", 51, "remove the entry"),
    ],
)
def test_a_state_that_cannot_be_written_is_pointed_at(
    tmp_path: Path, entry: str, code: str, column: int, hint: str
) -> None:
    found = make(tmp_path, {"sales/radar.yaml": sale(history=history(entry))}).contents
    assert found.sales == {}
    assert told(found.problems, tmp_path) == [(code, "sales/radar.yaml", 13, column)]
    assert found.problems[0].hint.startswith(hint)


def test_who_makes_a_state_true_is_said(tmp_path: Path) -> None:
    for state, maker in (("cleared", "the calendar"), ("blocked", "a resolution that becomes law")):
        ledger = make(tmp_path, {"sales/radar.yaml": sale(history=history(f"date: 2026-02-01, state: {state}"))})
        assert ledger.contents.problems[0].message == f"`{state}` is never written: {maker} makes it true"


def test_another_word_for_a_state_is_accepted(tmp_path: Path) -> None:
    moves = history("date: 2026-02-01, state: offered", "date: 2026-02-02, state: signed")
    found = make(tmp_path, {"sales/radar.yaml": sale(history=moves)}).contents
    assert [entry.state for entry in found.sales["radar"].history] == ["notified", "offered", "accepted"]


def test_a_resolution_s_states_are_its_own(tmp_path: Path) -> None:
    files = {"sales/radar.yaml": sale(), "resolutions/119-sjres-1.yaml": RESOLUTION.replace("introduced", "notified")}
    found = make(tmp_path, dict(files)).contents
    assert told(found.problems, tmp_path) == [("bad-state", "resolutions/119-sjres-1.yaml", 9, 31)]
    files["resolutions/119-sjres-1.yaml"] = RESOLUTION.replace("introduced", "died")
    found = make(tmp_path, dict(files)).contents
    assert told(found.problems, tmp_path) == [("never-written", "resolutions/119-sjres-1.yaml", 9, 31)]


@pytest.mark.parametrize("break_", ["\r\n", "\r"])
def test_a_bad_state_is_pointed_at_whatever_ends_the_lines(tmp_path: Path, break_: str) -> None:
    text = sale(history=history("date: 2026-02-01, state: approved")).replace("\n", break_)
    found = make(tmp_path, {"sales/radar.yaml": text}).contents
    assert told(found.problems, tmp_path) == [("bad-state", "sales/radar.yaml", 13, 31)]


# --- what a sale is judged by -------------------------------------------------------------------------


def test_a_sale_is_judged_by_its_resolutions_and_its_parent(tmp_path: Path) -> None:
    ledger = make(
        tmp_path,
        {
            "sales/radar.yaml": sale(),
            "sales/more-radar.yaml": sale("more-radar", more="amends: radar\n", transmittal="26-11"),
            "resolutions/119-sjres-1.yaml": RESOLUTION,
        },
        "name: a\nformat: 1\nlaw: {counting: literal}\n",
    )
    sales = ledger.contents.sales
    radar, more = ledger.context(sales["radar"]), ledger.context(sales["more-radar"])
    assert radar.resolutions == (ledger.contents.resolutions["119-sjres-1"],)
    assert radar.parent is None
    assert more.resolutions == ()
    assert more.parent == sales["radar"]
    assert radar.options == more.options == LawOptions("literal")
