"""Clusters of cases below the thresholds, as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from armstrack.output.amounts import count, exact, short
from armstrack.output.check_page import TESTS
from armstrack.output.page import Block, FactList, Heading, Prose
from armstrack.output.sale_tables import bounds_text, recipient_names
from armstrack.output.table import Column, Table

if TYPE_CHECKING:
    from armstrack.documents.analysis import ClusterCase, ClusterDocument, ClustersDocument


REACHED = {True: "reached", False: "not reached", None: "unknown"}


def clusters_page(document: ClustersDocument) -> list[Block]:
    """Each cluster with its cases, what they come to, and the thresholds used."""
    blocks: list[Block] = []
    for one in document["clusters"]:
        blocks += _cluster(one)
    return [*blocks, Prose(""), Prose(document["question"])] if blocks else []


def _cluster(one: ClusterDocument) -> list[Block]:
    rule = one["threshold"]
    doubt = "" if rule["verified"] else "; not read in the law itself"
    facts = [
        ("Together", _reached(one)),
        ("Thresholds", f"of {one['last_day']}, AECA {one['authority']}, group {one['group']}{doubt}"),
        ("Law", f"{rule['law']}, {rule['citation']}"),
    ]
    if one["beside"]:
        facts.append(("Beside", f"{_named(one['beside'])}: value or day not known well enough"))
    title = (
        f"{recipient_names(one['recipient'])}: {count(len(one['cases']), 'case')} in {count(one['days'], 'day')}, "
        f"{one['first_day']} to {one['last_day']}"
    )
    return [
        Heading(title),
        FactList(facts),
        Table(_CASES, [_case(case) for case in one["cases"]], title="Cases"),
        Table(_TESTS, _tests(one), title="Tests"),
    ]


def _reached(one: ClusterDocument) -> str:
    met = [
        f"{TESTS[test['kind']]} at least {exact(test['at_least_usd'])}, threshold {exact(test['threshold_usd'])}"
        for test in one["tests"]
        if test["met"]
    ]
    return "; ".join(met)


def _named(cases: Sequence[ClusterCase]) -> str:
    return ", ".join(case["id"] for case in cases)


_CASES = (
    Column("date", "Day", 1, wrap=True, minimum=10, maximum=20),
    Column("id", "Sale", 1, id=True),
    Column("value", "Ceiling", 1, align="right"),
    Column("mde", "Of that MDE", 2, align="right"),
    Column("state", "State", 3),
    Column("title", "What", 2, flexible=True, minimum=12),
)
_TESTS = (
    Column("kind", "Test", wrap=True, minimum=12),
    Column("value", "Together at least", align="right"),
    Column("threshold", "Threshold", align="right"),
    Column("met", "Result"),
)


def _case(case: ClusterCase) -> dict[str, str]:
    return {
        "date": case["date"] or bounds_text(case),
        "id": case["id"],
        "value": short(case["value_usd"]),
        "mde": short(case["mde_usd"]),
        "state": case["state"] or "",
        "title": case["title"],
    }


def _tests(one: ClusterDocument) -> list[dict[str, str]]:
    return [
        {
            "kind": TESTS[test["kind"]],
            "value": exact(test["at_least_usd"]),
            "threshold": exact(test["threshold_usd"]),
            "met": REACHED[test["met"]],
        }
        for test in one["tests"]
    ]


def clusters_sentence(document: ClustersDocument) -> str:
    """How many clusters there are, and among how many cases below the thresholds."""
    return (
        f"{count(len(document['clusters']), 'cluster')} within {count(document['window_days'], 'day')}, among "
        f"{count(document['cases_below'], 'case')} below the thresholds in {count(document['sales'], 'sale')}, "
        f"as of {document['as_of']}."
    )


def undecided_sentence(document: ClustersDocument) -> str:
    """The cases of which it cannot be told whether they are below; empty where there are none."""
    if not document["undecided"]:
        return ""
    return f"Left out, since value, buyer, day or authority does not tell: {_named(document['undecided'])}."
