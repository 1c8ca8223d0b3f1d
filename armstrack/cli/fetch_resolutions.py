"""Fetched documents of Congress on their way into the files of resolutions: what they add, and the writing of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from armstrack.ledger.ledger import Ledger
from armstrack.ledger.resolution_journal import take_in_resolutions
from armstrack.model.congress import MeasureTold, RollCallTold
from armstrack.notices.purchaser import leading_purchaser
from armstrack.query.match import HeldSales
from armstrack.query.resolution_told import NEW, STEPS, ResolutionTold, resolution_told
from armstrack.sources import bill_status, house_votes, senate_votes
from armstrack.sources.client import NoAnswer
from armstrack.sources.inbox import Inbox
from armstrack.workflow.resolution_move import judge_resolution
from armstrack.workflow.told_steps import steps_told

_BUYER = re.compile(r"\b(?:sales?|exports?|transfers?|licen[cs]es?|leases?)\b.{0,80}?\bto (?=the |[A-Z])")


def resolutions_told(inbox: Inbox, ledger: Ledger, sales: HeldSales, day: date) -> tuple[ResolutionTold, ...]:
    """What every document of Congress in the inbox adds to the ledger's resolutions, the oldest measure first."""
    statuses = {(one.congress, one.measure): one for one in _statuses(inbox)}
    calls: dict[tuple[int, str], list[RollCallTold]] = {}
    for call in _calls(inbox):
        if call.measure is not None:
            calls.setdefault((call.congress, call.measure), []).append(call)
    resolutions = ledger.contents.resolutions
    told = []
    for congress, measure in sorted({*statuses, *calls}):
        status = statuses.get((congress, measure))
        steps = steps_told(status, calls.get((congress, measure), ()))
        told.append(resolution_told(congress, measure, status, steps, resolutions.values(), sales, day))
    return tuple(told)


def write_resolutions(ledger: Ledger, told: tuple[ResolutionTold, ...], day: date) -> None:
    """Writes the new files, and the steps into those there are, in one step. Raises what `take_in_resolutions` does."""
    new = {one.id: one.record for one in told if one.what == NEW and one.record is not None}
    steps = {
        one.id: [partial(judge_resolution, entry=entry, day=day) for entry in one.added]
        for one in told
        if one.what == STEPS
    }
    if new or steps:
        take_in_resolutions(ledger, new, steps)


def _statuses(inbox: Inbox) -> Iterator[MeasureTold]:
    """The status of every measure that is held, with the numbers that its text names."""
    held = inbox.held(bill_status.NAME).values()
    numbers: Mapping[str, tuple[str, ...]] = {
        one.id.removesuffix(" text"): bill_status.transmittals_in(content)
        for one in held
        if one.kind == "bill-text" and (content := inbox.content(one.newest)) is not None
    }
    for one in held:
        content = inbox.content(one.newest) if one.kind == "bill" else None
        if content is None:
            continue
        status = bill_status.read_status(content, one.address)
        if status is not None:
            yield replace(status, recipients=buyers(status.title), transmittals=numbers.get(one.id, ()))


def _calls(inbox: Inbox) -> Iterator[RollCallTold]:
    for name, read in ((senate_votes.NAME, senate_votes.read_vote), (house_votes.NAME, house_votes.read_vote)):
        for one in inbox.held(name).values():
            content = inbox.content(one.newest)
            if content is None:
                continue
            try:
                call = read(content, one.address)
            except NoAnswer:
                continue
            if call is not None:
                yield call


def buyers(title: str) -> tuple[str, ...]:
    """The codes of the recipients that the title of a resolution names."""
    match = _BUYER.search(title)
    found = leading_purchaser(re.sub(r"^the (?=Government|Kingdom)", "", title[match.end() :])) if match else None
    return found.recipients if found is not None else ()
