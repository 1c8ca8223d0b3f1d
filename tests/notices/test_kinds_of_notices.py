"""What is no letter of offer: licences, transfers, leases, amendments, corrections; and several sales in one text."""

from __future__ import annotations

from datetime import date

import notice_samples as samples
import pytest

from armstrack.notices.draft import Draft
from armstrack.notices.draft_record import draft_record
from armstrack.notices.reading import read_notice, read_notices


def the(text: str) -> Draft:
    draft = read_notice(text)
    assert draft is not None
    return draft


def counted(draft: Draft) -> list[tuple[int | None, str]]:
    return [(item.quantity, item.name) for item in draft.items if item.quantity is not None]


def test_a_batch_of_licences_in_the_register_is_a_draft_for_each_letter() -> None:
    pistols, wings = read_notices(samples.LICENCES).drafts
    assert (pistols.authority, pistols.recipients, pistols.transmittal) == ("36(c)", ("NO",), "DDTC 25-940")
    assert (pistols.notified, pistols.published, pistols.basis) == (date(2026, 1, 8), date(2026, 5, 26), "delivered")
    assert pistols.address == "https://www.federalregister.gov/d/2026-99998"
    assert (wings.authority, wings.recipients) == ("36(d)", ("IT", "ES", "GR"))
    assert (wings.notified, wings.title) == (date(2026, 1, 15), "Manufacture of ZX wing sets")


def test_a_letter_may_rest_on_two_sections_and_name_a_sales_territory() -> None:
    text = samples.LICENCES.replace("Section 36(d)", "Section 36(c) and 36(d)").replace(
        "of ZX wing sets.", "of ZX wing sets. The sales territory includes Japan and Norway."
    )
    wings = read_notices(text).drafts[1]
    assert (wings.authority, wings.further_authorities) == ("36(c)", ("36(d)",))
    assert wings.territory == ("JP", "NO")
    record = draft_record(wings, "wings").record
    assert (record["authority"], record["territory"]) == (["36(c)", "36(d)"], ["JP", "NO"])


def test_the_least_that_the_law_asks_to_be_reported_is_no_value() -> None:
    pistols = read_notices(samples.LICENCES).drafts[0]
    assert pistols.value.total is None
    assert any("$1,000,000 or more" in warning for warning in pistols.warnings)


def test_a_transfer_is_to_who_receives_the_articles_and_not_to_who_holds_them() -> None:
    draft = the(samples.TRANSFER)
    assert (draft.kind, draft.authority, draft.recipients) == ("state_transfer", "3(d)(1)", ("AR",))
    assert (draft.value.total, counted(draft)) == (338_000_000, [(24, "ZX-16 aircraft")])
    assert draft.transmittal == "RSAT 24-9500"
    assert "Held by: Government of Denmark." in draft.notes


def test_a_lease_has_its_term_and_what_the_articles_would_cost_anew() -> None:
    draft = the(samples.LEASE)
    assert (draft.kind, draft.authority, draft.recipients) == ("lease", "62", ("PE",))
    assert (draft.value.total, counted(draft)) == (80_000_000, [(2, "ZX-130 aircraft")])
    assert any("60 months" in note for note in draft.notes)
    assert any("$1.2 million" in warning for warning in draft.warnings)


def test_a_cost_increase_is_the_new_total_less_the_old_one() -> None:
    draft = the(samples.COST_INCREASE)
    assert (draft.authority, draft.amends, draft.agency) == ("36(b)(5)(A)", "15-36", "Navy")
    assert (draft.value.total, draft.value.increase) == (2_000_000_000, 300_000_000)
    assert draft.items == ()


def test_a_value_that_remains_rises_by_nothing() -> None:
    text = samples.COST_INCREASE.replace("is now $2.0 billion", "will remain $1.7 billion")
    assert the(text).value.increase == 0
    unchanged = "will not require an increase in the estimated total case value of $1.7 billion"
    assert the(samples.COST_INCREASE.replace("is now $2.0 billion", unchanged)).value.increase == 0


def test_a_correction_belongs_to_the_sale_whose_number_it_names() -> None:
    reading = read_notices(samples.CORRECTED_FIGURES)
    assert reading.drafts == ()
    (correction,) = reading.corrections
    assert (correction.transmittal, correction.value) == ("18-355", 96_000_000)
    assert correction.published == date(2019, 3, 14)
    assert "the Total should read $96 million" in correction.says
    assert correction.address == "https://www.federalregister.gov/d/2019-99997"


