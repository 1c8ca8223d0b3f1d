"""Where a sale stands on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.clock import NO_REVIEW, Review
from armstrack.model.data_class import dataclass
from armstrack.model.entry import Entry
from armstrack.model.partial_date import UNKNOWN, PartialDate
from armstrack.model.sale import Sale
from armstrack.workflow.letter import LetterStanding
from armstrack.workflow.life import Life, SaleSpan
from armstrack.workflow.order import in_order
from armstrack.workflow.promises import open_promises
from armstrack.workflow.track import held_on
from armstrack.workflow.words import dispute_words, hold_words, notified_in_part

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer for one sale and one day. Nothing that happens later plays a part in it."""

    day: date
    state: str | None
    """The state that surely holds at the end of the day; `None` before the first entry."""
    since: PartialDate | None
    maybe: tuple[str, ...]
    """States that it may have reached already: their days are known only in part."""
    words: str
    """The state in a few words for a person."""
    notified: PartialDate | None
    emergency: bool
    clock: Review | None
    """The review that the notification started; `None` where none is known by the day."""
    hold: Entry | None
    """The hold in force, which stops nothing."""
    promises: tuple[Entry, ...]
    """The promises of delivery that stand, in the order in which they were made; see `open_promises`."""
    blocked_by: Resolution | None
    letters: tuple[LetterStanding, ...] = ()
    """Where each letter stands that may have begun by the day, in the order in which they began."""
    stage: str | None = None
    """How far it lies, in one word that means the same in every procedure; see `State.stage`."""

    @property
    def review(self) -> Review:
        """The review, with nothing but unknowns in it where there is none."""
        return self.clock or NO_REVIEW

    @property
    def promised(self) -> PartialDate | None:
        """The delivery day of the promise that was made last, of those that stand."""
        return self.promises[-1].expected if self.promises else None

    @property
    def deadline(self) -> date | None:
        """The soonest last day of a letter that stands open: for signing an offer, or of a licence or lease."""
        return min((each.deadline for each in self.letters if each.deadline is not None), default=None)


def standing_on(sale: Sale, life: Life, day: date) -> Standing:
    """The standing at the end of a day, from a life replayed once."""
    current, ahead = held_on(life.spans, day)
    state = current.state if current is not None else None
    maybe = tuple(dict.fromkeys(span.state for span in ahead))
    notices = [notice for notice in life.notices if notice.entry.date.maybe_by(day)]
    known, review = notices[-1] if notices else (None, None)
    first = next((entry for entry, _ in notices if entry.event != "resubmitted"), known)
    letters = tuple(letter for each in life.letters if (letter := each.on(day)) is not None)
    return Standing(
        day=day,
        state=state,
        since=current.began if current is not None else None,
        maybe=maybe,
        words=_sentence(sale, life, (known, review), current, maybe, day, letters),
        notified=first.date if first is not None else None,
        emergency=any(entry.emergency is not None for entry, _ in notices),
        clock=review,
        hold=_hold(sale, life, day),
        promises=open_promises(sale, day),
        blocked_by=life.blocked_by if state is not None and state == life.procedure.barred_state else None,
        letters=letters,
        stage=life.procedure.by_name[state].stage if state is not None else None,
    )


def _hold(sale: Sale, life: Life, day: date) -> Entry | None:
    """The hold that is open on a day: until it is lifted, an offer is made after it, or the sale ends."""
    hold: Entry | None = None
    for entry in in_order([one for one in sale.history if one.event in ("hold", "hold-lifted")]):
        if entry.date.surely_by(day):
            hold = entry if entry.event == "hold" else None
    if hold is None:
        return None
    state, _ = held_on(life.spans, day)
    if state is not None and life.procedure.by_name[state.state].over:
        return None
    begun = (letter.spans[0] for letter in life.letters if letter.spans)
    offered = any(
        span.surely_from is not None and span.surely_from <= day and hold.date.surely_before(span.began)
        for span in begun
    )
    return None if offered else hold


