"""What falls due as a calendar file, for the calendars of Google, Microsoft and Apple.

Events last all day, and each has an identifier that stays the same from one export to the
next, so that importing again moves an event instead of doubling it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any


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
        of = f"{row['id']}.{row['case']}" if row["case"] else row["id"]
        event.add("uid", f"{of}.{row['kind']}@armstrack")
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        # A calendar takes an event over an older one of the same identifier by its sequence.
        event.add("sequence", as_of.toordinal())
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(1))
        event.add("summary", f"{row['id']}{' ' + row['case'] if row['case'] else ''}: {row['what']}")
        event.add("description", "\n".join([row["title"], row["words"], *row["citations"]]))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text
