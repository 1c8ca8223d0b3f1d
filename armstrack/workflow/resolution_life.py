"""How a resolution of disapproval stands on a day, and whether it has become law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from armstrack.model.partial_date import PartialDate, on
from armstrack.workflow.order import in_order
from armstrack.workflow.procedure import Procedure, procedures
from armstrack.workflow.transition import Objection, table_objection

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution, ResolutionEntry

IN_FORCE = ("enacted", "overridden", "became-law")
"""The states in which a resolution is law."""


@dataclass(frozen=True, slots=True)
class ResolutionStanding:
    """Where a resolution stands on a day."""

    state: str | None
    since: PartialDate | None
    means: str


def congress_ends(congress: int) -> date:
    """The day on which a Congress ends: 3 January of the odd year (Constitution, amendment XX)."""
    return date(1789 + 2 * congress, 1, 3)


def _procedure() -> Procedure:
    return procedures()["resolution"]


def resolution_standing(resolution: Resolution, day: date) -> ResolutionStanding:
    """The state of a resolution at the end of a day; what has not surely happened by then does not count."""
    current: ResolutionEntry | None = None
    for entry in in_order(resolution.history):
        if entry.state is not None and entry.date.surely_by(day):
            current = entry
    if current is None or current.state is None:
        return ResolutionStanding(None, None, "not introduced yet")
    state = _procedure().by_name[current.state]
    ends = congress_ends(resolution.congress)
    if day >= ends and state.kind != "end":
        return ResolutionStanding("died", on(ends), _procedure().by_name["died"].means)
    return ResolutionStanding(state.name, current.date, state.means)


def became_law(resolution: Resolution) -> PartialDate | None:
    """When a resolution became law, or `None` if its history does not say that it did."""
    return next((entry.date for entry in resolution.history if entry.state in IN_FORCE), None)


def resolution_objections(resolution: Resolution) -> tuple[tuple[int, Objection], ...]:
    """The entries of a resolution's history that its procedure would not allow, by their place in the file."""
    found: list[tuple[int, Objection]] = []
    before: str | None = None
    places = {id(entry): at for at, entry in enumerate(resolution.history)}
    for entry in in_order(resolution.history):
        if entry.state is None:
            continue
        objection = table_objection(_procedure(), before, entry.state, entry.skipped, None)
        if objection is not None:
            found.append((places[id(entry)], objection))
        before = entry.state
    return tuple(found)
