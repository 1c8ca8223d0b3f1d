"""What one sale contributes to the days between the five dates; see `armstrack.query.five_dates`."""

from __future__ import annotations

from functools import cache

from armstrack.model.partial_date import PartialDate, on
from armstrack.query.five_dates import CONTRACT, FIRST_DELIVERY, PROCEDURE, Dates, Kept
from armstrack.query.intervals import Interval, after
from armstrack.query.plain import plain_date
from armstrack.query.timeline import milestones
from armstrack.query.view import SaleOnDay
from armstrack.workflow.procedure import procedures


@cache
def dates() -> dict[str, str]:
    """The five dates in the order of the procedure, delivery with its first and its last day, and what each is called.

    A date has the name of the state that brings it about, where a state does.
    """
    fms = procedures()[PROCEDURE]
    signed, last, asked = fms.first("binding"), fms.first("handed-over"), fms.first("request")
    assert asked is not None
    assert fms.notifying_state is not None
    assert signed is not None
    assert last is not None
    return {
        asked: "request",
        fms.notifying_state: "notification",
        signed: "signature",
        CONTRACT: "contract",
        FIRST_DELIVERY: "first delivery",
        last: "last delivery",
    }


def kept_dates(one: SaleOnDay) -> Kept | None:
    """The five dates of a sale by its day, as they are kept; `None` of a sale of another procedure."""
    if one.life.procedure.name != PROCEDURE:
        return None
    if not one.begun:
        return {"begun": False, "recorded": {}, "loose": []}
    found = dates_of(one)
    recorded = {name: plain_date(when) for name, when in found.recorded.items()}
    return {"begun": True, "recorded": recorded, "loose": sorted(found.loose)}


def dates_of(one: SaleOnDay) -> Dates:
    """The five dates of one sale by its day, the first of each kind."""
    recorded: dict[str, PartialDate] = {}
    loose: set[str] = set()
    for each in milestones(one):
        # Who records that deliveries have begun has recorded the first.
        name = FIRST_DELIVERY if each.name == one.life.procedure.delivering_state else each.name
        if name not in dates() or name in recorded:
            continue
        if each.date.surely_by(one.day):
            recorded[name] = each.date
        else:
            loose.add(name)
    return Dates(one.id, recorded, frozenset(loose - set(recorded)))


def so_far(one: SaleOnDay, found: Dates, first: str, second: str) -> Interval | None:
    """The days for which a gap of a sale has been open by its day; `None` where it does not run.

    It runs from a recorded date while nothing later in the procedure is recorded and the sale has not ended.
    """
    names = list(dates())
    later = names[names.index(second) :]
    if first not in found.recorded or any(name in found.recorded or name in found.loose for name in later):
        return None
    return None if _is_past(one, second) else after(found.recorded[first], on(one.day))


def _is_past(one: SaleOnDay, name: str) -> bool:
    """Whether the state says that a date has come, or never will, though none is recorded."""
    state, procedure = one.standing.state, one.life.procedure
    if state is None:
        return False
    delivering = procedure.delivering_state
    entered = delivering if name in (FIRST_DELIVERY, CONTRACT) and delivering is not None else name
    steps = procedure.steps
    return procedure.by_name[state].kind == "end" or (state in steps and steps.index(state) >= steps.index(entered))
