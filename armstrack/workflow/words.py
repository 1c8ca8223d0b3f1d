"""Parts of the sentence that says where a sale stands: what is known only in part, who holds it, what is disputed."""

from __future__ import annotations

from datetime import date

from armstrack.law.clock import Review
from armstrack.model.entry import Entry
from armstrack.model.partial_date import PartialDate, in_words
from armstrack.model.sale import Sale


def notified_in_part(notified: PartialDate, review: Review | None) -> str:
    """That Congress was told on a day known in part, and what follows for the end of its review."""
    told = f"notified {in_words(notified)}"
    if review is None:
        return told
    return f"{told}; {review_end_words(review)}"


def review_end_words(review: Review) -> str:
    """Between which days a review ends whose end is known in part."""
    first, last = review.last_not_before, review.last_not_after
    if first is None and last is None:
        return "whether its review is over cannot be told"
    if first is None:
        return f"its review ends by {last}, and whether it is over cannot be told before"
    if last is None:
        return f"its review ends on {first} or later"
    return f"its review ends on {first}" if first == last else f"its review ends between {first} and {last}"


def hold_words(hold: Entry) -> str:
    """That a sale is held, since when and by whom; a hold stops nothing, and is part of where a sale stands."""
    by = f" ({hold.actor})" if hold.actor else ""
    return f"held since {hold.date}{by}, no end recorded"


def dispute_words(sale: Sale, entries: list[Entry], day: date) -> str:
    """What other sources say instead of the entries by which a sale stands where it does; empty where none does."""
    told = []
    for entry in entries:
        for claim in entry.conflicts:
            source = sale.sources.get(claim.source)
            if source is not None and source.published is not None and not source.published.maybe_by(day):
                continue
            said = str(claim.date) if claim.date is not None else "otherwise"
            if claim.date is None and claim.value is not None:
                said = f"{claim.value:,} dollars"
            told.append(f"`{entry.word}` is disputed ({entry.date}; another source says {said})")
    return "; ".join(dict.fromkeys(told))
