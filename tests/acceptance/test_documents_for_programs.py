"""What programs may rely on: the keys, the kinds of values, and the other forms of the same answers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run

DAY = ("--as-of", "2026-11-20")
SALE = "taiwan-himars-2025"
LIST_KEYS = {
    "id", "title", "recipient", "purchaser", "authority", "transmittal", "package", "class", "notified", "state",
    "since", "value_usd", "emergency", "review",
}  # fmt: skip
SHOW_KEYS = LIST_KEYS | {
    "value", "items", "contractors", "sources", "history", "next", "resolutions", "amends", "amended_by",
}  # fmt: skip
CHECK_KEYS = {
    "recipient", "group", "authority", "on", "required", "tests", "review_days", "last_review_day", "earliest_action",
    "senate_discharge_days", "citations",
}  # fmt: skip
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_list_is_an_array_of_sales_with_these_keys(run: Run) -> None:
    ran = run(*DAY, "list", "--format", "json")
    assert ran.code == 0
    rows = ran.json
    assert len(rows) == 9
    for row in rows:
        assert set(row) >= LIST_KEYS
        assert row["value_usd"] is None or type(row["value_usd"]) is int
        assert type(row["emergency"]) is bool
        assert row["review"] is None or set(row["review"]) == {"review_days", "last_review_day", "earliest_action"}
        for key in ("notified", "since"):
            assert row[key] is None or ISO.fullmatch(row[key])


def test_one_sale_of_the_list_to_the_letter(run: Run) -> None:
    (row,) = run("--as-of", "2026-01-10", "list", "--transmittal", "26-01", "--format", "json").json
    assert {key: row[key] for key in row if key in LIST_KEYS} == {
        "id": SALE,
        "title": "High Mobility Artillery Rocket Systems",
        "recipient": "TW",
        "purchaser": "Taipei Economic and Cultural Representative Office in the United States (TECRO)",
        "authority": "36(b)(1)",
        "transmittal": "26-01",
        "package": "taiwan-2025-12-17",
        "class": "asymmetric",
        "notified": "2025-12-17",
        "state": "notified",
        "since": "2025-12-17",
        "value_usd": 4050000000,
        "emergency": False,
        "review": {"review_days": 30, "last_review_day": "2026-01-16", "earliest_action": "2026-01-17"},
    }


def test_show_is_the_same_object_and_more(run: Run) -> None:
    (row,) = run(*DAY, "list", "--transmittal", "26-01", "--format", "json").json
    document = run(*DAY, "show", SALE, "--format", "json").json
    assert {key: document[key] for key in row} == row
    assert set(document) >= SHOW_KEYS
    assert {key: document["value"][key] for key in ("total", "mde", "other", "increase")} == {
        "total": 4050000000,
        "mde": None,
        "other": None,
        "increase": None,
    }
    assert len(document["items"]) == 17
    first = document["items"][0]
    assert (first["quantity"], first["mde"]) == (82, True)
    assert document["items"][-1]["quantity"] is None
    assert document["contractors"] == []
    assert set(document["sources"]["dsca"]) >= {"url", "title", "published"}
    assert document["history"][0]["state"] == "notified"
    assert document["history"][0]["date"] == "2025-12-17"
    assert (document["amends"], document["amended_by"]) == (None, [])
    for move in document["next"]:
        assert set(move) >= {"state", "earliest_action", "citations"}
        assert move["citations"]


def test_next_is_a_document_too(run: Run) -> None:
    document = run(*DAY, "next", SALE, "--format", "json").json
    assert set(document) >= {"id", "state", "possible", "not_possible"}
    assert document["possible"] == run(*DAY, "show", SALE, "--format", "json").json["next"]
    for move in document["not_possible"]:
        assert move["reason"]


def test_an_unknown_value_is_null_everywhere_and_never_zero(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "total: 353M", "total: unknown")
    (row,) = run(*DAY, "list", "--transmittal", "26-02", "--format", "json").json
    assert row["value_usd"] is None
    assert run(*DAY, "show", "taiwan-tow-2025", "--format", "json").json["value"]["total"] is None
    total = run(*DAY, "summary", "--format", "json").json["total"]
    assert (total["sales"], total["value_usd"], total["unknown_value"]) == (8, 11_105_400_000 - 353_000_000, 1)
    only = run(*DAY, "summary", "--transmittal", "26-02", "--format", "json").json["total"]
    assert (only["sales"], only["value_usd"], only["unknown_value"]) == (1, None, 1)
    (cells,) = rows_of(run(*DAY, "list", "--transmittal", "26-02", "--format", "csv").out)
    assert cells["value_usd"] == ""
    page = run(*DAY, "summary")
    assert "1 of unknown value" in page.out + page.err


def test_several_recipients_are_a_list_and_one_joint_key(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "recipient: TW", "recipient: [SA, AE, JO]")
    (row,) = run(*DAY, "list", "--transmittal", "26-02", "--format", "json").json
    assert row["recipient"] == ["SA", "AE", "JO"]
    summary = run(*DAY, "summary", "--format", "json").json
    assert [group["key"] for group in summary["groups"]] == ["TW", "AE+JO+SA"]
    assert summary["total"]["announcements"] == 2
    assert [one["id"] for one in run(*DAY, "list", "-r", "JO", "--format", "json").json] == ["taiwan-tow-2025"]


def test_an_unknown_recipient_is_said_to_be_unknown(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "recipient: TW", "recipient: unknown")
    (row,) = run(*DAY, "list", "-r", "unknown", "--format", "json").json
    assert (row["id"], row["recipient"]) == ("taiwan-tow-2025", "unknown")


def test_norway_is_norway(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "recipient: TW", "recipient: NO")
    assert [row["recipient"] for row in run(*DAY, "list", "-r", "Norway", "--format", "json").json] == ["NO"]
    assert "Norway (NO)" in run(*DAY, "show", "taiwan-tow-2025").out


def test_a_summary_along_several_lines_has_keys_of_several_parts(run: Run) -> None:
    once = run(*DAY, "summary", "--by", "recipient,class", "--format", "json").json
    twice = run(*DAY, "summary", "--by", "recipient", "--by", "class", "--format", "json").json
    assert once == twice
    assert [group["key"] for group in once["groups"]] == [
        ["TW", "asymmetric"],
        ["TW", "traditional"],
        ["TW", "maintenance"],
    ]
    assert list(once)[:2] == ["groups", "total"]
    assert set(once["total"]) >= {"sales", "announcements", "value_usd", "unknown_value", "undated"}
    assert sum(group["value_usd"] for group in once["groups"]) == once["total"]["value_usd"]


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("recipient", ["TW"]),
        ("year", ["2025"]),
        ("fy", ["2026"]),
        ("month", ["2025-12"]),
        ("class", ["asymmetric", "traditional", "maintenance"]),
        ("authority", ["36(b)(1)"]),
        ("package", ["taiwan-2025-12-17"]),
        ("state", ["offered", "accepted", "cleared"]),
    ],
)
def test_each_line_of_a_summary_has_its_keys(run: Run, line: str, keys: list[str]) -> None:
    groups = run(*DAY, "summary", "--by", line, "--format", "json").json["groups"]
    assert [group["key"] for group in groups] == keys
    assert sum(group["sales"] for group in groups) == 8


def test_the_administration_is_the_one_in_office_on_the_day(run: Run) -> None:
    (group,) = run(*DAY, "summary", "--by", "administration", "--format", "json").json["groups"]
    assert "Trump" in group["key"]
    assert group["sales"] == 8


def test_contractors_overlap_and_it_is_said(run: Run, change: Callable[[str, str, str], Path]) -> None:
    both = "contractors: [{name: Raytheon}, {name: Lockheed Martin}]"
    (line,) = [row for row in change(SALE, "id:", "id:").read_text().splitlines() if row.startswith("contractors:")]
    change(SALE, line, both)
    ran = run(*DAY, "summary", "--by", "contractor")
    assert "RTX" in ran.out
    assert "more than the total" in ran.err
    document = run(*DAY, "summary", "--by", "contractor", "--format", "json").json
    named = {group["key"]: group["sales"] for group in document["groups"]}
    assert named["Lockheed Martin"] >= 1
    assert document["total"]["sales"] == 8


def test_sales_that_ended_are_counted_and_named(run: Run) -> None:
    assert run(*DAY, "advance", "taiwan-ah1w-parts-2025", "cancelled").code == 0
    ran = run(*DAY, "summary")
    assert "$11,105,400,000" in ran.out
    assert "1 cancelled" in ran.out + ran.err


def test_a_day_of_notification_known_too_loosely_is_undated(run: Run, change: Callable[[str, str, str], Path]) -> None:
    change("taiwan-tow-2025", "{date: 2025-12-17, state: notified", "{date: 2025, state: notified")
    inside = run(*DAY, "summary", "--year", "2025", "--format", "json").json["total"]
    assert (inside["sales"], inside["undated"]) == (8, 0)
    across = run(*DAY, "summary", "--fy", "2026", "--format", "json").json["total"]
    assert (across["sales"], across["undated"]) == (7, 1)
    assert "1" in run(*DAY, "list", "--fy", "2026").err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            ("-r", "TW", "--mde", "14M", "--total", "20M", "--on", "2025-12-17"),
            {
                "recipient": "TW",
                "group": "other",
                "authority": "36(b)(1)",
                "on": "2025-12-17",
                "required": True,
                "review_days": 30,
                "last_review_day": "2026-01-16",
                "earliest_action": "2026-01-17",
                "senate_discharge_days": 10,
            },
        ),
        (
            ("-r", "Netherlands", "--mde", "25M", "--total", "25M", "--on", "2025-12-17"),
            {"recipient": "NL", "group": "nato-plus", "required": True, "review_days": 15, "senate_discharge_days": 5},
        ),
        (
            ("-r", "TW", "--mde", "13_999_999", "--total", "49M", "--on", "2025-12-17"),
            {
                "required": False,
                "review_days": None,
                "last_review_day": None,
                "earliest_action": None,
                "senate_discharge_days": None,
            },
        ),
        (
            ("-r", "TW", "--mde", "unknown", "--total", "20M", "--on", "2025-12-17"),
            {"required": None, "review_days": 30, "last_review_day": "2026-01-16"},
        ),
        (("-r", "TW", "--total", "50M", "--on", "2025-12-17"), {"required": True}),
        (
            ("-r", "TW", "--mde", "14M", "--emergency", "--on", "2025-12-17"),
            {"required": True, "review_days": 0, "last_review_day": None, "earliest_action": "2025-12-17"},
        ),
        (("-r", "NL,TW", "--mde", "14M"), {"recipient": ["NL", "TW"], "group": "other", "required": True}),
    ],
)  # fmt: skip
def test_check_answers_with_the_law_of_the_day(run: Run, options: tuple[str, ...], expected: dict[str, Any]) -> None:
    document = run(*DAY, "check", *options, "--format", "json").json
    assert set(document) >= CHECK_KEYS
    assert {key: document[key] for key in expected} == expected
    assert document["citations"]
    for test in document["tests"]:
        assert set(test) == {"kind", "value_usd", "threshold_usd", "met"}


def test_a_threshold_is_reached_by_the_very_dollar(run: Run) -> None:
    def test_of(mde: str) -> dict[str, Any]:
        tests = run("check", "-r", "TW", "--mde", mde, "--on", "2025-12-17", "--format", "json").json["tests"]
        (test,) = [one for one in tests if one["kind"] == "mde"]
        return dict(test)

    assert test_of("14M") == {"kind": "mde", "value_usd": 14000000, "threshold_usd": 14000000, "met": True}
    assert test_of("13_999_999")["met"] is False
    assert test_of("unknown") == {"kind": "mde", "value_usd": None, "threshold_usd": 14000000, "met": None}


def test_without_a_day_check_asks_about_the_as_of_day(run: Run) -> None:
    assert run(*DAY, "check", "-r", "TW", "--format", "json").json["on"] == "2026-11-20"


def test_validate_is_an_array_of_problems_with_places(run: Run, change: Callable[[str, str, str], Path]) -> None:
    assert run("validate", "--format", "json").json == []
    change("taiwan-tow-2025", "title:", "titel:")
    ran = run("validate", "--format", "json")
    assert ran.code == 4
    for problem in ran.json:
        assert set(problem) >= {"file", "line", "column", "severity", "code", "message"}
    typo = next(problem for problem in ran.json if problem["code"] == "unknown-key")
    assert typo["file"].endswith("taiwan-tow-2025.yaml")
    assert (typo["line"], typo["column"], typo["severity"]) == (2, 1, "error")
    text = " ".join(str(value) for value in typo.values())
    assert "titel" in text
    assert "title" in text


def test_validate_warns_of_a_missing_source_and_is_strict_when_asked(run: Run) -> None:
    assert run(*DAY, "advance", "taiwan-ah1w-parts-2025", "offered").code == 0
    (problem,) = run("validate", "--format", "json").json
    assert (problem["severity"], problem["code"]) == ("warning", "missing-source")
    assert run("validate").code == 0
    assert run("validate", "--strict").code == 4


def test_an_acknowledged_warning_is_shown_and_fails_nothing(run: Run, change: Callable[[str, str, str], Path]) -> None:
    assert run(*DAY, "advance", "taiwan-ah1w-parts-2025", "offered").code == 0
    change(
        "taiwan-ah1w-parts-2025",
        "history:",
        "known:\n  - {code: missing-source, reason: told in confidence}\nhistory:",
    )
    ran = run("validate", "--strict")
    assert ran.code == 0
    assert "told in confidence" in ran.out


def test_init_says_what_it_made(run: Run, tmp_path: Path) -> None:
    document = run("init", "mine", "--from", "reference", "--format", "json", cwd=tmp_path).json
    records = len(list((tmp_path / "mine").glob("*/**/*.yaml")))
    assert document == {"folder": "mine", "records": records, "editor": []}
    assert document["records"] >= 11
    assert (tmp_path / "mine" / "ledger.yaml").is_file()
    assert run("init", "empty", cwd=tmp_path).code == 0
    assert run("list", "--format", "json", cwd=tmp_path / "empty").json == []


def test_schema_is_json_schema_that_the_reference_ledger_fits(run: Run) -> None:
    for kind in ("sale", "resolution", "package", "ledger"):
        document = run("schema", kind).json
        assert document["$schema"].startswith("https://json-schema.org/")
        assert document["type"] == "object"
        assert document["properties"]
    assert set(run("schema").json["required"]) >= {"id", "title", "recipient", "authority", "history"}


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("show", SALE),
        ("next", SALE),
        ("summary", "--by", "class"),
        ("check", "-r", "TW", "--mde", "14M"),
        ("validate",),
        ("advance", "taiwan-ah1w-parts-2025", "offered", "--dry-run"),
        ("record", SALE, "hold", "--dry-run"),
    ],
)
def test_lines_of_json_are_documents_of_their_own(run: Run, command: tuple[str, ...]) -> None:
    ran = run(*DAY, *command, "--format", "jsonl")
    assert ran.code == 0
    for line in ran.out.splitlines():
        assert isinstance(json.loads(line), dict)
    assert ran.out == "" or ran.out.endswith("\n")


def test_lines_of_json_are_the_rows_of_the_array(run: Run) -> None:
    lines = [json.loads(line) for line in run(*DAY, "list", "--format", "jsonl").out.splitlines()]
    assert lines == run(*DAY, "list", "--format", "json").json


def test_csv_holds_what_json_holds(run: Run) -> None:
    documents = run(*DAY, "list", "--format", "json").json
    rows = rows_of(run(*DAY, "list", "--format", "csv").out)
    assert [row["id"] for row in rows] == [document["id"] for document in documents]
    for row, document in zip(rows, documents, strict=True):
        assert row["value_usd"] == str(document["value_usd"])
        assert row["notified"] == (document["notified"] or "")
        assert row["emergency"] == "false"
        assert row["review.last_review_day"] == ((document["review"] or {}).get("last_review_day") or "")


def test_csv_of_a_summary_has_a_column_for_each_line(run: Run) -> None:
    rows = rows_of(run(*DAY, "summary", "--by", "year,class", "--format", "csv").out)
    assert list(rows[0]) == ["year", "class", "sales", "announcements", "value_usd", "unknown_value"]
    assert sum(int(row["value_usd"]) for row in rows) == 11_105_400_000


def test_csv_of_an_empty_answer_is_its_header(run: Run) -> None:
    ran = run(*DAY, "list", "-r", "JP", "--format", "csv")
    assert (ran.code, ran.out.count("\n"), rows_of(ran.out)) == (0, 1, [])


def test_an_empty_answer_is_an_empty_array(run: Run) -> None:
    ran = run(*DAY, "list", "-r", "JP", "--format", "json")
    assert (ran.code, ran.json) == (0, [])


def test_markdown_is_a_table_with_every_column(run: Run) -> None:
    lines = run(*DAY, "list", "--format", "md").out.splitlines()
    assert lines[0].startswith("| Sale | To | Notified | State | Ceiling | What |")
    assert set(lines[1]) <= set("|-: ")
    assert len(lines) == 2 + 9
    assert len({line.count("|") for line in lines}) == 1


@pytest.mark.parametrize("command", [("next", SALE), ("summary",), ("check", "-r", "TW", "--mde", "14M")])
def test_markdown_tables_are_whole(run: Run, command: tuple[str, ...]) -> None:
    blocks = run(*DAY, *command, "--format", "md").out.strip().split("\n\n")
    tables = [block.splitlines() for block in blocks if block.startswith("|")]
    assert tables
    for table in tables:
        assert set(table[1]) <= set("|-: ")
        assert len({line.count("|") for line in table}) == 1


def test_markdown_of_next_says_which_table_is_which(run: Run) -> None:
    text = run(*DAY, "next", SALE, "--format", "md").out
    assert "\n## Possible next\n\n| State | From |" in text
    assert "\n## Not possible\n\n| State | Why not |" in text


def test_markdown_of_check_gives_the_answer_and_not_only_the_tests(run: Run) -> None:
    text = run("check", "-r", "TW", "--mde", "14M", "--on", "2025-12-17", "--format", "md").out
    assert text.startswith("# Must Congress be notified?\n\n- **Notification:** yes")
    assert "2026-01-17" in text
    assert "\n## Tests\n\n| Test | Value |" in text


def test_a_number_is_shown_with_what_it_counts(run: Run, change: Callable[[str, str, str], Path]) -> None:
    assert run("show", SALE, "--format", "json").json["items"][0]["unit"] is None
    change(SALE, "{quantity: 82,", "{quantity: 82, unit: pairs,")
    assert "82 pairs  " in run("show", SALE).out
    first = run("show", SALE, "--format", "json").json["items"][0]
    assert (first["quantity"], first["unit"], list(first)[-1]) == (82, "pairs", "unit")


def test_a_sale_can_be_shown_as_markdown(run: Run) -> None:
    ran = run(*DAY, "show", SALE, "--format", "md")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == f"# {SALE}: High Mobility Artillery Rocket Systems"
    assert [line for line in lines if line.startswith("## ")] == [
        "## Possible next", "## Line items", "## History", "## Sources",
    ]  # fmt: skip
    assert "- **Ceiling:** $4,050,000,000" in lines
    assert any(line.startswith("- dsca: ") and line.endswith(">") for line in lines)


def test_a_resolution_can_be_shown_as_markdown(run: Run) -> None:
    ran = run(*DAY, "resolutions", "show", "119-sjres-101", "--format", "md")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# S.J.Res. 101: ")
    assert "- **Against:**\n  - taiwan-himars-2025\n" in ran.out
    assert "\n## History\n\n| Date | What |" in ran.out


@pytest.mark.parametrize("command", [("law",), ("workflow", "fms"), ("due", "--explain")])
def test_markdown_of_a_page_keeps_a_blank_line_around_each_table(run: Run, command: tuple[str, ...]) -> None:
    ran = run("--as-of", "2026-01-10", *command, "--format", "md")
    assert ran.code == 0
    for block in ran.out.strip().split("\n\n"):
        assert len({line.startswith("|") for line in block.splitlines()}) == 1


def test_csv_of_a_sale_is_its_history(run: Run) -> None:
    document = run(*DAY, "show", SALE, "--format", "json").json
    rows = rows_of(run(*DAY, "show", SALE, "--format", "csv").out)
    assert [row["state"] or row["event"] for row in rows] == [
        one["state"] or one["event"] for one in document["history"]
    ]
    accepted = rows[-1]
    assert (accepted["date"], accepted["not_before"], accepted["not_after"]) == ("", "2026-03-13", "2026-05-31")
    steps = rows_of(run(*DAY, "resolutions", "show", "119-sjres-101", "--format", "csv").out)
    assert [(step["date"], step["state"]) for step in steps] == [("2026-01-05", "introduced")]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "md", "table"])
def test_a_format_is_taken_before_the_command_and_after_it(run: Run, form: str) -> None:
    before = run(*DAY, "--format", form, "list")
    after = run("list", "--format", form, *DAY)
    assert (before.code, before.out) == (after.code, after.out)
    assert run("--format", "json", *DAY, "list", "--format", form).out == after.out


def test_the_ledger_is_taken_before_the_command_and_after_it_and_from_the_environment(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    assert run("init", str(empty)).code == 0
    for ran in (
        run("--ledger", str(empty), "list", "--format", "json"),
        run("list", "--ledger", str(empty), "--format", "json"),
        run("list", "--format", "json", env={"ARMSTRACK_LEDGER": str(empty)}),
        run("list", "--ledger", str(empty), "--format", "json", env={"ARMSTRACK_LEDGER": str(ledger)}),
    ):
        assert (ran.code, ran.json) == (0, [])


def test_the_nearest_ledger_upward_is_meant(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert len(run("list", "--format", "json", cwd=ledger / "sales" / "2025").json) == 9
    project = tmp_path / "project"
    (project / "docs").mkdir(parents=True)
    assert run("init", "data", cwd=project).code == 0
    assert run("list", "--format", "json", cwd=project / "docs").json == []


@pytest.mark.parametrize("command", [("list",), ("summary",), ("validate",), ("list", "-r", "JP")])
def test_quiet_leaves_the_remarks_out_and_the_data_in(run: Run, command: tuple[str, ...]) -> None:
    usual, quiet = run(*DAY, *command), run(*DAY, *command, "--quiet")
    assert usual.err != ""
    assert quiet.err == ""
    assert quiet.out == usual.out
    assert run("--quiet", *DAY, *command).err == ""


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_data_comes_without_remarks(run: Run, form: str) -> None:
    for command in (("list",), ("summary",), ("next", SALE)):
        assert run(*DAY, *command, "--format", form).err == ""


def test_the_json_is_the_same_whatever_the_terminal(run: Run) -> None:
    piped = run(*DAY, "list", "--format", "json").out
    assert run(*DAY, "list", "--format", "json", columns=60).out == piped
    assert run(*DAY, "list", "--format", "json", env={"FORCE_COLOR": "1", "COLUMNS": "40"}).out == piped
