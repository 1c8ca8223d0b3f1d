"""What many documents hold: days, money, counts, sources, references."""

from typing import Annotated, NotRequired, TypedDict

Id = Annotated[str, "The id of the sale."]
Title = Annotated[str, "What is sold."]
Recipients = Annotated[str | list[str], "The code of the recipient, a list of several, or `unknown`."]
Authorities = Annotated[str | list[str], "The section of the Arms Export Control Act, or a list of several."]
State = Annotated[str | None, "The state on the day; null before the first entry of which a state is sure."]
Maybe = Annotated[list[str], "States that it may be in instead, where a day is known only in part."]
Day = Annotated[str | None, "The day as precise as known (2026, 2026-03, 2026-03-17); null where unknown."]
NotBefore = Annotated[str | None, "The first day that it may mean; null where open."]
NotAfter = Annotated[str | None, "The last day that it may mean; null where open."]
AsOf = Annotated[str, "The day that the answer is about."]
Usd = Annotated[int | None, "In whole US dollars; null where unknown."]
Verified = Annotated[bool, "Whether what it rests on was read in the law itself."]
Citations = Annotated[list[str], "The texts on which it rests."]
Case = Annotated[str | None, "The case of the letter; null of the unnamed one."]
Note = Annotated[str | None, "What a reader should know besides."]
SourceKey = Annotated[str | None, "The key of a source of the record, or an address."]
Confidence = Annotated[str | None, "How sure the recorder is: low, medium or high; null where not said."]


class Days(TypedDict):
    """A number of days, which rests on dates that may be known only in part."""

    days: Annotated[int | None, "The number, where it is certain."]
    at_least: Annotated[int | None, "At least so many; null where open."]
    at_most: Annotated[int | None, "At most so many; null where open."]


class DayStatistic(TypedDict):
    """A median, shortest or longest of numbers of days."""

    days: Annotated[float | None, "The number, where it is certain."]
    at_least: Annotated[float | None, "At least so many; null where open."]
    at_most: Annotated[float | None, "At most so many; null where open."]


class Review(TypedDict):
    """The clock of a notification."""

    review_days: Annotated[int | None, "The length of the review in calendar days."]
    last_review_day: Annotated[str | None, "The last day of the review."]
    earliest_action: Annotated[str | None, "The first day on which the next step is possible."]


class Source(TypedDict):
    """Where something is known from."""

    url: Annotated[str | None, "Its address."]
    title: Annotated[str | None, "Its title."]
    published: Annotated[str | None, "When it was published, as precise as known."]
    note: Note
    kept: Annotated[str | None, "The file of the ledger that holds its text."]


class KeyedSource(TypedDict):
    """A source with its key."""

    key: Annotated[str | None, "Its key in the record; null of an address that an entry gives itself."]
    url: Annotated[str | None, "Its address."]
    title: Annotated[str | None, "Its title."]


class AbsentSale(TypedDict):
    """What is known of a sale that the ledger does not hold."""

    transmittal: Annotated[str | None, "The number of its notice."]
    recipient: Recipients
    title: Annotated[str | None, "What it is of."]


Reference = Annotated[str | AbsentSale | None, "A sale by its id, or what is known of one that is not in the ledger."]


class Amount(TypedDict):
    """An amount in any currency."""

    value: Annotated[int, "The amount in whole units."]
    currency: Annotated[str, "ISO 4217."]


class EmergencyWaiver(TypedDict):
    """An emergency that the notification states."""

    justification: Annotated[str | None, "As it is given."]


class Claim(TypedDict):
    """What another source says instead."""

    source: SourceKey
    date: Day
    value_usd: Usd
    note: Note


class Entry(TypedDict):
    """One entry of a history; keys that it does not have are left out."""

    date: Day
    state: NotRequired[Annotated[str | None, "The state that is entered; null of an event."]]
    event: Annotated[str | None, "The event; null where a state is entered."]
    not_before: NotRequired[NotBefore]
    not_after: NotRequired[NotAfter]
    source: NotRequired[Annotated[str, "The key of a source of the record, or an address."]]
    note: NotRequired[Annotated[str, "What a reader should know besides."]]
    actor: NotRequired[Annotated[str, "Who did it."]]
    expires: NotRequired[Annotated[str, "The last day of the offer, licence or lease."]]
    expected: NotRequired[Annotated[str | None, "The day promised for delivery, as precise as known."]]
    value_usd: NotRequired[Annotated[int, "The value told with it, in whole US dollars."]]
    amount: NotRequired[Amount]
    quantity: NotRequired[Annotated[int, "How many it is about."]]
    item: NotRequired[Annotated[str, "The line item that it is about, as the entry names it."]]
    case: NotRequired[Annotated[str, "The case of the letter that it is about."]]
    sale: NotRequired[Annotated[str, "Another sale that it is about."]]
    emergency: NotRequired[EmergencyWaiver]
    skipped: NotRequired[Annotated[list[str], "States that were passed over on purpose."]]
    basis: NotRequired[Annotated[str, "What the day of a notification rests on: delivered, release or record."]]
    conflicts: NotRequired[Annotated[list[Claim], "What other sources say instead."]]
    confidence: NotRequired[Annotated[str, "How sure the recorder is: low, medium or high."]]
    exempt: NotRequired[Annotated[str, "The exemption on which a move without a notification rests."]]


Gap = TypedDict(
    "Gap",
    {
        "recipients": Annotated[list[str] | None, "Codes of recipients; null for all, but for those under `except`."],
        "authorities": Annotated[list[str], "The sections of the Arms Export Control Act."],
        "from": Annotated[str | None, "The first day; null where no earlier day is covered either."],
        "to": Annotated[str, "The last day."],
        "except": Annotated[list[str], "Codes of recipients that other covers name."],
    },
)
Gap.__doc__ = "Days of notification for which the ledger does not say that it is complete."

Coverage = TypedDict(
    "Coverage",
    {
        "complete": Annotated[bool, "Whether all that was asked for is covered."],
        "from": Annotated[str | None, "The day from which on it is; null where the covers name none."],
        "gaps": Annotated[list[Gap], "What of it is not covered."],
        "followed": NotRequired[Annotated[bool, "Of questions about what came later: whether that was looked for."]],
    },
)
Coverage.__doc__ = "What the ledger covers of what was asked for."

Covered = Annotated[Coverage | None, "What the ledger covers of it; null where it declares nothing."]