def test_alternatives_are_marked_and_not_to_be_added_up() -> None:
    draft = the(samples.ALTERNATIVES)
    first, second, *_ = draft.items
    assert (first.quantity, first.up_to, first.note) == (15, True, None)
    assert second.note == "an alternative to: 15 ZX109 helicopters"
    assert any("not to be added up" in warning for warning in draft.warnings)
    assert [firm.name for firm in draft.contractors or ()] == ["Alpha Works", "Beta"]


def test_every_list_of_goods_is_read_whatever_begins_it() -> None:
    assert counted(the(samples.ALTERNATIVES))[3:] == [
        (24, "T7 engines"),
        (8, "generators"),
        (4, "shelters"),
        (2, "simulators"),
    ]


def test_forms_under_one_head_are_a_draft_each() -> None:
    form = samples.REGISTER[samples.REGISTER.index("Transmittal No. 23-299\n\nNotice") :]
    further = form.replace("23-299", "23-300").replace("Government of Morocco", "Government of Oman")
    drafts = read_notices(samples.REGISTER + "\n" + further).drafts
    assert [(draft.transmittal, draft.recipients) for draft in drafts] == [("23-299", ("MA",)), ("23-300", ("OM",))]
    assert {draft.published for draft in drafts} == {date(2024, 3, 13)}


def test_forms_without_their_letters_are_a_draft_each() -> None:
    forms = "\n".join(
        f"Transmittal No. 18-{number}\n(i) Prospective Purchaser: Government of {country}\n"
        "(ii) Total Estimated Value:\nMajor Defense Equipment* $10 million\nOther $5 million\nTotal $15 million\n"
        "(iii) Description and Quantity or Quantities of Articles or Services under Consideration for Purchase:\n"
        "Major Defense Equipment (MDE):\nTwo (2) boats\nNon-MDE: tools.\n(iv) Military Department: Navy\n"
        for number, country in ((901, "Chile"), (902, "Peru"), (903, "Oman"))
    )
    drafts = read_notices("[Congressional Record Volume 164]\n[Senate]\nARMS SALES NOTIFICATION\n" + forms).drafts
    assert [draft.recipients for draft in drafts] == [("CL",), ("PE",), ("OM",)]
    assert [draft.transmittal for draft in drafts] == ["18-901", "18-902", "18-903"]


def test_three_releases_on_one_line_are_three_drafts() -> None:
    text = " ".join(f"{samples.DSCA_2024} {samples.STATE} {samples.DSCA_ADDED}".split())
    assert [draft.recipients for draft in read_notices(text).drafts] == [("NO",), ("BH",), ("KR",)]


def test_a_page_of_the_register_is_dated_by_its_issue_and_not_by_the_law_that_it_names() -> None:
    draft = the(samples.REGISTER_PAGE)
    assert (draft.published, draft.notified) == (date(2022, 9, 13), date(2022, 8, 25))
    assert draft.title == "Kuwait--ZX Missiles"
    assert (draft.value.mde, draft.value.other) == (2_000_000_000, 800_000_000)
    assert counted(draft) == [(63, "ZX missiles"), (12, "launchers")]
    assert (draft.agency, draft.cases, draft.offset) == ("Air Force", ("KU-D-YYY",), "none")


def test_what_a_case_grew_from_is_kept_with_its_value() -> None:
    draft = the(samples.DSCA_ADDED)
    assert (draft.grows_from, draft.prior_value) == ("an earlier case below the threshold", 41_500_000)


def test_a_text_cut_at_its_beginning_is_read_and_claims_no_source() -> None:
    cut = samples.DSCA_2024[samples.DSCA_2024.index("has requested to buy") :]
    draft = the(cut)
    assert (draft.kind, draft.recipients) == ("text", ())
    assert counted(draft)[0] == (16, "NX-7 radars")
    assert any("proves" in warning for warning in draft.warnings)


def test_a_second_notice_to_amend_names_all_earlier_numbers() -> None:
    draft = the(samples.COST_INCREASE.replace("Transmittal No.: 15-36", "Transmittal Nos.: 15-36 and 17-02"))
    assert draft.amends == "15-36"
    assert any("17-02" in warning for warning in draft.warnings)


def letter(transaction: str, number: str = "DDTC 25-942") -> Draft:
    return the(
        "March 9, 2025\n\nDear Mr. Speaker: Pursuant to Section 36(c) of the Arms Export Control Act, please "
        "find enclosed "
        "a certification of a proposed license for the export of defense articles in the amount of $50,000,000 "
        "or more.\n"
        f"    The transaction contained in the attached certification involves {transaction}\n"
        "    The U.S. government is prepared to license the export of these items.\n"
        f"Enclosure: Transmittal No. {number}\n"
    )


