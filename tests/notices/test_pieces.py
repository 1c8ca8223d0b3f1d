"""The pieces that every reader shares: a sentence or a list on the left, its parts on the right."""

from __future__ import annotations

from datetime import date

import pytest

from armstrack.model.transmittal_in_text import in_head, labelled
from armstrack.notices.authority import authority
from armstrack.notices.class_words import proposed_class
from armstrack.notices.contractor import contractors, says_contractors
from armstrack.notices.days import days, first_full_day, weekday_up_to
from armstrack.notices.emergency import certified_emergency
from armstrack.notices.item_list import doubts, items, pieces
from armstrack.notices.list_heading import without_further_heading
from armstrack.notices.money import amount_at, amounts, whole_amount
from armstrack.notices.narrative import Role, role_of
from armstrack.notices.particulars import funding_said, offset_said
from armstrack.notices.plain_text import one_line, plain
from armstrack.notices.purchaser import leading_purchaser
from armstrack.notices.quantity import leading_quantity
from armstrack.notices.sentences import paragraphs, sentences


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("sixteen (16) patrol boats", 16, "patrol boats"),
        ("thirty(30) radios", 30, "radios"),
        ("Seventy- nine (79) launch units", 79, "launch units"),
        ("one hundred and three (103) missiles", 103, "missiles"),
        ("Four thousand five hundred sixty-nine (4,569) trucks", 4569, "trucks"),
        ("up to four hundred (400) rounds", 400, "rounds"),
        ("a minimum of twelve (12) each radios", 12, "radios"),
        ("an additional twenty-four (24) pods", 24, "pods"),
        ("140 M1A1 tanks", 140, "M1A1 tanks"),
        ("1,968 M107 155mm shells", 1968, "M107 155mm shells"),
        ("4 5-ton trucks", 4, "5-ton trucks"),
        ("16 2500 gal tank trucks", 16, "2500 gal tank trucks"),
        ("16 (sixteen) boats", 16, "boats"),
        ("(12) kits", 12, "kits"),
        ("three helicopters", 3, "helicopters"),
        ("six thousand rounds", 6000, "rounds"),
        ("155mm shells", None, "155mm shells"),
        ("5-ton trucks", None, "5-ton trucks"),
        ("500 gal tanks", None, "500 gal tanks"),
        ("two years of support", None, "two years of support"),
        ("up to three (3) additional years of support", None, "up to three (3) additional years of support"),
        ("two more years of support", None, "two more years of support"),
        ("one-way valves", None, "one-way valves"),
        ("M1 tanks", None, "M1 tanks"),
        ("", None, ""),
    ],
)
def test_quantity(text: str, number: int | None, rest: str) -> None:
    assert leading_quantity(text)[:2] == (number, rest)


def test_words_and_digits_that_disagree_are_doubted() -> None:
    found = leading_quantity("twenty-five (52) pods")
    assert found.number == 52
    assert found.doubt == "the quantity is 25 in words and 52 in digits"
    assert list(doubts("two (2) radars; three (4) masts")) == [
        'the quantity is 3 in words and 4 in digits: "three (4) masts"'
    ]


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("costs $374 million.", [374_000_000]),
        ("costs $4.05 billion, all in all", [4_050_000_000]),
        ("$ 0.64 million and $0 in", [640_000, 0]),
        ("US$ 3.0 billion", [3_000_000_000]),
        ("$50,000,000 or more", [50_000_000]),
        ("$ .8 billion", [800_000_000]),
        ("USD 50 million, 60 million dollars", [50_000_000, 60_000_000]),
        ("increases by $30 million to $1.73 billion", [30_000_000, 1_730_000_000]),
        ("$1.5-$2.0 billion", []),
        ("$50-60 million", []),
        ("$50 million to $60 million", []),
        ("between $1 million and $2 million", []),
        ("NT$5 million, \u20ac50 million", []),
        ("cut at $319 mil", []),
        ("cut at $31", []),
        ("$0.0000001 is nothing", []),
        ("36(b)(1)", []),
    ],
)
def test_money(text: str, dollars: list[int]) -> None:
    assert [amount.dollars for amount in amounts(text)] == dollars


