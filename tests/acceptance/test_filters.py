"""The filters: declared once, taken wherever sales are chosen, and refused alike by the commands and by Python."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import armstrack
from armstrack.cli import main
from armstrack.cli.lazy import LazyCommand, every_command
from armstrack.index.answers import CONDITIONS
from armstrack.query.filter import FILTERS, Filter, filter_of
from armstrack.query.plain_words import WrongWord
from armstrack.workflow.procedure import sale_kinds

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-03-01")

SALES = {
    "jp-destroyer-support": (
        "JP",
        "36(b)(1)",
        "AEGIS Support",
        "Aegis Weapon System shipset",
        "2024-05-01",
        "JP-P-LAB",
    ),
    "jp-missiles-licence": ("JP", "36(c)", "Missile Parts", "AIM-120C-8 parts", "2024-06-01", None),
    "kr-missiles": ("KR", "36(b)(1)", "Air-to-Air Missiles", "AIM 120C-8 missiles", "2025-02-01", "KR-D-YAB"),
    "kr-upgrade-report": ("KR", "36(b)(5)(A)", "Better Radios", "radios", "2025-03-01", None),
    "kr-of-some-kind": ("KR", "unknown", "Spare Parts", "spare parts", "2025-04-01", None),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of a few sales of every kind that is asked for below, each with a promise."""
    ledger = tmp_path / "few"
    (ledger / "sales").mkdir(parents=True)
    (ledger / "ledger.yaml").write_text("name: A few\nformat: 1\n", encoding="utf-8")
    for name, (recipient, authority, title, item, day, case) in SALES.items():
        lines = [f"id: {name}", f"title: {title}", f"recipient: {recipient}", f"authority: {authority}"]
        lines += ["value: {total: 200M}", "items:", f"  - {{quantity: 4, name: {item}}}"]
        if name == "jp-destroyer-support":
            lines += [f"cases: [{case}]"]
        reported = authority == "36(b)(5)(A)"
        lines += ["history:", f"  - {{date: {day}, state: {'reported-to-congress' if reported else 'notified'}}}"]
        if name == "kr-missiles":
            lines += [f"  - {{date: 2025-06-01, state: offered, case: {case}, expires: 2026-04-01}}"]
        lines += [f"  - {{date: {day}, event: promised, expected: 2027-01-01}}"]
        lines += ["  - {date: 2025-06-02, event: delay, expected: 2027-06-01}"]
        (ledger / "sales" / f"{name}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return ledger


def ids(run: Run, folder: Path, *question: str, index: bool = True) -> list[str]:
    """The sales that a question is answered with, each once."""
    more = () if index else ("--no-index",)
    answer = run(*question, *DAY, *more, "--format", "json", cwd=folder)
    assert answer.code == 0, answer.err
    return sorted({row["id"] for row in answer.json})


# --- declared once -----------------------------------------------------------------------------------------


def test_every_filter_is_known_to_the_index_or_decided_by_value_and_day() -> None:
    by_rows = {name for name, criterion in FILTERS.items() if criterion.holds is not None}
    assert set(CONDITIONS) == by_rows
    by_value_and_day = {"years", "fiscal_years", "fy_start", "since", "until", "min_value", "max_value"}
    assert set(FILTERS) - by_rows == by_value_and_day


def test_the_filters_are_the_fields_of_a_filter() -> None:
    assert tuple(FILTERS) == Filter._fields
    assert len({criterion.option for criterion in FILTERS.values()}) == len(FILTERS)


def test_the_help_names_every_kind_of_sale() -> None:
    assert set(sale_kinds()) == set(FILTERS["kinds"].help.rstrip(".").replace(" or", ",").split(", "))


CHOOSES_NO_SALES = {
    **dict.fromkeys(("show", "next", "chain", "cite record", "cite"), "about one record"),
    **dict.fromkeys(("advance", "record", "new", "edit", "set", "rename", "undo", "import", "fetch"), "writes records"),
    **dict.fromkeys(("resolutions list", "resolutions show", "resolutions votes"), "about resolutions"),
    "resolutions advance": "writes records",
    **dict.fromkeys(("check", "law", "workflow"), "about the law"),
    **dict.fromkeys(("validate", "init", "info", "verify"), "about the ledger as a whole"),
    **dict.fromkeys(("schema", "explain", "help", "completion"), "about the program"),
}
"""The commands that take no filters, and why."""

OTHERWISE = {
    "queue": {"--system"},
    "brief": {"--since", "--until"},
    "log": {"--since", "--until"},
    "site": {"--fy-start"},  # its pages of fiscal years are those of the federal government
}
"""The filters whose words mean something of its own to a command."""


def test_every_command_that_chooses_sales_takes_every_filter() -> None:
    options = {criterion.option for criterion in FILTERS.values()}
    for called, entry in every_command(main.COMMANDS):
        if called not in CHOOSES_NO_SALES:
            parameters = LazyCommand(called.split()[-1], entry).real().params
            taken = {option for one in parameters for option in one.opts}
            assert options - taken <= OTHERWISE.get(called, set()), called


def test_nothing_asked_for_is_a_filter_that_chooses_all() -> None:
    assert filter_of({"recipient": None, "emergency": False, "since": None}) == Filter()
    assert filter_of({"emergency": True}) == Filter(emergency=True)


# --- refused alike -----------------------------------------------------------------------------------------

WRONG: list[dict[str, Any]] = [
    {"recipient": "Atlantis"},
    {"recipient": ["TW", "Jappan"]},
    {"state": "ofered"},
    {"year": "12"},
    {"year": 12},
    {"fy": ["2024", "last"]},
    {"fy_start": "13"},
    {"fy_start": "July"},
    {"until": "2025-02-30"},
    {"since": "2021-01-01", "until": "2020-01-01"},
    {"authority": "36(z)"},
    {"min_value": "a lot"},
    {"max_value": "0.1"},
    {"sale_class": "heavy"},
    {"event": "party"},
    {"kind": "sale"},
    {"system": "--"},
]


@pytest.mark.parametrize("words", WRONG, ids=str)
def test_commands_and_python_refuse_with_the_same_sentence(run: Run, ledger: Path, words: dict[str, Any]) -> None:
    options = {criterion.parameter: criterion.option for criterion in FILTERS.values()}
    given = []
    for name, value in words.items():
        for each in value if isinstance(value, list) else [value]:
            given.append(f"{options[name]}={each}")
    refused = run("list", *given, "--format", "json")
    assert (refused.code, refused.error["code"]) == (2, "usage")
    opened = armstrack.open(str(ledger))
    for ask in (opened.sales, opened.summary, opened.events, opened.due):
        with pytest.raises(WrongWord) as raised:
            ask(**words)  # type: ignore[operator]
        if ask == opened.due and "kind" in words:  # which also takes kinds of what falls due
            refused = run("due", *given, "--format", "json")
        assert raised.value.message == refused.error["message"]
        assert raised.value.hint == refused.error.get("hint", "")
        assert str(raised.value).startswith(refused.error["message"].rstrip("."))


def test_python_takes_one_day_where_the_commands_do(ledger: Path) -> None:
    with pytest.raises(WrongWord, match="--since takes one value"):
        armstrack.open(str(ledger)).sales(since=["2024-01-01", "2025-01-01"])  # type: ignore[arg-type]


def test_a_filter_that_there_is_not_is_named_with_those_that_there_are(ledger: Path) -> None:
    with pytest.raises(TypeError, match="there is no filter `recipent`; the filters are recipient, state"):
        armstrack.open(str(ledger)).sales(recipent="TW")  # type: ignore[call-arg]


# --- by procedure, case and system -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--kind", "fms"), ["jp-destroyer-support", "kr-missiles"]),
        (("--kind", "dcs"), ["jp-missiles-licence"]),
        (("--kind", "report,unknown"), ["kr-of-some-kind", "kr-upgrade-report"]),
        (("--kind", "lease"), []),
        (("--case", "jp-p-lab"), ["jp-destroyer-support"]),
        (("--case", "KR-D-YAB", "--case", "JP-P-LAB"), ["jp-destroyer-support", "kr-missiles"]),
        (("--case", "KR-D"), []),
        (("--system", "AMRAAM"), ["jp-missiles-licence", "kr-missiles"]),
        (("--system", "AIM-120", "--kind", "fms"), ["kr-missiles"]),
        (("--system", "aegis"), ["jp-destroyer-support"]),
        (("--system", "spare part"), ["kr-of-some-kind"]),
        (("--system", "spare par"), []),
    ],
    ids=str,
)
def test_sales_are_found_by_procedure_case_and_system(
    run: Run, folder: Path, options: tuple[str, ...], found: list[str]
) -> None:
    assert ids(run, folder, "list", *options) == found
    assert ids(run, folder, "list", *options, index=False) == found


