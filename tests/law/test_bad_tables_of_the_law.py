"""The tables that are shipped, each damaged in one place: what is left is refused, and the fault is named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from armstrack.law.dated_rows import (
    ASKED_BY,
    CONTENT,
    FORM,
    GROUP,
    MEMBERSHIP,
    REACH,
    REVIEW,
    TABLES,
    THRESHOLD,
    by_authority_and_group,
    by_day,
    by_recipient,
    contents_of,
    periods_of,
)
from armstrack.law.exemptions import EXEMPTION, by_paragraph
from armstrack.model.fields import Field, ListOf, Record
from armstrack.workflow.procedure import RETURNED, read_procedure
from armstrack.workflow.procedure import TABLES as PROCEDURES
from armstrack.yaml_text.table import BadTable, read_table, rows_of

GROUPS = (
    Field("groups", ListOf(GROUP), "The groups.", required=True),
    Field("cited-by", ListOf(ASKED_BY), "The paragraphs.", required=True),
)
READERS: dict[str, tuple[Record, tuple[Field, ...], Callable[[str, Any], object]]] = {
    "groups": (MEMBERSHIP, GROUPS, by_recipient),
    "resolution_forms": (FORM, (), by_day),
    "certification_contents": (CONTENT, (), contents_of),
    "exemptions": (EXEMPTION, (), by_paragraph),
    "reach": (REACH, (), by_day),
    "review_periods": (REVIEW, (), periods_of),
    "thresholds": (THRESHOLD, (), by_authority_and_group),
}

Table = dict[str, Any]


def parsed(folder: Path) -> dict[str, Table]:
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in folder.glob("*.yaml")}


LAW, WORK = parsed(TABLES), parsed(PROCEDURES)


def shipped(name: str) -> Table:
    """A table as it is shipped, to be damaged."""
    return copy.deepcopy(LAW[name])


def alone(name: str, at: int) -> Table:
    """A table with one of its rows."""
    return copy.deepcopy(LAW[name] | {"rows": LAW[name]["rows"][at : at + 1]})


def read(name: str, table: Table) -> object:
    kind, more, order = READERS[name]
    # What JSON writes, YAML reads.
    return order(name, read_table(name, json.dumps(table), *more, rows_of(kind))["rows"])


def refusal(name: str, table: Table) -> str:
    with pytest.raises(BadTable) as refused:
        read(name, table)
    return str(refused.value)


ROWS = [(name, at) for name in READERS for at in range(len(shipped(name)["rows"]))]


def test_every_table_of_the_law_is_damaged_here_and_read_when_it_is_not() -> None:
    assert {path.stem for path in TABLES.glob("*.yaml")} == set(READERS)
    for name in READERS:
        assert read(name, shipped(name))


@pytest.mark.parametrize(("name", "at"), ROWS)
def test_a_row_without_its_citation_law_day_or_mark_is_refused(name: str, at: int) -> None:
    for key in ("citation", "law", "from", "verified"):
        table = alone(name, at)
        del table["rows"][0][key]
        assert f"needs `{key}`" in refusal(name, table)
        table = alone(name, at)
        table["rows"][0][key] = ""
        assert name in refusal(name, table)


@pytest.mark.parametrize(("name", "at"), ROWS)
def test_a_row_that_stands_twice_is_refused(name: str, at: int) -> None:
    table = shipped(name)
    table["rows"].append(copy.deepcopy(table["rows"][at]))
    assert "two rows hold" in refusal(name, table)


@pytest.mark.parametrize(("name", "at"), [(name, at) for name, at in ROWS if name in ("review_periods", "thresholds")])
def test_a_row_that_overlaps_for_one_of_its_groups_is_refused(name: str, at: int) -> None:
    table = shipped(name)
    row = copy.deepcopy(table["rows"][at])
    row["for"] = row["for"][-1:]
    table["rows"].insert(0, row)
    assert f"{row['for'][0]}, from {row['from']}" in refusal(name, table)


@pytest.mark.parametrize("at", range(len(shipped("groups")["rows"])))
def test_a_membership_that_begins_inside_another_is_refused(at: int) -> None:
    table = shipped("groups")
    row = copy.deepcopy(table["rows"][at])
    row["from"] = row.get("until", "2026-01-01")
    row.pop("until", None)
    table["rows"].append(row)
    assert f"two rows hold for {row['recipient']}" in refusal("groups", table)
    table = shipped("groups")
    table["rows"][at]["until"] = "1900-01-01"
    assert refusal("groups", table) == f"groups: the row for {row['recipient']} ends before it begins"


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("groups", "group", "nato"),
        ("groups", "recipient", "ZZ"),
        ("groups", "until", "2026-02"),
        ("groups", "authorities", ["36(x)"]),
        ("groups", "cited-by", [{"authority": "36(x)", "from": "1981-12-29", "citation": "x"}]),
        ("certification_contents", "recipients", ["ZZ"]),
        ("certification_contents", "authorities", ["36(x)"]),
        ("certification_contents", "holds", ""),
        ("exemptions", "authorities", ["36(x)"]),
        ("exemptions", "means", ""),
        ("reach", "from", "2026"),
        ("resolution_forms", "form", "simple"),
        ("resolution_forms", "bars-when", "introduced"),
        ("review_periods", "authority", "36(e)"),
        ("review_periods", "for", ["everybody"]),
        ("review_periods", "days", "-15"),
        ("review_periods", "basis", "custom"),
        ("review_periods", "senate-discharge-days", "ten"),
        ("review_periods", "resolution", "perhaps"),
        ("thresholds", "tests", {"gross": "25M"}),
        ("thresholds", "tests", {"mde": "unknown"}),
        ("thresholds", "bar", {"mde": "-1"}),
        ("thresholds", "joined", ["construction"]),
        ("thresholds", "contested", ["a-reading"]),
        ("thresholds", "from", "the year 1976"),
        ("thresholds", "verified", "perhaps"),
        ("thresholds", "remark", "no such key"),
    ],
)
def test_a_value_that_a_table_does_not_know_is_refused(name: str, key: str, value: object) -> None:
    table = shipped(name)
    (table if key in table else table["rows"][0])[key] = value
    assert f"{name}:" in refusal(name, table)


@pytest.mark.parametrize("at", range(len(shipped("review_periods")["rows"])))
def test_days_of_a_discharge_without_a_resolution_or_a_text_are_refused(at: int) -> None:
    table = alone("review_periods", at)
    row = table["rows"][0]
    row["resolution"] = "false"
    row["senate-discharge-days"] = "10"
    row["discharge-citation"] = "AECA 36(b)(2)"
    assert "has days for a discharge, and no resolution lies" in refusal("review_periods", table)
    row["resolution"] = "true"
    assert read("review_periods", table)
    for key in ("senate-discharge-days", "discharge-citation"):
        table = copy.deepcopy(table)
        del table["rows"][0][key]
        assert "needs both the days of a discharge and their citation" in refusal("review_periods", table)
        table["rows"][0][key] = row[key]


# --- the procedures ---------------------------------------------------------------------------------------

NAMES = sorted(WORK)


def procedure(name: str) -> Table:
    """A procedure as it is shipped, to be damaged."""
    return copy.deepcopy(WORK[name])


def refused(name: str, table: Table) -> str:
    with pytest.raises(BadTable) as found:
        read_procedure(name, json.dumps(table))
    return str(found.value)


MOVES = [(name, at) for name in NAMES for at in range(len(procedure(name)["moves"]))]


@pytest.mark.parametrize("name", NAMES)
def test_each_procedure_is_read_when_it_is_not_damaged(name: str) -> None:
    assert read_procedure(name, json.dumps(procedure(name))).name == name


@pytest.mark.parametrize(("name", "at"), MOVES)
def test_a_move_without_its_citation_or_actor_or_from_nowhere_or_to_nowhere_is_refused(name: str, at: int) -> None:
    for key in ("citation", "actor", "from", "to"):
        table = procedure(name)
        del table["moves"][at][key]
        assert f"a move needs `{key}`" in refused(name, table)
    table = procedure(name)
    table["moves"][at]["from"] = [*table["moves"][at]["from"], "nowhere"]
    assert "comes from `nowhere`, which is no state" in refused(name, table)
    table = procedure(name)
    table["moves"][at]["to"] = "nowhere"
    assert "a move leads to `nowhere`, which is no state" in refused(name, table)
    table = procedure(name)
    table["moves"][at]["guards"] = ["somebody-agrees"]
    assert "`somebody-agrees` is not allowed here" in refused(name, table)
    if table["moves"][at]["from"]:
        table = procedure(name)
        table["moves"].append(copy.deepcopy(table["moves"][at]))
        assert "two moves lead from" in refused(name, table)


@pytest.mark.parametrize(("name", "at"), [(name, at) for name in NAMES for at in range(len(procedure(name)["states"]))])
def test_a_state_that_is_missing_doubled_or_led_to_by_nothing_is_refused(name: str, at: int) -> None:
    state = procedure(name)["states"][at]["name"]
    table = procedure(name)
    del table["states"][at]
    assert f"`{state}`, which is no state" in refused(name, table)
    table = procedure(name)
    table["states"].append(copy.deepcopy(table["states"][at]))
    assert f"the state `{state}` stands twice" in refused(name, table)
    table = procedure(name)
    table["moves"] = [move for move in table["moves"] if move["to"] != state]
    assert f"nothing leads to the state `{state}`" in refused(name, table)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "report"])
def test_no_move_leads_out_of_what_is_blocked_or_died(name: str) -> None:
    made = [one["name"] for one in procedure(name)["states"] if one.get("made-by") and one["kind"] == "end"]
    assert made
    for state in made:
        table = procedure(name)
        table["moves"][1]["from"] = [*table["moves"][1]["from"], state]
        assert f"comes from `{state}`, which ends for good" in refused(name, table)


def test_a_pause_without_a_way_back_is_refused() -> None:
    for name in ("fms", "dcs"):
        table = procedure(name)
        table["moves"] = [move for move in table["moves"] if move["to"] != RETURNED]
        assert "nothing leads back from the pause `suspended`" in refused(name, table)
