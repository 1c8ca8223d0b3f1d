"""Long silences, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.output.amounts import count
from armstrack.output.sale_tables import bounds_text
from armstrack.output.table import Column, Row, Table
from armstrack.output.timeline_table import days_text

if TYPE_CHECKING:
    from armstrack.documents.analysis import GapsDocument, SilenceDocument

Document = Mapping[str, Any]


def silences_table(document: GapsDocument) -> Table:
    """One row for each silence, the longest first."""
    columns = [
        Column("days", "Days", 1, align="right"),
        Column("after", "After", 1, wrap=True, minimum=13, maximum=13),
        Column(
            "until",
            "Until",
            1,
            wrap=True,
            minimum=13,
            maximum=13,
            style_of=lambda row: "bold" if row["until"] == "running" else "",
        ),
        Column("last", "Last notified before it", 2),
        Column("next", "Notified at its end", 2),
    ]
    if any(one["may_lie_inside"] for one in document["silences"]):
        columns.append(Column("inside", "May lie inside", 3))
    ranged = any(one["days"] is None for one in document["silences"])
    return Table(columns, [_row(one) for one in document["silences"]], captions=(document["rule"],) if ranged else ())


def _row(one: SilenceDocument) -> Row:
    return {
        "days": f"{one['days']:,}" if one["days"] is not None else days_text(one),
        "after": _end(one, "after"),
        "until": "running" if one["running"] else _end(one, "until"),
        "last": sales_text(one["after_sales"]),
        "next": sales_text(one["until_sales"]),
        "inside": sales_text([each["id"] for each in one["may_lie_inside"]]),
    }


def _end(one: Document, which: str) -> str:
    """The day of one end, as far as it is known."""
    bounds = {"not_before": one[f"{which}_not_before"], "not_after": one[f"{which}_not_after"]}
    return one[which] or bounds_text(bounds)


def loose_sentence(document: GapsDocument) -> str:
    """How many notifications end no silence, and which of them may lie inside one shown; empty where there are none."""
    loose = document["loosely_dated"]
    if document["first"] is None or not loose:
        return ""
    plural = loose > 1
    sentence = f"{loose:,} more notification{'s' * plural}, too loosely dated, end{'s' * (not plural)} none"
    found = {each["id"]: each["notified"] for one in document["silences"] for each in one["may_lie_inside"]}
    named = "; ".join(f"{id}, {notified}" for id, notified in found.items())
    return f"{sentence}; inside one shown may lie {named}." if named else f"{sentence}."


def sales_text(ids: Sequence[str]) -> str:
    """The sale, or the first of several and how many more there are."""
    if not ids:
        return ""
    return ids[0] if len(ids) == 1 else f"{ids[0]} and {len(ids) - 1} more"


def silences_sentence(document: GapsDocument) -> str:
    """What the silences lie between, and how long the last notification is past."""
    if document["first"] is None:
        loose = f"; {document['loosely_dated']:,} on days too loosely known"
        return f"No notification on a certain day as of {document['as_of']}{loose}."
    shown = count(len(document["silences"]), "silence")
    in_part = document["known_in_part"]
    sentence = (
        f"{shown} of {count(document['least_days'], 'day')} or more, "
        f"between {count(document['notifications'] - in_part, 'notification')} "
        f"on {count(document['days_of_notification'], 'day')}"
        f"{f' and {in_part:,} on {_DAYS_IN_PART[in_part > 1]}' if in_part else ''} "
        f"since {document['first']}, as of {document['as_of']}"
    )
    return f"{sentence}; {_since_the_last(document)}."


_DAYS_IN_PART = ("a day known in part", "days known in part")


def _since_the_last(document: GapsDocument) -> str:
    """How long the last notification is past."""
    least, most = document["running_at_least"], document["running_at_most"]
    if least == most:
        return f"{count(least, 'day')} since the last" if least else "the last on that day"
    return f"{least:,} to {most:,} days since the last"
