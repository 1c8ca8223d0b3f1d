"""What each table and column of the export means: from the declaration of a field where it is one, else said here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from armstrack.model.entry import ENTRY
from armstrack.model.fields import Record
from armstrack.model.resolution import RESOLUTION
from armstrack.model.sale import ITEM, SALE, SOURCE, VALUE
from armstrack.model.sheet import TRUTHS

TABLES = {
    "sales": "a line for each sale as it stood on the day",
    "recipients": "each recipient of each sale",
    "items": "each line item of each notice",
    "contractors": "each contractor that a notice names",
    "events": "each entry of each history",
    "letters": "each letter, licence or lease under a notification",
    "resolutions": "each resolution of disapproval",
    "resolution_sales": "each sale that a resolution names",
    "votes": "each roll call, with the answer that bars the sale",
    "sources": "each source of each record",
    "countries": "the names of the codes",
}
"""The tables, and what each holds."""

INTEGERS = (
    "line",
    "position",
    "letter",
    "quantity",
    "review_days",
    "year",
    "fiscal_year",
    "congress",
    "yea",
    "nay",
    "present",
    "amount",
)

_SAID = {
    "sale": "The id of the sale.",
    "recipient": "The code of a recipient.",
    "recipients": "The codes of the recipients, joined by +.",
    "counted_usd": "What the sale adds to a total: its ceiling, or of an amendment the increase.",
    "ceiling_usd": "The ceiling on the day: as the executive changed the proposal during the review, else as notified.",
    "prior_value_usd": "The value before, of a case that grew over the threshold.",
    "year": "The calendar year of notification, where its day tells.",
    "fiscal_year": "The fiscal year of notification, where its day tells.",
    "value_usd": "What the sale adds to a total: its ceiling, or of an amendment the increase.",
    "verified": "Whether every row of the law behind its review was read in the law itself.",
    "held_since": "Since when a hold is in force.",
    "held_actor": "Who holds it.",
    "amendment": "Whether it amends another sale.",
    "firm": "The firm that the name means.",
    "notified": "The day of notification, as precise as it is known.",
    "notified_not_before": "The first day that it may mean.",
    "notified_not_after": "The last day that it may mean.",
    "emergency": "Whether an emergency waived the review.",
    "state": "The state that surely held at the end of the day.",
    "since": "Since when.",
    "maybe": "States that it may have reached already.",
    "standing": "Where it stood, in a few words.",
    "review_days": "The days of the review.",
    "last_review_day": "The last day of the review.",
    "earliest_action": "The first day on which the next step is possible.",
    "stage": "How far it lies, in one word that means the same in every procedure.",
    "line": "The place in the notice, from 1 on.",
    "position": "The place in the file's history, from 1 on.",
    "date": "The day, as precise as it is known.",
    "not_before": "The first day that it may mean.",
    "not_after": "The last day that it may mean.",
    "currency": "The currency of the amount.",
    "case_number": "The designator of the letter that it is about.",
    "other_sale": "Another sale that it is about.",
    "justification": "Why an emergency was declared.",
    "letter": "The number of the letter under the sale.",
    "deadline": "The last day for signing, or of a licence or lease.",
    "amount_usd": "The letter's own amount.",
    "over": "Whether the letter is over.",
    "congress": "The number of the Congress.",
    "measure": "The measure, as S.J.Res. 101.",
    "resolution": "The id of the resolution.",
    "chamber": "senate or house.",
    "question": "What was voted on.",
    "yea": "Yeas.",
    "nay": "Nays.",
    "present": "Members voting present.",
    "for_disapproval": "The answer that bars the sale.",
    "source": "A key of the record's sources, or an address.",
    "key": "The name of the source in its record.",
    "name": "What it is called.",
    "place": "Where the notice places it.",
    "code": "The code of a recipient.",
    "region": "The regional bureau of the Department of State, as it is today.",
}


class Meaning(NamedTuple):
    """The type of a column, as Table Schema calls it, and what it means."""

    type: str
    help: str


def meaning(table: str, column: str) -> Meaning:
    """What a column of a table means."""
    kind = "integer" if column.endswith("_usd") or column in INTEGERS else "boolean" if column in TRUTHS else "string"
    return Meaning(kind, _declared(table).get(column) or _SAID.get(column) or _fields(SALE).get(column, ""))


def _declared(table: str) -> dict[str, str]:
    """The declared fields that a table has as columns."""
    if table == "sales":
        money = {f"{name}_usd": help for name, help in _fields(VALUE).items()}
        return money | {name: help for name, help in _fields(SALE).items() if name not in _SAID}
    of = {"items": ITEM, "events": ENTRY, "resolutions": RESOLUTION, "sources": SOURCE}.get(table)
    if of is None:
        return {}
    named = {"value_usd": "value", "exempt": "exempt", "skipped": "skipped"}
    found = _fields(of)
    return found | {column: found[name] for column, name in named.items() if name in found}


@cache
def _fields(record: Record) -> dict[str, str]:
    return dict(_helps(record))


def _helps(record: Record) -> Iterator[tuple[str, str]]:
    for field in record.fields:
        yield field.key.replace("-", "_"), field.help
