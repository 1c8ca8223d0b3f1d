"""What a reader makes of a notice: a draft sale, and what the reader was unsure of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from armstrack.model.money import Money
from armstrack.model.sale import Contractor, LineItem


@dataclass(frozen=True, slots=True)
class DraftValue:
    """The ceilings that a notice prints, in whole US dollars; `None` where it prints none."""

    total: Money = None
    mde: Money = None
    other: Money = None


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
    """The kind of notice that it was read from."""
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
    contractors: tuple[Contractor, ...] = ()
    justification: str | None = None
    """The sentence that certifies an emergency."""
    amends: str | None = None
    """The transmittal of the earlier notice that this one adds to."""
    warnings: tuple[str, ...] = ()
    match: Match | None = None

    @property
    def emergency(self) -> bool:
        """Whether the notice certifies an emergency."""
        return self.justification is not None

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
            "value": {"total": self.value.total, "mde": self.value.mde, "other": self.value.other},
            "items": [{"quantity": one.quantity, "name": one.name, "mde": one.mde} for one in self.items],
            "contractors": [{"name": one.name, "place": one.place} for one in self.contractors],
            "emergency": self.emergency,
            "match": None
            if self.match is None
            else {"id": self.match.id, "kind": self.match.kind, "differs": list(self.match.differs)},
            "warnings": list(self.warnings),
        }


class Reading(NamedTuple):
    """What was read from one text: its drafts, or the reason why there are none."""

    drafts: tuple[Draft, ...]
    nothing: str | None = None
    """Why there is nothing to draft, in a sentence."""
    known: bool = True
    """Whether the text is one of the kinds of notices at all."""