def test_an_amount_of_a_table_may_lack_its_dollar_sign() -> None:
    found = amount_at("Other 28.5 million |", 5)
    assert found is not None
    assert (found.dollars, found.unit) == (28_500_000, "million")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("two (2) radars; three (3) masts; and spare parts", ["two (2) radars", "three (3) masts", "spare parts"]),
        ("18 carriers; 6 posts, 24 trucks, and 896 shells", ["18 carriers", "6 posts", "24 trucks", "896 shells"]),
        ("40 A-1 tanks and 8 B-2 vehicles", ["40 A-1 tanks", "8 B-2 vehicles"]),
        ("10 X-1 sets and/or 10 spare Y-2 sets", ["10 X-1 sets", "10 spare Y-2 sets"]),
        ("two (2) radars (1 for the site; 1 spare); masts", ["two (2) radars (1 for the site; 1 spare)", "masts"]),
        (
            "up to 100 systems consisting of up to four hundred (400) missiles; and four (4) trainers",
            ["up to 100 systems", "up to four hundred (400) missiles", "four (4) trainers"],
        ),
        (
            "one hundred (100) A-1, .50 caliber, guns; four (4) mounts",
            ["one hundred (100) A-1, .50 caliber, guns", "four (4) mounts"],
        ),
        ("the following non-MDE items: tools; parts", ["tools", "parts"]),
        (": -- four (4) boats; -- two (2) sets", ["four (4) boats", "two (2) sets"]),
        (
            "four (4) boats (never closed; and two (2) sets; tools",
            ["four (4) boats (never closed", "two (2) sets", "tools"],
        ),
        ("1,200 shells, 3,000 fuzes", ["1,200 shells", "3,000 fuzes"]),
    ],
)
def test_list(text: str, found: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == found


def test_items_lose_what_only_counts_them() -> None:
    (engine, kit, gun) = items("ten (10) engines (8 installed, 2 spares); kits; .50 caliber guns.", None, True)
    assert (engine.quantity, engine.name, engine.mde) == (10, "engines", True)
    assert (kit.quantity, kit.name, kit.mde) == (None, "kits", None)
    assert gun.name == ".50 caliber guns"


@pytest.mark.parametrize(
    ("text", "codes", "printed"),
    [
        ("the Government of Sweden to buy", ("SE",), "Government of Sweden"),
        ("the Kingdom of Saudi Arabia for", ("SA",), "Kingdom of Saudi Arabia"),
        ("The Government of Iraq (GOI) requests", ("IQ",), "Government of Iraq"),
        ("the Government of the Republic of Korea has", ("KR",), "Government of the Republic of Korea"),
        (
            "Jordan, Oman, and the United Arab Emirates for",
            ("JO", "OM", "AE"),
            "Jordan, Oman, and the United Arab Emirates",
        ),
        ("Bosnia and Herzegovina of", ("BA",), "Bosnia and Herzegovina"),
        ("NATO Support and Procurement Agency (NSPA) for", ("NATO",), "NATO Support and Procurement Agency (NSPA)"),
        (
            "the Taipei Economic and Cultural Representative Office in the United States (TECRO) of four",
            ("TW",),
            "Taipei Economic and Cultural Representative Office in the United States (TECRO)",
        ),
        ("the Taipei Economic and Cultural", ("TW",), "Taipei Economic and Cultural"),
        ("Iraq's Ministry of Defense", ("IQ",), "Iraq"),
        ("UAE of", ("AE",), "UAE"),
    ],
)
def test_purchaser(text: str, codes: tuple[str, ...], printed: str) -> None:
    found = leading_purchaser(text)
    assert found is not None
    assert (found.recipients, found.printed) == (codes, printed)


@pytest.mark.parametrize("text", ["be determined", "in support of", "no country", "Republ", "", "support, as"])
def test_no_purchaser(text: str) -> None:
    assert leading_purchaser(text) is None


BE = "The principal contractors will be "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            BE + "RTX Corporation, located in Waltham, MA, and Huntsville, AL; and KBR, located in Houston, TX.",
            [("RTX Corporation", "Waltham, MA, and Huntsville, AL"), ("KBR", "Houston, TX")],
        ),
        (
            BE + "Bell Textron Inc., Fort Worth, Texas, and General Electric Company, Lynn, Massachusetts.",
            [("Bell Textron Inc.", "Fort Worth, Texas"), ("General Electric Company", "Lynn, Massachusetts")],
        ),
        (
            BE + "L3Harris of Melbourne, FL, and The Boeing Company of Arlington, VA.",
            [("L3Harris", "Melbourne, FL"), ("Boeing Company", "Arlington, VA")],
        ),
        (
            BE + "Raytheon Company in Tucson, Arizona; and Pratt & Whitney in East Hartford, Connecticut.",
            [("Raytheon Company", "Tucson, Arizona"), ("Pratt & Whitney", "East Hartford, Connecticut")],
        ),
        (BE + "Lockheed Martin, Sikorsky, located in Stratford, CT.", [("Lockheed Martin, Sikorsky", "Stratford, CT")]),
        (
            BE + "Lockheed Martin Rotary and Mission Systems, located in Moorestown, NJ.",
            [("Lockheed Martin Rotary and Mission Systems", "Moorestown, NJ")],
        ),
        (
            BE + "Lockheed Martin, Raytheon Technologies, and Northrop Grumman.",
            [("Lockheed Martin", None), ("Raytheon Technologies", None), ("Northrop Grumman", None)],
        ),
        (
            BE + "Boeing Defense, Space & Security in St. Louis, Missouri.",
            [("Boeing Defense, Space & Security", "St. Louis, Missouri")],
        ),
        (
            BE + "Airbus Helicopters, Inc., located in Grand Prairie, TX and Marignane, France.",
            [("Airbus Helicopters, Inc.", "Grand Prairie, TX, and Marignane, France")],
        ),
        (
            "The prime contractor is Sikorsky in Stratford, Connecticut, a Lockheed Martin company.",
            [("Sikorsky", "Stratford, Connecticut")],
        ),
        (
            "The prime contractors are: Alpha Works, Wichita, Kansas Beta Aero in Quebec, Canada "
            "Gamma Lines, Piqua, Ohio Delta, Madison, Mississippi",
            [
                ("Alpha Works", "Wichita, Kansas"),
                ("Beta Aero", "Quebec, Canada"),
                ("Gamma Lines", "Piqua, Ohio"),
                ("Delta", "Madison, Mississippi"),
            ],
        ),
        ("There is no principal contractor.", []),
        ("The principal contractor will be determined from approved vendors.", []),
        ("The principal contractor will be chosen by a competitive process.", []),
    ],
)
def test_contractors(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(one.name, one.place) for one in contractors(text) or ()] == found


