"""What is shown of a text from a ledger or a notice cannot act on a terminal or a spreadsheet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.safe_text import ascii_only, printable, shown, spreadsheet_cell

DIRECTIONS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
ANY_TEXT = st.text(st.characters(exclude_categories=())) | st.text(
    "a =\t\n\r\x00\x07\x1b\x7f\x85\x9b\xad\u061c\u200b\u200e\u202e\u2028\u2066\ufeff\udc80\U000e0041陸é\u0301"
)


@pytest.mark.parametrize(
    ("dangerous", "escape"),
    [
        ("\x00", r"\x00"),
        ("\x1b", r"\x1b"),
        ("\r", r"\x0d"),
        ("\x7f", r"\x7f"),
        ("\x9b", r"\x9b"),
        ("\xad", r"\xad"),
        ("\u061c", r"\u061c"),
        ("\u200b", r"\u200b"),
        ("\u200e", r"\u200e"),
        ("\u200f", r"\u200f"),
        ("\u2028", r"\u2028"),
        ("\u2029", r"\u2029"),
        ("\u202a", r"\u202a"),
        ("\u202e", r"\u202e"),
        ("\u2066", r"\u2066"),
        ("\u2069", r"\u2069"),
        ("\ufeff", r"\ufeff"),
        ("\ud800", r"\ud800"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_a_character_that_acts_is_shown_as_its_escape(dangerous: str, escape: str) -> None:
    assert printable(f"a{dangerous}b") == f"a{escape}b"


def test_every_control_separator_surrogate_and_direction_character_is_escaped() -> None:
    for point in range(0x110000):
        character = chr(point)
        acts = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        steers = unicodedata.bidirectional(character) in DIRECTIONS
        if (acts or steers) and character not in "\n\t":
            assert printable(character).startswith("\\"), hex(point)


def test_a_newline_and_a_tab_become_spaces_unless_they_are_kept() -> None:
    assert printable("a\nb\tc") == "a b c"
    assert printable("a\nb\tc", keep="\n") == "a\nb c"
    assert printable("a\nb\tc", keep="\n\t") == "a\nb\tc"


def test_letters_of_any_script_stay() -> None:
    assert printable("Türkiye 陸軍 \u2014 “§ 36(b)”\xa0é") == "Türkiye 陸軍 \u2014 “§ 36(b)”\xa0é"


@given(ANY_TEXT)
def test_nothing_dangerous_survives(text: str) -> None:
    assert not {unicodedata.category(character) for character in printable(text)} & {"Cc", "Cs", "Zl", "Zp"}


@given(ANY_TEXT, ANY_TEXT)
def test_the_parts_of_a_text_are_shown_as_the_parts_of_what_is_shown(one: str, other: str) -> None:
    assert printable(one + other) == printable(one) + printable(other)
    assert shown(one + other, unicode=False) == shown(one, unicode=False) + shown(other, unicode=False)


@given(ANY_TEXT)
def test_what_is_shown_without_unicode_is_printable_ascii(text: str) -> None:
    line = shown(text, unicode=False)
    assert line.isascii()
    assert line.isprintable()


def test_the_nearest_ascii_spelling_is_readable() -> None:
    assert ascii_only("Türkiye \u2013 “café” ½ \xd7 2 陸") == 'Turkiye - "cafe" 1/2 x 2 \\u9678'
    assert ascii_only("e\u0301") == "e"


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "\uff1d1", "\xa0=1"]
)
def test_a_formula_gets_an_apostrophe(formula: str) -> None:
    assert spreadsheet_cell(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "taiwan-himars-2025", "36(b)(1)", "26-01", "$4.05 B", " a", "2025-12-17"])
def test_other_text_gets_none(text: str) -> None:
    assert spreadsheet_cell(text) == text


@given(ANY_TEXT)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert spreadsheet_cell(text).lstrip(" ")[:1] not in {*"=+-@\t\r"}
