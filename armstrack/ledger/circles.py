"""Sales that lead back to themselves: one that amends itself, or grew from one that grew from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from armstrack.ledger.named import MOST_NAMED, listed
from armstrack.model.problem import Finding
from armstrack.model.sale import Sale, SaleReference


def circles(sales: Mapping[str, Sale]) -> Iterator[tuple[str, Finding]]:
    """One finding for each sale that stands in a circle, with its id."""
    for key, reference in (("amends", _amends), ("grows-from", _grows_from)):
        for name, others in _in_circles(sales, reference).items():
            if others.many:
                over = listed([f"`{other}`" for other in others.first], others.many)
                message = f"`{name}` leads by `{key}` over {over} back to itself"
            else:
                message = f"`{name}` names itself"
            hint = "name the sale that came before it, or remove the key"
            yield name, Finding((key,), "circular-reference", message, hint)
    for sale in sales.values():
        for at, entry in enumerate(sale.history):
            if entry.sale == sale.id:
                message = f"`{entry.word}` on {entry.date} names the sale in whose file it stands"
                hint = "name the other sale, or remove the key"
                yield sale.id, Finding(("history", at, "sale"), "circular-reference", message, hint)


class _Others(NamedTuple):
    """The others of a circle: the first that follow, and how many there are."""

    first: list[str]
    many: int


def _amends(sale: Sale) -> SaleReference | None:
    return sale.amends


def _grows_from(sale: Sale) -> SaleReference | None:
    return sale.grows_from


def _in_circles(sales: Mapping[str, Sale], reference: Callable[[Sale], SaleReference | None]) -> dict[str, _Others]:
    """The sales that stand in a circle, each with the others of it in the order in which they follow."""
    found: dict[str, _Others] = {}
    followed: set[str] = set()
    for start in sales:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in sales and name not in followed:
            followed.add(name)
            path[name] = None
            to = reference(sales[name])
            name = to.id if to is not None else None
        if name in path:
            order = list(path)
            circle = order[order.index(name) :]
            for at, one in enumerate(circle):
                first = [*circle[at + 1 : at + 1 + MOST_NAMED], *circle[: min(at, MOST_NAMED)]][:MOST_NAMED]
                found[one] = _Others(first, len(circle) - 1)
    return found
