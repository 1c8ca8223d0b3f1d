"""Which ledger a command works on: the named one, the nearest one upward, or the one shipped with the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import make

from armstrack.ledger.locate import ENVIRONMENT, LedgerNotFound, Location, locate, reference_folder


def test_the_option_beats_the_environment_and_the_environment_the_place(tmp_path: Path) -> None:
    for name in ("named", "set", "here"):
        make(tmp_path / name, {})
    environ = {ENVIRONMENT: str(tmp_path / "set")}
    here = tmp_path / "here"
    assert locate(str(tmp_path / "named"), environ, here) == Location(tmp_path / "named", reference=False)
    assert locate(None, environ, here) == Location(tmp_path / "set", reference=False)
    assert locate(None, {}, here) == Location(here, reference=False)


def test_empty_names_name_nothing(tmp_path: Path) -> None:
    make(tmp_path, {})
    assert locate("", {ENVIRONMENT: ""}, tmp_path).folder == tmp_path


def test_the_nearest_ledger_upward_is_found(tmp_path: Path) -> None:
    make(tmp_path, {})
    (tmp_path / "sales/2025").mkdir(parents=True)
    assert locate(None, {}, tmp_path / "sales/2025").folder == tmp_path
    make(tmp_path / "sales", {})
    assert locate(None, {}, tmp_path / "sales/2025").folder == tmp_path / "sales"


def test_a_ledger_in_data_is_found_and_one_beside_it_comes_first(tmp_path: Path) -> None:
    make(tmp_path / "data", {})
    assert locate(None, {}, tmp_path).folder == tmp_path / "data"
    assert locate(str(tmp_path), {}, tmp_path).folder == tmp_path / "data"
    make(tmp_path, {})
    assert locate(None, {}, tmp_path).folder == tmp_path
    assert locate(str(tmp_path), {}, tmp_path).folder == tmp_path


def test_without_any_the_reference_ledger_is_read(tmp_path: Path) -> None:
    assert locate(None, {}, tmp_path) == Location(reference_folder(), reference=True)
    assert (reference_folder() / "ledger.yaml").is_file()


def test_a_folder_named_ledger_yaml_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / "ledger.yaml").mkdir()
    assert locate(None, {}, tmp_path).reference


@pytest.mark.parametrize("how", ["--ledger", ENVIRONMENT])
def test_a_named_ledger_that_is_not_there_is_an_error_and_not_another_ledger(tmp_path: Path, how: str) -> None:
    make(tmp_path, {})
    (tmp_path / "empty").mkdir()
    for name, what in (
        ("empty", "has no ledger.yaml"),
        ("missing", "is not a folder"),
        ("ledger.yaml", "is not a fol"),
    ):
        path = str(tmp_path / name)
        named, environ = (path, {}) if how == "--ledger" else (None, {how: path})
        with pytest.raises(LedgerNotFound) as error:
            locate(named, environ, tmp_path)
        message = str(error.value)
        assert message.startswith(f"{how} names {path}, which {what}")
        assert f"armstrack init {path}" in message
