"""Remarks are broken at words, and what is copied out of them stays in one piece."""

from __future__ import annotations

from armstrack.output.remark import remark_text
from armstrack.output.terminal import PLAIN, Terminal

NARROW = Terminal(30, False, True, True)


def test_a_remark_is_a_line_for_a_pipe_and_wrapped_at_words_on_a_terminal() -> None:
    text = "8 sales left out: the day of notification is known too loosely."
    assert remark_text(text, PLAIN) == text + "\n"
    assert remark_text(text, NARROW) == "8 sales left out: the day of\nnotification is known too\nloosely.\n"
    assert remark_text("a " * 20, NARROW, indent=2) == f"  {'a ' * 13}a\n  {'a ' * 5}a\n"


def test_a_command_is_not_broken_if_it_fits_into_a_line() -> None:
    assert remark_text("1 file left out; `armstrack validate` says more", NARROW) == (
        "1 file left out;\n`armstrack validate` says more\n"
    )
    assert remark_text("make one: armstrack init mine", NARROW) == "make one: armstrack init mine\n"
    assert remark_text("make one of your own: armstrack init mine", NARROW) == (
        "make one of your own:\narmstrack init mine\n"
    )


def test_an_id_or_an_address_longer_than_the_line_stays_whole() -> None:
    sale = "taiwan-tactical-mission-network-2025"
    assert remark_text(f"No sale {sale}.", NARROW) == f"No sale\n{sale}.\n"


def test_what_would_steer_the_terminal_is_shown_instead() -> None:
    assert remark_text("a\x1b[31m\nb", NARROW) == "a\\x1b[31m b\n"
    assert remark_text("§ 36 — “x”", Terminal(30, False, True, False)) == 'section 36 - "x"\n'
