"""The shapes in which releases list goods and firms, each in a short text: what is read, and what is not made of it."""

from __future__ import annotations

import pytest

from armstrack.notices.contractor import contractors
from armstrack.notices.draft import Draft
from armstrack.notices.item_list import items, pieces
from armstrack.notices.purchaser import leading_purchaser
from armstrack.notices.reading import read_notice
from armstrack.notices.sentences import paragraphs, sentences

HEAD = (
    "Chile \u2013 ZX Aircraft\n"
    "WASHINGTON, May 4, 2012 \u2013 The Defense Security Cooperation Agency notified Congress today of a possible "
    "Foreign Military Sale to the Government of Chile of ZX aircraft for an estimated cost of $90 million.\n"
)
ASKS = "The Government of Chile has requested a possible sale of "


def release(body: str) -> Draft:
    draft = read_notice(HEAD + body)
    assert draft is not None
    return draft


def counted(draft: Draft) -> list[tuple[int | None, str]]:
    return [(item.quantity, item.name) for item in draft.items if item.quantity is not None]


def named(draft: Draft) -> list[str]:
    return [item.name for item in draft.items]


def firms(text: str) -> list[tuple[str, str | None]]:
    return [(one.name, one.place) for one in contractors(text) or ()]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            ASKS + "(6) ZX-1 aircraft. They will have T7 engines, and (9) T7 engines are included as spares.",
            [(6, "ZX-1 aircraft"), (9, "T7 engines")],
        ),
        (
            ASKS + "6 ZX-1 aircraft. The proposed FMS sale will include 6 NX/R radar sets, 12 NX/M masts; tools.",
            [(6, "ZX-1 aircraft"), (6, "NX/R radar sets"), (12, "NX/M masts")],
        ),
        (
            ASKS
            + "bombs of all kinds. This request provides for the later sale of:\nTwo (2) A-1 kits\nNine (9) B-2 kits",
            [(2, "A-1 kits"), (9, "B-2 kits")],
        ),
        (
            ASKS + "up to two (2) ZX-1 aircraft. The program is meant to allow for the purchase of the following "
            "weapons: ten (10) A-1 kits; 200 B-2 bombs; 40 C-3 guns. 900 rounds of C-3 ammunition.",
            [
                (2, "ZX-1 aircraft"),
                (10, "A-1 kits"),
                (200, "B-2 bombs"),
                (40, "C-3 guns"),
                (900, "rounds of C-3 ammunition"),
            ],
        ),
        (
            "Chile has asked several countries for offers. If Chile chooses the ZX-1, it will request a possible sale "
            "of 28 ZX-1 aircraft and 8 spare T7 engines.",
            [(28, "ZX-1 aircraft"), (8, "spare T7 engines")],
        ),
        (
            ASKS + "four (4) ships that incorporate five (5) ZX radars (4 installed, 1 spare); two (2) guns.",
            [(4, "ships"), (5, "ZX radars"), (2, "guns")],
        ),
        (
            ASKS + "six (6) ZX-1 aircraft, and a possible sale of fourteen (14) T7 engines; four (4) radars.",
            [(6, "ZX-1 aircraft"), (14, "T7 engines"), (4, "radars")],
        ),
        (
            ASKS + "equipment and services to refurbish forty-three (43) ZX-1 aircraft; and eighty (80) engines.",
            [(43, "equipment and services to refurbish ZX-1 aircraft"), (80, "engines")],
        ),
        (
            ASKS + "two (2) ZX-1 aircraft; A-2 trucks, four (4) each; fuzes (500); masts - quantity 50; tools.",
            [(2, "ZX-1 aircraft"), (4, "A-2 trucks"), (500, "fuzes"), (50, "masts")],
        ),
        (ASKS + "two ZX-1 aircraft, one and a half years of support, and tools.", [(2, "ZX-1 aircraft")]),
        (
            ASKS + "18 ZX-1 aircraft; 40 Helmet Sets, 36 NX/Q-4 Dispensers; support equipment.",
            [(18, "ZX-1 aircraft"), (40, "Helmet Sets"), (36, "NX/Q-4 Dispensers")],
        ),
        (
            ASKS + ":\n84 ZX-1 aircraft\n1,000 Guided Bombs of the kind with a laser in the nose of each (500 lb)\n"
            "1,000 Guided Bombs of the kind with a laser in the nose of each (2000 lb)\n50 A-105 Inert",
            [
                (84, "ZX-1 aircraft"),
                (1000, "Guided Bombs of the kind with a laser in the nose of each (500 lb)"),
                (1000, "Guided Bombs of the kind with a laser in the nose of each (2000 lb)"),
                (50, "A-105 Inert"),
            ],
        ),
        (
            ASKS + ":\n\u2022 ten (10) A-1 trucks, each with a crane;\n\u2022 and two (2) B-2 trailers.",
            [(10, "A-1 trucks, each with a crane"), (2, "B-2 trailers")],
        ),
    ],
)
def test_goods_are_read_wherever_they_stand(body: str, found: list[tuple[int, str]]) -> None:
    assert counted(release(body)) == found