def _sentence(
    sale: Sale,
    life: Life,
    told: tuple[Entry | None, Review | None],
    current: SaleSpan | None,
    maybe: tuple[str, ...],
    day: date,
    letters: Sequence[LetterStanding],
) -> str:
    """Where a sale stands, with nothing left out: what is known in part, who holds it, and what is disputed."""
    notice, review = told
    state = current.state if current is not None else None
    table = life.procedure.by_name
    if notice is not None and notice.date.exact is None and (state is None or table[state].notifies):
        # The day of the notification is known in part, and so is what follows from it.
        words = notified_in_part(notice.date, review if life.procedure.calendar_state is not None else None)
        others = tuple(each for each in maybe if not table[each].notifies and each != life.procedure.calendar_state)
        words += f"; maybe {' or '.join(others)}" if others else ""
    else:
        words = _words(life, sale.authorities, review, state, maybe, day, letters)
    if state is not None and table[state].has("rumour"):
        words += "; not notified"
    hold = _hold(sale, life, day)
    entries = [each for each in (notice, current.entry if current is not None else None) if each is not None]
    disputed = dispute_words(sale, list({id(each): each for each in entries}.values()), day)
    return "; ".join(filter(None, (words, hold_words(hold) if hold is not None else "", disputed)))


def _words(
    life: Life,
    authorities: tuple[str, ...],
    review: Review | None,
    state: str | None,
    maybe: tuple[str, ...],
    day: date,
    letters: Sequence[LetterStanding],
) -> str:
    if state is None:
        words = "nothing recorded by this day" if maybe or not life.spans else "not yet notified"
    elif life.procedure.by_name[state].notifies:
        words = _review_words(life, authorities, review, day)
    else:
        words = life.procedure.by_name[state].means
        if len(letters) == 1 and letters[0].deadline is not None:
            paused = life.procedure.by_name[state].kind == "pause"
            told = letter_words(life, letters[0], day)
            words = f"{words}; {told}" if paused else told
        elif letters and state == life.procedure.barred_state:
            words += "; what it does to a letter that was issued already depends on its text"
        elif len(letters) > 1:
            words += f"; {_letters_words(life, letters, day)}"
    if maybe:
        words += f"; maybe {' or '.join(maybe)}"
    return words


def letter_words(life: Life, letter: LetterStanding, day: date) -> str:
    """What is open about one letter on a day, in a few words: until when it can be signed or is valid."""
    if letter.deadline is None:
        return life.procedure.by_name[letter.state].means if letter.state is not None else "nothing certain yet"
    left = (letter.deadline - day).days
    whole = life.letter(letter.case)
    in_force = whole is not None and whole.has_reached("binding", day)
    if left < 0:
        ended = f"validity ended on {letter.deadline}"
        return ended if in_force else f"deadline {letter.deadline} passed, no signature recorded"
    until = "valid until" if in_force else "to be signed by"
    return f"{until} {letter.deadline}{' (today)' if left == 0 else ''}"


def _letters_words(life: Life, letters: Sequence[LetterStanding], day: date) -> str:
    """How several letters stand: how many of them where, and until when the open ones are open."""
    told = Counter(
        letter_words(life, each, day)
        if each.deadline is not None and not each.over
        else each.state or "not certain yet"
        for each in letters
    )
    called = life.procedure.letter
    many = f"{called.replace('letter', 'letters', 1)}" if called.startswith("letter") else f"{called}s"
    return f"{len(letters)} {many}: {', '.join(f'{count} {words}' for words, count in told.items())}"


def _review_words(life: Life, authorities: tuple[str, ...], review: Review | None, day: date) -> str:
    if review is None:
        return "notified"
    last = review.last_review_day
    if life.procedure.calendar_state is None:
        return f"delivery possible from {review.earliest_action}" if review.earliest_action else "delivery day unknown"
    if last is None:
        why = ": the authority is unknown" if UNKNOWN in authorities else ""
        return f"under review, last day unknown{why}"
    left = (last - day).days
    if left < 0:
        return "under review"
    return "under review, last day today" if left == 0 else f"under review to {last}"
