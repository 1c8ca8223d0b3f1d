"""The interface for other programs: the same answers as the commands give."""

from __future__ import annotations

import csv
import subprocess
import sys
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import NOVEMBER

import armstrack
from armstrack.ledger.locate import LedgerNotFound
from armstrack.query.api.filters import Filters
from armstrack.query.api.frame import LIBRARIES
from armstrack.query.api.frame_rows import (
    DELIVERY_COLUMNS,
    DUE_COLUMNS,
    EVENT_COLUMNS,
    HELD_COLUMNS,
    SALE_COLUMNS,
    STEP_COLUMNS,
    event_frame_row,
    group_row,
    held_frame_row,
    sale_frame_row,
    step_frame_row,
    summary_columns,
)
from armstrack.query.due import due_document
from armstrack.query.filter import parameters
from armstrack.query.find import NoSuchRecord
from armstrack.query.plain_words import WrongWord
from armstrack.query.summary.counting import summary_document
from armstrack.query.timeline import step_document

if TYPE_CHECKING:
    from conftest import Run

SALE = "taiwan-himars-2025"
DAY = "2026-11-20"


def test_the_example_of_the_documentation(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    seen = []
    for sale in opened.sales(recipient="TW", as_of="2026-01-10"):
        seen.append((sale.id, sale.standing.state, str(sale.standing.review.last_review_day)))
    assert (SALE, "notified", "2026-01-16") in seen
    assert ("taiwan-pac3-nasams-2026", None, "None") in seen
    assert len(seen) == 9


def test_the_example_works_as_printed(ledger: Path) -> None:
    assert armstrack.__doc__ is not None
    _, _, example = armstrack.__doc__.partition("import armstrack")
    example, _, _ = example.partition("\n\nWhat ")
    code = "import armstrack" + "\n".join(line.removeprefix("    ") for line in example.splitlines())
    project = ledger.rename(ledger.with_name("data")).parent
    ran = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert f"{SALE} notified 2026-01-16" in ran.stdout


@pytest.mark.parametrize("day", ["2025-12-16", "2026-01-16", "2026-01-17", "2026-04-01", "2026-11-20"])
def test_it_agrees_with_the_commands(run: Run, ledger: Path, day: str) -> None:
    rows = run("--as-of", day, "list", "--format", "json").json
    sales = list(armstrack.open(str(ledger)).sales(as_of=day))
    assert [sale.id for sale in sales] == [row["id"] for row in rows]
    assert [sale.standing.state for sale in sales] == [row["state"] for row in rows]
    assert [sale.value for sale in sales] == [row["value_usd"] for row in rows]
    assert [sale.title for sale in sales] == [row["title"] for row in rows]


def test_sales_can_be_looked_at_again_and_counted(ledger: Path) -> None:
    sales = armstrack.open(str(ledger)).sales(as_of="2026-01-16")
    assert [sale.id for sale in sales] == [sale.id for sale in sales]
    assert len(sales) == 9
    assert sales[0] in sales
    assert [sale.id for sale in sales[:2]] == [sales[0].id, sales[1].id]
    assert repr(sales) == "<Sales: 9>"


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({"recipient": "taiwan"}, ["-r", "taiwan"]),
    ({"recipient": ["JP", "TW"]}, ["-r", "JP,TW"]),
    ({"recipient": "unknown"}, ["-r", "unknown"]),
    ({"state": ["offered", "signed"]}, ["--state", "offered,signed"]),
    ({"year": 2025}, ["--year", "2025"]),
    ({"year": [2024, 2025], "fy": 2026}, ["--year", "2024", "--year", "2025", "--fy", "2026"]),
    ({"since": "2025-12-17", "until": date(2025, 12, 17)}, ["--since", "2025-12-17", "--until", "2025-12-17"]),
    ({"since": "2025-12-18"}, ["--since", "2025-12-18"]),
    ({"authority": "36(b)(1)"}, ["--authority", "36(b)(1)"]),
    ({"min_value": "1B", "max_value": 4_040_000_000}, ["--min-value", "1B", "--max-value", "4.04B"]),
    ({"sale_class": ["maintenance", "traditional"]}, ["--class", "maintenance,traditional"]),
    ({"package": "taiwan-2025-12-17"}, ["--package", "taiwan-2025-12-17"]),
    ({"contractor": "raytheon"}, ["--contractor", "raytheon"]),
    ({"item": "javelin"}, ["--item", "javelin"]),
    ({"transmittal": ["26-1", "25-108"]}, ["--transmittal", "26-1", "--transmittal", "25-108"]),
    ({"event": "hold"}, ["--event", "hold"]),
    ({"emergency": True}, ["--emergency"]),
    ({"overdue": True}, ["--overdue"]),
    ({"search": ["GMLRS", "HIMARS"]}, ["--search", "GMLRS", "--search", "HIMARS"]),
    ({"kind": ["dcs", "report"]}, ["--kind", "dcs,report"]),
    ({"case": "tw-b-zcx"}, ["--case", "tw-b-zcx"]),
    ({"system": "M142"}, ["--system", "M142"]),
]


