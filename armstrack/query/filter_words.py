"""A filter as the options that set it, so that a question can be printed and asked again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from armstrack.model.money import write_money
from armstrack.query.filter import FILTERS, Filter

_MONEY = ("min_value", "max_value")


def settings_of(wanted: Filter) -> Iterator[tuple[str, str | None]]:
    """The options that choose the same sales, each with its value, or without where it takes none."""
    for name, value in wanted._asdict().items():
        option = FILTERS[name].option
        if value is True:
            yield option, None
        elif isinstance(value, tuple):
            yield from ((option, str(each)) for each in value)
        elif isinstance(value, date):
            yield option, value.isoformat()
        elif name in _MONEY and value is not None:
            yield option, write_money(value)
        elif isinstance(value, int) and value is not False:
            yield option, f"{value:02d}"


def options_of(wanted: Filter) -> tuple[str, ...]:
    """The same as the arguments of a command line."""
    return tuple(each for setting in settings_of(wanted) for each in setting if each is not None)