def test_a_case_is_known_from_the_day_of_its_letter(run: Run, folder: Path) -> None:
    asked = ("list", "--case", "KR-D-YAB", "--format", "json", "--as-of")
    assert run(*asked, "2025-05-31", cwd=folder).json == []
    assert run(*asked, "2025-05-31", "--no-index", cwd=folder).json == []
    assert [row["id"] for row in run(*asked, "2025-06-01", cwd=folder).json] == ["kr-missiles"]


# --- wherever sales are chosen -----------------------------------------------------------------------------

KOREAN = ["kr-missiles", "kr-of-some-kind", "kr-upgrade-report"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        (("due",), KOREAN),
        (("events",), KOREAN),
        (("slip",), KOREAN),
        (("export", "json"), KOREAN),
        (("list",), KOREAN),
    ],
    ids=str,
)
def test_a_question_is_narrowed_by_the_filters(
    run: Run, folder: Path, question: tuple[str, ...], found: list[str]
) -> None:
    assert ids(run, folder, *question, "-r", "KR") == found
    assert ids(run, folder, *question, "--recipient", "KR", index=False) == found
    assert ids(run, folder, *question, "-r", "KR", "--system", "AMRAAM") == ["kr-missiles"]
    assert ids(run, folder, *question, "--kind", "dcs") == ["jp-missiles-licence"]


