"""Each case of the conformance file, through the question and the document that the command prints."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from builders import day

from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal
from armstrack.query.check import Question, check, check_document

CASES: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parents[1] / "conformance" / "law.yaml").read_text(encoding="utf-8"), yaml.SafeLoader
)
NOT_KNOWN = ("mde", "total")
"""Values that are unknown where they are not given; the others are then none."""


def asked(given: dict[str, Any]) -> Question:
    left = dict(given)
    recipient, authority, on = left.pop("recipient"), left.pop("authority"), left.pop("on")
    territory, emergency = left.pop("territory", ()), left.pop("emergency", False)
    proposal = Proposal(**{kind: left.pop(kind, None) for kind in NOT_KNOWN}, **left)
    recipients = tuple(recipient) if isinstance(recipient, list) else (recipient,)
    return Question(recipients, (authority,), day(on), proposal, tuple(territory), emergency)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_the_law_answers_as_the_case_expects(case: dict[str, Any]) -> None:
    document = check_document(check(asked(case["given"]), LawOptions()))
    assert {key: document[key] for key in case["expect"]} == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_an_answer_that_binds_somebody_cites_its_law(case: dict[str, Any]) -> None:
    document = check_document(check(asked(case["given"]), LawOptions()))
    assert document["citations"]
    assert all("22 U.S.C. 27" in citation for citation in document["citations"])


def test_each_case_of_the_file_is_asked_once() -> None:
    names = [case["case"] for case in CASES]
    assert len(set(names)) == len(names) == 25


def test_an_answer_repeats_its_question() -> None:
    question = Question(("AE", "JO"), ("36(b)(1)",), date(2026, 3, 19), Proposal(None, 70_500_000), (), True)
    document = check_document(check(question, LawOptions()))
    assert (document["recipient"], document["authority"], document["on"]) == (["AE", "JO"], "36(b)(1)", "2026-03-19")
    assert document["emergency"] is True
    assert document["tests"] == [
        {"kind": "mde", "value_usd": None, "threshold_usd": 14_000_000, "met": None},
        {"kind": "total", "value_usd": 70_500_000, "threshold_usd": 50_000_000, "met": True},
        {"kind": "construction", "value_usd": 0, "threshold_usd": 200_000_000, "met": False},
    ]
