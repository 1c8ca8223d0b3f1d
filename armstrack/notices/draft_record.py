"""From a draft to the record of a sale in the ledger's own words, and the remarks that belong beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from armstrack.model.kinds import Recipients
from armstrack.model.money import write_money
from armstrack.model.partial_date import UNKNOWN
from armstrack.model.recipients import name_of
from armstrack.model.sale import CONTRACTOR, ITEM
from armstrack.notices.class_words import proposed_class
from armstrack.notices.draft import Draft
from armstrack.notices.quantity import NUMBER_WORDS, leading_quantity

_SOURCES = {
    "dsca_press": ("dsca", "DSCA release"),
    "state_press": ("state", "State Department release"),
    "federal_register": ("federal-register", "Federal Register notice"),
    "spreadsheet": ("spreadsheet", "Spreadsheet"),
    "congressional_record": ("congressional-record", "Congressional Record"),
    "state_license": ("state-license", "Certification of the Department of State"),
    "state_transfer": ("state-transfer", "Certification of a transfer"),
    "lease": ("lease", "Report of a lease"),
    "press_report": ("press", "Press report"),
    "text": ("text", "Text of a notice, whose source it does not prove"),
}
"""The key and the title of the source, by the kind of notice."""
_COUNTRY = re.compile(r"^[^\u2013|;:]{2,120}?\s?(?:\u2013|--|\s-)\s?")
_QUANTITY_WITHIN = re.compile(
    r"\b(?:up to |an? (?:additional |total of )?|the )?(?:[a-z]+[ -]){0,7}?\(\s?[0-9][0-9,]{0,8}\s?\)\s(?=\S)",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(rf"(?:\b(?:{'|'.join(NUMBER_WORDS)}|and|up to|additional)\b[ ,-]*)+$", re.IGNORECASE)
_DESCRIBES = re.compile(
    r",?\s(?:procured|to include|including|consisting of|comprised of|to one of|equipped with)\b.*$", re.IGNORECASE
)
_GOES_INTO_DETAIL = re.compile(
    r",?\s(?:in support of|as well as|(?:and|with) (?:associated|related)|which|that|for its)\b.*$", re.IGNORECASE
)
_LONGEST_TITLE = 90
_EMPTY_WORDS_LIST = """
the a an of for and to in with on its up related equipment support program services system systems case possible
addition additional various
"""
_EMPTY_WORDS = frozenset(_EMPTY_WORDS_LIST.split())
_MOST_WORDS = 3
_NUMBERED = re.compile(r"[0-9][0-9A-Z]-[0-9A-Z]{1,4}")


class DraftRecord(NamedTuple):
    """A sale as keys and values that a sale file holds, and remarks by the key that they belong to."""

    record: dict[str, Any]
    remarks: dict[str, list[str]]


def draft_record(draft: Draft, sale_id: str, amends: str | None = None, url: str | None = None) -> DraftRecord:
    """The record that a draft proposes. `amends` is the id of the sale that it adds to, where a ledger holds it."""
    key, called = _SOURCES[draft.kind]
    address = url or draft.address
    source: dict[str, Any] = {"url": address} if address else {}
    source["title"] = f"{called}, transmittal {draft.transmittal}" if draft.transmittal else called
    if draft.published is not None:
        source["published"] = draft.published.isoformat()
    recipient = Recipients().write(draft.recipients)
    record: dict[str, Any] = {
        "id": sale_id,
        "title": sale_title(draft),
        "recipient": recipient,
    }
    record |= {name: text for name, text in (("purchaser", draft.purchaser),) if text}
    authority = draft.authority or UNKNOWN
    record["authority"] = [authority, *draft.further_authorities] if draft.further_authorities else authority
    said = (
        ("transmittal", draft.transmittal),
        ("class", draft.sale_class or proposed_class(sale_title(draft))),
        ("agency", draft.agency),
        ("cases", list(draft.cases)),
        ("offset", draft.offset),
        ("funding", draft.funding),
        ("note", " ".join(draft.notes)),
        ("territory", list(draft.territory)),
    )
    record |= {name: text for name, text in said if text}
    value = {"total": draft.value.total, "mde": draft.value.mde, "other": draft.value.other}
    if amends or draft.amends:
        value["increase"] = draft.value.increase
    record["value"] = {
        name: UNKNOWN if dollars is None else write_money(dollars)
        for name, dollars in value.items()
        if dollars is not None or name == "total"
    }
    if draft.items:
        record["items"] = [ITEM.write(one) for one in draft.items]
    if draft.contractors is not None:
        record["contractors"] = [CONTRACTOR.write(one) for one in draft.contractors]
    if amends or draft.amends:
        record["amends"] = amends or {
            "transmittal": draft.amends,
            "recipient": recipient,
            "title": "the sale notified before",
        }
    if draft.grows_from:
        record["grows-from"] = {"recipient": recipient, "title": draft.grows_from}
        record |= {"prior-value": write_money(draft.prior_value)} if draft.prior_value is not None else {}
    record["sources"] = {key: source}
    record["history"] = [_notification(draft, key)]
    return DraftRecord(record, _remarks(draft, record))


def proposed_id(draft: Draft, taken: Container[str]) -> str:
    """`country-item-year`, made unique among the ids that are taken."""
    return id_of(draft.recipients, sale_title(draft), sale_year(draft), taken)


def id_of(recipients: Sequence[str], title: str, year: int | None, taken: Container[str]) -> str:
    """The id of a sale by who buys what and when, made unique among the ids that are taken."""
    who = _slug(name_of(recipients[0])) if recipients else UNKNOWN
    words = [slug for word in title.split() if (slug := _word(word)) and slug not in _EMPTY_WORDS]
    begun = "-".join([who, *(words[:_MOST_WORDS] or ["sale"]), *([str(year)] if year else [])])
    number = 1
    proposed = begun
    while proposed in taken:
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
    """What is sold, as a person would write it: the headline without its country, or the goods without their number."""
    title = _without_quantities(_COUNTRY.sub("", draft.title)) if draft.title else ""
    if title:
        return title
    first = next((one.name for one in draft.items if one.quantity is not None), None)
    first = first or next((one.name for one in draft.items), None)
    if draft.amends and not first and draft.value.increase:
        return f"Cost increase of {draft.amends}"
    if draft.amends:
        return f"Upgrade of {draft.amends}" + (f": {_without_quantities(first)}" if first else "")
    return _without_quantities(first) if first else "Unknown goods"


def _without_quantities(text: str) -> str:
    """Goods in a few words: without how many, and without what only describes them at length."""
    text = leading_quantity(text).rest.strip()
    for match in reversed(list(_QUANTITY_WITHIN.finditer(text))):
        digits = text.rindex("(", match.start(), match.end())
        spelt = _NUMBER_WORD.search(text[:digits].rstrip())
        if spelt is not None:
            text = f"{text[: spelt.start()]}{text[match.end() :]}"
    text = _DESCRIBES.sub("", text)
    if len(text) > _LONGEST_TITLE:
        text = _GOES_INTO_DETAIL.sub("", text)
    if len(text) > _LONGEST_TITLE:
        text = text.split(",")[0].split(";")[0]
    text = text.strip(" ,.;:")
    return text[:1].upper() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def _word(word: str) -> str:
    """A word as it stands in an id: a designation is one word, whatever marks it has within."""
    if _NUMBERED.fullmatch(word.strip(",.:;()")):
        return _slug(word)
    slug = _slug(word)
    return slug.replace("-", "") if any(char.isdigit() for char in slug) else slug


def _notification(draft: Draft, source: str) -> dict[str, Any]:
    state = "reported-to-congress" if draft.authority == "36(b)(5)(A)" else "notified"
    entry: dict[str, Any] = {"date": _date(draft.notified)}
    if draft.notified is None and draft.published is not None:
        entry["not-after"] = draft.published.isoformat()
    entry |= {"state": state, "source": source}
    if draft.basis is not None and draft.notified is not None:
        entry["basis"] = draft.basis
    if draft.justification is not None and state == "notified":
        entry["emergency"] = {"justification": draft.justification}
    return entry


def _date(day: date | None) -> str:
    return day.isoformat() if day is not None else UNKNOWN


def _remarks(draft: Draft, record: Mapping[str, Any]) -> dict[str, list[str]]:
    """The warnings by the key that each is about; those about none stand at the top."""
    about = (
        ("items", ("earlier case", "not in the draft", "quantity", "request")),
        ("history", ("notif", "delivered", "date", "Congress")),
        ("value", ("value", "total", "two values")),
        ("contractors", ("contractors",)),
        ("recipient", ("purchaser",)),
        ("authority", ("section",)),
    )
    remarks: dict[str, list[str]] = {}
    if "class" in record and draft.sale_class is None:
        remarks["class"] = [f"{record['class']}: proposed from the words of the title"]
    for warning in draft.warnings:
        begins = warning.split('"')[0]
        key = next((key for key, words in about if any(word in begins for word in words)), "")
        remarks.setdefault(key if key in record else "", []).append(warning)
    if draft.match is not None and draft.match.differs:
        remarks.setdefault("", []).extend(draft.match.differs)
    return remarks


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^a-z0-9]+", "-", letters.replace("'", "").replace("/", "")).strip("-")
