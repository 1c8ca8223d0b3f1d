"""Counts and money: what `summary`, `backlog` and `coverage` print."""

from typing import Annotated, NotRequired, TypedDict

from armstrack.documents.parts import (
    AsOf,
    Covered,
    Day,
    Days,
    DayStatistic,
    Id,
    KeyedSource,
    Maybe,
    NotAfter,
    NotBefore,
    Recipients,
    State,
    Title,
)

Key = Annotated[str | list[str | None] | None, "Under what it is grouped; a list along several lines; null unknown."]
Sales = Annotated[int, "How many sales."]
Announcements = Annotated[int, "How many announcements: pairs of a recipient and a day."]
Sum = Annotated[int | None, "The sum of the known values in whole US dollars; null where none is known."]
FyStart = Annotated[int, "The month in which fiscal years begin, where it is not October."]
UnknownValue = Annotated[int, "How many of the sales have no known value, and are in no sum."]


class Count(TypedDict):
    """How many sales, and for how much."""

    sales: Sales
    announcements: Announcements
    value_usd: Sum
    unknown_value: UnknownValue
    packages: NotRequired[Annotated[int, "How many packages (`--count-by package`)."]]
    at_ceiling: NotRequired[Annotated[int, "Sales at their ceiling, for want of a value recorded since."]]
    without_index: NotRequired[Annotated[int, "Sales whose year has no price level; they are in no sum (`--real`)."]]
    value_share_percent: NotRequired[Annotated[float | None, "Its share of the known value (`--share`)."]]
    count_share_percent: NotRequired[Annotated[float | None, "Its share of the count (`--share`)."]]
    declarations: NotRequired[Annotated[int, "How many declarations of an emergency (`--count-by declaration`)."]]


class Average(TypedDict):
    """A moving average over the periods up to and with this one."""

    value_usd: Sum
    unknown_value: Annotated[int, "Sales of unknown value in the window."]
    sales: NotRequired[Annotated[float, "Sales a period."]]
    announcements: NotRequired[Annotated[float, "Announcements a period."]]
    packages: NotRequired[Annotated[float, "Packages a period."]]
    declarations: NotRequired[Annotated[float, "Declarations of an emergency a period."]]


class Group(Count):
    """One group of a summary."""

    key: Key
    gathers: NotRequired[Annotated[int, "How many smaller groups it gathers (`--top`)."]]
    totals: NotRequired[Annotated[dict[str, Count], "The same for each procedure, where several occur."]]
    rolling: NotRequired[Annotated[Average | None, "The moving average; null where its window is not full."]]
    rolling_totals: NotRequired[Annotated[dict[str, Average | None], "The same for each procedure."]]
    complete: NotRequired[Annotated[bool, "Whether the ledger covers it whole, where covers tell."]]


class Total(Count):
    """The whole of a procedure."""

    ended: Annotated[dict[str, int], "Of them, those that ended since without delivery, by how."]
    disputed: Annotated[int, "Of them, those of which a source says otherwise."]
    amended: Annotated[int, "Of them, amendments and what they amend."]


class WholeTotal(Total):
    """The whole of a summary."""

    undated: Annotated[int, "Sales left out: notified on a day known too loosely."]


class NotConverted(TypedDict):
    """Sales of a year without a price level."""

    year: Annotated[str | None, "The year; null where amounts of several years are meant."]
    procedure: Annotated[str, "The procedure."]
    sales: Sales
    own_value_usd: Annotated[int, "Their value in dollars of their own year."]


class ConstantDollars(TypedDict):
    """By which table values were converted into dollars of one year."""

    dollars_of: Annotated[int, "The year."]
    index: Annotated[str, "The price index."]
    name: Annotated[str, "Its name."]
    series: Annotated[str, "Its series."]
    base: Annotated[str, "Its base."]
    version: Annotated[str, "Which publication of it."]
    source: Annotated[str, "Who publishes it."]
    url: Annotated[str, "Where."]
    rounding: Annotated[str, "How amounts are rounded."]
    without_index: Annotated[int, "Sales whose year it lacks."]
    not_converted: list[NotConverted]


class Hidden(TypedDict):
    """A sale of which a total hides something."""

    hidden: Annotated[str, "What it hides, as unknown-value, disputed or ended."]
    id: Id
    value_usd: Annotated[int | None, "What the sale counts for."]
    says: Annotated[str, "What a reader should know."]


