"""The machine that replays a history: one track of states, by the table of a procedure.

A sale has a track of its own and one for each letter; a resolution has one. Replay is total:
what a history says is taken as having happened, and what the table or a guard objects to it
is answered beside the track.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import date
from typing import Generic, Protocol, TypeVar

from armstrack.law.clock import Review
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import PartialDate
from armstrack.workflow.procedure import Move, Procedure
from armstrack.workflow.transition import Objection, moves_to, table_objection


class Happened(Protocol):
    """An entry of any history."""

    @property
    def date(self) -> PartialDate:
        """When it happened."""

    @property
    def skipped(self) -> tuple[str, ...]:
        """The steps that it passes over by name."""


E = TypeVar("E", bound=Happened)


@dataclass(frozen=True, slots=True)
class Span(Generic[E]):
    """A state, and from when on it held: surely from one day, perhaps from an earlier one."""

    state: str
    began: PartialDate
    maybe_from: date | None
    """The first day on which it may have held; `None` where no day can be excluded."""
    surely_from: date | None
    """The first day on which it surely held; `None` where no day is certain."""
    entry: E | None = None
    """The entry that says so; `None` where the calendar or a resolution made it true."""
    review: Review | None = None
    """The review that it started, where it notified Congress."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about one entry of a history, by its place in the file."""

    at: int
    objection: Objection


Guard = Callable[[str], Objection | None]
"""Asks one guard, by its name in the tables, about the move that is being judged."""


@dataclass(slots=True)
class Track(Generic[E]):
    """The states of one history, as far as it has been replayed."""

    procedure: Procedure
    spans: list[Span[E]] = field(default_factory=list)
    resumes: str | None = None
    """The state that the present pause returns to."""

    @property
    def state(self) -> str | None:
        """The state that was entered last; `None` before the first."""
        return self.spans[-1].state if self.spans else None

    @property
    def standing(self) -> str | None:
        """The same, but of a pause the state that it returns to: how far the track has come."""
        state = self.state
        paused = state is not None and self.procedure.by_name[state].kind == "pause"
        return self.resumes if paused else state

    def objection(self, entry: E, to: str, before: str | None, guard: Guard) -> Objection | None:
        """What the table, then the guards along the way, object to entering a state from another."""
        found = table_objection(self.procedure, before, to, entry.skipped, self.resumes)
        if found is not None and found.code != "steps-between":
            return found
        path = moves_to(self.procedure, before, to, self.resumes) or ()
        asked: dict[str, Move] = {}
        for move in path:
            for name in move.guards:
                asked.setdefault(name, move)
        for name, move in asked.items():
            refused = guard(name)
            if refused is not None:
                # What a guard cites itself outranks the rule of the move that it guards.
                refused = replace(refused, citations=refused.citations or (move.citation,))
                hint = move.hint if refused.code == "notification-required" else None
                return replace(refused, remedy=f"{refused.remedy} {hint}") if hint else refused
        return found

    def enter(self, entry: E, to: str, before: str | None, after: Span[E] | None, review: Review | None) -> None:
        """Moves into a state, after another span of the same life."""
        if self.procedure.by_name[to].kind == "pause" and before != to:
            self.resumes = before
        self.spans.append(span_of(entry, to, after, review))


def span_of(entry: E, to: str, after: Span[E] | None, review: Review | None = None) -> Span[E]:
    """The span of an entry; it did not begin before the span that it came after may have begun."""
    earlier = after.maybe_from if after is not None else None
    maybe = max((day for day in (entry.date.earliest, earlier) if day is not None), default=None)
    return Span(to, entry.date, maybe, entry.date.latest, entry, review)


def tightened(spans: Iterable[Span[E]]) -> list[Span[E]]:
    """A state surely held by the time a later one surely did: what came first cannot have come after."""
    tight: list[Span[E]] = []
    latest: date | None = None
    for span in reversed(list(spans)):
        ends = [day for day in (span.surely_from, latest) if day is not None]
        latest = min(ends, default=None)
        tight.append(replace(span, surely_from=latest))
    return tight[::-1]


def held_on(spans: Iterable[Span[E]], day: date) -> tuple[Span[E] | None, tuple[Span[E], ...]]:
    """The span that surely holds at the end of a day, and those after it that may have begun by then."""
    current: Span[E] | None = None
    ahead: list[Span[E]] = []
    for span in spans:
        if span.surely_from is not None and span.surely_from <= day:
            current, ahead = span, []
        elif span.maybe_from is None or span.maybe_from <= day:
            ahead.append(span)
    return current, tuple(ahead)


def newly_refused(before: Iterable[Remark], after: Iterable[Remark]) -> Remark | None:
    """The first entry that one more entry makes impossible: refused now, and not before."""
    known = {remark.at for remark in before}
    return next((remark for remark in after if remark.at not in known), None)
