"""The table of systems: names found as whole words, each naming one system, each seen in the reference ledger."""

from __future__ import annotations

import pytest
from conftest import NOVEMBER

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.locate import Location
from armstrack.ledger.systems import (
    System,
    nearest_systems,
    sorted_and_distinct,
    spelled,
    system_called,
    systems,
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
    assert nearest_systems("Hymars") == ("HIMARS",)
    assert nearest_systems("zzzz") == ()


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


def test_a_text_is_searched_as_it_is_written() -> None:
    assert spelled(("M1",)).search("an M1 here")
    assert not spelled(("M1",)).search("an M142 here")
    assert not spelled(("a.c",)).search("abc")


def reference() -> Ledger:
    return Ledger.at(Location(NOVEMBER, reference=True))


def test_every_system_is_named_in_the_sale_where_it_was_seen() -> None:
    sales = reference().contents.sales
    for system in systems():
        sale = sales[system.seen_in]
        assert any(system.is_named_in(text) for text in (sale.title, *(item.name for item in sale.items))), system.name


def test_every_system_says_where_its_name_comes_from_and_by_which_sale() -> None:
    found = systems()
    assert 40 <= len(found) <= 100
    for system in found:
        assert system.citation.startswith(f"notice of {system.seen_in}, "), system.name


def test_what_no_notice_prints_is_marked_as_common_use() -> None:
    sales = reference().contents.sales.values()
    texts = [text for sale in sales for text in (sale.title, *(item.name for item in sale.items))]
    for system in systems():
        marked = system.citation.partition("in common use and in no notice here: ")[2].split(", ")
        for spelling in system.spellings:
            pattern = spelled((spelling,))
            printed = any(pattern.search(text) for text in texts)
            assert printed or spelling.removesuffix("*") in marked, (system.name, spelling)


def test_no_name_means_two_systems() -> None:
    def one(name: str, *designations: str) -> System:
        return System(name, designations, (), (), "here", "a-sale")

    with pytest.raises(BadTable, match="names both"):
        sorted_and_distinct("systems.yaml", [one("HIMARS", "M142"), one("Launcher", "M-142")])
    assert [each.name for each in sorted_and_distinct("x", [one("b"), one("A")])] == ["A", "b"]
