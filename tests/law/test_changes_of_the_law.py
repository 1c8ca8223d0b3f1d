"""The day before, the day of and the day after every change of the law, for every group of recipients."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import day

from armstrack.law.dated_rows import GROUPS, memberships, review_rows, threshold_rows
from armstrack.law.group import group_of, group_of_all
from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal
from armstrack.model.recipients import RECIPIENTS
from armstrack.query.check import Answer, Question, check

M = 1_000_000
HUGE = 10**12
STRICT = LawOptions()
SINCE_ALWAYS = {"nato-plus": "DE", "nato-organization": "NATO", "other": "TW"}
"""A recipient of each group that was in it before the first row of the law and still is."""

# What the law asked for from a day on: thresholds in millions (mde, total, construction; None: no such test),
# review days, and the days of the Senate's discharge.
LETTER_OF_OFFER = {
    "nato-plus": {
        "1974-12-30": ((None, 25, None), 20, None),
        "1976-06-30": ((7, 25, None), 30, 10),
        "1980-12-16": ((7, 25, 200), 30, 10),
        "1981-12-29": ((14, 50, 200), 15, 5),
        "2002-09-30": ((25, 100, 300), 15, 5),
    },
    "nato-organization": {
        "1974-12-30": ((None, 25, None), 20, None),
        "1976-06-30": ((7, 25, None), 30, 10),
        "1980-12-16": ((7, 25, 200), 30, 10),
        "1981-12-29": ((14, 50, 200), 15, 5),
        "2002-09-30": ((14, 50, 200), 15, 5),
    },
    "other": {
        "1974-12-30": ((None, 25, None), 20, None),
        "1976-06-30": ((7, 25, None), 30, 10),
        "1980-12-16": ((7, 25, 200), 30, 10),
        "1981-12-29": ((14, 50, 200), 30, 10),
        "2002-09-30": ((14, 50, 200), 30, 10),
    },
}
ENHANCEMENT = {
    "nato-plus": {"1985-10-01": ((14, 50, 200), 15, 5), "2002-09-30": ((25, 100, 300), 15, 5)},
    "nato-organization": {"1985-10-01": ((14, 50, 200), 15, 5), "2002-09-30": ((14, 50, 200), 15, 5)},
    "other": {"1985-10-01": ((14, 50, 200), 30, 10), "2002-09-30": ((14, 50, 200), 30, 10)},
}
LAW = {"36(b)(1)": LETTER_OF_OFFER, "36(b)(5)(C)": ENHANCEMENT}

Rule = tuple[tuple[int | None, int | None, int | None], int, int | None]


def on_and_around() -> list[tuple[str, str, date, Rule | None]]:
    """Every (authority, group, day, rule in force on it): each change with the days before and after."""
    cases: list[tuple[str, str, date, Rule | None]] = []
    for authority, groups in LAW.items():
        for group, changes in groups.items():
            before: Rule | None = None
            for since, rule in changes.items():
                first = day(since)
                cases += [
                    (authority, group, first - timedelta(1), before),
                    (authority, group, first, rule),
                    (authority, group, first + timedelta(1), rule),
                ]
                before = rule
            cases.append((authority, group, date(2026, 11, 22), before))
    return cases


def ask(
    recipient: str,
    on: date,
    authority: str = "36(b)(1)",
    *,
    mde: int | None = 0,
    total: int | None = 0,
    construction: int | None = 0,
    territory: tuple[str, ...] = (),
    emergency: bool = False,
    options: LawOptions = STRICT,
) -> Answer:
    proposal = Proposal(mde, total, construction)
    question = Question(tuple(recipient.split("+")), (authority,), on, proposal, territory, emergency)
    return check(question, options)


def thresholds(answer: Answer) -> dict[str, int]:
    return {test.kind: test.threshold for test in answer.requirement.tests}


def named(figures: tuple[int | None, ...]) -> dict[str, int]:
    return {
        kind: figure * M
        for kind, figure in zip(("mde", "total", "construction"), figures, strict=True)
        if figure is not None
    }


# --- thresholds and periods ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("authority", "group", "on", "rule"), on_and_around())
def test_the_rule_in_force_on_a_day(authority: str, group: str, on: date, rule: Rule | None) -> None:
    answer = ask(SINCE_ALWAYS[group], on, authority, total=HUGE)
    assert answer.group == group
    if rule is None:
        assert answer.requirement.required is False
        assert answer.review is None
        return
    figures, days, discharge = rule
    assert thresholds(answer) == named(figures)
    assert answer.requirement.required is True
    assert answer.review is not None
    assert (answer.review.review_days, answer.review.discharge_days) == (days, discharge)
    assert answer.review.last_review_day == on + timedelta(days)
    assert answer.review.earliest_action == on + timedelta(days + 1)


def test_the_tables_change_on_no_other_day() -> None:
    for rows in (threshold_rows(), review_rows()):
        for authority, groups in LAW.items():
            for group in GROUPS:
                assert {row.since.isoformat() for row in rows[authority, group]} <= set(groups[group])


@pytest.mark.parametrize(
    ("authority", "group", "on", "rule"), [case for case in on_and_around() if case[3] is not None]
)
def test_exactly_at_the_threshold_congress_is_told_and_one_dollar_below_it_is_not(
    authority: str, group: str, on: date, rule: Rule
) -> None:
    recipient = SINCE_ALWAYS[group]
    for kind, figure in named(rule[0]).items():
        # Equipment is part of the total, so a total of the same size goes with it.
        carried = {"mde": {"total": figure}}.get(kind, {})
        assert ask(recipient, on, authority, **{kind: figure}, **carried).requirement.required is True
        below = dict.fromkeys(carried, figure - 1)
        if kind != "mde" or figure <= named(rule[0])["total"]:
            assert ask(recipient, on, authority, **{kind: figure - 1}, **below).requirement.required is False


@pytest.mark.parametrize("kind", ["mde", "total", "construction"])
def test_any_one_test_that_is_met_suffices(kind: str) -> None:
    values = {"mde": 13 * M, "total": 49 * M, "construction": 199 * M}
    assert ask("TW", date(2024, 5, 1), **values).requirement.required is False
    values[kind] += M
    answer = ask("TW", date(2024, 5, 1), **values)
    assert answer.requirement.required is True
    assert [test.kind for test in answer.requirement.tests if test.met] == [kind]


# --- who belongs to which group ------------------------------------------------------------------------------

JOINED = {
    "1949-08-24": "BE CA DK FR IS IT LU NL NO PT GB US",
    "1952-02-18": "GR TR",
    "1955-05-06": "DE",
    "1982-05-30": "ES",
    "1999-03-12": "CZ HU PL",
    "2004-03-29": "BG EE LV LT RO SK SI",
    "2009-04-01": "AL HR",
    "2017-06-05": "ME",
    "2020-03-27": "MK",
    "2023-04-04": "FI",
    "2024-03-07": "SE",
    "1981-12-29": "JP AU NZ",
    "2008-10-15": "KR",
    "2010-10-08": "IL",
    "2016-02-18": "JO",
}
SINCE = [(code, day(since)) for since, codes in JOINED.items() for code in codes.split()]


@pytest.mark.parametrize(("code", "since"), SINCE)
def test_a_recipient_is_nato_plus_from_its_day_and_not_before(code: str, since: date) -> None:
    assert group_of(code, since - timedelta(1)) == "other"
    assert group_of(code, since) == "nato-plus"
    assert group_of(code, since + timedelta(1)) == "nato-plus"


@pytest.mark.parametrize(("code", "since"), [(code, since) for code, since in SINCE if since > date(2002, 9, 30)])
def test_joining_raises_the_thresholds_and_shortens_the_review(code: str, since: date) -> None:
    before, after = ask(code, since - timedelta(1), total=HUGE), ask(code, since, total=HUGE)
    assert thresholds(before) == named((14, 50, 200))
    assert thresholds(after) == named((25, 100, 300))
    assert before.review is not None
    assert after.review is not None
    assert (before.review.review_days, after.review.review_days) == (30, 15)
    assert (before.review.discharge_days, after.review.discharge_days) == (10, 5)


def test_jordan_was_treated_as_nato_plus_for_three_years() -> None:
    days = ["2016-02-17", "2016-02-18", "2016-02-19", "2019-02-16", "2019-02-17", "2019-02-18", "2026-03-19"]
    assert [group_of("JO", day(one)) for one in days] == [
        "other", "nato-plus", "nato-plus", "nato-plus", "nato-plus", "other", "other",
    ]  # fmt: skip
    assert ask("JO", day("2019-02-17"), total=70_500_000).requirement.required is False
    assert ask("JO", day("2019-02-18"), total=70_500_000).requirement.required is True


def test_the_others_have_never_been_nato_plus() -> None:
    members = {code for code, _ in SINCE} | {"NATO"}
    assert set(memberships()) == members
    for code in set(RECIPIENTS) - members:
        assert {group_of(code, date(year, 6, 1)) for year in range(1975, 2027)} == {"other"}
    assert len([code for code in members if group_of(code, date(2026, 11, 22)) == "nato-plus"]) == 32 + 5


def test_the_nato_organisation_has_the_short_review_and_the_low_thresholds() -> None:
    answer = ask("NATO", date(2024, 5, 1), total=50 * M)
    assert (answer.group, answer.requirement.required) == ("nato-organization", True)
    assert answer.review is not None
    assert (answer.review.review_days, answer.review.discharge_days) == (15, 5)
    assert ask("NATO", date(2024, 5, 1), total=50 * M - 1).requirement.required is False


# --- joint recipients and territories ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipients", "group", "days", "figures"),
    [
        ("DE+FR", "nato-plus", 15, (25, 100, 300)),
        ("DE+JP", "nato-plus", 15, (25, 100, 300)),
        ("DE+NATO", "nato-organization", 15, (14, 50, 200)),
        ("NATO+DE", "nato-organization", 15, (14, 50, 200)),
        ("DE+TW", "other", 30, (14, 50, 200)),
        ("TW+DE", "other", 30, (14, 50, 200)),
        ("NATO+TW", "other", 30, (14, 50, 200)),
        ("AE+JO+SA", "other", 30, (14, 50, 200)),
    ],
)
def test_joint_recipients_get_the_longest_period_and_the_lowest_thresholds(
    recipients: str, group: str, days: int, figures: tuple[int, int, int]
) -> None:
    answer = ask(recipients, date(2024, 5, 1), total=HUGE)
    assert answer.group == group
    assert answer.review is not None
    assert answer.review.review_days == days
    assert thresholds(answer) == named(figures)


def test_a_joint_sale_follows_the_day_on_which_the_last_of_them_joined() -> None:
    assert group_of_all(("NO", "FI", "SE"), date(2024, 3, 6)) == "other"
    assert group_of_all(("NO", "FI", "SE"), date(2024, 3, 7)) == "nato-plus"


def test_of_no_known_recipient_no_group_is_known() -> None:
    assert group_of_all((), date(2024, 3, 6)) is None


@pytest.mark.parametrize("territory", [("TW",), ("FR", "TW"), ("NATO",)])
def test_a_territory_outside_the_group_lowers_the_thresholds_and_nothing_else(territory: tuple[str, ...]) -> None:
    answer = ask("DE", date(2024, 5, 1), total=60 * M, territory=territory)
    assert answer.requirement.required is True
    assert thresholds(answer) == named((14, 50, 200))
    assert answer.group == "nato-plus"
    assert answer.review is not None
    assert (answer.review.review_days, answer.review.discharge_days) == (15, 5)


@pytest.mark.parametrize("territory", [(), ("FR",), ("FR", "JP")])
def test_a_territory_inside_the_group_changes_nothing(territory: tuple[str, ...]) -> None:
    answer = ask("DE", date(2024, 5, 1), total=60 * M, territory=territory)
    assert answer.requirement.required is False
    assert thresholds(answer) == named((25, 100, 300))


@pytest.mark.parametrize(("recipient", "group"), [("TW", "other"), ("NATO", "nato-organization")])
def test_a_territory_never_raises_a_threshold(recipient: str, group: str) -> None:
    answer = ask(recipient, date(2024, 5, 1), total=60 * M, territory=("FR",))
    assert (answer.group, answer.requirement.required) == (group, True)
    assert thresholds(answer) == named((14, 50, 200))


# --- what is not known ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "required"),
    [
        ({"mde": None, "total": 13_999_999}, False),
        ({"mde": None, "total": 14 * M}, None),
        ({"mde": None, "total": 49 * M}, None),
        ({"mde": None, "total": 50 * M}, True),
        ({"mde": 14 * M, "total": None}, True),
        ({"mde": 13 * M, "total": None}, None),
        ({"mde": 50 * M, "total": None}, True),
        ({"mde": None, "total": None}, None),
        ({"mde": 0, "total": 0, "construction": None}, None),
        ({"mde": None, "total": None, "construction": 200 * M}, True),
        ({"mde": 14 * M, "total": 14 * M, "construction": None}, True),
    ],
)
def test_an_unknown_value_leaves_open_only_what_the_known_ones_do_not_decide(
    values: dict[str, int | None], required: bool | None
) -> None:
    answer = ask("TW", date(2024, 5, 1), **values)
    assert answer.requirement.required is required
    assert (answer.review is None) == (required is False)


def test_unknown_equipment_is_bounded_by_a_known_total() -> None:
    (equipment, *_) = ask("TW", date(2024, 5, 1), mde=None, total=13_999_999).requirement.tests
    assert (equipment.kind, equipment.value, equipment.met) == ("mde", None, False)


def test_an_unknown_total_is_bounded_by_known_equipment() -> None:
    (_, total, _) = ask("TW", date(2024, 5, 1), mde=50 * M, total=None).requirement.tests
    assert (total.kind, total.value, total.met) == ("total", None, True)


def test_equipment_is_part_of_the_total() -> None:
    with pytest.raises(ValueError, match="major defense equipment is part of the total"):
        Proposal(mde=15 * M, total=14 * M)
    assert Proposal(mde=14 * M, total=14 * M).mde == 14 * M


# --- counting ------------------------------------------------------------------------------------------------


def test_literal_counting_allows_action_on_the_last_day_and_changes_nothing_else() -> None:
    strict, literal = (
        ask("TW", date(2025, 12, 17), total=HUGE, options=LawOptions(counting)).review
        for counting in ("strict", "literal")
    )
    assert strict is not None
    assert literal is not None
    assert strict.last_review_day == literal.last_review_day == date(2026, 1, 16)
    assert strict.earliest_action == strict.over_from == strict.may_be_over_from == date(2026, 1, 17)
    assert literal.earliest_action == literal.over_from == literal.may_be_over_from == date(2026, 1, 16)


@pytest.mark.parametrize(
    ("on", "days", "last"),
    [
        ("2024-02-01", 30, "2024-03-02"),
        ("2023-02-01", 30, "2023-03-03"),
        ("2025-05-12", 30, "2025-06-11"),
        ("2025-12-17", 30, "2026-01-16"),
        ("2016-02-11", 30, "2016-03-12"),
    ],
)
def test_weekends_recesses_and_leap_days_count_like_any_day(on: str, days: int, last: str) -> None:
    review = ask("IN", day(on), total=HUGE).review
    assert review is not None
    assert (review.review_days, review.last_review_day) == (days, day(last))


@pytest.mark.parametrize("counting", ["strict", "literal"])
@pytest.mark.parametrize(("recipient", "discharge"), [("IL", 5), ("JO", 10), ("NATO", 5)])
def test_an_emergency_waives_the_review_and_leaves_the_resolution(
    recipient: str, discharge: int, counting: str
) -> None:
    on = date(2026, 3, 6)
    review = ask(recipient, on, total=HUGE, emergency=True, options=LawOptions(counting)).review
    assert review is not None
    assert (review.review_days, review.last_review_day, review.earliest_action) == (0, None, on)
    assert (review.over_from, review.may_be_over_from, review.discharge_days) == (on, on, discharge)
    assert review.emergency
    (citation,) = review.citations
    assert citation.startswith("AECA 36(b)(1), 22 U.S.C. 2776(b)(1)")
    assert citation.endswith("emergency stated in the certification")


def test_the_wait_of_36b_is_policy_resting_on_the_statute() -> None:
    for authority in LAW:
        assert {row.basis for group in GROUPS for row in review_rows()[authority, group]} == {"policy"}
    review = ask("TW", date(2025, 12, 17), total=HUGE).review
    assert review is not None
    assert review.basis == "policy"
    assert review.citations == ("SAMM C5 policy on AECA 36(b)(1), 22 U.S.C. 2776(b)(1)",)
