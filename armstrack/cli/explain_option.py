"""The option that asks how an answer was found."""

from __future__ import annotations

from typing import Annotated

import typer

ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Say how the answer was found: which row, which day, how counted.")
]
