"""JSON decodes to what was given, and is harmless to look at."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.json_text import AT_ONCE, json_document, json_lines, json_pieces

SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Two lone surrogates that happen to form a pair are one character to every JSON parser.
TEXT = st.text(st.characters(exclude_categories=())).filter(lambda text: not SURROGATE_PAIR.search(text))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_a_document_decodes_to_the_value(value: object) -> None:
    assert json.loads(json_document(value)) == value


@given(VALUES)
def test_a_document_is_indented_as_json_itself_does_it(value: object) -> None:
    # Characters that act on a terminal are escaped besides, so both are compared with every character escaped.
    assert escaped(json_document(value)) == escaped(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize("rows", [0, 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_a_long_list_comes_in_pieces_that_make_the_same_document(rows: int) -> None:
    document = {"first": 1, "rows": [{"id": f"100 % of {at}", "each": [at, {}]} for at in range(rows)], "last": None}
    pieces = list(json_pieces(document))
    assert "".join(pieces) == json.dumps(document, indent=2) + "\n"
    assert all(piece.count('"id"') <= AT_ONCE for piece in pieces)


def escaped(text: str) -> str:
    """A JSON text with every character beyond ASCII, and DEL, as JSON's own escapes."""
    units = "".join(text).encode("utf-16-be", "surrogatepass")
    codes = [int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2)]
    return "".join(chr(code) if code < 0x7F else f"\\u{code:04x}" for code in codes)


@given(st.lists(VALUES, max_size=4))
def test_each_line_decodes_to_its_row(rows: list[object]) -> None:
    text = json_lines(rows)
    assert [json.loads(line) for line in text.splitlines()] == rows
    assert text.endswith("\n") or not rows


@given(VALUES)
def test_no_character_of_a_document_acts_on_a_terminal(value: object) -> None:
    text = json_document(value)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", text)
    text.encode("utf-8")


def test_letters_stay_letters_and_keys_stay_in_order() -> None:
    assert json_document({"title": "Türkiye 陸軍", "id": None}) == '{\n  "title": "Türkiye 陸軍",\n  "id": null\n}\n'
    assert json_lines([{"b": 1, "a": [True]}]) == '{"b":1,"a":[true]}\n'


def test_a_dangerous_character_is_written_as_jsons_own_escape() -> None:
    assert json_document("\x1b[31m\x7f\x9b\u202e\U000e0041") == '"\\u001b[31m\\u007f\\u009b\\u202e\\udb40\\udc41"\n'


def test_an_empty_answer_is_valid() -> None:
    assert json_document([]) == "[]\n"
    assert json_lines([]) == ""


def test_what_json_cannot_say_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        json_document(float("nan"))