def test_other_equipment_of_a_kind_is_listed() -> None:
    draft = release(ASKS + "two (2) ZX-1 aircraft. Other aircraft equipment includes: jammers; a trainer; and flares.")
    assert named(draft) == ["ZX-1 aircraft", "jammers", "a trainer", "flares"]


def test_what_a_sale_is_for_is_no_list_of_goods() -> None:
    draft = release(
        ASKS + "two (2) ZX-1 aircraft. This proposed sale will provide a readiness like that of the U.S. fleet."
    )
    assert named(draft) == ["ZX-1 aircraft"]


def test_offers_that_are_asked_for_are_no_goods() -> None:
    draft = release(
        "The Government of Chile has requested proposals from several sellers, to include the United States."
    )
    assert draft.items == ()


def test_a_thing_may_be_both_kinds_without_the_text_dividing_its_goods() -> None:
    draft = release(ASKS + "four (4) ships. Also included are radios; and spares (MDE and non-MDE).")
    assert {item.mde for item in draft.items} == {None}


def test_an_option_is_an_item_with_a_note() -> None:
    (first, second) = items(
        "an initial 25 ZX-1 aircraft with an option to purchase an additional 50 ZX-1 aircraft", None
    )
    assert (first.quantity, first.name, first.note) == (25, "ZX-1 aircraft", None)
    assert (second.quantity, second.name, second.note) == (50, "ZX-1 aircraft", "an option")
    (_, option, _) = items("6 ZX-1 aircraft, with an option for an additional 2 aircraft, and 12 trainers", None)
    assert (option.quantity, option.name, option.note) == (2, "aircraft", "an option")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "tools, U.S. Government and contractor engineering, technical, and logistics support services, and manuals",
            [
                "tools",
                "U.S. Government and contractor engineering, technical, and logistics support services",
                "manuals",
            ],
        ),
        ("57 ZX devices, Airborne, and 4 radios", ["57 ZX devices, Airborne", "4 radios"]),
        (
            "30 ZX receivers with A-Code, or B-Code, and 4 radios",
            ["30 ZX receivers with A-Code, or B-Code", "4 radios"],
        ),
        (
            "(A) up to 15 ZX109 helicopters; and, (B) up to 12 ZX139 helicopters",
            ["up to 15 ZX109 helicopters", "up to 12 ZX139 helicopters"],
        ),
        (
            "renewal of the guard, consisting of the following defense services: training, repair, and construction",
            ["renewal of the guard", "training", "repair", "construction"],
        ),
        (
            "4 NX/Q Identification, Friend or Foe systems (3 installed), "
            "a Command, Control, Communications, and Computers set, and tools",
            [
                "4 NX/Q Identification, Friend or Foe systems (3 installed)",
                "a Command, Control, Communications, and Computers set",
                "tools",
            ],
        ),
        (
            "a training program that includes, but is not limited to, flight training, teams, and books",
            ["a training program that includes flight training", "teams", "books"],
        ),
        (
            "84 ZX-1 Aircraft 170 Radar sets (AESA) 1,000 MK-1 500lb Bombs 10 DB-1 Pods",
            ["84 ZX-1 Aircraft", "170 Radar sets (AESA)", "1,000 MK-1 500lb Bombs", "10 DB-1 Pods"],
        ),
        ("bombs of all kinds to include: A-1 kits; B-2 kits", ["bombs of all kinds", "A-1 kits", "B-2 kits"]),
    ],
)
def test_what_a_comma_parts(text: str, found: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == found


BE = "The principal contractors will be "


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            BE + "Alpha Works, Reno, NV and Beta of Salem, Oregon.",
            [("Alpha Works", "Reno, NV"), ("Beta", "Salem, Oregon")],
        ),
        (
            BE + "Alpha Works, Golden, CO, and Beta, Mesa, AZ.",
            [("Alpha Works", "Golden, CO"), ("Beta", "Mesa, AZ")],
        ),
        (
            BE + "Alpha Works, Salem and Dover, MA; and Beta, Mesa, AZ.",
            [("Alpha Works", "Salem and Dover, MA"), ("Beta", "Mesa, AZ")],
        ),
        (
            BE + "either Alpha Works in Salem, Oregon or Beta in Mesa, Arizona.",
            [("Alpha Works", "Salem, Oregon"), ("Beta", "Mesa, Arizona")],
        ),
        (
            BE + "Alpha Works, Washington, D.C., with shipbuilding at Dover, DE.",
            [("Alpha Works", "Washington, D.C., and Dover, DE")],
        ),
        (
            "Principal contractors in this program are: \u2022 Alpha Works, Mesa, AZ (radios, masts); "
            "\u2022 Beta, South Bend, IN; \u2022 Gamma, Salem, Oregon",
            [("Alpha Works", "Mesa, AZ"), ("Beta", "South Bend, IN"), ("Gamma", "Salem, Oregon")],
        ),
        (
            BE + "Alpha in Fort Worth, Texas and the Beta Company in Dover, Delaware.",
            [("Alpha", "Fort Worth, Texas"), ("Beta Company", "Dover, Delaware")],
        ),
        (
            "The contractors are expected to be the following: Alpha - Mesa, Arizona; Beta \u2013 Dover, Delaware.",
            [("Alpha", "Mesa, Arizona"), ("Beta", "Dover, Delaware")],
        ),
        (
            "The prime contractor for rockets will be Alpha in Mesa, AZ 85201, and for the radars Beta in Dover, DE.",
            [("Alpha", "Mesa, AZ 85201"), ("Beta", "Dover, DE")],
        ),
        (
            "There will be various principal contractors, including Alpha, located in Mesa, AZ; and Beta in Dover, DE.",
            [("Alpha", "Mesa, AZ"), ("Beta", "Dover, DE")],
        ),
        ("Contractors for this sale will be Alpha Works, Mesa, AZ.", [("Alpha Works", "Mesa, AZ")]),
        (
            BE + "Alpha Helicopter, Works, Dover, DE; and Beta, Mesa, AZ.",
            [("Alpha Helicopter, Works", "Dover, DE"), ("Beta", "Mesa, AZ")],
        ),
        (
            BE + "the Alpha Joint Venture (AJV) between Beta, located in Mesa, AZ, and Gamma, located in Dover, DE.",
            [("Alpha Joint Venture (AJV)", None), ("Beta", "Mesa, AZ"), ("Gamma", "Dover, DE")],
        ),
        (
            BE + "(1) Alpha Works, Mesa, AZ; (2) Beta, Dover, DE.",
            [("Alpha Works", "Mesa, AZ"), ("Beta", "Dover, DE")],
        ),
        (
            BE + "The Alpha Company St Louis, Missouri (ZX-1); Beta Corporation Orlando, Florida",
            [("Alpha Company", "St Louis, Missouri"), ("Beta Corporation", "Orlando, Florida")],
        ),
    ],
)
def test_firms_and_their_places(text: str, found: list[tuple[str, str | None]]) -> None:
    assert firms(text) == found


