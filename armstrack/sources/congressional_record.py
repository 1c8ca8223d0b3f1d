"""The Congressional Record, by GovInfo's API: the Senate's "Arms Sales Notification", with the letters in it.

A day of the Record is asked for again when it was changed: sections have been missing and came weeks later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.federal_register import read_json
from armstrack.sources.found import Row
from armstrack.sources.inbox import Inbox
from armstrack.sources.listing import Found, Listing
from armstrack.sources.plain import PlainSource

NAME = "congressional-record"
API = "https://api.govinfo.gov"
SITE = "https://www.govinfo.gov"
KEY = "GOVINFO_API_KEY"

_TITLE = re.compile(r"arms sales? notification", re.IGNORECASE)
_DAY = re.compile(r"CREC-(\d{4}-\d{2}-\d{2})$")
_MOST_PAGES = 40


class CongressionalRecord(PlainSource):
    """The days of the Record that were printed or changed, and the notifications in them."""

    kind = "html"

    def discover(self, since: date) -> Listing:
        """Every notification in a day of the Record that was changed since a day. Raises NoAnswer."""
        if self.client.key is None:
            raise NoAnswer(f"it needs a key, free of charge at api.data.gov: put it into the variable {KEY}")
        found: list[Found] = []
        failed: list[str] = []
        packages = list(self._all(f"{API}/collections/CREC/{since}T00:00:00Z?offsetMark=*&pageSize=1000", "packages"))
        for package in packages:
            name, changed = str(package.get("packageId", "")), str(package.get("lastModified", ""))
            day = _DAY.match(name)
            if day is None:
                continue
            try:
                granules = list(self._all(f"{API}/packages/{name}/granules?offsetMark=*&pageSize=1000", "granules"))
            except NoAnswer as why:
                failed.append(str(why))
                if why.unreachable:
                    break
                continue
            found += _notifications(name, date.fromisoformat(day[1]), changed, granules)
        return Listing(tuple(sorted(found, key=lambda one: one.id)), len(packages), None, tuple(failed))

    def recognises(self, content: bytes) -> bool:
        """Whether this is a piece of the Record."""
        return b"Congressional Record" in content

    def _all(self, address: str | None, what: str) -> Iterator[dict[str, Any]]:
        """The items of a list, page after page. Raises NoAnswer."""
        for _ in range(_MOST_PAGES):
            if address is None:
                return
            page = read_json(self.client.get(address, "json").content)
            if not isinstance(page.get(what), list):
                raise NoAnswer(f"a list of {what} was served without any")
            yield from (one for one in page[what] if isinstance(one, dict))
            following = page.get("nextPage")
            address = self.client.public(following) if isinstance(following, str) else None


def _notifications(package: str, day: date, changed: str, granules: list[dict[str, Any]]) -> Iterator[Found]:
    for one in granules:
        name, title = str(one.get("granuleId", "")), str(one.get("title", ""))
        if _TITLE.search(title) and re.fullmatch(r"CREC-[0-9A-Za-z-]+", name):
            address = f"{SITE}/content/pkg/{package}/html/{name}.htm"
            yield Found(name, address, day, title.strip().capitalize(), "notice", mark=changed or None)


def _make(client: Client, today: date, inbox: Inbox) -> CongressionalRecord:
    return CongressionalRecord(client)


ROW = Row(NAME, "letters to the Senate, 36(b)(5) among them", (API, SITE), _make, key_name=KEY)
