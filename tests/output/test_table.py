"""A table is plain in a pipe, fits a terminal, and shows data as data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from sampling import examples

from armstrack.output.fitted import Hidden
from armstrack.output.safe_text import shown
from armstrack.output.table import Column, Table
from armstrack.output.table_text import hidden_columns, render
from armstrack.output.terminal import PLAIN, Terminal
from armstrack.output.widths import width

COLUMNS = [
    Column("id", "Sale", id=True),
    Column("recipient", "To", 2),
    Column("title", "Title", 3, flexible=True, minimum=12),
    Column("value", "Value", align="right"),
    Column("state", "State", style_of=lambda row: "green" if row["state"] == "delivered" else ""),
    Column("since", "Since", 4, style="dim"),
]
ROWS = [
    {
        "id": "taiwan-himars-2025",
        "recipient": "TW",
        "title": "High Mobility Artillery Rocket Systems",
        "value": "$4.05 B",
        "state": "review over",
        "since": "2026-01-17",
    },
    {
        "id": "poland-abrams-2022",
        "recipient": "PL",
        "title": "M1A2 [bold]Abrams[/bold] 陸軍 \x1b[31m:smile:",
        "value": "$6 B",
        "state": "delivered",
        "since": "2025-02-01",
    },
    {
        "id": "uae-jordan-sustainment-2024",
        "recipient": "AE, JO",
        "title": "Sustainment",
        "value": "unknown",
        "state": "notified",
    },
]
SALES = Table(COLUMNS, ROWS, "Sales", {"id": "3 sales", "value": "$10.05 B"}, ["plus 1 of unknown value"])

AT_200_AND_IN_A_PIPE = r"""
Sale                         To      Title                                             Value  State        Since
taiwan-himars-2025           TW      High Mobility Artillery Rocket Systems          $4.05 B  review over  2026-01-17
poland-abrams-2022           PL      M1A2 [bold]Abrams[/bold] 陸軍 \x1b[31m:smile:      $6 B  delivered    2025-02-01
uae-jordan-sustainment-2024  AE, JO  Sustainment                                     unknown  notified
3 sales                                                                             $10.05 B
"""
AT_80 = """\
Sales
Sale                         To      Title                    Value  State
────────────────────────────────────────────────────────────────────────────────
taiwan-himars-2025           TW      High Mobility Artil…   $4.05 B  review over
poland-abrams-2022           PL      M1A2 [bold]Abrams[/…      $6 B  delivered
uae-jordan-sustainment-2024  AE, JO  Sustainment            unknown  notified
────────────────────────────────────────────────────────────────────────────────
3 sales                                                    $10.05 B
plus 1 of unknown value
"""
AT_60 = """\
<bold>Sales</>
<bold>Sale                       </>  <bold>To    </>  <bold>   Value</>  <bold>State</>
<dim>──────────────────────────────────────────────────────────</>
taiwan-himars-2025           TW       $4.05 B  review over
poland-abrams-2022           PL          $6 B  <green>delivered</>
uae-jordan-sustainment-2024  AE, JO   unknown  notified
<dim>──────────────────────────────────────────────────────────</>
<bold>3 sales                    </>          <bold>$10.05 B</>
<dim>plus 1 of unknown value</>
"""
AT_30_IN_ASCII = """\
Sales
Sale
     Value  State
---------------------
taiwan-himars-2025
   $4.05 B  review over
poland-abrams-2022
      $6 B  delivered
uae-jordan-sustainment-2024
   unknown  notified
---------------------
3 sales
  $10.05 B
plus 1 of unknown value
"""
CODES = {"<bold>": "\x1b[1m", "<dim>": "\x1b[2m", "<green>": "\x1b[32m", "</>": "\x1b[0m"}


def on_a_terminal(cells: int, colour: bool = False, unicode: bool = True) -> Terminal:
    return Terminal(cells, colour, interactive=True, unicode=unicode)


def without_codes(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_pipe_gets_every_column_whole_and_undecorated() -> None:
    assert render(SALES, PLAIN) == f"Sales{AT_200_AND_IN_A_PIPE}plus 1 of unknown value\n"


def test_a_wide_terminal_shows_everything_between_rules() -> None:
    lines = render(SALES, on_a_terminal(200)).splitlines()
    rules = [line for line in lines if line.startswith("─")]
    assert rules == ["─" * 117] * 2
    assert [line for line in lines if line not in rules] == render(SALES, PLAIN).splitlines()


def test_the_least_important_columns_go_before_a_text_is_cut_short() -> None:
    assert render(SALES, on_a_terminal(80)) == AT_80
    assert hidden_columns(SALES, on_a_terminal(80)) == Hidden(("Since",))


def test_columns_that_go_can_be_named() -> None:
    assert without_codes(render(SALES, on_a_terminal(60, colour=True))) == render(SALES, on_a_terminal(60))
    assert hidden_columns(SALES, on_a_terminal(60)) == Hidden(("Title", "Since"))
    assert hidden_columns(SALES, PLAIN) == Hidden()


def test_a_column_that_only_draws_what_others_say_goes_without_a_word() -> None:
    drawn = Table([*COLUMNS, Column("clock", "Clock", 9, picture=True)], [row | {"clock": "████"} for row in ROWS])
    assert "Clock" in render(drawn, on_a_terminal(200))
    assert "Clock" not in render(drawn, on_a_terminal(60))
    assert hidden_columns(drawn, on_a_terminal(60)) == hidden_columns(Table(COLUMNS, ROWS), on_a_terminal(60))


def test_colour_is_an_accent() -> None:
    expected = AT_60
    for name, code in CODES.items():
        expected = expected.replace(name, code)
    assert render(SALES, on_a_terminal(60, colour=True)) == expected


def test_an_id_that_has_no_room_beside_the_rest_stands_above_it() -> None:
    assert render(SALES, on_a_terminal(30, unicode=False)) == AT_30_IN_ASCII


@pytest.mark.parametrize("cells", [20, 30, 60, 80, 200])
def test_without_unicode_there_is_only_ascii(cells: int) -> None:
    assert render(SALES, on_a_terminal(cells, colour=True, unicode=False)).isascii()


WRAPPED = Table(
    [
        Column("date", "Date"),
        Column("note", "Detail", wrap=True, minimum=16),
        Column("source", "Source", joins=" [{}]", join_title=" [Source]", join_below=60),
    ],
    [
        {
            "date": "2026-03-06",
            "note": "Legislative Yuan; the motion to sign four letters of offer",
            "source": "cna-0313",
        },
        {"date": "2026-03-12", "source": "dsca"},
    ],
)
AT_60_WRAPPED = """\
Date        Detail                                  Source
────────────────────────────────────────────────────────────
2026-03-06  Legislative Yuan; the motion to sign    cna-0313
            four letters of offer
2026-03-12                                          dsca
"""
AT_40_JOINED = """\
Date        Detail [Source]
────────────────────────────────────────
2026-03-06  Legislative Yuan; the motion
            to sign four letters of
            offer [cna-0313]
2026-03-12  [dsca]
"""


def test_a_column_that_wraps_goes_on_below_and_loses_nothing() -> None:
    assert render(WRAPPED, on_a_terminal(60)) == AT_60_WRAPPED
    assert hidden_columns(WRAPPED, on_a_terminal(60)) == Hidden()


def test_a_column_that_joins_another_follows_it_where_it_is_narrow() -> None:
    assert render(WRAPPED, on_a_terminal(40)) == AT_40_JOINED
    assert hidden_columns(WRAPPED, on_a_terminal(40)) == Hidden()
    assert render(WRAPPED, PLAIN).splitlines()[0].split() == ["Date", "Detail", "Source"]


def test_a_title_of_several_words_is_wrapped_before_its_column_is_left_out() -> None:
    table = Table(
        [Column("day", "Day"), Column("left", "Days left", 2, align="right"), Column("id", "Sale", 1)],
        [{"day": "2026-01-16", "left": "3", "id": "taiwan-himars-2025"}],
    )
    assert render(table, on_a_terminal(36)) == (
        "            Days\n"
        "Day         left  Sale\n"
        "────────────────────────────────────\n"
        "2026-01-16     3  taiwan-himars-2025\n"
    )


def test_a_shorter_text_is_shown_rather_than_a_cut_one() -> None:
    columns = [Column("who", "Recipient", flexible=True, minimum=6, shorter="codes"), Column("n", "Sales")]
    rows = [
        {"who": "Jordan (JO)", "codes": "JO", "n": "1"},
        {"who": "United Arab Emirates + Jordan", "codes": "AE+JO", "n": "2"},
    ]
    lines = render(Table(columns, rows), on_a_terminal(24)).splitlines()[2:]
    assert [line.split()[0] for line in lines] == ["Jordan", "AE+JO"]
    assert "United Arab Emirates + Jordan" in render(Table(columns, rows), on_a_terminal(80))


@pytest.mark.parametrize("cells", [30, 44, 60, 100])
def test_a_wrapped_cell_keeps_every_word(cells: int) -> None:
    text = render(WRAPPED, on_a_terminal(cells))
    assert all(word in text for word in WRAPPED.rows[0]["note"].split())
    assert all(cell_len(line) <= cells for line in text.splitlines())


def test_without_colour_there_is_no_escape_code() -> None:
    assert "\x1b" not in render(SALES, on_a_terminal(80))
    assert "\x1b" not in render(SALES, PLAIN)


def test_a_style_of_nothing_leaves_the_columns_own() -> None:
    column = Column("a", "A", style="dim", style_of=lambda row: "red" if row["a"] == "x" else "")
    assert [column.style_in({"a": text}) for text in "xy"] == ["red", "dim"]


def test_a_table_without_rows_is_its_header() -> None:
    empty = Table([Column("a", "A"), Column("b", "B")], [])
    assert render(empty, PLAIN) == "A  B\n"
    assert render(empty, on_a_terminal(40)) == "A  B\n────\n"


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(SALES, on_a_terminal(60, colour=True))
    for name, value in {"COLUMNS": "33", "TERM": "dumb", "NO_COLOR": "1", "FORCE_COLOR": "1", "LINES": "2"}.items():
        monkeypatch.setenv(name, value)
    assert render(SALES, on_a_terminal(60, colour=True)) == before


CELL = st.text(max_size=40) | st.text("ab 陸é\u0301\x1b\n\t[/bold]\u202e\ud83d:", max_size=40)
TABLES = st.builds(
    Table,
    st.lists(
        st.builds(
            Column,
            st.sampled_from("abc"),
            CELL,
            st.integers(1, 4),
            st.sampled_from(["left", "right"]),
            st.booleans(),
            st.integers(1, 30),
            st.sampled_from(["", "dim", "bold red"]),
            wrap=st.just(False),
        ),
        min_size=1,
        max_size=7,
    ),
    st.lists(st.fixed_dictionaries({"a": CELL, "b": CELL}), max_size=3),
    CELL,
    st.none() | st.fixed_dictionaries({"a": CELL}),
    st.lists(CELL, max_size=2),
)


@examples(150)
@given(TABLES, st.integers(20, 200), st.booleans(), st.booleans())
@example(Table([Column("a", "00\x1f\u01b1\u01b1", 1), Column("a", "", 1)], []), 20, False, False)
def test_no_line_is_wider_than_the_terminal_and_a_row_is_a_line(
    table: Table, cells: int, colour: bool, unicode: bool
) -> None:
    text = render(table, on_a_terminal(cells, colour, unicode))
    lines = without_codes(text).split("\n")
    assert max(map(cell_len, lines)) <= cells
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\n".join(lines))
    without_texts = replace(table, title="", captions=())
    rules = 1 if table.footer is None else 2
    rows = len(table.rows) + (table.footer is not None)
    # A title of several words may take several lines; a row never does.
    titles = max(len(shown(column.title, unicode).split(" ")) for column in table.columns)
    height = render(without_texts, on_a_terminal(cells, colour, unicode)).count("\n")
    assert 1 + rows + rules <= height <= max(titles, 1) + rows + rules


@given(TABLES)
def test_plain_columns_are_aligned_and_nothing_trails(table: Table) -> None:
    table = replace(table, title="", captions=())
    lines = render(table, PLAIN).split("\n")[:-1]
    assert len(lines) == 1 + len(table.rows) + (table.footer is not None)
    assert all(line == line.rstrip() for line in lines)
    assert all(width(line) <= max(map(width, lines)) for line in lines)


@pytest.mark.parametrize("columns", [30, 40, 80])
def test_an_accent_before_an_empty_cell_carries_no_spaces(columns: int) -> None:
    table = Table(
        [Column("word", "A long title", style="red"), Column("rest", "Rest")], [{"word": "later", "rest": ""}]
    )
    (line,) = [
        line
        for line in render(table, Terminal(columns, colour=True, interactive=True, unicode=True)).splitlines()
        if "later" in line
    ]
    assert line.endswith("later\x1b[0m")
