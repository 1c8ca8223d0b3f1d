"""What falls due as a calendar file, for the calendars of Google, Microsoft and Apple.

Events last all day, and each has an identifier that stays the same from one export to the
next, so that importing again moves an event instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from armstrack.model.terms import comparable_name
from armstrack.output.safe_text import printable


def calendar_file(rows: Sequence[Mapping[str, Any]], as_of: date) -> str:
    """An iCalendar document of everything whose day is known. Raises ImportError without the extra `ics`.

    The stamp of each event is the as-of day, so that two exports of one day are equal.
    """
    from icalendar import Calendar, Event

    stamp = datetime.combine(as_of, time(), UTC)
    calendar = Calendar()
    calendar.add("prodid", "-//armstrack//due//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Arms sales: what falls due")
    for row in rows:
        if row["day"] is None:
            continue
        day = date.fromisoformat(row["day"])
        event = Event()
        _say(event, "uid", f"{_about(row)}.{row['kind']}@armstrack")
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        # A calendar takes an event over an older one of the same identifier by its sequence.
        event.add("sequence", as_of.toordinal())
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(1))
        whose = f"{row['id']} {row['case']}" if row["case"] else row["id"]
        what = f"{row['what']}, {row['item']}" if row["item"] else row["what"]
        _say(event, "summary", f"{whose}: {what}")
        _say(event, "description", row["title"], row["words"], *row["citations"])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _say(event: Any, name: str, *lines: str) -> None:
    """Adds a text, by the one door through which texts come into a calendar.

    A calendar knows no control characters, and a reader may take one of them for the end of a line.
    """
    event.add(name, "\n".join(map(printable, lines)))


def _about(row: Mapping[str, Any]) -> str:
    """What tells an event from the others of its kind: the record, the letter, the item and how many of it.

    Of an item it is a digest, since an identifier stays on one line and an item is any text.
    """
    parts = [row["id"], row["case"] or ""]
    if row["item"]:
        parts.append(sha256(comparable_name(row["item"]).encode("utf-8")).hexdigest()[:8])
    if row["quantity"] is not None:
        parts.append(str(row["quantity"]))
    return ".".join(part for part in parts if part)
