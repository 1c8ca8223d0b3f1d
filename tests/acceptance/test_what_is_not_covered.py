"""An answer that reaches outside what the ledger covers says so, in every command and format; absence is not zero."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ledger.made import make

if TYPE_CHECKING:
    from conftest import Ran, Run

COVERS = """\
name: A ledger
format: 1
looked-at: 2026-10-02
covers:
  - {authorities: [36(b)(1)], from: 2024-01-01, to: 2026-09-16, sources: [federal-register]}
  - {recipients: [TW], authorities: [36(b)(1)], from: 2017-01-01, to: 2026-09-16}
followed:
  - {recipients: [TW], to: 2026-10-02}
"""

SALE = """\
id: {id}
title: Coastal Radar
recipient: {recipient}
authority: 36(b)(1)
value: {{total: {total}}}
items:
  - {{quantity: 3, name: Coastal radar}}
sources: {{dsca: {{url: "https://www.dsca.mil/radar", title: DSCA notice}}}}
history:
  - {{date: {day}, state: notified, source: dsca}}
"""

FIGURE = """\
id: australia-2008
title: Sales to Australia in 2008
published: 3.056B
tolerance: 1M
measure: value
question: {recipient: AU, year: 2008}
source: book
sources: {book: {url: "https://example.org/book", title: A book}}
"""


def a_sale(id: str, recipient: str, day: str, total: str = "10M") -> dict[str, str | bytes]:
    return {f"sales/{id}.yaml": SALE.format(id=id, recipient=recipient, day=day, total=total)}


SALES = (
    a_sale("tw-2018", "TW", "2018-03-05")
    | a_sale("no-2020", "NO", "2020-02-03")
    | a_sale("no-2025", "NO", "2025-02-03")
)


@pytest.fixture
def asked(run: Run, tmp_path: Path) -> Callable[..., Ran]:
    """Asks a question of a ledger that covers Taiwan from 2017 and all from 2024, to September 2026."""
    folder = tmp_path / "covered"
    make(folder, SALES | {"figures/australia-2008.yaml": FIGURE}, COVERS)

    def ask(*words: str) -> Ran:
        return run("--ledger", str(folder), *words)

    return ask


AUSTRALIA = ["-r", "AU", "--until", "2008-12-31"]
"""Nothing of it is covered, and nothing of it is recorded."""

CHOOSING = {
    "list": ["list"],
    "list under review": ["list", "--state", "notified"],
    "summary": ["summary"],
    "summary by year": ["summary", "--by", "year", "--share"],
    "summary rolling": ["summary", "--by", "year", "--rolling", "3"],
    "summary measure": ["summary", "--measure", "delivered", "--by", "recipient"],
    "summary real": ["summary", "--real", "2025"],
    "summary audit": ["summary", "--audit"],
    "summary chart": ["summary", "--by", "year", "--chart"],
    "summary packages": ["summary", "--count-by", "package"],
    "backlog": ["backlog"],
    "backlog by": ["backlog", "--by", "year", "--stats", "age"],
    "backlog diff": ["backlog", "diff", "--from", "2008-01-01"],
    "backlog series": ["backlog", "series", "--every", "year"],
    "queue": ["queue", "--system", "HIMARS"],
    "gaps": ["gaps"],
    "timeline --gaps": ["timeline", "--gaps"],
    "deliveries": ["deliveries"],
    "slip": ["slip"],
    "events": ["events"],
    "events of a kind": ["events", "--event", "reaction"],
    "clusters": ["clusters"],
    "conflicts": ["conflicts"],
    "cite summary": ["cite", "summary"],
    "cite backlog": ["cite", "backlog"],
}
"""Every command that counts sales chosen by filters, or says that there are none."""

ARRAYS = {"list", "list under review", "deliveries", "slip", "events", "events of a kind", "conflicts"}
FORMATS = ["table", "json", "jsonl", "csv", "md"]
COUNTS = ("sales", "announcements", "value_usd", "unknown_value", "undated", "notifications", "compared_with")


def numbers_of(document: Any) -> list[Any]:
    """Every number that a document gives for a count or a sum of what was asked about."""
    if isinstance(document, list):
        return [each for one in document for each in numbers_of(one)]
    if not isinstance(document, dict):
        return []
    found = [value for key, value in document.items() if key in COUNTS and isinstance(value, int)]
    return found + [each for key, value in document.items() if key != "others" for each in numbers_of(value)]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", CHOOSING)
def test_what_is_not_covered_is_not_zero(asked: Callable[..., Ran], name: str, format: str) -> None:
    day = "2008-06-01" if name == "list under review" else "2026-11-28"
    question = [*CHOOSING[name], *AUSTRALIA, "--as-of", day, "--format", format]
    ran = asked(*question)
    assert ran.code == 0, ran.err
    said = ran.out if format == "md" else ran.err
    assert "Not covered by this ledger: Australia" in said.replace("\n", " ")
    assert "does not mean that there was nothing" in said.replace("\n", " ")
    assert "None as of" not in ran.err
    assert "No disagreement is recorded" not in ran.err
    if format in ("table", "md"):
        assert "$0" not in ran.out + ran.err
        assert "0 sales" not in ran.out + ran.err
    if format == "json" and name in ARRAYS:
        assert ran.json == []
    elif format == "json":
        assert list(ran.json)[-1] == "coverage" or name in ("cite summary", "cite backlog")
        assert ran.json["coverage"]["complete"] is False
        assert ran.json["coverage"]["gaps"][0]["recipients"] == ["AU"]
        assert numbers_of(ran.json) == []
    quiet = asked("--quiet", *question)
    assert "Not covered" not in quiet.err


@pytest.mark.parametrize("name", CHOOSING)
def test_single_cases_outside_are_told_and_marked(asked: Callable[..., Ran], name: str) -> None:
    """`no-2020` lies outside every cover: its number is given, and that it is no total is said."""
    question = [*CHOOSING[name], "-r", "NO", "--until", "2020-12-31"]
    ran = asked(*question, "--as-of", "2026-11-28")
    assert ran.code == 0
    assert "Not covered by this ledger: Norway" in ran.err.replace("\n", " ")
    document = asked(*question, "--as-of", "2026-11-28", "--format", "json").json
    if name not in ARRAYS:
        assert document["coverage"]["complete"] is False


@pytest.mark.parametrize("name", CHOOSING)
def test_inside_nothing_is_said(asked: Callable[..., Ran], name: str) -> None:
    """Everything about Taiwan in 2018, and what came of it up to a day on which one looked, is covered."""
    question = [*CHOOSING[name], "-r", "TW", "--year", "2018", "--as-of", "2026-09-10"]
    if name == "list under review":
        question = [*CHOOSING[name], "-r", "TW", "--as-of", "2026-09-10"]
    if name == "backlog diff":
        question = ["backlog", "diff", "--from", "2018-01-01", "-r", "TW", "--year", "2018", "--as-of", "2026-09-10"]
    ran = asked(*question)
    assert ran.code == 0
    assert "cover" not in ran.err
    assert "looked" not in ran.err + ran.out
    assert "complete" not in ran.err
    assert "*" not in ran.out.replace("* ", "")
    if name not in ARRAYS:
        coverage = asked(*question, "--format", "json").json["coverage"]
        assert coverage["complete"] is True
        assert coverage["gaps"] == []


@pytest.mark.parametrize("name", CHOOSING)
def test_a_ledger_without_covers_claims_nothing_and_says_nothing(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "plain"
    make(folder, SALES)
    ran = run("--ledger", str(folder), *CHOOSING[name], *AUSTRALIA, "--as-of", "2026-11-28")
    assert "cover" not in ran.err
    document = run(
        "--ledger", str(folder), *CHOOSING[name], *AUSTRALIA, "--as-of", "2026-11-28", "--format", "json"
    ).json
    if name not in ARRAYS:
        assert document["coverage"] is None


# --- commands without filters, and what stands in the answers --------------------------------------------


def test_due_and_under_review_ask_for_the_last_sixty_days(asked: Callable[..., Ran]) -> None:
    late = asked("due", "--as-of", "2026-11-28")
    assert "Nothing due" not in late.err
    assert "Not covered by this ledger: all recipients, 2026-09-29 to 2026-11-28." in late.err.replace("\n", " ")
    between = asked("due", "--as-of", "2026-10-20")
    assert "Nothing due as of 2026-10-20. The sources were looked at to 2026-10-02." in between.err
    inside = asked("due", "--as-of", "2026-09-10")
    assert inside.err == "Nothing due as of 2026-09-10.\n"
    json_late = asked("due", "--as-of", "2026-11-28", "--format", "json")
    assert json_late.json == []
    assert "Not covered" in json_late.err


def test_the_welcome_page_does_not_call_unseen_days_empty(asked: Callable[..., Ran]) -> None:
    late = asked("--as-of", "2026-11-28")
    assert "none" not in late.out
    assert "not covered; the sources were looked at to 2026-10-02" in late.out
    between = asked("--as-of", "2026-10-20")
    assert "none; the sources were looked at to 2026-10-02" in between.out
    assert "Under review  none\n" in asked("--as-of", "2026-09-10").out


def test_a_memo_of_days_after_the_last_look_says_so(asked: Callable[..., Ran]) -> None:
    memo = asked("brief", "--since", "2026-11-20", "--as-of", "2026-11-28")
    assert "None." not in memo.out
    assert "Not covered by this ledger." in memo.out
    assert "The sources were looked at to 2026-10-02." in memo.out
    assert "0 sales" not in memo.out
    document = asked("brief", "--since", "2026-11-20", "--as-of", "2026-11-28", "--format", "json").json
    assert document["coverage"]["complete"] is False
    assert document["totals"]["total"]["sales"] is None
    assert document["looked_at"] == "2026-10-02"
    between = asked("brief", "--since", "2026-09-10", "--as-of", "2026-10-20")
    assert "None recorded; the sources were looked at to 2026-10-02." in between.out
    inside = asked("brief", "--since", "2026-09-01", "--as-of", "2026-09-10", "-r", "TW")
    assert "None." in inside.out
    assert "looked" not in inside.out
    marked = asked("brief", "--since", "2026-11-20", "--as-of", "2026-11-28", "--format", "md")
    assert marked.out.count("Not covered by this ledger: all recipients") == 1


def test_a_year_in_part_or_not_covered_has_a_mark(asked: Callable[..., Ran]) -> None:
    table = asked("summary", "--by", "year", "--as-of", "2026-09-10").out
    assert [line.split()[0] for line in table.splitlines()[1:-1]] == ["2018*", "2020*", "2025"]
    groups = asked("summary", "--by", "year", "--as-of", "2026-09-10", "--format", "json").json["groups"]
    assert {group["key"]: group["complete"] for group in groups} == {"2018": False, "2020": False, "2025": True}
    taiwan = asked("summary", "--by", "year", "-r", "TW", "--as-of", "2026-09-10").out
    assert "2018 " in taiwan
    held = asked("backlog", "--by", "year", "--as-of", "2026-09-10").out
    assert "2020*" in held
    assert "2025 " in held
    csv = asked("summary", "--by", "year", "--as-of", "2026-09-10", "--format", "csv").out
    assert "complete" not in csv
    assert "*" not in csv


def test_no_average_moves_over_years_that_are_not_covered(asked: Callable[..., Ran]) -> None:
    answer = asked("summary", "--by", "year", "--rolling", "2", "--as-of", "2026-09-10", "--format", "json").json
    assert [group["key"] for group in answer["groups"]] == ["2018", "2020", "2024", "2025"]
    assert [group["rolling"] and group["rolling"]["sales"] for group in answer["groups"]] == [None, None, None, 0.5]


def test_a_figure_that_asks_outside_is_not_computed_as_nothing(asked: Callable[..., Ran]) -> None:
    ran = asked("verify", "--as-of", "2026-11-28", "--format", "json")
    (row,) = ran.json
    assert row["computed"] is None
    assert row["holds"] is False
    assert "Not covered whole by this ledger is what is counted for 1 figure: australia-2008." in ran.err


@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
def test_an_export_says_what_it_is_an_export_of(asked: Callable[..., Ran], kind: str, tmp_path: Path) -> None:
    ran = asked("export", kind, "--as-of", "2026-11-28")
    assert ran.code == 0
    assert "Not covered: all recipients, 2026-09-17 to 2026-11-28." in ran.err.replace("\n", " ")
    assert "so this is no total" in ran.err.replace("\n", " ")


@pytest.mark.parametrize(
    "words", [["show", "no-2020"], ["timeline", "no-2020"], ["next", "no-2020"], ["chain", "no-2020"]]
)
def test_a_question_about_a_named_sale_reaches_nothing_else(asked: Callable[..., Ran], words: list[str]) -> None:
    ran = asked(*words, "--as-of", "2026-11-28")
    assert ran.code == 0
    assert "cover" not in ran.err


def test_the_index_and_the_files_say_the_same(asked: Callable[..., Ran]) -> None:
    for question in (["summary", "--by", "year"], ["list", "-r", "AU"], ["due"]):
        plain = asked(*question, "--as-of", "2026-11-28")
        files = asked(*question, "--as-of", "2026-11-28", "--no-index")
        assert (plain.out, plain.err) == (files.out, files.err)


def test_a_ledger_read_only_without_its_index_declares_the_same(asked: Callable[..., Ran], tmp_path: Path) -> None:
    settings = tmp_path / "covered" / "ledger.yaml"
    asked("list", "--as-of", "2026-11-28")
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026-09-16", "2026-12-31"), encoding="utf-8")
    assert "Not covered" not in asked("list", "--year", "2026", "--as-of", "2026-11-28").err
    assert (
        json.loads(asked("summary", "--year", "2026", "--as-of", "2026-11-28", "--format", "json").out)["total"][
            "sales"
        ]
        == 0
    )


def test_a_picture_of_years_has_hollow_cells(run: Run, tmp_path: Path) -> None:
    """A year of which nothing is recorded is empty where the ledger covers it, and hollow where it does not."""
    folder = tmp_path / "drawn"
    make(folder, SALES | a_sale("no-2023", "NO", "2023-02-03") | a_sale("tw-2024", "TW", "2024-02-03"), COVERS)
    common = ("--ledger", str(folder), "--as-of", "2026-09-10")
    norway = run(*common, "list", "-r", "NO", columns=120, env={"NO_COLOR": "1"}).out
    assert "2020 █○○█·█· 2026" in norway
    assert "○ not covered whole: 2020 to 2023" in norway
    assert "2020 █○○█·[█]· 2026" in run(*common, "show", "no-2025", columns=120, env={"NO_COLOR": "1"}).out
    taiwan = run(*common, "list", "-r", "TW", columns=120, env={"NO_COLOR": "1"}).out
    assert "2018 █·····█·· 2026" in taiwan
    assert "○" not in taiwan
    plain = run(*common, "list", "-r", "NO", columns=120, encoding="ascii", env={"NO_COLOR": "1"}).out
    assert "oo" in plain


# --- what the ledger says that it holds -------------------------------------------------------------------


def test_the_grid_of_coverage_tells_whole_years_from_single_cases(asked: Callable[..., Ran]) -> None:
    cells = asked("coverage", "--by", "recipient", "--as-of", "2026-11-28", "--format", "json").json
    told = {(cell["year"], cell["recipient"]): (cell["covered"], cell["sales"]) for cell in cells}
    assert told["2018", "TW"] == ("whole", 1)
    assert told["2020", "TW"] == ("whole", 0)
    assert told["2020", "*"] == ("none", 1)
    assert told["2025", "*"] == ("whole", 1)
    assert told["2026", "TW"] == told["2026", "*"] == ("part", 0)
    table = asked("coverage", "--by", "recipient", "--as-of", "2026-11-28").out
    assert "Taiwan (TW)" in table
    assert "all others" in table
    authorities = asked("coverage", "--by", "authority", "--as-of", "2026-09-10", "--format", "json").json
    assert {(cell["year"], cell["authority"]): cell["covered"] for cell in authorities}["2025", "36(b)(1)"] == "whole"
    assert all(cell["covered"] == "none" for cell in authorities if cell["authority"] == "*")
    refused = asked("coverage", "--by", "year")
    assert refused.code == 2


def test_the_grid_of_coverage_is_about_what_the_filters_reach(asked: Callable[..., Ran]) -> None:
    def told(*words: str) -> dict[tuple[str, str], tuple[str, int]]:
        cells = asked("coverage", "--by", "recipient", "--as-of", "2026-11-28", "--format", "json", *words).json
        return {(cell["year"], cell["recipient"]): (cell["covered"], cell["sales"]) for cell in cells}

    assert told("-r", "TW,NO", "--since", "2018") == {
        **{(str(year), "TW"): ("whole", int(year == 2018)) for year in range(2018, 2026)},
        **{(str(year), "NO"): ("none", int(year == 2020)) for year in range(2018, 2024)},
        ("2024", "NO"): ("whole", 0),
        ("2025", "NO"): ("whole", 1),
        ("2026", "TW"): ("part", 0),
        ("2026", "NO"): ("part", 0),
    }
    assert told("--until", "2026-06-30", "--since", "2026")["2026", "*"] == ("whole", 0)
    assert told("--region", "EUR", "--year", "2020") == {("2020", "*"): ("none", 1)}
    assert told("--region", "EAP", "--year", "2020") == {("2020", "TW"): ("whole", 0), ("2020", "*"): ("none", 0)}
    assert told("--authority", "36(c)", "--year", "2025")["2025", "TW"] == ("none", 0)


def test_the_fullness_of_records_takes_the_filters(asked: Callable[..., Ran]) -> None:
    inside = asked("coverage", "-r", "TW", "--until", "2026-09-10", "--as-of", "2026-09-10")
    assert [line.split()[:2] for line in inside.out.splitlines()] == [["Year", "Sales"], ["2018", "1"]]
    assert "Not covered" not in inside.err
    outside = asked("coverage", "-r", "NO", "--since", "2020", "--as-of", "2026-09-10")
    assert [line.split()[:2] for line in outside.out.splitlines()[1:]] == [["2020*", "1"], ["2025", "1"]]
    assert "Not covered: Norway, 2020-01-01 to 2023-12-31." in outside.err
    none = asked("coverage", "-r", "SE", "--since", "2025", "--as-of", "2026-09-10")
    assert none.out == ""
    assert "3 without --recipient" in none.err or "without" in none.err


def test_a_gap_of_a_whole_region_is_told_by_its_name(asked: Callable[..., Ran]) -> None:
    said = asked("list", "--region", "EUR", "--year", "2020", "--as-of", "2026-09-10").err
    assert "all recipients of European and Eurasian Affairs, 2020-01-01 to 2020-12-31" in said
    assert "Andorra" not in said


def test_the_fullness_of_records_keeps_its_table_and_marks_years(asked: Callable[..., Ran], run: Run) -> None:
    rows = asked("coverage", "--as-of", "2026-09-10", "--format", "json").json
    assert {row["year"]: row["complete"] for row in rows} == {"2018": False, "2020": False, "2025": True}
    assert "2020*" in asked("coverage", "--as-of", "2026-09-10").out
    claims_nothing = run("coverage", "--as-of", "2026-11-28")
    assert "claims nothing" in claims_nothing.err
    assert run("coverage", "--by", "recipient", "--format", "json").json == []
    assert {row["complete"] for row in run("coverage", "--format", "json").json} == {None}


def test_info_says_which_program_and_which_ledger_answer(asked: Callable[..., Ran], run: Run, tmp_path: Path) -> None:
    document = asked("info", "--as-of", "2026-11-28", "--format", "json").json
    assert document["ledger"]["name"] == "A ledger"
    assert document["ledger"]["folder"] == str((tmp_path / "covered").resolve())
    assert document["ledger"]["found_by"] == "--ledger"
    assert document["ledger"]["sales"] == 3
    assert [cover["recipients"] for cover in document["covers"]] == [[], ["TW"]]
    assert document["looked_at"] == "2026-10-02"
    assert document["followed"] == [{"recipients": ["TW"], "to": "2026-10-02"}]
    assert document["git"]["revision"] is None
    assert document["index"]["used"] is True
    assert set(document["extras"]) >= {"ics", "xlsx", "fetch"}
    page = asked("info", "--as-of", "2026-11-28").out
    assert "Taiwan (TW) under 36(b)(1) from 2017-01-01 to 2026-09-16" in page
    assert "all recipients under 36(b)(1) from 2024-01-01 to 2026-09-16 (federal-register)" in page
    assert "the sources to 2026-10-02" in page
    assert "claims nothing" in run("info").out
    assert run("info", "--format", "json").json["covers"] is None


def test_a_new_ledger_is_told_that_it_claims_nothing(run: Run, tmp_path: Path) -> None:
    made = run("init", str(tmp_path / "new"))
    assert "claims nothing until `covers:`" in made.err.replace("\n", " ")
