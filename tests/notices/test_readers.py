"""Whole notices, one of each form, and what a reader makes of them."""

from __future__ import annotations

from datetime import date

import notice_samples as samples
import pytest

import armstrack
from armstrack.notices.draft import Draft
from armstrack.notices.reading import READERS, read_notice, read_notices


def goods(draft: Draft, mde: bool | None) -> list[tuple[int | None, str]]:
    return [(item.quantity, item.name) for item in draft.items if item.mde is mde]


def firms(draft: Draft) -> list[tuple[str, str | None]]:
    return [(firm.name, firm.place) for firm in draft.contractors]


def the(text: str) -> Draft:
    draft = read_notice(text)
    assert draft is not None
    return draft


def test_a_release_of_2024() -> None:
    draft = the(samples.DSCA_2024)
    assert draft.kind == "dsca_press"
    assert (draft.recipients, draft.purchaser) == (("NO",), "Government of Norway")
    assert (draft.transmittal, draft.authority) == ("24-301", "36(b)(1)")
    assert draft.notified == draft.published == date(2024, 11, 9)
    assert draft.title == "Norway \u2013 NX-7 Coastal Radars"
    assert draft.value.total == 1_250_000_000
    assert goods(draft, True) == [(16, "NX-7 radars"), (30, "AN/QQ-1(V)2 masts"), (4, "shelters")]
    assert [name for _, name in goods(draft, False)] == [
        "tool kits",
        "U.S. Government and contractor support",
        "other related elements of logistics and program support",
    ]
    assert firms(draft) == [("Alpha Works, Inc.", "Salem, OR, and Dover, DE"), ("Beta", "Mesa, AZ")]
    assert not draft.emergency
    assert draft.warnings == ()


def test_a_release_of_2009_has_a_day_of_notification_without_a_year() -> None:
    draft = the(samples.DSCA_2009)
    assert (draft.notified, draft.published) == (date(2009, 12, 30), date(2010, 1, 4))
    assert goods(draft, None)[:4] == [
        (2, "NX-3(V)1 radars"),
        (1968, "M1 155mm shells"),
        (6, "command posts"),
        (4, "5-ton trucks"),
    ]
    assert goods(draft, None)[4:6] == [(None, "ammunition"), (2, "tool kits")]
    assert firms(draft) == [("Alpha Works", "Piqua, Ohio"), ("Beta Lines", "Mesa, Arizona")]


def test_goods_added_to_a_case_below_the_threshold() -> None:
    draft = the(samples.DSCA_ADDED)
    assert draft.value.total == 60_000_000
    assert goods(draft, True) == [(50, "ZX-2 rockets")]
    assert draft.contractors == ()
    assert draft.notified == date(2024, 5, 3)
    assert any("day of the release" in warning for warning in draft.warnings)


def test_a_state_release_with_an_emergency_and_a_paragraph_broken_in_an_item() -> None:
    draft = the(samples.STATE)
    assert draft.kind == "state_press"
    assert (draft.recipients, draft.transmittal) == (("BH",), "26-98")
    assert draft.published == draft.notified == date(2026, 4, 2)
    assert draft.value.total == 1_200_000_000
    assert draft.emergency
    assert goods(draft, True) == [(50, "ZX-9 interceptors"), (8, "launcher kits")]
    assert goods(draft, False) == [(None, "tools"), (None, "spare parts")]
    assert firms(draft) == [("Alpha Works", "Grand Prairie, Texas")]


def test_a_notice_in_the_register() -> None:
    draft = the(samples.REGISTER)
    assert draft.kind == "federal_register"
    assert (draft.recipients, draft.transmittal, draft.authority) == (("MA",), "23-299", "36(b)(1)")
    assert (draft.notified, draft.published) == (date(2023, 12, 20), date(2024, 3, 13))
    assert draft.title == "Morocco--ZX-2 Rockets"
    assert (draft.value.total, draft.value.mde, draft.value.other) == (100_000_000, 71_500_000, 28_500_000)
    assert goods(draft, True) == [
        (100, "ZX-2 rockets of a name that goes over the end of the line"),
        (12, "launchers"),
        (None, "ZX-2 sights"),
    ]
    assert [name for _, name in goods(draft, False)] == ["containers", "training", "AN/QQ-5 radios"]
    assert firms(draft) == [("Alpha Works Corporation", "Orlando, FL")]
    assert (draft.agency, draft.cases, draft.funding) == ("Army", ("MO-B-ZZZ",), "national")
    assert (draft.grows_from, draft.prior_value) == ("case MO-B-ZZZ", 40_100_000)
    (earlier,) = draft.warnings
    assert earlier.startswith("of an earlier case")
    assert "forty (40) ZX-2 rockets" in earlier


