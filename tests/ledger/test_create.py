"""A new ledger is one that every command accepts, and nothing that is there already is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import make, sale

from armstrack.ledger.audit import audit
from armstrack.ledger.create import AlreadyALedger, create_ledger
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import locate, reference_folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_ledger_is_valid_and_empty(tmp_path: Path) -> None:
    folder = tmp_path / "some/where/mine"
    assert create_ledger(folder, "Mine", from_reference=False) == 0
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")) == [
        ".gitignore",
        "ledger.yaml",
        "sales",
    ]
    ledger = Ledger(folder)
    assert audit(ledger) == ()
    assert (ledger.settings.name, ledger.settings.format, ledger.options.counting) == ("Mine", 1, "strict")
    assert ledger.contents.sales == {}
    assert locate(None, {}, folder / "sales").folder == folder
    assert ".lock" in (folder / ".gitignore").read_text().splitlines()


def test_a_copy_of_the_reference_holds_its_records_byte_for_byte(tmp_path: Path) -> None:
    copied = create_ledger(tmp_path / "mine", "Mine", from_reference=True)
    mine, reference = Ledger(tmp_path / "mine"), Ledger(reference_folder())
    assert mine.contents.sales == reference.contents.sales
    assert mine.contents.packages == reference.contents.packages
    assert mine.contents.resolutions == reference.contents.resolutions
    assert [problem for problem in audit(mine) if not problem.acknowledged] == []
    assert mine.settings.name == "Mine"
    shipped = files(reference_folder())
    records = {name: content for name, content in files(tmp_path / "mine").items() if "/" in name}
    assert len(records) == copied > 0
    assert records == {name: shipped[name] for name in records}
    assert {name for name in shipped if name.endswith(".yaml") and "/" in name} == set(records)


def test_a_ledger_is_never_made_over_a_ledger(tmp_path: Path) -> None:
    make(tmp_path, {"sales/radar.yaml": sale()})
    before = files(tmp_path)
    for from_reference in (False, True):
        with pytest.raises(AlreadyALedger, match="is a ledger already"):
            create_ledger(tmp_path, "Mine", from_reference)
    assert files(tmp_path) == before


def test_a_file_is_not_turned_into_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("hello")
    with pytest.raises(AlreadyALedger, match="is a file"):
        create_ledger(tmp_path / "mine", "Mine", from_reference=False)
    assert (tmp_path / "mine").read_text() == "hello"


@pytest.mark.parametrize("part", ["sales", "packages", "resolutions", "figures"])
def test_a_copy_overwrites_no_folder_and_begins_with_nothing(tmp_path: Path, part: str) -> None:
    (tmp_path / part).mkdir()
    (tmp_path / part / "mine.yaml").write_text("mine")
    with pytest.raises(AlreadyALedger, match="exists already"):
        create_ledger(tmp_path, "Mine", from_reference=True)
    assert files(tmp_path) == {f"{part}/mine.yaml": b"mine"}


def test_sales_that_are_there_already_become_the_ledger_s(tmp_path: Path) -> None:
    (tmp_path / "sales").mkdir()
    (tmp_path / "sales/radar.yaml").write_text(sale())
    (tmp_path / ".gitignore").write_text("*.tmp\n")
    assert create_ledger(tmp_path, "Mine", from_reference=False) == 0
    assert list(Ledger(tmp_path).contents.sales) == ["radar"]
    assert (tmp_path / ".gitignore").read_text() == "*.tmp\n"


@pytest.mark.parametrize(
    "name",
    ["Mine", "NO", "010", "a: b", "# c", 'the "new" ledger', "back\\slash", "two\nlines", "tab\t", "台灣 \U0001f680",
     "bell \x07", "delete \x7f", "line \u2028 separator", "next \x85 line", "no character \ufffe"],
    ids=ascii,
)  # fmt: skip
def test_whatever_it_is_called_the_ledger_can_be_read(tmp_path: Path, name: str) -> None:
    create_ledger(tmp_path / "mine", name, from_reference=False)
    assert Ledger(tmp_path / "mine").settings.name == name
