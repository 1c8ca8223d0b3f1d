"""Making a move: (sale, entry, context, day) -> the sale with the entry, or a refusal that says what to do.

A move is judged by replaying the history with it. It is refused when the law or the
procedure would refuse it where it stands, or when it would make a later entry, recorded
already, impossible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from armstrack.model.entry import Entry
from armstrack.model.partial_date import on
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.life import Life, Remark, life_of, state_before
from armstrack.workflow.procedure import RETURNED, Procedure, procedure_of
from armstrack.workflow.resolution_life import resolution_standing
from armstrack.workflow.standing import standing_on
from armstrack.workflow.transition import Objection, steps_to_skip


@dataclass(frozen=True, slots=True)
class Accepted:
    """The move may be written."""

    sale: Sale
    """The sale with the new entry at the end of its history."""
    entry: Entry
    life: Life
    warning: str | None = None
    """What to consider, although nothing forbids the move."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move is not possible, from when it would be, by which law, and what is possible instead."""

    code: str
    sale: str
    wanted: str
    on: str
    reason: str
    citations: tuple[str, ...] = ()
    earliest: date | None = None
    possible: tuple[str, ...] = ()
    remark: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class NextMove:
    """A state that a sale can move into, from a day on."""

    state: str
    means: str
    earliest_action: date
    actor: str
    citations: tuple[str, ...]
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class ClosedMove:
    """A state that a sale cannot move into now, and why."""

    state: str
    reason: str
    citations: tuple[str, ...]
    remedy: str


def judge(sale: Sale, entry: Entry, context: Context, day: date) -> Accepted | Refusal:
    """Whether an entry may be added to a history, as things are known on a day.

    `entry.state` must be a state of the sale's procedure.
    """
    outcome = _outcome(sale, entry, context, day)
    return outcome if isinstance(outcome, Accepted) else _explained(sale, entry, context, outcome)


def _outcome(sale: Sale, entry: Entry, context: Context, day: date) -> Accepted | Objection:
    if entry.date.earliest is not None and entry.date.earliest > day:
        reason = f"{entry.date.text} has not come: the day is {day}, and a history holds what has happened."
        remedy = "Record a promise as `armstrack record SALE promised --expected DAY`."
        return Objection("not-yet", reason, remedy=remedy)
    procedure = procedure_of(sale.authority)
    if entry.state is not None and procedure.by_name[entry.state].made_by is not None:
        return _never_written(sale, entry, context, procedure)
    candidate = replace(sale, history=(*sale.history, entry))
    life = life_of(candidate, context)
    new = len(sale.history)
    refused = {remark.at: remark for remark in life.refused}
    if new in refused:
        return refused[new].objection
    if refused:
        known = {remark.at for remark in life_of(sale, context).refused}
        for at, remark in refused.items():
            if at not in known:
                return _breaks_later(sale, remark)
    return Accepted(candidate, entry, life, _warning(candidate, entry, context, procedure))


def with_skips(sale: Sale, entry: Entry, context: Context) -> Entry:
    """The entry with the steps named that it passes over."""
    if entry.state is None:
        return entry
    before, resumes = state_before(replace(sale, history=(*sale.history, entry)), entry, context)
    skipped = steps_to_skip(procedure_of(sale.authority), before, entry.state, resumes)
    return replace(entry, skipped=skipped)


def next_moves(sale: Sale, context: Context, day: date) -> tuple[tuple[NextMove, ...], tuple[ClosedMove, ...]]:
    """Every state of the procedure: when it can be entered, by whom and under which law; or why it cannot."""
    sale, context = as_known(sale, context, day)
    procedure = procedure_of(sale.authority)
    now = standing_on(sale, life_of(sale, context), day)
    possible: list[NextMove] = []
    closed: list[ClosedMove] = []
    for state in _enterable(sale, procedure):
        if state == now.state:
            continue
        outcome = _outcome(sale, Entry(on(day), state=state), context, day)
        if isinstance(outcome, Objection) and outcome.earliest is not None and outcome.earliest > day:
            later = _outcome(sale, Entry(on(outcome.earliest), state=state), context, outcome.earliest)
            outcome = later if isinstance(later, Accepted) else outcome
        if isinstance(outcome, Accepted):
            assert outcome.entry.date.exact is not None
            actor, citation = _basis(outcome.sale, outcome.entry, context, procedure)
            citations = [citation]
            if outcome.entry.date.exact > day and outcome.life.review is not None:
                citations = [*outcome.life.review.citations, citation]
            means = procedure.by_name[state].means
            unique = tuple(dict.fromkeys(citations))
            possible.append(NextMove(state, means, outcome.entry.date.exact, actor, unique, outcome.warning))
        else:
            closed.append(ClosedMove(state, outcome.reason, outcome.citations, outcome.remedy))
    return tuple(possible), tuple(closed)


