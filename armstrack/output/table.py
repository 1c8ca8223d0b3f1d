"""A table: rows that are already spelled for people, and how each column gives way where there is little room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from armstrack.model.data_class import dataclass

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it shows, and how it gives way when the terminal is narrow.

    A cell is never cut or broken unless the column is `flexible` or says `wrap`: not a day, an amount or a state.
    """

    key: str
    """The name of the cell in a row; a row without it has an empty cell."""
    title: str
    importance: int = 1
    """1 is shown wherever it can be; higher numbers are left out first."""
    align: Literal["left", "right"] = "left"
    flexible: bool = False
    """Whether its cells may be cut, down to `minimum`, before a column is left out."""
    minimum: int = 8
    style: str = ""
    """The accent of its cells, such as `dim` or `bold red`; see `accent.ACCENTS`."""
    style_of: Callable[[Row], str] | None = None
    """The accent of the cell in this row; an empty answer means `style`."""
    wrap: bool = False
    """Whether its cells go on in further lines, at least `minimum` wide, instead of being cut: nothing is lost."""
    wraps: Callable[[Row], bool] | None = None
    """Whether the cell of this row goes on in further lines, though the column's others are cut."""
    maximum: int = 0
    """The width at which it wraps although there is room for more; 0 where there is none."""
    shorter: str = ""
    """The key of a shorter text for the cell, which is shown rather than a cut one."""
    picture: bool = False
    """Whether it only draws what other columns say, so that nothing is lost, and nobody told, where it is left out."""
    joins: str = ""
    """How its text follows that of the column before it, as `: {}`, in a terminal narrower than `join_below`."""
    join_title: str = ""
    """What then follows the title of that column."""
    join_below: int = 0
    id: bool = False
    """Whether it names records, by what people copy and ask for: it is always shown, and never cut or broken."""

    def style_in(self, row: Row) -> str:
        """The accent of this column's cell in the row."""
        return (self.style_of(row) if self.style_of is not None else "") or self.style


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells that are already spelled for people, and the columns to show them in."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    title: str = ""
    footer: Row | None = None
    """A last row, a total say, set apart from the others."""
    captions: Sequence[str] = ()
    """Lines below the table: what is counted, as of which day."""
