"""How a resolution of disapproval stands on a day, and from when on it bars the sales that it names."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from armstrack.law.form import adoption_bars, form_of_measure
from armstrack.model.data_class import dataclass
from armstrack.model.partial_date import PartialDate, on
from armstrack.workflow.order import in_order, places_of
from armstrack.workflow.procedure import Procedure, procedures
from armstrack.workflow.track import Remark, Track
from armstrack.workflow.transition import Objection

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution, ResolutionEntry

PRESIDENTS_DAYS = 10
"""Days, Sundays excepted, that the President has once a measure is presented (Constitution, article I, section 7)."""

CONSTITUTION = "Constitution, article I, section 7"

SUNDAY = 6


@dataclass(frozen=True, slots=True)
class ResolutionStanding:
    """Where a resolution stands on a day."""

    state: str | None
    since: PartialDate | None
    means: str


def congress_ends(congress: int) -> date:
    """The day on which a Congress ends: 3 January of the odd year (Constitution, amendment XX)."""
    return date(1789 + 2 * congress, 1, 3)


def congress_begins(congress: int) -> date:
    """The day on which a Congress begins: the day on which the one before it ends."""
    return congress_ends(congress - 1)


def end_of_congress_in(first: date | None, last: date) -> date | None:
    """The 3 January of an odd year, when a Congress ends, that lies after one day and not after another."""
    if first is None:
        return None
    years = range(first.year, last.year + 1)
    return next((end for year in years if year % 2 == 1 and first < (end := date(year, 1, 3)) <= last), None)


def procedure_of_resolution(resolution: Resolution) -> Procedure:
    """The procedure of resolutions, with the moves that one of this form has."""
    return procedures()["resolution"].of_form(form_of_measure(resolution.measure))


def last_day_of_president(presented: date) -> date:
    """The last of the President's ten days, Sundays excepted, after the day of presentation."""
    day, counted = presented, 0
    while counted < PRESIDENTS_DAYS:
        day += timedelta(1)
        counted += day.weekday() != SUNDAY
    return day


def resolution_standing(resolution: Resolution, day: date) -> ResolutionStanding:
    """The state of a resolution at the end of a day; what has not surely happened by then does not count."""
    procedure = procedure_of_resolution(resolution)
    current: ResolutionEntry | None = None
    for entry in in_order(resolution.history):
        if entry.state is not None and entry.date.surely_by(day):
            current = entry
    if current is None or current.state is None:
        return ResolutionStanding(None, None, "not introduced yet")
    ends = congress_ends(resolution.congress)
    died = procedure.calendar_state
    if day >= ends and died is not None and procedure.move(current.state, died) is not None:
        return ResolutionStanding(died, on(ends), procedure.by_name[died].means)
    return ResolutionStanding(current.state, current.date, procedure.by_name[current.state].means)


def when_barring(resolution: Resolution) -> PartialDate | None:
    """From when on a resolution bars the sales that it names, or `None` if its history does not say that it does."""
    entry = barring_entry(resolution)
    return entry.date if entry is not None else None


def barring_entry(resolution: Resolution) -> ResolutionEntry | None:
    """The entry by which a resolution bars the sales that it names, or `None` if its history has none.

    A joint resolution bars when it is law. A concurrent one that both chambers adopted barred the sale too, by the
    text in force, until the Supreme Court found the legislative veto unconstitutional (INS v. Chadha, 1983-06-23).
    """
    procedure = procedure_of_resolution(resolution)
    concurrent = form_of_measure(resolution.measure) == "concurrent"
    for entry in in_order(resolution.history):
        if entry.state is None:
            continue
        state = procedure.by_name[entry.state]
        adopted = concurrent and state.has("adopted") and entry.date.latest is not None
        if state.has("in-force") or (adopted and entry.date.latest is not None and adoption_bars(entry.date.latest)):
            return entry
    return None


def presented_on(resolution: Resolution, day: date) -> date | None:
    """The day on which it was put before the President, while the ten days are his on a day; `None` otherwise."""
    standing = resolution_standing(resolution, day)
    if standing.state is None or standing.since is None:
        return None
    procedure = procedure_of_resolution(resolution)
    return standing.since.exact if procedure.by_name[standing.state].has("with-president") else None


