"""The table of firms: a printed name means a firm, under one name, as of the day of the sale."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import NOVEMBER

from armstrack.ledger.firms import Firm, Unit, called, firm_of, firms, firms_of, meanings
from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import Location
from armstrack.yaml_text.table import BadTable


@pytest.mark.parametrize(
    ("printed", "firm"),
    [
        ("RTX Corporation", "RTX"),
        ("Raytheon Missile Systems", "RTX"),
        ("The Raytheon Company", "RTX"),
        ("Raytheon Cooperation", "RTX"),
        ("Pratt and Whitney Military Engines", "RTX"),
        ("Pratt & Whitney", "RTX"),
        ("Lockheed-Martin", "Lockheed Martin"),
        ("Lockheed Martin Missiles and Fire Control", "Lockheed Martin"),
        ("Lockheed Corporation", "Lockheed Martin"),
        ("The Boeing Company", "Boeing"),
        ("Boeing Integrated Defense Systems", "Boeing"),
        ("McDonnell Douglas Corporation, a wholly owned subsidiary of the Boeing Company", "Boeing"),
        ("Northrup Grumman", "Northrop Grumman"),
        ("Northrop Grumman Innovation Systems (NGIS)", "Northrop Grumman"),
        ("General Dynamics-Ordnance Tactical Systems", "General Dynamics"),
        ("L-3 Communications Integrated Systems Company", "L3Harris"),
        ("L3Harris Technologies, Inc.", "L3Harris"),
        ("Harris Radio", "L3Harris"),
        ("British Aerospace Engineering (BAE)", "BAE Systems"),
        ("Bell Helicopter, Textron", "Textron"),
        ("DRS North America (a Leonardo company)", "Leonardo"),
        ("Oshkosh Corporation and Oshkosh Defense, LLC", "Oshkosh"),
        ("American General", "AM General"),
        ("Colt Manufacturing Company", "Colt"),
        ("FN America", "FN Herstal"),
        ("Konsberg Defense Systems", "Kongsberg"),
        ("U.S. Army inventory", "U.S. Government"),
    ],
)
def test_a_unit_a_site_and_a_former_name_belong_to_the_firm(printed: str, firm: str) -> None:
    assert firm_of(printed, date(2024, 1, 1)) == firm


@pytest.mark.parametrize(
    ("printed", "venture"),
    [
        ("Raytheon/Lockheed Martin Javelin Joint Venture", "Javelin Joint Venture"),
        ("Javelin Joint Venture (RTX)", "Javelin Joint Venture"),
        ("Longbow Limited Liability Corporation", "Longbow LLC"),
        ("Thales Raytheon Systems", "Thales Raytheon Systems"),
        ("Bell Helicopter and Boeing Rotorcraft Systems (joint venture)", "Bell Boeing"),
        ("HELLFIRE Limited LLC", "Hellfire Systems LLC"),
    ],
)
def test_a_joint_venture_is_a_firm_of_its_own(printed: str, venture: str) -> None:
    assert firm_of(printed, date(2024, 1, 1)) == venture


@pytest.mark.parametrize(
    ("printed", "day", "firm"),
    [
        ("Sikorsky Aircraft Corporation", date(2015, 11, 5), "RTX"),
        ("Sikorsky Aircraft Corporation", date(2015, 11, 6), "Lockheed Martin"),
        ("Orbital ATK", date(2018, 6, 5), "Orbital ATK"),
        ("Alliant Techsystems", date(2012, 1, 1), "Orbital ATK"),
        ("Orbital ATK", date(2018, 6, 6), "Northrop Grumman"),
        ("ITT Corporation", date(2010, 1, 1), "Exelis"),
        ("Exelis", date(2016, 1, 1), "L3Harris"),
        ("SAIC", date(2013, 9, 26), "Leidos"),
        ("SAIC", date(2013, 9, 27), "SAIC"),
        ("Hawker Beechcraft Corporation", date(2010, 1, 1), "Beechcraft"),
        ("Beechcraft Defense Company", date(2015, 1, 1), "Textron"),
        ("Sikorsky", None, "Lockheed Martin"),
    ],
)
def test_what_was_bought_counts_with_the_buyer_from_that_day_on(printed: str, day: date | None, firm: str) -> None:
    assert firm_of(printed, day) == firm


@pytest.mark.parametrize("printed", ["Palomar", "Harrison Tools", "Bellingham Marine", "Company", "3Di Technologies"])
def test_what_is_not_in_the_table_counts_under_its_own_name(printed: str) -> None:
    assert firm_of(printed, date(2024, 1, 1)) == printed


def test_a_firm_answers_to_every_name_that_it_bore_and_not_to_those_of_its_units() -> None:
    assert called("RTX") == ("rtx", "raytheon", "raytheon technologies", "united technologies")
    assert "sikorsky" not in called("Lockheed Martin")
    assert called("Swiftships, LLC") == ("swiftships",)


def test_a_sale_is_counted_as_of_the_first_day_of_its_history() -> None:
    sales = Ledger.at(Location(NOVEMBER, reference=True)).contents.sales
    assert firms_of(sales["taiwan-himars-2025"]) == ()
    assert "Lockheed Martin" in firms_of(sales["sweden-uh60m-2024"])


def test_every_firm_says_where_its_names_come_from() -> None:
    for firm in firms():
        assert firm.citation
        assert all(unit.citation and unit.names for unit in firm.units)


def test_no_name_means_two_firms_on_one_day() -> None:
    def firm(name: str, *units: Unit) -> Firm:
        return Firm(name, "here", (), units)

    early = Unit(("Mill",), "here", until=date(2015, 11, 5))
    with pytest.raises(BadTable, match="`Mill` names both One and Two"):
        meanings("x", [firm("One", early), firm("Two", Unit(("Mill",), "here", begins=date(2015, 11, 5)))])
    with pytest.raises(BadTable, match="names both"):
        meanings("x", [firm("One"), firm("Two", Unit(("One, Inc.",), "here"))])
    assert meanings("x", [firm("One", early), firm("Two", Unit(("Mill",), "here", begins=date(2015, 11, 6)))])