def test_a_report_of_an_upgrade_begins_with_history() -> None:
    draft = the(samples.UPGRADE)
    assert (draft.authority, draft.transmittal, draft.amends) == ("36(b)(5)(C)", "0B-20", "15-35")
    assert (draft.value.total, draft.value.mde, draft.value.other) == (1_730_000_000, 920_000_000, 810_000_000)
    assert draft.value.increase == 30_000_000
    assert goods(draft, None) == [(9, "displays"), (2, "spare radars")]
    assert any("four (4) aircraft and ten (10) engines" in warning for warning in draft.warnings)
    assert draft.notified == date(2020, 2, 24)


def test_two_letters_in_the_record_are_two_drafts() -> None:
    greece, jordan = read_notices(samples.RECORD).drafts
    assert (greece.recipients, greece.transmittal, greece.authority) == (("GR",), "21-370", "36(b)(1)")
    assert (greece.notified, greece.published) == (None, date(2022, 1, 17))
    assert greece.value.total == 6_900_000_000
    assert goods(greece, True) == [(4, "ZX ships"), (2, "launchers")]
    assert [name for _, name in goods(greece, False)] == ["radios", ".50 caliber guns", "training"]
    assert (jordan.recipients, jordan.transmittal, jordan.value.mde) == (("JO",), "21-371", 0)
    assert goods(jordan, True) == []
    assert goods(jordan, False) == [(20, "trucks"), (None, "training")]


def test_a_letter_cut_off_before_its_form() -> None:
    draft = the(samples.RECORD[: samples.RECORD.index("Enclosures")])
    assert (draft.recipients, draft.transmittal, draft.value.total) == (("GR",), "21-370", 6_900_000_000)
    cut = the(samples.RECORD[: samples.RECORD.index(".9 billion")])
    assert cut.value.total is None


def test_several_releases_in_one_text() -> None:
    first, second = read_notices(samples.DSCA_2024 + "\n\n" + samples.DSCA_ADDED).drafts
    assert (first.recipients, second.recipients) == (("NO",), ("KR",))
    assert first.contractors
    assert not second.contractors


@pytest.mark.parametrize("text", [samples.CORRECTION, samples.COMMUNICATIONS])
def test_nothing_to_draft_says_so(text: str) -> None:
    reading = read_notices(text)
    assert reading.drafts == ()
    assert reading.known
    assert reading.nothing


def test_a_text_that_is_no_notice() -> None:
    reading = read_notices("To be, or not to be.")
    assert not reading.known
    assert read_notice("") is None


def test_contractors_that_cannot_be_read_are_quoted_in_a_warning() -> None:
    text = samples.DSCA_2009[: samples.DSCA_2009.index("The prime")] + "The prime contractor and the buyer agree.\n"
    assert any('"The prime contractor and the buyer agree."' in warning for warning in the(text).warnings)


def test_two_values_are_doubted() -> None:
    text = samples.DSCA_2009.replace("cost is $275 million", "cost is $285 million")
    assert any("$275,000,000 and $285,000,000" in warning for warning in the(text).warnings)


def test_the_kinds_are_known_by_distinct_names() -> None:
    assert len({reader.kind for reader in READERS}) == len(READERS)


def test_the_library_reads_a_notice() -> None:
    assert armstrack.read_notice(samples.STATE) == read_notice(samples.STATE)
    assert armstrack.read_notices(samples.RECORD) == read_notices(samples.RECORD)


def test_the_document_has_the_keys_that_programs_rely_on() -> None:
    document = the(samples.STATE).document()
    assert list(document) == [
        *("kind", "recipient", "purchaser", "transmittal", "authority", "notified", "published", "title", "value"),
        *("items", "contractors", "emergency", "match", "warnings"),
        *("basis", "address", "agency", "cases", "offset", "funding", "class", "amends", "grows_from"),
        *("prior_value", "notes", "further_authorities", "territory"),
    ]
    interceptors = {"quantity": 50, "name": "ZX-9 interceptors", "mde": True, "up_to": False, "note": None}
    assert document["items"][0] == interceptors
    assert document["contractors"] == [{"name": "Alpha Works", "place": "Grand Prairie, Texas"}]
