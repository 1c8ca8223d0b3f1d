"""What is written for those who work on the program agrees with the program."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import NOT_QUICK, QUICK, TESTS

from armstrack import __version__
from armstrack.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = [name for name in PROJECT["optional-dependencies"] if name not in ("all", "dev", "docs")]
PAGES = ("CONTRIBUTING.md", "RELEASE.md")


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pinned(name: str) -> dict[str, str]:
    """The versions that a file of requirements names, by package."""
    lines = [line.split(";")[0].strip() for line in text_of(name).splitlines() if not line.startswith("#")]
    return {
        package.lower().replace("_", "-"): version for package, _, version in (line.partition("==") for line in lines)
    }


def required(*extras: str) -> list[tuple[str, str]]:
    """What the program and some of its extras require: the package, and the lowest version or nothing."""
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in PROJECT["optional-dependencies"][extra])]
    found = [re.match(r"([\w-]+)(?:\[.*\])?(?:>=([\d.]+))?", text) for text in texts]
    return [(match[1].lower(), match[2] or "") for match in found if match and match[1] != PROJECT["name"]]


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = set(
        re.findall(r"`((?:armstrack|tests|docs|data|\.ci)/[\w./-]*|[\w.-]+\.(?:md|toml|lock|txt))`", text_of(page))
    )
    named.update(re.findall(r"\]\(([^)#:]+)\)", text_of(page)))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_what_is_called_quick_or_not_is_there() -> None:
    assert [name for name in (*QUICK, *NOT_QUICK) if not (TESTS / name).exists()] == []
    assert all(name.startswith(QUICK) for name in NOT_QUICK)


def test_the_newest_section_of_the_changelog_is_that_of_this_version() -> None:
    newest = re.search(r"^## (\S+), (not released yet|\d{4}-\d{2}-\d{2})$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_the_lock_holds_everything_that_a_developer_installs_and_no_address() -> None:
    lock = pinned("requirements-dev.lock")
    assert {package for package, _ in required(*EXTRAS, "dev")} <= set(lock)
    assert all(re.fullmatch(r"[\w.]+", version) for version in lock.values())
    assert not re.search(r"https?://|file:|@ ", text_of("requirements-dev.lock"))


def test_the_lowest_versions_are_those_that_the_project_allows() -> None:
    lowest = pinned("requirements-lowest.txt")
    bounds = {package: bound for package, bound in required(*EXTRAS) if bound}
    assert set(lowest) == set(bounds)
    assert [package for package, bound in bounds.items() if not f"{lowest[package]}.".startswith(f"{bound}.")] == []


def test_the_hook_for_ledgers_looks_when_a_record_changes() -> None:
    (hook,) = yaml.safe_load(text_of(".pre-commit-hooks.yaml"))
    program, command = hook["entry"].split()
    assert (program, command in COMMANDS) == ("armstrack", True)
    for name in (
        "sales/2025/taiwan-tow-2025.yaml",
        "data/resolutions/119-sjres-101.yml",
        "ledger.yaml",
        "a/ledger.yaml",
    ):
        assert re.search(hook["files"], name), name
    for name in ("README.md", "sales/notes.txt", "tests/errors/alias.yaml", "my-ledger.yaml"):
        assert not re.search(hook["files"], name), name
