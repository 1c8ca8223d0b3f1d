"""What analysts ask: `gaps`, `queue`, `slip`, `deliveries`, `events`, `clusters`, `conflicts`, `timeline --gaps`."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.parts import (
    AsOf,
    Authorities,
    Case,
    Covered,
    Day,
    Days,
    DayStatistic,
    Entry,
    Id,
    Maybe,
    NotAfter,
    NotBefore,
    Note,
    Recipients,
    SourceKey,
    State,
    Title,
    Usd,
    Verified,
)


class LooseNotification(TypedDict):
    """A notification that may lie inside a silence."""

    id: Id
    notified: Annotated[str, "Its day, in words."]


class SilenceDocument(Days):
    """A period without a notification."""

    after: Annotated[str | None, "The day of the notification before, as precise as known."]
    after_not_before: NotBefore
    after_not_after: NotAfter
    until: Annotated[str | None, "The day of the notification that ended it, or the as-of day."]
    until_not_before: NotBefore
    until_not_after: NotAfter
    running: Annotated[bool, "Whether it still lasts."]
    after_sales: Annotated[list[str], "The sales notified before it."]
    until_sales: Annotated[list[str], "The sales that ended it."]
    may_lie_inside: list[LooseNotification]


class Silences(TypedDict):
    """The long silences of some sales."""

    as_of: AsOf
    rule: Annotated[str, "How days known in part are counted."]
    least_days: Annotated[int, "The shortest silence that is told."]
    notifications: Annotated[int, "Notifications that make ends."]
    days_of_notification: Annotated[int, "Days on which there were any."]
    known_in_part: Annotated[int, "Of them, those on a day known in part."]
    loosely_dated: Annotated[int, "Notifications that make no end: their day is known too loosely."]
    first: Annotated[str | None, "The first certain day of notification."]
    running_days: Annotated[int | None, "How long the silence has lasted that still runs."]
    running_at_least: Annotated[int | None, "At least so many days."]
    running_at_most: Annotated[int | None, "At most so many days."]
    silences: Annotated[list[SilenceDocument], "The longest first."]
    coverage: NotRequired[Covered]


class GapsDocument(Silences):
    """The long silences of the chosen sales."""

    unvalued: Annotated[int, "Sales left out: their value is unknown, and the filter asks for one."]


class NamedSystem(TypedDict):
    """A system of the table of systems."""

    name: Annotated[str, "What most people call it."]
    designations: Annotated[list[str], "Its official designations."]
    names: Annotated[list[str], "Its other names."]
    apart: Annotated[list[str], "Longer names that mean another system."]
    citation: Annotated[str, "Where the naming comes from."]


class Come(TypedDict):
    """How much of a line item has come."""

    delivered: Annotated[int | None, "How many surely came; null where no delivery says how many."]
    perhaps: Annotated[int, "How many may have come besides."]
    deliveries_without_quantity: Annotated[int, "Deliveries that do not say how many."]


class QueueItem(Come):
    """A line item that names the system, and what has come of it."""

    quantity: Annotated[int | None, "How many; null where the notice does not say."]
    name: Annotated[str, "As the notice names it."]
    mde: Annotated[bool | None, "Whether it is major defense equipment."]


class QueueSale(TypedDict):
    """A sale that waits."""

    place: Annotated[int, "Its place in the queue."]
    id: Id
    title: Title
    recipient: Recipients
    notified: Annotated[str | None, "The day of notification, as precise as known."]
    not_before: NotBefore
    not_after: NotAfter
    state: State
    maybe: Maybe
    age_days: Annotated[Days | None, "How long it has waited."]
    in_title_only: Annotated[bool, "Whether no line item names the system."]
    items: list[QueueItem]


class QueueOfSystem(TypedDict):
    """Who waits for a system, in the order of notification."""

    asked: Annotated[str, "The name that was asked for."]
    system: Annotated[NamedSystem | None, "The system that it means; null where the table lacks it."]
    nearest: Annotated[list[str], "Names that resemble it, where nothing was found."]
    no_longer_waiting: Annotated[int, "Sales of it for which nothing is waited any more."]
    not_begun: Annotated[int, "Sales of it that had not begun by the day."]
    sales: list[QueueSale]
    coverage: NotRequired[Covered]


class QueueDocument(QueueOfSystem):
    """Who waits for a system, in the order of notification."""

    as_of: AsOf


class Moved(TypedDict):
    """How often a promise moved."""

    later: Annotated[int, "To a later day."]
    earlier: Annotated[int, "To an earlier one."]
    same: Annotated[int, "Not at all."]
    unsure: Annotated[int, "Which cannot be told."]


class SlipSale(TypedDict):
    """How the promised delivery of a sale moved."""

    id: Id
    title: Title
    as_of: AsOf
    state: State
    promised: Annotated[int, "How many promises are recorded."]
    first_promise: Annotated[str | None, "The day first promised."]
    last_promise: Annotated[str | None, "The day last promised."]
    moved: Moved
    about_something_else: Annotated[int, "Promises about another thing than the one before."]
    total_days: Annotated[Days | None, "By how much it moved in all."]
    passed: Annotated[bool | None, "Whether the last day has passed; null where none is promised or that is not sure."]
    arrived: Annotated[bool, "Whether everything has come."]
    kept: Annotated[bool, "Whether a promise was kept."]
    loosely_dated: Annotated[int, "Promises left out: the day on which they were made is known too loosely."]
    open_promises: Annotated[int, "Promises that stand."]


class SlipPromise(TypedDict):
    """One promise of delivery."""

    date: Day
    not_before: NotBefore
    not_after: NotAfter
    word: Annotated[str, "The event that says it."]
    expected: Annotated[str | None, "The day promised, as precise as known."]
    expected_not_before: NotBefore
    expected_not_after: NotAfter
    shift_days: Annotated[Days | None, "By how much it moved the one before."]
    moved: Annotated[str | None, "later, earlier, same or unsure."]
    differs: Annotated[list[str], "In what it is about something else than the one before."]
    quantity: Annotated[int | None, "How many it is about."]
    item: Annotated[str | None, "The line item that it is about."]
    case: Case
    actor: Annotated[str | None, "Who promised."]
    source: SourceKey
    note: Note


class SlipDocument(SlipSale):
    """How the promised delivery of one sale moved, promise by promise."""

    promises: list[SlipPromise]


class DeliveredItem(TypedDict):
    """How much of a line item has come."""

    name: Annotated[str, "As the notice names it."]
    notified: Annotated[int | None, "How many were notified, which is the most."]
    delivered: Annotated[int | None, "How many surely came; null where no delivery says how many."]
    perhaps: Annotated[int, "How many may have come besides."]
    deliveries_without_quantity: Annotated[int, "Deliveries that do not say how many."]
    share_percent: Annotated[float | None, "The share that came, where it is certain."]
    at_least_percent: Annotated[float | None, "The share that surely came."]


class OtherDelivery(Entry):
    """A delivery of none of the line items."""

    delivered: Annotated[int | None, "How many surely came."]
    perhaps: Annotated[int | None, "How many may have come."]
    deliveries_without_quantity: Annotated[int, "1 where it does not say how many."]


class DeliveredSale(TypedDict):
    """How much of a sale has been delivered."""

    id: Id
    title: Title
    recipient: Recipients
    state: State
    surely: Annotated[bool, "Whether something surely came."]
    delivered_whole: Annotated[bool, "Whether the record says that all came."]
    items: Annotated[list[DeliveredItem], "The line items of which a delivery is recorded."]
    other_deliveries: list[OtherDelivery]


class EventRow(Entry):
    """Something that happened to a sale without moving it."""

    id: Id
    recipient: Recipients
    lasted_days: NotRequired[Annotated[Days | None, "How long a hold lasted, or has lasted."]]
    end_recorded: NotRequired[Annotated[bool, "Whether its end is recorded."]]
    url: Annotated[str | None, "The address of its source."]


class ClusterCase(TypedDict):
    """A sale below a threshold."""

    id: Id
    title: Title
    recipient: Recipients
    date: Day
    not_before: NotBefore
    not_after: NotAfter
    state: State
    value_usd: Usd
    mde_usd: Annotated[int | None, "Of it, major defense equipment."]


class ClusterTest(TypedDict):
    """A test of the law, of the cases together."""

    kind: Annotated[str, "mde, total, construction or firearms."]
    at_least_usd: Annotated[int | None, "What they come to at least."]
    threshold_usd: Annotated[int, "The threshold."]
    met: Annotated[bool | None, "Whether they reach it together; null where a value is unknown."]


ClusterThreshold = TypedDict(
    "ClusterThreshold",
    {
        "from": Annotated[str, "The first day of the row of the law."],
        "law": Annotated[str, "The law that made it."],
        "citation": Annotated[str, "Its text."],
        "verified": Verified,
        "note": Note,
    },
)
ClusterThreshold.__doc__ = "The threshold that they pass together."


class ClusterDocument(TypedDict):
    """Cases that together pass a threshold."""

    recipient: Recipients
    authority: Authorities
    group: Annotated[str, "The group of the recipient: nato-plus, nato-organization or other."]
    first_day: Annotated[str | None, "The first day of the cases."]
    last_day: Annotated[str | None, "The last day, on which they are judged."]
    days: Annotated[int, "The days between."]
    cases: list[ClusterCase]
    beside: Annotated[list[ClusterCase], "Cases in the window that are of unknown value."]
    tests: list[ClusterTest]
    threshold: ClusterThreshold


class ClustersDocument(TypedDict):
    """Cases below a threshold that together pass it."""

    as_of: AsOf
    window_days: Annotated[int, "The days that the cases lie within."]
    question: Annotated[str, "What this asks, and what it does not say."]
    missing: Annotated[str, "What no notice tells."]
    sales: Annotated[int, "Sales that were looked at."]
    cases_below: Annotated[int, "Of them, those surely below the thresholds."]
    undecided: Annotated[list[ClusterCase], "Those of which that cannot be told."]
    clusters: list[ClusterDocument]
    coverage: NotRequired[Covered]


class ConflictSource(TypedDict):
    """A source of a disagreement."""

    key: SourceKey
    url: Annotated[str | None, "Its address."]
    title: Annotated[str | None, "Its title."]
    published: Annotated[str | None, "When it was published, as precise as known."]
    note: Note
    kept: Annotated[str | None, "The file of the ledger that holds its text."]


class Used(TypedDict):
    """What the record uses."""

    date: Day
    value_usd: Usd
    text: Annotated[str | None, "What it says, where that is neither a day nor money."]
    source: Annotated[ConflictSource | None, "Who says so."]
    rank: Annotated[str | None, "The rank of that source."]


class Other(Used):
    """What another source says."""

    note: Note


class Difference(TypedDict):
    """By how much they differ."""

    days: Annotated[Days | None, "In days."]
    usd: Annotated[int | None, "In whole US dollars."]


class Disagreement(TypedDict):
    """Where two sources disagree."""

    record: Annotated[str, "sale, resolution, package or figure."]
    id: Annotated[str, "The id of the record."]
    title: Annotated[str, "Its title."]
    field: Annotated[str, "day, value, quantity, vote, outcome or figure."]
    of: Annotated[str, "Of what: a state, an event, a line item."]
    used: Used
    other: Other
    difference: Difference
    why: Annotated[list[str], "Why the one is used, as the record says."]
    ranking: Annotated[str | None, "How its source ranks against the other: before, behind or same."]


class LeftOutOfGaps(TypedDict):
    """Chosen sales that are not counted, by why."""

    other_procedure: Annotated[int, "They follow another procedure, without a letter of offer."]
    not_begun: Annotated[int, "Nothing had happened by the day."]
    undated: Annotated[int, "Their day of notification is known too loosely."]
    unvalued: Annotated[int, "Their value is unknown, and the filter asks for one."]


class Recorded(TypedDict):
    """Of how many sales a date is recorded."""

    recorded: Annotated[int, "Well enough to count from."]
    loose: Annotated[int, "Too loosely."]
    not_recorded: Annotated[int, "Not at all."]


class RecordedDate(Recorded):
    """One of the five dates."""

    date: Annotated[str, "The state or event that it is of."]
    name: Annotated[str, "What people call it."]
    others: Annotated[Recorded, "The same of the other sales."]


class GapStatistics(TypedDict):
    """The days between two dates, of many sales."""

    sales: Annotated[int, "Sales of which both are recorded."]
    median: Annotated[DayStatistic | None, "The median."]
    shortest: Annotated[DayStatistic | None, "The shortest."]
    longest: Annotated[DayStatistic | None, "The longest."]


class GapOfSale(TypedDict):
    """The days between two dates of one sale."""

    id: Id
    days: Annotated[Days | None, "The days."]


_FromTo = TypedDict(
    "_FromTo",
    {"from": Annotated[str, "The date counted from."], "to": Annotated[str, "The date counted to."]},
)


class Gap(_FromTo, GapStatistics):
    """The days between two of the five dates."""

    others: Annotated[GapStatistics, "The same of the other sales."]
    of_sales: list[GapOfSale]


class GapsOfDates(TypedDict):
    """The days between the five dates of some sales, against all others."""

    rule: Annotated[str, "What is counted, and how."]
    sales: Annotated[int, "The chosen sales that are counted."]
    other_sales: Annotated[int, "The others."]
    left_out: LeftOutOfGaps
    dates: list[RecordedDate]
    steps: list[Gap]
    coverage: NotRequired[Covered]


class TimelineGapsDocument(GapsOfDates):
    """The days between the five dates of the chosen sales, against all others."""

    as_of: AsOf


class OwnDate(TypedDict):
    """One of the five dates of a sale."""

    date: Annotated[str, "The state or event that it is of."]
    name: Annotated[str, "What people call it."]
    recorded: Annotated[str | None, "The day, as precise as known; null where not recorded."]


class ComparedGap(_FromTo):
    """A gap of one sale beside the median of others."""

    days: Annotated[Days | None, "The days between; null while open or not recorded."]
    days_so_far: Annotated[Days | None, "The days up to now, while it is open."]
    others: Annotated[int, "Sales that it is compared with."]
    median: Annotated[DayStatistic | None, "Their median."]
    unusually_long: Annotated[bool | None, "Whether it is certainly longer than the rule allows; null where untold."]
    verdict: Annotated[str, "The same in words."]


class ComparedDocument(TypedDict):
    """Each gap of one sale beside the median of others."""

    id: Id
    as_of: AsOf
    state: State
    rule: Annotated[str, "What counts as unusually long."]
    dates: list[OwnDate]
    compared_with: Annotated[int, "Sales that it is compared with."]
    gaps: list[ComparedGap]
    coverage: NotRequired[Covered]
