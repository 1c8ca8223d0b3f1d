"""CSV reads back as what was given, and no cell is run by a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.csv_text import csv_document
from armstrack.output.safe_text import printable

CELL = st.text(st.characters(exclude_categories=())) | st.text('a=+-@,;"\n\t\r\x1b\x00 ')


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@given(st.lists(st.fixed_dictionaries({"a": CELL, "b": CELL}), max_size=5))
def test_cells_read_back_but_for_the_apostrophe_and_escapes(rows: list[dict[str, str]]) -> None:
    text = csv_document(rows, ["a", "b"])
    text.encode("utf-8")
    header, *lines = read(text)
    assert header == ["a", "b"]
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        for key, cell in zip("ab", line, strict=True):
            safe = printable(row[key], keep="\n\t")
            assert cell in (safe, f"'{safe}")
            assert cell.lstrip()[:1] not in {*"=+-@"}


def test_each_kind_of_value_has_its_spelling() -> None:
    row: dict[str, object] = {
        "n": -5,
        "none": None,
        "yes": True,
        "no": False,
        "list": ["AE", "JO"],
        "empty": [],
        "text": "a, b",
    }
    assert csv_document([row], list(row)) == 'n,none,yes,no,list,empty,text\n-5,,true,false,AE; JO,,"a, b"\n'


def test_a_dotted_column_looks_into_a_nested_mapping() -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "review": {"last_review_day": "2026-01-16"}},
        {"id": "b", "review": None},
        {"id": "c"},
    ]
    assert csv_document(rows, ["id", "review.last_review_day"]) == ("id,review.last_review_day\na,2026-01-16\nb,\nc,\n")


def test_a_list_that_begins_like_a_formula_is_text() -> None:
    assert csv_document([{"a": ["=1", "b"]}], ["a"]) == "a\n'=1; b\n"


def test_a_column_may_be_named_by_a_record() -> None:
    rows = [{"Acme Inc.": 5, "Acme Inc": 4, "=1+1": 3}]
    assert csv_document(rows, ("Acme Inc.", "Acme Inc", "=1+1")) == "Acme Inc.,Acme Inc,'=1+1\n5,4,3\n"


def test_no_rows_are_a_header() -> None:
    assert csv_document([], ["id", "title"]) == "id,title\n"


def test_line_ends_are_newlines() -> None:
    assert "\r" not in csv_document([{"a": "x\r\ny"}], ["a"])


def test_a_mapping_is_no_cell() -> None:
    with pytest.raises(TypeError, match="not dict"):
        csv_document([{"a": {"b": 1}}], ["a"])