def test_contractors_that_cannot_be_read() -> None:
    assert contractors("The principal contractor and the buyer agree.") is None


def test_days() -> None:
    release = date(2026, 1, 5)
    (december, full, first) = days("on Dec. 9, or January 08, 2026, or 5 May 2005")
    assert december.exact(release) == date(2025, 12, 9)
    assert december.exact(None) is None
    assert full.exact(None) == date(2026, 1, 8)
    assert first.exact(None) == date(2005, 5, 5)
    assert list(days("February 31, 2026")) == []
    assert first_full_day("April 23 and then Sept. 1, 2010") == date(2010, 9, 1)
    assert weekday_up_to("notified Congress Monday of", date(2013, 4, 3)) == date(2013, 4, 1)
    assert weekday_up_to("notified Congress of", release) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Transmittal No. 25-101", "25-101"),
        ("Transmittal No\n25-04", "25-04"),
        ("Transmittal No 21-66", "21-66"),
        ("Transmittal #26-27", "26-27"),
        ("Transmittal# 26-47", "26-47"),
        ("April 1, 2026\n# 26-76\n", "26-76"),
        ("Transmittal N0. 19-16", "19-16"),
        ("Department Notification Number: x\nTransmittal No. RSAT 26-1C", "26-1C"),
        ("Transmittal No. DDTC 13-019", "DDTC 13-019"),
        ("PDF Version\nPRESS RELEASE - X 26-01 CN.PDF", "26-01"),
        ("Transmittal No\nWASHINGTON", None),
    ],
)
def test_transmittal(text: str, number: str | None) -> None:
    assert in_head(text) == number


def test_every_labelled_number() -> None:
    assert [number for number, _ in labelled("Transmittal No. 0G-23 after Transmittals 14-24")] == ["0G-23", "14-24"]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Pursuant to the reporting requirements of Section 36(b)(1) of the Act", "36(b)(1)"),
        ("pursuant to Section 36(b)(l) of the Act", "36(b)(1)"),
        ("pursuant to Section 36(6)(1) of the Act", "36(b)(1)"),
        ("Report of Enhancement (Sec. 36(b)(5)(C), AECA) (ii) Sec. 36(b)(1)", "36(b)(5)(C)"),
        ("REPORT OF ENHANCEMENT (SEC. 36(B)(5)(A), AECA)", "36(b)(5)(A)"),
        ("a licence pursuant to section 36(c) of the Act", "36(c)"),
        ("nothing", None),
    ],
)
def test_authority(text: str, section: str | None) -> None:
    assert authority(text) == section


def test_emergency() -> None:
    certified = "The Secretary has determined that an emergency exists."
    assert certified_emergency(["A sale.", certified]) == certified
    assert certified_emergency(["The Secretary may act if an emergency exists."]) is None