def test_a_list_of_firms_ends_where_a_sentence_begins() -> None:
    draft = release(
        ASKS + "two (2) ZX-1 aircraft.\nThe prime contractors will be:\nThe Alpha Company in Mesa, Arizona\n"
        "Beta in South Bend, IN\nGamma Lines in Salem, Oregon\n"
        "Although Chile may want offsets, there are no known offset agreements."
    )
    assert [(one.name, one.place) for one in draft.contractors or ()] == [
        ("Alpha Company", "Mesa, Arizona"),
        ("Beta", "South Bend, IN"),
        ("Gamma Lines", "Salem, Oregon"),
    ]
    assert draft.offset == "none"


def test_a_list_of_firms_goes_on_behind_a_stray_full_stop() -> None:
    draft = release(
        ASKS
        + "two (2) ZX-1 aircraft.\nThe prime contractor will be Alpha Works in Mesa, Arizona. Beta in Salem, Oregon."
        " It is expected that work is done in Dover, Delaware."
    )
    assert [one.name for one in draft.contractors or ()] == ["Alpha Works", "Beta"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("the Governments of Belgium, the Netherlands, and Luxembourg for", ("BE", "NL", "LU")),
        ("the Governments of Estonia and Latvia have", ("EE", "LV")),
        ("Benelux (Belgium, the Netherlands, and Luxembourg) has", ("BE", "NL", "LU")),
    ],
)
def test_several_governments_buy(text: str, codes: tuple[str, ...]) -> None:
    found = leading_purchaser(text)
    assert found is not None
    assert found.recipients == codes


