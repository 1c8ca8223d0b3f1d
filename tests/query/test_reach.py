"""What a question reaches and what of it a ledger covers: recipients x authorities x days of notification."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders import day
from ledger.made import make

from armstrack.ledger.ledger import LedgerUnusable
from armstrack.query.filter import Filter
from armstrack.query.reach import Covered, declared, reach_of

AS_OF = day("2026-11-28")

SINCE_2024 = {"recipients": [], "authorities": ["36(b)(1)"], "from": "2024-01-01", "to": "2026-09-16"}
TAIWAN = {"recipients": ["TW"], "authorities": ["36(b)(1)"], "from": "2017-01-01", "to": "2026-09-16"}


def a_cover(recipients: str = "", authorities: str = "36(b)(1)", first: str = "", last: str = "") -> dict[str, Any]:
    return {
        "recipients": recipients.split(),
        "authorities": authorities.split(),
        "from": first or None,
        "to": last or None,
    }


def covered(
    *covers: dict[str, Any], on: date = AS_OF, lately: bool = False, followed: tuple[Any, ...] = (), **wanted: Any
) -> Covered:
    declaration = {"covers": list(covers), "looked_at": None, "followed": list(followed)}
    return Covered(declaration, reach_of(Filter(**wanted), on, lately))


def gaps(one: Covered) -> list[tuple[str, str, str]]:
    """Each gap as who, from, to; `*` for all, and `*-TW` for all but some."""
    document = one.document
    assert document is not None
    told = []
    for gap in document["gaps"]:
        who = "-".join(["*", *gap["except"]]) if gap["recipients"] is None else "+".join(gap["recipients"])
        told.append((who, gap["from"] or "", gap["to"]))
    assert document["complete"] is (not told)
    return told


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"years": (2025,)}, []),
        ({"fiscal_years": (2024,)}, [("*-TW", "2023-10-01", "2023-12-31")]),
        ({"fiscal_years": (2024,), "fy_start": 7}, [("*-TW", "2023-07-01", "2023-12-31")]),
        ({"years": (2020,)}, [("*-TW", "2020-01-01", "2020-12-31")]),
        ({"years": (2020,), "recipients": ("TW",)}, []),
        ({"years": (2020,), "recipients": ("TW", "NO")}, [("NO", "2020-01-01", "2020-12-31")]),
        ({"years": (2016,), "recipients": ("TW",)}, [("TW", "2016-01-01", "2016-12-31")]),
        ({}, [("*", "2026-09-17", "2026-11-28")]),
        ({"until": day("2026-09-16")}, []),
        ({"since": day("2026-09-16"), "until": day("2026-09-17")}, [("*", "2026-09-17", "2026-09-17")]),
        ({"years": (2026,)}, [("*", "2026-09-17", "2026-11-28")]),
        ({"years": (2027,)}, [("*", "2027-01-01", "2027-12-31")]),
        ({"years": (2025,), "authorities": ("36(c)",)}, [("*", "2025-01-01", "2025-12-31")]),
        ({"years": (2025,), "regions": ("organization",)}, []),
        # What says nothing about recipient, authority or day narrows nothing.
        ({"years": (2025,), "contractors": ("x",), "classes": ("munitions",), "min_value": 5, "search": ("y",)}, []),
        ({"packages": ("x",)}, [("*", "2026-09-17", "2026-11-28")]),
    ],
)
def test_only_recipient_authority_and_day_narrow_a_question(
    wanted: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert gaps(covered(SINCE_2024, TAIWAN, **wanted)) == expected


def test_without_a_lower_bound_a_question_begins_where_the_covers_of_its_recipients_do() -> None:
    everyone = covered(SINCE_2024, TAIWAN, until=day("2026-09-16"))
    assert gaps(everyone) == []
    assert everyone.first == day("2024-01-01")
    assert everyone.remark == (
        "The ledger is complete from 2024-01-01 to 2026-09-16 (Taiwan from 2017-01-01); "
        "earlier sales in it are single cases."
    )
    taiwan = covered(SINCE_2024, TAIWAN, recipients=("TW",), until=day("2026-09-16"))
    assert taiwan.first == day("2017-01-01")
    bounded = covered(SINCE_2024, years=(2025,))
    assert bounded.complete
    assert bounded.remark == ""


def test_a_cover_that_says_less_covers_more() -> None:
    everything = covered({"recipients": [], "authorities": [], "from": None, "to": None}, authorities=("62",))
    assert everything.complete
    assert everything.first is None
    assert everything.remark == ""


def test_covers_are_united_and_their_days_whole() -> None:
    touching = (a_cover(first="2010-01-01", last="2010-12-31"), a_cover(first="2011-01-01", last="2012-12-31"))
    assert gaps(covered(*touching, since=day("2010-05-01"), until=day("2012-12-31"))) == []
    apart = (a_cover(first="2010-01-01", last="2010-12-30"), a_cover(first="2011-01-01", last="2012-12-31"))
    assert gaps(covered(*apart, since=day("2010-05-01"), until=day("2012-12-31"))) == [
        ("*", "2010-12-31", "2010-12-31")
    ]
    assert gaps(covered(*apart, until=day("2012-12-31"))) == [("*", "2010-12-31", "2010-12-31")]
    contained = (a_cover(first="2010-01-01", last="2012-12-31"), a_cover(first="2011-01-01", last="2011-02-01"))
    assert gaps(covered(*contained, until=day("2012-12-31"))) == []


def test_a_joint_buyer_is_covered_when_each_buyer_is() -> None:
    taiwan_and_japan = covered(TAIWAN, a_cover("JP", first="2020-01-01", last="2026-09-16"), years=(2018,))
    assert taiwan_and_japan.covers(("recipient", "TW")) is True
    assert taiwan_and_japan.covers(("recipient", "JP+TW")) is False
    later = covered(TAIWAN, a_cover("JP", first="2020-01-01", last="2026-09-16"), years=(2021,))
    assert later.covers(("recipient", "JP+TW")) is True
    assert later.covers(("recipient", "unknown")) is False


def test_rows_are_complete_by_their_period() -> None:
    one = covered(SINCE_2024, TAIWAN, until=day("2026-09-16"))
    told = {key: one.covers(("year", key)) for key in ("2016", "2020", "2024", "2026")}
    assert told == {"2016": False, "2020": False, "2024": True, "2026": True}
    assert one.covers(("fy", "2024")) is False
    assert one.covers(("month", "2024-01")) is True
    assert one.covers(("quarter", "2023-Q4")) is False
    assert one.covers(("quarter", "2024-Q1")) is True
    assert one.covers(("fy-quarter", "2024-Q1")) is False
    assert one.covers(("fy-quarter", "2024-Q2")) is True
    assert one.covers(("administration", "Biden")) is False
    assert one.covers(("administration", "Trump (second)")) is True
    assert one.covers(("class", "munitions")) is None
    taiwan = covered(SINCE_2024, TAIWAN, recipients=("TW",), until=day("2026-09-16"))
    assert taiwan.covers(("year", "2020")) is True


def test_a_row_along_several_lines_is_complete_by_all_of_them_together() -> None:
    one = covered(SINCE_2024, TAIWAN, until=day("2026-09-16"))
    assert one.covers(("year", "2020")) is False
    assert one.covers(("year", "2020"), ("recipient", "TW")) is True
    assert one.covers(("recipient", "JP"), ("year", "2020")) is False
    assert one.covers(("class", "munitions"), ("year", "2024")) is True
    assert one.looked_at(("year", "2020")) is True
    assert one.looked_at(("year", "2020"), ("recipient", "JP")) is False
    july = covered(SINCE_2024, TAIWAN, fy_start=7, until=day("2026-09-16"))
    assert july.covers(("fy", "2024")) is False
    assert july.covers(("fy", "2025")) is True
    assert july.covers(("fy-quarter", "2024-Q3")) is True


def test_what_is_under_review_asks_for_the_last_sixty_days() -> None:
    assert gaps(covered(SINCE_2024, lately=True)) == [("*", "2026-09-29", "2026-11-28")]
    assert gaps(covered(SINCE_2024, lately=True, on=day("2026-09-16"))) == []
    assert gaps(covered(SINCE_2024, lately=True, on=day("2026-09-17"))) == [("*", "2026-09-17", "2026-09-17")]


def test_a_day_before_every_cover_and_a_recipient_of_none_are_not_covered_at_all() -> None:
    before = covered(SINCE_2024, on=day("1990-01-01"))
    assert gaps(before) == [("*", "", "1990-01-01")]
    assert before.nowhere
    assert not before.found(0)
    assert before.remark.startswith("Not covered by this ledger: all recipients up to 1990-01-01.")
    assert "does not mean that there was nothing" in before.remark
    assert before.found(2)
    assert "single cases" in before.remark
    only_taiwan = covered(TAIWAN, until=day("2026-09-16"))
    assert gaps(only_taiwan) == [("*-TW", "", "2026-09-16")]
    assert not only_taiwan.nowhere


def test_a_ledger_without_covers_claims_nothing() -> None:
    claims_nothing = covered(years=(2008,))
    assert claims_nothing.document is None
    assert claims_nothing.remark == ""
    assert claims_nothing.covers(("year", "2008")) is None
    claims_nothing.ask_what_came_later(AS_OF)
    assert claims_nothing.remark == ""


def test_what_came_later_is_covered_apart() -> None:
    followed = ({"recipients": ["TW"], "to": "2026-10-02"},)
    taiwan = covered(SINCE_2024, TAIWAN, followed=followed, on=day("2026-09-16"), recipients=("TW",), years=(2025,))
    taiwan.ask_what_came_later(day("2026-09-16"))
    assert taiwan.document is not None
    assert taiwan.document["followed"] is True
    assert taiwan.remark == ""
    norway = covered(SINCE_2024, TAIWAN, followed=followed, recipients=("NO",), years=(2025,))
    norway.ask_what_came_later(AS_OF)
    assert norway.document is not None
    assert norway.document["followed"] is False
    assert norway.remark.startswith("What came after the notifications of Norway was not looked for to this day")
    assert "notified, and nothing heard since" in norway.remark
    taiwan.ask_what_came_later(AS_OF)
    assert "of Taiwan" in taiwan.remark


def test_a_cover_that_ends_before_it_begins_is_an_error_with_its_place(tmp_path: Path) -> None:
    settings = "name: A ledger\nformat: 1\ncovers:\n  - {recipients: [TW], from: 2024-01-01, to: 2023-01-01}\n"
    with pytest.raises(LedgerUnusable) as refused:
        make(tmp_path, {}, settings).settings  # noqa: B018
    (problem,) = refused.value.problems
    assert (problem.code, problem.line) == ("bad-interval", 4)


def test_what_a_ledger_declares_is_read_from_its_settings(tmp_path: Path) -> None:
    settings = "name: A ledger\nformat: 1\nfollowed: [{recipients: [TW], to: 2026-10-02}]\n"
    assert declared(make(tmp_path / "followed", {}, settings).settings) == {
        "covers": [],
        "looked_at": None,
        "followed": [{"recipients": ["TW"], "to": "2026-10-02"}],
    }
    assert declared(make(tmp_path / "plain", {}, "name: A ledger\nformat: 1\n").settings) is None


def test_a_region_asks_for_its_recipients_and_of_recipients_that_are_named_for_those_in_it() -> None:
    assert covered(TAIWAN, years=(2025,), recipients=("TW", "NO"), regions=("EAP",)).complete
    elsewhere = covered(TAIWAN, years=(2025,), recipients=("NO",), regions=("EAP",))
    assert gaps(elsewhere) == [("NO", "2025-01-01", "2025-12-31")]
    region = covered(TAIWAN, years=(2025,), regions=("EAP",))
    assert region.reach.recipients
    assert "TW" not in gaps(region)[0][0].split("+")


def test_a_cover_without_a_last_day_is_complete_from_its_first_on() -> None:
    since = covered(a_cover(first="2024-01-01"))
    assert since.remark == "The ledger is complete from 2024-01-01 on; earlier sales in it are single cases."
    until = covered(a_cover(last="2026-09-16"))
    assert until.remark == (
        "Not covered: all recipients, 2026-09-17 to 2026-11-28. The ledger is complete to 2026-09-16; outside it holds "
        "single cases, so this is no total."
    )
    always = covered(a_cover(), authorities=("36(b)(1)", "36(c)"))
    assert always.remark.endswith(
        "The ledger is complete for what else this asks; outside it holds single cases, so this is no total."
    )


def test_four_recipients_apart_are_named_and_a_fifth_makes_a_number() -> None:
    def apart(*codes: str) -> str:
        return covered(*(a_cover(code) for code in codes), years=(2025,)).remark

    assert "all recipients but Taiwan, Norway, Japan and Poland" in apart("TW", "NO", "JP", "PL")
    assert "all recipients but Taiwan, Norway, Japan, Poland and 1 more" in apart("TW", "NO", "JP", "PL", "DE")


def test_several_spells_of_a_cover_leave_what_lies_between_and_after_them() -> None:
    spells = (
        a_cover(first="2000-01-01", last="2001-12-31"),
        a_cover(first="2005-01-01", last="2008-12-31"),
        a_cover(first="2006-01-01", last="2007-12-31"),
    )
    assert gaps(covered(*spells, since=day("2000-01-01"), until=day("2009-06-30"))) == [
        ("*", "2002-01-01", "2004-12-31"),
        ("*", "2009-01-01", "2009-06-30"),
    ]
