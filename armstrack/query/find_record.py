"""Which record a person means, of whatever kind: a sale, a resolution, a package or a figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from armstrack.ledger.ledger import Contents
from armstrack.model.figure import Figure, every_figure
from armstrack.model.package import Package
from armstrack.model.resolution import Resolution
from armstrack.model.sale import Sale
from armstrack.query.find import NoSuchRecord
from armstrack.query.resolutions import find_resolution

Record = Sale | Resolution | Package | Figure


class Found(NamedTuple):
    """A record and its kind: `sale`, `resolution`, `package` or `figure`."""

    kind: str
    record: Record


def find_record(contents: Contents, name: str, sale_id: Callable[[str], str]) -> Found:
    """The record that a name means: an exact id of any kind, else a sale's name, else a resolution's.

    `sale_id` finds sales. Raises NoSuchRecord or AmbiguousName.
    """
    named: tuple[tuple[str, Mapping[str, Record]], ...] = (
        ("sale", contents.sales),
        ("resolution", contents.resolutions),
        ("package", contents.packages),
    )
    for kind, records in named:
        if name in records:
            return Found(kind, records[name])
    # A file of figures may hold several, and none of them has its name.
    for figure in every_figure(contents.figures.values()):
        if figure.id == name:
            return Found("figure", figure)
    try:
        return Found("sale", contents.sales[sale_id(name)])
    except NoSuchRecord as no_sale:
        try:
            return Found("resolution", find_resolution(contents.resolutions, name))
        except NoSuchRecord as no_resolution:
            nearest = dict.fromkeys([*no_sale.nearest, *no_resolution.nearest])
            raise NoSuchRecord(name, tuple(nearest)[:3], "record") from None
