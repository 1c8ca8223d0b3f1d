"""What a sale, a resolution and a package are made from, and what the records refuse as a whole."""

from __future__ import annotations

from typing import Any

import pytest
from builders import a_sale, day, when

from armstrack.model.entry import EVENTS, Amount, Emergency
from armstrack.model.fields import Record
from armstrack.model.package import PACKAGE
from armstrack.model.problem import Finding
from armstrack.model.resolution import RESOLUTION
from armstrack.model.sale import SALE, Contractor, LineItem, SaleReference, Value

NOTIFIED = {"date": "2025-12-17", "state": "notified"}


def raw_sale(**changes: Any) -> dict[str, Any]:
    """A sale as strict YAML gives it; a key set to `None` is left out."""
    raw: dict[str, Any] = {
        "id": "taiwan-himars-2025",
        "title": "High Mobility Artillery Rocket Systems",
        "recipient": "TW",
        "authority": "36(b)(1)",
        "history": [NOTIFIED],
    }
    changed = raw | {key.replace("_", "-"): value for key, value in changes.items()}
    return {key: value for key, value in changed.items() if value is not None}


def raw_resolution(**changes: Any) -> dict[str, Any]:
    return {
        "id": "119-sjres-101",
        "congress": "119",
        "measure": "S.J.Res. 101",
        "title": "Disapproval",
        "sales": ["taiwan-himars-2025"],
        "history": [{"date": "2026-01-05", "state": "introduced"}],
    } | changes


def read(record: Record, raw: Any) -> Any:
    findings: list[Finding] = []
    value = record.read(raw, (), findings)
    assert findings == []
    return value


def refused(record: Record, raw: Any) -> tuple[tuple[str | int, ...], str]:
    """Where the one finding lies, and its code."""
    findings: list[Finding] = []
    assert record.read(raw, (), findings) is None
    (only,) = findings
    return only.path, only.code


def entry(**keys: Any) -> Any:
    """One entry read as the second of a sale's history."""
    raw = {key.replace("_", "-"): value for key, value in keys.items()}
    return read(SALE, raw_sale(history=[NOTIFIED, raw], sources={"dsca": {"url": "https://a.example/"}})).history[1]


def refused_entry(**keys: Any) -> tuple[tuple[str | int, ...], str]:
    return refused(SALE, raw_sale(history=[{key.replace("_", "-"): value for key, value in keys.items()}]))


def test_a_sale_needs_five_keys_and_no_more() -> None:
    sale = read(SALE, raw_sale())
    assert (sale.id, sale.recipients, sale.authority) == ("taiwan-himars-2025", ("TW",), "36(b)(1)")
    assert sale.value == Value()
    assert (sale.items, sale.sources, sale.transmittal, sale.amends) == ((), {}, None, None)
    assert sale.history[0].state == "notified"


@pytest.mark.parametrize("key", ["id", "title", "recipient", "authority", "history"])
def test_each_required_key_of_a_sale_is_missed(key: str) -> None:
    assert refused(SALE, raw_sale(**{key: None})) == ((), "missing-key")


def test_norway_is_norway() -> None:
    assert read(SALE, raw_sale(recipient="NO")).recipients == ("NO",)
    assert read(SALE, raw_sale(recipient=["NO", "SE"])).recipients == ("NO", "SE")


def test_a_sale_without_a_known_recipient_has_none() -> None:
    assert read(SALE, raw_sale(recipient="unknown")).recipients == ()


def test_3d_alone_is_consent_to_a_transfer_of_fms_origin() -> None:
    assert read(SALE, raw_sale(authority="3(d)")).authority == "3(d)(1)"


@pytest.mark.parametrize("transmittal", ["26-01", "26-1C", "0G-23", "RSAT 26-1C", "010", "2601"])
def test_a_transmittal_is_always_text(transmittal: str) -> None:
    assert read(SALE, raw_sale(transmittal=transmittal)).transmittal == transmittal


def test_values_stay_exact_and_the_unknown_stays_unknown() -> None:
    sale = read(SALE, raw_sale(value={"total": "4.05B", "mde": "unknown", "construction": "0"}))
    assert sale.value == Value(total=4_050_000_000, mde=None, other=None, construction=0)


