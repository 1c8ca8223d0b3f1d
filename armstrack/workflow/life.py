"""A sale's history replayed: which state it was in from when on, and what the law would not have allowed.

Replay is total. What a history says is taken as having happened, even where the law would
have refused it; such entries are reported beside the result, because real life sometimes
did. `cleared` and `blocked` are added where the calendar or a resolution makes them true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.clock import Review, review_of
from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate, on
from armstrack.model.sale import Sale
from armstrack.workflow.context import Context
from armstrack.workflow.guards import GUARD, Situation
from armstrack.workflow.order import in_order
from armstrack.workflow.procedure import Procedure, procedure_of
from armstrack.workflow.resolution_life import became_law
from armstrack.workflow.transition import Objection, moves_to, table_objection

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution

OFFER_EVENTS = ("extended", "restated", "counter-offer")
"""Events that may set a new deadline for the open offer."""


@dataclass(frozen=True, slots=True)
class Span:
    """A state, and from when on it held: surely from one day, perhaps from an earlier one."""

    state: str
    began: PartialDate
    maybe_from: date | None
    """The first day on which it may have held; `None` where no day can be excluded."""
    surely_from: date | None
    """The first day on which it surely held; `None` where no day is certain."""
    entry: Entry | None = None
    """The entry that says so; `None` where the calendar or a resolution made it true."""
    review: Review | None = None
    """The review that it started, where it notified Congress."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about one entry of the history, by its place in the file."""

    at: int
    objection: Objection


@dataclass(frozen=True, slots=True)
class Life:
    """The whole life of a sale as its file, its resolutions and the law tell it."""

    procedure: Procedure
    spans: tuple[Span, ...]
    review: Review | None
    notified: Entry | None
    refused: tuple[Remark, ...]
    """Entries that the law or the procedure would not have allowed."""
    cautions: tuple[Remark, ...]
    """Entries whose day is known so loosely that they may break a rule."""
    blocked_by: Resolution | None = None


@dataclass(slots=True)
class _Replay:
    """What has been replayed so far."""

    sale: Sale
    context: Context
    procedure: Procedure
    spans: list[Span]
    review: Review | None = None
    notified: Entry | None = None
    deadline: date | None = None
    resumes: str | None = None

    def before(self, when: PartialDate) -> str | None:
        """The state just before something that happened then, the calendar's doing included."""
        if not self.spans:
            return None
        state = self.spans[-1].state
        if self.procedure.by_name[state].notifies and self.procedure.calendar_state and self.review is not None:
            possible, last = self.review.may_be_over_from, when.latest
            if possible is None or last is None or possible <= last:
                return self.procedure.calendar_state
        return state

    def objection(self, entry: Entry, to: str) -> Objection | None:
        """What the table, then the guards along the way, object to an entry."""
        before = self.before(entry.date)
        objection = table_objection(self.procedure, before, to, entry.skipped, self.resumes)
        if objection is not None and objection.code != "steps-between":
            return objection
        path = moves_to(self.procedure, before, to, self.resumes) or ()
        situation = Situation(self.sale, entry, before, self.review, self.notified, self.deadline, self.context.options)
        for guard in dict.fromkeys(name for move in path for name in move.guards):
            refused = GUARD[guard](situation)
            if refused is not None:
                return refused
        return objection

    def enter(self, entry: Entry, to: str) -> None:
        """Moves into a state."""
        if self.procedure.by_name[to].kind == "pause":
            self.resumes = self.before(entry.date)
        earlier = self.spans[-1].maybe_from if self.spans else None
        maybe = max((day for day in (entry.date.earliest, earlier) if day is not None), default=None)
        review: Review | None = None
        if self.procedure.by_name[to].notifies:
            self.notified = entry
            review = self.review = review_of(
                self.sale.authority,
                self.sale.recipients,
                entry.date,
                entry.emergency is not None,
                self.context.options,
            )
        self.spans.append(Span(to, entry.date, maybe, entry.date.latest, entry, review))
        if self.procedure.by_name[to].lapses:
            self.deadline = entry.expires


def _state_entered(replay: _Replay, entry: Entry) -> str | None:
    """The state that an entry brings about: its own, or `delivering` with the first delivery."""
    if entry.state is not None:
        return entry.state
    if entry.event == "delivery" and "delivering" in replay.procedure.by_name:
        current = replay.before(entry.date)
        steps = replay.procedure.steps
        if current is None or (current in steps and steps.index(current) < steps.index("delivering")):
            return "delivering"
    return None


def _replayed(sale: Sale, context: Context, entries: list[Entry]) -> tuple[_Replay, list[Remark], list[Remark]]:
    replay = _Replay(sale, context, procedure_of(sale.authority), [])
    refused: list[Remark] = []
    cautions: list[Remark] = []
    places = {id(entry): at for at, entry in enumerate(sale.history)}
    for entry in entries:
        state = _state_entered(replay, entry)
        if state is not None and _lags_behind(replay, entry, state):
            continue
        if state is not None:
            objection = replay.objection(entry, state)
            # A delivery proves the steps before it, so passing over them is no fault of its entry.
            if objection is not None and not (entry.state is None and objection.code == "steps-between"):
                refused.append(Remark(places[id(entry)], objection))
            elif (caution := _caution(replay, entry, state)) is not None:
                cautions.append(Remark(places[id(entry)], caution))
            replay.enter(entry, state)
        elif entry.event in OFFER_EVENTS and entry.expires is not None:
            replay.deadline = entry.expires
    return replay, refused, cautions


