"""Texts are measured, cut and wrapped by the cells that they take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.widths import clip, pad, prefix, width, wrap

TEXT = st.text("ab 陸軍é\u0301-/.", max_size=120)
CELLS = st.integers(2, 90)


def test_a_wide_character_takes_two_cells_and_an_accent_none() -> None:
    assert width("HIMARS") == 6
    assert width("陸軍") == 4
    assert width("e\u0301") == 1


def test_padding_counts_cells() -> None:
    assert pad("陸", 4) == "陸  "
    assert pad("陸", 4, right=True) == "  陸"
    assert pad("too long", 3) == "too long"


def test_a_cut_text_says_so_and_ends_with_a_word() -> None:
    assert clip("High Mobility", 13, "…") == "High Mobility"
    assert clip("High Mobility", 6, "…") == "High…"
    assert clip("陸軍陸軍", 6, "…") == "陸軍…"
    assert clip("High Mobility", 3, "...") == "Hig"


@given(TEXT, st.integers(1, 90), st.sampled_from(["…", "..."]))
def test_a_cut_text_fits(text: str, cells: int, ellipsis: str) -> None:
    assert width(clip(text, cells, ellipsis)) <= cells


@given(TEXT, st.integers(-3, 90))
def test_a_prefix_is_a_beginning_that_fits(text: str, cells: int) -> None:
    assert text.startswith(prefix(text, cells))
    assert width(prefix(text, cells)) <= max(cells, 0)


@given(TEXT, CELLS)
def test_wrapped_lines_fit_and_keep_every_letter(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= cells for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(TEXT, CELLS)
def test_a_word_that_fits_is_never_broken(text: str, cells: int) -> None:
    words = [word for line in wrap(text, cells) for word in line.split()]
    assert all(word in words for word in text.split() if width(word) <= cells)


def test_a_long_word_stands_alone_where_there_is_room_for_it_elsewhere() -> None:
    assert wrap("see https://a.example/b now", 10, 80) == ["see", "https://a.example/b", "now"]
    assert wrap("see https://a.example/b", 10) == ["see", "https://a.", "example/b"]


def test_an_address_is_never_broken_where_long_words_may_stand_alone() -> None:
    assert wrap("see https://a.example/b now", 10, 12) == ["see", "https://a.example/b", "now"]


def test_a_long_word_is_broken_at_a_joint_that_leaves_no_large_gap() -> None:
    assert wrap("notification-not-required", 16) == ["notification-", "not-required"]
    assert wrap("a-notificationnotrequired", 16) == ["a-notificationno", "trequired"]


def test_a_no_break_space_holds_words_together() -> None:
    assert wrap("a value of 4.05\xa0B", 12) == ["a value of", "4.05\xa0B"]


def test_an_amount_stays_with_its_unit() -> None:
    assert wrap("a value of $4.05 B, or $3 Bn", 15) == ["a value of", "$4.05 B, or $3", "Bn"]


def test_a_text_without_words_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]
    assert wrap("   ", 10) == [""]


def test_a_wide_character_in_a_single_cell_does_not_hang() -> None:
    assert wrap("陸軍", 1) == ["陸", "軍"]
