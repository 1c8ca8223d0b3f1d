"""A problem has one shape, and its excerpt points at the place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from armstrack.model.problem import Problem, Severity
from armstrack.output.problems import excerpt, problem_line
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import width

COLOUR = Terminal(80, True, True, True)
ERROR = Problem("data/x.yaml", 14, 12, "bad-date", "`2025-13` has no month 13", "Write 2025-12.")


def test_a_problem_says_where_how_grave_which_what_and_what_to_do() -> None:
    assert problem_line(ERROR, PLAIN) == (
        "data/x.yaml:14:12: error[bad-date] `2025-13` has no month 13\n  hint: Write 2025-12.\n"
    )


def test_without_a_hint_there_is_one_line() -> None:
    problem = Problem("x.yaml", 1, 1, "missing-source", "no source", severity=Severity.WARNING)
    assert problem_line(problem, PLAIN) == "x.yaml:1:1: warning[missing-source] no source\n"


def test_an_acknowledged_warning_says_why_it_is_known() -> None:
    problem = Problem("x.yaml", 1, 1, "refused-move", "too early", "Check.", Severity.WARNING, "it went so")
    assert problem_line(problem, PLAIN) == "x.yaml:1:1: warning[refused-move] too early\n  known: it went so\n"


def test_what_is_indented_wraps_on_a_terminal_and_the_line_with_the_place_never_does() -> None:
    problem = Problem(
        "data/sales/2025/x.yaml", 14, 12, "bad-date", "`2025-13` has no month 13", "write 2025-12, or 2025"
    )
    assert problem_line(problem, Terminal(24, False, True, True)) == (
        "data/sales/2025/x.yaml:14:12: error[bad-date] `2025-13` has no month 13\n  hint: write 2025-12,\n  or 2025\n"
    )


def test_colour_marks_the_gravity_and_nothing_else() -> None:
    assert problem_line(ERROR, COLOUR).startswith("data/x.yaml:14:12: \x1b[1;31merror[bad-date]\x1b[0m `2025")


def test_a_problem_cannot_bring_escape_codes_or_lines_of_its_own() -> None:
    line = problem_line(Problem("a\x1b[2J.yaml", 1, 1, "syntax", "x\ny\x9b", "h\x1b"), PLAIN)
    assert line == "a\\x1b[2J.yaml:1:1: error[syntax] x y\\x9b\n  hint: h\\x1b\n"


def test_the_caret_stands_below_the_column() -> None:
    assert excerpt("id: x\nvalue: 1.5x\n", 2, 8) == "    2 | value: 1.5x\n      |        ^\n"


def test_the_caret_may_stand_behind_the_end() -> None:
    assert excerpt("id:", 1, 4) == "    1 | id:\n      |    ^\n"


def test_tabs_wide_characters_and_escapes_keep_the_caret_in_place() -> None:
    assert excerpt("\t陸\x1b=x", 1, 4) == "    1 |  陸\\x1b=x\n      |        ^\n"


def test_lines_end_where_yaml_ends_them() -> None:
    assert excerpt("a\r\nb\rc\x85d\u2028e", 5, 1) == "    5 | e\n      | ^\n"
    assert excerpt("a\x0bb\nc", 2, 1) == "    2 | c\n      | ^\n"


def test_a_line_that_is_not_there_has_no_excerpt() -> None:
    assert excerpt("a\n", 9, 1) == ""
    assert excerpt("a\n", 0, 1) == ""


def test_a_long_line_is_cut_on_both_sides_of_the_column() -> None:
    assert excerpt("a" * 200 + "!" + "b" * 200, 1, 201, Terminal(38, False, True, True)) == (
        "    1 | …aaaaaaaaaaaaaaaaaaa!bbbbbbbb…\n      |                     ^\n"
    )
    assert "..." in excerpt("a" * 200, 1, 100, Terminal(38, False, True, False))


@given(
    st.text(st.characters(exclude_categories=("Mn", "Me")), max_size=300) | st.text("ab陸\t\x1b ", max_size=300),
    st.integers(1, 320),
    st.integers(20, 200),
    st.booleans(),
)
def test_an_excerpt_fits_and_its_caret_points_into_it(text: str, column: int, cells: int, unicode: bool) -> None:
    found = excerpt(text, 1, column, Terminal(cells, False, True, unicode))
    line, caret, end = found.split("\n")
    assert end == ""
    assert width(line) <= cells
    assert width(caret) <= cells
    assert caret.endswith("^")
