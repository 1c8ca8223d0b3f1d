"""`armstrack import`, as a person calls it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import documents
import notice_samples as samples
import pytest

from armstrack.cli.main import run_program
from armstrack.ledger.record_file import read_record
from armstrack.model.sale import SALE, Sale

HARBOUR = """\
# kept by hand
id: norway-radars
title: Coastal radars
recipient: NO
authority: 36(b)(1)
transmittal: 24-301   # as printed
value:
  total: 1.3B  # what the paper said
items:
  - {quantity: 12, name: NX-7 radar, mde: true}

# the story so far
history:
  - {date: 2024-11-09, state: notified}
  # nothing yet
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    (folder / "sales").mkdir(parents=True)
    (folder / "ledger.yaml").write_text("name: tests\nformat: 1\n")
    return folder


@pytest.fixture
def run(ledger: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run_program(["--ledger", str(ledger), "import", *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def saved(tmp_path: Path, text: str, name: str = "notice.txt") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def the_sale(path: Path) -> Sale:
    read = read_record(path, SALE)
    assert not read.problems
    sale: Sale = read.record
    return sale


def test_a_draft_is_written_and_reads_back(run: Any, ledger: Path, tmp_path: Path) -> None:
    code, out, _ = run(saved(tmp_path, samples.STATE))
    path = ledger / "sales" / "2026" / "bahrain-zx9-interceptors-2026.yaml"
    assert (code, out) == (0, f"{path}\n")
    sale = the_sale(path)
    assert (sale.recipients, sale.transmittal, sale.value.total) == (("BH",), "26-98", 1_200_000_000)
    assert sale.history[0].emergency is not None
    assert "# the day of notification is the day of the release" in path.read_text()


def test_every_sample_makes_a_valid_file(run: Any, ledger: Path, tmp_path: Path) -> None:
    files = [saved(tmp_path, text, f"{at}.txt") for at, text in enumerate(samples.EVERY)]
    code, out, err = run(*files)
    assert code == 0
    paths = [Path(line) for line in out.splitlines()]
    assert len(paths) == 8
    for path in paths:
        the_sale(path)
    assert "announces no sale" in err
    assert "8 of 8 drafts written" in err


def test_dry_run_prints_the_file_and_writes_nothing(run: Any, ledger: Path, tmp_path: Path) -> None:
    code, out, _ = run(saved(tmp_path, samples.REGISTER), "--dry-run")
    assert code == 0
    assert out.startswith("id: morocco-zx2-rockets-2023\n")
    assert "  - {date: 2023-12-20, state: notified, source: federal-register, basis: delivered}\n" in out
    assert list((ledger / "sales").iterdir()) == []


def test_dry_run_as_json_is_an_array_of_drafts(run: Any, tmp_path: Path) -> None:
    code, out, _ = run(saved(tmp_path, samples.RECORD), "--dry-run", "--format", "json")
    assert code == 0
    assert [draft["recipient"] for draft in json.loads(out)] == ["GR", "JO"]


def test_dry_run_as_lines_has_no_lists(run: Any, tmp_path: Path) -> None:
    code, out, _ = run(saved(tmp_path, samples.RECORD), "--dry-run", "--format", "csv")
    assert code == 0
    head, first, _ = out.splitlines()
    assert "value.total" in head.split(",")
    assert "GR" in first.split(",")


def test_nothing_to_draft(run: Any, tmp_path: Path) -> None:
    code, out, err = run(saved(tmp_path, samples.CORRECTION), "--dry-run", "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert "correction" in err
    assert run(saved(tmp_path, "A letter home."), "--dry-run")[0] == 4


@pytest.mark.parametrize("kind", ["pdf", "docx", "eml", "html", "xml"])
def test_every_format_becomes_a_file(kind: str, run: Any, ledger: Path, tmp_path: Path) -> None:
    """What it is is known by what it holds: the name of the file says nothing."""
    content = {
        "pdf": documents.pdf_of(samples.STATE),
        "docx": documents.docx_of(samples.STATE),
        "eml": bytes(documents.mail_of(samples.STATE)),
        "html": documents.page_of(samples.STATE).encode(),
        "xml": documents.REGISTER_XML.encode(),
    }[kind]
    path = tmp_path / "notice"
    path.write_bytes(content)
    code, out, _ = run(str(path), "--keep")
    assert code == 0
    sale = the_sale(Path(out.strip()))
    assert sale.transmittal == ("26-94" if kind == "xml" else "26-98")
    (source,) = sale.sources.values()
    assert (ledger / str(source.kept)).is_file()


def test_a_correction_becomes_an_event_of_the_sale_that_it_corrects(run: Any, ledger: Path, tmp_path: Path) -> None:
    path = ledger / "sales" / "norway-radars.yaml"
    path.write_text(HARBOUR.replace("24-301", "24-348"))
    correction = saved(tmp_path, samples.CORRECTION)
    code, out, err = run(correction)
    assert (code, out) == (3, "")
    assert "this corrects norway-radars" in err
    assert run(correction, "--dry-run")[:2] == (0, "")
    assert run(correction, "--merge")[0] == 0
    told = the_sale(path).history[-1]
    assert (told.event, told.date.text, told.source) == ("corrected", "2026-01-07", "correction")
    text = path.read_text()
    assert run(correction, "--into", "norway-radars")[0] == 0
    assert path.read_text() == text
    other = path.with_name("other.yaml")
    other.write_text(HARBOUR.replace("norway-radars", "other"))
    assert run(correction, "--into", "other")[0] == 0
    assert the_sale(other).history[-1].event == "corrected"


def test_a_notice_that_the_ledger_has_is_not_entered_twice(run: Any, ledger: Path, tmp_path: Path) -> None:
    (ledger / "sales" / "norway-radars.yaml").write_text(HARBOUR)
    code, out, err = run(saved(tmp_path, samples.DSCA_2024))
    assert (code, out) == (3, "")
    assert "--into norway-radars" in err
    assert "the total: $1,300,000,000 in the ledger, $1,250,000,000 in the notice" in err
    _, out, _ = run(saved(tmp_path, samples.DSCA_2024), "--dry-run", "--format", "json")
    match = json.loads(out)[0]["match"]
    assert (match["id"], match["kind"]) == ("norway-radars", "same")


def test_the_same_notice_twice_in_one_call_is_entered_once(run: Any, tmp_path: Path) -> None:
    one, two = saved(tmp_path, samples.STATE, "a.txt"), saved(tmp_path, samples.STATE, "b.txt")
    code, out, _ = run(one, two)
    assert code == 3
    assert len(out.splitlines()) == 1


def test_an_upgrade_is_entered_as_a_child(run: Any, ledger: Path, tmp_path: Path) -> None:
    parent = "id: japan-aircraft\ntitle: Aircraft\nrecipient: JP\nauthority: 36(b)(1)\ntransmittal: 15-35\n"
    (ledger / "sales" / "japan-aircraft.yaml").write_text(
        parent + "history:\n  - {date: 2015-06-01, state: notified}\n"
    )
    code, out, err = run(saved(tmp_path, samples.UPGRADE))
    assert code == 0
    sale = the_sale(Path(out.strip()))
    assert sale.amends is not None
    assert sale.amends.id == "japan-aircraft"
    assert "adds to japan-aircraft" in err


def test_a_merge_adds_what_is_new_and_touches_nothing_else(run: Any, ledger: Path, tmp_path: Path) -> None:
    path = ledger / "sales" / "norway-radars.yaml"
    path.write_text(HARBOUR)
    notice = saved(tmp_path, samples.DSCA_2024)
    code, out, _ = run(notice, "--into", "norway-radars", "--dry-run")
    assert code == 0
    assert path.read_text() == HARBOUR
    assert run(notice, "--into", "norway-radars")[0] == 0
    text = path.read_text()
    kept = iter(text.splitlines())
    disputed = {"  - {quantity: 12, name: NX-7 radar, mde: true}", "  - {date: 2024-11-09, state: notified}"}
    assert all(line in kept for line in HARBOUR.splitlines() if line not in disputed)
    assert "  - {quantity: 12, name: NX-7 radar, mde: true, disputed: up to 16 in dsca}\n" in text
    claim = "{source: dsca, value: 1.25B}"
    told = f"{{date: 2024-11-09, state: notified, basis: delivered, source: dsca, conflicts: [{claim}]}}"
    assert f"  - {told}\n  - {{date: 2024-11-09, event: published, source: dsca}}\n  # nothing yet\n" in text
    sale = the_sale(path)
    assert sale.value.total == 1_300_000_000
    assert sale.purchaser == "Government of Norway"
    assert [item.quantity for item in sale.items][:3] == [12, 30, 4]
    assert [firm.name for firm in sale.contractors] == ["Alpha Works, Inc.", "Beta"]
    assert list(sale.sources) == ["dsca"]
    assert sale.history[-1].event == "published"
    assert "differs    the total: $1,300,000,000 in the ledger" in out
    assert "12 in the ledger, up to 16 in the notice" in out
    assert run(notice, "--into", "norway-radars")[0] == 0
    assert path.read_text() == text


def test_a_merge_takes_one_notice(run: Any, ledger: Path, tmp_path: Path) -> None:
    (ledger / "sales" / "norway-radars.yaml").write_text(HARBOUR)
    assert run(saved(tmp_path, samples.RECORD), "--into", "norway-radars")[0] == 2


def test_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(samples.STATE.encode())))
    code, out, _ = run("-", "--dry-run")
    assert code == 0
    assert "recipient: BH" in out


def test_a_page_without_the_extra(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><head></head><body><p>x</p></body></html>"
    assert run(saved(tmp_path, page, "page.html"), "--dry-run")[0] == 4
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    code, _, err = run(saved(tmp_path, page, "page.html"), "--dry-run")
    assert code == 2
    assert "pip install 'armstrack[html]'" in err


def test_a_file_that_is_not_there(run: Any, tmp_path: Path) -> None:
    assert run(str(tmp_path / "no.txt"))[0] == 5


def test_the_address_of_the_notice(run: Any, tmp_path: Path) -> None:
    notice = saved(tmp_path, samples.STATE)
    code, out, _ = run(notice, "--dry-run", "--source", "https://example.org/a")
    assert code == 0
    assert 'url: "https://example.org/a"' in out
    assert run(notice, "--dry-run", "--source", "example")[0] == 2
    assert run(notice, notice, "--dry-run", "--source", "https://example.org/a")[0] == 2


def test_rows_of_a_spreadsheet(run: Any, ledger: Path, tmp_path: Path) -> None:
    sheet = saved(tmp_path, "Who,What,Cost\nNorway,Coastal radars,1.25B\nJordan,Trucks,unclear\n", "sales.csv")
    code, out, err = run(sheet, "--map", "recipient=Who,title=What,total=Cost")
    assert code == 0
    norway, jordan = (the_sale(Path(line)) for line in out.splitlines())
    assert (norway.recipients, norway.value.total, jordan.value.total) == (("NO",), 1_250_000_000, None)
    assert "1 remark in them as comments" in err
    assert run(sheet, "--map", "recipient=Where")[0] == 2
    assert run(sheet, "--map", "recipient")[0] == 2
