"""Several files of sales in one step: every guard is asked first, and a failure leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from armstrack.ledger.intake import Intake, KeptText, held_sale, new_sale_path, take_in
from armstrack.ledger.journal import RecordUnusable
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.record_file import parse_record
from armstrack.ledger.replace import GroundMoved
from armstrack.model.sale import SALE, Sale

TEXT = """\
id: {name}
title: Radars
recipient: PE
authority: 36(b)(1)
sources:
  a: {{title: A}}
history:
  - {{date: 2026-06-04, state: notified, source: a}}
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "sales" / "2026").mkdir(parents=True)
    (tmp_path / "ledger.yaml").write_text("name: tests\nformat: 1\n")
    (tmp_path / "sales" / "2026" / "held.yaml").write_text(TEXT.format(name="held"))
    (tmp_path / ".lock").write_bytes(b"held 00\n")
    return Ledger(tmp_path)


def meant(name: str, text: str) -> Sale:
    sale: Sale = parse_record(Path(f"{name}.yaml"), text, SALE).record
    return sale


def new(ledger: Ledger, name: str) -> Intake:
    text = TEXT.format(name=name)
    return Intake(new_sale_path(ledger, name, 2026), text, meant(name, text))


def changed(ledger: Ledger) -> Intake:
    path, _, text, content = held_sale(ledger, "held")
    text = text.replace("Radars", "Sonars")
    return Intake(path, text, meant("held", text), content)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_all_are_written(ledger: Ledger) -> None:
    kept = KeptText(ledger.folder / "documents" / "2026" / "a-0f2a9c1b7d20.txt", "said")
    take_in(ledger, [new(ledger, "one"), changed(ledger), new(ledger, "two")], [kept])
    assert kept.path.read_text() == "said"
    titles = {sale.id: sale.title for sale in Ledger(ledger.folder).contents.sales.values()}
    assert titles == {"held": "Sonars", "one": "Radars", "two": "Radars"}


def test_a_failure_in_the_middle_takes_back_what_was_made(ledger: Ledger) -> None:
    """The disk refuses the last of them: the folder of its year is a file."""
    (ledger.folder / "sales" / "2027").write_text("a file")
    last = new(ledger, "last")
    last = replace(last, path=ledger.folder / "sales" / "2027" / "last.yaml")
    kept = KeptText(ledger.folder / "documents" / "2026" / "a-0f2a9c1b7d20.txt", "said")
    before = files(ledger.folder)
    with pytest.raises(OSError, match="2027"):
        take_in(ledger, [new(ledger, "one"), changed(ledger), last], [kept])
    assert files(ledger.folder) == before


def test_what_changed_since_it_was_judged_stops_all(ledger: Ledger) -> None:
    judged = changed(ledger)
    judged.path.write_text(TEXT.format(name="held") + "# by hand\n")
    before = files(ledger.folder)
    with pytest.raises(GroundMoved):
        take_in(ledger, [new(ledger, "one"), judged])
    assert files(ledger.folder) == before


@pytest.mark.parametrize("names", [["held"], ["one", "one"]])
def test_a_name_that_is_taken_stops_all(ledger: Ledger, names: list[str]) -> None:
    before = files(ledger.folder)
    with pytest.raises(FileExistsError):
        take_in(ledger, [new(ledger, "other"), *(new(ledger, name) for name in names)])
    assert files(ledger.folder) == before


def test_a_text_that_does_not_say_what_is_meant_is_never_written(ledger: Ledger) -> None:
    """The text is compared with what was meant, and not with itself."""
    judged = changed(ledger)
    for wrong in (replace(judged, meant=replace(judged.meant, purchaser="Peru")), replace(judged, text="id: held\n")):
        before = files(ledger.folder)
        with pytest.raises((AssertionError, RecordUnusable)):
            take_in(ledger, [new(ledger, "one"), wrong])
        assert files(ledger.folder) == before


def test_a_state_that_the_procedure_does_not_have_is_refused(ledger: Ledger) -> None:
    text = TEXT.format(name="one").replace("notified", "consented")
    before = files(ledger.folder)
    with pytest.raises(RecordUnusable):
        take_in(ledger, [Intake(new_sale_path(ledger, "one", None), text, meant("one", text))])
    assert files(ledger.folder) == before


def test_another_text_at_a_kept_place_stops_all(ledger: Ledger) -> None:
    place = ledger.folder / "documents" / "2026" / "a-0f2a9c1b7d20.txt"
    place.parent.mkdir(parents=True)
    place.write_text("another")
    with pytest.raises(FileExistsError):
        take_in(ledger, [new(ledger, "one")], [KeptText(place, "said")])
    take_in(ledger, [new(ledger, "one")], [KeptText(place, "another")])
