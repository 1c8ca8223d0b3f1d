"""`--chart-file`: a chart of an answer as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from armstrack.cli.failure import Failure, usage
from armstrack.cli.session import Session
from armstrack.model.told import ExitCode

if TYPE_CHECKING:
    from armstrack.output.chart import Chart

ChartFileOption = Annotated[
    str | None,
    typer.Option("--chart-file", metavar="FILE", help="Draw it into a file that ends with .svg or .png."),
]


def write_chart(session: Session, file: str | None, chart: Callable[[], Chart]) -> None:
    """Draws a chart into the file that was asked for, if one was. Raises Failure."""
    if file is None:
        return
    from armstrack.output.chart_file import FORMATS, chart_bytes, format_of, is_chart

    path = Path(file)
    form = format_of(path)
    if form is None:
        raise usage(f"--chart-file: {file} ends with none of {', '.join(f'.{each}' for each in FORMATS)}.")
    try:
        content = chart_bytes(chart(), form)
    except ImportError as error:
        message = "A chart file needs the library Matplotlib, which is not installed."
        raise Failure(ExitCode.USAGE, "missing-extra", message, "pip install 'armstrack[plot]'") from error
    from armstrack.ledger.given_away import NotReplaced, give_away

    try:
        give_away(path, lambda new: new.write_bytes(content), is_chart)
    except NotReplaced as error:
        message = f"--chart-file: {error}. Nothing was written."
        raise Failure(ExitCode.REFUSED, "not-replaced", message, "give another name") from error
    session.note(f"The chart was written to {path}.")