def _lags_behind(replay: _Replay, entry: Entry, state: str) -> bool:
    """Whether an entry is about another letter than the furthest: a sale stands where its furthest case stands."""
    steps, current = replay.procedure.steps, replay.before(entry.date)
    if entry.case is None or state not in steps or current not in steps:
        return False
    furthest = replay.spans[-1].entry
    other = furthest is None or furthest.case != entry.case
    return other and steps.index(state) <= steps.index(current)


def state_before(sale: Sale, entry: Entry, context: Context) -> tuple[str | None, str | None]:
    """The state just before an entry of the history, and the state that a pause then would return to."""
    ordered = in_order(sale.history)
    at = next(at for at, one in enumerate(ordered) if one is entry)
    replay, _, _ = _replayed(sale, context, ordered[:at])
    return replay.before(entry.date), replay.resumes


def life_of(sale: Sale, context: Context) -> Life:
    """Replays a history under the law of its days. Never raises for a sale whose states its procedure has."""
    replay, refused, cautions = _replayed(sale, context, in_order(sale.history))
    places = {id(entry): at for at, entry in enumerate(sale.history)}
    spans = _with_clearance(_tightened(replay.spans), replay.procedure)
    blocked = _blocking(context.resolutions) if "blocked" in replay.procedure.by_name else None
    if blocked is not None:
        spans, late = _with_block(spans, blocked[0], replay.procedure)
        refused += [Remark(places[id(entry)], _forbidden(blocked[1], blocked[0])) for entry in late]
    return Life(
        replay.procedure,
        tuple(spans),
        replay.review,
        replay.notified,
        tuple(sorted(refused, key=lambda remark: remark.at)),
        tuple(cautions),
        blocked[1] if blocked is not None and any(span.state == "blocked" for span in spans) else None,
    )


def _caution(replay: _Replay, entry: Entry, state: str) -> Objection | None:
    """Whether a loosely dated entry may lie inside the review."""
    move = replay.procedure.path(replay.before(entry.date) or state, state)
    guarded = move is not None and any("review-over" in step.guards for step in move)
    if not guarded or replay.review is None or entry.date.exact is not None:
        return None
    over, first = replay.review.over_from, entry.date.earliest
    if over is not None and (first is None or first < over):
        return Objection(
            "may-fall-in-review", f"the review ran until the day before {over}, and {entry.date} may lie in it"
        )
    return None


def _tightened(spans: list[Span]) -> list[Span]:
    """A state surely held by the time a later one surely did: what came first cannot have come after."""
    tight: list[Span] = []
    latest: date | None = None
    for span in reversed(spans):
        ends = [day for day in (span.surely_from, latest) if day is not None]
        latest = min(ends, default=None)
        tight.append(replace(span, surely_from=latest))
    return tight[::-1]


def _with_clearance(spans: list[Span], procedure: Procedure) -> list[Span]:
    """Adds `cleared` where the calendar ends, or may have ended, a review before anything else happened."""
    state = procedure.calendar_state
    if state is None:
        return spans
    cleared: list[Span] = []
    for at, span in enumerate(spans):
        cleared.append(span)
        if span.review is None:
            continue
        following = spans[at + 1].surely_from if at + 1 < len(spans) else None
        over, maybe_over = span.review.over_from, span.review.may_be_over_from
        sure = over if following is None or (over is not None and over <= following) else None
        if sure is None and following is not None and maybe_over is not None and maybe_over >= following:
            continue
        maybe = max((day for day in (maybe_over, span.maybe_from) if day is not None), default=None)
        cleared.append(Span(state, _began(maybe, over), maybe, sure))
    return cleared


def _began(first: date | None, last: date | None) -> PartialDate:
    return on(last) if last is not None and first == last else PartialDate("unknown", first, last)


def _blocking(resolutions: tuple[Resolution, ...]) -> tuple[PartialDate, Resolution] | None:
    """The first enactment of a resolution that names the sale."""
    enacted = [(when, one) for one in resolutions if (when := became_law(one)) is not None]
    return min(enacted, key=lambda pair: pair[0].latest or date.max, default=None)


def _with_block(spans: list[Span], when: PartialDate, procedure: Procedure) -> tuple[list[Span], list[Entry]]:
    """Ends the life with `blocked` from the day of enactment on, unless everything was delivered or over by then.

    The table says from where `blocked` can be entered.

    What happened on the day of enactment or later is answered with the entries that the law forbids.
    """
    day = when.latest
    blocked = Span("blocked", when, when.earliest, day)
    if day is None:
        return [*spans, blocked], []
    held = [span for span in spans if span.surely_from is not None and span.surely_from < day]
    if held and procedure.move(held[-1].state, "blocked") is None:
        return spans, []
    late = [span.entry for span in spans if span.entry is not None and (span.maybe_from or day) >= day]
    return [*held, blocked], late


def _forbidden(resolution: Resolution, when: PartialDate) -> Objection:
    return Objection("blocked", f"{resolution.measure} became law ({when}) and forbids it.")
