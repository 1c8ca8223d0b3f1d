"""A summary along two lines as a grid, which tables and CSV show; JSON has its groups."""

from typing import TypedDict


class GridCell(TypedDict):
    """One number, with what is not in it."""

    number: int | None
    """Whole US dollars, or how many; `None` where none is known."""
    unknown_value: int
    """How many sales have no known value, and are not in the number."""
    covered: bool
    """Whether anything of it is covered or recorded: else nobody looked."""
    sales: int
    """How many sales it holds."""


class GridKey(TypedDict):
    """One key down or across."""

    key: str | None
    complete: bool | None
    """Whether the ledger covers it whole; `None` where no cover tells."""


class Grid(TypedDict):
    """The keys of one line down, those of the other across."""

    procedure: str | None
    """The procedure whose money it holds; `None` for all that there is."""
    rows: list[GridKey]
    columns: list[GridKey]
    cells: list[list[GridCell]]
    """The cells of each row."""
    row_totals: list[GridCell] | None
    """What each row adds up to; `None` where sales stand in several of its cells, or money is not added."""
    column_totals: list[GridCell] | None
    total: GridCell | None