class SummaryDocument(TypedDict):
    """Counts and money of the sales notified by the day."""

    groups: list[Group]
    total: WholeTotal
    totals: Annotated[dict[str, Total], "The same for each procedure; fms and dcs always."]
    measure: Annotated[str, "What is counted: notified, net, accepted or delivered."]
    left_out: NotRequired[Annotated[dict[str, int], "Sales that the measure leaves out, by why."]]
    real: NotRequired[ConstantDollars]
    count_by: NotRequired[Annotated[str, "The unit that is counted (`--count-by`)."]]
    rules: NotRequired[Annotated[list[str], "What is counted, where that is not what is always counted."]]
    audit: NotRequired[Annotated[list[Hidden], "What the total hides (`--audit`)."]]
    coverage: NotRequired[Covered]
    fy_start: NotRequired[FyStart]


class SizeDocument(TypedDict):
    """How many sales of a backlog, and for how much."""

    sales: Sales
    value_usd: Sum
    unknown_value: UnknownValue


class LongestWait(DayStatistic):
    """The longest wait, and whose it is."""

    sales: Annotated[list[str], "The sales that wait so long."]


class AgesDocument(TypedDict):
    """How long the sales of a backlog have waited since notification."""

    longest: LongestWait
    median: Annotated[DayStatistic | None, "The median wait."]


class BacklogSize(SizeDocument):
    """The size of a backlog."""

    age: NotRequired[Annotated[AgesDocument | None, "How long they have waited (`--stats age`)."]]


class BacklogGroup(BacklogSize):
    """One group of a backlog."""

    key: Key
    totals: NotRequired[Annotated[dict[str, SizeDocument], "The same for each procedure, where several occur."]]


class BacklogTotal(BacklogSize):
    """The whole of a backlog, and what may change it."""

    undated: Annotated[int, "Sales left out: the day is known too loosely."]
    maybe: Annotated[int, "Sales counted that may have left already."]
    unclassed: Annotated[int, "Sales counted that nobody has classed."]
    undivided: Annotated[int, "Sales counted with a delivery of unknown value, which takes nothing off."]
    unvalued: Annotated[int, "Sales left out: their value is unknown, and the filter asks for one."]
    left_out: Annotated[dict[str, int], "Sales that the rule leaves out, by why."]


class BacklogRuleDocument(TypedDict):
    """The rule by which sales are counted."""

    name: Annotated[str, "Its name."]
    version: Annotated[int, "Its version."]
    text: Annotated[str, "What it counts, in words."]
    counts: Annotated[str, "full or remaining."]
    states: Annotated[list[str], "Only these states; empty for all."]
    without_states: Annotated[list[str], "Not these."]
    classes: Annotated[list[str], "Only these classes; empty for all."]
    without_classes: Annotated[list[str], "Not these."]
    note: Annotated[str | None, "What a reader should know besides."]
    source: Annotated[str | None, "Whose rule it is."]


BacklogHead = TypedDict(
    "BacklogHead",
    {
        "id": Id,
        "title": Title,
        "recipient": Recipients,
        "class": Annotated[str | None, "What it is for."],
        "notified": Annotated[str | None, "The day of notification, as precise as known."],
        "notified_not_before": NotBefore,
        "notified_not_after": NotAfter,
        "state": State,
        "maybe": Maybe,
    },
)
BacklogHead.__doc__ = "A sale that may belong to the backlog."


class BacklogSale(BacklogHead):
    """A sale of the backlog."""

    since: Annotated[str | None, "Since when it is in its state."]
    may_have_left: Annotated[list[str], "Why it may have left already."]
    ceiling_usd: Annotated[int | None, "What its notification counts for."]
    value_usd: Annotated[int | None, "The same as last restated."]
    backlog_usd: Annotated[int | None, "What the rule counts of it."]
    deliveries_of_unknown_value: Annotated[int, "Deliveries that take nothing off."]
    days_since_notified: Annotated[Days | None, "How long it has waited."]
    source: Annotated[KeyedSource | None, "From where its counting is known."]


