"""The table of systems: names found as whole words, each naming one system, each seen in the reference ledger."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import Location
from armstrack.ledger.system_names import nearest_among, spelled
from armstrack.ledger.systems import (
    System,
    sorted_and_distinct,
    system_called,
    systems,
    systems_named_in,
)
from armstrack.yaml_text.table import BadTable


def called(name: str) -> System:
    system = system_called(name)
    assert system is not None
    return system


@pytest.mark.parametrize(
    ("name", "system"),
    [
        ("HIMARS", "HIMARS"),
        ("himars", "HIMARS"),
        ("M142", "HIMARS"),
        ("High Mobility Artillery Rocket System", "HIMARS"),
        ("High Mobility Artillery Rocket Systems", "HIMARS"),
        ("AIM-120", "AMRAAM"),
        ("AIM120", "AMRAAM"),
        ("mk54", "MK 54 torpedo"),
        ("MK-54", "MK 54 torpedo"),
        ("Javelins", "Javelin"),
        ("F/A-18E/F", "Super Hornet"),
    ],
)
def test_a_system_is_known_however_it_is_spelled(name: str, system: str) -> None:
    assert called(name).name == system


@pytest.mark.parametrize("name", ["Hymars", "M14", "AIM-12", "radar"])
def test_a_name_that_is_merely_similar_is_no_system(name: str) -> None:
    assert system_called(name) is None


def test_the_nearest_names_are_suggested() -> None:
    assert nearest_among("Hymars", systems()) == ("HIMARS",)
    assert nearest_among("zzzz", systems()) == ()


@pytest.mark.parametrize(
    ("system", "text", "named"),
    [
        ("Abrams", "M1A2T Abrams tank", True),
        ("Abrams", "M1A1SA refurbishment", True),
        ("Abrams", "Spare parts for the M1", True),
        ("Abrams", "M142 HIMARS launcher", False),
        ("Abrams", "M1156A1 Precision Guidance Kit (PGK)", False),
        ("Abrams", "M109A7 155mm self-propelled howitzer", False),
        ("HIMARS", "M142 HIMARS launcher", True),
        ("HIMARS", "High Mobility Artillery Rocket Systems", True),
        ("HIMARS", "M1421 trailer", False),
        ("M109 howitzer", "M1095 5-ton trailers", False),
        ("AMRAAM", "AIM-120C-8 guidance section", True),
        ("AMRAAM", "AMRAAM-C8 guidance section", True),
        ("AMRAAM", "AMRAAM-ER missile", False),
        ("AMRAAM-ER", "AMRAAM-ER missile", True),
        ("AMRAAM", "AIM-120C-8 and AMRAAM-ER missiles", True),
        ("HAWK", "UH-60M Black Hawk helicopter", False),
        ("Black Hawk", "UH-60M Black Hawk helicopter", True),
        ("HAWK", "HAWK sustainment", True),
        ("Reaper", "MQ-9B remotely piloted aircraft", False),
        ("SkyGuardian", "MQ-9B remotely piloted aircraft", True),
        ("C-130", "M88A2 HERCULES recovery vehicle", False),
        ("500-pound bomb", "MK-82 inert bomb", True),
        ("500-pound bomb", "MK 82 500-pound bomb body", True),
        ("RAM", "Rolling Airframe Missiles", True),
        ("RAM", "Aircraft programs", False),
    ],
)
def test_a_system_is_found_as_a_whole_word(system: str, text: str, named: bool) -> None:
    assert called(system).is_named_in(text) is named


NAMED = [
    # What notices call things, and every system that the words name.
    ("M142 HIMARS launcher", {"HIMARS"}),
    ("M31A1 GMLRS unitary rocket pod", {"GMLRS"}),
    ("ATACMS T2K Unitary missile", {"ATACMS"}),
    ("Upgrade of M270A1 launchers to M270A2", {"MLRS"}),
    ("M28A2 low-cost reduced-range practice rocket pods", {"Reduced range practice rocket"}),
    ("Multiple-launch rocket system and missiles", {"MLRS"}),
    ("FGM-148F Javelin missile, fly-to-buy", {"Javelin"}),
    ("Lightweight Command Launch Unit (LwCLU)", {"Javelin"}),
    ("AN/MPQ-65 radar set", {"Patriot"}),
    ("AN/MSQ-132 engagement control station", {"Patriot"}),
    ("Antenna mast group", {"Patriot"}),
    ("GEM-T missile", {"Patriot"}),
    ("PAC-3 MSE missile", {"PAC-3"}),
    ("PAC-3 and GEM-T Missiles", {"PAC-3", "Patriot"}),
    ("Flight test target, Patriot-as-a-target", set()),
    ("Kits to upgrade M901 stations to M903", {"Patriot", "M903 launching station"}),
    ("AIM-120C7 AMRAAM", {"AMRAAM", "AMRAAM C-7"}),
    ("AIM-120C-8 guidance section", {"AMRAAM", "AMRAAM C-8"}),
    ("AIM-120C-7/8 AMRAAM Missiles", {"AMRAAM", "AMRAAM C-7", "AMRAAM C-8"}),
    ("AIM-120D-3 AMRAAM missile", {"AMRAAM", "AMRAAM D"}),
    ("AIM-120C-7/C-8 AMRAAM-ER missile", {"AMRAAM-ER"}),
    ("AIM-9M Sidewinder missile", {"Sidewinder"}),
    ("AIM 9X-2 Sidewinder Block II all-up-round missile", {"Sidewinder", "Sidewinder X"}),
    ("CATM-9X-2 captive air training missile", {"Sidewinder", "Sidewinder X"}),
    ("AGM-114R Hellfire missile", {"Hellfire"}),
    ("ATM-114Q air training missile", {"Hellfire"}),
    ("M299 Hellfire missile launcher", {"M299 launcher"}),
    ("BGM-71F-3-RF TOW 2B missile", {"TOW"}),
    ("M41 ITAS launcher, and/or M220A2", {"ITAS"}),
    ("20-ton towed howitzer", set()),
    ("FIM-92K Stinger missile", {"Stinger"}),
    ("Gripstocks", {"Stinger"}),
    ("UGM-84L Harpoon Block II missile", {"Harpoon"}),
    ("AGM-84H SLAM-ER", {"SLAM-ER"}),
    ("CATM-84H captive air training missile", {"SLAM-ER"}),
    ("SM-2 Block IIIB missile", {"Standard Missile 2"}),
    ("SM-3 Block IIA missile", {"Standard Missile 3"}),
    ("Evolved Seasparrow Missiles", {"ESSM"}),
    ("AIM-7M Sparrow air-to-air missile", {"Sparrow"}),
    ("GBU-38 JDAM", {"JDAM"}),
    ("GBU-54(V)1/B kit", {"JDAM"}),
    ("GBU-12 Paveway II kit", {"Paveway II"}),
    ("GBU-24(V)11/B Enhanced Paveway III", {"Paveway III"}),
    ("GBU-49 enhanced Paveway", {"Enhanced Paveway"}),
    ("Paveway IV Munitions", {"Paveway IV"}),
    ("GBU-39 small diameter bomb", {"Small Diameter Bomb I"}),
    ("Small Diameter Bombs II", {"Small Diameter Bomb II"}),
    ("AGM-154C Joint Stand Off Weapon", {"JSOW"}),
    ("AGM-158B JASSM-ER", {"JASSM"}),
    ("AGM-158C LRASM", {"LRASM"}),
    ("AGM-88B HARM missile", {"HARM"}),
    ("AGM-88E2 guidance section", {"AARGM"}),
    ("TGM-65D maintenance training missile", {"Maverick"}),
    ("AGM-65G-2 Maverick missile", {"Maverick"}),
    ("RGM-109E Tomahawk Block V", {"Tomahawk"}),
    ("M1A2K tanks", {"Abrams"}),
    ("M1151A1 HMMWV", {"HMMWV"}),
    ("M1117 armored security vehicle", {"M1117 armored security vehicle"}),
    ("M1110 joint assault bridge", {"Joint assault bridge"}),
    ("M2A2 aiming circle", set()),
    ("Refurbishment of Ship Ex Robert G. Bradley", set()),
    ("Refurbishment of M2A2 ODS Bradley", {"Bradley"}),
    ("M2A1 .50 caliber machine gun", {"M2 machine gun"}),
    ("M1126 Stryker infantry carrier", {"Stryker"}),
    ("M113A2 armored ambulance", {"M113 carrier"}),
    ("LAV-25 light armored vehicle", {"LAV"}),
    ("MaxxPro Dash DXM MRAP", {"MRAP"}),
    ("M1278A1 heavy gun carrier JLTV", {"JLTV"}),
    ("M60A3 tank", {"M60 tank"}),
    ("M60 machine gun", set()),
    ("M777A2 155mm Howitzers", {"M777 howitzer"}),
    ("F-15SG", {"F-15"}),
    ("KF-16 Upgrade", {"F-16"}),
    ("F/A-18 C/D Services and Support", {"Hornet"}),
    ("F/A-18E/F Super Hornet aircraft", {"Super Hornet"}),
    ("EA-18G Growler", {"Growler"}),
    ("F-135 engine, spare", {"F135 engine"}),
    ("F-110-GE-129 engine", {"F110 engine"}),
    ("KC-130J aircraft", {"C-130"}),
    ("P-3C Orion Patrol Aircraft", {"P-3"}),
    ("E-2D Advanced Hawkeye Aircraft", {"Hawkeye"}),
    ("E-3F AWACS aircraft upgrade", {"AWACS"}),
    ("RE-3A Surveillance Aircraft Modernization", {"RE-3"}),
    ("UH-60M Black Hawk Helicopters", {"Black Hawk"}),
    ("MH-60R Seahawk helicopter", {"MH-60R"}),
    ("MH-60S Seahawk helicopter", {"MH-60S"}),
    ("MSI Seahawk A2 gun system", set()),
    ("SH-60F helicopter, refurbishment", {"S-70B"}),
    ("AH-64E Apache helicopter", {"Apache"}),
    ("AH-6i light attack reconnaissance helicopter", {"AH-6"}),
    ("AH-1Z and UH-1Y Refurbishment", {"Viper helicopter", "Venom"}),
    ("AH-1W Super Cobra helicopter", {"AH-1W"}),
    ("MV-22 Block C Osprey aircraft", {"Osprey"}),
    ("Osprey class mine hunting ship", set()),
    ("Osprey 30 AESA radar", set()),
    ("MQ-9 Block 5 aircraft", {"Reaper"}),
    ("Certifiable Predator B Aircraft", {"SkyGuardian"}),
    ("RQ-4 Block 30 Global Hawk Aircraft", {"Global Hawk"}),
    ("AEGIS weapon system MK 7", {"Aegis"}),
    ("Multi-Mission Surface Combatants", {"Multi-Mission Surface Combatant"}),
    ("AN/USQ-140 MIDS-LVT terminal", {"MIDS"}),
    ("Link-16 MIDS-JTRS", {"MIDS", "Link 16"}),
    ("AN/AAQ-24(V)N LAIRCM system", {"LAIRCM"}),
    ("AN/ALQ-211 AIDEWS or ACES", {"AN/ALQ-211"}),
    ("NASAMS missiles", {"NASAMS"}),
    ("AVENGER fire unit", {"Avenger"}),
    ("MK 54 conversion kit for MK 46 Mod 5 torpedo", {"MK 46 torpedo", "MK 54 torpedo"}),
    ("MK-48 Mod 7 Torpedo Conversion Kits", {"MK 48 torpedo"}),
    ("Mk 41 Vertical Launching Systems", {"MK 41 VLS"}),
    ("CIWS Block 1B Baseline 1 to Baseline 2 upgrade kit", {"Phalanx"}),
    ("MK-15 Mod 31 SeaRAM CIWS", set()),
    ("AN/APG-83 SABR radar", {"AN/APG-83 radar"}),
    ("AN/TPQ-36(V)10 Firefinder Radars", {"Firefinder radar"}),
    ("Sentinel 11521A HMMWV", {"HMMWV"}),
    ("AAVR-7A1 RAM/RS recovery vehicle", {"AAV"}),
    ("T-700-GE-701D engine", {"T700 engine"}),
    ("Sniper or Litening targeting pod", {"Sniper pod", "Litening pod"}),
    ("BLU-109C/B 2,000-pound bomb", {"BLU-109"}),
    ("Embedded GPS/INS", set()),
]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_the_words_of_notices_name_these_systems_and_no_other(text: str, named: set[str]) -> None:
    assert {system.name for system in systems() if system.is_named_in(text)} == named


def test_a_text_is_searched_as_it_is_written() -> None:
    assert spelled(("M1",)).search("an M1 here")
    assert not spelled(("M1",)).search("an M142 here")
    assert not spelled(("a.c",)).search("abc")


REFERENCE = Path(__file__).parents[2] / "data"


@cache
def reference() -> Ledger:
    return Ledger.at(Location(REFERENCE, reference=True))


def test_every_system_is_named_in_the_sale_where_it_was_seen() -> None:
    sales = reference().contents.sales
    for system in systems():
        sale = sales[system.seen_in]
        assert any(system.is_named_in(text) for text in (sale.title, *(item.name for item in sale.items))), system.name


def test_every_system_says_where_its_name_comes_from_and_by_which_sale() -> None:
    found = systems()
    assert len(found) > 200
    for system in found:
        assert system.citation.startswith(f"notice of {system.seen_in}, "), system.name


def test_what_no_notice_prints_is_marked_as_common_use() -> None:
    sales = reference().contents.sales.values()
    texts = " | ".join({text for sale in sales for text in (sale.title, *(item.name for item in sale.items))})
    for system in systems():
        marked = system.citation.partition("in common use and in no notice here: ")[2].split(", ")
        for spelling in system.spellings:
            printed = spelled((spelling,)).search(texts)
            assert printed or spelling.removesuffix("*") in marked, (system.name, spelling)


def test_no_name_means_two_systems() -> None:
    def one(name: str, *designations: str) -> System:
        return System(name, designations, (), (), "here", "a-sale")

    with pytest.raises(BadTable, match="names both"):
        sorted_and_distinct("systems.yaml", [one("HIMARS", "M142"), one("Launcher", "M-142")])
    assert [each.name for each in sorted_and_distinct("x", [one("b"), one("A")])] == ["A", "b"]


@pytest.mark.parametrize(("text", "named"), NAMED)
def test_the_systems_that_texts_name_are_those_that_are_named_in_one_of_them(text: str, named: set[str]) -> None:
    assert {one.name for one in systems_named_in((text,))} == named
    assert {one.name for one in systems_named_in(("Something else", text, "M142 HIMARS launcher"))} == named | {
        "HIMARS"
    }
    assert systems_named_in(("Something else",)) == []


def test_every_spelling_of_a_system_is_found_among_the_systems_that_a_text_names() -> None:
    for system in systems():
        for spelling in system.spellings:
            assert system in systems_named_in((f"new {spelling.removesuffix('*')} set",)), spelling