@pytest.mark.parametrize(("words", "options"), FILTERS, ids=lambda given: " ".join(map(str, given)))
def test_every_filter_chooses_what_the_option_of_the_list_does(
    run: Run, ledger: Path, words: dict[str, Any], options: list[str]
) -> None:
    opened, day = armstrack.open(str(ledger)), "2026-11-20"
    rows = run("--as-of", day, "list", *options, "--format", "json").json
    assert [sale.id for sale in opened.sales(as_of=day, **words)] == [row["id"] for row in rows]
    document = run("--as-of", day, "summary", *options, "--by", "state", "--format", "json").json
    assert summary_document(opened.summary("state", as_of=day, **words)) | {"coverage": None} == document


SUMMARIES: list[tuple[dict[str, Any], list[str]]] = [
    ({"by": ["year", "class"]}, ["--by", "year,class"]),
    ({"by": "type", "measure": "net"}, ["--by", "type", "--measure", "net"]),
    ({"by": "year", "measure": "accepted", "real": 2024}, ["--by", "year", "--measure", "accepted", "--real", "2024"]),
    ({"by": "contractor", "top": 3, "share": True}, ["--by", "contractor", "--top", "3", "--share"]),
    ({"by": "fy", "rolling": 2, "count_by": "package"}, ["--by", "fy", "--rolling", "2", "--count-by", "package"]),
    ({"by": "fy-quarter", "fy": 2026, "fy_start": 7}, ["--by", "fy-quarter", "--fy", "2026", "--fy-start", "07"]),
    ({"by": "quarter", "count_by": "declaration"}, ["--by", "quarter", "--count-by", "declaration"]),
    ({"audit": True, "sale_class": "munitions"}, ["--audit", "--class", "munitions"]),
]
NO_SUMMARIES: list[tuple[dict[str, Any], list[str]]] = [
    ({"by": "colour"}, ["--by", "colour"]),
    ({"measure": "sold"}, ["--measure", "sold"]),
    ({"measure": "net,accepted"}, ["--measure", "net,accepted"]),
    ({"count_by": "kilo"}, ["--count-by", "kilo"]),
    ({"top": 0}, ["--top", "0"]),
    ({"by": "year", "rolling": 1}, ["--by", "year", "--rolling", "1"]),
    ({"by": "class", "rolling": 3}, ["--by", "class", "--rolling", "3"]),
    ({"by": "year", "rolling": 3, "top": 2}, ["--by", "year", "--rolling", "3", "--top", "2"]),
    ({"real": 1492}, ["--real", "1492"]),
]