def test_items_say_how_many_and_whether_they_are_major_defense_equipment() -> None:
    sale = read(
        SALE,
        raw_sale(
            items=[{"quantity": "82", "name": "M142", "mde": "true"}, {"name": "M249"}, {"name": "X", "mde": "unknown"}]
        ),
    )
    assert sale.items == (LineItem("M142", 82, True), LineItem("M249", None, False), LineItem("X", None, None))


def test_an_item_says_whether_its_number_is_the_most_that_may_be_bought() -> None:
    sale = read(SALE, raw_sale(items=[{"quantity": "16", "name": "Radar", "up-to": "true"}, {"name": "Mast"}]))
    assert [item.up_to for item in sale.items] == [True, False]
    assert refused(SALE, raw_sale(items=[{"name": "Mast", "up-to": "unknown"}]))[1] == "bad-choice"


def test_an_item_says_what_its_number_counts_where_not_each_article() -> None:
    sale = read(SALE, raw_sale(items=[{"quantity": "90000000", "unit": "gallons", "name": "JP-8"}, {"name": "Mast"}]))
    assert [(item.quantity, item.unit) for item in sale.items] == [(90_000_000, "gallons"), (None, None)]


def test_a_sale_says_who_carries_it_out_by_which_cases_and_with_whose_money() -> None:
    sale = read(SALE, raw_sale(agency="Army", cases=["TW-B-ZZZ"], offset="none", funding="fmf"))
    assert (sale.agency, sale.cases, sale.offset, sale.funding) == ("Army", ("TW-B-ZZZ",), "none", "fmf")
    silent = read(SALE, raw_sale())
    assert (silent.agency, silent.cases, silent.offset, silent.funding) == (None, (), None, None)
    assert refused(SALE, raw_sale(cases=["26-01"])) == (("cases", 0), "bad-text")
    assert refused(SALE, raw_sale(offset="no")) == (("offset",), "bad-choice")


def test_a_contractor_is_a_name_or_a_name_with_a_place() -> None:
    sale = read(SALE, raw_sale(contractors=["Lockheed Martin", {"name": "RTX", "place": "Arlington, VA"}]))
    assert sale.contractors == (Contractor("Lockheed Martin"), Contractor("RTX", "Arlington, VA"))


def test_an_amendment_counts_its_increase_and_another_sale_its_ceiling() -> None:
    value = {"total": "120M", "increase": "20M"}
    assert read(SALE, raw_sale(value=value, amends="germany-2024")).counted_value == 20_000_000
    assert read(SALE, raw_sale(value={"total": "120M"}, amends="germany-2024")).counted_value is None
    assert read(SALE, raw_sale(value={"total": "120M"}, grows_from="israel-155mm")).counted_value == 120_000_000
    assert a_sale(total="120M").counted_value == 120_000_000


def test_a_reference_is_an_id_or_what_is_known_of_a_sale_elsewhere() -> None:
    elsewhere = {"transmittal": "24-12", "recipient": "DE", "title": "Upgrade"}
    assert read(SALE, raw_sale(amends="germany-2024")).amends == SaleReference(id="germany-2024")
    assert read(SALE, raw_sale(amends=elsewhere)).amends == SaleReference(None, "24-12", ("DE",), "Upgrade")
    assert read(SALE, raw_sale(grows_from="germany-2024", prior_value="96.51M")).prior_value == 96_510_000


def test_an_increase_belongs_to_an_amendment() -> None:
    assert refused(SALE, raw_sale(value={"increase": "20M"})) == (("value", "increase"), "bad-entry")


def test_a_history_is_not_empty() -> None:
    assert refused(SALE, raw_sale(history=[])) == (("history",), "missing-value")
    assert refused(RESOLUTION, raw_resolution(history=[])) == (("history",), "missing-value")


@pytest.mark.parametrize("source", ["dsca", "https://a.example/x", "http://a.example"])
def test_a_source_is_a_key_of_the_sources_or_an_address(source: str) -> None:
    assert entry(date="2026-01-20", state="offered", source=source).source == source


