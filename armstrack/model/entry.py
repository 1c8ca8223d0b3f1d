"""One entry of a history: a dated, sourced move, or something that happened and moved nothing."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from armstrack.model.fields import Field, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Custom, DateKind, MoneyKind, Text
from armstrack.model.money import Money, parse_money
from armstrack.model.partial_date import PartialDate, bounded
from armstrack.model.problem import Finding, Path
from armstrack.model.terms import EVENTS as EVENTS
from armstrack.model.terms import STATE_SYNONYMS as STATE_SYNONYMS

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SOURCE_KEY_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_.-]*"
CASE_PATTERN = r"[A-Z0-9]+(?:[ ./-][A-Z0-9]+)*"
URL_PATTERN = r"https?://[^\s<>\"\\]+"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in its own currency. Only US dollars are ever summed."""

    value: int
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Emergency:
    """A certification that an emergency requires the sale at once, which waives the review."""

    justification: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What another source says instead: of a day, a value or an outcome."""

    source: str
    date: PartialDate | None = None
    value: Money = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history: exactly one of `state` and `event` is set."""

    date: PartialDate
    state: str | None = None
    event: str | None = None
    source: str | None = None
    note: str | None = None
    actor: str | None = None
    expires: datetime.date | None = None
    expected: PartialDate | None = None
    value: Money = None
    amount: Amount | None = None
    quantity: int | None = None
    item: str | None = None
    case: str | None = None
    sale: str | None = None
    emergency: Emergency | None = None
    skipped: tuple[str, ...] = ()
    basis: str | None = None
    conflicts: tuple[Claim, ...] = ()
    confidence: str | None = None
    exempt: str | None = None
    """The paragraph that exempts a move without a notification, as `3(d)(4)(A)`."""

    @property
    def word(self) -> str:
        """The state or the event, whichever it is."""
        return self.state or self.event or ""

    @property
    def restated_value(self) -> Money:
        """The dollars that an entry gives the sale: the value restated in it, else the amount."""
        return self.value if self.value is not None else self.dollars

    @property
    def dollars(self) -> Money:
        """The amount, where it is one of US dollars; another currency is never summed."""
        return self.amount.value if self.amount is not None and self.amount.currency == "USD" else None


def parse_amount(text: str) -> Amount:
    """Reads `96M` or `2.8B TWD`. Raises ValueError with a sentence for the reader."""
    number, _, currency = text.partition(" ")
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError(f"`{currency}` is not a currency; write its three letters, as in 2.8B TWD")
    return Amount(parse_money(number), currency or "USD")


def state_word(text: str) -> str:
    """The state that a word names. Raises ValueError for what cannot be the name of a state."""
    if not re.fullmatch(ID_PATTERN, text):
        raise ValueError(f"`{text}` is not the name of a state; states are lower-case words such as notified")
    return STATE_SYNONYMS.get(text, text)


CONFIDENCES = ("high", "medium", "low")

EMERGENCY = Record(
    "an emergency",
    (Field("justification", Text(), "Why the certification says that an emergency exists.", required=True),),
    Emergency,
)

CLAIM = Record(
    "a conflicting claim",
    (
        Field("source", Text(), "Who says otherwise: a key of `sources` or an address.", required=True),
        Field("date", DateKind(), "The day that it gives."),
        Field("value", MoneyKind(), "The value that it gives."),
        Field("note", Text(), "What it says, in your own words."),
    ),
    Claim,
)

CASE = Text(r"[A-Z0-9]{2}-[A-Z0-9]-[A-Z0-9]{3}", "TW-D-QBA")
"""The designator of an FMS case: the country, the military department, and three letters."""

STATE = Custom(state_word, "a state such as notified, offered or accepted", {"type": "string"}, "bad-state")


def check_state_or_event(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    """Adds a finding where an entry of any history has both, or neither, of `state` and `event`."""
    state, event = values["state"], values["event"]
    if (state is None) == (event is None):
        which = "both `state` and `event`" if state else "neither `state` nor `event`"
        findings.append(Finding(path, "bad-entry", f"the entry has {which}", "keep exactly one"))


def take_bounds(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    """Turns an unknown date with bounds into the interval that they leave, or adds a finding."""
    not_before, not_after = values.pop("not_before"), values.pop("not_after")
    if not_before is None and not_after is None:
        return
    if values["date"].text != "unknown":
        message = f"bounds belong to an unknown date, and this one is {values['date']}"
        findings.append(Finding(path, "bad-interval", message, "write `date: unknown`, or remove the bounds"))
        return
    try:
        values["date"] = bounded(not_before, not_after)
    except ValueError as error:
        findings.append(Finding(path, "bad-interval", str(error)))


def _check_entry(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    check_state_or_event(values, path, findings)
    take_bounds(values, path, findings)


DATE_FIELDS = (
    Field("date", DateKind(), "When it happened, as precisely as the source says and no more.", required=True),
    Field("not-before", DateKind(exact=True), "The first day that an unknown date may mean."),
    Field("not-after", DateKind(exact=True), "The last day that an unknown date may mean."),
)
"""When something happened, in every history."""


ENTRY = Record(
    "a history entry",
    (
        *DATE_FIELDS,
        Field("state", STATE, "The state that the sale moved into."),
        Field("event", Choice(tuple(EVENTS)), "What happened without moving the sale."),
        Field("source", Text(), "Where this is known from: a key of `sources`, or an address."),
        Field("note", Text(), "A remark in your own words."),
        Field("actor", Text(), "Who did it."),
        Field("expires", DateKind(exact=True), "The last day on which an offer can be accepted."),
        Field("expected", DateKind(), "The day that was promised."),
        Field(
            "value",
            MoneyKind(),
            "The value of the sale as restated here; of a delivery, the value of what was delivered.",
        ),
        Field(
            "amount",
            Custom(
                parse_amount,
                "an amount such as 96M or 2.8B TWD",
                {"type": ["string", "integer"]},
                "bad-money",
            ),
            "Money that changed hands or was decided; another currency is kept and never summed.",
        ),
        Field("quantity", CountKind(), "How many articles this is about."),
        Field("item", Text(), "Which line item this is about."),
        Field(
            "case",
            Text(CASE_PATTERN, "TW-D-QBA"),
            "Which letter of offer, licence or lease this is about, by its number, where there are several.",
        ),
        Field("sale", Text(ID_PATTERN, "taiwan-himars-2025"), "The sale that money, quantity or a successor went to."),
        Field("emergency", EMERGENCY, "The certified emergency that waives the review."),
        Field("skipped", ListOf(Text(ID_PATTERN, "offered")), "The steps between that were passed unseen.", default=()),
        Field("basis", Choice(("delivered", "release", "record")), "What the day of a notification rests on."),
        Field("conflicts", ListOf(CLAIM), "What other sources say instead.", default=()),
        Field("confidence", Choice(CONFIDENCES), "How sure this entry is."),
        Field("exempt", Text(), "The paragraph that exempts a move without a notification, as 3(d)(4)(A)."),
    ),
    Entry,
    _check_entry,
)
