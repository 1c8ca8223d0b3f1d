"""The argument that names a sale, and what a shell offers for it."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from armstrack.cli.session import Session


def complete_sale(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids that begin like what was typed; a shell asks at every TAB."""
    from armstrack.index.complete import ids_beginning
    from armstrack.index.place import index_path

    given = ctx.params.get("ledger") or (ctx.parent.params.get("ledger") if ctx.parent is not None else None)
    try:
        location = Session(given).location
    except Exception:  # whatever is wrong, a TAB is not the moment to say so
        return []
    return ids_beginning(index_path(str(location.folder), os.environ), incomplete.lower())


_SALE = typer.Argument(
    metavar="SALE",
    help="An id, the beginning of one, or a transmittal number.",
    show_default=False,
    autocompletion=complete_sale,
)
SaleArgument = Annotated[str, _SALE]
OptionalSaleArgument = Annotated[str | None, _SALE]
