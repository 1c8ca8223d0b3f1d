"""A filter as the options that set it, so that a question can be printed and asked again."""

from __future__ import annotations

from datetime import date

from armstrack.model.money import write_money
from armstrack.query.filter import Filter
from armstrack.query.nearby import KINDS

_MONEY = ("min_value", "max_value")


def options_of(wanted: Filter) -> tuple[str, ...]:
    """The arguments of a command line that choose the same sales, in the order of `KINDS`."""
    arguments: list[str] = []
    for name, option in KINDS.items():
        value = getattr(wanted, name)
        if value is True:
            arguments.append(option)
        elif isinstance(value, tuple):
            for each in value:
                arguments += [option, str(each)]
        elif isinstance(value, date):
            arguments += [option, value.isoformat()]
        elif name in _MONEY and value is not None:
            arguments += [option, write_money(value)]
    return tuple(arguments)
