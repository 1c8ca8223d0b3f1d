"""From a draft to a record: the title and the id that a person would have chosen, and what the notice left unsaid."""

from __future__ import annotations

from datetime import date

import notice_samples as samples
import pytest

from armstrack.model.sale import LineItem
from armstrack.notices.draft import Draft
from armstrack.notices.draft_record import draft_record, proposed_id, sale_title
from armstrack.notices.reading import read_notices


def the(text: str) -> Draft:
    return read_notices(text).drafts[0]


@pytest.mark.parametrize(
    ("printed", "title", "name"),
    [
        ("Norway \u2013 NX-7 Coastal Radars", "NX-7 Coastal Radars", "norway-nx7-coastal-radars-2024"),
        ("pilot and maintenance training", "Pilot and maintenance training", "norway-pilot-maintenance-training-2024"),
        (
            "enhancements to one hundred sixty-two (162) ZX tanks procured through a program of the past and of others",
            "Enhancements to ZX tanks",
            "norway-enhancements-zx-tanks-2024",
        ),
        ("up to twelve (12) C-172 Aircraft (ACRC)", "C-172 Aircraft (ACRC)", "norway-c172-aircraft-acrc-2024"),
        ("F-16 Case for Sustainment", "F-16 Case for Sustainment", "norway-f16-sustainment-2024"),
        ("Air-to-Air Missiles", "Air-to-Air Missiles", "norway-air-to-air-missiles-2024"),
    ],
)
def test_titles_and_ids(printed: str, title: str, name: str) -> None:
    draft = Draft(kind="dsca_press", recipients=("NO",), title=printed, notified=date(2024, 11, 9))
    assert sale_title(draft) == title
    assert proposed_id(draft, ()) == name


def test_an_amendment_without_a_title_is_named_by_what_it_amends_and_adds() -> None:
    items = (LineItem("targeting pods", 6),)
    draft = Draft(kind="federal_register", recipients=("MA",), amends="11-48", items=items, notified=date(2023, 4, 14))
    assert sale_title(draft) == "Upgrade of 11-48: Targeting pods"
    assert proposed_id(draft, ()) == "morocco-upgrade-11-48-targeting-2023"


def test_an_amendment_that_adds_nothing_but_money_is_a_cost_increase() -> None:
    assert sale_title(the(samples.COST_INCREASE)) == "Cost increase of 15-36"


def test_what_the_notice_does_not_speak_of_is_left_out_of_the_record() -> None:
    silent = samples.DSCA_2009[: samples.DSCA_2009.index("The prime contractors")]
    record = draft_record(the(silent), "chile").record
    assert "contractors" not in record
    assert not {"offset", "funding", "agency", "cases"} & set(record)
    assert draft_record(the(silent + "There is no principal contractor.\n"), "chile").record["contractors"] == []


def test_the_record_holds_what_the_register_says() -> None:
    record = draft_record(the(samples.REGISTER), "morocco").record
    assert (record["agency"], record["cases"], record["funding"]) == ("Army", ["MO-B-ZZZ"], "national")
    assert record["grows-from"] == {"recipient": "MA", "title": "case MO-B-ZZZ"}
    assert record["prior-value"] == "40.1M"
    assert record["sources"]["federal-register"]["url"] == "https://www.federalregister.gov/d/2024-99999"
    (notified,) = record["history"]
    assert notified["basis"] == "delivered"


def test_an_amendment_says_by_how_much_it_rises() -> None:
    assert draft_record(the(samples.COST_INCREASE), "japan").record["value"]["increase"] == "300M"


def test_an_upper_limit_stays_one_and_alternatives_say_of_what() -> None:
    first, second, *_ = draft_record(the(samples.ALTERNATIVES), "iraq").record["items"]
    assert first == {"quantity": "15", "name": "ZX109 helicopters", "mde": "unknown", "up-to": "true"}
    assert second["note"] == "an alternative to: 15 ZX109 helicopters"


def test_no_source_is_claimed_that_the_text_does_not_prove() -> None:
    cut = samples.DSCA_2024[samples.DSCA_2024.index("has requested to buy") :]
    assert list(draft_record(the(cut), "radars").record["sources"]) == ["text"]


def test_a_remark_stands_above_what_it_is_about_or_at_the_top_where_the_record_has_no_such_key() -> None:
    remarks = draft_record(the(samples.ALTERNATIVES), "iraq").remarks
    assert any("Gamma Works" in one for one in remarks["items"])
    cut = samples.RECORD[: samples.RECORD.index("Enclosures")]
    made = draft_record(the(cut), "greece")
    assert set(made.remarks) <= {"", *made.record}
