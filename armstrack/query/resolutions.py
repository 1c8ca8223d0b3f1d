"""Resolutions of disapproval: how each stands, how its votes went, and what it means for the sales that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from armstrack.law.form import resolution_form
from armstrack.law.senate_timer import end_of_committee_days
from armstrack.ledger.ledger import Contents, Ledger
from armstrack.query.document import Document, claim_document, iso, reference_document, source_document
from armstrack.query.filter import Filter
from armstrack.query.find import AmbiguousName, NoSuchRecord, nearest_ids
from armstrack.workflow.life import life_of
from armstrack.workflow.resolution_life import IN_FORCE, resolution_standing
from armstrack.workflow.standing import standing_on

if TYPE_CHECKING:
    from armstrack.model.resolution import Resolution, ResolutionEntry

MEANING = {
    "in force": "it is law: the sales that it names are blocked until delivered",
    "rejected": "the vote changes nothing for the sale; it can be called again while its Congress sits",
    "over": "it failed, and changed nothing for the sale",
    "open": "nothing is decided; only an enacted law blocks the sale",
}
"""What a resolution means for the sales that it names."""

REJECTED = ("discharge-failed", "tabled", "failed-senate", "failed-house")


@dataclass(frozen=True, slots=True)
class CommitteeClock:
    """The days that the Senate committee has."""

    last_day: date
    days: int


def meaning(state: str | None) -> str:
    """What the state of a resolution means for the sales that it names."""
    if state in IN_FORCE:
        return MEANING["in force"]
    if state in REJECTED:
        return MEANING["rejected"]
    return MEANING["over"] if state in ("died", "sustained", "pocket-vetoed") else MEANING["open"]


def recipients_of(resolution: Resolution, contents: Contents) -> tuple[str, ...]:
    """The recipients of the sales that a resolution names."""
    codes: list[str] = []
    for reference in resolution.sales:
        sale = contents.sales.get(reference.id) if reference.id is not None else None
        codes += sale.recipients if sale is not None else reference.recipients
    return tuple(dict.fromkeys(codes))


def concerning(
    resolutions: Iterable[Resolution], chosen: Collection[str], wanted: Filter | None, contents: Contents
) -> list[Resolution]:
    """The resolutions that a choice of sales concerns, by their ids; all of them where the filter asks for nothing.

    One that names only sales that the ledger does not hold is concerned where no more than a recipient was asked for.
    Without a filter the sales were named one by one, and only the resolutions that name them are concerned.
    """
    everything = wanted == Filter()
    codes = wanted.recipients if wanted is not None and wanted == Filter(recipients=wanted.recipients) else ()
    return [
        one
        for one in resolutions
        if everything
        or any(reference.id in chosen for reference in one.sales)
        or any(code in codes for code in recipients_of(one, contents))
    ]


def is_pending(resolution: Resolution, day: date) -> bool:
    """Whether nothing is decided of it on a day, while its Congress sits."""
    state = resolution_standing(resolution, day).state
    return state is not None and meaning(state) == MEANING["open"]


def is_past_review(resolution: Resolution, ledger: Ledger, day: date) -> bool:
    """Whether the review of a sale of the ledger that it names is over on a day."""
    sales = ledger.contents.sales
    named = [sales[one.id] for one in resolution.sales if one.id is not None and one.id in sales]
    clocks = [standing_on(sale, life_of(sale, ledger.context(sale)), day).clock for sale in named]
    lasts = [clock.last_review_day for clock in clocks if clock is not None]
    return any(last is not None and last < day for last in lasts)


def introduced(resolution: Resolution) -> ResolutionEntry | None:
    """The entry of its introduction, if it has one."""
    return next((entry for entry in resolution.history if entry.state == "introduced"), None)


def first_known(resolution: Resolution) -> tuple[str, int, str]:
    """The first day on which anything is known of it, for putting resolutions in order; the id breaks ties."""
    days = [entry.date.earliest for entry in resolution.history if entry.date.earliest is not None]
    return (min(days).isoformat() if days else "", resolution.congress, resolution.id)


def committee_clock(resolution: Resolution, discharge: Mapping[str, int | None]) -> CommitteeClock | None:
    """The days of the Senate committee, where the sales of the ledger agree on them (AECA 36(b)(2), sec. 601(b)).

    `discharge` says after how many days each sale's resolutions can be discharged; see `discharge_days`.
    """
    entry = introduced(resolution)
    if entry is None or entry.date.exact is None or not resolution.measure.startswith("S."):
        return None
    days = {discharge.get(reference.id) if reference.id is not None else None for reference in resolution.sales}
    known = days.pop() if len(days) == 1 else None
    return None if known is None else CommitteeClock(end_of_committee_days(entry.date.exact, known), known)


def discharge_days(resolution: Resolution, ledger: Ledger) -> dict[str, int | None]:
    """After how many days the Senate may discharge its committee, for each sale of the ledger that is named."""
    days: dict[str, int | None] = {}
    for reference in resolution.sales:
        sale = ledger.contents.sales.get(reference.id) if reference.id is not None else None
        if sale is not None:
            review = life_of(sale, ledger.context(sale)).review
            days[sale.id] = review.discharge_days if review is not None else None
    return days


def find_resolution(resolutions: Mapping[str, Resolution], name: str) -> Resolution:
    """The resolution that a name means: an id, the beginning of one, or a citation as S.J.Res. 101.

    Raises NoSuchRecord or AmbiguousName, which carry the nearest ids.
    """
    if name in resolutions:
        return resolutions[name]
    wanted = _bare(name)
    found = [one for one in resolutions.values() if _bare(one.measure) == wanted]
    found = found or [one for one in resolutions.values() if one.id.startswith(name.lower())]
    found = found or [one for one in resolutions.values() if _bare(one.id.partition("-")[2]) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousName(name, tuple(sorted(one.id for one in found)), "resolution")
    raise NoSuchRecord(name, nearest_ids(resolutions, name), "resolution")


def _bare(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def resolution_row(resolution: Resolution, ledger: Ledger, day: date) -> Document:
    """One resolution as `resolutions list` prints it."""
    standing = resolution_standing(resolution, day)
    entry = introduced(resolution)
    form = resolution_form(entry.date.earliest) if entry is not None and entry.date.earliest is not None else None
    clock = committee_clock(resolution, discharge_days(resolution, ledger))
    return {
        "id": resolution.id,
        "congress": resolution.congress,
        "measure": resolution.measure,
        "form": form.form if form is not None else None,
        "title": resolution.title,
        "sponsor": resolution.sponsor,
        "recipients": list(recipients_of(resolution, ledger.contents)),
        "sales": [reference_document(reference) for reference in resolution.sales],
        "introduced": entry.date.iso if entry is not None else None,
        "state": standing.state,
        "since": standing.since.iso if standing.since is not None else None,
        "standing": standing.means,
        "meaning": meaning(standing.state),
        "committee_days": clock.days if clock is not None else None,
        "committee_until": iso(clock.last_day) if clock is not None else None,
    }


def resolution_document(resolution: Resolution, ledger: Ledger, day: date) -> Document:
    """One resolution in full."""
    return resolution_row(resolution, ledger, day) | {
        "note": resolution.note,
        "history": [step_document(entry) for entry in resolution.history if entry.date.maybe_by(day)],
        "sources": {key: source_document(source) for key, source in resolution.sources.items()},
        "as_of": day.isoformat(),
    }


def step_document(entry: ResolutionEntry) -> Document:
    """One step of a resolution."""
    vote = entry.vote
    return {
        "date": entry.date.iso,
        "not_before": iso(entry.date.earliest),
        "not_after": iso(entry.date.latest),
        "state": entry.state,
        "event": entry.event,
        "vote": None
        if vote is None
        else {
            "chamber": vote.chamber,
            "question": vote.question,
            "yea": vote.yea,
            "nay": vote.nay,
            "present": vote.present,
            "for_disapproval": vote.for_disapproval,
        },
        "actor": entry.actor,
        "source": entry.source,
        "note": entry.note,
        "confidence": entry.confidence,
        "conflicts": [claim_document(claim) for claim in entry.conflicts],
    }


def vote_rows(
    resolutions: Iterable[Resolution], ledger: Ledger, day: date, since: date | None = None, until: date | None = None
) -> list[Document]:
    """Every roll call by a day, of a period if one is given, oldest first, with who stood on which side."""
    rows: list[Document] = []
    for resolution in resolutions:
        recipients = list(recipients_of(resolution, ledger.contents))
        for entry in resolution.history:
            if entry.vote is None or not entry.date.surely_by(day) or not entry.date.within(since, until):
                continue
            vote = entry.vote
            sides = (vote.yea, vote.nay) if vote.for_disapproval == "yea" else (vote.nay, vote.yea)
            rows.append(
                {
                    "date": entry.date.iso,
                    "resolution": resolution.id,
                    "measure": resolution.measure,
                    "recipients": recipients,
                    "chamber": vote.chamber,
                    "question": vote.question,
                    "yea": vote.yea,
                    "nay": vote.nay,
                    "present": vote.present,
                    "to_disapprove": sides[0],
                    "to_let_proceed": sides[1],
                    "result": entry.state,
                    "confidence": entry.confidence,
                }
            )
    return sorted(rows, key=lambda row: (row["date"] or "", row["resolution"]))
