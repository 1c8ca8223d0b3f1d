"""What `armstrack check` says to a person and to a program beside the answer itself."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from conftest import Run


def asked(run: Run, *args: str) -> dict[str, Any]:
    ran = run("check", *args, "--format", "json")
    assert ran.code == 0, ran.err
    document: dict[str, Any] = ran.json
    return document


def page(run: Run, *args: str) -> str:
    ran = run("check", *args)
    assert ran.code == 0, ran.err
    return " ".join(ran.out.split())


LICENCE = ("-r", "MX", "--authority", "36(c)", "--on", "2026-02-01", "--mde", "0")


def test_firearms_that_are_not_given_leave_a_licence_open_and_it_says_how_to_give_them(run: Run) -> None:
    document = asked(run, *LICENCE, "--total", "2.4M")
    assert document["required"] is None
    assert document["review_days"] == 30
    (firearms,) = [test for test in document["tests"] if test["kind"] == "firearms"]
    assert (firearms["value_usd"], firearms["met"]) == (None, None)
    assert any("$1,000,000" in one and "--firearms" in one for one in document["remarks"])
    assert "For firearms of USML category I $1,000,000 suffices" in page(run, *LICENCE, "--total", "2.4M")
    assert asked(run, *LICENCE, "--total", "2.4M", "--firearms", "0")["required"] is False
    assert asked(run, *LICENCE, "--total", "2.4M", "--firearms", "1M")["required"] is True


def test_a_total_below_the_figure_bounds_the_firearms_and_a_test_that_is_met_decides_without_them(run: Run) -> None:
    below = asked(run, *LICENCE, "--total", "999_999")
    assert (below["required"], below["remarks"]) == (False, [])
    decided = asked(run, *LICENCE, "--total", "50M")
    assert (decided["required"], decided["remarks"]) == (True, [])


@pytest.mark.parametrize(("option", "part"), [("--firearms", "Firearms are"), ("--mde", "Major defense equipment is")])
def test_a_part_that_exceeds_the_total_is_wrong_usage(run: Run, option: str, part: str) -> None:
    ran = run("check", "-r", "MX", "--authority", "36(c)", "--total", "1M", option, "5M")
    assert ran.code == 2
    assert f"{part} part of the total" in ran.err
    assert f"{option} is part of --total" in ran.err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--authority", "36(c)", "--construction", "5M"), "--construction plays no part: 36(c)"),
        (("--authority", "36(c)", "--construction", "unknown"), "--construction plays no part: 36(c)"),
        (("--firearms", "5M"), "--firearms plays no part: 36(b)(1)"),
        (("--authority", "36(d)", "--territory", "IN"), "--territory plays no part: 36(d)"),
        (("--authority", "62", "--territory", "IN"), "--territory plays no part: 62"),
    ],
)
def test_an_option_that_plays_no_part_is_remarked(run: Run, args: tuple[str, ...], told: str) -> None:
    question = ("-r", "JP", "--total", "60M", "--on", "2026-02-01", *args)
    assert any(one.startswith(told) for one in asked(run, *question)["remarks"])
    assert told in page(run, *question)
    assert told in run("check", *question, "--format", "csv").err


def test_an_option_that_plays_its_part_is_not(run: Run) -> None:
    for args in (
        ("--construction", "5M"),
        ("--territory", "IN"),
        ("--authority", "36(c),36(d)", "--territory", "IN"),
        ("--authority", "36(c)", "--firearms", "1M"),
        ("--firearms", "0"),
    ):
        assert asked(run, "-r", "JP", "--total", "60M", "--on", "2026-02-01", *args)["remarks"] == []


def test_emergency_words_stand_only_where_the_law_has_a_waiver(run: Run) -> None:
    report = ("-r", "SA", "--authority", "36(b)(5)(A)", "--emergency", "--on", "2026-03-01")
    document = asked(run, *report)
    assert (document["emergency"], document["waived"]) == (True, False)
    assert (document["review_days"], document["earliest_action"]) == (45, "2026-04-16")
    said = page(run, *report)
    assert "45 calendar days, last day 2026-04-15; the law knows no waiver here" in said
    assert "waived by the emergency" not in said
    offer = ("-r", "SA", "--total", "60M", "--emergency", "--on", "2026-03-01")
    assert asked(run, *offer)["waived"] is True
    assert "waived by the emergency; action possible from 2026-03-01" in page(run, *offer)


@pytest.mark.parametrize(
    ("authority", "measured"),
    [
        ("36(b)(1)", "in the value of the letter of offer"),
        ("36(c)", "in the value of the export contract"),
        ("3(d)", "in original acquisition cost"),
        ("62", "in replacement cost less depreciation"),
    ],
)
def test_it_says_in_what_the_figures_are_stated(run: Run, authority: str, measured: str) -> None:
    assert measured in page(run, "-r", "TW", "--authority", authority, "--total", "60M")


def test_where_the_law_had_no_test_it_did_not_ask(run: Run) -> None:
    assert "no; the law did not ask for it" in page(run, "-r", "IR", "--total", "60M", "--on", "1973-01-01")
    assert "no; the law did not ask for it" in page(run, "-r", "DE", "--authority", "36(d)", "--on", "1990-01-02")
    assert "no, below every threshold" in page(run, "-r", "TW", "--total", "1M", "--on", "1990-01-02")


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("1974-12-29", "The tables begin on 1974-12-30"),
        ("1974-12-30", None),
        ("2026-03-26", None),
        ("2026-03-27", "The tables reach to 2026-03-26"),
        ("2027-03-25", "The tables reach to 2026-03-26"),
        ("2027-03-26", "more than a year before 2027-03-26"),
    ],
)
def test_it_says_how_far_the_tables_reach(run: Run, on: str, told: str | None) -> None:
    document = asked(run, "-r", "TW", "--total", "60M", "--on", on)
    assert document["tables_through"] == "2026-03-26"
    about = [one for one in document["remarks"] if "tables" in one]
    assert len(about) == (told is not None)
    if told is not None:
        assert told in about[0]
        assert told in page(run, "-r", "TW", "--total", "60M", "--on", on)
    if told is not None and on > "2026":
        assert "22 U.S.C. current through P.L. 119-73 (release of 2026-03-26)" in about[0]


def test_an_answer_that_rests_on_what_was_not_read_says_so_unasked(run: Run) -> None:
    old = ("-r", "IL", "--total", "60M", "--on", "1975-06-02")
    document = asked(run, *old)
    assert document["verified"] is False
    assert document["unverified"]
    assert "Not verified the threshold of 36(b)(1) from 1974-12-30" in page(run, *old)
    now = ("-r", "IL", "--total", "160M", "--on", "2026-01-30")
    assert (asked(run, *now)["verified"], asked(run, *now)["unverified"]) == (True, [])
    assert "Not verified" not in page(run, *now)


@pytest.mark.parametrize(
    ("on", "told"), [("2024-12-03", False), ("2024-12-04", True), ("2024-12-10", True), ("2025-01-03", False)]
)
def test_a_review_that_crosses_the_end_of_a_congress_says_that_resolutions_die(run: Run, on: str, told: bool) -> None:
    remarks = asked(run, "-r", "SA", "--total", "60M", "--on", on)["remarks"]
    assert any(one.startswith("The Congress ends on 2025-01-03") for one in remarks) is told


def test_a_review_against_which_no_resolution_lies_does_not(run: Run) -> None:
    assert asked(run, "-r", "SA", "--authority", "36(b)(5)(A)", "--on", "2024-12-10")["remarks"] == []


@pytest.mark.parametrize(
    ("recipient", "authority", "on", "held"),
    [
        ("SA", "36(b)(1)", "2008-10-14", []),
        ("SA", "36(b)(1)", "2008-10-15", ["AECA 36(h), 22 U.S.C. 2776(h)"]),
        ("AE", "36(c)", "2026-02-01", ["AECA 36(h), 22 U.S.C. 2776(h)"]),
        ("IL", "36(b)(1)", "2026-02-01", []),
        ("IN", "36(b)(1)", "2026-02-01", []),
        ("GR", "36(b)(1)", "1978-09-25", []),
        ("TR", "36(b)(1)", "1978-09-26", ["FAA 620C(d), 22 U.S.C. 2373(d)"]),
        ("GR", "36(c)", "2026-02-01", []),
        ("GR+SA", "36(b)(1)", "2026-02-01", ["FAA 620C(d), 22 U.S.C. 2373(d)", "AECA 36(h), 22 U.S.C. 2776(h)"]),
    ],
)
def test_it_says_what_else_the_certification_must_hold(
    run: Run, recipient: str, authority: str, on: str, held: list[str]
) -> None:
    question = ("-r", recipient.replace("+", ","), "--authority", authority, "--total", "160M", "--on", on)
    assert [one["citation"] for one in asked(run, *question)["certification_holds"]] == held
    assert all(text in page(run, *question) for text in held)


def test_where_no_certification_is_due_nothing_must_be_in_it(run: Run) -> None:
    assert asked(run, "-r", "SA", "--total", "1M", "--on", "2026-02-01")["certification_holds"] == []


def test_the_group_is_told_by_the_name_of_the_country(run: Run) -> None:
    assert "Group Norway is NATO+: a member of NATO" in page(run, "-r", "NO", "--total", "60M")
    assert "Group Taiwan is not NATO+ Authority" in page(run, "-r", "TW", "--total", "60M")


@pytest.mark.parametrize("given", [("--authority", "36(c),36(d)"), ("--authority", "36(c)", "--authority", "36(d)")])
def test_several_authorities_are_given_with_commas_or_repeated(run: Run, given: tuple[str, ...]) -> None:
    document = asked(run, "-r", "SA", "--total", "1M", "--firearms", "0", "--on", "2026-02-01", *given)
    assert (document["authority"], document["required"], document["review_days"]) == (["36(c)", "36(d)"], True, 30)
    assert "AECA 36(c) and 36(d), on 2026-02-01" in page(run, "-r", "SA", "--on", "2026-02-01", *given)


def test_an_unknown_recipient_is_judged_by_what_every_group_agrees_on(run: Run) -> None:
    document = asked(run, "-r", "unknown", "--total", "60M", "--on", "2025-12-17")
    assert (document["recipient"], document["group"], document["required"]) == ("unknown", None, None)
    assert (document["may_be_over_from"], document["over_from"]) == ("2026-01-02", "2026-01-17")
    said = page(run, "-r", "unknown", "--total", "60M", "--on", "2025-12-17")
    assert "cannot be told: who buys" in said
    assert "over from 2026-01-02 to 2026-01-17, by the group" in said
    beside = run("check", "-r", "unknown,TW")
    assert (beside.code, "unknown recipient beside others" in beside.err) == (2, True)


def test_long_lead_items_are_explained_for_a_letter_of_offer(run: Run) -> None:
    assert "long lead time" in page(run, "-r", "TW", "--total", "60M", "--explain")
    assert "long lead time" not in page(run, "-r", "TW", "--total", "60M", "--authority", "36(c)", "--explain")


def test_an_answer_is_one_row_of_a_spreadsheet(run: Run) -> None:
    ran = run("check", "-r", "SA", "--total", "60M", "--on", "2026-02-01", "--format", "csv")
    assert ran.code == 0
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert row["required"] == "true"
    assert row["verified"] == "true"
    assert row["tables_through"] == "2026-03-26"
    assert row["readings"].startswith("counting strict, otherwise literal: notification required")
    assert row["certification_holds"].endswith("(AECA 36(h), 22 U.S.C. 2776(h))")
