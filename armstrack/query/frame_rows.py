"""What a data frame of each answer holds: its columns, and an object of the answer as a row.

An answer more is a pair more: its columns, and the function that makes a row of one of its objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from armstrack.model.partial_date import PartialDate
from armstrack.query.document import Document, sale_row
from armstrack.query.frame import Column, interval
from armstrack.query.summary import Group, count_document, recipient_key
from armstrack.query.timeline import Interval, Step
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
)
"""A step of a life as `timeline` prints it."""

COUNT_COLUMNS = tuple(Column(name, "integer") for name in ("sales", "announcements", "value_usd", "unknown_value"))


def sale_frame_row(one: SaleOnDay) -> Document:
    """One sale; a joint sale has one joint key, as in a summary."""
    review = one.standing.review
    return (
        sale_row(one)
        | {"recipient": recipient_key(one)}
        | _days("notified", one.notified)
        | _days("since", one.standing.since)
        | {
            "review_days": review.review_days,
            "last_review_day": review.last_review_day,
            "earliest_action": review.earliest_action,
        }
    )


def step_frame_row(step: Step) -> Document:
    """One step of a life."""
    counted = _counted("days_since_previous", step.since_previous) | _counted(
        "days_since_notified", step.since_notified
    )
    return {"step": step.name, "computed": step.computed, "source": step.source} | _days("date", step.date) | counted


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
