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
        ("[Million]\nMajor Defense Equipment1 .... $60\nOther .... 40\nTotal .... 100", 100, 60, 40),
        ("(in thousands)\nMajor Defense Equipment $60,000\nOther 40,000\nTotal 100,000", 100, 60, 40),
        (
            "Major Defense Equipment US$60 million\nOther US$40 million\nTotal (not to exceed) US$100 million",
            100,
            60,
            40,
        ),
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
        (
            "a possible sale of 12 ZX helicopters, 20 of which are new, to include 2 spare engines",
            [(12, "ZX helicopters", None), (None, "20 of which are new", None), (2, "spare engines", None)],
        ),
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


@pytest.mark.parametrize(
    "goods", ["See Classified Annex", "Classified (refer to the annex)", "TBD", "\nMDE: Classified\nNon-MDE: None"]
)
def test_goods_that_are_not_told_are_no_item(goods: str) -> None:
    draft = form(goods=goods)
    assert draft.items == ()
    assert any("the goods are not told" in warning for warning in draft.warnings)


@pytest.mark.parametrize("nothing", ["None", "N/A", "Not Applicable", "None known at this time."])
def test_a_list_with_nothing_on_it_has_no_item(nothing: str) -> None:
    (boats,) = form(goods=f"\nMDE: Six (6) ZX boats\nNon-MDE: {nothing}").items
    assert (boats.quantity, boats.mde) == (6, True)


def test_a_list_that_begins_within_a_line_goes_on_in_the_next() -> None:
    counted = form(goods="Fifty-three\nZX anti-ship missiles, containers,\nand spare parts").items[0]
    assert (counted.quantity, counted.name) == (53, "ZX anti-ship missiles")
    first, second = form(
        goods="Major Defense Equipment (MDE): Six (6) ZX\nboats\nTwo (2) ZX radars\nNon-MDE: None"
    ).items
    assert (first.name, second.name) == ("ZX boats", "ZX radars")


def test_a_policy_justification_behind_a_day_on_one_line() -> None:
    text = (
        "[Federal Register: November 15, 2001] AGENCY: Department of Defense. Transmittal No. 01-911 (i) Prospective "
        "Purchaser: Chile (ii) Total Estimated Value: Major Defense Equipment* $60 million Other $40 million "
        "Total $100 "
        "million (iii) Description: ZX boats (viii) Date Report Delivered to Congress: 2 November 2001 Policy "
        "Justification "
        "Chile--ZX Boats The Government of Chile has requested a possible sale of ZX boats. The prime "
        "contractor will be "
        "the ZX Company of Dover, Delaware."
    )
    (draft,) = read_notices(text).drafts
    assert draft.contractors is not None
    assert [one.name for one in draft.contractors] == ["ZX Company"]
