"""Sales: what `list`, `show`, `next`, `chain` and `export` print."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.parts import (
    AbsentSale,
    AsOf,
    Authorities,
    Case,
    Citations,
    Confidence,
    Day,
    Days,
    Entry,
    Id,
    Maybe,
    NotAfter,
    NotBefore,
    Note,
    Recipients,
    Reference,
    Review,
    Source,
    SourceKey,
    State,
    Title,
    Verified,
)


class Held(TypedDict):
    """A hold that is open on the day."""

    since: Annotated[str | None, "Since when, as precise as known."]
    actor: Annotated[str | None, "Who holds it."]
    source: Annotated[str | None, "Where that is known from."]


SaleRow = TypedDict(
    "SaleRow",
    {
        "id": Id,
        "title": Title,
        "recipient": Recipients,
        "purchaser": Annotated[str | None, "The agency that buys, as the notice names it."],
        "authority": Authorities,
        "transmittal": Annotated[str | None, "The number of the notice."],
        "package": Annotated[str | None, "The package that it was announced in."],
        "class": Annotated[str | None, "What it is for: traditional, asymmetric, munitions or maintenance."],
        "notified": Annotated[str | None, "The day of the latest notification, as precise as known."],
        "state": State,
        "since": Annotated[str | None, "Since when it is in the state, as precise as known."],
        "maybe": Maybe,
        "value_usd": Annotated[int | None, "What it counts for in a total: its ceiling, or its increase."],
        "emergency": Annotated[bool, "Whether it was notified under an emergency waiver."],
        "review": Annotated[Review | None, "The clock of the latest notification; null before one."],
        "ceiling_usd": Annotated[int | None, "The ceiling on the day, as last revised."],
        "stage": Annotated[str | None, "How far it has come, in one word for every procedure."],
        "verified": Annotated[bool | None, "Whether the review was read in the law itself; null where there is none."],
        "held": Annotated[Held | None, "The open hold, which stops nothing; null where there is none."],
        "amendment": Annotated[bool, "Whether it amends another sale, so that `value_usd` is its increase."],
    },
)
SaleRow.__doc__ = "One sale, and where it stands on the day."


class SaleValue(TypedDict):
    """The money of a notice."""

    total: Annotated[int | None, "The ceiling."]
    mde: Annotated[int | None, "Of it, major defense equipment."]
    other: Annotated[int | None, "Of it, all else."]
    construction: Annotated[int | None, "Of it, design and construction."]
    increase: Annotated[int | None, "Of an amendment: by how much the ceiling grows."]
    firearms: Annotated[int | None, "Of it, firearms of USML category I."]


class Item(TypedDict):
    """A line item."""

    quantity: Annotated[int | None, "How many; null where the notice does not say."]
    name: Annotated[str, "As the notice names it."]
    mde: Annotated[bool | None, "Whether it is major defense equipment."]
    note: Note
    disputed: Annotated[str | None, "What another source says of it."]
    up_to: Annotated[bool, "Whether the notice says `up to` so many."]
    unit: Annotated[str | None, "What the number counts, where not each article: gallons, pairs, sets."]


class Contractor(TypedDict):
    """A contractor."""

    name: Annotated[str, "Its name."]
    place: Annotated[str | None, "Where it is."]


class Move(TypedDict):
    """A move that is possible."""

    state: Annotated[str, "The state that it leads to."]
    earliest_action: Annotated[str, "The first day on which it is possible."]
    citations: Citations
    actor: Annotated[str, "Who makes it."]
    warning: Annotated[str | None, "What to consider."]
    case: Case
    verified: Verified


class ClosedMove(TypedDict):
    """A move that is not possible."""

    state: Annotated[str, "The state that it would lead to."]
    reason: Annotated[str, "Why it is not possible."]
    citations: Citations
    remedy: Annotated[str | None, "What would make it possible."]
    case: Case
    undecided: Annotated[bool, "Whether it is only not known to be possible; the remedy says how to go on."]


class NamedResolution(TypedDict):
    """A resolution that names the sale."""

    id: Annotated[str, "Its id."]
    measure: Annotated[str, "As S.J.Res. 101."]
    state: Annotated[str, "Its state on the day."]


class Letter(TypedDict):
    """One letter of offer, licence or lease under the notification."""

    case: Case
    state: State
    since: Annotated[str | None, "Since when, as precise as known."]
    deadline: Annotated[str | None, "The last day to sign, or on which it holds."]
    amount_usd: Annotated[int | None, "Its own amount; never the ceiling."]
    maybe: Maybe
    over: Annotated[bool, "Whether nothing of it is waited for any more."]


class Promise(TypedDict):
    """A promise of delivery that stands on the day."""

    expected: Annotated[str | None, "The day promised, as precise as known."]
    not_before: NotBefore
    not_after: NotAfter
    quantity: Annotated[int | None, "How many it is about."]
    item: Annotated[str | None, "The line item that it is about."]
    case: Case
    passed: Annotated[bool | None, "Whether the day has passed; null where that is not sure."]
    words: Annotated[str, "The same in words."]
    source: SourceKey


class SaleInFull(SaleRow):
    """One sale in full, without what may come next: what `export json` holds."""

    value: SaleValue
    items: Annotated[list[Item], "What is sold, line by line."]
    contractors: Annotated[list[Contractor] | None, "Null: not read; empty: the notice names none."]
    sources: Annotated[dict[str, Source], "The sources by their keys, as far as they tell of the time up to the day."]
    history: Annotated[list[Entry], "What happened, in the order of recording."]
    resolutions: Annotated[list[NamedResolution], "The resolutions that name it."]
    amends: Annotated[str | AbsentSale | None, "The sale that it amends."]
    amended_by: Annotated[list[str], "The sales that amend it."]
    grows_from: Annotated[str | AbsentSale | None, "The smaller case that it grew from."]
    prior_value_usd: Annotated[int | None, "What that case was worth."]
    note: Note
    confidence: Confidence
    as_of: AsOf
    standing: Annotated[str, "Where it stands, in words."]
    letters: Annotated[list[Letter], "Its letters, the unnamed one among them."]
    territory: Annotated[list[str], "The sales territory, where it is not the recipient's own."]
    remarks: Annotated[list[str], "What an expert would say besides."]
    agency: Annotated[str | None, "The implementing agency or military department."]
    cases: Annotated[list[str], "The cases that the notice prints."]
    offset: Annotated[str | None, "Whether the notice knows of an offset agreement: known, none or unknown."]
    funding: Annotated[str | None, "Who pays, as printed."]
    promises: Annotated[list[Promise], "The promises of delivery that stand."]


class ShownSale(SaleInFull):
    """One sale in full, and what may come next."""

    next: Annotated[list[Move], "The moves that are possible, on or after the day."]


class SaleDocument(ShownSale):
    """One sale in full, and what may come next."""

    explanation: NotRequired[Annotated[list[str], "How the clock was found (`--explain`)."]]


class NextDocument(TypedDict):
    """What may happen to a sale next, and what may not."""

    id: Id
    as_of: AsOf
    state: State
    standing: Annotated[str, "Where it stands, in words."]
    possible: list[Move]
    not_possible: list[ClosedMove]
    explanation: NotRequired[Annotated[list[str], "How the clock was found, where that was asked for."]]


class ChainSale(SaleRow):
    """One sale of a chain."""

    total_usd: Annotated[int | None, "The ceiling that its notice prints."]
    increase_usd: Annotated[int | None, "By how much it says that the ceiling grows."]


class ChainDocument(TypedDict):
    """A sale with everything that amends it."""

    first: Reference
    sales: Annotated[list[ChainSale], "The first, and what amends it, in the order of notification."]
    combined_ceiling_usd: Annotated[int | None, "The ceiling of all together, nothing counted twice."]
    rule: Annotated[str, "How that was found."]


class Due(TypedDict):
    """Something that falls due."""

    id: Annotated[str, "The id of the sale or resolution."]
    kind: Annotated[str, "What falls due: review, delivery-wait, discharge, offer, licence, promised or president."]
    day: Annotated[str | None, "The last day; null where it cannot be told."]
    days_left: Annotated[int | None, "Days from the as-of day to it; negative when it has passed."]
    citations: Citations
    title: Title
    words: Annotated[str, "The same in words."]
    explanation: Annotated[list[str], "How the day was found."]
    case: Case
    item: Annotated[str | None, "The line item that a promise is about."]
    not_before: NotBefore
    not_after: NotAfter


class TimelineStep(TypedDict):
    """One step in the life of a sale."""

    step: Annotated[str, "The state or the event."]
    date: Day
    not_before: NotBefore
    not_after: NotAfter
    computed: Annotated[bool, "Whether the calendar made it, and no entry."]
    days_since_previous: Annotated[Days | None, "Days since the step before."]
    days_since_notified: Annotated[Days | None, "Days since the notification."]
    source: SourceKey
    case: Case


class TimelineDocument(TypedDict):
    """The life of one sale."""

    id: Id
    as_of: AsOf
    state: State
    steps: list[TimelineStep]
    promised: Annotated[str | None, "The day promised for delivery, as precise as known."]
    promises: Annotated[list[Promise], "The promises of delivery that stand."]


class DueInFull(Due):
    """The same with what a screen and a calendar file need besides."""

    opened: Annotated[str | None, "The day on which its window opened."]
    quantity: Annotated[int | None, "How many a promise is about."]
    loose: Annotated[bool, "Whether no last day of it is known; such are counted, and not listed."]
