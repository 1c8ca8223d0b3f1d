"""The path of a sale through its procedure: what is recorded, where it stands, and what lies ahead.

Only what the record or the calendar proves is said to have happened. A step between that nobody
recorded is said to be unrecorded, and what lies ahead is what the procedure knows, not a forecast.
"""

from __future__ import annotations

from collections.abc import Container

from armstrack.model.partial_date import UNKNOWN
from armstrack.query.document import Document
from armstrack.query.view import SaleOnDay
from armstrack.workflow.life import SaleSpan
from armstrack.workflow.procedure import Procedure


def path_document(one: SaleOnDay, possible: Container[str]) -> Document:
    """The states of a sale's path on its day, in order; `possible` are the states that it can enter next.

    Each says how it lies there: `passed`, `here`, `ended` (it stands there, and that ends it), `maybe` (it may
    have come already), `passed over` (by the word of an entry), `not recorded`, or `ahead`. Optional steps are
    on it only where they are recorded. Under an unknown authority the procedure is not known, and so nothing
    is said of what lies between or ahead: `ahead_known` is false.
    """
    day, life = one.day, one.life
    seen = [span for span in life.spans if span.maybe_from is None or span.maybe_from <= day]
    at = max((place for place, span in enumerate(seen) if _surely(span, one)), default=-1)
    known = UNKNOWN not in one.sale.authorities
    steps: list[Document] = []
    for place, span in enumerate(seen):
        if known:
            named = span.entry.skipped if span.entry is not None else ()
            between = {*named, *_between(life.procedure, [each.state for each in seen[:place]], span.state)}
            for state in life.procedure.steps:
                if state in between:
                    steps.append(_step(state, "passed over" if state in named else "not recorded"))
        how = "maybe" if not _surely(span, one) else "passed" if place < at else "here"
        if how == "here" and life.procedure.by_name[span.state].kind == "end":
            how = "ended"
        waived = place > 0 and span.entry is None and _is_waived(seen[place - 1])
        if not steps or steps[-1]["state"] != span.state:
            steps.append(_step(span.state, how, waived, life.procedure.by_name[span.state].made_by == "calendar"))
        elif how in ("here", "ended"):
            steps[-1]["how"] = how
    ahead = _ahead(life.procedure, seen[max(at, 0) :], [span.state for span in seen], possible)
    if known:
        calendar = life.procedure.calendar_state
        steps += [_step(state, "ahead", by_calendar=state == calendar) for state in ahead]
    return {"steps": steps, "ahead_known": known or not ahead}


def _step(state: str, how: str, waived: bool = False, by_calendar: bool = False) -> Document:
    return {"state": state, "how": how, "waived": waived, "by_calendar": by_calendar}


def _surely(span: SaleSpan, one: SaleOnDay) -> bool:
    return span.surely_from is not None and span.surely_from <= one.day


def _is_waived(span: SaleSpan) -> bool:
    return span.review is not None and span.review.emergency


def _between(procedure: Procedure, before: list[str], state: str) -> tuple[str, ...]:
    """The steps that must be named, and that lie between what came before and a state."""
    steps = procedure.steps
    if not before:
        first = steps[: steps.index(state)] if state in steps else ()
        return tuple(name for name in first if _must_be_named(procedure, name))
    standing = [name for name in before if procedure.by_name[name].kind != "pause"]
    path = procedure.path(standing[-1], state) if standing and standing[-1] != state else None
    return procedure.passed(path) if path else ()


def _must_be_named(procedure: Procedure, name: str) -> bool:
    return not procedure.by_name[name].optional and procedure.by_name[name].made_by is None


def _ahead(procedure: Procedure, current: list[SaleSpan], seen: list[str], possible: Container[str]) -> list[str]:
    """What the procedure holds for a sale that has not ended, without what may be passed without a word."""
    steps = procedure.steps
    reached = [state for state in seen if state in steps]
    if not reached or any(procedure.by_name[span.state].kind == "end" for span in current):
        return []
    at = steps.index(reached[-1]) + (procedure.by_name[seen[-1]].kind != "pause")
    ahead = [name for name in steps[at:] if not procedure.by_name[name].optional]
    after = steps.index(procedure.calendar_state) + 1 if procedure.calendar_state is not None else 0
    if after > 1 and steps[after] in possible and any(procedure.by_name[name].notifies for name in ahead):
        return ahead[ahead.index(steps[after]) :]  # no notification is required
    return ahead