COMMANDS = ["list", "summary", "backlog", "due", "events", "deliveries", "slip", "gaps", "timeline --gaps"]
COMMANDS += ["conflicts", "export csv", "clusters", "brief --since 2025-01-01", "cite summary", "queue --system AMRAAM"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_filter_is_an_option_of_every_question_about_sales(
    run: Run, folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"brief": {"--since", "--until"}, "queue": {"--system"}}.get(command.split()[0], set())
    given = {
        "recipients": "KR", "states": "notified", "years": "2025", "fiscal_years": "2025", "since": "2020-01-01",
        "until": "2026-01-01", "authorities": "36(b)(1)", "min_value": "1M", "max_value": "9B", "classes": "munitions",
        "packages": "a", "contractors": "a", "items": "a", "transmittals": "25-1", "events": "note", "search": "a",
        "kinds": "fms", "cases": "A-B-CDE", "systems": "HIMARS", "regions": "EAP", "fy_start": "07",
    }  # fmt: skip
    for name, criterion in FILTERS.items():
        if criterion.option not in own:
            words = [criterion.option] if criterion.read is None else [criterion.option, given[name]]
            asked = run(*command.split(), *words, *DAY, "--quiet", cwd=folder)
            assert asked.code == 0, (words, asked.err)


def test_due_says_which_sales_it_could_not_decide_on(run: Run, folder: Path) -> None:
    (folder / "sales" / "kr-loose.yaml").write_text(
        "id: kr-loose\ntitle: Loose\nrecipient: KR\nauthority: 36(b)(1)\nhistory:\n  - {date: 2025, state: notified}\n",
        encoding="utf-8",
    )
    assert "1 left out: the day of notification" in run("due", "--since", "2025-02-01", *DAY, cwd=folder).err
    assert "left out" not in run("due", "-r", "KR", *DAY, cwd=folder).err


def test_resolutions_fall_due_with_the_sales_that_they_name(run: Run, folder: Path) -> None:
    (folder / "resolutions").mkdir()
    (folder / "resolutions" / "119-sjres-900.yaml").write_text(
        "id: 119-sjres-900\ncongress: 119\nmeasure: S.J.Res. 900\ntitle: Disapproval\nsales: [kr-missiles]\n"
        "history:\n  - {date: 2026-02-25, state: introduced}\n",
        encoding="utf-8",
    )
    for index in (True, False):
        assert "119-sjres-900" in ids(run, folder, "due", index=index)
        assert "119-sjres-900" in ids(run, folder, "due", "--system", "AMRAAM", index=index)
        assert "119-sjres-900" not in ids(run, folder, "due", "-r", "JP", index=index)
        assert "119-sjres-900" in ids(run, folder, "due", "-r", "KR", index=index)


def test_an_export_of_some_sales_refers_to_nothing_that_is_not_in_it(run: Run, folder: Path) -> None:
    path = folder / "sales" / "kr-upgrade-report.yaml"
    text = path.read_text(encoding="utf-8").replace("value:", "amends: kr-missiles\nvalue:")
    path.write_text(text, encoding="utf-8")
    assert run("export", "sqlite", "-o", "x.db", "--kind", "report", *DAY, cwd=folder).code == 0
    import sqlite3

    with sqlite3.connect(folder / "x.db") as database:
        assert database.execute("SELECT id, amends FROM sales").fetchall() == [("kr-upgrade-report", None)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    lines = run("export", "csv", "--kind", "report", *DAY, cwd=folder).out.splitlines()
    assert len(lines) == 2
    assert ",kr-missiles," in lines[1]
