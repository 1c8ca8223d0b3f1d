"""Rows of a spreadsheet: a draft a row, and a warning for each cell that cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampling import examples

from armstrack.notices.spreadsheet import UnknownColumn, read_rows

SHEET = (
    "Country,Item,Number,Date,Value,items\n"
    'Norway,Coastal radars,24-301,2024-11-09,"$1,250,000,000",ten (10) radars; masts\n'
    "Atlantis,Boats,?,soon,a lot,\n"
    ",,,,,\n"
    "Kingdom of Jordan,Trucks,24-302,5 May 2024,$0.5 billion,\n"
)
COLUMNS = {"recipient": "Country", "title": "Item", "transmittal": "number", "notified": "Date", "total": "Value"}


def test_rows() -> None:
    norway, nowhere, jordan = read_rows(SHEET, COLUMNS).drafts
    assert (norway.recipients, norway.title, norway.transmittal) == (("NO",), "Coastal radars", "24-301")
    assert (norway.notified, norway.value.total) == (date(2024, 11, 9), 1_250_000_000)
    assert [(item.quantity, item.name) for item in norway.items] == [(10, "radars"), (None, "masts")]
    assert norway.warnings == ()
    assert (jordan.recipients, jordan.notified, jordan.value.total) == (("JO",), date(2024, 5, 5), 500_000_000)
    assert (nowhere.recipients, nowhere.notified, nowhere.value.total) == ((), None, None)
    assert nowhere.warnings == (
        'the column recipient cannot be read from the cell "Atlantis"',
        'the column transmittal cannot be read from the cell "?"',
        'the column notified cannot be read from the cell "soon"',
        'the column total cannot be read from the cell "a lot"',
    )


def test_columns_named_like_fields_need_no_map() -> None:
    (draft,) = read_rows("title;authority;recipient\nBoats;AECA 36(c);NO\n", {}).drafts
    assert (draft.title, draft.authority, draft.recipients) == ("Boats", "36(c)", ("NO",))


@pytest.mark.parametrize("columns", [{"colour": "Item"}, {"title": "Thing"}])
def test_a_map_that_fits_nothing(columns: dict[str, str]) -> None:
    with pytest.raises(UnknownColumn):
        read_rows(SHEET, columns)


@pytest.mark.parametrize("cell", ["5 000 000", "1E5", "5M EUR", "10M-20M", "10%", "2 x 5M", "1/2", "9" * 30])
def test_a_cell_that_is_not_one_amount_stays_out_and_is_quoted(cell: str) -> None:
    (draft,) = read_rows(f"title,total\nBoats,{cell}\n", {}).drafts
    assert draft.value.total is None
    assert draft.warnings == (f'the column total cannot be read from the cell "{cell}"',)


@pytest.mark.parametrize("cell", ["26-Nov", "Nov-26", "2026-11-01", "11/26/2026"])
def test_a_number_that_a_spreadsheet_made_a_day_is_no_number(cell: str) -> None:
    (draft,) = read_rows(f"title,transmittal\nBoats,{cell}\n", {}).drafts
    assert draft.transmittal is None
    assert cell in draft.warnings[0]


def test_a_number_with_another_dash_is_the_number() -> None:
    assert read_rows("title,transmittal\nBoats,26\u201311\n", {}).drafts[0].transmittal == "26-11"


def test_a_cell_whose_beginning_alone_is_known_is_not_read() -> None:
    (draft,) = read_rows("title,recipient,notified\nBoats,Norway or Atlantis,about 5 May 2024\n", {}).drafts
    assert (draft.recipients, draft.notified) == ((), None)
    assert len(draft.warnings) == 2


def test_a_sheet_without_contractors_says_nothing_of_them() -> None:
    assert read_rows("title\nBoats\n", {}).drafts[0].contractors is None
    with_them = read_rows("title,contractors\nBoats,Alpha; Beta\nMasts,\nNets,none\n", {}).drafts
    assert [draft.contractors and len(draft.contractors) for draft in with_them] == [2, None, ()]


@given(st.text(max_size=500))
@examples(200)
def test_any_sheet(text: str) -> None:
    read_rows("title,recipient,total,items,notified,authority,contractors\n" + text, {})
