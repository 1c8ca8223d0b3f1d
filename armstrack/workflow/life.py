"""A sale's history replayed: which state it was in from when on, and what the law would not have allowed.

Replay is total. What a history says is taken as having happened, even where the law would
have refused it; such entries are reported beside the result, because real life sometimes
did. `cleared` and `blocked` are added where the calendar or a resolution makes them true.

The sale has one life up to the end of the review, and each letter that follows has its own.
The sale stands where its furthest letter stands that is not over; where all are over, where
the furthest stands that was delivered or closed; and else at the last end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.law.clock import Review, review_of
from armstrack.law.form import form_of_measure
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate, on
from armstrack.model.sale import Sale
from armstrack.model.terms import LETTER_EVENTS, OFFER_EVENTS
from armstrack.workflow.context import Context
from armstrack.workflow.guards import GUARD, Situation
from armstrack.workflow.letter import Deadline, Letter
from armstrack.workflow.order import in_order, places_of
from armstrack.workflow.procedure import Procedure, procedure_of
from armstrack.workflow.resolution_life import when_barring
from armstrack.workflow.track import Remark, Span, Track, span_of, tightened
from armstrack.workflow.transition import Objection, moves_to

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution

SaleSpan = Span[Entry]

MOVING_EVENTS = (*LETTER_EVENTS, "resubmitted")
"""Events that play a part in the replay: about one letter, or by which a new review runs."""


class Notice(NamedTuple):
    """That Congress was told: the entry, and the review that it started, `None` where the law knew none."""

    entry: Entry
    review: Review | None


@dataclass(frozen=True, slots=True)
class Life:
    """The whole life of a sale as its file, its resolutions and the law tell it."""

    procedure: Procedure
    spans: tuple[SaleSpan, ...]
    review: Review | None
    """The review that runs last: of the notification, or of the same proposal submitted again."""
    notified: Entry | None
    """The entry that notified Congress."""
    refused: tuple[Remark, ...]
    """Entries that the law or the procedure would not have allowed."""
    cautions: tuple[Remark, ...]
    """Entries whose day is known so loosely that they may break a rule."""
    letters: tuple[Letter, ...] = ()
    """The letters that followed, in the order in which they began."""
    unassigned: tuple[Remark, ...] = ()
    """Entries that name no case although there are several letters that they can be about."""
    nothing_open: tuple[Remark, ...] = ()
    """Entries that restate, extend or answer an offer although none is open."""
    blocked_by: Resolution | None = None
    notices: tuple[Notice, ...] = ()
    """Every time that Congress was told, in the order of the replay."""

    def letter(self, case: str | None) -> Letter | None:
        """The letter of a case, or the unnamed one."""
        return next((letter for letter in self.letters if letter.case == case), None)


@dataclass(slots=True)
class _LetterTrack:
    """A letter as far as it has been replayed."""

    case: str | None
    track: Track[Entry]
    entries: list[Entry] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    resumed: dict[int, str | None] = field(default_factory=dict)

    @property
    def deadline(self) -> date | None:
        return self.deadlines[-1].last_day if self.deadlines else None

    @property
    def over(self) -> bool:
        state = self.track.state
        return state is not None and self.track.procedure.by_name[state].over

    def rank(self) -> int:
        """How far it has come: the place of its state, or of a pause that of the state that it returns to."""
        standing, steps = self.track.standing, self.track.procedure.steps
        return steps.index(standing) if standing in steps else -1


@dataclass(slots=True)
class _Replay:
    """What has been replayed so far."""

    sale: Sale
    context: Context
    procedure: Procedure
    own: Track[Entry]
    """The states of the sale itself, from its request to its clearance, and its ends."""
    letters: dict[str | None, _LetterTrack] = field(default_factory=dict)
    spans: list[SaleSpan] = field(default_factory=list)
    """Where the sale stood, its letters taken together."""
    review: Review | None = None
    notified: Entry | None = None
    notices: list[Notice] = field(default_factory=list)
    nothing_open: list[Remark] = field(default_factory=list)

    def before(self, when: PartialDate, letter: _LetterTrack | None = None) -> str | None:
        """The state of the sale, or of one letter, just before something that happened then.

        The calendar's doing is included. A letter that has not begun starts from where the sale stood without letters.
        """
        if letter is not None and letter.track.spans:
            return letter.track.state
        track = self.own if letter is not None or not self.letters else None
        state = track.state if track is not None else self.spans[-1].state
        return self._after_review(state, when)

    def _after_review(self, state: str | None, when: PartialDate) -> str | None:
        """The state, or the one that the calendar made of it by then."""
        if state is None or not self.procedure.by_name[state].notifies or self.procedure.calendar_state is None:
            return state
        if self.review is None:
            return state
        possible, last = self.review.may_be_over_from, when.latest
        over = possible is None or last is None or possible <= last
        return self.procedure.calendar_state if over else state

    def track_of(self, entry: Entry, to: str) -> _LetterTrack | None:
        """The letter that a state is about, begun or not; `None` where it is the sale's own."""
        of = self.procedure.by_name[to].of
        if of == "sale" or (of == "either" and entry.case is None and not self.letters):
            return None
        found = self.letter_of(entry)
        return found if found is not None else _LetterTrack(entry.case, Track(self.procedure))

    def letter_of(self, entry: Entry) -> _LetterTrack | None:
        """The letter that an entry is about, of those begun: the one that it names, or for an event the only one."""
        if entry.case is None and entry.event in LETTER_EVENTS and len(self.letters) == 1:
            return next(iter(self.letters.values()))
        return self.letters.get(entry.case)

    def moved(self, letter: _LetterTrack | None) -> Track[Entry]:
        """The track that an entry moves: the letter's once it has begun, else the sale's own."""
        return letter.track if letter is not None and letter.track.spans else self.own

    def objection(self, entry: Entry, to: str) -> Objection | None:
        """What the table, then the guards along the way, object to an entry."""
        letter = self.track_of(entry, to)
        before = self.before(entry.date, letter)
        if entry.event == "resubmitted":
            return self._not_pending(before)
        track = self.moved(letter)
        situation = Situation(
            self.sale,
            entry,
            before,
            self.review,
            self.notified,
            self.notices[-1].entry if self.notices else None,
            letter.deadline if letter is not None else None,
            letter.track.spans[-1].began if letter is not None and letter.track.spans else None,
            self.procedure,
            self.context.options,
        )
        return track.objection(entry, to, before, lambda name: GUARD[name](situation))

    def _not_pending(self, before: str | None) -> Objection | None:
        pending = (self.procedure.notifying_state, self.procedure.calendar_state)
        if before is None or (before in pending and not self.letters):
            return None
        return Objection(
            "not-pending",
            f"Only a proposal that is before Congress is submitted again; this one is `{before}`.",
            remedy="A new notification is a sale of its own.",
        )

    def enter(self, entry: Entry, to: str) -> None:
        """Moves the sale, or one of its letters, into a state."""
        letter = self.track_of(entry, to)
        before = self.before(entry.date, letter)
        state = self.procedure.by_name[to]
        review: Review | None = None
        if state.notifies and before == self.own.state != to == self.own.standing:
            review = self.review  # a suspension was lifted, and no suspension stops the clock of Congress
        elif state.notifies:
            self.notified = self.notified if entry.event == "resubmitted" and self.notified is not None else entry
            review = self.review = review_of(
                self.sale.authorities,
                self.sale.recipients,
                entry.date,
                entry.emergency is not None,
                self.context.options,
            )
            self.notices.append(Notice(entry, review))
        if letter is None:
            after = self.own.spans[-1] if self.own.spans else None
            self.own.enter(entry, to, before, after, review)
            if state.ended:
                self._end_letters(entry, to)
        else:
            self._enter_letter(letter, entry, to, before)
        self._stand(entry, letter, review)

    def _enter_letter(self, letter: _LetterTrack, entry: Entry, to: str, before: str | None) -> None:
        track, returning = letter.track, letter.track.state != to and letter.track.standing == to
        after = track.spans[-1] if track.spans else self.own.spans[-1] if self.own.spans else None
        track.enter(entry, to, before, after, None)
        if self.procedure.by_name[to].kind == "pause":
            letter.resumed[len(track.spans) - 1] = track.resumes
        if self.procedure.by_name[to].lapses:
            # A pause keeps the last day of the offer, and shipping that of the licence, unless another is given.
            open_before = before in self.procedure.by_name and self.procedure.by_name[before].lapses
            kept = letter.deadline if returning or open_before else None
            letter.deadlines.append(Deadline(entry, entry.expires or kept))
        letter.entries.append(entry)
        self.letters.setdefault(letter.case, letter)

    def _end_letters(self, entry: Entry, to: str) -> None:
        """Ends every letter that is not over, where the sale itself ends."""
        for letter in self.letters.values():
            if not letter.over:
                letter.track.spans.append(span_of(entry, to, letter.track.spans[-1]))

    def _stand(self, entry: Entry, moved: _LetterTrack | None, review: Review | None) -> None:
        """Notes where the sale stands after an entry, if it stands elsewhere or the entry says so anew."""
        state, by = self._standing(moved)
        after = self.spans[-1] if self.spans else None
        if after is None or after.state != state or (by is moved and not _interrupted(moved)):
            self.spans.append(span_of(entry, state, after, review))

    def _standing(self, moved: _LetterTrack | None) -> tuple[str, _LetterTrack | None]:
        """The state of the sale, its letters taken together, and the letter by which it stands there."""
        alive = [letter for letter in self.letters.values() if not letter.over]
        if alive:
            furthest = max(alive, key=_LetterTrack.rank)  # of several the one that began first
            state = furthest.track.state
            assert state is not None
            if self.procedure.by_name[state].kind != "pause" or all(_paused(letter) for letter in alive):
                return state, furthest
            return furthest.track.standing or state, furthest
        handed_over = [
            letter
            for letter in self.letters.values()
            if letter.track.state is not None and not self.procedure.by_name[letter.track.state].ended
        ]
        if handed_over:
            furthest = max(handed_over, key=_LetterTrack.rank)
            assert furthest.track.state is not None
            return furthest.track.state, furthest
        last = moved.track.state if moved is not None else self.own.state
        assert last is not None
        return last, moved

    def heard(self, entry: Entry) -> None:
        """Notes an event that moves nothing: about one letter, or a new last day of its offer."""
        letter = self.letter_of(entry)
        if letter is None:
            return
        letter.entries.append(entry)
        if entry.event in OFFER_EVENTS and entry.expires is not None:
            letter.deadlines.append(Deadline(entry, entry.expires))


