"""The numbered form where it departs from the usual print: its table, its lists, its day, what a report says rises."""

from __future__ import annotations

from datetime import date

import pytest

from armstrack.model.money import Money
from armstrack.notices.draft import Draft
from armstrack.notices.reading import read_notices

TABLE = "Major Defense Equipment* $60 million\nOther $40 million\nTotal $100 million"
GOODS = "Ten (10) ZX howitzers, spare parts"
DELIVERED = "(viii) Date Report Delivered to Congress: May 5, 2016"


def form(table: str = TABLE, goods: str = GOODS, delivered: str = DELIVERED) -> Draft:
    (draft,) = read_notices(
        "[Federal Register Volume 81, Number 120 (Wednesday, June 22, 2016)]\n36(b)(1) Arms Sales Notification\n"
        "AGENCY: Department of Defense.\n\nTransmittal No. 16-940\n"
        "Notice of Proposed Issuance of Letter of Offer Pursuant to Section 36(b)(1)\n"
        f"    (i) Prospective Purchaser: Chile\n    (ii) Total Estimated Value:\n{table}\n"
        "    (iii) Description and Quantity or Quantities of Articles or\n"
        f"Services under Consideration for Purchase: {goods}\n"
        f"    (iv) Military Department: Army (VAB)\n    {delivered}\n"
    ).drafts
    return draft


@pytest.mark.parametrize(
    ("table", "total", "mde", "other"),
    [
        (
            "Major Defense Equipment \\1\\ .... $60 million\nOther .... $40 million\nTotal .... $100 million",
            100,
            60,
            40,
        ),
        ("Major Defense Equipment\u00b9 $60 million\nOther $40 million\nTotal $100 million", 100, 60, 40),
        ("Major Defense Equipment *\nOther\nTOTAL\n$60 million\n$40 million\n$100 million", 100, 60, 40),
        ("Major Defense Equipment *\nOther\n$40 million\nTOTAL\n$100 million", 100, None, 40),
        ("Major Defense Equipment * .... $ -0- million\nOther .... $100 million\nTotal .... $100 million", 100, 0, 100),
        ("Major Defense Equipment: None\nOther: $100 million\nTotal: $100 million", 100, 0, 100),
        ("Major Defense Equipment: TBD\nOther: TBD\nTotal: TBD", None, None, None),
        ("MDE $60 million\nNon-MDE $40 million\nTotal Estimated Value $100 million", 100, 60, 40),
        ("Non-Major Defense Equipment $100 million\nTotal $100 million", 100, None, 100),
        ("$100 million", 100, None, None),
        ("$100 million (MDE $60 million; Other $40 million)", 100, 60, 40),
        ("Major Defense Equipment $60\nOther $40\nTotal $100", None, None, None),
    ],
)
def test_the_table_of_values(table: str, total: Money, mde: Money, other: Money) -> None:
    value = form(table=table).value
    assert (value.total, value.mde, value.other) == tuple(
        None if one is None else one * 10**6 for one in (total, mde, other)
    )


@pytest.mark.parametrize(
    ("goods", "items"),
    [
        (
            "\nMDE\nTen (10) ZX howitzers\nNon-MDE\nSpare parts.",
            [(10, "ZX howitzers", True), (None, "Spare parts", False)],
        ),
        (
            "\nMajor Defense Equipment\nTen (10) ZX howitzers\nOther\nSpare parts.",
            [(10, "ZX howitzers", True), (None, "Spare parts", False)],
        ),
        ("10 ea. ZX howitzers; 2,500 ea. shells", [(10, "ZX howitzers", None), (2500, "shells", None)]),
        ("\nMDE: Qty 10 ZX howitzers; Qty 2,500 shells", [(10, "ZX howitzers", True), (2500, "shells", True)]),
    ],
)
def test_the_lists_of_goods(goods: str, items: list[tuple[int | None, str, bool | None]]) -> None:
    assert [(one.quantity, one.name, one.mde) for one in form(goods=goods).items] == items


@pytest.mark.parametrize(
    ("delivered", "day"),
    [
        ("(viii) Date Report Delivered to Congress: 5/6/2016", date(2016, 5, 6)),
        ("(viii) Date Report Delivered to Congress: 05/06/16", date(2016, 5, 6)),
        ("(viii) Date Report Delivered to Congress: 6 May 98", date(1998, 5, 6)),
        ("(viii) Date Report Delivered to Congress: 2016-05-06", date(2016, 5, 6)),
        ("(viii) Date Report Delivered to the Congress: May 6, 2016", date(2016, 5, 6)),
        ("(viii) Date Notification Delivered to Congress: May 6, 2016", date(2016, 5, 6)),
        ("(viii) Date Delivered to Congress: May 6, 2016", date(2016, 5, 6)),
        ("(viii) Date Report Delivered to Congress: 31/31/16", None),
        ("(viii) Date Report Delivered to Congress: TBD", None),
    ],
)
def test_the_day_of_delivery(delivered: str, day: date | None) -> None:
    assert form(delivered=delivered).notified == day


def test_two_days_of_delivery_are_doubted() -> None:
    draft = form(delivered="(viii) Date Report Delivered to Congress: May 5, 2016 (House); May 6, 2016 (Senate)")
    assert draft.notified == date(2016, 5, 5)
    assert any("more than one day of delivery" in warning for warning in draft.warnings)
    assert not any("more than one day" in warning for warning in form().warnings)


@pytest.mark.parametrize(
    ("new", "total", "increase"),
    [
        (
            "This transmittal reports further support. It does not result in any increase in MDE, but will result in "
            "an increase in the total case value of $60 million. The total case value will be $810 million.",
            810,
            60,
        ),
        ("This transmittal reports another engine. The total value will not change.", 750, 0),
        ("This transmittal reports another engine. The total case value remains the same.", 750, 0),
        ("This report notifies an increase in value from $750 million to $810 million due to prices.", 810, 60),
        ("This transmittal reports training, bringing the total value from $750M to $810M.", 810, 60),
        ("This transmittal reports two boats. They cost $60 million, for a new total of $810 million.", 810, 60),
        ("This transmittal reports another engine. The MDE value is unchanged.", None, None),
    ],
)
def test_what_a_report_of_an_upgrade_says_of_the_value(new: str, total: Money, increase: Money) -> None:
    (draft,) = read_notices(
        "36(b)(5)(C) Arms Sales Notification\nAGENCY: Department of Defense.\nACTION: Notice.\nTransmittal No. 16-0Q\n"
        "REPORT OF ENHANCEMENT OR UPGRADE OF SENSITIVITY OF TECHNOLOGY OR CAPABILITY (SEC. 36(B)(5)(C), AECA)\n"
        "(i) Purchaser: Chile\n(ii) Sec. 36(b)(1), AECA Transmittal No.: 14-920\nDate: June 3, 2014\n"
        "(iii) Description: On June 3, 2014, Congress was notified by Congressional certification transmittal number "
        "14-920 of the sale of ZX boats. The estimated total cost was $750 million. Major Defense Equipment (MDE) "
        f"constituted $400 million of this total.\n{new}\n(iv) Significance: More boats.\n"
        "(vii) Date Report Delivered to Congress: May 5, 2016\n"
    ).drafts
    assert (draft.value.total, draft.value.increase) == tuple(
        None if one is None else one * 10**6 for one in (total, increase)
    )
    assert draft.amends == "14-920"