def test_letters_that_end_a_designation_are_no_initial() -> None:
    assert list(sentences("It has three ZX-17s. It will have a GBU-39/B. This is all that J. Doe said.")) == [
        "It has three ZX-17s.",
        "It will have a GBU-39/B.",
        "This is all that J. Doe said.",
    ]


def test_a_state_of_two_letters_ends_a_line() -> None:
    long = "A line that is as long as the lines of this text are, since it was wrapped at some width"
    lines = ["Alpha Works, South Bend, IN", "Beta, Mesa, AZ", "Gamma, Salem, OR", "Delta, Reno, NV"]
    assert paragraphs("\n".join([long, long, long, "ends here.", *lines]))[-4:] == lines


def test_a_list_of_short_lines_without_marks() -> None:
    draft = release(
        "Chile has requested to buy two (2) ZX-1 aircraft. The following non-MDE items will be included:\n"
        "missile containers\nGovernment support of every kind, be it\nof engineers or of others\ntraining equipment\n"
    )
    assert [item.name for item in draft.items if item.mde is False] == [
        "missile containers",
        "Government support of every kind, be it of engineers or of others",
        "training equipment",
    ]


def test_a_request_for_nothing_but_other_items_is_read_without_a_remark() -> None:
    draft = release(
        "Chile has requested to buy the following non-major defense equipment (MDE) items: overhauls; "
        "two sets; and spares. The estimated total cost is $90 million ($0 in MDE)."
    )
    assert [(item.quantity, item.name, item.mde) for item in draft.items] == [
        (None, "overhauls", False),
        (2, "sets", False),
        (None, "spares", False),
    ]
    assert (draft.value.mde, draft.warnings) == (0, ())


def test_the_parts_of_a_total_in_one_line() -> None:
    draft = release(ASKS + "two (2) ZX-1 aircraft. Cost: MDE $60 million; Other $30 million; Total $90 million.")
    assert (draft.value.total, draft.value.mde, draft.value.other) == (90_000_000, 60_000_000, 30_000_000)


def test_dollars_of_the_united_states_are_no_other_currency() -> None:
    draft = release(ASKS + "28 ZX-1 missiles. The estimated cost is US$ 90 million.")
    assert (draft.value.total, draft.warnings) == (90_000_000, ())


def test_a_sentence_is_no_line_of_the_list_above_it() -> None:
    items = ["boats", "masts", "a thing of so long a name as to make its line as wide as all of the lines of a text go"]
    lines = ["The following will be included:", *items, items[-1].upper(), items[-1].title()]
    sentence = "The principal contractor will be Alpha Works, located in Mesa, AZ."
    assert paragraphs("\n".join([*lines, sentence]))[-1] == sentence


@pytest.mark.parametrize(
    ("kinds", "mde"),
    [
        ("combined items", None),
        ("combined major defense equipment (MDE) and non-MDE items", None),
        ("non-MDE items", False),
    ],
)
def test_what_is_notified_all_in_all_stands_behind_its_heading(kinds: str, mde: bool | None) -> None:
    draft = release(
        "Chile has requested to buy two (2) more sets that will be added to a previously implemented case. "
        "The original FMS case, valued at $9.9 million, included six (6) sets. "
        f"This notification is for the following {kinds}: eight (8) sets; accessories."
    )
    assert [(item.quantity, item.name, item.mde) for item in draft.items] == [
        (8, "sets", mde),
        (None, "accessories", mde),
    ]
