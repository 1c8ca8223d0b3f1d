"""Which files of a folder are records: YAML files at any depth, each folder once, hidden ones aside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from systems import needs_pipes

from armstrack.ledger.folder import record_paths


def names(folder: Path) -> list[str]:
    found, problems = record_paths(folder)
    assert problems == []
    return [path.relative_to(folder).as_posix() for path in found]


def touch(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert names(tmp_path / "sales") == []


def test_both_endings_are_read_at_any_depth_in_a_stable_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.yaml", "a.yml", "2026/q1/d.yaml", "2025/c.yaml")
    assert names(tmp_path) == ["2025/c.yaml", "2026/q1/d.yaml", "a.yml", "b.yaml"]


def test_other_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    touch(tmp_path, "README.md", "a.yaml~", "a.yaml.bak", "a.YAML", "yaml", ".a.yaml", ".git/b.yaml", ".a.yaml.7.tmp")
    assert names(tmp_path) == []


def test_a_folder_with_a_record_s_name_is_a_folder(tmp_path: Path) -> None:
    touch(tmp_path, "a.yaml/b.yaml")
    assert names(tmp_path) == ["a.yaml/b.yaml"]


@needs_pipes
def test_what_is_no_regular_file_is_found_and_left_to_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "dangling.yaml").symlink_to("nowhere")
    assert names(tmp_path) == ["dangling.yaml", "pipe.yaml"]


def test_a_link_to_a_folder_is_followed(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/a.yaml")
    (tmp_path / "sales").mkdir()
    (tmp_path / "sales/2026").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "sales") == ["2026/a.yaml"]


@pytest.mark.parametrize("target", [".", "..", "../.."])
def test_a_link_that_leads_back_is_reported_and_not_followed_for_ever(tmp_path: Path, target: str) -> None:
    touch(tmp_path, "sales/2026/a.yaml")
    (tmp_path / "sales/2026/loop").symlink_to(target)
    found, problems = record_paths(tmp_path / "sales")
    assert tmp_path / "sales/2026/a.yaml" in found
    loops = [one for one in problems if one.code == "folder-loop"]
    assert loops
    assert {(one.line, one.column, one.severity) for one in loops} == {(1, 1, "warning")}
    assert loops[0].file.startswith(str(tmp_path / "sales/2026/loop"))


def test_a_link_to_itself_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    touch(tmp_path, "sales")
    found, problems = record_paths(tmp_path / "sales")
    assert found == []
    assert [(one.code, one.file) for one in problems] == [("unreadable", str(tmp_path / "sales"))]


def test_folders_in_folders_in_folders_end_in_an_answer(tmp_path: Path) -> None:
    made = [tmp_path]
    for _ in range(1200):
        made.append(made[-1] / "d")
        os.mkdir(made[-1])
    try:
        found, problems = record_paths(tmp_path)
    finally:  # deeper than the clean-up of temporary folders can go
        for folder in reversed(made[1:]):
            os.rmdir(folder)
    assert found == []
    assert {one.code for one in problems} <= {"unreadable", "folder-loop"}