@pytest.mark.parametrize(("options", "words"), SUMMARIES, ids=lambda given: " ".join(map(str, given)))
def test_a_summary_takes_every_option_of_the_command(
    run: Run, ledger: Path, options: dict[str, Any], words: list[str]
) -> None:
    document = run("--as-of", DAY, "summary", *words, "--format", "json").json
    assert armstrack.open(str(ledger)).summary(as_of=DAY, **options).document | {"coverage": None} == document


@pytest.mark.parametrize(("options", "words"), NO_SUMMARIES, ids=lambda given: " ".join(map(str, given)))
def test_a_summary_that_means_nothing_is_refused_as_by_the_command(
    run: Run, ledger: Path, options: dict[str, Any], words: list[str]
) -> None:
    refused = run("summary", *words, "--format", "json")
    assert refused.code == 2
    with pytest.raises(WrongWord) as raised:
        armstrack.open(str(ledger)).summary(**options)
    assert (raised.value.message, raised.value.hint) == (refused.error["message"], refused.error.get("hint", ""))


def test_the_python_filters_are_those_of_the_commands() -> None:
    assert list(Filters.__annotations__) == list(parameters())


def test_what_a_filter_could_not_decide_on_stands_beside_the_sales(ledger: Path) -> None:
    for name, old, new in (
        (
            "taiwan-tow-2025",
            "date: 2025-12-17, state",
            "date: unknown, not-before: 2025-12-17, not-after: 2026-01-05, state",
        ),
        ("taiwan-altius-2025", "total: 1.1B", "total: unknown"),
    ):
        (path,) = ledger.rglob(f"{name}.yaml")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    sales = armstrack.open(str(ledger)).sales(year=2025, min_value="1M", as_of="2026-11-20")
    assert [sale.id for sale in sales.undated] == ["taiwan-tow-2025"]
    assert [sale.id for sale in sales.unvalued] == ["taiwan-altius-2025"]
    assert len(sales) == 6


@pytest.mark.parametrize("by", [["recipient"], ["year", "state"], ["contractor", "class"]])
def test_a_summary_is_that_of_the_command(run: Run, ledger: Path, by: list[str]) -> None:
    document = run("--as-of", "2026-11-20", "summary", "--by", ",".join(by), "--format", "json").json
    summary = armstrack.open(str(ledger)).summary(by=by, as_of="2026-11-20")
    assert summary_document(summary) | {"coverage": None} == document
    assert summary.total.value == 11_105_400_000


@pytest.mark.parametrize("within", [None, 0, 7])
def test_what_falls_due_is_what_the_command_says(run: Run, ledger: Path, within: int | None) -> None:
    day, options = "2026-03-20", () if within is None else ("--within", f"{within}d")
    rows = run("--as-of", day, "due", *options, "--format", "json").json
    found = armstrack.open(str(ledger)).due(as_of=day, within=within)
    assert [(one.id, one.kind, str(one.day), one.days_left(date(2026, 3, 20))) for one in found] == [
        (row["id"], row["kind"], row["day"], row["days_left"]) for row in rows
    ]
    assert all(one.opened is None or one.opened <= date(2026, 3, 20) for one in found)


def test_a_timeline_is_that_of_the_command(run: Run, ledger: Path) -> None:
    document = run("--as-of", "2026-11-20", "timeline", SALE, "--format", "json").json
    steps = armstrack.open(str(ledger)).timeline("26-1", as_of="2026-11-20")
    assert [step_document(step) for step in steps] == document["steps"]
    assert [(step.name, step.computed) for step in steps][:2] == [("notified", False), ("cleared", True)]
    assert steps[1].since_notified is not None
    assert steps[1].since_notified.exact == 31


@pytest.mark.parametrize("rule", [None, "accepted-only", "remaining-value"])
def test_a_backlog_is_that_of_the_command(run: Run, rule: str | None) -> None:
    options = () if rule is None else ("--rule", rule)
    ran = run("--as-of", "2025-11-30", "--ledger", str(NOVEMBER), "backlog", "-r", "TW", *options, "--format", "json")
    backlog = armstrack.open(str(NOVEMBER)).backlog(rule, recipient="TW", as_of="2025-11-30")
    total = ran.json["total"]
    assert tuple(backlog.total) == (total["sales"], total["value_usd"], total["unknown_value"])
    assert [(each.one.id, each.counted) for each in backlog.held] == [
        (row["id"], row["backlog_usd"]) for row in ran.json["sales"]
    ]


