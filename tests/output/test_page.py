"""A page is the same for a terminal, a pipe and Markdown: every block, in order."""

from __future__ import annotations

from armstrack.output.fitted import Hidden
from armstrack.output.markdown import markdown_page
from armstrack.output.page import Cited, FactList, Heading, Page, Prose, hidden_on, render_page
from armstrack.output.table import Column, Table
from armstrack.output.terminal import PLAIN, Terminal

ADDRESS = "https://www.example.gov/notices/2025-12-17/taiwan-himars"
PAGE: Page = [
    Heading("taiwan-himars-2025: a_title"),
    FactList([("Stands", "under review"), ("Law", "AECA 36(b)(1)"), ("", "SAMM C5")], {"Stands": "bold"}),
    Heading("History"),
    Table([Column("date", "Date"), Column("what", "What")], [{"date": "2025-12-17", "what": "NOTIFIED"}]),
    Prose("# not a heading"),
    Heading("Sources"),
    Cited("dsca: the notice", ADDRESS),
    Cited("cna:", ""),
]


def test_a_pipe_gets_the_page_line_by_line() -> None:
    assert render_page(PAGE, PLAIN) == (
        "taiwan-himars-2025: a_title\n"
        "Stands  under review\n"
        "Law     AECA 36(b)(1)\n"
        "        SAMM C5\n"
        "\n"
        "History\n"
        "Date        What\n"
        "2025-12-17  NOTIFIED\n"
        "# not a heading\n"
        "\n"
        "Sources\n"
        "dsca: the notice\n"
        f"  {ADDRESS}\n"
        "cna:\n"
    )


def test_an_address_longer_than_the_terminal_is_in_one_piece() -> None:
    assert f"\n{ADDRESS}\n" in render_page(PAGE, Terminal(40, False, True, True))
    assert f"\n  {ADDRESS}\n" in render_page(PAGE, Terminal(60, False, True, True))


def test_markdown_has_headings_lists_and_tables() -> None:
    assert markdown_page(PAGE) == (
        "# taiwan-himars-2025: a\\_title\n\n"
        "- **Stands:** under review\n"
        "- **Law:**\n"
        "  - AECA 36(b)(1)\n"
        "  - SAMM C5\n\n"
        "## History\n\n"
        "| Date | What |\n| --- | --- |\n| 2025-12-17 | NOTIFIED |\n\n"
        "\\# not a heading\n\n"
        "## Sources\n\n"
        f"- dsca: the notice <{ADDRESS}>\n"
        "- cna:\n"
    )


def test_what_a_page_leaves_out_can_be_named() -> None:
    table = Table([Column("a", "A"), Column("b", "B", 2)], [{"a": "x" * 30, "b": "y" * 30}])
    assert hidden_on([Heading("x"), table, table], Terminal(40, False, True, True)) == Hidden(("B",))
    assert hidden_on([Heading("x"), table], PLAIN) == Hidden()