def replayed_resolution(resolution: Resolution) -> tuple[Track[ResolutionEntry], tuple[Remark, ...]]:
    """A resolution's history replayed, and the entries that its procedure would not allow, by their place."""
    procedure = procedure_of_resolution(resolution)
    track: Track[ResolutionEntry] = Track(procedure)
    remarks: list[Remark] = []
    places = places_of(resolution.history)
    for entry in in_order(resolution.history):
        if entry.state is None:
            continue
        objection = step_objection(resolution, track, entry)
        if objection is not None:
            remarks.append(Remark(places[id(entry)], objection))
        track.enter(entry, entry.state, track.state, track.spans[-1] if track.spans else None, None)
    return track, tuple(remarks)


def step_objection(resolution: Resolution, track: Track[ResolutionEntry], entry: ResolutionEntry) -> Objection | None:
    """What its Congress, the table, then the guards object to a step, from where the resolution stood before it."""
    assert entry.state is not None
    ended = _congress_ended(resolution, track, entry)
    if ended is not None:
        return ended

    def guard(name: str) -> Objection | None:
        return _GUARD[name](resolution, track, entry)

    return track.objection(entry, entry.state, track.state, guard)


def _congress_ended(resolution: Resolution, track: Track[ResolutionEntry], entry: ResolutionEntry) -> Objection | None:
    """Whether the resolution had died with its Congress: one that was presented in time had not."""
    ends, first, state = congress_ends(resolution.congress), entry.date.earliest, track.state
    if first is None or first < ends:
        return None
    died = track.procedure.calendar_state
    lives_on = state is not None and died is not None and track.procedure.move(state, died) is None
    if lives_on:
        return None
    reason = f"The Congress of this resolution, the {_ordinal(resolution.congress)}, ended on {ends}; it died then."
    return Objection("congress-ended", reason, ("Constitution, amendment XX",))


def _ordinal(number: int) -> str:
    """`93rd`, `101st`, `112th`."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 % 10 == 1 else endings.get(number % 10, 'th')}"


def _ten_days_over(resolution: Resolution, track: Track[ResolutionEntry], entry: ResolutionEntry) -> Objection | None:
    """Unsigned for ten days, Sundays excepted, while Congress sits, a measure is law."""
    presented, last = _presented(track), entry.date.latest
    if presented is None or last is None:
        return None
    until = last_day_of_president(presented)
    if until >= congress_ends(resolution.congress):
        reason = (
            f"The President's ten days run to {until}, and the Congress ended before: unsigned, it is pocket-vetoed."
        )
        return Objection(
            "pocket-veto", reason, (CONSTITUTION,), remedy="Record `pocket-vetoed`, or `enacted` if signed."
        )
    if last > until:
        return None
    reason = f"The President has ten days, Sundays excepted, to {until} (presented {presented})."
    return Objection("ten-days-running", reason, (CONSTITUTION,), until + timedelta(1))


def _adjourned(resolution: Resolution, track: Track[ResolutionEntry], entry: ResolutionEntry) -> Objection | None:
    """Unsigned for ten days, Sundays excepted, a measure fails where Congress has adjourned before they ended."""
    presented, last = _presented(track), entry.date.latest
    if presented is None or last is None:
        return None
    until = last_day_of_president(presented)
    if last >= until:
        return None
    reason = f"The President has ten days, Sundays excepted, to {until} (presented {presented})."
    return Objection("ten-days-running", reason, (CONSTITUTION,), until)


def _presented(track: Track[ResolutionEntry]) -> date | None:
    """The day of presentation, where it is the state before and its day is known."""
    last = track.spans[-1] if track.spans else None
    return last.began.exact if last is not None and track.procedure.by_name[last.state].has("with-president") else None


_GUARD = {"ten-days-over": _ten_days_over, "adjourned": _adjourned}
"""The guards of the table of resolutions, by name."""
