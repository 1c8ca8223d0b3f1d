"""A line in time: it begins at zero, fits, and hides nothing that is unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.line_chart import line_chart
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import width

POINTS = [("2017", 0, "$0"), ("2018", 50, "$50"), ("2019", 100, "$100")]


def test_a_line_rises_from_zero_to_its_highest_value() -> None:
    assert line_chart(POINTS, Terminal(22, False, True, False)) == (
        "$100                **\n"
        "                  **\n"
        "               ***\n"
        "             **\n"
        "           **\n"
        "         **\n"
        "       **\n"
        "   0  *\n"
        "      2017        2019\n"
    )
    assert line_chart(POINTS, Terminal(22, False, True, True)) == (
        "$100                ⡠⠊\n"
        "                  ⡠⠊\n"
        "               ⢀⠔⠉\n"
        "             ⢀⠔⠁\n"
        "           ⢀⠔⠁\n"
        "          ⡔⠁\n"
        "        ⡠⠊\n"
        "   0  ⡠⠊\n"
        "      2017        2019\n"
    )


def test_the_first_and_last_period_stand_below_their_ends() -> None:
    lines = line_chart(POINTS, Terminal(40, False, True, True)).splitlines()
    assert len(lines) == 9
    assert lines[0].startswith("$100  ")
    assert lines[7].startswith("   0  ")
    assert lines[8].split() == ["2017", "2019"]
    assert width(lines[8]) == 40


def test_the_dots_are_braille_or_asterisks() -> None:
    assert set("".join(line[6:] for line in line_chart(POINTS, PLAIN).splitlines()[:8])) <= {
        " ",
        *(chr(0x2800 + bits) for bits in range(1, 256)),
    }
    assert line_chart([*POINTS, ("Türkiye…", 1, "$1")], Terminal(40, False, True, False)).isascii()


def test_an_unknown_value_is_a_gap_that_is_named() -> None:
    points = [("2017", 5, "$5"), ("2018", None, "unknown"), ("2019", 5, "$5")]
    drawn = line_chart(points, Terminal(30, False, True, False)).splitlines()
    assert drawn[-1] == "Unknown: 2018"
    assert drawn[0].count("*") == 2, "two points, and no line between them"
    assert line_chart(points[1:2], PLAIN) == "Unknown: 2018\n"
    assert line_chart([], PLAIN) == ""


def test_one_period_is_a_dot_and_nothing_is_a_flat_line() -> None:
    assert line_chart([("2017", 5, "$5")], Terminal(30, False, True, False)).count("*") == 1
    flat = line_chart([("2017", 0, "$0"), ("2018", 0, "$0")], Terminal(30, False, True, False)).splitlines()
    assert len(flat) == 2
    assert flat[0].startswith("$0  ***")


def test_where_the_figure_takes_the_room_it_stands_above_the_line() -> None:
    drawn = line_chart(
        [("2017", 1, "$1"), ("2018", 38_090_660_001, "$38,090,660,001")], Terminal(22, False, True, True)
    )
    assert drawn.startswith("$38,090,660,001 at mo")
    assert len(drawn.splitlines()) == 10


def test_colour_is_only_on_the_line() -> None:
    drawn = line_chart(POINTS, Terminal(40, True, True, True))
    assert "\x1b[36m" in drawn
    assert all(line.endswith("\x1b[0m") for line in drawn.splitlines()[:8])
    assert "\x1b" not in drawn.splitlines()[8]


@given(
    st.lists(st.tuples(st.text(max_size=20), st.none() | st.integers(-5, 10**14), st.text(max_size=30)), max_size=8),
    st.integers(20, 200),
    st.booleans(),
)
def test_a_line_fits(points: list[tuple[str, int | None, str]], cells: int, unicode: bool) -> None:
    drawn = line_chart(points, Terminal(cells, False, True, unicode))
    assert all(width(line) <= cells for line in drawn.split("\n"))
    assert all(line == line.rstrip() for line in drawn.split("\n")[:8])
