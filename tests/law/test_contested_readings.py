"""Where the text allows more than one reading: the default, the other one, and that an answer which depends says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from armstrack.law.dated_rows import threshold_rows
from armstrack.law.options import LAW_OPTIONS, READINGS, LawOptions, reading
from armstrack.law.threshold import LONG_LEAD, Proposal
from armstrack.model.problem import Finding
from armstrack.query.check import Answer, Question, check, check_document, explanation, readings

M = 1_000_000
ON = date(2024, 5, 1)
DEFAULTS = LawOptions()


def question(recipient: str, authority: str, **values: int | None) -> Question:
    return Question((recipient,), (authority,), ON, Proposal(**({"mde": 0, "total": 0, "firearms": 0} | values)))


def under(asked: Question, **options: str) -> Answer:
    return check(asked, replace(DEFAULTS, **options))


def named(asked: Question, options: LawOptions = DEFAULTS) -> list[str]:
    return [one.option for one in readings(asked, options)]


def test_there_are_four_and_the_first_choice_of_each_is_the_default() -> None:
    assert {option: list(choices) for option, choices in READINGS.items()} == {
        "counting": ["strict", "literal"],
        "joined-tests": ["any", "all"],
        "nato-organization": ["low", "high"],
        "firearms-to-nato-plus": ["regulation", "statute"],
    }
    for option, choices in READINGS.items():
        assert reading(DEFAULTS, option) == next(iter(choices))
        for choice in choices:
            findings: list[Finding] = []
            options = LAW_OPTIONS.read({option: choice}, (), findings)
            assert not findings
            assert isinstance(options, LawOptions)
            assert reading(options, option) == choice


# --- 36(b)(6): equipment *and* articles, or construction ------------------------------------------------

JOINED = question("DE", "36(b)(1)", mde=30 * M, total=30 * M)
"""Equipment above 25 million in a sale below 100 million."""


@pytest.mark.parametrize("authority", ["36(b)(1)", "36(b)(5)(C)"])
@pytest.mark.parametrize(
    ("values", "any_", "all_"),
    [
        ({"mde": 25 * M, "total": 25 * M}, True, False),
        ({"mde": 0, "total": 100 * M}, True, False),
        ({"mde": 25 * M, "total": 100 * M}, True, True),
        ({"mde": 24 * M, "total": 99 * M}, False, False),
        ({"construction": 300 * M}, True, True),
        ({"mde": None, "total": 100 * M}, True, None),
        ({"mde": 30 * M, "total": None}, True, None),
        ({"mde": None, "total": 24 * M}, False, False),
        ({"mde": None, "total": 99 * M}, None, False),
        ({"mde": 30 * M, "total": 30 * M, "construction": None}, True, None),
    ],
)
def test_joined_tests(authority: str, values: dict[str, int | None], any_: bool | None, all_: bool | None) -> None:
    asked = question("DE", authority, **values)
    assert under(asked).requirement.required is any_
    assert under(asked, joined_tests="all").requirement.required is all_
    assert ("joined-tests" in named(asked)) == (any_ is not all_)


@pytest.mark.parametrize(("recipient", "authority"), [("DE", "36(c)"), ("DE", "3(d)(1)"), ("DE", "3(d)(3)")])
def test_the_other_sections_say_or(recipient: str, authority: str) -> None:
    asked = question(recipient, authority, mde=30 * M, total=30 * M)
    assert under(asked, joined_tests="all").requirement.required is True
    assert "joined-tests" not in named(asked)


def test_only_members_are_under_the_clause_that_joins() -> None:
    for recipient in ("TW", "NATO"):
        asked = question(recipient, "36(b)(1)", mde=30 * M, total=30 * M)
        assert under(asked, joined_tests="all").requirement.required is True
    old = replace(JOINED, on=date(2002, 9, 29))
    assert under(old, joined_tests="all").requirement.required is True


# --- the NATO organisation ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authority", "values"),
    [
        ("36(b)(1)", {"total": 60 * M}),
        ("36(b)(1)", {"mde": 20 * M, "total": 20 * M}),
        ("36(b)(1)", {"construction": 250 * M}),
        ("36(b)(5)(C)", {"total": 60 * M}),
        ("36(c)", {"total": 60 * M}),
        ("3(d)(1)", {"total": 60 * M}),
        ("3(d)(3)", {"mde": 20 * M, "total": 20 * M}),
    ],
)
def test_the_organisation_has_low_thresholds_unless_a_ledger_reads_otherwise(
    authority: str, values: dict[str, int]
) -> None:
    asked = question("NATO", authority, **values)
    low, high = under(asked), under(asked, nato_organization="high")
    assert (low.requirement.required, high.requirement.required) == (True, False)
    assert "nato-organization" in named(asked)
    assert "nato-organization" in named(asked, replace(DEFAULTS, nato_organization="high"))
    assert low.group == high.group == "nato-organization"


def test_the_review_of_the_organisation_does_not_depend_on_that() -> None:
    asked = question("NATO", "36(b)(1)", total=500 * M)
    assert under(asked).review == under(asked, nato_organization="high").review
    assert named(asked) == ["counting"]


def test_a_lease_to_the_organisation_can_be_barred_under_one_reading_only() -> None:
    asked = question("NATO", "62", total=60 * M)
    assert (under(asked).discharge_days, under(asked, nato_organization="high").discharge_days) == (10, None)
    (found,) = [one for one in readings(asked, DEFAULTS) if one.option == "nato-organization"]
    assert found.otherwise.endswith("and no resolution can bar it")


def test_a_territory_outside_undoes_the_high_reading() -> None:
    asked = replace(question("NATO", "36(b)(1)", total=60 * M), territory=("TW",))
    assert under(asked, nato_organization="high").requirement.required is True
    assert "nato-organization" not in named(asked)


# --- firearms to NATO+ ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "firearms", "regulation", "statute"),
    [
        ("IL", M, True, False),
        ("DE", M, True, False),
        ("IL", M - 1, False, False),
        ("IL", None, None, False),
        ("TW", M, True, True),
        ("TW", M - 1, False, False),
        ("NATO", M, True, True),
    ],
)
def test_firearms(recipient: str, firearms: int | None, regulation: bool | None, statute: bool | None) -> None:
    asked = question(recipient, "36(c)", total=5 * M, firearms=firearms)
    assert under(asked).requirement.required is regulation
    assert under(asked, firearms_to_nato_plus="statute").requirement.required is statute
    assert ("firearms-to-nato-plus" in named(asked)) == (regulation is not statute)


def test_there_is_no_firearms_test_outside_licences_or_before_2002() -> None:
    assert under(question("TW", "36(b)(1)", total=5 * M, firearms=5 * M)).requirement.required is False
    old = replace(question("TW", "36(c)", total=5 * M, firearms=5 * M), on=date(2002, 9, 29))
    assert under(old).requirement.required is False


# --- counting -------------------------------------------------------------------------------------------


def test_every_answer_with_a_wait_depends_on_counting_and_says_so() -> None:
    asked = question("TW", "36(b)(1)", total=60 * M)
    (found,) = readings(asked, DEFAULTS)
    assert (found.option, found.chosen) == ("counting", "strict")
    assert found.otherwise == "literal: notification required, action possible from 2024-05-31"
    (other,) = readings(asked, LawOptions(counting="literal"))
    assert (other.chosen, other.otherwise) == (
        "literal",
        "strict: notification required, action possible from 2024-06-01",
    )


@pytest.mark.parametrize("emergency", [True, False])
def test_an_answer_without_a_wait_depends_on_nothing(emergency: bool) -> None:
    below = replace(question("TW", "36(b)(1)", total=5 * M), emergency=emergency)
    assert named(below) == []
    waived = replace(question("TW", "36(b)(1)", total=60 * M), emergency=True)
    assert named(waived) == []


# --- what is told ---------------------------------------------------------------------------------------


def test_the_document_names_the_readings_with_what_they_say() -> None:
    document = check_document(check(JOINED, DEFAULTS), readings(JOINED, DEFAULTS))
    by_option = {one["option"]: one for one in document["readings"]}
    assert set(by_option) == {"counting", "joined-tests"}
    assert by_option["joined-tests"] == {
        "option": "joined-tests",
        "chosen": "any",
        "says": "any one test of 36(b)(6) suffices, as practice reads it",
        "otherwise": "all: no notification required",
    }


def test_the_explanation_names_rows_days_and_counting() -> None:
    asked = question("JO", "36(b)(1)", total=70 * M)
    steps = explanation(check(asked, DEFAULTS), DEFAULTS)
    assert steps == (
        "Group: no row of the membership table holds for JO on 2024-05-01, so it is `other`.",
        "Thresholds: the row from 1981-12-29 (Pub. L. 97-113).",
        "Period: the row from 1976-06-30 (Pub. L. 94-329).",
        "Count: 2024-05-01 is day 0; day 30 is 2024-05-31; strict counting: from 2024-06-01.",
        LONG_LEAD,
    )
    joint = Question(("JP", "TW"), ("36(b)(1)",), date(1975, 1, 6), Proposal(0, 30 * M))
    told = " ".join(explanation(check(joint, DEFAULTS), DEFAULTS))
    assert "Of several recipients the strictest group governs: `other`." in told
    assert "not read in the law itself" in told
    outside = replace(question("DE", "36(b)(1)", total=70 * M), territory=("TW",))
    assert "the sales territory leaves the group" in " ".join(explanation(check(outside, DEFAULTS), DEFAULTS))
    before = replace(question("TW", "36(c)", total=70 * M), on=date(1976, 6, 29))
    assert explanation(check(before, DEFAULTS), DEFAULTS)[-1] == "Thresholds: 36(c) had none on 1976-06-29."
    early = Question(("JP",), ("36(d)",), date(1985, 1, 7), Proposal(0, M))
    told = " ".join(explanation(check(early, DEFAULTS), DEFAULTS))
    assert "JP is `other` under 36(d) from 1981-12-29 until 1996-07-20" in told
    assert "the law knew no wait" in told


def test_every_row_that_a_reading_changes_says_so() -> None:
    """A row that names a contested reading is one on which that reading changes an answer, and no other is."""
    contested = {
        (authority, group): row.contested
        for (authority, group), rows in threshold_rows().items()
        for row in rows
        if row.contested
    }
    low = ("nato-organization",)
    assert contested == {
        ("36(b)(1)", "nato-plus"): ("joined-tests",),
        ("36(b)(5)(C)", "nato-plus"): ("joined-tests",),
        ("36(c)", "nato-plus"): ("firearms-to-nato-plus",),
        **{
            (authority, "nato-organization"): low
            for authority in ("36(b)(1)", "36(b)(5)(C)", "36(c)", "3(d)(1)", "3(d)(3)", "62")
        },
    }
