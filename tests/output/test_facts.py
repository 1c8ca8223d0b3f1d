"""Facts, headings and paragraphs: aligned, wrapped at words, within the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.facts import heading, paragraph, render_facts
from armstrack.output.markdown import markdown_page
from armstrack.output.page import FactList
from armstrack.output.picture import Line
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import width

NARROW = Terminal(46, False, True, True)
COLOUR = Terminal(46, True, True, True)
TEXT = st.text(st.characters(exclude_categories=()), max_size=80) | st.text("ab 陸\x1b\n\u202e", max_size=80)
TERMINALS = st.builds(Terminal, st.integers(20, 200), st.just(False), st.just(True), st.booleans())
FACTS = [
    ("Recipient", "Taiwan (TW)"),
    ("Purchaser", "Taipei Economic and Cultural Representative Office in the United States"),
    ("Sources", "notice https://www.example.gov/notices/2025-12"),
    ("", "second notice"),
]


def test_values_wrap_under_themselves_and_an_address_stands_out_whole() -> None:
    assert render_facts(FACTS, NARROW) == (
        "Recipient  Taiwan (TW)\n"
        "Purchaser  Taipei Economic and Cultural\n"
        "           Representative Office in the United\n"
        "           States\n"
        "Sources    notice\n"
        "       https://www.example.gov/notices/2025-12\n"
        "           second notice\n"
    )


def test_an_address_with_no_room_beside_its_label_goes_below_it() -> None:
    facts = [("Recipient", "TW"), ("Source", "https://www.example.gov/notices/2025-12")]
    assert render_facts(facts, NARROW) == "Recipient  TW\nSource\n       https://www.example.gov/notices/2025-12\n"


def test_an_address_longer_than_the_terminal_stays_in_one_piece_on_a_line_of_its_own() -> None:
    address = "https://www.example.gov/" + "a" * 40
    assert render_facts([("Source", f"see {address}, page 2")], NARROW) == (
        f"Source  see\n{address},\n        page 2\n"
    )
    assert paragraph(f"see {address}", NARROW, 2) == f"  see\n{address}\n"


def test_any_other_word_longer_than_the_terminal_is_broken() -> None:
    assert render_facts([("Code", "a" * 50)], NARROW) == f"Code  {'a' * 40}\n      {'a' * 10}\n"


def test_a_pipe_gets_a_line_for_each_fact() -> None:
    lines = render_facts(FACTS, PLAIN).splitlines()
    assert len(lines) == len(FACTS)
    assert lines[1] == f"Purchaser  {FACTS[1][1]}"


def test_where_labels_leave_no_room_values_go_below_them() -> None:
    facts = [("A very long label indeed", "and its value"), ("Short", "x")]
    assert render_facts(facts, Terminal(40, False, True, True)) == (
        "A very long label indeed\n  and its value\nShort\n  x\n"
    )


def test_a_style_goes_to_the_value_and_not_to_the_space_around_it() -> None:
    text = render_facts([("State", "review over, offer possible under the law of today")], COLOUR, {"State": "bold"})
    assert text == (
        "\x1b[2mState\x1b[0m  \x1b[1mreview over, offer possible under the\x1b[0m\n       \x1b[1mlaw of today\x1b[0m\n"
    )


def test_a_fact_without_a_value_leaves_no_space_behind() -> None:
    assert render_facts([("Note", "")], PLAIN) == "Note\n"
    assert render_facts([("Note", "")], NARROW) == "Note\n"
    assert render_facts([("A label that is longer than it should be at all", "")], NARROW) == (
        "A label that is longer than it should be at\nall\n"
    )
    assert render_facts([], NARROW) == ""


@given(st.lists(st.tuples(TEXT, TEXT), max_size=6), TERMINALS)
def test_no_fact_is_wider_than_the_terminal(facts: list[tuple[str, str]], terminal: Terminal) -> None:
    assert terminal.width is not None
    text = render_facts(facts, terminal)
    assert all(width(line) <= terminal.width for line in text.split("\n"))
    assert "\x1b" not in text
    assert terminal.unicode or text.isascii()


@given(TEXT, st.integers(0, 15), TERMINALS)
def test_no_line_of_a_paragraph_is_wider_than_the_terminal(text: str, indent: int, terminal: Terminal) -> None:
    assert terminal.width is not None
    for block in (paragraph(text, terminal, indent), heading(text, terminal)):
        assert block.endswith("\n")
        assert all(width(line) <= terminal.width for line in block.split("\n"))


def test_a_paragraph_keeps_its_own_line_breaks_and_its_indent() -> None:
    assert paragraph("one two\n\nthree", NARROW, 2) == "  one two\n\n  three\n"
    assert paragraph("one two\nthree", PLAIN, 2) == "  one two\n  three\n"
    assert paragraph("word " * 12, NARROW, 4) == f"    {'word ' * 7}word\n    word word word word\n"


def test_a_heading_is_bold_where_there_is_colour() -> None:
    assert heading("Where it stands", COLOUR) == "\x1b[1mWhere it stands\x1b[0m\n"
    assert heading("Where it stands", PLAIN) == "Where it stands\n"


class Stairs:
    """A picture of two lines, where there is room for it."""

    def lines(self, cells: int, unicode: bool) -> list[Line]:
        """Steps, the second wider than the first."""
        step = "▄" if unicode else "_"
        return [[(step, "cyan"), (step, "cyan")], [(step * 4, "dim")]] if cells >= 20 else []


def test_a_picture_stands_where_a_value_would_and_neighbours_of_one_accent_share_it() -> None:
    facts = [("Recipient", "TW"), ("Stairs", Stairs()), ("", Stairs()), ("As of", "2026")]
    assert render_facts(facts, NARROW) == (
        "Recipient  TW\nStairs     ▄▄\n           ▄▄▄▄\n           ▄▄\n           ▄▄▄▄\nAs of      2026\n"
    )
    assert render_facts([("Stairs", Stairs())], COLOUR) == (
        "\x1b[2mStairs\x1b[0m  \x1b[36m▄▄\x1b[0m\n        \x1b[2m▄▄▄▄\x1b[0m\n"
    )
    assert render_facts([("Stairs", Stairs())], Terminal(46, False, True, False)) == "Stairs  __\n        ____\n"


def test_a_picture_vanishes_with_its_label_where_nobody_looks_or_where_there_is_no_room() -> None:
    facts = [("Recipient", "TW"), ("Stairs of a long name", Stairs())]
    assert render_facts(facts, PLAIN) == "Recipient  TW\n"
    assert markdown_page([FactList(facts)]) == "- **Recipient:** TW\n"
    assert render_facts(facts, Terminal(21, False, True, True)) == "Recipient\n  TW\n"
