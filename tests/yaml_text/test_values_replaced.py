"""One value changed: its own characters, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from armstrack.ledger.record_file import parse_record
from armstrack.model.sale import SALE
from armstrack.yaml_text import strict_yaml
from armstrack.yaml_text.edit import NotEdited, meant_with, replace, texts_in

TEXT = """\
# by hand
id: harbour
title: "Boats, and more"   # quoted
value: {total: 4B, mde: unknown}
items:
  - {quantity: 82, name: Boat}
  - name: Kit
    quantity: 3
note: |
  two
  lines
history:
  - {date: 2024-01-01, state: notified}
"""


def test_every_value_is_found_where_it_stands() -> None:
    found = dict(texts_in(TEXT))
    assert found["title",] == "Boats, and more"
    assert found["value", "total"] == "4B"
    assert found["items", 1, "quantity"] == "3"
    assert found["history", 0, "state"] == "notified"


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "Boats", '"Boats, and more"', "Boats"),
        (("title",), "NO: yes", '"Boats, and more"', '"NO: yes"'),
        (("value", "total"), "4.5B", "4B", "4.5B"),
        (("items", 0, "quantity"), "83", "82", "83"),
        (("items", 1, "quantity"), "4", "quantity: 3", "quantity: 4"),
        (("history", 0, "date"), "2024-01-02", "2024-01-01", "2024-01-02"),
    ],
)
def test_a_value_changes_and_nothing_else(path: tuple[str | int, ...], value: str, old: str, new: str) -> None:
    assert replace(TEXT, {path: value}) == TEXT.replace(old, new)


@pytest.mark.parametrize("path", [("titel",), ("items", 2, "name"), ("value",), ("note",)])
def test_a_value_that_cannot_be_replaced(path: tuple[str | int, ...]) -> None:
    with pytest.raises(NotEdited):
        replace(TEXT, {path: "x"})


def test_a_value_that_is_there_already_changes_nothing_however_it_is_written() -> None:
    assert replace(TEXT, {("note",): "two\nlines\n", ("title",): "Boats, and more"}) == TEXT


def test_several_values_at_once() -> None:
    changed = replace(TEXT, {path: "x" for path, _ in texts_in(TEXT) if path[-1] == "name"})
    assert [item["name"] for item in strict_yaml.read(changed)["items"]] == ["x", "x"]  # type: ignore[index, union-attr]


def test_what_a_changed_value_means_is_told_without_the_changed_text() -> None:
    text = "id: a\ntitle: Radars\nrecipient: PE\nauthority: 36(b)(1)\nhistory:\n  - {date: 2026, state: notified}\n"
    meant = meant_with(text, {("title",): "Sonars"}, SALE)
    assert meant == parse_record(Path("a.yaml"), replace(text, {("title",): "Sonars"}), SALE).record
    assert meant_with(text, {("recipient",): "nobody"}, SALE) is None
