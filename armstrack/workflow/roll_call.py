"""Roll calls that cannot have gone as recorded: too many votes, the wrong chamber, a result against its tally.

Which chamber votes on the way to a state, and what it takes there, are columns of the table
of resolutions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from armstrack.model.resolution import Resolution, ResolutionEntry, Vote
from armstrack.workflow.order import in_order, places_of
from armstrack.workflow.procedure import Procedure, State
from armstrack.workflow.resolution_life import procedure_of_resolution

SEATS = {"senate": 100, "house": 435}
"""How many members a chamber has: two senators for each of fifty States since 1959-08-21 (Constitution, article I,
section 3), and the representatives of 2 U.S.C. 2a, since 1963-01-03. Delegates do not vote on a resolution."""

CHAMBER_NAMES = {"senate": "the Senate", "house": "the House"}


class Doubt(NamedTuple):
    """Why a roll call cannot have gone as recorded: a key of the vote, a code, a sentence, a hint."""

    key: str
    code: str
    message: str
    hint: str


def roll_call_doubts(resolution: Resolution) -> Iterator[tuple[int, Doubt]]:
    """Every doubt about the roll calls of a resolution, with the place of its entry in the file."""
    procedure = procedure_of_resolution(resolution)
    places = places_of(resolution.history)
    before: State | None = None
    for entry in in_order(resolution.history):
        for doubt in doubts_of(entry, before, procedure):
            yield places[id(entry)], doubt
        before = procedure.by_name[entry.state] if entry.state is not None else before


def doubts_of(entry: ResolutionEntry, before: State | None, procedure: Procedure) -> Iterator[Doubt]:
    """The doubts about the roll call of one entry; `before` is the state in which the resolution stood until then."""
    vote = entry.vote
    if vote is None:
        return
    yield from _too_many(vote)
    if entry.state is None:
        return
    state = procedure.by_name[entry.state]
    yield from _wrong_chamber(vote, state, before, procedure)
    yield from _against_tally(vote, state)


def _too_many(vote: Vote) -> Iterator[Doubt]:
    cast, seats = sum(each or 0 for each in (vote.yea, vote.nay, vote.present)), SEATS[vote.chamber]
    # The Vice President votes where the senators are equally divided (Constitution, article I, section 3).
    tie_broken = vote.chamber == "senate" and {vote.yea, vote.nay} == {seats // 2, seats // 2 + 1} and not vote.present
    if cast > seats and not tie_broken:
        message = f"{cast} votes are recorded, and {CHAMBER_NAMES[vote.chamber]} has {seats} members"
        yield Doubt("yea", "impossible-tally", message, "check the tally and the chamber")


def _wrong_chamber(vote: Vote, state: State, before: State | None, procedure: Procedure) -> Iterator[Doubt]:
    voted, named = CHAMBER_NAMES[vote.chamber], state.chamber
    if named in SEATS and named != vote.chamber:
        message = f"`{state.name}` is a step of {CHAMBER_NAMES[named]}, and the vote is recorded as one of {voted}"
        yield Doubt("chamber", "wrong-chamber", message, "check the chamber, or the state")
    elif named == "other" and before is not None and _had_voted(vote.chamber, before, state, procedure):
        message = f"{voted} had voted before (`{before.name}`); the other chamber's vote leads to `{state.name}`"
        yield Doubt("chamber", "wrong-chamber", message, "check the chamber")


def _had_voted(chamber: str, before: State, state: State, procedure: Procedure) -> bool:
    """Whether a chamber brought the resolution to where the other one takes it further."""
    return before.chamber == chamber and procedure.move(before.name, state.name) is not None


def _against_tally(vote: Vote, state: State) -> Iterator[Doubt]:
    """Whether the result cannot follow from the tally, or the sides were named the wrong way round."""
    if state.majority is None:
        return
    told = state.disapproves or (None if state.lost else "yea")
    if told is not None and vote.for_disapproval != told:
        message = f"in a vote that leads to `{state.name}`, who wants to bar the sale votes {told}; the record says"
        message += f" {vote.for_disapproval}"
        yield Doubt("for-disapproval", "result-against-tally", message, "check `for-disapproval`, or the state")
        return
    barring = _barred(vote, state.majority)
    if barring is not None and barring == state.lost:
        needed = "two thirds of those voting" if state.majority == "two-thirds" else "a majority"
        sides = (vote.yea, vote.nay) if vote.for_disapproval == "yea" else (vote.nay, vote.yea)
        got = "were" if barring else "were not"
        message = f"`{state.name}`, though {sides[0]} to bar the sale against {sides[1]} {got} {needed}"
        yield Doubt("yea", "result-against-tally", message, "check yeas, nays and `for-disapproval`, or the state")


def _barred(vote: Vote, majority: str) -> bool | None:
    """Whether those who want to bar the sale carried the vote; `None` where that cannot be told.

    The question needs its majority of those voting yea or nay. A tie loses, but in the Senate the Vice President may
    have broken it.
    """
    if vote.yea is None or vote.nay is None:
        return None
    if majority == "two-thirds":
        barring = vote.yea if vote.for_disapproval == "yea" else vote.nay
        return 3 * barring >= 2 * (vote.yea + vote.nay)
    if vote.yea == vote.nay and vote.chamber == "senate":
        return None
    carried = vote.yea > vote.nay
    return carried if vote.for_disapproval == "yea" else not carried
