"""Feeds and calendars: what is new, and what falls due, for programs that look by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from armstrack.model.partial_date import PartialDate
from armstrack.output.amounts import exact
from armstrack.output.calendar_file import calendar_file
from armstrack.output.json_text import json_document
from armstrack.output.safe_text import printable
from armstrack.query.document import Document
from armstrack.query.view import SaleOnDay
from armstrack.site.addresses import recipient_codes, recipient_name, recipient_slug
from armstrack.site.asking import Asking

LATEST = 20
"""Entries of a feed."""


def feeds(asking: Asking, site: Document) -> Iterator[tuple[str, bytes]]:
    """Every feed and calendar, with its path."""
    told = _notifications(asking, asking.sales)
    title = f"{site['title']}: notifications"
    yield "feeds/notifications.xml", _atom(site, "feeds/notifications.xml", title, told)
    yield "feed.json", _json_feed(site, title, told)
    yield "feeds/changes.xml", _atom(site, "feeds/changes.xml", f"{site['title']}: recorded", _recorded(asking))
    for code, sales in sorted(asking.codes.items()):
        path = f"feeds/recipients/{recipient_slug(code)}.xml"
        yield path, _atom(site, path, f"{site['title']}: {recipient_name(code)}", _notifications(asking, sales))
        ids = {one.id for one in sales}
        rows = [row for row in asking.due if row["id"] in ids]
        yield f"calendar/{recipient_slug(code)}.ics", calendar_file(rows, asking.day).encode()
    yield "calendar/due.ics", calendar_file(asking.due, asking.day).encode()
    for resolution in asking.resolutions:
        path = f"feeds/resolutions/{resolution.id}.xml"
        steps = [
            {
                "path": f"resolutions/{resolution.id}/",
                "id": f"resolutions/{resolution.id}#e{at}",
                "title": f"{resolution.measure}: {entry.state or entry.event}",
                "text": entry.note or resolution.title,
                "day": day,
            }
            for at, entry in enumerate(resolution.history, 1)
            if (day := _known_day(entry.date, asking.day)) is not None
        ]
        yield path, _atom(site, path, f"{site['title']}: {resolution.measure}", _latest(steps))


def _known_day(when: PartialDate, until: date) -> str | None:
    """A day by which something had happened; `None` where it may not have by a day, or its date says nothing."""
    return when.latest.isoformat() if when.latest is not None and when.latest <= until else None


def _latest(entries: Iterable[Document]) -> list[Document]:
    ordered = sorted(entries, key=lambda entry: entry["id"])
    return sorted(ordered, key=lambda entry: str(entry["day"]), reverse=True)[:LATEST]


def _notifications(asking: Asking, sales: Sequence[SaleOnDay]) -> list[Document]:
    """A notification an entry, the latest first."""
    entries = []
    for one in sales:
        day = _known_day(one.notified, asking.day) if one.notified is not None else None
        if day is None:
            continue
        row = asking.rows[one.id]
        names = ", ".join(recipient_name(code) for code in recipient_codes(row["recipient"]))
        number = f", transmittal {row['transmittal']}" if row["transmittal"] else ""
        text = f"Notified {row['notified']} under AECA {one.sale.authority}{number}: {exact(row['value_usd'])}."
        entries.append(
            {
                "path": f"sales/{one.id}/",
                "id": f"sales/{one.id}",
                "title": f"{names}: {one.title}",
                "text": text,
                "day": day,
            }
        )
    return _latest(entries)


def _recorded(asking: Asking) -> list[Document]:
    """An entry of a history an entry of the feed."""
    return _latest(
        {
            "path": f"sales/{one.id}/#e{at}",
            "id": f"sales/{one.id}#e{at}",
            "title": f"{one.title}: {entry.word}",
            "text": entry.note or f"{entry.word} on {entry.date}",
            "day": day,
        }
        for one in asking.sales
        for at, entry in enumerate(one.sale.history, 1)
        if (day := _known_day(entry.date, asking.day)) is not None
    )


def _address(site: Document, feed: str, path: str) -> str:
    """Where an entry leads: in full where the site knows its place, else from the feed."""
    if site["base"]:
        return f"{site['base']}{path}"
    page, _, anchor = path.partition("#")
    return f"{'../' * feed.count('/')}{page}index.html" + (f"#{anchor}" if anchor else "")


def _tag(site: Document, name: str) -> str:
    return f"tag:{site['host']},2026:{name}"


def _atom(site: Document, path: str, title: str, entries: Sequence[Document]) -> bytes:
    """An Atom feed; a time in it is that of an event, never of the building."""
    shown = printable
    updated = entries[0]["day"] if entries else site["day"]
    parts = [
        Markup('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'),
        Markup("<title>{}</title>\n<id>{}</id>\n<updated>{}T00:00:00Z</updated>\n").format(
            shown(title), _tag(site, path), updated
        ),
        Markup("<author><name>{}</name></author>\n").format(shown(site["ledger"])),
        Markup('<link rel="self" href="{}"/>\n').format(
            f"{site['base']}{path}" if site["base"] else path.rsplit("/")[-1]
        ),
    ]
    for entry in entries:
        parts.append(
            Markup(
                "<entry><title>{}</title><id>{}</id><updated>{}T00:00:00Z</updated>"
                '<link href="{}"/><summary>{}</summary></entry>\n'
            ).format(
                shown(entry["title"]),
                _tag(site, entry["id"]),
                entry["day"],
                _address(site, path, entry["path"]),
                shown(entry["text"]),
            )
        )
    return ("".join(str(escape(part)) for part in parts) + "</feed>\n").encode("utf-8", "replace")


def _json_feed(site: Document, title: str, entries: Sequence[Document]) -> bytes:
    feed: dict[str, Any] = {"version": "https://jsonfeed.org/version/1.1", "title": title, "language": "en"}
    if site["base"]:
        feed |= {"home_page_url": site["base"], "feed_url": f"{site['base']}feed.json"}
    feed["authors"] = [{"name": site["ledger"]}]
    feed["items"] = [
        {
            "id": _tag(site, entry["id"]),
            "url": _address(site, "feed.json", entry["path"]),
            "title": printable(entry["title"]),
            "content_text": printable(entry["text"]),
            "date_published": f"{entry['day']}T00:00:00Z",
        }
        for entry in entries
    ]
    return json_document(feed).encode()