@pytest.mark.parametrize("source", ["dcsa", "ftp://a.example", "https://a b", "https://", "a.example"])
def test_any_other_source_is_refused_with_the_nearest_key(source: str) -> None:
    raw = raw_sale(
        history=[NOTIFIED | {"source": source}, NOTIFIED | {"source": "dsca", "conflicts": [{"source": source}]}],
        sources={"dsca": {"url": "https://a.example/"}},
    )
    findings: list[Finding] = []
    assert SALE.read(raw, (), findings) is None
    assert [(finding.path, finding.code) for finding in findings] == [
        (("history", 0, "source"), "bad-url"),
        (("history", 1, "conflicts", 0, "source"), "bad-url"),
    ]
    assert ("did you mean `dsca`?" in findings[0].hint) == (source == "dcsa")


def test_sources_know_their_keys_and_need_an_address_or_a_title() -> None:
    sources = read(SALE, raw_sale(sources={"cna-0310": {"title": "Report", "published": "2026-03"}})).sources
    assert (sources["cna-0310"].key, sources["cna-0310"].published) == ("cna-0310", when("2026-03"))
    assert refused(SALE, raw_sale(sources={"x": {"note": "seen"}})) == (("sources", "x"), "missing-key")
    assert refused(SALE, raw_sale(sources={"no key": {"title": "T"}})) == (("sources", "no key"), "bad-text")


@pytest.mark.parametrize("word", sorted(EVENTS))
def test_every_event_of_the_table_can_be_recorded(word: str) -> None:
    recorded = entry(date="2026-01-20", event=word)
    assert (recorded.event, recorded.state, recorded.word) == (word, None, word)


def test_signed_is_another_word_for_accepted() -> None:
    assert entry(date="2026-03-20", state="signed").state == "accepted"


def test_an_entry_carries_what_it_says() -> None:
    recorded = entry(
        date="2026-03-06", state="offered", expires="2026-03-26", amount="2.8B TWD", quantity="1_050",
        case="TW-D-QBA", sale="other-sale", skipped=["accepted"], basis="release", confidence="low",
        conflicts=[{"source": "dsca", "date": "2026-03", "value": "4B"}],
    )  # fmt: skip
    assert recorded.expires == day("2026-03-26")
    assert recorded.amount == Amount(2_800_000_000, "TWD")
    assert (recorded.quantity, recorded.case, recorded.sale) == (1050, "TW-D-QBA", "other-sale")
    assert (recorded.skipped, recorded.basis, recorded.confidence) == (("accepted",), "release", "low")
    assert (recorded.conflicts[0].date, recorded.conflicts[0].value) == (when("2026-03"), 4_000_000_000)


def test_an_entry_is_a_move_or_an_event_and_not_both() -> None:
    assert refused_entry(date="2026-01-20") == (("history", 0), "bad-entry")
    assert refused_entry(date="2026-01-20", state="offered", event="hold") == (("history", 0), "bad-entry")
    both = {"date": "2026-01-05", "state": "introduced", "event": "vote"}
    assert refused(RESOLUTION, raw_resolution(history=[both])) == (("history", 0), "bad-entry")


def test_an_emergency_says_why_it_exists() -> None:
    emergency = {"justification": "an emergency exists"}
    assert entry(date="2026-03-06", state="notified", emergency=emergency).emergency == Emergency("an emergency exists")
    assert refused_entry(date="2026-03-06", state="notified", emergency={}) == (
        ("history", 0, "emergency"),
        "missing-key",
    )


def test_a_notice_may_rest_on_several_authorities() -> None:
    one, both = read(SALE, raw_sale()), read(SALE, raw_sale(authority=["36(c)", "36(d)"]))
    assert (one.authorities, one.authority) == (("36(b)(1)",), "36(b)(1)")
    assert (both.authorities, both.authority) == (("36(c)", "36(d)"), "36(c)+36(d)")
    assert read(SALE, raw_sale(authority="3(d)")).authorities == ("3(d)(1)",)
    assert read(SALE, raw_sale(authority="unknown")).authorities == ("unknown",)


