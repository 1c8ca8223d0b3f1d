"""Two records that look like one sale are told of, whatever their ids; two sales that only resemble each other not."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger.made import make

from armstrack.ledger.audit import audit

SOURCE = '"https://www.example.org/notice"'


def sale(id: str, **facts: str) -> str:
    given = {
        "title": "Coastal Torpedoes",
        "recipient": "CL",
        "authority": "36(b)(1)",
        "value": "{total: 69M}",
        "date": "2026-06-05",
    } | facts
    date = given.pop("date")
    lines = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in given.items())
    return f"id: {id}\n{lines}history:\n  - {{date: {date}, state: notified, source: {SOURCE}}}\n"


def told(folder: Path, *sales: str) -> list[str]:
    """What the audit says of these sales, but for packages that only one of them names."""
    files = {f"sales/{text.split()[1]}.yaml": text for text in sales}
    return [one.code for one in audit(make(folder, dict(files)))]


TWICE = ["entered-twice"]


@pytest.mark.parametrize(
    "other",
    [
        {"date": "2026-06-04", "transmittal": "26-95"},
        {"title": "Torpedoes for Coastal Defense", "value": "{total: 69.4M}"},
        {"title": "COASTAL-TORPEDOES", "date": "2026-06"},
        {"authority": "unknown"},
        {"date": "2026"},
        {"date": "unknown, not-after: 2026-08-08"},
        {"value": "{total: unknown}", "items": "[{quantity: 48, name: Torpedoes}]"},
    ],
)
def test_a_release_and_its_print_look_like_one_sale(tmp_path: Path, other: dict[str, str]) -> None:
    goods = {"items": other["items"]} if "items" in other else {}
    assert told(tmp_path, sale("chile-torpedoes", **goods), sale("an-import-of-june", **other)) == TWICE


@pytest.mark.parametrize(
    "other",
    [
        {"recipient": "PE"},
        {"value": "{total: 80M}"},
        {"date": "2026-08-05"},
        {"date": "2025"},
        {"date": "2026", "title": "Torpedoes for Submarines"},
        {"date": "unknown", "value": "{total: 69.4M}"},
        {"title": "Patrol Boats"},
        {"authority": "36(c)"},
        {"value": "{total: 70M, increase: 1M}", "amends": "chile-torpedoes"},
        {"grows_from": "chile-torpedoes"},
        {"value": "{total: 138M, increase: 69M}", "amends": "{recipient: CL, title: Torpedoes of 2019}"},
    ],
)
def test_what_only_resembles_a_sale_is_another(tmp_path: Path, other: dict[str, str]) -> None:
    assert told(tmp_path, sale("chile-torpedoes"), sale("another", **other)) == []


def test_two_numbers_are_two_notices_and_one_number_is_told_of_as_that(tmp_path: Path) -> None:
    one = sale("chile-torpedoes", transmittal="26-95")
    assert told(tmp_path / "a", one, sale("another", transmittal="26-96")) == []
    shared = ["shared-transmittal", "shared-transmittal"]
    assert told(tmp_path / "b", one, sale("another", transmittal="RSAT 26-095")) == shared


def test_designations_tell_two_sales_apart(tmp_path: Path) -> None:
    titles = ("Maintenance and Overhaul of M109 Howitzers", "Maintenance and Overhaul of M777 Howitzers")
    first, second = (sale(f"sale-{at}", title=title) for at, title in enumerate(titles))
    assert told(tmp_path, first, second) == []


def test_what_was_announced_together_is_alike_only_where_everything_is_the_same(tmp_path: Path) -> None:
    def in_package(id: str, title: str) -> str:
        return sale(id, title=title, package="spring")

    package = "id: spring\ntitle: Spring\nannounced: 2026\n"

    def codes(folder: Path, *sales: str) -> list[str]:
        files = {f"sales/{text.split()[1]}.yaml": text for text in sales}
        return [one.code for one in audit(make(folder, {**files, "packages/spring.yaml": package}))]

    heavy, light = in_package("heavy", "Heavy Torpedoes"), in_package("light", "Light Torpedoes")
    assert codes(tmp_path / "a", heavy, light) == []
    assert codes(tmp_path / "b", heavy, in_package("again", "Heavy Torpedoes")) == TWICE


def test_a_warning_that_is_true_and_odd_is_acknowledged(tmp_path: Path) -> None:
    two = "[{code: entered-twice, reason: Two contracts of one week}]"
    texts = [sale("chile-torpedoes", known=two), sale("another")]
    files = {f"sales/{text.split()[1]}.yaml": text for text in texts}
    assert [one.acknowledged for one in audit(make(tmp_path, dict(files)))] == ["Two contracts of one week"]