@pytest.mark.parametrize(
    ("transaction", "recipients", "title"),
    [
        (
            "the export of technical data to Kenya for the launch of a ZX satellite.",
            ("KE",),
            "Launch of a ZX satellite",
        ),
        ("the export of .50 caliber rifles to Kenya.", ("KE",), ".50 caliber rifles"),
        ("the export of 4,000 5.56mm rifles to the Ministry of Interior of Kenya.", ("KE",), "5.56mm rifles"),
        ("the manufacture in Italy of parts of the ZX engine.", ("IT",), "Parts of the ZX engine"),
        (
            "the export of technical data to Italy to support the integration, installation, testing, maintenance, and "
            "repair of ZX gun systems.",
            ("IT",),
            "Integration, installation, testing, maintenance, and repair of ZX gun systems",
        ),
        ("the transfer of defense services to Italy for the ZX program.", ("IT",), "Defense services"),
    ],
)
def test_the_goods_of_a_licence_are_those_of_its_transaction(
    transaction: str, recipients: tuple[str, ...], title: str
) -> None:
    draft = letter(transaction)
    assert (draft.recipients, draft.title) == (recipients, title)


@pytest.mark.parametrize("number", ["DTC 034-99", "DDTC 030-03", "DTC 12-98", "DTC 3-99"])
def test_the_numbers_of_licences_before_2004(number: str) -> None:
    assert letter("the export of six ZX boats to Kenya.", number).transmittal == number


def test_what_is_counted_in_a_letter_is_an_item_and_its_rental_is_none() -> None:
    lease = the(
        "June 4, 2012\n\nDear Mr. Chairman: Pursuant to Section 62(a) of the Arms Export Control Act, we are "
        "forwarding "
        "herewith Transmittal No. 04-912 concerning the proposed lease of defense articles to the Government of "
        "Canada for "
        "six (6) ZX helicopters. The total replacement value is $212.4 million. The total lease rental is $1.3 "
        "million.\n"
    )
    assert (lease.recipients, lease.title, counted(lease)) == (("CA",), "ZX helicopters", [(6, "ZX helicopters")])
    assert lease.value.total == 212_400_000
    transfer = the(
        "October 1, 2024\n\nDear Mr. Chairman: Pursuant to Section 3(d) of the Arms Export Control Act, we are "
        "transmitting "
        "this certification of a proposed transfer from Norway to Kenya. The transfer involves six ZX aircraft with an "
        "original acquisition value of $96 million. Transmittal No. RSAT-1-24\n"
    )
    assert (transfer.recipients, counted(transfer)) == (("KE",), [(6, "ZX aircraft")])
    assert transfer.transmittal == "RSAT 1-24"


def test_a_correction_by_the_office_of_the_register_belongs_to_the_sale_that_it_names() -> None:
    reading = read_notices(
        "[Federal Register Volume 84, Number 210 (Wednesday, October 30, 2019)]\n[Notices]\nDEPARTMENT OF DEFENSE\n"
        "[Transmittal No. 19-966]\nArms Sales Notification\nCorrection\nIn notice document 2019-99984, appearing "
        'on pages one to three, make the following correction: "$100 million" should read "$150 million".\n'
        "[FR Doc. C1-2019-99984 Filed 10-29-19; 8:45 am]\nBILLING CODE 1301-00-D\n"
    )
    (correction,) = reading.corrections
    assert (reading.drafts, correction.transmittal) == ((), "19-966")
    assert "$150 million" in correction.says
    assert correction.address == "https://www.federalregister.gov/d/C1-2019-99984"


def test_the_number_of_one_letter_is_no_part_of_the_day_of_the_next() -> None:
    one = (
        "March {day}, 1999 Dear Mr. Speaker: Pursuant to Section 36(c) of the Arms Export Control Act, I transmit "
        "certification of a proposed license. The transaction described involves the export of ZX boats to Kenya. "
        "Enclosure: Transmittal No. DTC 14{day}-12 "
    )
    first, second = read_notices(one.format(day=4) + one.format(day=9)).drafts
    assert (first.notified, second.notified) == (date(1999, 3, 4), date(1999, 3, 9))


def test_who_uses_the_articles_is_not_what_is_transferred() -> None:
    draft = the(
        "March 3, 2016\n\nDear Mr. Speaker: Pursuant to Section 3(d) of the Arms Export Control Act, this is to notify "
        "you that the Government of Norway has asked for consent to transfer to the Government of Chile, for use by a "
        "Navy, 12 ZX missiles. Their original acquisition value was $26 million.\n"
    )
    assert (draft.recipients, draft.title, counted(draft)) == (("CL",), "ZX missiles", [(12, "ZX missiles")])