def _interrupted(letter: _LetterTrack | None) -> bool:
    """Whether a letter was just suspended or taken up again, which beside an open one moves the sale nowhere."""
    if letter is None:
        return False
    pauses = [letter.track.procedure.by_name[span.state].kind == "pause" for span in letter.track.spans[-2:]]
    return any(pauses) and not all(pauses)


def _paused(letter: _LetterTrack) -> bool:
    state = letter.track.state
    return state is not None and letter.track.procedure.by_name[state].kind == "pause"


def _state_entered(replay: _Replay, entry: Entry) -> str | None:
    """The state that an entry brings about: its own, or what the first delivery or a new submission makes true."""
    if entry.state is not None:
        return entry.state
    if entry.event == "resubmitted":
        return replay.procedure.notifying_state
    delivering = replay.procedure.delivering_state
    if entry.event == "delivery" and delivering is not None:
        letter = replay.track_of(entry, delivering)
        current = replay.before(entry.date, letter)
        steps = replay.procedure.steps
        if current is None or (current in steps and steps.index(current) < steps.index(delivering)):
            return delivering
    return None


def _moving(sale: Sale) -> list[Entry]:
    """The entries that move the sale or are about one of its letters, in order; a note between them orders nothing."""
    return in_order([entry for entry in sale.history if entry.state is not None or entry.event in MOVING_EVENTS])


