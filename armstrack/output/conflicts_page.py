"""Where sources disagree, as a person reads it: a row a disagreement, and the sources by number below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from armstrack.output.amounts import count, short
from armstrack.output.page import Block, Cited, Heading, Prose
from armstrack.output.table import Column, Row, Table

if TYPE_CHECKING:
    from armstrack.documents.analysis import Difference, Disagreement

Document = Mapping[str, Any]

NOT_SAID = "the record does not say why"


def conflicts_page(rows: Sequence[Disagreement], ranking: str) -> list[Block]:
    """The disagreements, their sources, and why sources rank as they do."""
    numbers: dict[tuple[str, str], int] = {}
    sources: list[Block] = []

    def numbered(claimed: Document) -> str:
        source = claimed["source"]
        if source is None:
            return " [no source named]"
        same = (source["url"] or "", source["title"] or "" if source["url"] is None else "")
        if same not in numbers:
            numbers[same] = len(numbers) + 1
            said = ", ".join(part for part in (source["title"], source["published"]) if part)
            sources.append(Cited(f"[{numbers[same]}] {said}".rstrip(), source["url"] or ""))
        return f" [{numbers[same]}]"

    columns = (
        Column("id", "Record", id=True),
        Column("what", "About", wrap=True, minimum=12, maximum=30),
        Column("used", "Used", wrap=True, minimum=10, maximum=22),
        Column("other", "Other", wrap=True, minimum=10, maximum=28),
        Column("difference", "The other is", wrap=True, minimum=9, maximum=18, joins=": {}", join_below=100),
        Column("why", "Why, as the record says", wrap=True, minimum=16),
    )
    table = Table(columns, [_row(row, numbered) for row in rows])
    blocks: list[Block] = [table]
    if sources:
        blocks += [Heading("Sources"), *sources]
    if any(row["ranking"] in ("before", "behind") for row in rows):
        blocks += [Heading("How sources rank"), Prose(ranking)]
    return blocks


def _row(row: Disagreement, numbered: Callable[[Document], str]) -> Row:
    return {
        "id": row["id"],
        "what": f"{row['field']} ({row['of']})",
        "used": _said(row["used"], row) + numbered(row["used"]),
        "other": _said(row["other"], row) + numbered(row["other"]),
        "difference": difference_text(row["difference"]),
        "why": "; ".join(part.rstrip(".") for part in [*(_said_of_it(row) or [NOT_SAID]), *_rank(row)]),
    }


def _said(claimed: Document, row: Document) -> str:
    if row["field"] == "value" or (row["field"] == "figure" and claimed["value_usd"] is not None):
        return short(claimed["value_usd"])
    return str(claimed["date"] or claimed["text"] or "something else")


def _said_of_it(row: Disagreement) -> list[str]:
    note = row["other"]["note"]
    return [*row["why"], *([f"of the other: {note}"] if note is not None else [])]


def difference_text(difference: Difference) -> str:
    """How the other claim differs from the one used: so many days later, so many dollars less."""
    days, dollars = difference["days"], difference["usd"]
    if dollars is not None:
        return f"{short(abs(dollars))} {'more' if dollars > 0 else 'less'}" if dollars else "the same"
    if days is None:
        return ""
    least, most = days["at_least"], days["at_most"]
    if least is None or most is None:
        return "not known how far"
    if least == most:
        return _days_apart(least)
    if least >= 0 or most <= 0:
        near, far = sorted((abs(least), abs(most)))
        return f"{near} to {_days_apart(far if least >= 0 else -far)}"
    return f"between {_days_apart(least)} and {_days_apart(most)}"


def _days_apart(days: int) -> str:
    if not days:
        return "the same day"
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"


def _rank(row: Disagreement) -> list[str]:
    """How the two sources rank, where they do not rank alike; no reason that anybody gave."""
    used, other = row["used"]["rank"], row["other"]["rank"]
    if row["ranking"] == "before":
        return [f"by rank {used} stands before {other}"]
    if row["ranking"] == "behind":
        return [f"though by rank {other} stands before {used}"]
    return []
