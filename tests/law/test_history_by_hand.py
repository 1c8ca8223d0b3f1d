"""Questions of 1974 to 2026 whose answers were read from the amendment notes of 22 U.S.C. 2753, 2776 and 2796a."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import day

from armstrack.law.exemptions import exemptions_of
from armstrack.law.form import adoption_bars
from armstrack.law.group import asked_by, group_phrase, membership_citation
from armstrack.law.options import LawOptions
from armstrack.law.threshold import Proposal
from armstrack.query.check import Answer, Question, check, check_document, readings

M = 1_000_000


def ask(
    recipient: str, authority: str, on: str, *, total: int | None = 60 * M, mde: int | None = 0, emergency: bool = False
) -> Answer:
    recipients, sections = tuple(recipient.split("+")), tuple(authority.split("+"))
    question = Question(recipients, sections, day(on), Proposal(mde, total, 0, 0), (), emergency)
    return check(question, LawOptions())


# --- 3(d)(1): any value until 1981 --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "on", "total", "required"),
    [
        ("EG", "1976-06-29", M, False),
        ("EG", "1976-06-30", 1, True),
        ("EG", "1980-06-02", 2 * M, True),
        ("EG", "1981-12-28", 1, True),
        ("EG", "1981-12-29", 49 * M, False),
        ("EG", "1981-12-29", 50 * M, True),
        # NATO and its like were exempt below 7 and 25 million for a year.
        ("DE", "1980-12-15", 1, True),
        ("DE", "1980-12-16", 25 * M - 1, False),
        ("DE", "1980-12-16", 25 * M, True),
        ("DE", "1981-12-29", 25 * M, False),
        ("NATO", "1981-06-01", 24 * M, False),
        ("JP", "1980-12-15", 1, True),
        ("JP", "1980-12-16", 24 * M, False),
        ("AU", "1981-12-28", 24 * M, False),
        ("NZ", "1981-12-28", 25 * M, True),
        ("KR", "1981-06-01", 1, True),
        ("DE+EG", "1981-06-01", 1, True),
    ],
)
def test_a_transfer_of_articles_of_fms_origin(recipient: str, on: str, total: int, required: bool) -> None:
    assert ask(recipient, "3(d)(1)", on, total=total).requirement.required is required


def test_major_equipment_of_seven_million_was_certified_for_nato_too() -> None:
    assert ask("DE", "3(d)(1)", "1981-06-01", mde=7 * M, total=7 * M).requirement.required is True
    assert ask("DE", "3(d)(1)", "1981-06-01", mde=7 * M - 1, total=7 * M).requirement.required is False


@pytest.mark.parametrize(
    ("authority", "recipient", "on", "waived"),
    [
        ("3(d)(1)", "EG", "1977-08-03", False),
        ("3(d)(1)", "EG", "1977-08-04", True),
        ("3(d)(3)", "EG", "1985-01-02", False),
        ("3(d)(3)", "EG", "1996-07-20", False),
        ("3(d)(3)", "EG", "1996-07-21", True),
        ("36(c)", "SA", "1980-12-15", False),
        ("36(c)", "SA", "1980-12-16", True),
        ("36(c)", "DE", "1980-12-16", True),
        ("36(b)(5)(A)", "SA", "2026-03-01", False),
        ("62", "EG", "1981-12-29", True),
        ("36(b)(1)", "IL", "1975-01-02", True),
    ],
)
def test_an_emergency_waives_the_wait_only_where_the_law_of_the_day_says_so(
    authority: str, recipient: str, on: str, waived: bool
) -> None:
    review = ask(recipient, authority, on, emergency=True).review
    assert review is not None
    assert review.emergency is waived
    assert (review.earliest_action == day(on)) is waived
    assert any("emergency stated" in text for text in review.citations) is waived


@pytest.mark.parametrize(
    ("authority", "recipient", "on", "lies", "days"),
    [
        ("36(b)(1)", "IL", "1975-01-02", True, None),
        ("36(b)(1)", "IL", "1976-06-30", True, 10),
        ("3(d)(1)", "EG", "1977-08-03", False, None),
        ("3(d)(1)", "EG", "1977-08-04", True, None),
        ("3(d)(1)", "DE", "1996-07-20", True, None),
        ("3(d)(1)", "DE", "1996-07-21", True, 10),
        ("3(d)(3)", "EG", "1988-09-30", False, None),
        ("3(d)(3)", "EG", "1988-10-01", True, None),
        ("3(d)(3)", "DE", "1990-01-02", False, None),
        ("3(d)(3)", "NATO", "1996-07-21", True, 10),
        ("36(c)", "SA", "1980-12-15", False, None),
        ("36(c)", "SA", "1980-12-16", True, 10),
        ("36(c)", "JP", "1981-06-01", False, None),
        ("62", "DE", "1990-01-02", False, None),
        ("62", "EG", "1990-01-02", True, 10),
    ],
)
def test_a_resolution_may_lie_without_a_number_of_days_for_the_committee(
    authority: str, recipient: str, on: str, lies: bool, days: int | None
) -> None:
    answer = ask(recipient, authority, on)
    assert (bool(answer.resolution_lies), answer.discharge_days) == (lies, days)


# --- citations ----------------------------------------------------------------------------------------------


def test_the_licence_of_the_seventies_is_not_cited_by_the_paragraph_of_1980() -> None:
    assert ask("SA", "36(c)", "1978-01-02").citations == ("AECA 36(c)(1), 22 U.S.C. 2776(c)(1)",)
    assert any("36(c)(2)" in text for text in ask("SA", "36(c)", "1980-12-16").citations)


@pytest.mark.parametrize(
    ("on", "period"), [("1990-01-02", "AECA 62(a) and 63(a)"), ("1996-07-21", "AECA 62(c) and 63(a)")]
)
def test_a_lease_is_waived_by_62b_and_timed_by_62c_since_1996(on: str, period: str) -> None:
    for recipient in ("DE", "EG"):
        review, waived = (ask(recipient, "62", on, emergency=one).review for one in (False, True))
        assert review is not None
        assert waived is not None
        assert review.citations[0].startswith(period)
        assert waived.citations[0].startswith("AECA 62(b), 22 U.S.C. 2796a(b)")


@pytest.mark.parametrize(
    ("authority", "on", "paragraph"),
    [
        ("36(b)(1)", "1981-12-28", None),
        ("36(b)(1)", "1981-12-29", "AECA 36(b)(1), 22 U.S.C. 2776(b)(1)"),
        ("36(b)(1)", "2026-01-30", "AECA 36(b)(1), (b)(6), 22 U.S.C. 2776(b)"),
        ("36(b)(5)(A)", "2026-01-30", None),
        ("36(c)", "1990-01-02", "AECA 36(c)(2)(B), 22 U.S.C. 2776(c)(2)(B)"),
        ("36(c)", "2026-01-30", "AECA 36(c)(2)(A), (c)(5), 22 U.S.C. 2776(c)"),
        ("36(d)", "2026-01-30", "AECA 36(d)(2)(A), 22 U.S.C. 2776(d)(2)(A)"),
        ("3(d)(1)", "2026-01-30", "AECA 3(d)(2)(B), (d)(5), 22 U.S.C. 2753(d)"),
        ("3(d)(3)", "2026-01-30", "AECA 3(d)(3)(A)(i), (d)(5), 22 U.S.C. 2753(d)"),
        ("62", "2026-01-30", "AECA 62(c)(1), 63(a)(2), 22 U.S.C. 2796a(c)(1) and 2796b(a)(2)"),
    ],
)
def test_membership_is_cited_by_the_paragraph_of_the_authority_asked(
    authority: str, on: str, paragraph: str | None
) -> None:
    assert asked_by(authority, day(on)) == paragraph
    cited = membership_citation("NO", day(on), authority)
    assert cited == (None if paragraph is None else f"the North Atlantic Treaty, {paragraph}")
    if authority != "36(b)(1)":
        assert not any("36(b)(1)" in text for text in ask("NO", authority, on).citations)


def test_what_one_authority_alone_treated_so_is_cited_by_its_own_paragraph() -> None:
    assert membership_citation("JP", day("1981-06-01"), "3(d)(1)") == (
        "Pub. L. 96-533, sec. 101(b), AECA 3(d)(4)(D), 22 U.S.C. 2753(d)(4)(D)"
    )
    assert membership_citation("TW", day("2026-01-30"), "36(b)(1)") is None


# --- what was not read --------------------------------------------------------------------------------------


def test_the_day_of_an_accession_is_in_doubt_in_its_year_and_in_no_other() -> None:
    for on, told in (("2023-03-01", True), ("2023-12-31", True), ("2022-12-31", False), ("2024-01-01", False)):
        answer = ask("FI", "36(b)(1)", on, total=160 * M)
        assert bool(answer.unverified) is told, on
        assert answer.review is not None
        assert answer.review.verified is not told
    assert ask("DE", "36(b)(1)", "2025-12-17").unverified == ()
    assert ask("JP", "36(b)(1)", "1981-12-30").unverified == (), "the day of the Act was read"
    assert ask("FI", "36(b)(5)(A)", "2023-04-05").unverified == (), "a report asks for no group"


def test_what_was_not_read_is_named() -> None:
    (threshold,) = ask("IL", "36(b)(1)", "1975-01-02").unverified
    assert threshold.startswith("the threshold of 36(b)(1) from 1974-12-30")
    (review,) = ask("EG", "3(d)(1)", "1985-01-02").unverified
    assert review.startswith("the review of 3(d)(1) from 1977-08-04")
    (joined,) = ask("FI", "36(b)(1)", "2023-05-02").unverified
    assert joined == "the day from which FI is nato-plus, 2023-04-04 (accession to the North Atlantic Treaty)"


# --- a concurrent resolution --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "bars"),
    [
        ("1974-12-29", False),
        ("1974-12-30", True),
        ("1982-03-20", True),
        ("1983-06-22", True),
        ("1983-06-23", False),
        ("1986-02-12", False),
        ("2026-01-05", False),
    ],
)
def test_adoption_by_both_chambers_barred_until_the_supreme_court_spoke(on: str, bars: bool) -> None:
    assert adoption_bars(day(on)) is bars


# --- several authorities ------------------------------------------------------------------------------------


def test_of_several_authorities_the_strictest_governs() -> None:
    both = ask("NATO", "36(c)+36(d)", "2025-01-02", total=M)
    assert both.requirement.required is True, "36(d) asks whatever the value"
    assert both.review is not None
    assert (both.review.review_days, both.review.earliest_action) == (30, day("2025-02-02"))
    assert both.discharge_days == 10
    assert "36(c)(3)(A)" in (both.review.discharge_citation or "")
    assert "36(d)(5)(A)" in (both.review.discharge_citation or "")
    for part in ("AECA 36(c)(2)", "AECA 36(d)(2)", "AECA 36(d)(1)"):
        assert any(text.startswith(part) for text in both.citations)
    document = check_document(both)
    assert document["authority"] == ["36(c)", "36(d)"]
    assert {test["authority"] for test in document["tests"]} == {"36(c)", "36(d)"}


def test_the_longest_days_of_a_discharge_govern_and_an_unknown_number_stays_unknown() -> None:
    letter_and_licence = ask("DE", "36(b)(1)+36(c)", "2025-01-02", total=200 * M)
    assert letter_and_licence.discharge_days == 10
    assert letter_and_licence.review is not None
    cited = letter_and_licence.review.discharge_citation or ""
    assert "36(c)(3)(A)" in cited
    assert "36(b)(2)" not in cited, "its five days are not those that govern"
    old = ask("EG", "36(c)+3(d)(1)", "1985-01-02")
    assert (old.resolution_lies, old.discharge_days) == (True, None)
    assert old.review is not None
    assert old.review.discharge_citation is None


def test_a_lease_below_the_bar_can_be_barred_by_the_other_authority() -> None:
    assert ask("EG", "62", "2025-01-02", total=M).resolution_lies is False
    assert ask("EG", "62+36(d)", "2025-01-02", total=M).resolution_lies is True


def test_firearms_alone_may_reach_the_figure_for_articles() -> None:
    known = Proposal(0, None, 0, 60 * M)
    answer = check(Question(("MX",), ("36(c)",), day("2026-02-01"), known), LawOptions())
    assert {test.kind: test.met for test in answer.requirement.tests} == {
        "mde": False, "total": True, "firearms": True,
    }  # fmt: skip


def test_an_emergency_waives_only_what_each_of_them_waives() -> None:
    waived = ask("SA", "36(b)(1)+36(c)", "2025-01-02", emergency=True).review
    assert waived is not None
    assert (waived.review_days, waived.emergency, waived.earliest_action) == (0, True, day("2025-01-02"))
    held = ask("SA", "36(b)(1)+36(b)(5)(A)", "2025-01-02", emergency=True).review
    assert held is not None
    assert (held.review_days, held.emergency) == (45, False)
    assert held.earliest_action == day("2025-01-02") + timedelta(46)


def test_of_equal_waits_the_one_that_the_statute_imposes_is_named() -> None:
    for sections in ("36(b)(1)+36(c)", "36(c)+36(b)(1)"):
        review = ask("SA", sections, "2025-01-02").review
        assert review is not None
        assert (review.review_days, review.basis) == (30, "statute")


def test_an_authority_that_the_day_does_not_know_adds_nothing() -> None:
    alone, both = (ask("SA", one, "1978-01-02").review for one in ("36(c)", "36(c)+62"))
    assert alone == both


# --- exemptions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("authorities", "on", "paragraphs"),
    [
        (("3(d)(1)",), "1977-08-03", []),
        (("3(d)(1)",), "1977-08-04", ["3(d)(4)(A)", "3(d)(4)(B)", "3(d)(4)(C)"]),
        (("36(d)",), "2026-02-01", ["36(d)(1)"]),
        (("36(c)", "36(d)"), "2026-02-01", []),
        (("62",), "2002-09-29", ["62(a)"]),
        (("62",), "2002-09-30", ["62(a)", "61(b)(1)"]),
        (("36(b)(1)",), "2026-02-01", []),
    ],
)
def test_an_exemption_holds_from_the_day_of_its_law(
    authorities: tuple[str, ...], on: str, paragraphs: list[str]
) -> None:
    assert [one.paragraph for one in exemptions_of(authorities, day(on))] == paragraphs


def test_of_an_unknown_day_every_exemption_may_hold() -> None:
    assert [one.paragraph for one in exemptions_of(("62",), None)] == ["62(a)", "61(b)(1)"]


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recipients", "group", "words"),
    [
        ("NO", "nato-plus", "Norway is NATO+"),
        ("TW", "other", "Taiwan is not NATO+"),
        ("NATO", "nato-organization", "NATO is the organisation itself, not its members"),
        ("NO+DK", "nato-plus", "Norway and Denmark are NATO+"),
        ("NO+DK+TW", "other", "Norway, Denmark and Taiwan are not all NATO+"),
        ("", None, "the group of the recipient is unknown"),
    ],
)
def test_a_group_is_told_by_the_names_of_countries(recipients: str, group: str | None, words: str) -> None:
    assert group_phrase(tuple(filter(None, recipients.split("+"))), group) == words


def test_that_no_resolution_can_bar_it_is_no_difference_where_both_readings_say_so() -> None:
    (counting,) = readings(Question(("DE",), ("62",), day("2026-03-01"), Proposal(0, 5 * M)), LawOptions())
    assert counting.otherwise == "literal: notification required, action possible from 2026-03-16"


# --- who is not known ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("total", "required"), [(13 * M, False), (60 * M, None), (99 * M, None), (100 * M, True)])
def test_of_an_unknown_recipient_only_what_every_group_agrees_on_is_told(total: int, required: bool | None) -> None:
    answer = check(Question((), ("36(b)(1)",), day("2026-01-30"), Proposal(0, total)), LawOptions())
    assert answer.group is None
    assert answer.requirement.required is required
    assert answer.requirement.tests[1].met is required, "by the test of articles alone"
    assert (answer.review is None) == (required is False)
    if answer.review is not None:
        assert (answer.review.may_be_over_from, answer.review.over_from) == (day("2026-02-15"), day("2026-03-02"))
        assert answer.discharge_days is None


def test_a_territory_outside_lowers_the_figures_for_whoever_buys() -> None:
    question = Question((), ("36(b)(1)",), day("2026-01-30"), Proposal(0, 60 * M), ("IN",))
    assert check(question, LawOptions()).requirement.required is True