@pytest.mark.parametrize("authority", [[], ["36(c)", "36(c)"], ["36(c)", "36(e)"], "36(c)+36(d)"])
def test_authorities_are_named_each_once(authority: object) -> None:
    findings: list[Finding] = []
    assert SALE.read(raw_sale(authority=authority), (), findings) is None
    assert [finding.path[0] for finding in findings] == ["authority"]


def test_a_sales_territory_is_one_country_or_several_and_left_out_where_it_is_the_recipients_own() -> None:
    assert read(SALE, raw_sale()).territory == ()
    assert read(SALE, raw_sale(territory="IN")).territory == ("IN",)
    assert read(SALE, raw_sale(territory=["IN", "AU"])).territory == ("IN", "AU")


def test_firearms_are_unknown_unless_said_and_none_is_said_by_0() -> None:
    assert read(SALE, raw_sale(value={"total": "2.4M"})).value.firearms is None
    assert read(SALE, raw_sale(value={"total": "2.4M", "firearms": "0"})).value.firearms == 0
    assert read(SALE, raw_sale(value={"firearms": "unknown"})).value.firearms is None


def test_an_entry_names_the_exemption_on_which_it_rests() -> None:
    assert entry(date="2026-01-20", state="consented", exempt="3(d)(4)(A)").exempt == "3(d)(4)(A)"
    assert entry(date="2026-01-20", state="consented").exempt is None


@pytest.mark.parametrize("case", ["TW-D-QBA", "PH-P-LGA", "DSP-5 050712345", "TA 1234.56", "A-1"])
def test_a_case_is_the_number_of_a_letter_a_licence_or_a_lease(case: str) -> None:
    assert entry(date="2026-01-20", state="offered", case=case).case == case


@pytest.mark.parametrize("case", ["tw-d-qba", "TW-D-QBA-", "all", "-A", "A  B"])
def test_anything_else_is_no_case(case: str) -> None:
    assert refused_entry(date="2026-01-20", state="offered", case=case) == (("history", 0, "case"), "bad-text")


def test_an_unknown_date_may_have_bounds_and_another_may_not() -> None:
    assert entry(date="unknown", not_before="2026-03-13", not_after="2026-05-31", state="accepted").date == when(
        "2026-03-13..2026-05-31"
    )
    assert entry(date="unknown", not_before="2026-03-13", state="accepted").date == when("2026-03-13..")
    assert refused_entry(date="2026-03", not_after="2026-03-20", state="accepted") == (("history", 0), "bad-interval")
    assert refused_entry(date="unknown", not_before="2026-05-31", not_after="2026-03-13", state="accepted") == (
        ("history", 0),
        "bad-interval",
    )


def test_bounds_are_exact_days() -> None:
    assert refused_entry(date="unknown", not_before="2026-03", state="accepted") == (
        ("history", 0, "not-before"),
        "bad-date",
    )


def test_a_resolution_names_sales_and_says_which_answer_bars_them() -> None:
    vote = {
        "chamber": "senate", "question": "to table", "yea": "71", "nay": "27", "for-disapproval": "nay",
    }  # fmt: skip
    steps = [{"date": "2016-09-08", "state": "introduced"}, {"date": "2016-09-21", "state": "tabled", "vote": vote}]
    resolution = read(RESOLUTION, raw_resolution(history=steps, sponsor="Rand Paul (R-KY)"))
    assert resolution.sales == (SaleReference(id="taiwan-himars-2025"),)
    assert (resolution.history[1].vote.yea, resolution.history[1].vote.present) == (71, None)
    assert resolution.history[1].vote.for_disapproval == "nay"
    assert refused(RESOLUTION, raw_resolution(sales=[])) == (("sales",), "missing-value")
    assert refused(RESOLUTION, raw_resolution(congress="unknown")) == (("congress",), "bad-number")


def test_a_package_says_what_was_announced_together_and_when() -> None:
    package = read(
        PACKAGE,
        {"id": "taiwan-2025-12-17", "title": "Eight sales", "announced": "2025-12-17", "value": "11_105_400_000"},
    )
    assert (package.announced, package.value, package.history) == (when("2025-12-17"), 11_105_400_000, ())
    assert refused(PACKAGE, {"id": "x", "title": "Eight sales"}) == ((), "missing-key")
