"""Resolutions of disapproval: how each stands, how its votes went, and what it means for the sales that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from armstrack.law.form import form_of_measure, resolution_form
from armstrack.law.senate_timer import end_of_committee_days
from armstrack.law.threshold import can_be_barred
from armstrack.ledger.ledger import Contents, Ledger
from armstrack.model.data_class import dataclass
from armstrack.query.document import claim_document, iso, reference_document, source_document
from armstrack.query.filter import Filter
from armstrack.query.find import AmbiguousName, NoSuchRecord, nearest_ids
from armstrack.workflow.context import Context
from armstrack.workflow.guards import proposal_of, requirement_of_sale
from armstrack.workflow.life import Life, life_of
from armstrack.workflow.resolution_life import procedure_of_resolution, resolution_standing, when_barring
from armstrack.workflow.standing import standing_on

if TYPE_CHECKING:
    from armstrack.documents.congress import ResolutionDocument, ResolutionRow, ResolutionStep, RollCall
    from armstrack.model.resolution import Resolution, ResolutionEntry, Vote
    from armstrack.model.sale import Sale

MEANING = {
    "in force": "it is law: the sales that it names are blocked until delivered",
    "adopted": "both chambers have adopted it, and by the text then in force that barred the sales that it names",
    "rejected": "the vote changes nothing for the sale; it can be called again while its Congress sits",
    "over": "it failed, and changed nothing for the sale",
    "open": "nothing is decided; only an enacted law blocks the sale",
}
"""What a resolution means for the sales that it names."""


class Discharge(NamedTuple):
    """After how many days the Senate may discharge its committee from a resolution against one sale."""

    days: int | None
    """`None` where no resolution lies, or where the number is not known."""
    citation: str | None


@dataclass(frozen=True, slots=True)
class CommitteeClock:
    """The days that the Senate committee has. Where a resolution names sales with other numbers, from the fewest on."""

    last_day: date
    days: int
    """The most days."""
    first_day: date
    """The last of the fewest days."""
    fewest: int
    citations: tuple[str, ...]

    @property
    def days_in_words(self) -> str:
        """`10`, or `5 to 10` where the sales named have different numbers."""
        return str(self.days) if self.fewest == self.days else f"{self.fewest} to {self.days}"


def meaning(resolution: Resolution, state: str | None) -> str:
    """What the state of a resolution means for the sales that it names."""
    if state is None:
        return MEANING["open"]
    found = procedure_of_resolution(resolution).by_name[state]
    if found.has("in-force"):
        return MEANING["in force"]
    if found.has("adopted") and when_barring(resolution) is not None:
        return MEANING["adopted"]
    if found.has("rejected"):
        return MEANING["rejected"]
    return MEANING["over"] if found.ended else MEANING["open"]


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
        or any(code in codes for code in contents.recipients_of(one))
    ]


def is_pending(resolution: Resolution, day: date) -> bool:
    """Whether nothing is decided of it on a day, while its Congress sits."""
    state = resolution_standing(resolution, day).state
    return state is not None and meaning(resolution, state) == MEANING["open"]


def is_past_review(resolution: Resolution, ledger: Ledger, day: date) -> bool:
    """Whether the review of a sale of the ledger that it names is over on a day."""
    sales = ledger.contents.sales
    named = [sales[one.id] for one in resolution.sales if one.id is not None and one.id in sales]
    clocks = [standing_on(sale, life_of(sale, ledger.context(sale)), day).clock for sale in named]
    lasts = [clock.last_review_day for clock in clocks if clock is not None]
    return any(last is not None and last < day for last in lasts)


def introduced(resolution: Resolution) -> ResolutionEntry | None:
    """The entry of its introduction, if it has one."""
    procedure = procedure_of_resolution(resolution)
    return next((one for one in resolution.history if one.state is not None and one.state == procedure.steps[0]), None)


def first_known(resolution: Resolution) -> tuple[str, int, str]:
    """The first day on which anything is known of it, for putting resolutions in order; the id breaks ties."""
    days = [entry.date.earliest for entry in resolution.history if entry.date.earliest is not None]
    return (min(days).isoformat() if days else "", resolution.congress, resolution.id)


def committee_clock(resolution: Resolution, discharge: Mapping[str, Discharge]) -> CommitteeClock | None:
    """The days of the Senate committee (sec. 601(b), and the paragraph of each authority that adopts it).

    `discharge` says after how many days each sale's resolutions can be discharged; see `discharge_days`. `None` where
    none is known.
    """
    entry = introduced(resolution)
    if entry is None or entry.date.exact is None or not resolution.measure.startswith("S."):
        return None
    named = [discharge.get(reference.id or "", Discharge(None, None)) for reference in resolution.sales]
    known = [one for one in named if one.days is not None]
    if not known or len(known) < len(named):
        return None
    fewest, most = min(one.days or 0 for one in known), max(one.days or 0 for one in known)
    texts = dict.fromkeys(one.citation for one in known if one.citation is not None)
    return CommitteeClock(
        end_of_committee_days(entry.date.exact, most),
        most,
        end_of_committee_days(entry.date.exact, fewest),
        fewest,
        tuple(texts),
    )


def discharge_days(resolution: Resolution, ledger: Ledger) -> dict[str, Discharge]:
    """After how many days the Senate may discharge its committee, for each sale of the ledger that is named."""
    days: dict[str, Discharge] = {}
    for reference in resolution.sales:
        sale = ledger.contents.sales.get(reference.id) if reference.id is not None else None
        if sale is not None:
            context = ledger.context(sale)
            days[sale.id] = discharge_of(sale, life_of(sale, context), context)
    return days


def discharge_of(sale: Sale, life: Life, context: Context) -> Discharge:
    """After how many days the Senate may discharge its committee from a resolution against a sale.

    None are told where no resolution lies, as against a lease below the values of AECA 63(a).
    """
    review, notified = life.review, life.notified
    if review is None or notified is None or review.discharge_days is None:
        return Discharge(None, None)
    day = notified.date.exact
    if day is not None:
        proposal = proposal_of(sale.value)
        rows = requirement_of_sale(sale, day, proposal, context.options).rows
        if can_be_barred(rows, proposal) is False:
            return Discharge(None, None)
    return Discharge(review.discharge_days, review.discharge_citation)


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


def resolution_row(resolution: Resolution, ledger: Ledger, day: date) -> ResolutionRow:
    """One resolution as `resolutions list` prints it."""
    standing = resolution_standing(resolution, day)
    entry = introduced(resolution)
    form = form_of_measure(resolution.measure)
    if form is None and entry is not None and entry.date.earliest is not None:
        row = resolution_form(entry.date.earliest)
        form = row.form if row is not None else None
    clock = committee_clock(resolution, discharge_days(resolution, ledger))
    return {
        "id": resolution.id,
        "congress": resolution.congress,
        "measure": resolution.measure,
        "form": form,
        "title": resolution.title,
        "sponsor": resolution.sponsor,
        "recipients": list(ledger.contents.recipients_of(resolution)),
        "sales": [named for reference in resolution.sales if (named := reference_document(reference)) is not None],
        "introduced": entry.date.iso if entry is not None else None,
        "state": standing.state,
        "since": standing.since.iso if standing.since is not None else None,
        "standing": standing.means,
        "meaning": meaning(resolution, standing.state),
        "committee_days": clock.days if clock is not None else None,
        "committee_until": iso(clock.last_day) if clock is not None else None,
    }


def resolution_document(resolution: Resolution, ledger: Ledger, day: date) -> ResolutionDocument:
    """One resolution in full."""
    return {
        **resolution_row(resolution, ledger, day),
        "note": resolution.note,
        "history": [step_document(entry) for entry in resolution.history if entry.date.maybe_by(day)],
        "sources": {key: source_document(source) for key, source in resolution.sources.items()},
        "as_of": day.isoformat(),
    }


def step_document(entry: ResolutionEntry) -> ResolutionStep:
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


def decided_without_vote(
    resolutions: Iterable[Resolution],
    day: date,
    since: date | None = None,
    until: date | None = None,
    chambers: Collection[str] = (),
) -> int:
    """How many steps that a chamber decides are recorded by a day, and no vote with them."""
    return sum(
        1
        for resolution in resolutions
        for entry in resolution.history
        if entry.state is not None
        and entry.vote is None
        and entry.date.surely_by(day)
        and entry.date.within(since, until)
        and (chamber := procedure_of_resolution(resolution).by_name[entry.state].chamber) is not None
        and (not chambers or chamber in (*chambers, OTHER_CHAMBER))
    )


OTHER_CHAMBER = "other"
"""In the table of states: the chamber that had not voted so before."""


def vote_rows(
    resolutions: Iterable[Resolution], ledger: Ledger, day: date, since: date | None = None, until: date | None = None
) -> list[RollCall]:
    """Every roll call by a day, of a period if one is given, oldest first, with who stood on which side.

    One that a file tells of twice is one.
    """
    rows: list[RollCall] = []
    for resolution in resolutions:
        recipients = list(ledger.contents.recipients_of(resolution))
        told: set[tuple[str, Vote]] = set()
        for entry in resolution.history:
            if entry.vote is None or not entry.date.surely_by(day) or not entry.date.within(since, until):
                continue
            vote = entry.vote
            if (entry.date.text, vote) in told:
                continue
            told.add((entry.date.text, vote))
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
