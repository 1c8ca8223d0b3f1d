"""`law`, `workflow` and `check` as commands: the tables with their citations, and every reading on which one rests."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from armstrack.law.dated_rows import TABLES
from armstrack.workflow.procedure import RETURNED
from armstrack.workflow.procedure import TABLES as PROCEDURES

if TYPE_CHECKING:
    from conftest import Run

ROW = ["authority", "groups", "from"]
PROVENANCE = ["law", "citation", "verified", "note"]


def law(run: Run, *args: str) -> dict[str, Any]:
    ran = run("law", *args, "--format", "json")
    assert ran.code == 0
    document: dict[str, Any] = ran.json
    return document


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a table as they stand in its file."""
    table = yaml.load((TABLES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    rows: list[dict[str, Any]] = table["rows"]
    return rows


# --- law ---------------------------------------------------------------------------------------------------


def test_the_tables_in_force_on_a_day(run: Run) -> None:
    found = law(run, "--as-of", "2026-11-20")
    assert list(found) == [
        "as_of", "caveat", "readings", "thresholds", "review_periods", "memberships", "treatments", "resolution_form",
        "tables_through", "certification_contents", "groups_asked_by", "exemptions",
    ]  # fmt: skip
    assert found["as_of"] == "2026-11-20"
    for row in found["thresholds"]:
        assert list(row) == [*ROW, "tests_usd", "bar_usd", "contested", *PROVENANCE]
    for row in found["review_periods"]:
        assert list(row) == [
            *ROW, "days", "senate_discharge_days", "basis", "emergency_waiver", *PROVENANCE,
            "resolution_lies", "discharge_citation",
        ]  # fmt: skip
    for row in found["memberships"]:
        assert list(row) == ["recipient", "group", "from", "until", "law", "citation", "verified"]
    authorities = {"36(b)(1)", "36(b)(5)(A)", "36(b)(5)(C)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)", "62"}
    for table in ("thresholds", "review_periods"):
        covered = sorted((row["authority"], group) for row in found[table] for group in row["groups"])
        assert covered == sorted(
            (authority, group) for authority in authorities for group in ("nato-plus", "nato-organization", "other")
        ), "one row for each authority and group"
    assert len(found["memberships"]) == 32 + 5 + 1, "members of NATO, the five, and the organisation"
    assert found["treatments"] == []
    assert (found["resolution_form"]["form"], found["resolution_form"]["bars_when"]) == ("joint", "enacted")
    assert found["tables_through"] == "2026-03-26"
    assert [row["citation"] for row in found["certification_contents"]] == [
        "FAA 620C(d), 22 U.S.C. 2373(d)", "AECA 36(h), 22 U.S.C. 2776(h)",
    ]  # fmt: skip
    assert all(row["citation"] for table in ("thresholds", "review_periods", "memberships") for row in found[table])


@pytest.mark.parametrize(
    ("day", "authorities"),
    [
        ("1974-12-29", set()),
        ("1974-12-30", {"36(b)(1)"}),
        ("1976-06-30", {"36(b)(1)", "36(c)", "36(d)", "3(d)(1)"}),
        ("1980-12-16", {"36(b)(1)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)"}),
        ("1981-12-29", {"36(b)(1)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)", "62"}),
    ],
)
def test_an_old_day_has_the_law_of_its_day(run: Run, day: str, authorities: set[str]) -> None:
    found = law(run, "--as-of", day)
    assert {row["authority"] for row in found["thresholds"]} == authorities
    assert {row["authority"] for row in found["review_periods"]} == authorities
    assert (found["resolution_form"] is None) == (not authorities)


def test_what_one_authority_treated_otherwise_is_told(run: Run) -> None:
    (row,) = [one for one in law(run, "--as-of", "1990-01-01")["treatments"] if one["recipient"] == "JP"]
    assert (row["group"], row["authorities"], row["until"]) == ("other", ["36(d)"], "1996-07-20")
    assert law(run, "--as-of", "1996-07-21")["treatments"] == []


def test_the_history_holds_every_row_of_every_table_oldest_first(run: Run) -> None:
    found = law(run, "--history")
    for key, name in (("thresholds", "thresholds"), ("review_periods", "review_periods")):
        rows = found[key]
        assert len(rows) == len(rows_of(name))
        assert [row["from"] for row in rows] == sorted(row["from"] for row in rows)
        assert sorted((row["authority"], row["from"], row["law"]) for row in rows) == sorted(
            (row["authority"], row["from"], row["law"]) for row in rows_of(name)
        )
    assert len(found["memberships"]) + len(found["treatments"]) == len(rows_of("groups"))
    assert [(row["form"], row["bars_when"]) for row in found["resolution_form"]] == [
        ("concurrent", "adopted"),
        ("concurrent", "enacted"),
        ("joint", "enacted"),
    ]


def test_the_caveat_and_the_doubts_are_visible_in_every_form(run: Run) -> None:
    said = "The text behind these tables is 22 U.S.C. current through P.L. 119-73 (release of 2026-03-26)"
    assert law(run)["caveat"].startswith(said)
    assert law(run, "--history")["caveat"].startswith(said)
    for arguments in (("law",), ("law", "--history"), ("law", "--format", "md")):
        ran = run(*arguments)
        page = " ".join(ran.out.split())
        assert ran.code == 0
        assert said in page
        assert "not legal advice" in page
        assert "not verified" in page
    assert {row["recipient"] for row in law(run)["memberships"] if not row["verified"]} >= {"FI", "SE", "DE"}


def test_the_law_as_markdown_cites_every_row(run: Run) -> None:
    text = run("law", "--as-of", "2026-11-20", "--format", "md").out
    for row in law(run, "--as-of", "2026-11-20")["thresholds"]:
        assert row["citation"] in text
        assert row["law"] in text
    assert re.search(r"^\| 36\(d\) +\|", text, re.MULTILINE)


def test_the_law_as_csv(run: Run) -> None:
    lines = run("law", "--as-of", "2026-11-20", "--format", "csv").out.splitlines()
    assert lines[0] == "table,authority,recipient,group,groups,from,until,days,law,citation,verified"
    assert {line.split(",")[0] for line in lines[1:]} == {"thresholds", "review_periods", "memberships"}


@pytest.fixture
def reading(ledger: Path) -> Callable[[str, str], None]:
    """Makes the ledger follow a reading: `reading("counting", "literal")`."""

    def follow(option: str, choice: str) -> None:
        (ledger / "ledger.yaml").write_text(f"name: A ledger\nformat: 1\nlaw:\n  {option}: {choice}\n")

    return follow


def test_the_law_says_which_readings_the_ledger_follows(run: Run, reading: Callable[[str, str], None]) -> None:
    reading("joined-tests", "all")
    chosen = {one["option"]: one["chosen"] for one in law(run)["readings"]}
    assert chosen == {
        "counting": "strict", "joined-tests": "all", "nato-organization": "low", "firearms-to-nato-plus": "regulation",
    }  # fmt: skip


# --- check -------------------------------------------------------------------------------------------------


def check(run: Run, *args: str) -> dict[str, Any]:
    ran = run("check", *args, "--format", "json")
    assert ran.code == 0, ran.err
    answer: dict[str, Any] = ran.json
    return answer


@pytest.mark.parametrize(
    ("option", "choice", "question", "before", "after"),
    [
        ("counting", "literal", ("-r", "TW", "--total", "60M"), (True, "2024-06-01"), (True, "2024-05-31")),
        ("joined-tests", "all", ("-r", "DE", "--mde", "30M", "--total", "30M"), (True, "2024-05-17"), (False, None)),
        (
            "nato-organization",
            "high",
            ("-r", "NATO", "--mde", "0", "--total", "60M"),
            (True, "2024-05-17"),
            (False, None),
        ),
        (
            "firearms-to-nato-plus",
            "statute",
            ("-r", "IL", "--authority", "36(c)", "--mde", "0", "--total", "2M", "--firearms", "1M"),
            (True, "2024-05-17"),
            (False, None),
        ),
    ],
)
def test_a_ledger_chooses_its_reading_and_the_answer_says_what_another_would_give(
    run: Run,
    reading: Callable[[str, str], None],
    option: str,
    choice: str,
    question: tuple[str, ...],
    before: tuple[bool, str | None],
    after: tuple[bool, str | None],
) -> None:
    asked = (*question, "--on", "2024-05-01")
    default = check(run, *asked)
    reading(option, choice)
    chosen = check(run, *asked)
    assert (default["required"], default["earliest_action"]) == before
    assert (chosen["required"], chosen["earliest_action"]) == after
    assert option in {one["option"] for one in default["readings"]}
    (named,) = [one for one in chosen["readings"] if one["option"] == option]
    assert named["chosen"] == choice
    page = " ".join(run("check", *asked).out.split())
    assert option in page


def test_a_ledger_that_counts_literally_clears_its_sales_a_day_earlier(
    run: Run, reading: Callable[[str, str], None]
) -> None:
    def state(day: str) -> str:
        found: str = run("--as-of", day, "show", "taiwan-altius-2025", "--format", "json").json["state"]
        return found

    assert [state(day) for day in ("2026-01-15", "2026-01-16")] == ["notified", "notified"]
    reading("counting", "literal")
    assert [state(day) for day in ("2026-01-15", "2026-01-16")] == ["notified", "cleared"]
    assert run("--as-of", "2026-01-16", "advance", "taiwan-altius-2025", "offered").code == 0


def test_the_explanation_is_given_where_it_is_asked_for(run: Run) -> None:
    asked = ("-r", "JP", "--authority", "36(d)", "--on", "1985-01-07", "--total", "1M")
    assert "explanation" not in check(run, *asked)
    steps = check(run, *asked, "--explain")["explanation"]
    assert "JP is `other` under 36(d) from 1981-12-29 until 1996-07-20 (Pub. L. 94-329)" in steps[0]
    page = " ".join(run("check", *asked, "--explain").out.split())
    assert "the law knew no wait" in page
    (due,) = [
        one for one in run("--as-of", "2026-01-10", "due", "--format", "json").json if one["id"] == "taiwan-altius-2025"
    ]
    assert due["explanation"][-1] == (
        "Count: 2025-12-17 is day 0; day 30 is 2026-01-16; strict counting: from 2026-01-17."
    )


# --- workflow ----------------------------------------------------------------------------------------------

NAMES = sorted(path.stem for path in PROCEDURES.glob("*.yaml"))


def in_its_file(name: str) -> dict[str, Any]:
    table: dict[str, Any] = yaml.load((PROCEDURES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return table


def arrows(name: str) -> set[tuple[str, str]]:
    """Every move of a table as (from, to); from a pause back to each state that can be paused."""
    moves = in_its_file(name)["moves"]
    paused = {source for move in moves if move["to"] == "suspended" for source in move["from"]}
    return {
        (source, to)
        for move in moves
        for source in move["from"]
        for to in (paused if move["to"] == RETURNED else {move["to"]})
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_procedure_as_a_document_holds_each_state_and_move(run: Run, name: str) -> None:
    found = run("workflow", name, "--format", "json").json
    table = in_its_file(name)
    assert (found["name"], found["title"], found["authorities"]) == (name, table["title"], table["authorities"])
    assert [(one["name"], one["kind"], one["means"]) for one in found["states"]] == [
        (one["name"], one["kind"], one["means"]) for one in table["states"]
    ]
    assert {(source, move["to"]) for move in found["moves"] for source in move["from"]} == arrows(name)
    assert all(move["citation"] and move["actor"] for move in found["moves"])
    assert RETURNED not in {move["to"] for move in found["moves"]}


@pytest.mark.parametrize("name", NAMES)
def test_a_procedure_as_a_table_names_each_state_actor_and_text(run: Run, name: str) -> None:
    for arguments in (("workflow", name), ("workflow", name, "--format", "md")):
        ran = run(*arguments)
        page = re.sub(r"[\s|]+", " ", ran.out)
        assert ran.code == 0
        for state in in_its_file(name)["states"]:
            assert state["name"] in page
    markdown = run("workflow", name, "--format", "md").out
    for move in in_its_file(name)["moves"]:
        assert move["citation"] in markdown
        assert move["actor"] in markdown
        assert all(guard in markdown for guard in move.get("guards", ()))


@pytest.mark.parametrize("name", NAMES)
def test_a_procedure_as_mermaid_draws_each_state_and_move(run: Run, name: str) -> None:
    text = run("workflow", name, "--diagram", "mermaid").out
    lines = [line.strip() for line in text.splitlines()]
    assert lines[0] == "stateDiagram-v2"
    names = {state["name"]: state["name"].replace("-", "_") for state in in_its_file(name)["states"]}
    for state, drawn in names.items():
        assert f"{drawn} : {state}" in lines
    drawn_moves = {
        (match[1], match[2]) for line in lines if (match := re.fullmatch(r"(\w+) --> (\w+)(?: : [\w, -]+)?", line))
    }
    assert drawn_moves == {(names[source], names[to]) for source, to in arrows(name)}
    ends = {names[state["name"]] for state in in_its_file(name)["states"] if state["kind"] == "end"}
    assert {line.removesuffix(" --> [*]") for line in lines if line.endswith(" --> [*]")} == ends


@pytest.mark.parametrize("name", NAMES)
def test_a_procedure_as_dot_draws_each_state_and_move(run: Run, name: str) -> None:
    text = run("workflow", name, "--diagram", "dot").out
    assert text.startswith(f'digraph "{name}" {{')
    assert text.rstrip().endswith("}")
    assert set(re.findall(r'^    "([\w-]+)" \[shape=', text, re.MULTILINE)) == {
        state["name"] for state in in_its_file(name)["states"]
    }
    assert set(re.findall(r'^    "([\w-]+)" -> "([\w-]+)"', text, re.MULTILINE)) == arrows(name)
    guards = {guard for move in in_its_file(name)["moves"] for guard in move.get("guards", ())}
    assert all(guard in text for guard in guards)


def test_all_procedures_are_listed_and_a_wrong_name_is_told_the_right_ones(run: Run) -> None:
    found = run("workflow", "--format", "json").json
    assert [one["name"] for one in found] == NAMES
    assert {authority for one in found for authority in one["authorities"]} == {
        "36(b)(1)", "36(b)(5)(A)", "36(b)(5)(C)", "36(c)", "36(d)", "3(d)(1)", "3(d)(3)", "62",
    }  # fmt: skip
    page = run("workflow")
    assert page.code == 0
    assert all(name in page.out for name in NAMES)
    for arguments in (("fsm",), ("fms", "--diagram", "svg"), ("--diagram", "dot")):
        assert run("workflow", *arguments).code == 2
    assert "fms" in run("workflow", "fsm").err
