"""Every authority on the day before, of and after every dated change of the law, for every group of recipients.

The tables here were typed from the statute and its amendments, not from the tables of the program: each change with
the tests of value (in millions of dollars), the days of the review, and the days after which the Senate may discharge
its committee (`None`: no resolution lies).
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from builders import day
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.law.dated_rows import GROUPS, review_rows, threshold_rows
from armstrack.law.group import group_of, group_of_all
from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal
from armstrack.model.authority import AUTHORITIES
from armstrack.query.check import Answer, Question, check, check_document

M = 1_000_000
HUGE = 10**12
NATO_PLUS, ORGANIZATION, OTHER = GROUPS
SINCE_ALWAYS = {NATO_PLUS: "DE", ORGANIZATION: "NATO", OTHER: "TW"}
"""A recipient of each group that was in it before the first row of the law and still is."""

Tests = dict[str, int]
Rule = tuple[Tests, int, int | None]


def values(mde: int | None, total: int, **more: int) -> Tests:
    return ({} if mde is None else {"mde": mde}) | {"total": total} | more


ANY = {"any": 0}
FIRST, NEXT, RAISED = values(7, 25), values(14, 50), values(25, 100)

LAW: dict[str, dict[str, dict[str, Rule]]] = {
    "36(b)(1)": {
        NATO_PLUS: {
            "1974-12-30": (values(None, 25), 20, None),
            "1976-06-30": (FIRST, 30, 10),
            "1980-12-16": (values(7, 25, construction=200), 30, 10),
            "1981-12-29": (values(14, 50, construction=200), 15, 5),
            "2002-09-30": (values(25, 100, construction=300), 15, 5),
        },
        ORGANIZATION: {
            "1974-12-30": (values(None, 25), 20, None),
            "1976-06-30": (FIRST, 30, 10),
            "1980-12-16": (values(7, 25, construction=200), 30, 10),
            "1981-12-29": (values(14, 50, construction=200), 15, 5),
        },
        OTHER: {
            "1974-12-30": (values(None, 25), 20, None),
            "1976-06-30": (FIRST, 30, 10),
            "1980-12-16": (values(7, 25, construction=200), 30, 10),
            "1981-12-29": (values(14, 50, construction=200), 30, 10),
        },
    },
    "36(b)(5)(A)": {group: {"1985-10-01": (ANY, 45, None)} for group in GROUPS},
    "36(b)(5)(C)": {
        NATO_PLUS: {
            "1985-10-01": (values(14, 50, construction=200), 15, 5),
            "2002-09-30": (values(25, 100, construction=300), 15, 5),
        },
        ORGANIZATION: {"1985-10-01": (values(14, 50, construction=200), 15, 5)},
        OTHER: {"1985-10-01": (values(14, 50, construction=200), 30, 10)},
    },
    # Reported for thirty days from 1976; a veto from 1980, which reached NATO and its like in 1996.
    "36(c)": {
        NATO_PLUS: {
            "1976-06-30": (FIRST, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 15, 10),
            "2002-09-30": (values(25, 100, firearms=1), 15, 10),
        },
        ORGANIZATION: {
            "1976-06-30": (FIRST, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 15, 10),
            "2002-09-30": (values(14, 50, firearms=1), 15, 10),
        },
        OTHER: {
            "1976-06-30": (FIRST, 30, None),
            "1980-12-16": (FIRST, 30, 10),
            "1981-12-29": (NEXT, 30, 10),
            "2002-09-30": (values(14, 50, firearms=1), 30, 10),
        },
    },
    # At first for countries outside NATO only, and without a wait.
    "36(d)": {
        NATO_PLUS: {"1996-07-21": (ANY, 15, 10)},
        ORGANIZATION: {"1996-07-21": (ANY, 30, 10)},
        OTHER: {"1976-06-30": (ANY, 0, None), "1996-07-21": (ANY, 30, 10)},
    },
    # Any value until 1981; exempt below the figures of (d)(4)(D) in 1980 and 1981 were NATO and its like.
    "3(d)(1)": {
        NATO_PLUS: {
            "1976-06-30": (ANY, 30, None),
            "1980-12-16": (FIRST, 30, None),
            "1981-12-29": (NEXT, 15, None),
            "1996-07-21": (NEXT, 15, 10),
            "2002-09-30": (RAISED, 15, 10),
        },
        ORGANIZATION: {
            "1976-06-30": (ANY, 30, None),
            "1980-12-16": (FIRST, 30, None),
            "1981-12-29": (NEXT, 15, None),
            "1996-07-21": (NEXT, 15, 10),
        },
        OTHER: {
            "1976-06-30": (ANY, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 30, 10),
        },
    },
    "3(d)(3)": {
        NATO_PLUS: {
            "1980-12-16": (FIRST, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 15, 10),
            "2002-09-30": (RAISED, 15, 10),
        },
        ORGANIZATION: {
            "1980-12-16": (FIRST, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 30, 10),
        },
        OTHER: {
            "1980-12-16": (FIRST, 30, None),
            "1981-12-29": (NEXT, 30, None),
            "1996-07-21": (NEXT, 30, 10),
        },
    },
    "62": {
        NATO_PLUS: {"1981-12-29": (ANY, 30, None), "1996-07-21": (ANY, 15, 10)},
        ORGANIZATION: {"1981-12-29": (ANY, 30, None), "1996-07-21": (ANY, 15, 10)},
        OTHER: {"1981-12-29": (ANY, 30, 10)},
    },
}

BARS = {
    NATO_PLUS: {"1981-12-29": NEXT, "2002-09-30": RAISED},
    ORGANIZATION: {"1981-12-29": NEXT},
    OTHER: {"1981-12-29": NEXT},
}
"""From which values on a resolution can bar a lease."""

WAIVED_SINCE = {
    "36(b)(1)": "1974-12-30", "36(b)(5)(C)": "1985-10-01", "36(c)": "1980-12-16", "36(d)": "1996-07-21",
    "3(d)(1)": "1977-08-04", "3(d)(3)": "1996-07-21", "62": "1981-12-29",
}  # fmt: skip
"""Since when an emergency waives the wait. It never did for the report of 36(b)(5)(A)."""

LIES_SINCE: dict[str, dict[str, str | None]] = {
    "36(b)(1)": dict.fromkeys(GROUPS, "1974-12-30"),
    "36(b)(5)(A)": dict.fromkeys(GROUPS),
    "36(b)(5)(C)": dict.fromkeys(GROUPS, "1985-10-01"),
    "36(c)": {NATO_PLUS: "1996-07-21", ORGANIZATION: "1996-07-21", OTHER: "1980-12-16"},
    "36(d)": dict.fromkeys(GROUPS, "1996-07-21"),
    "3(d)(1)": dict.fromkeys(GROUPS, "1977-08-04"),
    "3(d)(3)": {NATO_PLUS: "1996-07-21", ORGANIZATION: "1996-07-21", OTHER: "1988-10-01"},
    "62": {NATO_PLUS: "1996-07-21", ORGANIZATION: "1996-07-21", OTHER: "1981-12-29"},
}
"""Since when a resolution of disapproval lies, whether or not a text gives days for the discharge of the committee."""

DISCHARGED_BY = {
    "36(b)(1)": "AECA 36(b)(2)", "36(b)(5)(C)": "AECA 36(b)(2)", "36(c)": "AECA 36(c)(3)(A)",
    "36(d)": "AECA 36(d)(5)(A)", "3(d)(1)": "AECA 3(d)(2)(D)", "3(d)(3)": "AECA 3(d)(3)(C)", "62": "AECA 63(b)",
}  # fmt: skip

NOT_READ = {
    "36(b)(1)": [("1974-12-30", "1976-06-30")],
    "3(d)(1)": [("1977-08-04", "1996-07-21")],
    "3(d)(3)": [("1988-10-01", "1996-07-21")],
}
"""From which day until the day before which other an answer rests on what was not read in the law itself."""

AMENDED = (
    "1974-12-30", "1976-06-30", "1977-08-04", "1980-12-16", "1981-12-29", "1985-10-01", "1986-02-12", "1988-10-01",
    "1996-07-21", "1999-11-29", "2000-10-06", "2002-09-30", "2008-10-15", "2010-10-08", "2014-12-18", "2014-12-19",
    "2016-02-18", "2019-02-18", "2025-12-18",
)  # fmt: skip
"""Every day on which section 36, 3(d) or 62 changed, whatever it was that changed."""

AROUND = sorted({day(one) + timedelta(offset) for one in AMENDED for offset in (-1, 0, 1)} | {date(2026, 11, 22)})
EVERY = [(authority, group) for authority in LAW for group in GROUPS]


def rule_on(authority: str, group: str, on: date) -> Rule | None:
    """What the tables above say of a day."""
    found = [rule for since, rule in sorted(LAW[authority][group].items()) if day(since) <= on]
    return found[-1] if found else None


def ask(
    recipient: str, authority: str, on: date, *, emergency: bool = False, counting: str = "strict", **known: int | None
) -> Answer:
    proposal = Proposal(**({"mde": 0, "total": HUGE, "firearms": 0} | known))
    return check(
        Question(tuple(recipient.split("+")), (authority,), on, proposal, (), emergency), LawOptions(counting=counting)
    )


def figures(answer: Answer) -> Tests:
    return {test.kind: test.threshold for test in answer.requirement.tests}


def in_dollars(tests: Tests) -> Tests:
    return {kind: amount * M for kind, amount in tests.items()}


def test_the_tables_are_about_every_authority() -> None:
    assert set(LAW) == set(AUTHORITIES) - {"unknown"}
    for groups in LAW.values():
        assert set(groups) == set(GROUPS)


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_the_law_on_the_days_around_every_amendment(authority: str, group: str) -> None:
    for on in AROUND:
        answer, rule = ask(SINCE_ALWAYS[group], authority, on), rule_on(authority, group, on)
        assert answer.group == group
        if rule is None:
            assert (answer.requirement.required, answer.review, answer.discharge_days) == (False, None, None), on
            continue
        tests, days, discharge = rule
        assert figures(answer) == in_dollars(tests), on
        assert answer.requirement.required is True, on
        assert answer.review is not None, on
        assert (answer.review.review_days, answer.discharge_days) == (days, discharge), on
        if days == 0:
            assert (answer.review.last_review_day, answer.review.earliest_action) == (None, on), on
        else:
            assert answer.review.last_review_day == on + timedelta(days), on
            assert answer.review.earliest_action == on + timedelta(days + 1), on


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_the_tables_of_the_program_change_on_these_days_and_no_others(authority: str, group: str) -> None:
    known = set(AMENDED)
    for rows in (threshold_rows(), review_rows()):
        days = [row.since.isoformat() for row in rows[authority, group]]
        assert set(days) <= known
        assert days[0] == min(LAW[authority][group])


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_exactly_at_a_figure_congress_is_told_and_a_dollar_below_it_is_not(authority: str, group: str) -> None:
    for since, (tests, _, _) in LAW[authority][group].items():
        recipient, nothing = SINCE_ALWAYS[group], {"mde": 0, "total": 0}
        if tests == ANY:
            assert ask(recipient, authority, day(since), **nothing).requirement.required is True
            continue
        assert ask(recipient, authority, day(since), **nothing).requirement.required is False
        for kind, figure in in_dollars(tests).items():
            at = nothing | {kind: figure} | ({"total": figure} if kind in ("mde", "firearms") else {})
            below = {name: amount and amount - 1 for name, amount in at.items()}
            assert ask(recipient, authority, day(since), **at).requirement.required is True, (since, kind)
            assert ask(recipient, authority, day(since), **below).requirement.required is False, (since, kind)


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_an_emergency_waives_every_wait_but_the_one_before_a_delivery(authority: str, group: str) -> None:
    for since, (_, days, discharge) in LAW[authority][group].items():
        on = day(since)
        answer = ask(SINCE_ALWAYS[group], authority, on, emergency=True)
        assert answer.review is not None
        assert answer.discharge_days == discharge, "an emergency bars no resolution"
        if authority == "36(b)(5)(A)":
            assert (answer.review.review_days, answer.review.emergency) == (45, False)
            continue
        waived = on >= day(WAIVED_SINCE[authority])
        assert answer.review.emergency == waived
        assert answer.review.review_days == (0 if waived else days)
        assert answer.review.last_review_day == (None if waived or days == 0 else on + timedelta(days))
        assert answer.review.earliest_action == (on if waived or days == 0 else on + timedelta(days + 1))


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_a_resolution_lies_since_its_day_and_its_discharge_is_cited_by_its_authority(
    authority: str, group: str
) -> None:
    since = LIES_SINCE[authority][group]
    for on in AROUND:
        answer = ask(SINCE_ALWAYS[group], authority, on)
        lies = answer.review is not None and since is not None and on >= day(since)
        assert bool(answer.resolution_lies) == lies, on
        cited = [text for text in answer.citations if "601(b)" in text or text.startswith("AECA 36(b)(2),")]
        assert bool(cited) == (answer.discharge_days is not None), on
        assert all(DISCHARGED_BY[authority] in text for text in cited), on


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_an_answer_says_when_it_rests_on_what_was_not_read(authority: str, group: str) -> None:
    for on in AROUND:
        answer = ask(SINCE_ALWAYS[group], authority, on)
        doubted = any(day(first) <= on < day(until) for first, until in NOT_READ.get(authority, ()))
        assert bool(answer.unverified) == doubted, on
        assert check_document(answer)["verified"] == (not doubted), on
        if answer.review is not None and authority != "36(b)(1)":
            assert answer.review.verified == (not doubted), on


@pytest.mark.parametrize(("authority", "group"), EVERY)
def test_the_wait_is_policy_for_letters_of_offer_and_statute_for_the_rest(authority: str, group: str) -> None:
    wanted = "policy" if authority in ("36(b)(1)", "36(b)(5)(C)") else "statute"
    assert {row.basis for row in review_rows()[authority, group]} == {wanted}


@pytest.mark.parametrize("authority", LAW)
def test_an_answer_cites_its_own_section(authority: str) -> None:
    section = {"3(d)(1)": "22 U.S.C. 2753(d)", "3(d)(3)": "22 U.S.C. 2753(d)", "62": "22 U.S.C. 2796a"}
    citations = ask("TW", authority, date(2024, 5, 1)).citations
    assert any(section.get(authority, "22 U.S.C. 2776") in one for one in citations)
    assert any(f"AECA {authority}" in one for one in citations)


@pytest.mark.parametrize("authority", LAW)
def test_literal_counting_moves_the_first_day_of_action_and_nothing_else(authority: str) -> None:
    on = date(2024, 5, 1)
    strict, literal = (ask("TW", authority, on, counting=one) for one in ("strict", "literal"))
    assert strict.review is not None
    assert literal.review is not None
    assert literal.review.last_review_day == literal.review.earliest_action == strict.review.last_review_day
    assert strict.review.earliest_action == on + timedelta((strict.review.review_days or 0) + 1)


# --- joining and leaving NATO+ --------------------------------------------------------------------------

JOINED_LATER = {
    "2004-03-29": "EE", "2008-10-15": "KR", "2009-04-01": "HR", "2010-10-08": "IL", "2016-02-18": "JO",
    "2017-06-05": "ME", "2020-03-27": "MK", "2023-04-04": "FI", "2024-03-07": "SE",
}  # fmt: skip


@pytest.mark.parametrize("authority", LAW)
@pytest.mark.parametrize(("since", "code"), JOINED_LATER.items())
def test_joining_changes_every_authority_on_its_day(authority: str, since: str, code: str) -> None:
    for offset, group in ((-1, OTHER), (0, NATO_PLUS), (1, NATO_PLUS)):
        on = day(since) + timedelta(offset)
        rule, answer = rule_on(authority, group, on), ask(code, authority, on)
        assert rule is not None
        assert answer.review is not None
        assert (figures(answer), answer.review.review_days, answer.discharge_days) == (
            in_dollars(rule[0]), rule[1], rule[2],
        )  # fmt: skip


@pytest.mark.parametrize("authority", LAW)
def test_jordan_left_after_three_years_under_every_authority(authority: str) -> None:
    for on, group in (("2019-02-17", NATO_PLUS), ("2019-02-18", OTHER)):
        rule, answer = rule_on(authority, group, day(on)), ask("JO", authority, day(on))
        assert rule is not None
        assert answer.review is not None
        assert (answer.group, answer.review.review_days) == (group, rule[1])


@pytest.mark.parametrize("code", ["JP", "AU", "NZ"])
def test_the_three_that_the_act_named_first(code: str) -> None:
    """The veto of 1980 on licences did not reach them; manufacture there was certified until 1996 as elsewhere."""
    licences = {"1980-12-15": None, "1980-12-16": None, "1981-12-28": None, "1981-12-29": None, "1996-07-20": None}
    for on, discharge in (licences | {"1996-07-21": 10}).items():
        assert ask(code, "36(c)", day(on)).discharge_days == discharge, on
    assert ask("TW", "36(c)", day("1980-12-16")).discharge_days == 10
    for on, days in {"1976-06-30": 0, "1981-12-28": 0, "1981-12-29": 0, "1996-07-20": 0, "1996-07-21": 15}.items():
        review = ask(code, "36(d)", day(on)).review
        assert review is not None, on
        assert review.review_days == days, on
    assert ask("DE", "36(d)", day("1996-07-20")).requirement.required is False
    for authority in ("36(b)(1)", "3(d)(1)"):
        answers = [ask(code, authority, day(on)).review for on in ("1981-12-28", "1981-12-29")]
        assert [one.review_days for one in answers if one is not None] == [30, 15]
    # The group that is printed is membership, whatever the authority.
    for authority in ("36(b)(1)", "36(c)", "36(d)"):
        assert ask(code, authority, day("1981-12-28")).group == OTHER
        assert ask(code, authority, day("1981-12-29")).group == NATO_PLUS


@pytest.mark.parametrize("authority", LAW)
@pytest.mark.parametrize("territory", [("TW",), ("FR", "IN")])
def test_a_territory_outside_the_group_lowers_thresholds_where_the_text_speaks_of_it(
    authority: str, territory: tuple[str, ...]
) -> None:
    on = date(2024, 5, 1)
    for recipient, group in (("DE", NATO_PLUS), ("NATO", ORGANIZATION)):
        lowered = check(Question((recipient,), (authority,), on, Proposal(0, HUGE), territory), LawOptions())
        here, other = rule_on(authority, group, on), rule_on(authority, OTHER, on)
        assert here is not None
        assert other is not None
        assert figures(lowered) == in_dollars(other[0])
        assert (lowered.group, lowered.discharge_days) == (group, here[2])
        assert lowered.review is not None
        assert lowered.review.review_days == here[1]


def test_a_territory_changes_nothing_for_a_lease() -> None:
    proposal = Proposal(0, 60 * M)
    outside = check(Question(("DE",), ("62",), date(2024, 5, 1), proposal, ("TW",)), LawOptions())
    assert outside.discharge_days is None, "below 100 million a lease to NATO+ cannot be barred"


# --- leases: what a resolution can bar ------------------------------------------------------------------


@pytest.mark.parametrize("group", GROUPS)
def test_a_lease_is_notified_whatever_its_value_and_barred_only_from_a_value_on(group: str) -> None:
    for on in [one for one in AROUND if one >= date(1981, 12, 29)]:
        rule = rule_on("62", group, on)
        assert rule is not None
        bar = in_dollars([figures for since, figures in sorted(BARS[group].items()) if day(since) <= on][-1])
        recipient = SINCE_ALWAYS[group]
        for mde, total, discharge in (
            (0, bar["total"], rule[2]),
            (0, bar["total"] - 1, None),
            (bar["mde"], bar["mde"], rule[2]),
            (bar["mde"] - 1, bar["total"] - 1, None),
            (None, bar["mde"], rule[2]),
            (None, bar["mde"] - 1, None),
            (None, None, rule[2]),
        ):
            answer = ask(recipient, "62", on, mde=mde, total=total)
            assert answer.requirement.required is True
            assert answer.discharge_days == discharge, (on, mde, total)
            assert answer.review is not None
            assert answer.review.review_days == rule[1]


# --- any day, anybody, any value -------------------------------------------------------------------------

RECIPIENTS = ("TW", "DE", "NATO", "JP", "KR", "IL", "JO", "FI", "ES", "SA")
amounts = st.none() | st.sampled_from([0, 1, 7, 14, 25, 50, 100, 200, 300]).flatmap(
    lambda million: st.sampled_from([max(million * M - 1, 0), million * M, million * M + 1])
)


@examples(400)
@given(
    st.sampled_from(sorted(LAW)),
    st.lists(st.sampled_from(RECIPIENTS), min_size=1, max_size=3, unique=True),
    st.dates(date(1974, 1, 1), date(2027, 12, 31)) | st.sampled_from(AROUND),
    amounts,
    amounts,
    amounts,
    st.sampled_from([0, None, M - 1, M]),
)
def test_any_question_is_answered_as_the_tables_say(
    authority: str,
    recipients: list[str],
    on: date,
    mde: int | None,
    total: int | None,
    construction: int | None,
    firearms: int | None,
) -> None:
    if mde is not None and total is not None:
        mde, total = min(mde, total), max(mde, total)
    if firearms is not None and total is not None:
        firearms = min(firearms, total)
    group = group_of_all(tuple(recipients), on, authority)
    assert group == max((group_of(code, on, authority) for code in recipients), key=GROUPS.index)
    rule = rule_on(authority, group, on)
    answer = check(
        Question(tuple(recipients), (authority,), on, Proposal(mde, total, construction, firearms)), LawOptions()
    )
    known = {"mde": mde, "total": total, "construction": construction, "firearms": firearms}
    if rule is None:
        assert answer.requirement.required is False
        return
    if rule[0] == ANY:
        assert answer.requirement.required is True
        return
    tests = in_dollars(rule[0])
    surely = any(value is not None and value >= tests[kind] for kind, value in known.items() if kind in tests)
    surely |= total is None and max(mde or 0, firearms or 0) >= tests["total"]
    perhaps = any(value is None for kind, value in known.items() if kind in tests and kind in ("total", "construction"))
    for part, value in (("mde", mde), ("firearms", firearms)):
        perhaps |= part in tests and value is None and (total is None or total >= tests[part])
    assert answer.requirement.required is (True if surely else None if perhaps else False)
    assert (answer.review is None) == (answer.requirement.required is False)