def _replayed(
    sale: Sale, context: Context, entries: Sequence[Entry]
) -> tuple[_Replay, list[Remark], list[Remark], list[Remark]]:
    procedure = procedure_of(sale.authorities)
    replay = _Replay(sale, context, procedure, Track(procedure))
    refused: list[Remark] = []
    cautions: list[Remark] = []
    unassigned: list[Remark] = []
    places = places_of(sale.history)
    for entry in entries:
        at = places[id(entry)]
        if (question := _which_letter(replay, entry)) is not None:
            unassigned.append(Remark(at, question))
        state = _state_entered(replay, entry)
        if state is None:
            if (idle := _no_offer(replay, entry)) is not None:
                replay.nothing_open.append(Remark(at, idle))
            replay.heard(entry)
            continue
        objection = replay.objection(entry, state)
        # A delivery proves the steps before it, so passing over them is no fault of its entry.
        if objection is not None and not (entry.event == "delivery" and objection.code == "steps-between"):
            refused.append(Remark(at, objection))
        elif (caution := _caution(replay, entry, state)) is not None:
            cautions.append(Remark(at, caution))
        replay.enter(entry, state)
    return replay, refused, cautions, unassigned


def _which_letter(replay: _Replay, entry: Entry) -> Objection | None:
    """Whether an entry names no case, although it is about one letter and there are others."""
    if entry.case is not None:
        return None
    named = [case for case in replay.letters if case is not None]
    if entry.state is not None:
        asked = bool(named) and replay.procedure.by_name[entry.state].of != "sale"
    else:
        asked = entry.event in LETTER_EVENTS and len(replay.letters) > 1
    if not asked:
        return None
    reason = f"There are several letters: {', '.join(_told(letter) for letter in replay.letters.values())}."
    return Objection("which-letter", reason, remedy="Name the letter that this is about: `case:`.")


