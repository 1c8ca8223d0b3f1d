"""The path of a sale as it is drawn: nothing is cut, and colour is not needed to read it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.path_picture import PathPicture
from armstrack.output.picture import line_text, line_width
from armstrack.output.terminal import Terminal


def path(*steps: str, ahead_known: bool = True, waived: bool = False) -> dict[str, Any]:
    """`notified:passed` and so on."""
    pairs = [step.split(":") for step in steps]
    return {
        "steps": [
            {"state": state, "how": how, "waived": waived and state == "cleared", "by_calendar": state == "cleared"}
            for state, how in pairs
        ],
        "ahead_known": ahead_known,
    }


def drawn(document: dict[str, Any], cells: int = 100, unicode: bool = True, colour: bool = False) -> list[str]:
    terminal = Terminal(cells, colour, True, unicode)
    return [line_text(line, terminal) for line in PathPicture(document).lines(cells, unicode)]


def test_where_it_stands_is_in_capitals() -> None:
    under_review = path("requested:passed", "notified:here", "cleared:ahead", "offered:ahead")
    assert drawn(under_review) == ["requested → NOTIFIED → review over → offered"]
    assert drawn(under_review, unicode=False) == ["requested -> NOTIFIED -> review over -> offered"]
    assert drawn(path("notified:passed", "cleared:here", "offered:ahead")) == ["notified → REVIEW OVER → offered"]


def test_what_is_ahead_is_dim_and_where_it_stands_is_bold() -> None:
    assert drawn(path("notified:passed", "cleared:here", "offered:ahead"), colour=True) == [
        "notified\x1b[2m → \x1b[0m\x1b[1mREVIEW OVER\x1b[0m\x1b[2m → offered\x1b[0m"
    ]


def test_what_is_not_known_or_was_passed_over_is_said() -> None:
    assert drawn(path("notified:here", "cleared:maybe", "offered:ahead")) == ["NOTIFIED → review over? → offered"]
    assert drawn(path("notified:not recorded", "offered:passed over", "accepted:here")) == [
        "notified (not recorded) → offered (passed over) → ACCEPTED"
    ]
    assert drawn(path("reported:here", ahead_known=False)) == ["REPORTED → unknown, as is the authority"]


def test_an_end_is_called_one_and_a_waived_review_was_not_held() -> None:
    assert drawn(path("offered:passed", "expired:ended")) == ["offered → EXPIRED (ended)"]
    assert drawn(path("notified:passed", "cleared:here", waived=True)) == ["notified → REVIEW WAIVED"]


def test_a_path_of_one_state_or_of_none_is_not_drawn() -> None:
    assert drawn(path("reported-to-congress:here")) == drawn(path()) == []


HOWS = st.sampled_from(["passed", "here", "ended", "maybe", "passed over", "not recorded", "ahead"])
STATES = st.sampled_from(["requested", "tiered-review", "notified", "cleared", "implemented", "delivering"])


@given(st.lists(st.builds("{}:{}".format, STATES, HOWS), min_size=2, max_size=12), st.integers(18, 120), st.booleans())
def test_it_fits_and_loses_no_word(steps: list[str], cells: int, unicode: bool) -> None:
    lines = PathPicture(path(*steps)).lines(cells, unicode)
    assert all(line_width(line) <= cells for line in lines)
    (whole,) = drawn(path(*steps), 10_000, unicode)
    assert " ".join("".join(text for text, _ in line).strip() for line in lines) == whole
    assert unicode or whole.isascii()
