"""The site maps of govinfo.gov: which files there are, and when each was last changed."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from armstrack.sources.client import Client, NoAnswer
from armstrack.sources.days import iso_day
from armstrack.sources.safe_xml import parsed, text


class Entry(NamedTuple):
    """One line of a site map."""

    address: str
    changed: str
    """The moment of its last change, as printed; empty where none is."""

    @property
    def day(self) -> date | None:
        """The day of its last change."""
        return iso_day(self.changed)

    def may_be_since(self, since: date) -> bool:
        """Whether it changed on a day or later; where that is not said, it may have."""
        return self.day is None or self.day >= since


def entries(client: Client, address: str) -> tuple[Entry, ...]:
    """The lines of a site map, or of an index of site maps. Raises NoAnswer."""
    root = parsed(client.get(address, "xml").content)
    if root.tag not in ("sitemapindex", "urlset"):
        raise NoAnswer(f"another document than a site map was served ({re.sub('[^a-zA-Z]', '', root.tag)[:30]})")
    return tuple(Entry(client.public(text(one, "loc")), text(one, "lastmod")) for one in root if text(one, "loc"))
