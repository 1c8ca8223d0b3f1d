"""Making a move: (sale, entry, context, day) -> the sale with the entry, or a refusal that says what to do.

A move is judged by replaying the history with it. It is refused when the law or the
procedure would refuse it where it stands, or when it would make a later entry, recorded
already, impossible.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Protocol

from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate, on
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.contradictions import contradictions
from armstrack.workflow.life import Life, life_of, state_before
from armstrack.workflow.procedure import Move, Procedure, procedure_of
from armstrack.workflow.resolution_life import resolution_standing
from armstrack.workflow.standing import standing_on
from armstrack.workflow.track import Remark, newly_refused
from armstrack.workflow.transition import Objection, moves_to, steps_to_skip
from armstrack.workflow.undecided import end_not_known
from armstrack.workflow.worth import worth_warnings


@dataclass(frozen=True, slots=True)
class Accepted:
    """The move may be written."""

    sale: Sale
    """The sale with the new entry at the end of its history."""
    entry: Entry
    life: Life
    warnings: tuple[str, ...] = ()
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
    verified: bool = True
    """Whether every row of the law that it rests on was read in the law itself."""


@dataclass(frozen=True, slots=True)
class NextMove:
    """A state that a sale can move into, from a day on."""

    state: str
    means: str
    earliest_action: date
    actor: str
    citations: tuple[str, ...]
    warning: str | None = None
    case: str | None = None
    """The letter that it would move, where letters have names."""
    verified: bool = True
    """Whether the text that it rests on was read."""


@dataclass(frozen=True, slots=True)
class ClosedMove:
    """A state that a sale cannot move into now, and why."""

    state: str
    reason: str
    citations: tuple[str, ...]
    remedy: str
    case: str | None = None
    undecided: bool = False
    """Whether it is only not known to be possible; the remedy says how to go on."""


def judge(sale: Sale, entry: Entry, context: Context, day: date) -> Accepted | Refusal:
    """Whether an entry may be added to a history, as things are known on a day.

    `entry.state` must be a state of the sale's procedure.
    """
    outcome = _outcome(sale, entry, context, day)
    return outcome if isinstance(outcome, Accepted) else _explained(sale, entry, context, outcome)


def _outcome(sale: Sale, entry: Entry, context: Context, day: date) -> Accepted | Objection:
    if entry.date.earliest is not None and entry.date.earliest > day:
        remedy = "Record a promise as `armstrack record SALE promised --expected DAY`."
        return replace(not_yet(entry.date, day), remedy=remedy)
    procedure = procedure_of(sale.authorities)
    if entry.state is not None and procedure.by_name[entry.state].made_by is not None:
        return _never_written(sale, entry, context, procedure)
    candidate = replace(sale, history=(*sale.history, entry))
    life = life_of(candidate, context)
    new = len(sale.history)
    refused = {remark.at: remark for remark in life.refused}
    asked = next((remark.objection for remark in life.unassigned if remark.at == new), None)
    if asked is not None:
        return replace(asked, remedy="Say which: --case NAME, or --case all for each that is open.")
    if new in refused:
        return refused[new].objection
    if entry.state is not None and life.review is not None:
        undecided = end_not_known(candidate, entry, life, state_before(candidate, entry, context))
        if undecided is not None:
            return undecided
    if life.refused or life.unassigned:
        earlier = life_of(sale, context)
        broken = newly_refused(earlier.refused, life.refused) or newly_refused(earlier.unassigned, life.unassigned)
        if broken is not None:
            return breaks_later(sale.history[broken.at], broken)
    return Accepted(candidate, entry, life, _warnings(candidate, entry, context, life))


def with_skips(sale: Sale, entry: Entry, context: Context) -> Entry:
    """The entry with the steps named that it passes over."""
    if entry.state is None:
        return entry
    before, resumes = state_before(replace(sale, history=(*sale.history, entry)), entry, context)
    skipped = steps_to_skip(procedure_of(sale.authorities), before, entry.state, resumes)
    return replace(entry, skipped=skipped)


def open_cases(sale: Sale, context: Context, day: date) -> tuple[str | None, ...]:
    """The letters of a sale that are not surely over on a day, by their cases; `None` is the unnamed one."""
    life = life_of(*as_known(sale, context, day))
    return tuple(letter.case for letter in life.letters if not letter.is_over(day))


def next_moves(sale: Sale, context: Context, day: date) -> tuple[tuple[NextMove, ...], tuple[ClosedMove, ...]]:
    """Every state of the procedure: when it can be entered, by whom and under which law; or why it cannot.

    Where letters have names, a state of a letter is asked about for each that is not over.
    """
    sale, context = as_known(sale, context, day)
    procedure = procedure_of(sale.authorities)
    now = standing_on(sale, life_of(sale, context), day)
    possible: list[NextMove] = []
    closed: list[ClosedMove] = []
    stands = {letter.case: letter.state for letter in now.letters}
    for case, state in _enterable(sale, context, procedure, day):
        here = stands.get(case, now.state) if procedure.by_name[state].of != "sale" else now.state
        if state == here:
            continue
        entry = Entry(on(day), state=state, case=case)
        outcome = _outcome(sale, entry, context, day)
        if isinstance(outcome, Objection) and outcome.earliest is not None and outcome.earliest > day:
            later = _outcome(sale, replace(entry, date=on(outcome.earliest)), context, outcome.earliest)
            outcome = later if isinstance(later, Accepted) else outcome
        if isinstance(outcome, Accepted):
            assert outcome.entry.date.exact is not None
            move = _basis(outcome.sale, outcome.entry, context, procedure)
            citations, verified = [move.citation], move.verified
            review = outcome.life.review
            if review is not None and "review-over" in move.guards and review.emergency:
                # Where the emergency waived the wait, no policy about its end is what the move rests on.
                citations, verified = list(review.citations), verified and review.verified
            elif outcome.entry.date.exact > day and review is not None:
                citations, verified = [*review.citations, move.citation], verified and review.verified
            possible.append(
                NextMove(
                    state,
                    procedure.by_name[state].means,
                    outcome.entry.date.exact,
                    move.actor,
                    tuple(dict.fromkeys(citations)),
                    "; ".join(outcome.warnings) or None,
                    case,
                    verified,
                )
            )
        else:
            unclear = outcome.code == "review-undecided"
            closed.append(ClosedMove(state, outcome.reason, outcome.citations, outcome.remedy, case, unclear))
    return tuple(possible), tuple(closed)


def possible_on(sale: Sale, context: Context, day: date) -> tuple[str, ...]:
    """The states that a sale, or one of its letters, could move into on a day, as things were known then."""
    sale, context = as_known(sale, context, day)
    found = (
        state
        for case, state in _enterable(sale, context, procedure_of(sale.authorities), day)
        if isinstance(_outcome(sale, Entry(on(day), state=state, case=case), context, day), Accepted)
    )
    return tuple(dict.fromkeys(found))


def as_known(sale: Sale, context: Context, day: date) -> tuple[Sale, Context]:
    """The sale and its surroundings with only what may have happened by a day."""
    resolutions = tuple(
        replace(one, history=tuple(entry for entry in one.history if entry.date.maybe_by(day)))
        for one in context.resolutions
    )
    known = replace(sale, history=tuple(entry for entry in sale.history if entry.date.maybe_by(day)))
    return known, replace(context, resolutions=resolutions)


def _enterable(sale: Sale, context: Context, procedure: Procedure, day: date) -> list[tuple[str | None, str]]:
    """The states worth asking about, each with the letter that it is about.

    Of a sale that has not begun they are those up to the calendar's first.
    """
    if not any(entry.state is not None for entry in sale.history):
        first = next((at for at, name in enumerate(procedure.steps) if procedure.by_name[name].made_by), None)
        return [(None, state) for state in procedure.steps[:first]]
    letters = life_of(sale, context).letters
    named = [letter.case for letter in letters if letter.case is not None]
    alive = [letter.case for letter in letters if letter.case is not None and not letter.is_over(day)]
    found: list[tuple[str | None, str]] = []
    for state in procedure.writable:
        of_letter = procedure.by_name[state].of != "sale" and bool(named)
        found += [(case, state) for case in ((alive or named) if of_letter else [None])]
    return found


def _explained(sale: Sale, entry: Entry, context: Context, objection: Objection) -> Refusal:
    """The refusal for an objection: with what is possible on the day instead, and what the resolutions mean."""
    day = entry.date.latest or entry.date.earliest
    possible = possible_on(sale, context, day) if day is not None and objection.code != "not-yet" else ()
    reason, remedy = objection.reason, objection.remedy
    if objection.code in ("already", "no-such-move") and entry.state is not None:
        reason = _what_is_so(sale, entry, context, day or date.max) or reason
        remedy = remedy or _new_notification(sale, entry)
    if objection.code == "steps-between" and entry.case is not None:
        remedy = _unnamed_letter(sale, entry, context) or remedy
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
        remedy,
        objection.verified,
    )


def _new_notification(sale: Sale, entry: Entry) -> str:
    """What to do where Congress is to be notified of a sale that has gone on already, or has ended."""
    state = procedure_of(sale.authorities).by_name.get(entry.state or "")
    if state is None or not state.notifies:
        return ""
    return (
        "A new notification is a sale of its own, with a clock of its own: make a file for it; "
        "this one can become `superseded`, or name the new one in a note."
    )


def _unnamed_letter(sale: Sale, entry: Entry, context: Context) -> str:
    """What to do where an entry names a letter that the history has so far left without a name."""
    letters = life_of(sale, context).letters
    if len(letters) != 1 or letters[0].case is not None:
        return ""
    return (
        f"The letter recorded so far has no name: leave --case out, or write `case: {entry.case}` into its entries "
        "if this is the same letter."
    )


def _what_is_so(sale: Sale, entry: Entry, context: Context, day: date) -> str:
    """That the state was entered before, and where the sale stands since; empty where it was not."""
    life = life_of(sale, context)
    now = standing_on(sale, life, day)
    letter = life.letter(entry.case) if procedure_of(sale.authorities).by_name[entry.state or ""].of != "sale" else None
    if letter is not None and (there := letter.on(day)) is not None and there.state == entry.state:
        return f"{letter.case or 'It'} is already `{entry.state}`, since {there.since}."
    if now.state == entry.state:
        return f"It is already `{entry.state}`, since {now.since}."
    spans = letter.spans if letter is not None and letter.case is not None else life.spans
    entered = next((span for span in spans if span.state == entry.state and span.entry is not None), None)
    if entered is None or now.state is None:
        return ""
    return f"It was `{entry.state}` on {entered.began}, and is `{now.state}` since {now.since}."


def _resolutions_remark(context: Context, day: date) -> str:
    """What the resolutions against a sale mean for it: only an enacted law blocks."""
    standings = [(one.measure, resolution_standing(one, day)) for one in context.resolutions]
    told = [f"{measure} is {standing.means}" for measure, standing in standings if standing.state is not None]
    return f"Only an enacted law blocks: {'; '.join(told)}." if told else ""


class _Said(Protocol):
    """An entry of any history, as far as a message names it."""

    @property
    def date(self) -> PartialDate:
        """When it happened."""

    @property
    def word(self) -> str:
        """Its state or its event."""


def not_yet(when: PartialDate, day: date) -> Objection:
    """That a day has not come: a history holds what has happened."""
    return Objection("not-yet", f"{when.text} has not come: the day is {day}, and a history holds what has happened.")


def breaks_later(later: _Said, remark: Remark) -> Objection:
    """That a move would make a later entry, recorded already, impossible."""
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


def _basis(sale: Sale, entry: Entry, context: Context, procedure: Procedure) -> Move:
    """The move of the table by which a state is entered: who makes it, and the text that it rests on."""
    assert entry.state is not None
    before, resumes = state_before(sale, entry, context)
    path = moves_to(procedure, before, entry.state, resumes)
    if not path:
        return next(one for one in procedure.moves if one.to == entry.state)
    return path[-1]


def _warnings(sale: Sale, entry: Entry, context: Context, life: Life) -> tuple[str, ...]:
    """What to consider about an entry that may be written."""
    here = ("history", len(sale.history) - 1)
    odd = (finding.message for finding in contradictions(sale, life) if finding.path[:2] == here)
    found = [_of_the_table(sale, entry, context, life), *worth_warnings(sale, entry, life, context), *odd]
    return tuple(warning for warning in found if warning)


def _of_the_table(sale: Sale, entry: Entry, context: Context, life: Life) -> str | None:
    if entry.state is None:
        return None
    before, _ = state_before(sale, entry, context)
    move = life.procedure.move(before, entry.state) if before is not None else None
    if move is not None and move.warning is not None:
        return move.warning
    others = [letter for letter in life.letters if letter.case != entry.case]
    begins = (letter := life.letter(entry.case)) is not None and letter.entries[0] is entry
    if begins and others and entry.date.exact is not None and all(one.is_over(entry.date.exact) for one in others):
        again = next((one for one in life.procedure.moves if one.warning is not None and one.to == entry.state), None)
        return again.warning if again is not None else None
    return None
