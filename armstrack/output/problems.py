"""Problems in one shape: where, how grave, which kind, what, and what to do about it."""

from __future__ import annotations

import re

from armstrack.model.problem import Problem, Severity
from armstrack.output.accent import accented
from armstrack.output.remark import remark_text
from armstrack.output.safe_text import shown
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import prefix, width

# What YAML, which counted the lines, takes for the end of one.
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_USUAL_WIDTH = 100
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold magenta"}


def problem_line(problem: Problem, terminal: Terminal) -> str:
    """`file:line:column: error[code] message`, and the hint, or the reason why it is known, indented below.

    The line with the place is never wrapped or cut, whatever the terminal: editors read it too.
    What is indented wraps on a terminal.
    """

    def safe(text: str) -> str:
        return shown(text, terminal.unicode)

    kind = accented(f"{problem.severity.value}[{safe(problem.code)}]", _STYLES[problem.severity], terminal)
    line = f"{safe(problem.place)}: {kind} {safe(problem.message)}\n"
    if problem.acknowledged:
        return line + remark_text(f"known: {problem.acknowledged}", terminal, indent=2)
    return line + remark_text(f"hint: {problem.hint}", terminal, indent=2) if problem.hint else line


def excerpt(source_text: str, line: int, column: int, terminal: Terminal = PLAIN) -> str:
    """The line of the source with a caret below the column, both counted from 1; nothing if there is no such line.

    A long line is cut on both sides of the column.
    """
    lines = _LINE_END.split(source_text)
    if not 1 <= line <= len(lines):
        return ""
    gutter = f"{line:>5} | "
    room = (terminal.width or _USUAL_WIDTH) - width(gutter)
    before = shown(lines[line - 1][: max(column - 1, 0)], terminal.unicode)
    after = shown(lines[line - 1][max(column - 1, 0) :], terminal.unicode)
    before, after = _window(before, after, room, terminal.ellipsis)
    caret = f"{' ' * (width(gutter) - 2)}| {' ' * width(before)}{accented('^', 'bold red', terminal)}"
    return f"{gutter}{before}{after}".rstrip() + f"\n{caret}\n"


def _window(before: str, after: str, room: int, ellipsis: str) -> tuple[str, str]:
    """The two parts of a line, cut to `room` cells around the place where they meet, and one cell for a caret there."""
    if width(before) + max(width(after), 1) <= room:
        return before, after
    # Two thirds for what leads up to the place, more where little follows it.
    left = max(room * 2 // 3, room - max(width(after), 1))
    if width(before) > left:
        # The end of the text as its reversed beginning: accents change sides, but they take no cell.
        before = ellipsis + prefix(before[::-1], left - len(ellipsis))[::-1]
    right = room - width(before)
    if width(after) > right:
        after = prefix(after, right - len(ellipsis)) + ellipsis
    return before, after