def test_what_happened_and_what_was_delivered_is_what_the_commands_say(run: Run) -> None:
    opened = armstrack.open(str(NOVEMBER))
    common = ("--as-of", "2026-11-20", "--ledger", str(NOVEMBER), "-r", "TW", "--format", "json")
    events = opened.events(recipient="TW", event="delay", as_of="2026-11-20")
    assert list(events) == run("events", "--event", "delay", *common).json
    lately = opened.events(recipient="TW", as_of="2026-11-20", on_or_after="2026-03-01", on_or_before="2026-05-31")
    assert list(lately) == run("events", "--on-or-after", "2026-03-01", "--on-or-before", "2026-05-31", *common).json
    lines = run("deliveries", *common[:-1], "csv").out.splitlines()
    names = ("id", "item", "notified", "delivered", "of")
    rows = [
        tuple("" if row[name] is None else str(row[name]) for name in names)
        for row in opened.deliveries(recipient="TW", as_of=DAY)
    ]
    assert rows == [
        (row["id"], row["name"], row["notified"], row["delivered"], row["of"]) for row in csv.DictReader(lines)
    ]


def test_a_day_is_text_or_a_date(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    by_text = [sale.standing.state for sale in opened.sales(as_of="2026-01-16")]
    assert [sale.standing.state for sale in opened.sales(as_of=date(2026, 1, 16))] == by_text


def test_one_sale_is_found_as_the_commands_find_it(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    for name in (SALE, "taiwan-hi", "26-1"):
        sale = opened.sale(name, as_of="2026-01-17")
        assert (sale.id, sale.standing.state, sale.standing.words) == (SALE, "cleared", "review over, offer possible")


def test_a_wrong_question_is_an_error_in_words(ledger: Path) -> None:
    opened = armstrack.open(str(ledger))
    with pytest.raises(ValueError, match="`Twaiwan` is no recipient; did you mean"):
        list(opened.sales(recipient="Twaiwan"))
    with pytest.raises(ValueError, match="tomorrow"):
        list(opened.sales(as_of="tomorrow"))
    with pytest.raises(ValueError, match="authority"):
        list(opened.sales(authority="36(z)"))
    for word, match in (
        ({"year": 25}, "--year: 25 is not a year; as --year 2024"),
        ({"fy": 99999}, "not a year"),
        ({"min_value": "a lot"}, "not an amount"),
        ({"since": "2025"}, "not one day"),
        ({"sale_class": "heavy"}, "`heavy` is no class; one of: traditional"),
        ({"event": "party"}, "`party` is no event"),
    ):
        with pytest.raises(ValueError, match=match):
            opened.sales(**word)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="`colour` is no line; one of: recipient"):
        opened.summary(by="colour")
    with pytest.raises(
        ValueError,
        match="`mine` is no backlog rule; one of: full-until",
    ):
        opened.backlog("mine")
    with pytest.raises(TypeError, match="recipent"):
        opened.sales(recipent="TW")  # type: ignore[call-arg]


def test_a_state_that_does_not_exist_is_an_error_and_not_an_empty_answer(ledger: Path) -> None:
    with pytest.raises(ValueError, match="ofered"):
        list(armstrack.open(str(ledger)).sales(state="ofered", as_of="2026-11-20"))


def test_a_missing_sale_and_a_missing_ledger_are_errors_in_words(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchRecord, match="nothing-like-it"):
        armstrack.open(str(ledger)).sale("nothing-like-it")
    with pytest.raises(LedgerNotFound, match="armstrack init"):
        armstrack.open(str(tmp_path / "nowhere"))


def test_without_a_folder_it_opens_what_the_commands_would(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("ARMSTRACK_LEDGER", raising=False)
    monkeypatch.chdir(ledger / "sales")
    assert armstrack.open().folder == ledger
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert SALE in [sale.id for sale in armstrack.open().sales(as_of="2026-01-16")]


def test_files_that_cannot_be_read_are_told_of(ledger: Path) -> None:
    (path,) = ledger.rglob(f"{SALE}.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:"), encoding="utf-8")
    opened = armstrack.open(str(ledger))
    assert SALE not in [sale.id for sale in opened.sales(as_of="2026-01-16")]
    assert {problem.file.endswith(f"{SALE}.yaml") for problem in opened.problems} == {True}
    assert any(problem.code == "unknown-key" and problem.line == 2 for problem in opened.problems)


def test_every_answer_is_a_data_frame_too(ledger: Path) -> None:
    library = next((name for name in LIBRARIES if find_spec(name) is not None), None)
    if library is None:
        pytest.skip("neither pandas nor polars is installed: they are an option of their users")
    opened, day = armstrack.open(str(ledger)), "2026-03-20"
    sales = opened.sales(as_of=day).to_frame()
    assert list(sales.columns)[:3] == ["id", "title", "recipient"]
    assert len(sales) == 9
    summary = opened.summary(by=["recipient", "year"], as_of=day).to_frame()
    assert list(summary.columns) == ["recipient", "year", "sales", "announcements", "value_usd", "unknown_value"]
    assert summary["value_usd"].to_list() == [11_105_400_000]
    assert opened.due(as_of=day).to_frame()["days_left"].to_list() == [-5, -5, -5, 6]
    assert len(opened.backlog(as_of=day).to_frame()) == len(opened.backlog(as_of=day).held)
    assert len(opened.events(as_of=day).to_frame()) == len(opened.events(as_of=day))
    assert opened.timeline(SALE, as_of=day).to_frame()["step"].to_list()[0] == "notified"


def test_the_columns_of_every_frame_are_filled_from_the_answers(ledger: Path) -> None:
    """What needs no library: each row has each column, in the form that its kind asks for."""
    opened, day = armstrack.open(str(ledger)), "2026-11-20"
    summary = opened.summary(by=["class", "month"], as_of=day)
    answers = [
        (SALE_COLUMNS, [sale_frame_row(one) for one in opened.sales(as_of=day)]),
        (DUE_COLUMNS, [due_document(one, date(2026, 11, 20)) for one in opened.due(as_of=day)]),
        (STEP_COLUMNS, [step_frame_row(step) for step in opened.timeline(SALE, as_of=day)]),
        (HELD_COLUMNS, [held_frame_row(each, date(2026, 11, 20)) for each in opened.backlog(as_of=day).held]),
        (EVENT_COLUMNS, [event_frame_row(row) for row in armstrack.open(str(NOVEMBER)).events(as_of=day)]),
        (DELIVERY_COLUMNS, list(armstrack.open(str(NOVEMBER)).deliveries(as_of=day))),
        (summary_columns(summary.lines), [group_row(summary.lines, group) for group in summary.groups]),
    ]
    forms = {"text": (str, list), "integer": (int,), "flag": (bool,), "day": (str, date)}
    for columns, rows in answers:
        assert rows
        assert len({column.name for column in columns}) == len(columns)
        for row in rows:
            assert all(row[name] is None or isinstance(row[name], forms[kind]) for name, kind in columns)
    accepted = next(row for row in answers[0][1] if row["id"] == SALE)
    assert accepted["since"] is None
    assert (str(accepted["since_not_before"]), str(accepted["since_not_after"])) == ("2026-03-13", "2026-05-31")


def test_importing_the_package_loads_none_of_its_libraries() -> None:
    code = "import sys, armstrack; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"typer", "rich", "yaml", "sqlite3", "pandas", "polars", "armstrack.query", "armstrack.ledger"} & set(
        ran.stdout.split()
    ) == set()
