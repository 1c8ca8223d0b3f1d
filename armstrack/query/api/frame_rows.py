"""What a data frame of each answer holds: its columns, and an object of the answer as a row.

An answer more is a pair more: its columns, and the function that makes a row of one of its objects.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from armstrack.model.partial_date import PartialDate, parse_partial_date
from armstrack.query.api.frame import Column, interval
from armstrack.query.backlog.on_day import Held, age
from armstrack.query.document import Document, sale_row
from armstrack.query.intervals import Interval
from armstrack.query.summary.counting import Group, count_document, recipient_key
from armstrack.query.timeline import Step
from armstrack.query.view import SaleOnDay

SALE_COLUMNS = (
    Column("id"),
    Column("title"),
    Column("recipient"),
    Column("purchaser"),
    Column("authority"),
    Column("transmittal"),
    Column("package"),
    Column("class"),
    *interval("notified"),
    Column("state"),
    *interval("since"),
    Column("maybe"),
    Column("value_usd", "integer"),
    Column("emergency", "flag"),
    Column("review_days", "integer"),
    Column("last_review_day", "day"),
    Column("earliest_action", "day"),
    Column("ceiling_usd", "integer"),
    Column("stage"),
    Column("verified", "flag"),
    Column("held_since"),
    Column("held_actor"),
    Column("amendment", "flag"),
)
"""A sale as `list` prints it, and the days that its partial dates may mean."""

DUE_COLUMNS = (
    Column("id"),
    Column("kind"),
    Column("day", "day"),
    Column("days_left", "integer"),
    Column("opened", "day"),
    Column("title"),
    Column("words"),
    Column("citations"),
    Column("case"),
)
"""Something that falls due as `due` prints it, and when its window opened."""

STEP_COLUMNS = (
    Column("step"),
    *interval("date"),
    Column("computed", "flag"),
    *(
        Column(f"days_since_{what}{which}", "integer")
        for what in ("previous", "notified")
        for which in ("", "_at_least", "_at_most")
    ),
    Column("source"),
    Column("case"),
)
"""A step of a life as `timeline` prints it."""

HELD_COLUMNS = (
    Column("id"),
    Column("title"),
    Column("recipient"),
    Column("class"),
    *interval("notified"),
    Column("state"),
    Column("ceiling_usd", "integer"),
    Column("value_usd", "integer"),
    Column("backlog_usd", "integer"),
    *(Column(f"days_since_notified{which}", "integer") for which in ("", "_at_least", "_at_most")),
)
"""A sale of the backlog: its ceiling, its value as last restated, and what the rule counts of it."""

EVENT_COLUMNS = (
    Column("id"),
    Column("recipient"),
    *interval("date"),
    Column("event"),
    Column("actor"),
    Column("quantity", "integer"),
    Column("item"),
    Column("expected"),
    Column("note"),
    Column("url"),
)
"""Something that happened to a sale, as `events` prints it."""

DELIVERY_COLUMNS = (
    Column("id"),
    Column("recipient"),
    Column("item"),
    *(Column(name, "integer") for name in ("notified", "delivered", "perhaps", "deliveries_without_quantity")),
    Column("of"),
)
"""What has been delivered of one line item, or of none, as `deliveries` prints it."""

COUNT_COLUMNS = tuple(Column(name, "integer") for name in ("sales", "announcements", "value_usd", "unknown_value"))


def sale_frame_row(one: SaleOnDay) -> Document:
    """One sale; a joint sale has one joint key, as in a summary."""
    review, hold = one.standing.review, one.standing.hold
    return (
        sale_row(one)
        | {"recipient": recipient_key(one)}
        | _days("notified", one.notified)
        | _days("since", one.standing.since)
        | {
            "review_days": review.review_days,
            "last_review_day": review.last_review_day,
            "earliest_action": review.earliest_action,
            "held_since": hold.date.iso if hold is not None else None,
            "held_actor": hold.actor if hold is not None else None,
        }
    )


def step_frame_row(step: Step) -> Document:
    """One step of a life."""
    counted = _counted("days_since_previous", step.since_previous) | _counted(
        "days_since_notified", step.since_notified
    )
    case = step.entry.case if step.entry is not None else None
    told = {"step": step.name, "computed": step.computed, "source": step.source, "case": case}
    return told | _days("date", step.date) | counted


def held_frame_row(each: Held, day: date) -> Document:
    """One sale of the backlog."""
    one = each.one
    return (
        {"id": one.id, "title": one.title, "recipient": recipient_key(one), "class": one.sale_class}
        | {"state": one.state, "ceiling_usd": one.value, "value_usd": each.restated}
        | {"backlog_usd": each.counted}
        | _days("notified", one.notified)
        | _counted("days_since_notified", age(each, day))
    )


def event_frame_row(event: Mapping[str, Any]) -> Document:
    """One event."""
    when = parse_partial_date(event["date"]) if event["date"] is not None else None
    bounds = {"date_not_before": event.get("not_before"), "date_not_after": event.get("not_after")}
    return {column.name: event.get(column.name) for column in EVENT_COLUMNS} | (_days("date", when) if when else bounds)


def summary_columns(lines: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a summary along some lines."""
    return (*(Column(line) for line in lines), *COUNT_COLUMNS)


def group_row(lines: Sequence[str], group: Group) -> Document:
    """One group of a summary."""
    return dict(zip(lines, group.key, strict=True)) | count_document(group.count)


def _days(name: str, when: PartialDate | None) -> dict[str, Any]:
    if when is None:
        return dict.fromkeys((name, f"{name}_not_before", f"{name}_not_after"))
    return {name: when.iso, f"{name}_not_before": when.earliest, f"{name}_not_after": when.latest}


def _counted(name: str, days: Interval | None) -> dict[str, int | None]:
    if days is None:
        return dict.fromkeys((name, f"{name}_at_least", f"{name}_at_most"))
    return {name: days.exact, f"{name}_at_least": days.least, f"{name}_at_most": days.most}
