"""What a reader makes of a notice: a draft sale, and what the reader was unsure of."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Any, NamedTuple

from armstrack.model.data_class import dataclass
from armstrack.model.money import Money
from armstrack.model.sale import Contractor, LineItem


@dataclass(frozen=True, slots=True)
class DraftValue:
    """The ceilings that a notice prints, in whole US dollars; `None` where it prints none."""

    total: Money = None
    mde: Money = None
    other: Money = None
    increase: Money = None
    """What an amendment adds to the sale that it amends."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sale of a ledger that a draft is about. A reader knows no ledger; whoever does fills it in."""

    id: str
    kind: str
    """`same`: the notice is of this sale. `amends`: the notice adds to it."""
    differs: tuple[str, ...] = ()
    """Where the draft and the sale disagree, one sentence each."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sale as a notice tells it. Whatever the notice does not say is `None` or empty."""

    kind: str
    """The kind of notice that it was read from; `text` where nothing in the text proves whose it is."""
    recipients: tuple[str, ...] = ()
    """Codes; several for a joint sale, none where the notice names nobody known."""
    purchaser: str | None = None
    """The buyer as printed."""
    transmittal: str | None = None
    authority: str | None = None
    notified: date | None = None
    """The day of delivery to Congress, or a release's own day with a warning that says so."""
    published: date | None = None
    """The document's own day."""
    title: str | None = None
    value: DraftValue = field(default_factory=DraftValue)
    items: tuple[LineItem, ...] = ()
    contractors: tuple[Contractor, ...] | None = None
    """The principal contractors; empty where the notice says that there are none, `None` where it is silent."""
    justification: str | None = None
    """The sentence that certifies an emergency."""
    amends: str | None = None
    """The transmittal of the earlier notice that this one adds to."""
    warnings: tuple[str, ...] = ()
    match: Match | None = None
    basis: str | None = None
    """What the day of notification rests on: `delivered`, or `release` where it is only the release's own day."""
    address: str | None = None
    """Where the document stands, as far as its own number tells."""
    agency: str | None = None
    """The military department or agency that carries the sale out."""
    cases: tuple[str, ...] = ()
    """The designators of its cases."""
    offset: str | None = None
    """What the notice says of an offset agreement: `known`, `none` or `unknown`."""
    funding: str | None = None
    """Where the money comes from: `national`, `fmf`, or the notice's words."""
    sale_class: str | None = None
    """A class that the words of the notice carry, as a proposal."""
    grows_from: str | None = None
    """The earlier case, below the threshold, that the sale grew from: its designator, or what it is called."""
    prior_value: Money = None
    """The value of that case."""
    further_authorities: tuple[str, ...] = ()
    """Sections that the notice names beside `authority`."""
    territory: tuple[str, ...] = ()
    """Codes of the sales territory, where the notice names one."""
    notes: tuple[str, ...] = ()
    """What a reader should know and the record has no key for, a sentence each: people sent, classification."""

    @property
    def emergency(self) -> bool:
        """Whether the notice certifies an emergency."""
        return self.justification is not None

    @property
    def says_nothing(self) -> bool:
        """Whether it has neither a buyer, nor a value, nor goods, nor a number to find them by."""
        return not (self.recipients or self.purchaser or self.value.total is not None or self.items or self.transmittal)

    def document(self) -> dict[str, Any]:
        """The draft as plain values, as `import --format json` prints it."""
        recipient: Any = list(self.recipients) if len(self.recipients) > 1 else next(iter(self.recipients), None)
        return {
            "kind": self.kind,
            "recipient": recipient,
            "purchaser": self.purchaser,
            "transmittal": self.transmittal,
            "authority": self.authority,
            "notified": self.notified.isoformat() if self.notified else None,
            "published": self.published.isoformat() if self.published else None,
            "title": self.title,
            "value": {
                "total": self.value.total,
                "mde": self.value.mde,
                "other": self.value.other,
                "increase": self.value.increase,
            },
            "items": [
                {"quantity": one.quantity, "name": one.name, "mde": one.mde, "up_to": one.up_to, "note": one.note}
                for one in self.items
            ],
            "contractors": None
            if self.contractors is None
            else [{"name": one.name, "place": one.place} for one in self.contractors],
            "emergency": self.emergency,
            "match": None
            if self.match is None
            else {"id": self.match.id, "kind": self.match.kind, "differs": list(self.match.differs)},
            "warnings": list(self.warnings),
            "basis": self.basis,
            "address": self.address,
            "agency": self.agency,
            "cases": list(self.cases),
            "offset": self.offset,
            "funding": self.funding,
            "class": self.sale_class,
            "amends": self.amends,
            "grows_from": self.grows_from,
            "prior_value": self.prior_value,
            "notes": list(self.notes),
            "further_authorities": list(self.further_authorities),
            "territory": list(self.territory),
        }


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction printed later: what it says of a sale that was notified before."""

    kind: str
    transmittal: str | None
    """The number of the sale that is corrected."""
    published: date | None
    says: str
    """What is corrected, in the words of the correction."""
    recipients: tuple[str, ...] = ()
    value: Money = None
    """The value of the whole as corrected, where the correction gives one."""
    address: str | None = None


class Reading(NamedTuple):
    """What was read from one text: its drafts, or the reason why there are none."""

    drafts: tuple[Draft, ...]
    nothing: str | None = None
    """Why there is nothing to draft, in a sentence."""
    known: bool = True
    """Whether the text is one of the kinds of notices at all."""
    corrections: tuple[Correction, ...] = ()
    """What it corrects of sales notified before; each belongs to that sale as a `corrected` event."""
