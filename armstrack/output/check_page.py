"""What the law answers, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from armstrack.output.amounts import exact
from armstrack.output.page import Block, FactList, Heading
from armstrack.output.sale_tables import authority_text, recipient_names
from armstrack.output.table import Column, Table

GROUPS = {
    "nato-plus": ": a member of NATO, or a country that the Act treats like one",
    "nato-organization": ": the short review, but not the high thresholds",
    "other": "",
    None: ": told is what every group agrees on",
}
REQUIRED = {
    True: "yes, Congress must be notified",
    False: "no, below every threshold",
    None: "cannot be told: a value that decides is unknown",
}
NOT_ASKED = "no; the law did not ask for it"
"""Where the law had no test on the day."""
UNKNOWN_BUYER = "cannot be told: who buys, and perhaps a value, decides"
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
    facts = [("Notification", _required(answer))]
    if answer["required"] is not False:
        facts += _clock(answer)
    facts += [
        ("Recipient", recipient_names(answer["recipient"])),
        ("Group", f"{answer['group_words']}{GROUPS[answer['group']]}"),
        ("Authority", f"AECA {authority_text(answer['authority'])}, on {answer['on']}"),
    ]
    if answer["tests"] and answer["measured_in"]:
        facts.append(("Measured", f"in {' and '.join(answer['measured_in'])}"))
    facts += [("Law", citation) if at == 0 else ("", citation) for at, citation in enumerate(answer["citations"])]
    facts += [
        ("Reading", f"{one['option']} `{one['chosen']}`: {one['says']}. Otherwise, {one['otherwise']}")
        for one in answer["readings"]
    ]
    facts += [
        ("Must hold" if at == 0 else "", f"{one['holds']} ({one['citation']})")
        for at, one in enumerate(answer["certification_holds"])
    ]
    facts += [("Not verified" if at == 0 else "", text) for at, text in enumerate(answer["unverified"])]
    facts += [("Remark" if at == 0 else "", text) for at, text in enumerate(answer["remarks"])]
    facts += [("How" if at == 0 else "", step) for at, step in enumerate(answer.get("explanation", ()))]
    blocks: list[Block] = [Heading("Must Congress be notified?"), FactList(facts, {"Notification": "bold"})]
    return [*blocks, Heading("Tests"), tests_table(answer)] if answer["tests"] else blocks


def _required(answer: Mapping[str, Any]) -> str:
    if answer["required"] is False and not answer["tests"]:
        return NOT_ASKED
    if answer["required"] is None and answer["group"] is None:
        return UNKNOWN_BUYER
    return REQUIRED[answer["required"]]


def _clock(answer: Mapping[str, Any]) -> list[tuple[str, str]]:
    if answer["over_from"] is None:
        return [("Review", "none was known to the law on that day")]
    if answer["waived"]:
        clock = [("Review", f"waived by the emergency; action possible from {answer['earliest_action']}")]
    elif answer["last_review_day"] is None and answer["earliest_action"] is not None:
        clock = [("Review", f"no wait; action possible from {answer['earliest_action']}")]
    elif answer["last_review_day"] is None:
        clock = [("Review", f"over from {answer['may_be_over_from']} to {answer['over_from']}, by the group")]
    else:
        days, last = answer["review_days"], answer["last_review_day"]
        unwaived = "; the law knows no waiver here" if answer["emergency"] else ""
        clock = [
            ("Review", f"{days} calendar days, last day {last}{unwaived}"),
            ("Action", f"possible from {answer['earliest_action']}; {BASES[answer['basis']]}"),
        ]
    if answer["senate_discharge_days"] is not None:
        discharge = f"the committee can be discharged of a resolution after {answer['senate_discharge_days']} days"
        clock.append(("Senate", discharge))
    elif answer["resolution_lies"] and answer["group"] is None:
        clock.append(
            ("Senate", "a resolution lies; the days after which the committee can be discharged hang on the group")
        )
    elif answer["resolution_lies"]:
        clock.append(
            ("Senate", "a resolution lies; no text that was read says when the committee can be discharged of it")
        )
    elif answer["resolution_lies"] is False:
        clock.append(("Senate", "no resolution of disapproval lies against it"))
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
            "kind": TESTS[test["kind"]] + (f", {test['authority']}" if "authority" in test else ""),
            "value": exact(test["value_usd"]),
            "threshold": exact(test["threshold_usd"]),
            "met": MET[test["met"]],
        }
        for test in answer["tests"]
    ]
    return Table(columns, rows)