def test_plain_text() -> None:
    assert (
        plain("a\u00a0b\u200b \u201cc\u201d \u2018d\u2019 19\u201316 e \u2014 f\r\n")
        == "a b \"c\" 'd' 19-16 e \u2013 f\n"
    )
    assert plain("``MK'' $ 0....... x") == '"MK" $ 0 | x'
    assert plain("one\n\n[[Page 123]]\n\ntwo") == "one\ntwo"
    assert plain("(U) The AN/ABC-1(U) set") == "The AN/ABC-1(U) set"
    assert plain("19\u6bcf68") == "19-68"
    assert one_line("AN/\nPRC-\n158 radio\n set") == "AN/PRC-158 radio set"


def test_sentences() -> None:
    text = (
        "It goes to X Inc., St. Louis, Mo. and Y Corp. The U.S. Government of No. 5 agrees. "
        "It has .50 cal. guns at 5.5 million. (See there.) Next"
    )
    assert list(sentences(text)) == [
        "It goes to X Inc., St. Louis, Mo. and Y Corp.",
        "The U.S. Government of No. 5 agrees.",
        "It has .50 cal. guns at 5.5 million.",
        "(See there.)",
        "Next",
    ]


def test_paragraphs() -> None:
    wrapped = "    The first paragraph goes over\nthe line, and on.\n    The second one begins\nwith an indentation."
    assert paragraphs(wrapped) == [
        "The first paragraph goes over the line, and on.",
        "The second one begins with an indentation.",
    ]
    assert paragraphs("a list of tools;\n\nand parts") == ["a list of tools; and parts"]
    assert paragraphs("Twenty (20) radars of a long name to the end of it\nThirty (30) masts") == [
        "Twenty (20) radars of a long name to the end of it",
        "Thirty (30) masts",
    ]


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("The State Department approved a possible Foreign Military Sale to Iraq of tanks.", Role.DETERMINATION),
        ("DSCA notified Congress of a possible Foreign Military Sale to Iraq of tanks.", Role.DETERMINATION),
        ("The agency delivered the required certification today.", Role.CERTIFICATION),
        ("Iraq has requested to buy four (4) boats.", Role.REQUEST),
        ("The following non-MDE items will also be included: tools.", Role.FURTHER_LIST),
        ("Also included are tools.", Role.FURTHER_LIST),
        ("Also included are tools and prime contractor support.", Role.FURTHER_LIST),
        ("Iraq has requested to buy four (4) boats and prime contractor support.", Role.REQUEST),
        ("Included are tools.", Role.FURTHER_LIST),
        ("The original FMS case, valued at $5 million, included boats.", Role.EARLIER_CASE),
        ("This notification is for a combined total of five (5) boats.", Role.COMBINED),
        ("The estimated total cost is $5 million.", Role.COST),
        ("The total value, if all options are exercised, could be as high as $5 million.", Role.COST),
        ("The prime contractor will be X.", Role.CONTRACTOR),
        ("There will be no adverse impact.", Role.OTHER),
    ],
)
def test_role(sentence: str, role: Role) -> None:
    assert role_of(sentence) is role


def test_list_headings_may_follow_each_other() -> None:
    assert without_further_heading("Non-MDE: Also included are tools; parts") == "tools; parts"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("On 20 September, the agency told Congress", [(None, 9, 20)]),
        ("the 3rd of June 2011", [(2011, 6, 3)]),
        ("May. 2, 2025", [(2025, 5, 2)]),
        ("these 12 may follow", []),
        ("section 155 of Public Law 104-164 dated July 21, 1996", []),
        ("Sent: Monday, August 3, 2026 10:00 AM", []),
        ("Mon, Aug 3, 2026 at 10:00 AM", []),
        ("Transmittal No. 24-01, dated March 5, 2024", [(2024, 3, 5)]),
        ("the Arms Export Control Act, on June 3, 2024, we", [(2024, 6, 3)]),
    ],
)
def test_days_of_a_notice_and_not_of_laws_and_mails(text: str, found: list[tuple[int | None, int, int]]) -> None:
    assert [(day.year, day.month, day.day) for day in days(text)] == found


