"""From a draft to the record of a sale in the ledger's own words, and the remarks that belong beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from armstrack.model.money import write_money
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.recipients import name_of
from armstrack.notices.draft import Draft
from armstrack.notices.quantity import leading_quantity

_SOURCES = {
    "dsca_press": ("dsca", "DSCA release"),
    "state_press": ("state", "State Department release"),
    "federal_register": ("federal-register", "Federal Register notice"),
    "spreadsheet": ("spreadsheet", "Spreadsheet"),
    "congressional_record": ("congressional-record", "Congressional Record"),
}
_COUNTRY = re.compile(r"^[^\u2013|;:]{2,120}?\s?(?:\u2013|--|\s-)\s?")
_EMPTY_WORDS_LIST = """
the a an of for and to in with on related equipment support program services system systems
"""
_EMPTY_WORDS = frozenset(_EMPTY_WORDS_LIST.split())
_MOST_WORDS = 3


class DraftRecord(NamedTuple):
    """A sale as keys and values that a sale file holds, and remarks by the key that they belong to."""

    record: dict[str, Any]
    remarks: dict[str, list[str]]


def draft_record(draft: Draft, sale_id: str, amends: str | None = None, url: str | None = None) -> DraftRecord:
    """The record that a draft proposes. `amends` is the id of the sale that it adds to, where a ledger holds it."""
    key, called = _SOURCES[draft.kind]
    source: dict[str, Any] = {"url": url} if url else {}
    source["title"] = f"{called}, transmittal {draft.transmittal}" if draft.transmittal else called
    if draft.published is not None:
        source["published"] = draft.published.isoformat()
    record: dict[str, Any] = {"id": sale_id, "title": sale_title(draft), "recipient": _recipient(draft)}
    record |= {name: text for name, text in (("purchaser", draft.purchaser),) if text}
    record["authority"] = draft.authority or UNKNOWN
    record |= {name: text for name, text in (("transmittal", draft.transmittal),) if text}
    value = {"total": draft.value.total, "mde": draft.value.mde, "other": draft.value.other}
    record["value"] = {
        name: UNKNOWN if dollars is None else write_money(dollars)
        for name, dollars in value.items()
        if dollars is not None or name == "total"
    }
    record["items"] = [_item(one.quantity, one.name, one.mde) for one in draft.items]
    record["contractors"] = [
        {"name": one.name} | ({"place": one.place} if one.place else {}) for one in draft.contractors
    ]
    if amends or draft.amends:
        record["amends"] = amends or {
            "transmittal": draft.amends,
            "recipient": _recipient(draft),
            "title": "the sale notified before",
        }
    record["sources"] = {key: source}
    record["history"] = [_notification(draft, key)]
    return DraftRecord(record, _remarks(draft))


def proposed_id(draft: Draft, taken: Iterable[str]) -> str:
    """`country-item-year`, made unique among the ids that are taken."""
    who = _slug(name_of(draft.recipients[0])) if draft.recipients else UNKNOWN
    words = [word for word in _slug(sale_title(draft)).split("-") if word and word not in _EMPTY_WORDS]
    year = sale_year(draft)
    begun = "-".join([who, *(words[:_MOST_WORDS] or ["sale"]), *([str(year)] if year else [])])
    every = set(taken)
    number = 1
    proposed = begun
    while proposed in every:
        number += 1
        proposed = f"{begun}-{number}"
    return proposed


def sale_year(draft: Draft) -> int | None:
    """The year of a sale: that of its notification, else of its publication, else of its number."""
    day = draft.notified or draft.published
    if day is not None:
        return day.year
    match = re.match(r"(?:DDTC )?([0-9]{2})-", draft.transmittal or "")
    return None if match is None else (2000 if int(match[1]) < 70 else 1900) + int(match[1])


def sale_title(draft: Draft) -> str:
    """What is sold, in the words of the headline without its country."""
    title = leading_quantity(_COUNTRY.sub("", draft.title)).rest.strip() if draft.title else ""
    if title:
        return title
    if draft.amends:
        return f"Upgrade of what was notified as {draft.amends}"
    if draft.items:
        return draft.items[0].name
    return "Unknown goods"


def _recipient(draft: Draft) -> str | list[str]:
    if len(draft.recipients) > 1:
        return list(draft.recipients)
    return draft.recipients[0] if draft.recipients else UNKNOWN


def _item(quantity: int | None, name: str, mde: bool | None) -> dict[str, str]:
    item = {"quantity": str(quantity)} if quantity is not None else {}
    item["name"] = name
    if mde is not False:
        item["mde"] = "true" if mde else UNKNOWN
    return item


def _notification(draft: Draft, source: str) -> dict[str, Any]:
    state = "reported-to-congress" if draft.authority == "36(b)(5)(A)" else "notified"
    entry: dict[str, Any] = {"date": _date(draft.notified)}
    if draft.notified is None and draft.published is not None:
        entry["not-after"] = draft.published.isoformat()
    entry |= {"state": state, "source": source}
    if draft.kind == "federal_register" and draft.notified is not None:
        entry["basis"] = "delivered"
    if draft.justification is not None and state == "notified":
        entry["emergency"] = {"justification": draft.justification}
    return entry


def _date(day: date | None) -> str:
    return day.isoformat() if day is not None else UNKNOWN


def _remarks(draft: Draft) -> dict[str, list[str]]:
    """The warnings by the key that each is about; those about none stand at the top."""
    about = (
        ("history", ("notif", "delivered", "date", "Congress")),
        ("value", ("value", "total", "two values")),
        ("contractors", ("contractors",)),
        ("recipient", ("purchaser",)),
        ("authority", ("section",)),
        ("items", ("quantity", "request")),
    )
    remarks: dict[str, list[str]] = {}
    for warning in draft.warnings:
        begins = warning.split('"')[0]
        key = next((key for key, words in about if any(word in begins for word in words)), "")
        remarks.setdefault(key, []).append(warning)
    if draft.match is not None and draft.match.differs:
        remarks.setdefault("", []).extend(draft.match.differs)
    return remarks


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "").replace("/", "")).strip("-")
