"""The answers as documents of plain values: what `--format json` prints, and what the tables are made from.

Money is in whole US dollars, `None` where unknown; dates are ISO text as precise as known.
Keys are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from armstrack.law.clock import Review
from armstrack.model.entry import Claim, Entry
from armstrack.model.sale import Sale, SaleReference, Source
from armstrack.query.list_row import list_row
from armstrack.query.plain import authority_document as authority_document
from armstrack.query.plain import iso as iso
from armstrack.query.plain import recipient_document as recipient_document
from armstrack.query.promises import Waited, waited_for
from armstrack.query.view import SaleOnDay
from armstrack.workflow.letter import LetterStanding
from armstrack.workflow.move import ClosedMove, NextMove, Refusal
from armstrack.workflow.resolution_life import end_of_congress_in, resolution_standing
from armstrack.workflow.worth import ceiling_on, worth_warnings

if TYPE_CHECKING:
    from armstrack.documents.keeping import Failed
    from armstrack.documents.parts import AbsentSale, KeyedSource
    from armstrack.documents.parts import Claim as ClaimDocument
    from armstrack.documents.parts import Entry as EntryDocument
    from armstrack.documents.parts import Review as ReviewDocument
    from armstrack.documents.parts import Source as SourceDocument
    from armstrack.documents.sales import ClosedMove as ClosedMoveDocument
    from armstrack.documents.sales import Held, Letter, Move, Promise, SaleRow, ShownSale

Document = dict[str, Any]
"""A document whose keys another place names."""


def letter_document(letter: LetterStanding) -> Letter:
    """One letter under the notification, on a day."""
    return {
        "case": letter.case,
        "state": letter.state,
        "since": letter.since.iso if letter.since is not None else None,
        "deadline": iso(letter.deadline),
        "amount_usd": letter.amount,
        "maybe": list(letter.maybe),
        "over": letter.over,
    }


def review_document(review: Review | None) -> ReviewDocument | None:
    """The clock of one notification."""
    if review is None:
        return None
    return {
        "review_days": review.review_days,
        "last_review_day": iso(review.last_review_day),
        "earliest_action": iso(review.earliest_action),
    }


def sale_row(one: SaleOnDay) -> SaleRow:
    """One sale as `list` prints it."""
    sale, standing = one.sale, one.standing
    return list_row(
        id=sale.id,
        title=sale.title,
        recipients=sale.recipients,
        purchaser=sale.purchaser,
        authorities=sale.authorities,
        transmittal=sale.transmittal,
        package=sale.package,
        sale_class=sale.sale_class,
        notified=standing.notified.iso if standing.notified is not None else None,
        state=standing.state,
        since=standing.since.iso if standing.since is not None else None,
        maybe=standing.maybe,
        value=one.value,
        emergency=standing.emergency,
        review=review_document(standing.clock),
        ceiling=ceiling_on(sale, one.day),
        stage=standing.stage,
        verified=standing.clock.verified if standing.clock is not None else None,
        held=held_document(one),
        amendment=sale.amends is not None,
    )


def held_document(one: SaleOnDay) -> Held | None:
    """The open hold of a sale: since when, by whom, and where that is known from."""
    hold = one.standing.hold
    if hold is None:
        return None
    source = one.sale.sources.get(hold.source or "")
    return {"since": hold.date.iso, "actor": hold.actor, "source": source.url if source is not None else hold.source}


def sale_document(one: SaleOnDay, possible: tuple[NextMove, ...], amended_by: tuple[str, ...]) -> ShownSale:
    """One sale in full, as `show` prints it."""
    sale = one.sale
    return {
        **sale_row(one),
        "value": {
            "total": sale.value.total,
            "mde": sale.value.mde,
            "other": sale.value.other,
            "construction": sale.value.construction,
            "increase": sale.value.increase,
            "firearms": sale.value.firearms,
        },
        "items": [
            {
                "quantity": item.quantity,
                "name": item.name,
                "mde": item.mde,
                "note": item.note,
                "disputed": item.disputed,
                "up_to": item.up_to,
                "unit": item.unit,
            }
            for item in sale.items
        ],
        "contractors": None
        if sale.contractors is None
        else [{"name": each.name, "place": each.place} for each in sale.contractors],
        "sources": {key: source_document(source) for key, source in _sources_by(one).items()},
        "history": [entry_document(entry) for entry in sale.history if one.may_have_happened(entry.date)],
        "next": [next_document(move) for move in possible],
        "resolutions": [
            {"id": each.id, "measure": each.measure, "state": standing.state}
            for each in one.resolutions
            if (standing := resolution_standing(each, one.day)).state is not None
        ],
        "amends": reference_document(sale.amends),
        "amended_by": list(amended_by),
        "grows_from": reference_document(sale.grows_from),
        "prior_value_usd": sale.prior_value,
        "note": sale.note,
        "confidence": sale.confidence,
        "as_of": one.day.isoformat(),
        "standing": one.standing.words,
        "letters": [letter_document(letter) for letter in one.standing.letters],
        "territory": list(sale.territory),
        "remarks": list(remarks_of(one)),
        "agency": sale.agency,
        "cases": list(sale.cases),
        "offset": sale.offset,
        "funding": sale.funding,
        "promises": [promise_document(waited) for waited in waited_for(one)],
    }


def promise_document(waited: Waited) -> Promise:
    """A promise of delivery that stands on the day of a sale."""
    promise = waited.promise
    return {
        "expected": waited.expected.iso,
        "not_before": iso(waited.expected.earliest),
        "not_after": iso(waited.expected.latest),
        "quantity": promise.quantity,
        "item": promise.item,
        "case": promise.case,
        "passed": waited.passed,
        "words": waited.words,
        "source": promise.source,
    }


def remarks_of(one: SaleOnDay) -> Iterator[str]:
    """What an expert would say about a sale on its day, besides where it stands."""
    for entry in one.sale.history:
        if entry.date.surely_by(one.day):
            yield from worth_warnings(one.sale, entry, one.life, one.context)
    review = one.standing.clock
    if review is not None and review.last_review_day is not None and one.day <= review.last_review_day:
        notified = one.standing.notified
        ends = end_of_congress_in(notified.earliest if notified is not None else None, review.last_review_day)
        if ends is not None:
            yield (
                f"the review runs across {ends}, when a Congress ends: resolutions of disapproval die then, and must "
                "be introduced anew"
            )


def _sources_by(one: SaleOnDay) -> dict[str, Source]:
    """The sources, without those that only entries after the day refer to."""
    later = {entry.source for entry in one.sale.history if not one.may_have_happened(entry.date)}
    by_then = {entry.source for entry in one.sale.history if one.may_have_happened(entry.date)}
    return {key: source for key, source in one.sale.sources.items() if key not in later - by_then}


def source_document(source: Source) -> SourceDocument:
    """One source."""
    return {
        "url": source.url,
        "title": source.title,
        "published": source.published.iso if source.published is not None else None,
        "note": source.note,
        "kept": source.kept,
    }


def source_of(sale: Sale, entry: Entry | None) -> KeyedSource | None:
    """Where an entry is known from: the key and what stands under it, or the address that the entry gives."""
    if entry is None or entry.source is None:
        return None
    known = sale.sources.get(entry.source)
    if known is None:
        return {"key": None, "url": entry.source, "title": None}
    return {"key": known.key, "url": known.url, "title": known.title}


def reference_document(reference: SaleReference | None) -> str | AbsentSale | None:
    """A sale by its id, or by what is known of one that the ledger does not hold."""
    if reference is None:
        return None
    if reference.id is not None:
        return reference.id
    return {
        "transmittal": reference.transmittal,
        "recipient": recipient_document(reference.recipients),
        "title": reference.title,
    }


def claim_document(claim: Claim) -> ClaimDocument:
    """What another source says instead."""
    return {
        "source": claim.source,
        "date": claim.date.iso if claim.date is not None else None,
        "value_usd": claim.value,
        "note": claim.note,
    }


def entry_document(entry: Entry) -> EntryDocument:
    """One entry of a history; keys that it does not have are left out."""
    document: Document = {"date": entry.date.iso, "state": entry.state, "event": entry.event}
    if entry.date.iso is None:
        document |= {"not_before": iso(entry.date.earliest), "not_after": iso(entry.date.latest)}
    optional: Document = {
        "source": entry.source,
        "note": entry.note,
        "actor": entry.actor,
        "expires": iso(entry.expires),
        "expected": entry.expected.iso if entry.expected is not None else None,
        "value_usd": entry.value,
        "amount": {"value": entry.amount.value, "currency": entry.amount.currency} if entry.amount else None,
        "quantity": entry.quantity,
        "item": entry.item,
        "case": entry.case,
        "sale": entry.sale,
        "emergency": {"justification": entry.emergency.justification} if entry.emergency else None,
        "skipped": list(entry.skipped) or None,
        "basis": entry.basis,
        "conflicts": [claim_document(claim) for claim in entry.conflicts] or None,
        "confidence": entry.confidence,
        "exempt": entry.exempt,
    }
    return cast("EntryDocument", document | {key: value for key, value in optional.items() if value is not None})


def next_document(move: NextMove) -> Move:
    """One possible move."""
    return {
        "state": move.state,
        "earliest_action": move.earliest_action.isoformat(),
        "citations": list(move.citations),
        "actor": move.actor,
        "warning": move.warning,
        "case": move.case,
        "verified": move.verified,
    }


def closed_document(move: ClosedMove) -> ClosedMoveDocument:
    """One move that is not possible, and why."""
    return {
        "state": move.state,
        "reason": move.reason,
        "citations": list(move.citations),
        "remedy": move.remedy or None,
        "case": move.case,
        "undecided": move.undecided,
    }


def refusal_document(refusal: Refusal) -> Failed:
    """Why a move was refused."""
    return {
        "code": refusal.code,
        "message": f"{refusal.sale} cannot become {refusal.wanted} on {refusal.on}: {refusal.reason}",
        "sale": refusal.sale,
        "wanted": refusal.wanted,
        "on": refusal.on,
        "reason": refusal.reason,
        "citations": list(refusal.citations),
        "earliest_action": iso(refusal.earliest),
        "possible": list(refusal.possible),
        "remark": refusal.remark or None,
        "remedy": refusal.remedy or None,
        "verified": refusal.verified,
    }