@pytest.mark.parametrize(
    ("text", "dollars"),
    [
        ("$5 million", 5_000_000),
        ("5,000,000", 5_000_000),
        ("$ .8 billion", 800_000_000),
        ("50 million dollars", 50_000_000),
        *((cell, None) for cell in ("5 000 000", "1E5", "5M EUR", "10M-20M", "4,05", "10%", "2 x 5M", "1/2", "9" * 30)),
    ],
)
def test_a_whole_cell_is_one_amount_of_dollars_or_none(text: str, dollars: int | None) -> None:
    assert whole_amount(text) == dollars


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("At this time, the U.S. Government is not aware of any offset agreement.", "unknown"),
        ("There are no known offset agreements proposed in connection with this potential sale.", "none"),
        ("The purchaser typically requests offsets.", "known"),
        ("Any offset agreement will be defined in negotiations between the purchaser and the contractor.", None),
        ("The sale will not alter the balance.", None),
    ],
)
def test_offset(sentence: str, says: str | None) -> None:
    assert offset_said(sentence.lower()) == says


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Funding Source: National Funds", "national"),
        ("Funding Source: Foreign Military Financing (FMF)", "fmf"),
        ("Funding Source: FMF and National Funds", "FMF and National Funds"),
        ("It will be financed with Foreign Military Financing.", "fmf"),
        ("The funds are there.", None),
    ],
)
def test_funding(text: str, says: str | None) -> None:
    assert funding_said(text) == says


def test_an_upper_limit_is_kept_with_its_number() -> None:
    limited, exact, also = items("up to sixteen (16) boats; four (4) masts; a maximum of 2 sets", None)
    assert [(one.quantity, one.up_to) for one in (limited, exact, also)] == [(16, True), (4, False), (2, True)]


def test_a_mark_behind_an_item_says_which_kind_it_is() -> None:
    pods, parts = items("six (6) pods (MDE); ten (10) parts (non-MDE)", None)
    assert [(one.name, one.mde) for one in (pods, parts)] == [("pods", True), ("parts", False)]


def test_what_is_worked_on_is_counted() -> None:
    (work,) = items("enhancements to one hundred sixty-two (162) ZX tanks to one of the following variants: A, B", None)
    assert (work.quantity, work.name) == (162, "enhancements to ZX tanks to one of the following variants: A, B")


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Spare Parts for Aircraft", "maintenance"),
        ("MK 54 Lightweight Torpedoes", "munitions"),
        ("M1A2T Abrams Tanks", "traditional"),
        ("Stinger Missiles", None),
        ("Loitering Munitions", None),
        ("Radars, howitzers, and ammunition", None),
        ("Command, Control and Communications", None),
    ],
)
def test_a_class_is_proposed_only_where_the_words_leave_no_doubt(title: str, named: str | None) -> None:
    assert proposed_class(title) == named


def test_a_quantity_with_a_capital_letter_begins_an_item_whatever_stands_before() -> None:
    found = [(one.quantity, one.name) for one in items("Three (3) boats Six (6) engines Two (2) sets of Tools", None)]
    assert found == [(3, "boats"), (6, "engines"), (2, "sets of Tools")]


def test_a_stray_mark_does_not_part_a_quantity_from_its_thing() -> None:
    found = [(one.quantity, one.name) for one in items("two (2) boats; one hundred eight (108); masts; nets", None)]
    assert found == [(2, "boats"), (108, "masts"), (None, "nets")]


def test_a_fixed_sentence_begins_even_where_the_stop_before_it_was_lost() -> None:
    text = "The principal contractor will be Alpha Works, Salem, Ohio There are no known offset agreements."
    assert list(sentences(text))[1] == "There are no known offset agreements."


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The contractors expected to take part in this program are Alpha, Waltham, MA, and Beta, Dover, DE.", 2),
        ("The primary contractor is Alpha Works, St. Louis, Missouri.", 1),
        ("The vendor will be Alpha Works, McLean, Virginia.", 1),
        ("Alpha Works (Andover, MA) will be the principal contractor.", 1),
        ("This sale will involve the following contractors: Alpha, Mesa, AZ; and Beta, Dover, DE.", 2),
        ("The principal contractors will be Alpha Works, Andover, MA and a U.S. contractor to be determined.", 1),
        ("The principal contractors are ALPHA WORKS, NEW YORK, NEW YORK; and BETA in NASHUA, NEW HAMPSHIRE.", 2),
        ("The principal contractor will be selected through competition.", 0),
    ],
)
def test_contractors_in_further_words(sentence: str, found: int) -> None:
    assert len(contractors(sentence) or ()) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Implementation of this sale will require the assignment of contractor representatives.",
        "U.S. Government and contractor engineering and logistics support services will be provided.",
        "Any offset agreement will be defined in negotiations between the purchaser and the contractor.",
    ],
)
def test_sentences_that_only_mention_contractors(sentence: str) -> None:
    assert not says_contractors(sentence.lower())
