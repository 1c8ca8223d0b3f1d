"""Accents are a closed set that Rich understands too."""

from __future__ import annotations

import pytest
from rich.color import ColorSystem
from rich.style import Style

from armstrack.output.accent import ACCENTS, accented
from armstrack.output.terminal import PLAIN, Terminal

COLOUR = Terminal(80, True, True, True)


@pytest.mark.parametrize("accent", [*sorted(ACCENTS), "bold red", "dim italic"])
def test_an_accent_means_what_rich_means_by_it(accent: str) -> None:
    assert accented("x", accent, COLOUR) == Style.parse(accent).render("x", color_system=ColorSystem.STANDARD)


def test_no_accent_depends_on_the_background() -> None:
    assert not {"white", "black", "yellow", "bright_white", "bright_yellow"} & ACCENTS


def test_without_colour_the_text_stays_as_it_is() -> None:
    assert accented("x", "bold", PLAIN) == "x"
    assert accented("x", "", COLOUR) == "x"
    assert accented("", "bold", COLOUR) == ""


def test_an_unknown_accent_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        accented("x", "yellow", COLOUR)