def possible_on(sale: Sale, context: Context, day: date) -> tuple[str, ...]:
    """The states that a sale could move into on a day, as things were known then."""
    sale, context = as_known(sale, context, day)
    return tuple(
        state
        for state in _enterable(sale, procedure_of(sale.authority))
        if isinstance(_outcome(sale, Entry(on(day), state=state), context, day), Accepted)
    )


def as_known(sale: Sale, context: Context, day: date) -> tuple[Sale, Context]:
    """The sale and its surroundings with only what may have happened by a day."""
    resolutions = tuple(
        replace(one, history=tuple(entry for entry in one.history if entry.date.maybe_by(day)))
        for one in context.resolutions
    )
    known = replace(sale, history=tuple(entry for entry in sale.history if entry.date.maybe_by(day)))
    return known, replace(context, resolutions=resolutions)


def _enterable(sale: Sale, procedure: Procedure) -> tuple[str, ...]:
    """The states worth asking about; of a sale that has not begun, those up to the calendar's first."""
    if any(entry.state is not None for entry in sale.history):
        return procedure.writable
    first = next((at for at, name in enumerate(procedure.steps) if procedure.by_name[name].made_by), None)
    return procedure.steps[:first]


def _explained(sale: Sale, entry: Entry, context: Context, objection: Objection) -> Refusal:
    """The refusal for an objection: with what is possible on the day instead, and what the resolutions mean."""
    day = entry.date.latest or entry.date.earliest
    possible = possible_on(sale, context, day) if day is not None and objection.code != "not-yet" else ()
    reason = objection.reason
    if objection.code in ("already", "no-such-move") and entry.state is not None:
        reason = _what_is_so(sale, entry, context, day or date.max) or reason
    return Refusal(
        objection.code,
        sale.id,
        entry.word,
        entry.date.text,
        reason,
        objection.citations,
        objection.earliest,
        tuple(state for state in possible if state != entry.state),
        _resolutions_remark(context, day) if objection.code == "review-running" and day is not None else "",
        objection.remedy,
    )


def _what_is_so(sale: Sale, entry: Entry, context: Context, day: date) -> str:
    """That the state was entered before, and where the sale stands since; empty where it was not."""
    life = life_of(sale, context)
    now = standing_on(sale, life, day)
    if now.state == entry.state:
        return f"It is already `{entry.state}`, since {now.since}."
    entered = next((span for span in life.spans if span.state == entry.state and span.entry is not None), None)
    if entered is None or now.state is None:
        return ""
    return f"It was `{entry.state}` on {entered.began}, and is `{now.state}` since {now.since}."


def _resolutions_remark(context: Context, day: date) -> str:
    """What the resolutions against a sale mean for it: only an enacted law blocks."""
    standings = [(one.measure, resolution_standing(one, day)) for one in context.resolutions]
    told = [f"{measure} is {standing.means}" for measure, standing in standings if standing.state is not None]
    return f"Only an enacted law blocks: {'; '.join(told)}." if told else ""


def _breaks_later(sale: Sale, remark: Remark) -> Objection:
    later = sale.history[remark.at]
    reason = f"The entry of {later.date}, `{later.word}`, would no longer be possible: {remark.objection.reason}"
    return Objection("breaks-later", reason, remark.objection.citations, remedy="Check the two days and their sources.")


def _never_written(sale: Sale, entry: Entry, context: Context, procedure: Procedure) -> Objection:
    assert entry.state is not None
    state = procedure.by_name[entry.state]
    if state.made_by == "calendar":
        review = life_of(sale, context).review
        when = f" It does so on {review.earliest_action}." if review is not None and review.earliest_action else ""
        reason = f"`{state.name}` is never written: the calendar makes it true.{when}"
        return Objection("never-written", reason, review.citations if review is not None else ())
    reason = f"`{state.name}` is never written: a resolution that becomes law makes it true."
    return Objection("never-written", reason, remedy="Record the law in the resolution's own file.")


def _basis(sale: Sale, entry: Entry, context: Context, procedure: Procedure) -> tuple[str, str]:
    """Who makes a move that is possible, and the text that it rests on."""
    assert entry.state is not None
    before, resumes = state_before(sale, entry, context)
    if before is None:
        move = next(one for one in procedure.moves if one.to == entry.state)
    elif entry.state == resumes and procedure.by_name[before].kind == "pause":
        move = next(one for one in procedure.moves if one.to == RETURNED)
    else:
        path = procedure.path(before, entry.state)
        assert path
        move = path[-1]
    return move.actor, move.citation


def _warning(sale: Sale, entry: Entry, context: Context, procedure: Procedure) -> str | None:
    if entry.state is None:
        return None
    before, _ = state_before(sale, entry, context)
    move = procedure.move(before, entry.state) if before is not None else None
    return move.warning if move is not None else None