class BacklogDocument(TypedDict):
    """What is notified and not delivered on the day."""

    rule: BacklogRuleDocument
    as_of: AsOf
    groups: Annotated[list[BacklogGroup], "The groups (`--by`)."]
    total: BacklogTotal
    totals: Annotated[dict[str, SizeDocument], "The same for each procedure; fms and dcs always."]
    sales: list[BacklogSale]
    undated: Annotated[list[BacklogHead], "Sales left out: the day is known too loosely."]
    coverage: NotRequired[Covered]
    fy_start: NotRequired[FyStart]


class BalanceDocument(TypedDict):
    """From one evening to another: the opening and the changes add up to the closing."""

    opening: SizeDocument
    added: SizeDocument
    delivered: SizeDocument
    removed: SizeDocument
    revalued: SizeDocument
    moved: SizeDocument
    closing: SizeDocument


class BalanceOfGroup(BalanceDocument):
    """The balance of a group."""

    key: Key
    totals: NotRequired[dict[str, BalanceDocument]]


class BacklogChange(TypedDict):
    """One change of the backlog; what takes away has a minus."""

    change: Annotated[str, "added, delivered, removed, revalued or moved."]
    id: Id
    title: Title
    recipient: Recipients
    counted_from: Annotated[str, "The day from which it counts."]
    date: Day
    not_before: NotBefore
    not_after: NotAfter
    what: Annotated[str, "What happened."]
    reason: Annotated[str | None, "Why it counts."]
    group: Annotated[str | list[str | None] | None, "The group that it moved to."]
    quantity: Annotated[int | None, "How many were delivered."]
    sales: Sales
    value_usd: Sum
    unknown_value: UnknownValue
    source: Annotated[KeyedSource | None, "From where it is known."]


OnBothDays = TypedDict(
    "OnBothDays",
    {"from": Annotated[int, "On the first evening."], "to": Annotated[int, "On the last evening."]},
)
OnBothDays.__doc__ = "A number of sales on each evening."

_Between = TypedDict(
    "_Between",
    {
        "rule": BacklogRuleDocument,
        "from": Annotated[str, "The evening from which the change is told."],
        "to": Annotated[str, "The evening to which it is told."],
    },
)


class BacklogChangesDocument(_Between, BalanceDocument):
    """How the backlog changed between two evenings."""

    totals: Annotated[dict[str, BalanceDocument], "The same for each procedure; fms and dcs always."]
    undated: OnBothDays
    maybe: OnBothDays
    groups: list[BalanceOfGroup]
    changes: list[BacklogChange]
    coverage: NotRequired[Covered]
    fy_start: NotRequired[FyStart]


class BacklogOnDay(TypedDict):
    """The backlog at the end of one day."""

    day: Annotated[str, "The day at whose end it is counted."]
    sales: Sales
    value_usd: Sum
    unknown_value: UnknownValue
    maybe: Annotated[int, "Sales counted that may have left already."]
    undated: Annotated[int, "Sales left out that may belong: the day is known too loosely."]
    totals: Annotated[dict[str, SizeDocument], "The same for each procedure; fms and dcs always."]


BacklogSeriesDocument = TypedDict(
    "BacklogSeriesDocument",
    {
        "rule": BacklogRuleDocument,
        "as_of": AsOf,
        "every": Annotated[str, "month, quarter or year."],
        "from": Annotated[str, "The day with whose period it begins."],
        "to": Annotated[str, "The last day: never after the as-of day."],
        "series": list[BacklogOnDay],
        "coverage": NotRequired[Covered],
    },
)
BacklogSeriesDocument.__doc__ = "The backlog at the end of every month, quarter or year."


class CoverageYear(TypedDict):
    """Of how many sales of a year each thing is known."""

    year: Annotated[str | None, "The year of notification; null where it cannot be told."]
    sales: Sales
    transmittal: Annotated[int, "A number of the notice."]
    value: Annotated[int, "A value."]
    mde_split: Annotated[int, "How much of it is major defense equipment."]
    items: Annotated[int, "Line items."]
    quantities: Annotated[int, "A quantity of one."]
    contractors: Annotated[int, "Contractors, or that there are none."]
    later_events: Annotated[int, "Anything after the notification."]
    unsure: Annotated[int, "Sales of which the recorder was not sure."]
    complete: NotRequired[Annotated[bool | None, "Whether the ledger covers the year; null where it does not say."]]
