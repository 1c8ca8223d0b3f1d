"""The options that sort and shorten a list of rows, spelled the same on every command that has them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from armstrack.cli.session import Session


def sort_option(orders: Iterable[str]) -> Any:
    """The option that names one of some orders."""
    *others, last = orders
    return typer.Option("--sort", metavar="BY", help=f"{', '.join(others)} or {last}.")


ReverseOption = Annotated[bool, typer.Option("--reverse", help="The other way round.")]
LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=0, help="At most so many.")]
AllOption = Annotated[bool, typer.Option("--all", help="All of them, on a terminal too.")]


def note_shortened(session: Session, shown: int, found: int, limited: bool = True) -> None:
    """How many rows are shown of how many, where some are not; without a limit asked for, how to see all."""
    if shown < found:
        session.note(f"{shown:,} of {found:,}{'.' if limited else '; --all'}")
