"""A sale gets another id: its file, and every place that names it, change in their own characters alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import NOTIFIED, make, sale
from systems import needs_modes

from armstrack.ledger.journal import ReadOnlyLedger, rename_sale
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.replace import GroundMoved

REFERRING = {
    "sales/boats.yaml": sale("boats", more="amends: radar # the first\n", transmittal="26-11"),
    "sales/masts.yaml": sale("masts", more="grows-from: radar\nnote: radar\n", transmittal="26-12"),
    "sales/tanks.yaml": sale(
        "tanks", NOTIFIED + "  - {date: 2026-01-05, event: note, sale: radar}\n", transmittal="26-13"
    ),
    "resolutions/119-sjres-1.yaml": (
        "id: 119-sjres-1\ncongress: 119\nmeasure: S.J.Res. 1\ntitle: radar\nsales: [boats, radar]\n"
        "history:\n  - {date: 2026-01-05, state: introduced}\n"
    ),
    "figures/count.yaml": (
        "id: count\ntitle: Radars\nmeasure: sales\nquestion: {sales: [radar], package: radar}\n"
        'published: 1\nsource: "https://www.example.org/"\n'
    ),
}
RENAMED = {
    "amends: radar": "amends: better",
    "grows-from: radar": "grows-from: better",
    "sale: radar": "sale: better",
    "sales: [boats, radar]": "sales: [boats, better]",
    "sales: [radar]": "sales: [better]",
}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return make(tmp_path, {"sales/2025/radar.yaml": sale(), **REFERRING})


def test_every_record_that_names_it_follows_and_nothing_else_changes(ledger: Ledger) -> None:
    path, referring = rename_sale(ledger, "radar", "better")
    assert path == ledger.folder / "sales" / "2025" / "better.yaml"
    assert path.read_text() == sale().replace("id: radar", "id: better")
    assert not (ledger.folder / "sales" / "2025" / "radar.yaml").exists()
    assert {one.relative_to(ledger.folder).as_posix() for one in referring} == set(REFERRING)
    for name, text in REFERRING.items():
        for before, after in RENAMED.items():
            text = text.replace(before, after)
        assert (ledger.folder / name).read_text() == text


def test_an_id_that_is_taken_and_a_sale_that_is_gone_change_nothing(ledger: Ledger) -> None:
    with pytest.raises(FileExistsError):
        rename_sale(ledger, "radar", "boats")
    with pytest.raises(GroundMoved):
        rename_sale(ledger, "ships", "better")
    assert (ledger.folder / "sales" / "2025" / "radar.yaml").read_text() == sale()


@needs_modes
def test_a_link_has_no_name_of_its_own(ledger: Ledger) -> None:
    link = ledger.folder / "sales" / "2025" / "radar.yaml"
    link.rename(ledger.folder / "kept.txt")
    link.symlink_to(ledger.folder / "kept.txt")
    with pytest.raises(ReadOnlyLedger, match="link"):
        rename_sale(ledger, "radar", "better")
    assert link.is_symlink()
