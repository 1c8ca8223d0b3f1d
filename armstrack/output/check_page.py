"""What the law answers, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.output.amounts import exact
from armstrack.output.page import Block, FactList, Heading
from armstrack.output.sale_tables import recipient_names
from armstrack.output.table import Column, Table

GROUPS = {
    "nato-plus": "NATO+: a member of NATO, or a country that the Act treats like one",
    "nato-organization": "the NATO organisation: the short review, but not the high thresholds",
    "other": "other: not NATO+",
}
REQUIRED = {
    True: "yes, Congress must be notified",
    False: "no, below every threshold",
    None: "cannot be told: a value that decides is unknown",
}
TESTS = {
    "mde": "major defense equipment",
    "total": "articles and services",
    "construction": "design and construction",
    "firearms": "firearms of USML category I",
    "any": "any value",
}
BASES = {
    "policy": "the wait is policy (SAMM C5); the statute bars the offer only if a law is enacted in time",
    "statute": "the statute imposes the wait",
}
MET = {True: "reached", False: "not reached", None: "unknown"}


def check_page(answer: Mapping[str, Any]) -> list[Block]:
    """What `check` answers, and then the tests that it rests on."""
    facts = [("Notification", REQUIRED[answer["required"]])]
    if answer["required"] is not False:
        facts += _clock(answer)
    facts += [
        ("Recipient", recipient_names(answer["recipient"])),
        ("Group", GROUPS[answer["group"]]),
        ("Authority", f"AECA {answer['authority']}, on {answer['on']}"),
    ]
    facts += [("Law", citation) if at == 0 else ("", citation) for at, citation in enumerate(answer["citations"])]
    facts += [
        ("Reading", f"{one['option']} `{one['chosen']}`: {one['says']}. Otherwise, {one['otherwise']}")
        for one in answer["readings"]
    ]
    facts += [("How" if at == 0 else "", step) for at, step in enumerate(answer.get("explanation", ()))]
    blocks: list[Block] = [Heading("Must Congress be notified?"), FactList(facts, {"Notification": "bold"})]
    return [*blocks, Heading("Tests"), tests_table(answer)] if answer["tests"] else blocks


def _clock(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    if answer["review_days"] is None:
        return [("Review", "none was known to the law on that day")]
    if answer["emergency"]:
        clock = [("Review", f"waived by the emergency; action possible from {answer['earliest_action']}")]
    else:
        days, last = answer["review_days"], answer["last_review_day"]
        clock = [
            ("Review", f"{days} calendar days, last day {last}"),
            ("Action", f"possible from {answer['earliest_action']}; {BASES[answer['basis']]}"),
        ]
    if answer["senate_discharge_days"] is not None:
        discharge = f"the committee can be discharged of a resolution after {answer['senate_discharge_days']} days"
        clock.append(("Senate", discharge))
    return clock


def tests_table(answer: Mapping[str, Any]) -> Table:
    """The tests of value, one a row."""
    columns = (
        Column("kind", "Test", wrap=True, minimum=12),
        Column("value", "Value", align="right"),
        Column("threshold", "Threshold", align="right"),
        Column("met", "Result"),
    )
    rows = [
        {
            "kind": TESTS[test["kind"]],
            "value": exact(test["value_usd"]),
            "threshold": exact(test["threshold_usd"]),
            "met": MET[test["met"]],
        }
        for test in answer["tests"]
    ]
    return Table(columns, rows)
