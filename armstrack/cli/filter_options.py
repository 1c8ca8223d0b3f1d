"""The options that choose sales, spelled the same on every command that has them: one for each filter."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from armstrack.model.period import FY_START, fiscal_year_words
from armstrack.query.criteria import Criterion
from armstrack.query.filter import FILTERS, filter_of

WHICH = "Which sales"
"""The panel of the help that holds the filters."""


def _option(criterion: Criterion, *default: Any) -> Any:
    """The option of a filter; its default is left out where it is an annotation."""
    names = (criterion.option, criterion.short) if criterion.short else (criterion.option,)
    if criterion.read is None:
        return typer.Option(*default, *names, help=criterion.help, rich_help_panel=WHICH)
    return typer.Option(*default, *names, metavar=criterion.metavar, help=criterion.help, rich_help_panel=WHICH)


def _parameter(criterion: Criterion) -> inspect.Parameter:
    """The parameter of a command that a filter is."""
    flag = criterion.read is None
    takes: Any = bool if flag else list[str] | None if criterion.several else str | None
    option = _option(criterion, False if flag else None)
    return inspect.Parameter(criterion.parameter, inspect.Parameter.KEYWORD_ONLY, default=option, annotation=takes)


PARAMETERS = [_parameter(criterion) for criterion in FILTERS.values()]

RecipientOption = Annotated[list[str] | None, _option(FILTERS["recipients"])]
"""The option of recipients, for what is no sale and has some."""


def choosing_sales(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the filter options in place of its parameter `wanted`, which it takes as a Filter."""
    return choosing_sales_but()(command)


def choosing_sales_but(*left_out: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """As `choosing_sales`, without the filters of these names, which mean something else to the command, or nothing."""
    filters = [parameter for parameter in PARAMETERS if parameter.name not in left_out]

    def choosing(command: Callable[..., Any]) -> Callable[..., Any]:
        session, _, *own = inspect.signature(command, eval_str=True).parameters.values()

        @wraps(command)
        def call(session: Any, **values: Any) -> Any:
            given = {parameter.name: values.pop(parameter.name, None) for parameter in filters}
            quarters = [year for year in given.get("year") or () if "q" in year.casefold()]
            if quarters or given.get("since") is not None or given.get("until") is not None:
                from armstrack.cli.day_words import days_of

                days_of(session, given)
            wanted = filter_of(given)
            if wanted.fy_starts != FY_START:
                session.note(fiscal_year_words(wanted.fy_starts))
            return command(session, wanted, **values)

        named = [*filters, *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own)]
        call.__signature__ = inspect.Signature([session, *named])  # type: ignore[attr-defined]
        return call

    return choosing
