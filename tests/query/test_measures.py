"""What was accepted and what was delivered: only what a history proves by the day, at the value that it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from builders import NO_CONTEXT, a_sale, an_entry, day

from armstrack.model.entry import Amount, Entry
from armstrack.model.sale import Sale, SaleReference, Value
from armstrack.query.contributions.measures import MEASURES
from armstrack.query.summary.worth import Convert, Worth, nominal, worth_of
from armstrack.query.view import SaleOnDay

NOTIFIED = ("2025-12-17", "notified")


def on(sale: Sale, when: str = "2026-11-20") -> SaleOnDay:
    return SaleOnDay(sale, NO_CONTEXT, day(when))


def worth(measure: str, one: SaleOnDay, convert: Convert = nominal) -> Worth | None:
    prices = MEASURES[measure](one)
    return worth_of(prices, convert) if prices is not None else None


accepted, delivered = partial(worth, "accepted"), partial(worth, "delivered")


def usd(amount: int) -> Amount:
    return Amount(amount)


def sold(*history: Entry | tuple[str, str], authority: str = "36(b)(1)", total: str | None = "4.05B") -> Sale:
    return a_sale(NOTIFIED, *history, authority=authority, total=total)


CEILING = Worth(4_050_000_000, at_ceiling=True)


@pytest.mark.parametrize(
    ("history", "authority", "worth"),
    [
        ([], "36(b)(1)", None),
        ([("2026-03-06", "offered")], "36(b)(1)", None),
        ([("2026-03-20", "accepted")], "36(b)(1)", CEILING),
        ([("2026-03-20", "accepted"), ("2026-04-01", "cancelled")], "36(b)(1)", CEILING),
        ([("2026-03-20", "implemented")], "36(b)(1)", CEILING),
        ([("2026-03-20", "delivery")], "36(b)(1)", CEILING),
        ([("2026-03-20", "cancelled")], "36(b)(1)", None),
        ([("2026", "accepted")], "36(b)(1)", None),
        ([("2026-03-20", "licensed")], "36(c)", CEILING),
        ([("2026-03-20", "denied")], "36(c)", None),
        ([("2026-03-20", "consented")], "3(d)(3)", CEILING),
        ([("2026-03-20", "leased"), ("2026-09-20", "returned")], "62", CEILING),
        ([("2026-03-20", "returned")], "36(c)", None),
    ],
)
def test_a_sale_is_accepted_once_its_letter_or_licence_is(
    history: list[tuple[str, str]], authority: str, worth: Worth | None
) -> None:
    assert accepted(on(sold(*history, authority=authority))) == worth


@pytest.mark.parametrize(
    ("entry", "worth"),
    [
        (an_entry("2026-03-20", "accepted", value=3_900_000_000), Worth(3_900_000_000)),
        (an_entry("2026-03-20", "accepted", amount=usd(3_800_000_000)), Worth(3_800_000_000)),
        (an_entry("2026-03-20", "accepted", amount=usd(1), value=2), Worth(2)),
        (an_entry("2026-03-20", "accepted", amount=Amount(10**9, "TWD")), CEILING),
        (an_entry("2026-03-20", "accepted", value=0), Worth(0)),
    ],
)
def test_what_an_acceptance_gives_in_dollars_goes_before_the_ceiling(entry: Entry, worth: Worth) -> None:
    assert accepted(on(sold(entry))) == worth


def test_an_acceptance_without_value_of_a_sale_without_ceiling_is_of_unknown_value() -> None:
    assert accepted(on(sold(("2026-03-20", "accepted"), total=None))) == Worth(None)


def test_several_letters_are_added_only_if_each_has_its_value() -> None:
    first = an_entry("2026-03-20", "accepted", case="TW-D-QBA", value=10**9)
    second = an_entry("2026-04-20", "accepted", case="TW-B-AAA", value=2 * 10**9)
    assert accepted(on(sold(first, second))) == Worth(3 * 10**9)
    assert accepted(on(sold(first, second), "2026-04-01")) == Worth(10**9)
    assert accepted(on(sold(first, replace(second, value=None)))) == CEILING


def test_an_amendment_is_accepted_at_its_increase() -> None:
    sale = sold(an_entry("2026-03-20", "accepted", value=9 * 10**9))
    amendment = replace(sale, amends=SaleReference(id="another"), value=Value(total=9 * 10**9, increase=10**9))
    assert accepted(on(amendment)) == Worth(10**9, at_ceiling=True)


def test_a_report_has_no_letter() -> None:
    assert accepted(on(a_sale(("2025-12-17", "reported-to-congress"), authority="36(b)(5)(A)"))) is None


@pytest.mark.parametrize(
    ("history", "worth"),
    [
        ([], None),
        ([("2026-03-20", "accepted")], None),
        ([("2026-03-20", "delivered")], CEILING),
        ([an_entry("2026-03-01", "accepted", value=5), ("2026-03-20", "delivered")], Worth(5)),
        ([an_entry("2026-03-01", "accepted", value=5), ("2026-03-20", "closed")], Worth(5)),
        ([("2026-03-20", "delivery")], Worth(None)),
        ([an_entry("2026-03-20", "delivery", quantity=11)], Worth(None)),
        ([an_entry("2026-03-20", "delivery", amount=usd(7))], Worth(7)),
        (
            [an_entry("2026-03-20", "delivery", amount=usd(7)), an_entry("2026-04", "delivery", amount=usd(8))],
            Worth(15),
        ),
        ([an_entry("2026-03-20", "delivery", amount=usd(7)), ("2026-04", "delivery")], Worth(None)),
        ([an_entry("2026-03-20", "delivery", amount=Amount(7, "TWD"))], Worth(None)),
        ([an_entry("2027-03-20", "delivery", amount=usd(7))], None),
        ([("2026", "delivery")], None),
        ([("2026-03-20", "delivering")], Worth(None)),
        ([an_entry("2026-03-20", "delivery", amount=usd(7)), ("2026-05-01", "cancelled")], Worth(7)),
    ],
)
def test_what_is_recorded_as_delivered_counts_and_parts_without_money_are_unknown(
    history: list[Entry | tuple[str, str]], worth: Worth | None
) -> None:
    assert delivered(on(sold(*history))) == worth


def test_a_licence_is_delivered_when_it_is_exhausted_and_a_transfer_when_it_is_made() -> None:
    assert delivered(on(sold(("2026-03-20", "shipping"), authority="36(c)"))) == Worth(None)
    assert delivered(on(sold(("2026-03-20", "exhausted"), authority="36(c)"))) == CEILING
    assert delivered(on(sold(("2026-03-20", "transferred"), authority="3(d)(1)"))) == CEILING
    assert delivered(on(sold(("2026-03-20", "leased"), authority="62"))) is None


def test_nothing_that_happens_later_plays_a_part() -> None:
    sale = sold(("2026-03-20", "accepted"), ("2026-10-01", "delivered"))
    assert accepted(on(sale, "2026-03-19")) is None
    assert accepted(on(sale, "2026-03-20")) == CEILING
    assert delivered(on(sale, "2026-09-30")) is None
    assert delivered(on(sale, "2026-10-01")) == CEILING


def test_every_amount_is_converted_from_the_year_that_it_is_of() -> None:
    seen: list[tuple[int, str | None]] = []

    def convert(amount: int, year: str | None) -> int:
        seen.append((amount, year))
        return amount

    sale = sold(an_entry("2026-03-20", "accepted", value=5), an_entry("2027-01-01", "delivery", amount=usd(3)))
    accepted(on(sale), convert)
    accepted(on(sold(("2026-03-20", "accepted"))), convert)
    delivered(SaleOnDay(sale, NO_CONTEXT, date(2028, 1, 1)), convert)
    assert seen == [(5, "2026"), (4_050_000_000, "2025"), (3, "2027")]


def test_of_two_letters_one_delivered_is_not_everything() -> None:
    letters = [
        an_entry("2020-02-01", "accepted", case="TW-D-AAA", skipped=("offered",), value=50_000_000),
        an_entry("2020-03-01", "accepted", case="TW-D-BBB", skipped=("offered",), value=150_000_000),
        an_entry("2023-01-01", "delivered", case="TW-D-AAA", skipped=("implemented",)),
    ]
    sale = a_sale(an_entry("2019-01-02", "notified"), *letters, total="200M")
    worth = delivered(SaleOnDay(sale, NO_CONTEXT, day("2024-01-01")))
    assert worth is not None
    assert worth.value is None
    both = replace(sale, history=(*sale.history, an_entry("2023-06-01", "delivered", case="TW-D-BBB")))
    worth = delivered(SaleOnDay(both, NO_CONTEXT, day("2024-01-01")))
    assert worth is not None
    assert worth.value == 200_000_000


def test_a_delivery_is_worth_what_it_is_said_to_be_where_no_payment_is_told() -> None:
    history = [
        an_entry("2019-01-02", "notified"),
        an_entry("2019-06-02", "accepted", skipped=("offered",)),
        an_entry("2020-06-02", "delivery", value=50_000_000),
    ]
    worth = delivered(SaleOnDay(a_sale(*history), NO_CONTEXT, day("2024-01-01")))
    assert worth is not None
    assert worth.value == 50_000_000
