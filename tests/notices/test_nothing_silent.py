"""Nothing that a notice counts, prices or names is lost without a word: it is in the draft, or a remark quotes it."""

from __future__ import annotations

import re

import notice_samples as samples
import pytest

from armstrack.notices.draft import Draft
from armstrack.notices.reading import read_notices

NOTICES = {
    "dsca 2024": samples.DSCA_2024,
    "dsca 2009": samples.DSCA_2009,
    "dsca added": samples.DSCA_ADDED,
    "state": samples.STATE,
    "register": samples.REGISTER,
    "register page": samples.REGISTER_PAGE,
    "upgrade": samples.UPGRADE,
    "cost increase": samples.COST_INCREASE,
    "record": samples.RECORD,
    "licences": samples.LICENCES,
    "transfer": samples.TRANSFER,
    "lease": samples.LEASE,
    "alternatives": samples.ALTERNATIVES,
}
COUNTED = re.compile(r"[a-z]+[ -]?\s?\(([0-9][0-9,]*)\)\s+([A-Za-z0-9]\S*)", re.IGNORECASE)
FIRM = re.compile(r"\b(?:Alpha Works|Beta Lines|Beta|Gamma Works)\b")
MONEY = re.compile(r"\$ ?[0-9][0-9.,]* (?:million|billion)")
ANNEX = re.compile(r"Annex\n.*|\(iv\) Significance.*", re.DOTALL)
"""The annex on sensitivity and the grounds of an upgrade are no part that tells of goods."""


def held(drafts: tuple[Draft, ...]) -> str:
    """All that the drafts say, in one text."""
    parts: list[str] = []
    for draft in drafts:
        parts += [f"({item.quantity}) {item.name} {item.note}" for item in draft.items]
        parts += [f"{firm.name} {firm.place}" for firm in draft.contractors or ()]
        parts += [*draft.warnings, *draft.notes]
    return " ".join(" ".join(parts).split())


@pytest.mark.parametrize("notice", NOTICES)
def test_each_counted_thing_is_in_the_draft_or_in_a_remark(notice: str) -> None:
    text = " ".join(ANNEX.sub("", NOTICES[notice]).split())
    said = held(read_notices(NOTICES[notice]).drafts)
    for match in COUNTED.finditer(text):
        number = match[1].replace(",", "")
        assert f"({number}) {match[2].rstrip(';,.')}" in said.replace(f"({match[1]})", f"({number})"), match[0]


@pytest.mark.parametrize("notice", NOTICES)
def test_each_firm_is_in_the_draft_or_in_a_remark(notice: str) -> None:
    said = held(read_notices(NOTICES[notice]).drafts)
    for match in FIRM.finditer(NOTICES[notice]):
        assert match[0] in said


@pytest.mark.parametrize("notice", NOTICES)
def test_each_sum_is_in_the_draft_or_in_a_remark(notice: str) -> None:
    drafts = read_notices(NOTICES[notice]).drafts
    kept = {amount for draft in drafts for amount in (*_values(draft), draft.prior_value) if amount is not None}
    said = held(drafts)
    for match in MONEY.finditer(" ".join(ANNEX.sub("", NOTICES[notice]).split())):
        number, unit = match[0].lstrip("$ ").split(" ")
        dollars = round(float(number.replace(",", "")) * {"million": 10**6, "billion": 10**9}[unit])
        assert dollars in kept or match[0] in said, match[0]


def _values(draft: Draft) -> tuple[int | None, ...]:
    return (draft.value.total, draft.value.mde, draft.value.other, draft.value.increase)


@pytest.mark.parametrize(
    "sentence",
    [
        "The generators number eight (8) units.",
        "Later the buyer may purchase 8 generators.",
        "The generators are produced by Gamma Works, Inc. of Mesa.",
        "Ammunition adds \u20ac5 million.",
        "It comes to $40-50 million in all.",
        "Deliveries will begin in 2031.",
    ],
)
def test_a_sentence_without_a_role_is_quoted_where_it_speaks_of_goods_money_firms_or_days(sentence: str) -> None:
    text = samples.DSCA_2009.replace("The prime contractors", f"{sentence} The prime contractors")
    (draft,) = read_notices(text).drafts
    assert any(sentence in warning for warning in draft.warnings)


def test_goods_are_major_defense_equipment_only_where_the_text_divides_them() -> None:
    (undivided,) = read_notices(samples.DSCA_2009).drafts
    assert {item.mde for item in undivided.items} == {None}
    (divided,) = read_notices(samples.DSCA_2024).drafts
    assert {item.mde for item in divided.items} == {True, False}


def test_contractors_are_none_only_where_the_text_says_so() -> None:
    silent = samples.DSCA_2009[: samples.DSCA_2009.index("The prime contractors")]
    assert read_notices(silent).drafts[0].contractors is None
    assert read_notices(silent + "There is no principal contractor.\n").drafts[0].contractors == ()


@pytest.mark.parametrize(
    "cost", ["$50-60 million", "$50 million to $60 million", "\u20ac50 million", "$50 million or more"]
)
def test_what_is_not_one_amount_of_dollars_is_a_remark_and_no_value(cost: str) -> None:
    (draft,) = read_notices(samples.DSCA_2009.replace("$275 million", cost)).drafts
    assert draft.value.total is None
    assert any(cost in warning for warning in draft.warnings)


def test_the_day_of_a_mail_is_no_day_of_the_notice() -> None:
    mail = f"From: A\nSent: Monday, August 3, 2026 10:00 AM\nTo: B\nSubject: FW: radars\n\n{samples.STATE}"
    (draft,) = read_notices(mail).drafts
    assert draft.notified == draft.published == read_notices(samples.STATE).drafts[0].notified
    undated = samples.DSCA_2009.replace("WASHINGTON, January 4, 2010 \u2013 On Dec. 30, the", "The")
    (draft,) = read_notices(f"Date: Mon, Aug 3, 2026 at 10:00 AM\n\n{undated}").drafts
    assert (draft.notified, draft.published) == (None, None)


def test_a_release_that_does_not_say_when_congress_was_told_rests_on_its_own_day() -> None:
    assert read_notices(samples.STATE).drafts[0].basis == "release"
    assert read_notices(samples.DSCA_2024).drafts[0].basis == "delivered"
    assert read_notices(samples.REGISTER).drafts[0].basis == "delivered"


def test_more_of_what_a_release_says_is_kept() -> None:
    (draft,) = read_notices(samples.DSCA_2024).drafts
    assert draft.offset == "none"
    assert draft.notes == ("Putting this sale into effect will require two additional people for five years.",)
    assert [item.up_to for item in draft.items][:2] == [True, False]
    assert draft.items[1].note == "28 installed, 2 spares"
