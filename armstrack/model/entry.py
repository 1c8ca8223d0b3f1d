"""One entry of a history: a dated, sourced move, or something that happened and moved nothing."""

import datetime
import re
from typing import Annotated, Any

from armstrack.model.data_class import dataclass
from armstrack.model.fields import Key, ListOf, Record
from armstrack.model.kinds import Choice, CountKind, Custom, DateKind, MoneyKind, Text
from armstrack.model.money import Money, parse_money, write_money
from armstrack.model.partial_date import UNKNOWN, PartialDate, bounded
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


def parse_amount(text: str) -> Amount:
    """Reads `96M` or `2.8B TWD`. Raises ValueError with a sentence for the reader."""
    number, _, currency = text.partition(" ")
    if currency and not re.fullmatch("[A-Z]{3}", currency):
        raise ValueError(f"`{currency}` is not a currency; write its three letters, as in 2.8B TWD")
    return Amount(parse_money(number), currency or "USD")


def write_amount(amount: Amount) -> str:
    """The text that `parse_amount` reads as an amount."""
    return write_money(amount.value) + ("" if amount.currency == "USD" else f" {amount.currency}")


def state_word(text: str) -> str:
    """The state that a word names. Raises ValueError for what cannot be the name of a state."""
    if not re.fullmatch(ID_PATTERN, text):
        raise ValueError(f"`{text}` is not the name of a state; states are lower-case words such as notified")
    return STATE_SYNONYMS.get(text, text)


CONFIDENCES = ("high", "medium", "low")

CASE = Text(r"[A-Z0-9]{2}-[A-Z0-9]-[A-Z0-9]{3}", "TW-D-QBA")
"""The designator of an FMS case: the country, the military department, and three letters."""

STATE = Custom(state_word, "a state such as notified, offered or accepted", {"type": "string"}, "bad-state")

AMOUNT = Custom(
    parse_amount, "an amount such as 96M or 2.8B TWD", {"type": ["string", "integer"]}, "bad-money", write_amount
)


@dataclass(frozen=True, slots=True)
class Emergency:
    """A certification that an emergency requires the sale at once, which waives the review."""

    justification: Annotated[str, Key(Text(), "Why the certification says that an emergency exists.")]


EMERGENCY = Record.of("an emergency", Emergency)


@dataclass(frozen=True, slots=True)
class Claim:
    """What another source says instead: of a day, a value or an outcome."""

    source: Annotated[str, Key(Text(), "Who says otherwise: a key of `sources` or an address.")]
    date: Annotated[PartialDate | None, Key(DateKind(), "The day that it gives.")] = None
    value: Annotated[Money, Key(MoneyKind(), "The value that it gives.")] = None
    note: Annotated[str | None, Key(Text(), "What it says, in your own words.")] = None


CLAIM = Record.of("a conflicting claim", Claim)


def _first_of_unknown(entry: Any) -> datetime.date | None:
    return entry.date.earliest if entry.date.text == UNKNOWN else None


def _last_of_unknown(entry: Any) -> datetime.date | None:
    return entry.date.latest if entry.date.text == UNKNOWN else None


EntryDate = Annotated[
    PartialDate,
    Key(DateKind(), "When it happened, as precisely as the source says and no more."),
    Key(DateKind(exact=True), "The first day that an unknown date may mean.", "not-before", part=_first_of_unknown),
    Key(DateKind(exact=True), "The last day that an unknown date may mean.", "not-after", part=_last_of_unknown),
]
"""When something happened, in every history."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a history: exactly one of `state` and `event` is set."""

    date: EntryDate
    state: Annotated[str | None, Key(STATE, "The state that the sale moved into.")] = None
    event: Annotated[str | None, Key(Choice(tuple(EVENTS)), "What happened without moving the sale.")] = None
    skipped: Annotated[
        tuple[str, ...], Key(ListOf(Text(ID_PATTERN, "offered")), "The steps between that were passed unseen.")
    ] = ()
    emergency: Annotated[Emergency | None, Key(EMERGENCY, "The certified emergency that waives the review.")] = None
    expires: Annotated[
        datetime.date | None, Key(DateKind(exact=True), "The last day on which an offer can be accepted.")
    ] = None
    expected: Annotated[PartialDate | None, Key(DateKind(), "The day that was promised.")] = None
    value: Annotated[
        Money,
        Key(
            MoneyKind(),
            "The value of the sale as restated here; of a delivery, the value of what was delivered.",
        ),
    ] = None
    amount: Annotated[
        Amount | None,
        Key(AMOUNT, "Money that changed hands or was decided; another currency is kept and never summed."),
    ] = None
    quantity: Annotated[int | None, Key(CountKind(), "How many articles this is about.")] = None
    item: Annotated[str | None, Key(Text(), "Which line item this is about.")] = None
    case: Annotated[
        str | None,
        Key(
            Text(CASE_PATTERN, "TW-D-QBA"),
            "Which letter of offer, licence or lease this is about, by its number, where there are several.",
        ),
    ] = None
    sale: Annotated[
        str | None,
        Key(Text(ID_PATTERN, "taiwan-himars-2025"), "The sale that money, quantity or a successor went to."),
    ] = None
    exempt: Annotated[
        str | None, Key(Text(), "The paragraph that exempts a move without a notification, as 3(d)(4)(A).")
    ] = None
    basis: Annotated[
        str | None,
        Key(Choice(("delivered", "release", "record")), "What the day of a notification rests on."),
    ] = None
    actor: Annotated[str | None, Key(Text(), "Who did it.")] = None
    source: Annotated[str | None, Key(Text(), "Where this is known from: a key of `sources`, or an address.")] = None
    note: Annotated[str | None, Key(Text(), "A remark in your own words.")] = None
    conflicts: Annotated[tuple[Claim, ...], Key(ListOf(CLAIM), "What other sources say instead.")] = ()
    confidence: Annotated[str | None, Key(Choice(CONFIDENCES), "How sure this entry is.")] = None

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


def _check_state_or_event(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    """Adds a finding where an entry of any history has both, or neither, of `state` and `event`."""
    state, event = values["state"], values["event"]
    if (state is None) == (event is None):
        which = "both `state` and `event`" if state else "neither `state` nor `event`"
        findings.append(Finding(path, "bad-entry", f"the entry has {which}", "keep exactly one"))


def _take_bounds(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    """Turns an unknown date with bounds into the interval that they leave, or adds a finding."""
    not_before, not_after = values.pop("not_before"), values.pop("not_after")
    if not_before is None and not_after is None:
        return
    if values["date"].text != UNKNOWN:
        message = f"bounds belong to an unknown date, and this one is {values['date']}"
        findings.append(Finding(path, "bad-interval", message, "write `date: unknown`, or remove the bounds"))
        return
    try:
        values["date"] = bounded(not_before, not_after)
    except ValueError as error:
        findings.append(Finding(path, "bad-interval", str(error)))


def check_entry(values: dict[str, Any], path: Path, findings: list[Finding]) -> None:
    """What holds of an entry of any history: one of `state` and `event`, and a date within its bounds."""
    _check_state_or_event(values, path, findings)
    _take_bounds(values, path, findings)


ENTRY = Record.of("a history entry", Entry, check_entry)
