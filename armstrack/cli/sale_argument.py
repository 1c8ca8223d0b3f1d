"""The argument that names a sale."""

from __future__ import annotations

from typing import Annotated

import typer

_SALE = typer.Argument(
    metavar="SALE",
    help="An id, the beginning of one, or a transmittal number.",
    show_default=False,
)
WordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SALE|WORDS…",
        help="A sale, a resolution or a package by its id, the beginning of one, or a transmittal number; or words.",
        show_default=False,
    ),
]
SaleArgument = Annotated[str, _SALE]
OptionalSaleArgument = Annotated[str | None, _SALE]

AssumeOption = Annotated[
    str | None,
    typer.Option("--assume-notified", metavar="DAY", help="As if Congress was notified on this day."),
]
"""Consent to judge by a day of notification that the record does not hold."""
