"""Which sale of a ledger a notice is about: by its number, or by recipient, value, goods and days near."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from armstrack.ledger.same_sale import looks_the_same, twins
from armstrack.model.entry import Entry
from armstrack.model.likeness import ALIKE, likeness, paired
from armstrack.model.partial_date import bounded, on, parse_partial_date
from armstrack.model.sale import LineItem, Sale, SaleReference, Value
from armstrack.query.match import HeldSales

HELD = Sale(
    id="peru-radars",
    title="Harbor Patrol Radars",
    recipients=("PE",),
    authorities=("36(b)(1)",),
    history=(Entry(on(date(2026, 6, 5)), "notified"),),
    value=Value(69_000_000),
    items=(LineItem("RX-8 harbor patrol radars", 20),),
)
NEW = replace(HELD, id="new", transmittal="26-95", history=(Entry(on(date(2026, 6, 4)), "notified"),))


def matched(new: Sale, *held: Sale) -> tuple[str, str] | None:
    found = HeldSales({one.id: one for one in held}).match(new)
    return None if found is None else (found.id, found.kind)


def numbered(sale: Sale, number: str, sale_id: str = "numbered") -> Sale:
    return replace(sale, id=sale_id, transmittal=number)


def on_day(sale: Sale, text: str) -> Sale:
    return replace(sale, history=(Entry(parse_partial_date(text), "notified"),))


def test_the_same_number_and_recipient_are_one_sale_however_it_is_spelt() -> None:
    other = replace(NEW, transmittal="RSAT 26-095", value=Value(1), title="x", items=())
    assert matched(other, numbered(HELD, "26-95")) == ("numbered", "same")


def test_a_number_names_its_sale_where_a_notice_names_no_country() -> None:
    nobody = replace(NEW, recipients=())
    assert matched(nobody, numbered(HELD, "26-95")) == ("numbered", "same")
    others = (numbered(HELD, "26-95"), replace(numbered(HELD, "26-95", "b"), recipients=("CL",)))
    assert matched(nobody, *others) is None  # a number is not unique


def test_a_number_of_another_country_is_another_sale() -> None:
    assert matched(replace(NEW, recipients=("CL",)), numbered(HELD, "26-95")) is None


@pytest.mark.parametrize("recipients", [("PE",), ()])
def test_an_amendment_finds_its_sale_by_the_number_alone(recipients: tuple[str, ...]) -> None:
    amends = SaleReference(transmittal="26-95", recipients=recipients, title="x")
    amendment = replace(NEW, transmittal="0A-27", recipients=recipients, amends=amends, value=Value())
    assert matched(amendment, numbered(HELD, "26-95")) == ("numbered", "amends")
    assert matched(replace(amendment, amends=SaleReference(id="peru-radars")), HELD) == ("peru-radars", "amends")
    assert matched(replace(amendment, amends=SaleReference(transmittal="26-94")), numbered(HELD, "26-95")) is None


def test_recipient_value_goods_and_days_near_are_perhaps_one_sale() -> None:
    assert matched(NEW, HELD) == ("peru-radars", "perhaps")


def test_a_notice_that_rests_on_several_authorities_tells_congress_too() -> None:
    several = replace(HELD, authorities=("36(b)(1)", "36(d)"))
    assert looks_the_same(several, NEW)


def test_the_same_day_and_total_without_a_number_are_one_sale() -> None:
    assert matched(on_day(NEW, "2026-06-05"), HELD) == ("peru-radars", "same")


@pytest.mark.parametrize(
    "other",
    [
        replace(NEW, recipients=("CL",)),
        replace(NEW, recipients=()),
        replace(NEW, value=Value(96_000_000)),
        replace(NEW, title="Trucks", items=(LineItem("trucks", 20),)),
        on_day(NEW, "2026-07-30"),
        on_day(NEW, "2024"),
        replace(NEW, amends=SaleReference(id="another")),
        replace(NEW, history=(Entry(on(date(2026, 6, 4)), event="note"),)),
    ],
)
def test_what_is_another_sale(other: Sale) -> None:
    assert matched(other, HELD) is None


def test_two_numbers_are_two_sales() -> None:
    assert matched(on_day(NEW, "2026-06-05"), numbered(HELD, "26-94")) is None


def test_of_several_that_look_the_same_none_is_proposed() -> None:
    assert matched(NEW, HELD, replace(HELD, id="b")) is None


def test_a_rounded_total_wants_both_title_and_articles() -> None:
    rounded = replace(NEW, value=Value(68_900_000))
    assert looks_the_same(HELD, rounded)
    assert not looks_the_same(HELD, replace(rounded, title="Trucks"))
    assert not looks_the_same(HELD, replace(rounded, value=Value(60_000_000)))


def test_a_notice_that_says_no_more_than_when_it_was_printed_may_be_of_a_sale_before() -> None:
    printed = replace(NEW, history=(Entry(bounded(None, date(2026, 8, 1)), "notified"),))
    assert looks_the_same(HELD, printed)
    assert not looks_the_same(on_day(HELD, "2024-06-05"), printed)
    assert not looks_the_same(on_day(HELD, "2026-09-05"), printed)
    assert not looks_the_same(HELD, replace(NEW, history=(Entry(parse_partial_date("unknown"), "notified"),)))


def test_what_a_merge_makes_of_a_sale_is_what_the_next_notice_is_matched_with() -> None:
    held = HeldSales({HELD.id: HELD})
    held.add(replace(HELD, transmittal="26-95"))
    assert held.match(replace(NEW, title="x", items=(), value=Value())) == ("peru-radars", "same", held_differs(held))
    held.add(replace(HELD, transmittal="26-96", recipients=("CL",)))
    assert held.match(NEW) is None


def held_differs(held: HeldSales) -> tuple[str, ...]:
    found = held.match(NEW)
    assert found is not None
    return found.differs


def test_sales_that_look_like_one_are_found_in_a_ledger() -> None:
    other = replace(NEW, recipients=("CL",))
    assert [(one.id, two.id) for one, two in twins([HELD, NEW, other])] == [("peru-radars", "new")]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("M142 High Mobility Artillery Rocket Systems (HIMARS)", "HIMARS", True),
        ("coastal torpedo", "Coastal torpedoes", True),
        ("M31A2 pods", "M30A2 pods", False),
        ("AGM-114R missiles", "AGM 114R Hellfire missiles", False),
        ("RX-8 radars", "RX8 radars", True),
        ("trucks", "radars", False),
        ("", "radars", False),
    ],
)
def test_likeness(one: str, other: str, alike: bool) -> None:
    assert (likeness(one, other) >= ALIKE) == alike == (likeness(other, one) >= ALIKE)


def test_each_article_is_paired_once_and_with_the_nearest() -> None:
    held = [LineItem("M31A2 pods", 35), LineItem("GMLRS pods", 35), LineItem("tools")]
    new = [LineItem("GMLRS pods", 20), LineItem("GMLRS pods", 35), LineItem("tools"), LineItem("tools")]
    assert paired(new, held) == [None, 1, 2, None]


def test_what_amends_a_sale_that_only_a_title_names_is_matched_with_none() -> None:
    outside = SaleReference(recipients=("PE",), title="Radars of another time")
    new = replace(on_day(NEW, "2029-01-05"), transmittal=None, value=Value(1), items=(), amends=outside)
    assert matched(new, numbered(HELD, "26-95")) is None


def test_an_item_that_the_sale_does_not_hold_is_no_difference() -> None:
    held = numbered(HELD, "26-95")
    new = replace(NEW, items=(LineItem("RX-8 harbor patrol radars", 24), LineItem("entirely other spare wheels", 5)))
    found = HeldSales({held.id: held}).match(new)
    assert found is not None
    (quantity,) = (each for each in found.differs if "24" in each)
    assert "20" in quantity
    assert not any("wheels" in each for each in found.differs)
