"""A Markdown table shows its cells as they are, whatever they hold."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from armstrack.output.markdown import markdown_table, markdown_text
from armstrack.output.table import Column, Table

COLUMNS = [Column("id", "Sale"), Column("value", "Value", align="right")]


def test_a_table_has_aligned_columns_a_bold_footer_and_paragraphs_around_it() -> None:
    table = Table(
        COLUMNS,
        [{"id": "taiwan-himars-2025", "value": "$4.05 B"}, {"id": "x"}],
        title="Sales",
        footer={"value": "$4.05 B"},
        captions=["- as of 2026-01-10", "1. gross"],
    )
    assert markdown_table(table) == (
        "**Sales**\n\n"
        "| Sale | Value |\n"
        "| --- | ---: |\n"
        "| taiwan-himars-2025 | $4.05 B |\n"
        "| x |  |\n"
        "|  | **$4.05 B** |\n\n"
        "\\- as of 2026-01-10\n\n"
        "1\\. gross\n"
    )


def test_markup_and_html_are_escaped() -> None:
    assert markdown_text("a|b `c` *d* _e_ [f](g) #h ~i~ \\") == (
        "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\#h \\~i\\~ \\\\"
    )
    assert markdown_text("<script>&amp;") == "&lt;script&gt;&amp;amp;"


def test_a_line_break_cannot_end_a_row() -> None:
    assert markdown_text("a\nb\r\u2028c") == "a b\\\\x0d\\\\u2028c"


def test_an_address_stays_a_working_link() -> None:
    assert markdown_text("see https://a.example/b_c?d=1&e=2, f_g") == "see <https://a.example/b_c?d=1&e=2>, f\\_g"
    assert markdown_text("(https://a.example/b_(c)).") == "(<https://a.example/b_(c)>)."
    assert markdown_text("https://a.example/|`\\x") == "<https://a.example/%7C%60%5Cx>"


@given(st.lists(st.fixed_dictionaries({"id": st.text(), "value": st.text("|\\`<>&[]*_#\n\r http://a")}), max_size=4))
def test_every_row_has_as_many_cells_as_columns_and_no_html(rows: list[dict[str, str]]) -> None:
    lines = markdown_table(Table(COLUMNS, rows)).split("\n")
    assert len(lines) == len(rows) + 3
    for line in lines[2:-1]:
        assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) == 3
        assert not re.search(r"<(?!https?://)", line)