def _no_offer(replay: _Replay, entry: Entry) -> Objection | None:
    """Whether an entry is about an open offer, and none was open then."""
    if entry.event not in OFFER_EVENTS:
        return None
    letter = replay.letter_of(entry)
    standing = letter.track.standing if letter is not None else None
    if standing is not None and replay.procedure.by_name[standing].lapses:
        return None
    if letter is None and entry.case is None and len(replay.letters) > 1:
        return None  # it is asked which letter it is about
    stood = f"it was `{standing}`" if standing is not None else "none is recorded"
    reason = f"there was no open {replay.procedure.letter}; {stood}"
    return Objection("nothing-open", reason, remedy="record the offer, or check the day")


def _told(letter: _LetterTrack) -> str:
    return f"{letter.case or 'one without a name'} (`{letter.track.state}`)"


def state_before(sale: Sale, entry: Entry, context: Context) -> tuple[str | None, str | None]:
    """The state just before an entry, of what it moves, and the state that a pause then would return to."""
    ordered = _moving(sale)
    at = next(at for at, one in enumerate(ordered) if one is entry)
    replay, _, _, _ = _replayed(sale, context, ordered[:at])
    if entry.state is None:
        return replay.before(entry.date), None
    letter = replay.track_of(entry, entry.state)
    track = replay.moved(letter)
    return replay.before(entry.date, letter), track.resumes


def life_of(sale: Sale, context: Context) -> Life:
    """Replays a history under the law of its days. Never raises for a sale whose states its procedure has."""
    replay, refused, cautions, unassigned = _replayed(sale, context, _moving(sale))
    procedure = replay.procedure
    places = places_of(sale.history)
    spans = _with_clearance(tightened(replay.spans), procedure)
    tracks = list(replay.letters.values())
    lives = [tightened(track.track.spans) for track in tracks]
    blocked = _blocking(context.resolutions) if procedure.barred_state is not None else None
    if blocked is not None:
        spans, late = _with_block(spans, lives, blocked[0], procedure)
        lives = [_letter_with_block(life, blocked[0], procedure) for life in lives]
        refused += [Remark(places[id(entry)], _forbidden(blocked[1], blocked[0])) for entry in late]
    return Life(
        procedure,
        tuple(spans),
        replay.review,
        replay.notified,
        tuple(sorted(refused, key=lambda remark: remark.at)),
        tuple(cautions),
        tuple(
            Letter(track.case, procedure, tuple(life), track.resumed, tuple(track.entries), tuple(track.deadlines))
            for track, life in zip(tracks, lives, strict=True)
        ),
        tuple(unassigned),
        tuple(replay.nothing_open),
        blocked[1] if blocked is not None and any(span.state == procedure.barred_state for span in spans) else None,
        tuple(replay.notices),
    )


def _caution(replay: _Replay, entry: Entry, state: str) -> Objection | None:
    """Whether a loosely dated entry may lie inside the review."""
    if replay.review is None or entry.date.exact is not None:
        return None
    letter = replay.track_of(entry, state)
    track = replay.moved(letter)
    path = moves_to(replay.procedure, replay.before(entry.date, letter) or state, state, track.resumes)
    if path is None or not any("review-over" in step.guards for step in path):
        return None
    over, first = replay.review.over_from, entry.date.earliest
    if over is not None and (first is None or first < over):
        return Objection(
            "may-fall-in-review", f"the review ran until the day before {over}, and {entry.date} may lie in it"
        )
    return None


def _with_clearance(spans: list[SaleSpan], procedure: Procedure) -> list[SaleSpan]:
    """Adds the calendar's state where it ends, or may have ended, a review before anything else happened."""
    state = procedure.calendar_state
    if state is None:
        return spans
    cleared: list[SaleSpan] = []
    for at, span in enumerate(spans):
        cleared.append(span)
        if span.review is None or not procedure.by_name[span.state].notifies:
            continue
        following = spans[at + 1].surely_from if at + 1 < len(spans) else None
        over, maybe_over = span.review.over_from, span.review.may_be_over_from
        if over is not None and span.surely_from is not None:
            over = max(over, span.surely_from)  # a suspension was lifted after the review
        sure = over if following is None or (over is not None and over <= following) else None
        if sure is None and following is not None and maybe_over is not None and maybe_over >= following:
            continue
        maybe = max((day for day in (maybe_over, span.maybe_from) if day is not None), default=None)
        cleared.append(Span(state, _began(maybe, over), maybe, sure))
    return cleared


def _began(first: date | None, last: date | None) -> PartialDate:
    return on(last) if last is not None and first == last else PartialDate("unknown", first, last)


def _blocking(resolutions: tuple[Resolution, ...]) -> tuple[PartialDate, Resolution] | None:
    """The first day from which on a resolution that names the sale bars it."""
    barring = [(when, one) for one in resolutions if (when := when_barring(one)) is not None]
    return min(barring, key=lambda pair: pair[0].latest or date.max, default=None)


def _with_block(
    spans: list[SaleSpan], letters: list[list[SaleSpan]], when: PartialDate, procedure: Procedure
) -> tuple[list[SaleSpan], list[Entry]]:
    """Ends the life from the day of the bar on, unless everything was delivered or over by then.

    The table says from where the sale can be barred. Where a letter was delivered by then, and
    others were not, the sale stands where the delivered one stands. What happened on the day
    of the bar or later is answered with the entries that the law forbids.
    """
    day, barred = when.latest, procedure.barred_state
    assert barred is not None
    if day is None:
        return [*spans, Span(barred, when, when.earliest, day)], []
    held = [span for span in spans if span.surely_from is not None and span.surely_from < day]
    if held and procedure.move(held[-1].state, barred) is None:
        kept = _never_reopened(spans, len(held), procedure)
        lives = [spans[len(kept) :], *letters] if len(kept) < len(spans) else []
        barrable = [[one for one in life if procedure.move(one.state, barred) is not None] for life in lives]
        return kept, _entered_from(day, barrable)
    late = _entered_from(day, [spans, *letters])
    at_the_bar = [[one for one in life if one.surely_from is not None and one.surely_from < day] for life in letters]
    done = [life[-1] for life in at_the_bar if life and _handed_over(life[-1], procedure)]
    if done:
        furthest = max(done, key=lambda span: procedure.steps.index(span.state))
        return [*held, Span(furthest.state, when, when.earliest, day)], late
    return [*held, Span(barred, when, when.earliest, day)], late


def _never_reopened(spans: list[SaleSpan], over: int, procedure: Procedure) -> list[SaleSpan]:
    """A life that was over when the bar came, up to where it would be taken up again: `over` spans had begun by then.

    What was delivered can still be closed, and what ran out returned.
    """
    assert procedure.barred_state is not None
    for at in range(over, len(spans)):
        if procedure.move(spans[at].state, procedure.barred_state) is not None:
            return spans[:at]
    return spans


def _entered_from(day: date, lives: list[list[SaleSpan]]) -> list[Entry]:
    """The entries of some lives on a day or later, each once."""
    spans = (span for life in lives for span in life if (span.maybe_from or day) >= day)
    return list({id(span.entry): span.entry for span in spans if span.entry is not None}.values())


def _handed_over(span: SaleSpan, procedure: Procedure) -> bool:
    state = procedure.by_name[span.state]
    return state.over and not state.ended


def _letter_with_block(spans: list[SaleSpan], when: PartialDate, procedure: Procedure) -> list[SaleSpan]:
    """The life of a letter, ended by the bar unless it was over by then."""
    day, barred = when.latest, procedure.barred_state
    assert barred is not None
    if day is None:
        return [*spans, Span(barred, when, when.earliest, day)]
    held = [span for span in spans if span.surely_from is not None and span.surely_from < day]
    if held and procedure.move(held[-1].state, barred) is None:
        return _never_reopened(spans, len(held), procedure)
    return [*held, Span(barred, when, when.earliest, day)] if held else []


def _forbidden(resolution: Resolution, when: PartialDate) -> Objection:
    concurrent = form_of_measure(resolution.measure) == "concurrent"
    how = "was adopted by both chambers" if concurrent else "became law"
    return Objection("blocked", f"{resolution.measure} {how} ({when}) and forbids it.")
